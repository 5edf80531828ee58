"""Reads `company.yaml`: whom replies go out for."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

from assistant import settings
from assistant.corpus import Company
from assistant.errors import KnowledgeError
from assistant.knowledge.yaml_files import DocumentFault, Location, line_of, load_yaml, validated
from assistant.text import clean

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = re.compile(r"^(?:[01]\d|2[0-3]):[0-5]\d$")


def company_for(knowledge: Path) -> Company:
    """The company of a knowledge folder; the shipped example where the folder names none."""
    own = knowledge / "company.yaml"
    return load_company(own if own.exists() else settings.shipped("knowledge") / "company.yaml")


def load_company(path: Path) -> Company:
    """The company that a YAML file describes.

    Raises:
        KnowledgeError: the file cannot be read, or a field is wrong; names file and line.
    """
    try:
        text = clean(path.read_bytes().decode("utf-8-sig"))[0]
    except OSError as error:
        raise KnowledgeError(
            f"{path} cannot be read: {error.strerror}", remedy="check the path and its rights"
        ) from error
    except UnicodeDecodeError as error:
        raise DocumentFault(str(path), "not UTF-8 text; save it as UTF-8") from error
    data = load_yaml(text, name=str(path))
    if not isinstance(data, dict):
        raise DocumentFault(str(path), "must be 'field: value' lines, at least name and signature")
    company = validated(Company, data, text=text, name=str(path))
    for location, problem in _problems(company):
        place = ".".join(str(step + 1) if isinstance(step, int) else step for step in location)
        raise DocumentFault(str(path), f"{place}: {problem}", line=line_of(text, location))
    return company


def _problems(company: Company) -> Iterator[tuple[Location, str]]:
    if not company.name.strip() or not company.signature.strip():
        yield ("name",), "name and signature may not be empty"
    if not re.fullmatch("[A-Z]{2}", company.country):
        yield ("country",), "must be two capital letters, such as GB"
    if not re.fullmatch("[A-Z]{3}", company.currency):
        yield ("currency",), "must be three capital letters, such as GBP"
    yield from _hours(company)
    if company.refund_limit < 0:
        yield ("refund_limit",), "may not be negative"
    countries = [line.country for line in company.crisis_lines]
    for number, country in enumerate(countries):
        if not re.fullmatch("[A-Z]{2}", country):
            yield ("crisis_lines", number, "country"), "must be two capital letters, such as GB"
        if country in countries[:number]:
            yield ("crisis_lines", number, "country"), f"{country} is given twice"


def _hours(company: Company) -> Iterator[tuple[Location, str]]:
    """What business hours cannot be counted with."""
    if not _is_zone(company.time_zone):
        yield ("time_zone",), f"there is no time zone {company.time_zone}"
    wrong = [day for day in company.open_days if day not in _DAYS]
    if wrong or not company.open_days:
        yield ("open_days",), f"must be some of {', '.join(_DAYS)}"
    for field in ("opens", "closes"):
        if not _TIME.match(getattr(company, field)):
            yield (field,), "must be a time such as 09:00"
    if company.opens >= company.closes:
        yield ("closes",), "must be later than opens"
    if company.update_hours <= 0:
        yield ("update_hours",), "must be above 0"


def _is_zone(name: str) -> bool:
    """Whether the time zone is known; listing all of them would cost a start 13 ms."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
