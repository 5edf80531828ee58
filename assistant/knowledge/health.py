"""Where an index lives, whether it is sound, and the errors when it is not."""

from __future__ import annotations

from assistant.database import Database
from assistant.errors import IndexFault
from assistant.knowledge import checks, record
from assistant.knowledge.chroma import REBUILD, Place
from assistant.knowledge.record import Generation
from assistant.knowledge.snapshot import MARK
from assistant.settings import Settings


def place_of(settings: Settings, generation: Generation) -> Place:
    """Where a generation's collection lives."""
    return Place(settings.index, settings.chroma_url, generation.collection)


def nothing_indexed() -> IndexFault:
    """The database holds no index yet."""
    return IndexFault("nothing has been indexed yet", remedy="run `composure index`")


def damaged(problem: str) -> IndexFault:
    """The index on disk is not what was built."""
    return IndexFault(f"the index is damaged: {problem}", remedy=REBUILD)


def problem_at_start(database: Database, settings: Settings, generation: Generation) -> str:
    """What is wrong with an index, found the cheap way; empty = sound.

    Sizes and times are compared and the catalogue is checked by SQLite. Only where a file has
    another time, as after a restore from a backup, the full check decides.
    """
    place = place_of(settings, generation)
    if not place.embedded:
        return ""
    if generation.passages and not generation.files:
        return "the mark of a clean build is missing"
    if generation.files and MARK not in generation.files:
        return "it was built by an earlier version"
    problem = checks.catalogue_problem(place.folder)
    if problem or not checks.changed_files(place.folder, generation.files):
        return problem
    return next(iter(full_check(database, settings, generation)), "")


def full_check(database: Database, settings: Settings, generation: Generation) -> tuple[str, ...]:
    """Checks a generation in a child process, and marks it clean where it is sound."""
    place = place_of(settings, generation)
    passages = record.passages_with_vectors(database)
    problems = checks.check_in_child(checks.expect(place, generation.files, passages))
    if not problems and place.embedded:
        files = checks.read_files(place.folder)
        if files != generation.files:
            record.mark_clean(database, generation.number, files)
    return problems
