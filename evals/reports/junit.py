"""JUnit XML: a broken rule is a failure, a missing result an error, what was not asked skipped.

A file holds failures or errors where the exit code is not 0, and nowhere else: a missing result
that the suite's floor bears, and a rule that a reference breaks, are skipped, with their reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as xml

from evals.records import Row, Sample
from evals.verdicts.records import ArmVerdict, Verdict

_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(verdict: Verdict, rows: Sequence[Row], samples: Sequence[Sample]) -> str:
    """One test a trial, and one a gate."""
    root = xml.Element("testsuites", name=verdict.suite)
    for arm in verdict.arms:
        suite = xml.SubElement(root, "testsuite", name=_clean(f"{verdict.suite} · {arm.arm}"))
        mine = [row for row in rows if row.arm == arm.arm]
        for row in mine:
            _trial(suite, row, arm)
        _gates(suite, arm)
        for kind, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            suite.set(name, str(len(suite.findall(f"testcase/{kind}"))))
        suite.set("tests", str(len(suite.findall("testcase"))))
    xml.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + xml.tostring(root, "unicode") + "\n"


def _trial(suite: xml.Element, row: Row, arm: ArmVerdict) -> None:
    name = f"{row.sample} [{row.trial}]"
    case = xml.SubElement(suite, "testcase", classname=_clean(arm.arm), name=_clean(name))
    case.set("time", f"{row.output.seconds:.3f}")
    broken = [b for b in arm.breaks if (b.sample, b.trial) == (row.sample, row.trial)]
    state = row.output.state
    if state in ("error", "refused", "needs_recording"):
        kind = "skipped" if arm.coverage.enough else "error"
        xml.SubElement(case, kind, type=state, message=_clean(row.output.reason or state))
    elif broken:
        kind = "skipped" if arm.status == "reference" else "failure"
        why = "; ".join(f"{each.scorer}: {each.why}" for each in broken)
        found = xml.SubElement(case, kind, type="hard", message=_clean(why))
        found.text = _clean(row.output.reply)


def _gates(suite: xml.Element, arm: ArmVerdict) -> None:
    """The arm's verdict and its quality gates, each as a test."""
    case = xml.SubElement(suite, "testcase", classname="verdict", name=_clean(arm.arm))
    why = _clean("; ".join(arm.reasons))
    match arm.status:
        case "regressed" | "broken":
            xml.SubElement(case, "failure", type=arm.status, message=why)
        case "incomplete" | "inconclusive" | "incomparable":
            xml.SubElement(case, "error", type=arm.status, message=why)
        case "reference":
            xml.SubElement(case, "skipped", message="a reference is not judged")
    for each in arm.contrasts:
        gate = xml.SubElement(suite, "testcase", classname="quality", name=each.metric)
        if each.decision == "regressed":
            note = f"{each.difference:+.4f} [{each.low:+.4f}, {each.high:+.4f}]"
            xml.SubElement(gate, "failure", type="regressed", message=note)
        elif each.decision in ("inconclusive", "descriptive"):
            xml.SubElement(gate, "error", type=each.decision, message=_clean(each.note))


def _clean(text: str) -> str:
    """Without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
