"""What Composure costs in time, beside the plain chain of `plain_chain.py`, in one run.

    python -m benchmarks.speed [cold] [warm] [model] [index] [--quick]

Without a name all four parts run, in some five minutes. Ways to be compared take turns, so that
noise of the machine meets all of them; figures are medians. Needs no network and no key.
"""

from __future__ import annotations

import argparse
import logging
import os
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from assistant.app import Assistant
from assistant.domain import Case
from assistant.drafting.pipeline import STEPS
from assistant.drafting.work import begin
from assistant.settings import load
from benchmarks import plain_chain, trials
from benchmarks.loopback import loopback
from benchmarks.trials import Bench, Spent, alternate, cpu_of, middle, python, table

PARTS = ("cold", "warm", "model", "index")
CLIENTS = 64
WAIT = 0.2
"""Seconds that the slow model takes."""
CHUNK = 1000
"""Passages in one call of raw Chroma."""
REPLY = (
    "Hello,\n\nYour order LK-20000 is still not there after three weeks, and you had to write to us"
    " again and again. I am sorry that nobody came back to you and that you stayed at home for two"
    " whole days.\n\nI am asking the delivery team today where the parcel is, and I will write to"
    " you by {deadline} with what they found, also if there is nothing new.\n\nIf the parcel is"
    " confirmed as lost, the choice is yours:\n(a) a replacement, or\n(b) a full refund.\n\nYou do"
    " not have to call or write to anybody again in the meantime. I will keep this in my hands"
    " until you have your answer.\n\nLarkfield Customer Care"
)


# -- a new process ---------------------------------------------------------------------------------


def cold(bench: Bench) -> None:
    """From the start of a process to its first answer, on an index that is there."""
    (message,) = trials.messages(1)
    inside = trials.environment(bench.folder)
    with loopback("Dear customer, I am sorry. I am looking into it.") as url:
        plain = python("benchmarks.plain_chain", bench.store, message, "--url", url)
        commands = {
            "composure draft --json, offline": python("assistant.cli", "draft", message, "--json"),
            "plain LangChain + Chroma": plain,
            "raw Chroma + OpenAI": [*plain, "--raw"],
            "composure --help": python("assistant.cli", "--help"),
        }
        ways = {name: _started(command, inside) for name, command in commands.items()}
        for way in [*ways.values()] * 2:  # compiles modules, and fills the system's cache of files
            way(0)
        spent = alternate(ways, bench.times(9, 3))
    plain_runs = spent["plain LangChain + Chroma"]
    rows = [(name, *_medians(runs), *_ratios(runs, plain_runs)) for name, runs in spent.items()]
    head = ("a new process", "wall s", "cpu s", "wall: plain", "cpu: plain")
    table(f"1. Cold start, medians of {len(plain_runs)}", head, rows)


def _started(command: Sequence[str], inside: Mapping[str, str]) -> Callable[[int], Spent]:
    return lambda _: trials.run(command, inside)


def _medians(found: Sequence[Spent]) -> Spent:
    return Spent(middle([spent.wall for spent in found]), middle([spent.cpu for spent in found]))


def _ratios(found: Sequence[Spent], base: Sequence[Spent]) -> Spent:
    """Medians of the ratios within each round, which both met the same noise in."""
    pairs = list(zip(found, base, strict=True))
    return _medians([Spent(one.wall / other.wall, one.cpu / other.cpu) for one, other in pairs])


# -- a warm process, offline -----------------------------------------------------------------------


def warm(bench: Bench) -> None:
    """Processor time of a whole draft in a process that has drafted before, and of its steps."""
    assistant = bench.assistant()
    count = bench.times(100, 30)
    texts = trials.messages(2 * count + 20, seed=2)
    for text in texts[:20]:
        assistant.draft(text)
    whole, parts = [], []
    for one, other in zip(texts[20 : 20 + count], texts[20 + count :], strict=True):
        whole.append(cpu_of(partial(assistant.draft, one)))
        parts.append(_steps(assistant, other))
    words = middle([float(len(text.split())) for text in texts])
    ordered = sorted(whole)
    figures = (middle(whole), ordered[0], ordered[int(len(ordered) * 0.9)])
    head = ("one draft", "median ms", "least ms", "p90 ms")
    title = f"2. Warm offline draft of {words:.0f} words, processor time over {count} drafts"
    table(title, head, [("composure, everything", *figures)])
    seen = {name: middle([part[name] for part in parts]) for name, _ in STEPS}
    rows: list[tuple[object, ...]] = list(seen.items())
    rows.append(("around them", figures[0] - sum(seen.values())))
    table("   Where it goes, on messages of their own", ("step", "median ms"), rows)


def _steps(assistant: Assistant, text: str) -> dict[str, float]:
    """Milliseconds of processor time by step."""
    parts = assistant._parts
    work = begin(Case(message=text), parts)
    spent = {}
    for name, step in STEPS:
        started = time.process_time()
        work = step(work, parts)
        spent[name] = (time.process_time() - started) * 1000
    return spent


# -- with a model ----------------------------------------------------------------------------------


def model(bench: Bench) -> None:
    """Against a server in another process: one request after the other, then many at once."""
    (message,) = trials.messages(1)
    deadline = bench.assistant().brief(message).values["deadline"]
    text = REPLY.replace("{deadline}", deadline)
    print(f"\nThe model's reply has {len(text.split())} words.")
    with loopback(text) as url:
        _one_by_one(bench, _ways(bench, url), message)
    with loopback(text, seconds=WAIT) as url:
        _at_once(bench, _ways(bench, url), message)


def _ways(bench: Bench, url: str) -> dict[str, Callable[[str], object]]:
    """Each way from message to answer, and nothing but a model's own text counts as one."""
    assistant = bench.assistant(
        model="openai:test", base_url=url, model_slots=CLIENTS, timeout=120, read_timeout=60
    )

    def ours(message: str) -> object:
        draft = assistant.draft(message)
        if draft.writer.fell_back:
            raise RuntimeError(f"the offline writer took over: {draft.writer.reason}")
        return draft

    return {
        "composure, openai:test": ours,
        "plain LangChain + Chroma": plain_chain.langchain_answer(bench.store, url),
        "raw Chroma + OpenAI": plain_chain.raw_answer(bench.store, url),
    }


def _one_by_one(bench: Bench, ways: dict[str, Callable[[str], object]], message: str) -> None:
    measured = {name: _costing(way, message) for name, way in ways.items()}
    for way in [*measured.values()] * 10:
        way(0)
    count = bench.times(100, 20)
    spent = {name: middle(found) for name, found in alternate(measured, count).items()}
    base = spent["plain LangChain + Chroma"]
    rows = [(name, found, found - base, found / base) for name, found in spent.items()]
    head = ("one request after the other", "cpu ms", "above plain ms", "ratio")
    table(f"3a. With a model that answers at once, medians of {count}", head, rows)


def _costing(way: Callable[[str], object], message: str) -> Callable[[int], float]:
    return lambda _: cpu_of(partial(way, message))


def _at_once(bench: Bench, ways: dict[str, Callable[[str], object]], message: str) -> None:
    requests = bench.times(320, 128)
    with ThreadPoolExecutor(CLIENTS) as pool:

        def burst(way: Callable[[str], object], count: int) -> Spent:
            """Seconds for each request, so many at a time."""
            started, before = time.perf_counter(), time.process_time()
            for _ in pool.map(way, [message] * count):
                pass
            wall, cpu = time.perf_counter() - started, time.process_time() - before
            return Spent(wall / count, cpu / count)

        measured = {name: _bursts(burst, way, requests) for name, way in ways.items()}
        for way in ways.values():
            burst(way, CLIENTS)  # opens the connections
        spent = alternate(measured, bench.times(3, 1))
    medians = {name: _medians(found) for name, found in spent.items()}
    base = medians["plain LangChain + Chroma"]
    rows = [
        (name, 1 / found.wall, found.cpu * 1000, base.wall / found.wall)
        for name, found in medians.items()
    ]
    head = (f"{CLIENTS} clients, model takes {WAIT} s", "requests/s", "cpu ms", "rate: plain")
    table(f"3b. Many at once, {requests} requests, medians of {bench.times(3, 1)}", head, rows)


def _bursts(
    burst: Callable[[Callable[[str], object], int], Spent],
    way: Callable[[str], object],
    count: int,
) -> Callable[[int], Spent]:
    return lambda _: burst(way, count)


# -- indexing --------------------------------------------------------------------------------------


def index(bench: Bench) -> None:
    """Passages a second into a new index: files to record and Chroma, beside Chroma alone."""
    folder = bench.folder / "documents"
    trials.write_documents(folder, bench.times(2000, 500))
    first = Assistant(load(home=bench.folder / "index-first", knowledge=folder))
    first.index()
    texts = [passage.text for passage in first.retriever.passages()]
    embeddings = plain_chain.WordLlamaEmbeddings()

    def ours(number: int) -> float:
        home = bench.folder / f"index-{number}"
        return _rate(Assistant(load(home=home, knowledge=folder)).index, len(texts))

    def langchain(number: int) -> float:
        store = plain_chain.langchain_store(str(bench.folder / f"chain-{number}"), embeddings)
        return _rate(partial(store.add_texts, texts), len(texts))

    def raw(number: int) -> float:
        collection = plain_chain.raw_collection(str(bench.folder / f"raw-{number}"))
        return _rate(partial(_add, collection, embeddings, texts), len(texts))

    ways = {
        "composure index, all of it": ours,
        "plain LangChain + Chroma": langchain,
        "raw Chroma, by batches": raw,
    }
    rounds = bench.times(3, 1)
    rates = alternate(ways, rounds)
    base = middle(rates["raw Chroma, by batches"])
    rows = [(name, middle(found), middle(found) / base) for name, found in rates.items()]
    words = middle([float(len(text.split())) for text in texts])
    title = f"4. Indexing {len(texts)} passages of {words:.0f} words, medians of {rounds}"
    table(title, ("a new index", "passages/s", "ratio: raw"), rows)


def _rate(work: Callable[[], object], passages: int) -> float:
    started = time.perf_counter()
    work()
    return passages / (time.perf_counter() - started)


def _add(collection: Any, embeddings: plain_chain.WordLlamaEmbeddings, texts: list[str]) -> None:
    for start in range(0, len(texts), CHUNK):
        chunk = texts[start : start + CHUNK]
        collection.add(
            ids=[str(start + number) for number in range(len(chunk))],
            documents=chunk,
            embeddings=embeddings.embed_documents(chunk),
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("parts", nargs="*", help="cold, warm, model, index; none = all")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a look, no figures")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"there is no part {min(unknown)!r}; there are {', '.join(PARTS)}")
    logging.getLogger().addHandler(logging.NullHandler())  # wordllama would log to the terminal
    started = time.perf_counter()
    print(trials.machine(), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), given.quick)
        os.environ.update(trials.environment(bench.folder))
        bench.prepare()
        for part, trial in zip(PARTS, (cold, warm, model, index), strict=True):
            if not given.parts or part in given.parts:
                trial(bench)
    print(f"\n{time.perf_counter() - started:.0f} s in all")


if __name__ == "__main__":
    main()
