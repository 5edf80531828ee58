"""What the speed trials share: measured child processes, the machine's name, tables, texts."""

from __future__ import annotations

import os
import platform
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple, TypeVar

from assistant.app import Assistant
from assistant.settings import load
from benchmarks import plain_chain

ROOT = Path(__file__).resolve().parent.parent
Answer = TypeVar("Answer")
_MESSAGES = (
    "I ordered the {colour} {thing} on {order} three weeks ago and it still is not here. First your"
    " page said it would come on Monday, then on Thursday, and now it says nothing at all. I have"
    " written to you {times} times and every time somebody promises to look into it and nobody ever"
    " comes back to me. I stayed at home two whole days for this delivery and lost the money for"
    " both of them. Where is my parcel, who is responsible for it, and when exactly will I get it?"
    " If it is lost then say so and give me my £{amount} back, because I am done with waiting.",
    "My {colour} {thing} from order {order} arrived yesterday with a crack right across the front"
    " and one part missing. This is the second one, because the first one you sent was broken as"
    " well. I paid £{amount} for it, and for that I expect something that works and is packed"
    " properly. I called your hotline {times} times today and was cut off after half an hour of"
    " music every time. I want to know what you are going to do about this, and please do not"
    " tell me to fill in the same form again. How hard can it be to put a thing in a box?",
    "You have charged my card £{amount} twice for order {order} and nobody seems to care. I noticed"
    " it last week, I sent you the statement as you asked, and I have been told {times} different"
    " stories since then. One colleague of yours said the money was on its way, the next one said"
    " that there was no second payment at all. I can see it on my account! The {colour} {thing} is"
    " fine, thank you, but I did not buy two of them. I have bills to pay this week and you are"
    " sitting on my money. I want it back now, with a clear answer about how that could happen.",
)
_COLOURS = ("green", "black", "silver", "yellow", "blue", "white", "red")
_THINGS = ("kettle", "lamp", "coffee machine", "desk chair", "speaker", "heater", "rucksack")
_SYLLABLES = ("ba", "len", "tor", "mi", "sha", "vek", "ro", "dun", "pel", "ga", "stin", "o")


@dataclass(frozen=True)
class Bench:
    """Where the trials take place, and how often each thing is done."""

    folder: Path
    quick: bool

    def times(self, full: int, quick: int) -> int:
        """How often, by the flag."""
        return quick if self.quick else full

    @property
    def store(self) -> str:
        """The plain chain's folder; it holds the passages that Composure's index holds."""
        return str(self.folder / "plain")

    def assistant(self, **settings: Any) -> Assistant:
        """One over the index of these"""
        return Assistant(load(home=self.folder / "home", **settings))

    def prepare(self) -> None:
        """Indexes the shipped knowledge for both."""
        assistant = self.assistant()
        assistant.index()
        passages = assistant.retriever.passages()
        texts = [f"{passage.section}\n{passage.text}" for passage in passages]
        made = plain_chain.langchain_store(self.store, plain_chain.WordLlamaEmbeddings())
        made.add_texts(texts)
        print(f"{len(texts)} passages of the shipped knowledge in both stores", flush=True)


class Spent(NamedTuple):
    """Seconds of one run: on the clock, and of the processor (user and system)."""

    wall: float
    cpu: float


def run(command: Sequence[str], environment: Mapping[str, str]) -> Spent:
    """Runs a command to its end in a new process.

    Raises:
        RuntimeError: it failed; with the end of what it said.
    """
    started = time.perf_counter()
    child = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert child.stderr is not None
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    child.stderr.close()
    if child.returncode:
        raise RuntimeError(f"{command[:4]} failed: {said.decode(errors='replace')[-600:]}")
    return Spent(wall, usage.ru_utime + usage.ru_stime)


def environment(folder: Path) -> dict[str, str]:
    """A child's environment: none of this machine's settings, compiled modules kept in `folder`.

    An installed program has its modules compiled; where they cannot be written beside the
    sources, or PYTHONDONTWRITEBYTECODE is set, each start would compile everything anew.
    """
    dropped = ("COMPOSURE_", "OPENAI_", "LANGSMITH_", "LANGCHAIN_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {
        **kept,
        "COMPOSURE_HOME": str(folder / "home"),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "ANONYMIZED_TELEMETRY": "False",
        "TOKENIZERS_PARALLELISM": "false",
    }


def alternate(ways: Mapping[str, Callable[[int], Answer]], rounds: int) -> dict[str, list[Answer]]:
    """Each way once a round, in an order that turns round each time, so that noise meets all."""
    answers: dict[str, list[Answer]] = {name: [] for name in ways}
    for number in range(rounds):
        names = list(ways)[:: 1 if number % 2 == 0 else -1]
        for name in names:
            answers[name].append(ways[name](number))
    return answers


def cpu_of(work: Callable[[], object]) -> float:
    """Milliseconds of processor time, of all threads of this process."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def middle(values: Sequence[float]) -> float:
    """The median; of nothing, not a number."""
    return median(values) if values else float("nan")


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Prints a table; numbers stand to the right."""
    texts = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(head, *texts, strict=True)]
    print(f"\n{title}")
    for line in chain([head], texts):
        first = line[0].ljust(widths[0])
        rest = [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        print("  " + "  ".join([first, *rest]), flush=True)


def _cell(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def machine() -> str:
    """Cores, processor, Python, load and the time: what figures mean nothing without."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    system = f"{platform.system()} {platform.machine()}"
    return (
        f"{cores} cores, {_processor()}, {system}, Python {platform.python_version()},"
        f" load {load} at the start, {now}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown processor"


def messages(count: int, seed: int = 1) -> list[str]:
    """Angry messages of about 100 words; no two are the same."""
    chance = random.Random(seed)
    return [
        _MESSAGES[number % len(_MESSAGES)].format(
            colour=chance.choice(_COLOURS),
            thing=chance.choice(_THINGS),
            order=f"LK-{20_000 + 37 * number}",
            times=chance.choice(("two", "three", "four", "five")),
            amount=chance.randrange(20, 900),
        )
        for number in range(count)
    ]


def write_documents(folder: Path, passages: int, seed: int = 1) -> None:
    """A knowledge folder of guidance, 50 sections of some 65 words to a file, made of no words."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randrange(1, 4))) for _ in range(3000)]
    place = folder / "guidance"
    place.mkdir(parents=True)
    for first in range(0, passages, 50):
        sections = [
            f"## {' '.join(chance.choices(words, k=3)).title()} {number}\n\n"
            + " ".join(" ".join(chance.choices(words, k=16)).capitalize() + "." for _ in range(4))
            for number in range(first, min(first + 50, passages))
        ]
        text = "\n\n".join([f"# Part {first // 50}", *sections])
        (place / f"part-{first // 50:03}.md").write_text(text + "\n", encoding="utf-8")


def python(*arguments: str) -> list[str]:
    """The command of a module in this interpreter."""
    return [sys.executable, "-m", *arguments]
