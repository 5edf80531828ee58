"""Replay: the same results whatever happened to the tape, and how long 1,200 rows take.

    python -m benchmarks.evals_replay [--cuts 100]

A run of twelve situations is recorded once. Then its tape is cut at random bytes, the run resumed
with 1 or 8 workers in a shuffled order, and the digest compared with that of one pass. After that
1,200 rows are replayed and reported in a process of their own, whose time and memory are measured.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from evals.folder import RunFolder
from evals.loading.suites import SHIPPED
from evals.running import Options, generate, rows_digest, scored, tasks
from evals.session import Session
from evals.solving.bench import Bench
from evals.solving.solvers import Solving
from evals.tape import Tape

ROWS, SAMPLES = 1200, 120


_CHILD = """
import sys, time
from evals.cli import main
code = 0
try:
    main()
except SystemExit as end:
    code = end.code or 0
with open("/proc/self/status") as file:
    peak = next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))
print(round(time.process_time(), 2), round(peak / 1024), file=sys.stderr)
sys.exit(code)
"""
"""Tells its own processor time and peak: a child's usage would count what its parent held."""


def digest_of(session: Session, bench: Bench, tape: Path, options: Options) -> str:
    """The digest of a run over a tape, with what the tape lacks generated."""
    solving = Solving(
        bench, Tape(tape), solver=session.suite.solver, folder=Path(session.suite.folder)
    )
    grid = tasks(session.suite, session.arms, session.samples, options)
    rows = generate(grid, solving, workers=options.workers)
    assert {row.output.state for row in rows} == {"generated"}, "nothing to compare"
    return rows_digest(scored(rows, session.samples, session.suite.scorers))


def killed(cuts: int, folder: Path) -> dict[str, object]:
    """The tape cut at random bytes, then resumed."""
    session = Session("demo")
    session.samples = session.samples[:12]
    bench, tape = Bench(session.suite.clock), folder / "tape.jsonl"
    whole = digest_of(session, bench, tape, Options(workers=1))
    raw, chance, same = tape.read_bytes(), random.Random(1), 0
    for number in range(cuts):
        tape.write_bytes(raw[: chance.randrange(len(raw))])
        options = Options(workers=(1, 8)[number % 2], shuffle=number)
        same += digest_of(session, bench, tape, options) == whole
    return {"what": "killed and resumed", "cuts": cuts, "bytes": len(raw), "same": same}


def replayed(folder: Path) -> dict[str, object]:
    """1,200 rows on a tape, replayed and reported by the command line."""
    out = folder / "run"
    run = [sys.executable, "-m", "evals.cli"]
    trials = str(ROWS // SAMPLES)
    given = [*run, "run", str(SHIPPED / "pr.yaml"), "-q", "--trials", trials, "--out", str(out)]
    subprocess.run(given, check=False, stdout=subprocess.DEVNULL)
    before = RunFolder(out).rows()[0]
    assert {row.output.state for row in before} == {"generated"}, "nothing to replay"
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, "resume", str(out), "-q"],
        check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    seconds = time.perf_counter() - started
    processor, megabytes = map(float, done.stderr.split()[-2:])
    return {
        "what": "replayed and reported", "rows": len(before),
        "exit": done.returncode,
        "seconds": round(seconds, 2), "of_a_processor": processor,
        "same": rows_digest(before) == rows_digest(
            RunFolder(out).rows()[0]), "peak_mb": megabytes,
        "report_mb": round((out / "report.html").stat().st_size / 1e6, 1),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=100)
    cuts = parser.parse_args().cuts
    with tempfile.TemporaryDirectory() as made:
        print(json.dumps(killed(cuts, Path(made))), flush=True)
        print(json.dumps(replayed(Path(made))), flush=True)


if __name__ == "__main__":
    main()
