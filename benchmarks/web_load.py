"""What `composure serve` bears, asked from a second process on loopback.

    python -m benchmarks.web_load [offline] [memory] [model] [--quick]

`offline`: drafts and lints a second over 1, 16 and 64 connections. `memory`: the server's memory
over 10,000 requests. `model`: a loopback model that takes 0.2 s and streams, asked by 64 and 256
at once, beside a bare FastAPI with the plain chain; time to the first text minus the model's own
0.2 s; and what happens at the default slots and queue. Needs no network and no key.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from benchmarks import trials
from benchmarks.loopback import loopback
from benchmarks.speed import REPLY
from benchmarks.trials import Bench, middle, python, table
from benchmarks.web_client import Taken, ask_all

PARTS = ("offline", "memory", "model")
WAIT = 0.2
"""Seconds that the model takes."""
CROWDS = (64, 256)
_MILLION = 1_000_000


@contextmanager
def composure(bench: Bench, **settings: object) -> Iterator[tuple[str, int]]:
    """Address and process id of a running `composure serve` that is ready."""
    given = {"rate_drafts": _MILLION, "rate_requests": _MILLION, "daily_tokens": 0, **settings}
    environment = trials.environment(bench.folder) | {
        f"COMPOSURE_{name.upper()}": str(value) for name, value in given.items()
    }
    command = python("assistant.cli", "serve", "--port", "0", "--quiet")
    with subprocess.Popen(
        command, cwd=trials.ROOT, env=environment, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr is not None
        for line in server.stderr:
            if found := re.search(r"http://\S+", line):
                url = found[0]
            if "ready" in line:
                break
        try:
            yield url, server.pid
        finally:
            server.terminate()


@contextmanager
def plain(bench: Bench, model: str) -> Iterator[str]:
    """The address of a running plain server."""
    command = python("benchmarks.web_plain", bench.store, "--url", model)
    environment = trials.environment(bench.folder)
    with subprocess.Popen(
        command, cwd=trials.ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


# -- offline -----------------------------------------------------------------------------------


def offline(bench: Bench) -> None:
    """Drafts and lints a second, without a model."""
    rows: list[tuple[object, ...]] = []
    with composure(bench) as (url, _):
        messages = trials.messages(bench.times(400, 60), seed=3)
        drafts: list[dict[str, object]] = [{"message": message} for message in messages]
        reply = REPLY.replace("{deadline}", "17:00 on Monday")
        lints: list[dict[str, object]] = [{"reply": reply}] * bench.times(2000, 200)
        ask_all(f"{url}/v1/drafts", drafts[:5], 1)
        for connections in (1, 16, 64):
            for name, path, bodies in (("draft", "drafts", drafts), ("lint", "lint", lints)):
                taken = ask_all(f"{url}/v1/{path}", bodies, connections)
                rows.append((f"{name}, {connections} at once", *_figures(taken)))
    head = ("offline", "a second", "p50 ms", "p95 ms", "p99 ms", "not 200")
    table(f"1. {len(drafts)} drafts of some 100 words, {len(lints)} lints", head, rows)


def _figures(taken: Taken) -> tuple[object, ...]:
    refused = sum(count for status, count in taken.statuses.items() if status != 200)
    return (taken.rate, *(taken.at(share) * 1000 for share in (0.5, 0.95, 0.99)), refused)


def memory(bench: Bench) -> None:
    """The server's memory after so many requests, one draft to nine lints."""
    total = bench.times(10_000, 1000)
    rows = []
    with composure(bench) as (url, process):
        for done in range(0, total + 1, total // 10):
            if done:
                part = total // 10
                drafts: list[dict[str, object]] = [
                    {"message": message} for message in trials.messages(part // 10, seed=done)
                ]
                ask_all(f"{url}/v1/drafts", drafts, 8)
                lints: list[dict[str, object]] = [{"reply": d["message"]} for d in drafts] * 9
                ask_all(f"{url}/v1/lint", lints, 8)
            rows.append((done, _resident(process)))
    table("2. Memory of the server", ("requests", "MB"), rows)


def _resident(process: int) -> float:
    """Megabytes that a process holds."""
    text = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", text)
    assert found
    return int(found[1]) / 1024


# -- with a model ------------------------------------------------------------------------------


def model(bench: Bench) -> None:
    """A model that takes its time, asked by many at once."""
    (message,) = trials.messages(1)
    deadline = bench.assistant().brief(message).values["deadline"]
    bodies: list[dict[str, object]] = [{"message": message}]
    rows: list[tuple[object, ...]] = []
    with loopback(REPLY.replace("{deadline}", deadline), seconds=WAIT) as address:
        given = {"model": "openai:test", "base_url": address, "timeout": 120}
        for crowd in CROWDS:
            rounds = bench.times(3, 1)
            with (
                composure(bench, **given, model_slots=crowd) as (ours, _),
                plain(bench, address) as other,
            ):
                ways = {
                    "composure": (f"{ours}/v1/drafts", f"{ours}/v1/drafts/stream"),
                    "plain FastAPI": (f"{other}/draft", f"{other}/stream"),
                }
                for whole, stream in ways.values():
                    _until_it_answers(whole)
                    ask_all(whole, bodies * 16, 16)
                    ask_all(stream, bodies * 16, 16)
                found = {
                    name: [
                        (
                            ask_all(whole, bodies * crowd, crowd),
                            ask_all(stream, bodies * crowd, crowd),
                        )
                        for _ in range(rounds)
                    ]
                    for name, (whole, stream) in ways.items()
                }
            rows += [_crowd(name, crowd, taken) for name, taken in found.items()]
        _at_the_defaults(bench, address, bodies)
    head = ("model: 0.2 s", "drafts/s", "p50 ms", "p99 ms", "first text above model: p50", "p99")
    table(f"3. So many at once, medians of {bench.times(3, 1)}", head, rows)


def _crowd(name: str, crowd: int, taken: list[tuple[Taken, Taken]]) -> tuple[object, ...]:
    wholes, streams = [one for one, _ in taken], [other for _, other in taken]
    return (
        f"{name}, {crowd} at once",
        middle([one.rate for one in wholes]),
        middle([one.at(0.5) * 1000 for one in wholes]),
        middle([one.at(0.99) * 1000 for one in wholes]),
        middle([(one.at(0.5, one.first) - WAIT) * 1000 for one in streams]),
        middle([(one.at(0.99, one.first) - WAIT) * 1000 for one in streams]),
    )


def _at_the_defaults(bench: Bench, address: str, bodies: list[dict[str, object]]) -> None:
    """256 at once against 16 slots and a queue of 200."""
    with composure(bench, model="openai:test", base_url=address) as (url, _):
        ask_all(f"{url}/v1/drafts", bodies * 16, 16)
        taken = ask_all(f"{url}/v1/drafts", bodies * 256, 256)
    statuses = ", ".join(f"{count} × {status}" for status, count in sorted(taken.statuses.items()))
    print(f"\n256 at once at the defaults (16 slots, queue of 200): {statuses}", flush=True)


def _until_it_answers(url: str) -> None:
    base = url.rsplit("/", 1)[0].removesuffix("/v1")
    for _ in range(600):
        try:
            with urlopen(f"{base}/openapi.json"):
                return
        except OSError as error:
            if hasattr(error, "code"):
                return
            time.sleep(0.1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("parts", nargs="*", help="offline, memory, model; none = all")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a look, no figures")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"there is no part {min(unknown)!r}; there are {', '.join(PARTS)}")
    logging.getLogger().addHandler(logging.NullHandler())  # wordllama would log to the terminal
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 8192)), hard))
    print(trials.machine(), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), given.quick)
        os.environ.update(trials.environment(bench.folder))
        bench.prepare()
        for part, trial in zip(PARTS, (offline, memory, model), strict=True):
            if not given.parts or part in given.parts:
                trial(bench)


if __name__ == "__main__":
    main()
