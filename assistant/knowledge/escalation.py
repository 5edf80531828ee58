"""Reads `escalation.yaml`: the risk rules, their patterns and their messages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from assistant.corpus import Rule
from assistant.errors import KnowledgeError
from assistant.settings import shipped

CONCEPTS = "concepts.yaml"
"""The words behind the frames, beside the rules; where a folder has none, those that ship."""
_PART = re.compile(r"<([a-z][a-z_]*)>")
_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_LISTS = ("idioms", "contexts")


def load_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of an `escalation.yaml`, in the order of the file, with the words of their frames.

    Raises:
        KnowledgeError: the file cannot be read, or a rule in it cannot be used; the message
            names the line or the rule and its field.
    """
    content = _content(path)
    parts = _parts(path, content.get("parts") or {})
    words = path.with_name(CONCEPTS)
    words = words if words.is_file() else shipped("knowledge") / CONCEPTS
    concepts = _concepts(path, content.get("concepts") or _content(words))
    entries = content.get("rules")
    if not isinstance(entries, list) or not entries:
        raise _fault(path, "there is no list `rules`")
    rules = tuple(
        _with_concepts(_rule(path, number, entry, parts), concepts)
        for number, entry in enumerate(entries, 1)
    )
    keys = [rule.key for rule in rules]
    double = next((key for key in keys if keys.count(key) > 1), None)
    if double:
        raise _fault(path, f"there are two rules with the key {double}")
    return rules


def _content(path: Path) -> dict[str, Any]:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # a safe loader
    except FileNotFoundError:
        raise _fault(path, "the file does not exist") from None
    except (OSError, UnicodeDecodeError) as error:
        raise _fault(path, f"it cannot be read ({type(error).__name__})") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}: " if mark else ""
        raise _fault(path, f"{place}{getattr(error, 'problem', 'it is no YAML')}") from error
    if not isinstance(content, dict):
        raise _fault(path, "it must hold `parts` and `rules`")
    return content


def _parts(path: Path, raw: Any) -> dict[str, str]:
    """The named fragments, each with those that stand before it filled in."""
    if not isinstance(raw, dict):
        raise _fault(path, "`parts` must be names with patterns")
    parts: dict[str, str] = {}
    for name, pattern in raw.items():
        parts[str(name)] = _filled(path, f"part {name}", str(pattern).strip(), parts)
    return parts


def _concepts(path: Path, raw: Any) -> dict[str, dict[str, tuple[str, ...]]]:
    """The concepts by language; each is a block of words and phrases with commas between."""
    if not isinstance(raw, dict) or not all(isinstance(group, dict) for group in raw.values()):
        raise _fault(path, "`concepts` must be languages with names and their words")
    return {
        str(language): {
            str(name): tuple(" ".join(entry.split()) for entry in str(words).split(","))
            for name, words in group.items()
        }
        for language, group in raw.items()
    }


def _with_concepts(rule: Rule, concepts: dict[str, dict[str, tuple[str, ...]]]) -> Rule:
    """The rule with those concepts that its frames name."""
    named = {
        name for lines in rule.frames.values() for line in lines for name in _NAME.findall(line)
    }
    if not named:
        return rule
    used = {
        language: {name: words for name, words in group.items() if name in named}
        for language, group in concepts.items()
    }
    return rule.model_copy(update={"concepts": {k: group for k, group in used.items() if group}})


def _filled(path: Path, place: str, pattern: str, parts: dict[str, str]) -> str:
    def fragment(match: re.Match[str]) -> str:
        if match.group(1) not in parts:
            raise _fault(path, f"{place}: there is no part <{match.group(1)}>")
        return f"({parts[match.group(1)]})"

    return _PART.sub(fragment, pattern)


def _rule(path: Path, number: int, entry: Any, parts: dict[str, str]) -> Rule:
    if not isinstance(entry, dict):
        raise _fault(path, f"rule {number} is not a set of fields")
    place = f"rule {entry.get('key', number)}"
    fields = dict(entry)

    def lines(name: str, block: Any) -> tuple[str, ...]:
        where = f"{place}, field {name}"
        if not isinstance(block, str):
            raise _fault(path, f"{where} must be a block with one pattern a line")
        kept = (line.strip() for line in block.splitlines())
        return tuple(_filled(path, where, line, parts) for line in kept if line)

    def blocks(name: str) -> dict[Any, tuple[str, ...]]:
        block = fields.get(name) or {}
        if not isinstance(block, dict):
            raise _fault(path, f"{place}, field {name} must be names with blocks of patterns")
        return {key: lines(name, value) for key, value in block.items()}

    fields |= {name: lines(name, fields[name]) for name in _LISTS if fields.get(name)}
    fields["signals"] = blocks("signals")
    fields["frames"] = {
        language: tuple(line.strip() for line in str(block).splitlines() if line.strip())
        for language, block in (fields.get("frames") or {}).items()
    }
    fields["raises"] = [
        {"level": level, "pattern": pattern}
        for level, patterns in blocks("raises").items()
        for pattern in patterns
    ]
    fields["reports"] = [
        {"phrase": phrase, "pattern": pattern}
        for phrase, patterns in blocks("reports").items()
        for pattern in patterns
    ]
    fields["holdings"] = [
        {"name": name, "patterns": lines("holdings", kind.get("when")), "say": kind.get("say")}
        for name, kind in _kinds(path, place, fields.get("holdings") or {})
    ]
    return _validated(path, place, fields)


def _kinds(path: Path, place: str, raw: Any) -> list[tuple[str, dict[str, Any]]]:
    """The messages by kind of report: a name with `when` (patterns) and `say` (paragraphs)."""
    if isinstance(raw, dict) and all(isinstance(kind, dict) for kind in raw.values()):
        return [(str(name), kind) for name, kind in raw.items()]
    raise _fault(path, f"{place}, field holdings must be names with `when` and `say`")


def _validated(path: Path, place: str, fields: dict[str, Any]) -> Rule:
    try:
        rule = Rule.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise _fault(path, f"{place}, field {field}: {first['msg']}") from error
    levels = (rule.level, *(each.level for each in rule.raises))
    if max(levels) == 3 and not rule.holding:
        raise _fault(path, f"{place}, field holding: a hard stop needs its message")
    return rule


def _fault(path: Path, problem: str) -> KnowledgeError:
    return KnowledgeError(
        f"{path.name}: {problem}",
        remedy="correct the file, or compare it with the escalation.yaml that ships",
    )
