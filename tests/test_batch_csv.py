"""The input of a batch: dialects of CSV, what its columns become, and what is refused at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from batch_help import Stub, answers, do, ready
from typer.testing import CliRunner

from assistant.app import Assistant
from assistant.batch import open_source
from assistant.cli import app
from assistant.errors import CaseError


@pytest.fixture
def stub(assistant: Assistant) -> Stub:
    """A drafter that costs nothing."""
    return Stub(ready(assistant))


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_csv_dialects_give_the_same_cases(
    stub: Stub, tmp_path: Path, bom: bytes, end: str, sign: str
) -> None:
    """Separators, ends of lines and the mark; quoted separators, quotes and line breaks."""
    table = [
        ["ID", "Message", "customer_name", "facts.days_late", "amount", "channel", "language"],
        ["a1", f'"Late{sign} said ""soon""{end}no"', "Ms Roe", "12", "49.99", "CHAT", "en"],
        ["", "", "", "", "", "", ""],
        ["a2", 'only 5" long', "", "", "", "", ""],
    ]  # fmt: skip
    text = end.join(sign.join(cells) for cells in table)
    (tmp_path / "in.csv").write_bytes(bom + text.encode("utf-8"))
    assert do(tmp_path / "in.csv", tmp_path / "out.jsonl", stub).drafted == 2
    one, two = stub.cases
    assert one.message == f'Late{sign} said "soon"{end}no'
    assert (one.facts.customer_name, one.facts.amount) == ("Ms Roe", 49.99)
    assert one.facts.known()["days_late"] == "12"
    assert (one.channel, one.language) == ("chat", "en")
    assert (two.message, two.facts.known()) == ('only 5" long', {})
    assert answers(tmp_path / "out.jsonl")[2]["id"] == "a2"


def test_csv_columns_become_facts_history_and_authority(stub: Stub, tmp_path: Path) -> None:
    """Dotted names, lists, dates and a history in JSON; blanks and capitals do not matter."""
    (tmp_path / "in.csv").write_text(
        "sep=;\nmessage;Order ID;authority.refund_up_to;actions done;date;history;\n"
        'Late;77;40;refund,call;2026-11-21;"[{""role"": ""agent"", ""text"": ""Soon""}]";\n',
        encoding="utf-8",
    )
    do(tmp_path / "in.csv", tmp_path / "out.jsonl", stub)
    (case,) = stub.cases
    assert (case.facts.order_id, case.facts.authority.refund_up_to) == ("77", 40)
    assert case.facts.actions_done == ("refund", "call")
    assert case.history[0].text == "Soon"
    assert case.date is not None
    assert case.date.isoformat() == "2026-11-21T00:00:00"


def test_one_column_needs_no_quotes(stub: Stub, tmp_path: Path) -> None:
    """Where there is but one column, commas are text."""
    (tmp_path / "in.csv").write_text("message\nLate, broken; and rude\n", encoding="utf-8")
    do(tmp_path / "in.csv", tmp_path / "out.jsonl", stub)
    assert stub.cases[0].message == "Late, broken; and rude"


def test_bad_csv_rows_stop_nothing(stub: Stub, tmp_path: Path) -> None:
    """Too many cells, text after a quote, no UTF-8, a cell beyond all bounds, an open quote."""
    long = b'"' + b"word \n" * 40_000 + b'",x\n'
    (tmp_path / "in.csv").write_bytes(
        b'message,id\na,b,c\n"bad "quote" here",x\ncaf\xe9,x\n'
        + long
        + b'good,x\n"open,x\nnever,y\n'
    )
    do(tmp_path / "in.csv", tmp_path / "out.jsonl", stub)
    made = answers(tmp_path / "out.jsonl")
    says = [made[n].get("error", {}).get("message", "") for n in range(1, 7)]
    assert "has 3 cells where the first row names 2" in says[0]
    assert "cannot be read as CSV" in says[1]
    assert "is not UTF-8 text" in says[2]
    assert says[3].startswith("lines 5 to 40005: the row cannot be read")
    assert "draft" in made[5]
    assert says[5].startswith("lines 40007 to 40008: the row cannot be read")
    assert [case.message for case in stub.cases] == ["good"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("no.csv", None, "cannot be read: No such file"),
        ("a.csv", b"", "has no rows"),
        ("a.csv", b"message,id\n", "has no rows"),
        ("a.jsonl", b"\n\n", "has no rows"),
        ("a.csv", b"text,id\nx,1\n", "has no column message"),
        ("a.csv", b"mesage,id\nx,1\n", "rename the column 'mesage' to message"),
        ("a.csv", b"message,Order ID,order-id\nx,1,2\n", "names the column 'order_id' twice"),
        ("a.csv", b"message,authority,authority.actions\nx,1,2\n", "column 'facts.authority'"),
        ("a.csv", "message\nx\n".encode("utf-16"), "is not UTF-8 text"),
        ("a.xlsx", b"PK\x03\x04\x00", "is not UTF-8 text"),
        ("a.json", b'[\n{"message": "x"}\n]\n', "is one JSON list"),
    ],
)  # fmt: skip
def test_an_input_that_cannot_be_used_is_one_line_before_any_work(
    tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    """The file and what to do; exit code 2, and no output is made."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    arguments = ["batch", str(tmp_path / name), "-o", str(tmp_path / "out.jsonl")]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "out.jsonl").exists()


def test_an_input_that_cannot_be_opened_twice_is_refused() -> None:
    """Neither a folder nor a pipe can be gone on with."""
    with pytest.raises(CaseError, match="read twice"):
        open_source(Path("/"))
