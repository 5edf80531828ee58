"""Language, length, and whether the model's own text could be used."""

from __future__ import annotations

from evals.records import Output, Sample, Score
from evals.scorers.kinds import passed

_LONGEST = {"email": 260, "chat": 140, "social": 90, "phone": 260}
"""Words of a reply; a fifth above what the prompt asks for."""
_FEWEST = 12
"""Words below which a reply answers nobody."""


def language(sample: Sample, output: Output) -> Score | None:
    """The reply is in the language expected."""
    wanted = sample.expect.language
    if wanted is None:
        return None
    from assistant.rubric.wording import guess_language

    found = guess_language(output.reply) or wanted
    return passed("language", found == wanted[:2], f"in “{found}”, expected “{wanted}”")


def length(sample: Sample, output: Output) -> Score | None:
    """Neither longer than the channel takes nor too short to say anything."""
    count = len(output.reply.split())
    most = sample.expect.max_words or _LONGEST[sample.case.channel]
    return passed("length", _FEWEST <= count <= most, f"{count} words; {_FEWEST} to {most}")


def model_kept(sample: Sample, output: Output) -> Score | None:
    """The model's own text was good enough to be used."""
    return passed("model_kept", not output.fell_back, output.reason)
