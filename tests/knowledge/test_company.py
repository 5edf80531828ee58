"""Reading company.yaml."""

from datetime import date
from pathlib import Path

import pytest

from assistant import settings
from assistant.corpus import Company
from assistant.errors import KnowledgeError
from assistant.knowledge.company import company_for, load_company
from assistant.knowledge.yaml_files import load_yaml

GOOD = """name: Tea House
signature: The Tea House
country: NO
currency: NOK
time_zone: Europe/Oslo
open_days: [mon, sat]
opens: 09:00
closes: 17:30
refund_limit: 20
crisis_lines:
  - {country: NO, line: 024, checked_on: 2026-11-21}
"""


def loaded(folder: Path, text: str) -> Company:
    path = folder / "company.yaml"
    path.write_text(text, encoding="utf-8")
    return load_company(path)


def test_words_and_numbers_stay_what_they_look_like(tmp_path: Path) -> None:
    """NO is a country, 17:30 a time and 024 a phone line, with or without quotes."""
    company = loaded(tmp_path, GOOD)
    assert (company.country, company.opens, company.closes) == ("NO", "09:00", "17:30")
    assert company.crisis_lines[0].line == "024"
    assert company.crisis_lines[0].checked_on == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("name: Tea House\n", "", 1, "name: this field is missing"),
        ("refund_limit", "refund_limits", 9, "refund_limits: no such field"),
        ("refund_limit: 20", "refund_limit: much", 9, "refund_limit: input should be a valid"),
        ("refund_limit: 20", "refund_limit: -1", 9, "refund_limit: may not be negative"),
        ("Europe/Oslo", "Europe/Olso", 5, "time_zone: there is no time zone Europe/Olso"),
        ("[mon, sat]", "[mon, caturday]", 6, "open_days: must be some of mon"),
        ("opens: 09:00", "opens: 9", 7, "opens: must be text; put it in quotes"),
        ("opens: 09:00", "opens: nine", 7, "opens: must be a time such as 09:00"),
        ("closes: 17:30", "closes: 08:30", 8, "closes: must be later than opens"),
        ("country: NO\ncurr", "country: Norway\ncurr", 3, "country: must be two capital letters"),
        ("currency: NOK", "currency: kr", 4, "currency: must be three capital letters"),
        ("line: 024", "line: 988", 11, "crisis_lines.1.line: must be text; put it in quotes"),
        ("currency: NOK", "currency: [NOK", 5, "',' or ']'"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    """File, line, field and what it must be."""
    assert old in GOOD
    with pytest.raises(KnowledgeError) as caught:
        loaded(tmp_path, GOOD.replace(old, new))
    assert f"company.yaml:{line}: " in caught.value.message
    assert reason in caught.value.message


@pytest.mark.parametrize("text", ["", "- a", "just words"])
def test_a_file_without_fields_is_an_error(tmp_path: Path, text: str) -> None:
    """An empty file is not the example company."""
    with pytest.raises(KnowledgeError, match="at least name and signature"):
        loaded(tmp_path, text)


def test_files_that_cannot_be_read_are_errors(tmp_path: Path) -> None:
    """Missing, or not UTF-8."""
    with pytest.raises(KnowledgeError, match="cannot be read"):
        load_company(tmp_path / "none.yaml")
    (tmp_path / "company.yaml").write_bytes(b"name: caf\xe9")
    with pytest.raises(KnowledgeError, match="not UTF-8"):
        load_company(tmp_path / "company.yaml")


def test_a_folder_without_a_company_has_the_example(tmp_path: Path) -> None:
    """The shipped company serves until there is one's own."""
    assert company_for(tmp_path).name == "Larkfield"
    loaded(tmp_path, GOOD)
    assert company_for(tmp_path).name == "Tea House"


def test_the_shipped_company_is_complete() -> None:
    """Every field is written out, the crisis lines are the checked ones and no others."""
    path = settings.shipped("knowledge") / "company.yaml"
    company = load_company(path)
    assert set(load_yaml(path.read_text(encoding="utf-8"), name="x")) == set(Company.model_fields)
    assert {line.country: line.line for line in company.crisis_lines} == {
        "US": "988", "CA": "988", "GB": "116 123", "IE": "116 123", "AU": "13 11 14",
        "NZ": "1737", "DE": "0800 111 0 111", "FR": "3114", "ES": "024", "BR": "188",
    }  # fmt: skip
    assert {line.checked_on for line in company.crisis_lines} == {date(2026, 11, 21)}
    assert (company.refund_limit, company.currency) == (50.0, "GBP")
    assert all(day.weekday() < 5 for day in company.holidays)
    assert [sum(d.year == year for d in company.holidays) for year in (2026, 2027)] == [8, 8]
