"""Kills writers of the record with SIGKILL and counts what was acknowledged and is gone.

    python benchmarks/record_kills.py --kills 50

A writer opens a case, then adds messages and records replies as fast as it can, and prints the id
of each after the call has returned. What was printed must be there afterwards, whole, with its
entry in the log; what was not printed may be there or not, but never half.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from cases_help import Said, bench, promise
from assistant.database import Database

desk = bench(Database.open(f"sqlite:///{sys.argv[1]}"))
desk.said[0] = Said(commitments=(promise("I will call.", due="2026-03-03T10:00:00+00:00"),))
case = desk.book.open_case("My order is late.", customer="Jane").card.id
print("case", case, flush=True)
number = 0
while True:
    number += 1
    text = f"Message {number} " + "x" * (number % 7 * 400)
    print("message", desk.book.add_message(case, text, key=f"in-{number}").message.id, flush=True)
    draft = desk.book.draft(case)
    print("draft", draft.draft_id, flush=True)
    sent = desk.book.sent(case, f"Reply {number}", draft_id=draft.draft_id, key=f"out-{number}")
    print("message", sent.message.id, flush=True)
    for item in sent.follow_ups:
        print("follow_up", item.id, flush=True)
"""
_FIRST = 6
"""Lines up to the first reply and what it owes."""
_TABLES = {
    "case": ("cases", "id"),
    "message": ("case_messages", "id"),
    "draft": ("case_drafts", "draft_id"),
    "follow_up": ("follow_ups", "id"),
}


def kill_once(file: Path, *, after: float) -> list[tuple[str, str]]:
    """What a writer acknowledged before it was killed, `after` seconds after its first reply."""
    command = [sys.executable, "-c", WRITER, str(file), str(HERE.parent / "tests")]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HERE.parent)
    assert child.stdout is not None
    first = "".join(child.stdout.readline() for _ in range(_FIRST))
    time.sleep(after)
    child.kill()
    rest = child.stdout.read()
    child.wait()
    child.stdout.close()
    lines = [line.split() for line in (first + rest).splitlines(keepends=True) if line[-1] == "\n"]
    return [(kind, id) for kind, id in lines]


def lost(file: Path, acknowledged: list[tuple[str, str]]) -> list[str]:
    """What is gone, or is not whole: the database is opened as the next start would open it."""
    from assistant.database import Database

    database = Database.open(f"sqlite:///{file}")
    try:
        gone = [f"{kind} {id}" for kind, id in acknowledged if not _is_there(database, kind, id)]
        return [*gone, *_torn(database)]
    finally:
        database.close()


def _is_there(database: Any, kind: str, id: str) -> bool:
    table, column = _TABLES[kind]
    return bool(database.rows(f"SELECT 1 FROM {table} WHERE {column} = :id", id=id))


def _torn(database: Any) -> list[str]:
    """States that no whole write leaves: each message one entry, each reply its follow-ups."""
    messages, positions, version = database.rows(
        "SELECT (SELECT COUNT(*) FROM case_messages), (SELECT MAX(position) FROM case_messages),"
        " (SELECT version FROM cases)"
    )[0]
    entries = database.rows(
        "SELECT COUNT(*) FROM audit_log WHERE action IN ('opened', 'message_added', 'sent')"
    )[0][0]
    replies, owed = database.rows(
        "SELECT (SELECT COUNT(*) FROM case_messages WHERE role = 'agent'),"
        " (SELECT COUNT(DISTINCT message_id) FROM follow_ups)"
    )[0]
    checks = {
        "entries of the log": entries == messages == positions == version,
        "follow-ups of a reply": replies == owed,
        "the file": database.rows("PRAGMA integrity_check") == [("ok",)],
    }
    return [name for name, holds in checks.items() if not holds]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    from assistant.database import Database

    chance, acknowledged, gone = random.Random(given.seed), 0, []
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "made.db"
        Database.open(f"sqlite:///{template}").close()
        for number in range(given.kills):
            file = Path(shutil.copy(template, Path(folder) / "record.db"))
            written = kill_once(file, after=chance.uniform(0.01, 0.6))
            acknowledged += len(written)
            gone += [f"kill {number}: {each}" for each in lost(file, written)]
            for rest in Path(folder).glob("record.db*"):
                rest.unlink()
    print(f"{given.kills} kills, {acknowledged:,} acknowledged writes, {len(gone)} lost or torn")
    for each in gone:
        print(each)
    sys.exit(bool(gone))


if __name__ == "__main__":
    sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]
    main()
