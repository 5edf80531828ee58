"""The desk at which questions are asked: keeps what answers need, and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answering.asking import Sources, ask
from assistant.answering.examples import examples_for
from assistant.answering.gaps import Gap, gather_cases, grouped, note_question
from assistant.answering.inventory import Inventory, inventory
from assistant.answering.lexicon import Lexicon, lexicon_for
from assistant.answering.measuring import Library
from assistant.answering.places import Places
from assistant.answering.records import Answer
from assistant.answering.words import SAMPLE, Gist, Likeness, Rarity
from assistant.knowledge.expansion import expansion_for
from assistant.knowledge.pointing import Pointer, shipped_pointer
from assistant.privacy import Masker
from assistant.settings import Settings, shipped

if TYPE_CHECKING:
    from assistant.database import Database
    from assistant.knowledge.retrieval import Retriever


class Desk:
    """Answers questions for one set of settings; one object serves all threads.

    Args:
        retriever: returns the retriever over the current index, every time it is asked.
        own: the company's own names.
        given: files and folders that were indexed beside the knowledge folder.
        today: the day on which policies must be in force.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        retriever: Callable[[], Retriever],
        *,
        own: Sequence[str] = (),
        given: Sequence[Path] = (),
        today: Callable[[], date] = date.today,
    ) -> None:
        self._settings = settings
        self._database = database
        self._retriever = retriever
        self._own = tuple(own)
        self._given = tuple(given)
        self._today = today
        self._sources: tuple[int, Sources] | None = None

    def warm(self) -> None:
        """Makes ready what the first question would wait for."""
        self._current()

    def ask(
        self, question: str, conversation: Sequence[str] = (), *, explain: bool = False
    ) -> Answer:
        """The answer; what answered it, or that nothing did, is recorded masked."""
        answer = ask(question, self._current(), conversation=conversation, explain=explain)
        asked = Masker().mask(" / ".join((*conversation, question)))
        if answer.answered:
            from assistant.database.answers import record_answer

            record_answer(
                self._database,
                question=asked,
                writer=answer.writer.model,
                passages=[citation.id for citation in answer.citations],
            )
        else:
            note_question(self._database, asked, [cited.id for cited in answer.nearest])
        return answer

    def gaps(self) -> tuple[Gap, ...]:
        """What the knowledge could not answer, in groups, the most frequent first."""
        gather_cases(self._database)
        return grouped(self._database, self._likeness, self._lexicon)

    def inventory(self) -> Inventory:
        """What is indexed."""
        return inventory(self._database, self._retriever(), today=self._today())

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon_for(self._settings.knowledge)

    @cached_property
    def _pointer(self) -> Pointer:
        from assistant.models.wordllama import local_embeddings

        return Pointer(shipped_pointer(), local_embeddings())

    @cached_property
    def _likeness(self) -> Likeness:
        from assistant.models.wordllama import local_embeddings

        lexicon = self._lexicon
        return Likeness(local_embeddings(), lexicon.groups, lexicon.phrases)

    def _current(self) -> Sources:
        """What answers are made from, as of the index's current generation."""
        retriever = self._retriever()
        generation = retriever.generation
        if self._sources is None or self._sources[0] != generation:
            roots = [self._settings.knowledge, *self._given, shipped("knowledge")]
            asked_as = expansion_for(self._settings.knowledge).asked_as
            rarity = Rarity(retriever.sample(SAMPLE), asked_as)
            made = Sources(
                settings=self._settings,
                library=Library(
                    retriever=retriever,
                    likeness=self._likeness,
                    rarity=rarity,
                    gist=Gist(self._likeness, rarity, self._lexicon.set_aside),
                    asked_as=asked_as,
                    examples=examples_for(self._settings.knowledge),
                    pointer=self._pointer,
                ),
                lexicon=self._lexicon,
                places=Places(roots),
                own=self._own,
                today=self._today,
            )
            self._sources = (generation, made)
        return self._sources[1]
