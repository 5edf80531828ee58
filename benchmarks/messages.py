"""Drafts a reply to every message of a JSONL file, offline, and checks each by code.

    python benchmarks/messages.py FILE.jsonl [--calm] [--out DRAFTS.jsonl]
    python benchmarks/messages.py FILE.jsonl --read SEED      prints 40 drafts drawn by the seed

Each line of the file holds at least `id` and `text`. Prints rates over all drafts that are no
hard stop, hard stops apart, and the ids of everything that fails.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

from assistant import Assistant, Case
from assistant.domain import Draft
from assistant.facts import find_facts, same
from assistant.rubric.linter import hard_failures
from assistant.text import has_profanity, sentences, words

PLACEHOLDER = re.compile(
    r"\{|\}|\[(?:[A-Z][a-z]+|[A-Z_]+)\]|\bNone\b|\bTODO\b|\bnan\b|<[A-Z]+_\d+>"
)
APOLOGY = re.compile(r"\b(?:sorry|apolog\w+|regret)\b", re.IGNORECASE)
COMMON = frozenset(
    [
        "you",
        "your",
        "the",
        "that",
        "this",
        "with",
        "have",
        "from",
        "about",
        "what",
        "when",
        "write",
        "tell",
        "describe",
        "thank",
        "message",
        "they",
        "there",
    ]
)


def load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def opening(draft: Draft) -> str:
    """The first two sentences after the greeting."""
    text = draft.reply.text
    spans = [text[a:b] for a, b in sentences(text)]
    body = [part for part in spans if not re.fullmatch(r"Hello[^.!?]*", part)]
    first = body[0].removeprefix("Hello,").strip() if body else ""
    return " ".join([first, *body[1:2]])


def is_concrete(message: str, draft: Draft) -> bool:
    """A detail of this message in the first two sentences: a fact, or two of its telling words."""
    start = opening(draft)
    here, there = find_facts(start), find_facts(message)
    if any(same(a, b) for a in here for b in there):
        return True
    shared = {w for w in set(words(start)) & set(words(message)) if len(w) > 3} - COMMON
    return len(shared) >= 2


def invented(message: str, draft: Draft) -> list[str]:
    """References, amounts and dates of the reply that stand neither in message nor ledger."""
    text = draft.reply.text
    known = find_facts(message, on=draft.created_at.date())
    dues = [str(commitment.due) for commitment in draft.commitments]
    allowed = " ".join([*dues, *(citation.quote for citation in draft.citations), offered(draft)])
    clocks = {step.due.date().isoformat() for step in draft.follow_up if step.due}
    clocks |= {draft.escalation.due.date().isoformat()} if draft.escalation.due else set()
    found = []
    for fact in find_facts(text, on=draft.created_at.date()):
        if fact.kind not in ("reference", "amount", "date"):
            continue
        said = text[fact.span[0] : fact.span[1]]
        if any(same(fact, other) for other in known) or said.lower() in message.lower():
            continue
        if said.lower() in ("today", "now", "then") or said in allowed:
            continue
        if fact.kind == "date" and (fact.value in allowed or fact.value in clocks):
            continue
        found.append(said)
    return found


def offered(draft: Draft) -> str:
    """The sentences that rest on a policy clause: what they name is the clause's, not invented."""
    return " ".join(entry.sentence for entry in draft.evidence if entry.kind == "policy")


def grams(text: str) -> frozenset[tuple[str, ...]]:
    found = words(text)
    return frozenset(tuple(found[i : i + 5]) for i in range(len(found) - 4))


def near_copies(drafts: list[tuple[str, Draft]]) -> tuple[int, int, list[tuple[str, str]]]:
    """Pairs whose main issue differs, those of them that are near copies, and their ids."""
    sets = [(name, d.triage.issues[0].id, grams(d.reply.text)) for name, d in drafts]
    total, close = 0, []
    for (a, issue_a, x), (b, issue_b, y) in combinations(sets, 2):
        if issue_a == issue_b:
            continue
        total += 1
        small, large = sorted((len(x), len(y)))
        if small * 2 <= large:
            continue
        common = len(x & y)
        if common / (small + large - common) > 0.5:
            close.append((a, b))
    return total, len(close), close


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / whole:.1%}" if whole else "0/0"


def report(rows: list[dict[str, Any]], drafts: list[Draft], *, calm: bool, seconds: float) -> None:
    pairs = list(zip(rows, drafts, strict=True))
    stops = [(r, d) for r, d in pairs if d.triage.level == 3]
    rest = [(r, d) for r, d in pairs if d.triage.level < 3]
    print(f"{len(pairs)} messages in {seconds:.1f} s; all drafted")
    rules = Counter(f.key for _, d in stops for f in d.triage.flags if f.level == 3)
    print(f"hard stops: {len(stops)} {dict(rules)}")
    checks = {
        "empty": [r["id"] for r, d in pairs if len(d.reply.text.split()) < 8],
        "placeholder": [r["id"] for r, d in pairs if PLACEHOLDER.search(d.reply.text)],
        "profanity": [r["id"] for r, d in pairs if has_profanity(d.reply.text)],
        "invented": [(r["id"], i) for r, d in pairs if (i := invented(r["text"], d))],
    }
    for name, ids in checks.items():
        print(f"{name}: {len(ids)} {ids[:12]}")
    long = [(r, d) for r, d in rest if len(r["text"]) >= 60]
    vague = [r["id"] for r, d in long if not is_concrete(r["text"], d)]
    print(f"D01, messages of 60 characters or more: {share(len(long) - len(vague), len(long))}")
    print(f"    not: {vague[:20]}")
    total, close, ids = near_copies([(r["id"], d) for r, d in rest])
    print(f"near-copies of another main issue: {share(close, total)} {ids[:6]}")
    found = sum(d.triage.issues[0].id != "other" for _, d in rest)
    print(f"issue found: {share(found, len(rest))}")
    print(f"    {Counter(d.triage.issues[0].id for _, d in rest).most_common(60)}")
    broken = Counter(f.criterion for _, d in rest for f in hard_failures(d.findings))
    clean = sum(not hard_failures(d.findings) for _, d in rest)
    print(f"no hard criterion broken: {share(clean, len(rest))} {dict(broken)}")
    unbacked = [
        r["id"] for r, d in pairs if any(c.status == "needs_approval" for c in d.commitments)
    ]
    print(f"drafts with an unbacked commitment: {len(unbacked)} {unbacked[:10]}")
    loose = sum(any(e.kind == "unsupported" for e in d.evidence) for _, d in rest)
    print(f"drafts with an unsupported sentence: {share(loose, len(rest))}")
    if calm:
        sorry = [r["id"] for r, d in rest if APOLOGY.search(d.reply.text)]
        print(f"apology to a calm message: {len(sorry)} {sorry}")
        for r, d in pairs:
            for flag in d.triage.flags:
                if flag.level >= 2:
                    said = r["text"][slice(*flag.span)]
                    print(f"    {r['id']} {flag.key} {flag.level} “{said}” in: {r['text'][:160]}")
    else:
        levels = Counter(flag.key for _, d in pairs for flag in d.triage.flags)
        print(f"flags: {dict(levels)}")


def sample(
    pairs: list[tuple[dict[str, Any], Draft]], seed: int
) -> Iterable[tuple[str, dict[str, Any], Draft]]:
    """Ten of each group: short and furious, long, several issues, fault disputed or unknown."""
    rest = [(r, d) for r, d in pairs if d.triage.level < 3]
    groups = {
        "short and furious": [
            p for p in rest if len(p[0]["text"]) < 140 and p[1].triage.intensity >= 0.5
        ],
        "long and detailed": [p for p in rest if len(p[0]["text"]) > 600],
        "several issues": [p for p in rest if len(p[1].triage.issues) > 1],
        "customer wrong or fault unknown": [
            p for p in rest if p[1].triage.fault in ("customer", "disputed", "unknown")
        ],
    }
    drawn: set[str] = set()
    for name, group in groups.items():
        left = [pair for pair in group if pair[0]["id"] not in drawn]
        for row, draft in random.Random(f"{seed} {name}").sample(left, min(10, len(left))):
            drawn.add(row["id"])
            yield name, row, draft


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--calm", action="store_true", help="these are controls: list every flag")
    parser.add_argument("--out", type=Path, help="write the drafts as JSONL")
    parser.add_argument("--read", type=int, metavar="SEED", help="print 40 drafts to read")
    given = parser.parse_args()
    rows = load(given.file)
    assistant = Assistant.from_settings(model="")
    assistant.draft("warm up")
    started = time.perf_counter()
    drafts = []
    for number, row in enumerate(rows, 1):
        drafts.append(assistant.draft(Case(message=row["text"], date=datetime.now(UTC))))
        if number % 100 == 0:
            print(f"{number}/{len(rows)}", file=sys.stderr)
    seconds = time.perf_counter() - started
    if given.read is not None:
        print(f"seed {given.read}")
        for group, row, draft in sample(list(zip(rows, drafts, strict=True)), given.read):
            issues = ", ".join(issue.id for issue in draft.triage.issues)
            triage = draft.triage
            print(f"\n##### {group} · {row['id']} · {issues} · {triage.emotion} {triage.intensity}")
            print(f"fault {triage.fault}\n<<< {row['text']}\n>>>\n{draft.reply.text}")
        return
    report(rows, drafts, calm=given.calm, seconds=seconds)
    if given.out:
        lines = [
            json.dumps(
                {"id": r["id"], "text": r["text"], "draft": d.model_dump(mode="json")},
                ensure_ascii=False,
            )
            for r, d in zip(rows, drafts, strict=True)
        ]
        given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
