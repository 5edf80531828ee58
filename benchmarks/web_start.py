"""How long `composure serve` takes until it is ready, with an index of the shipped guidance.

    python -m benchmarks.web_start [--starts 20]

From the start of the process until `GET /readyz` answers 200: seconds on the clock and of the
processor; the first start, which compiles every module, by itself, then the median and the longest
of the others. Needs no network and no key.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from benchmarks import trials
from benchmarks.trials import Bench, middle, table
from benchmarks.web_load import composure


def start(bench: Bench) -> tuple[float, float]:
    """Seconds until ready: on the clock, and of the processor."""
    began = time.perf_counter()
    with composure(bench) as (url, process):
        with urlopen(f"{url}/readyz") as answer:
            assert answer.status == 200
        return time.perf_counter() - began, _processor(process)


def _processor(process: int) -> float:
    """Seconds of user and system time of all threads of a process."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--starts", type=int, default=20)
    given = parser.parse_args()
    print(trials.machine(), flush=True)
    # A server that ends may still write a compiled module while the folder is removed.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        bench = Bench(Path(folder), False)
        os.environ.update(trials.environment(bench.folder))
        bench.assistant().index()
        first, *others = [start(bench) for _ in range(given.starts + 1)]
        rows = [("the first", *first)]
        for name, figure in (("median of the others", middle), ("longest of the others", max)):
            columns = map(list, zip(*others, strict=True))
            rows.append((name, *(figure(column) for column in columns)))
        table(f"{given.starts + 1} starts until ready", ("seconds", "clock", "processor"), rows)


if __name__ == "__main__":
    main()
