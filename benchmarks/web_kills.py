"""Kills `composure serve` with SIGKILL in the middle of streams and writes, and starts it again.

    python -m benchmarks.web_kills [--kills 20] [--seed 1]

Clients stream drafts from a loopback model of 0.2 s and open cases as fast as they are answered.
At a random moment the server is killed. What a client was told is done must be there after the
next start: each draft whose `done` it heard, each case that was answered with 201. A stream that
broke off must have ended without `done`. Needs no network and no key.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import trials
from benchmarks.loopback import loopback
from benchmarks.speed import REPLY
from benchmarks.trials import Bench
from benchmarks.web_load import composure

STREAMS, WRITERS = 4, 2
"""Clients of each kind."""
_LAST = b"event: done"


@dataclass
class Told:
    """What the clients were told until the server was gone."""

    drafts: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    over: threading.Event = field(default_factory=threading.Event)


def stream(url: str, message: str, told: Told) -> None:
    """One draft after the other, each heard to its end or to where it breaks off."""
    while not told.over.is_set():
        heard = b""
        try:
            answer = _asked(url, "/v1/drafts/stream", {"message": message})
            while piece := answer.read1(65_536):
                heard += piece
        except (OSError, http.client.HTTPException):
            pass
        if not heard:
            continue
        done = [event for event in heard.split(b"\n\n") if event.startswith(_LAST)]
        whole = done and heard.endswith(b"\n\n")
        told.counted["streams heard whole" if whole else "streams broken off"] += 1
        if whole:
            told.drafts.append(json.loads(done[-1].partition(b"data: ")[2])["draft_id"])


def write(url: str, message: str, told: Told) -> None:
    """One case after the other."""
    while not told.over.is_set():
        try:
            answer = _asked(url, "/v1/cases", {"message": message})
            made = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            continue
        if answer.status == 201:
            told.cases.append(made["card"]["id"])


def _asked(url: str, path: str, body: dict[str, str]) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
    return connection.getresponse()


def until_killed(bench: Bench, model: str, *, after: float) -> Told:
    """What clients were told by a server that lived so many seconds from when it was ready."""
    told = Told()
    (message,) = trials.messages(1)
    with composure(bench, model="openai:test", base_url=model) as (url, process):
        crowd = [threading.Thread(target=stream, args=(url, message, told))
                 for _ in range(STREAMS)]  # fmt: skip
        crowd += [threading.Thread(target=write, args=(url, message, told)) for _ in range(WRITERS)]
        for each in crowd:
            each.start()
        time.sleep(after)
        os.kill(process, 9)
        told.over.set()
        for each in crowd:
            each.join()
    return told


def lost(bench: Bench, told: list[Told]) -> list[str]:
    """What was acknowledged and is not there, asked of a server that was started anew."""
    gone: list[str] = []
    with composure(bench) as (url, _):
        for one in told:
            places = [f"/v1/drafts/{key}" for key in one.drafts]
            places += [f"/v1/cases/{key}" for key in one.cases]
            for place in places:
                connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
                connection.request("GET", place)
                if connection.getresponse().status != 200:
                    gone.append(place)
                connection.close()
    database = sqlite3.connect(bench.folder / "home" / "composure.db")
    if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        gone.append("the file")
    database.close()
    return gone


def main() -> None:
    """Prints the figures; ends with 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance, told, gone = random.Random(given.seed), [], []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        bench = Bench(Path(folder), quick=False)
        os.environ.update(trials.environment(bench.folder))
        bench.prepare()
        (message,) = trials.messages(1)
        deadline = bench.assistant().brief(message).values["deadline"]
        with loopback(REPLY.replace("{deadline}", deadline), seconds=0.2) as model:
            for _ in range(given.kills):
                told.append(until_killed(bench, model, after=chance.uniform(0.3, 2.0)))
        gone = lost(bench, told)
    counted = sum((one.counted for one in told), Counter[str]())
    drafts, cases = sum(len(one.drafts) for one in told), sum(len(one.cases) for one in told)
    print(f"{given.kills} kills: {drafts} drafts and {cases} cases acknowledged, {len(gone)} lost")
    print(", ".join(f"{count} {name}" for name, count in sorted(counted.items())))
    for each in gone:
        print("lost:", each)
    sys.exit(bool(gone))


if __name__ == "__main__":
    main()
