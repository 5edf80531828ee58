"""Takes out of a web page what is not its content: navigation, advertisements, hidden text."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

_GONE = frozenset({
    "script", "style", "noscript", "template", "nav", "iframe", "svg", "math", "object", "embed",
    "video", "audio", "canvas", "button", "input", "select", "option", "textarea", "dialog",
    "head", "map",
})  # fmt: skip
_ROLES = frozenset({
    "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog",
    "menu", "menubar", "toolbar", "tablist",
})  # fmt: skip
_AROUND = frozenset({
    "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "sidebar", "footer",
    "cookie", "cookies", "consent", "gdpr", "advert", "adverts", "advertisement", "advertising",
    "ads", "adsense", "sponsor", "sponsored", "sponsors", "promo", "share", "sharing",
    "sharebar", "social", "related", "recommended", "recommendations", "newsletter", "subscribe",
    "subscription", "comments", "disqus", "pager", "pagination", "popup", "modal", "overlay",
    "skip", "masthead", "widget", "copyright", "tagcloud", "taglist", "toc", "trending",
    "popular", "byline", "bio",
})  # fmt: skip
"""Words in a class or an id that say what a part of a page is for."""
_NOTES = frozenset({
    "note", "notes", "tip", "tips", "warning", "caution", "important", "info", "callout",
    "admonition", "example",
})  # fmt: skip
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LARGE = 0.4
"""A part that holds more of the page's text than this is its content, whatever it is called."""
_LINKED = 0.7
_FEW_LINKS = 3
_HIDING = re.compile(
    r"display:none|visibility:hidden|opacity:0(?:\.0+)?(?:;|$)|font-size:[012](?:\.\d+)?(?:px|pt|;|$)"
    r"|font-size:0|text-indent:-\d{3,}|(?:left|top|margin-left):-\d{3,}|mso-hide:all"
)
_WHITE = re.compile(r"(?:^|;)color:(?:#fff(?:fff)?|white|transparent|rgba?\(255,255,255)")
_RULE = re.compile(r"[.#]([A-Za-z][\w-]{0,80})\s*\{([^{}]{0,2000})\}")


class Pruned(NamedTuple):
    """The content of a page, and what no reader of it would see."""

    root: Any
    hidden: str


def prune(tree: Any) -> Pruned:
    """Takes out of a page, in place, what is not its content, and finds where that stands."""
    styled = _hiding_names(tree)
    for node in list(tree.iter(*_GONE)):
        if node.getparent() is not None and node is not tree:
            _remove(node)
    hidden = _take_hidden(tree, styled)
    body = next(iter(tree.iter("body")), tree)
    sizes = _sizes(body)
    total = max(sizes.get(body, (0, 0))[0], 1)
    for node in [n for n in body.iter() if n is not body]:
        if node in sizes and _is_around(node, sizes[node], total):
            _remove(node)
    return Pruned(_content(body), " ".join(hidden.split())[:20_000])


def _remove(node: Any) -> None:
    """Takes a node out; what stands behind it stays."""
    parent, tail = node.getparent(), node.tail or ""
    if parent is None:
        return
    before = node.getprevious()
    if before is not None:
        before.tail = f"{before.tail or ''} {tail}"
    else:
        parent.text = f"{parent.text or ''} {tail}"
    parent.remove(node)


def _sizes(body: Any) -> dict[Any, tuple[int, int]]:
    """For each node, the characters of its text, and how many of them are links."""
    sizes: dict[Any, list[int]] = {}
    for node in body.iter():
        sizes[node] = [0, 0]
    for node in reversed(list(sizes)):
        counted = sizes[node]
        counted[0] += len((node.text or "").strip())
        if node.tag == "a":
            counted[1] = counted[0]
        parent = node.getparent()
        if parent in sizes:
            sizes[parent][0] += counted[0] + len((node.tail or "").strip())
            sizes[parent][1] += counted[1]
    return {node: (counted[0], counted[1]) for node, counted in sizes.items()}


def _is_around(node: Any, size: tuple[int, int], total: int) -> bool:
    """Whether a part is around the content and not of it."""
    if not isinstance(node.tag, str) or node.tag in ("main", "article", "body"):
        return False
    if next(node.iter("main", "article"), None) is not None and node.tag != "aside":
        return False
    if _is_links(node, size):
        return True
    if node.tag == "footer" or (node.get("role") or "").strip().lower() in _ROLES:
        return size[0] <= _LARGE * total
    if node.tag == "header":
        return next(node.iter("h1"), None) is None and not _inside_content(node)
    named = _words(node)
    if node.tag == "aside":
        return not (named & _NOTES) and size[0] <= _LARGE * total
    if node.tag == "form":
        return next(node.iter("h1", "h2", "p"), None) is None
    if named & _AROUND and not named & _NOTES and node.tag not in ("h1", "td", "th", "tr", "tbody"):
        return size[0] <= _LARGE * total
    return False


def _words(node: Any) -> set[str]:
    said = f"{node.get('class') or ''} {node.get('id') or ''}"[:400]
    return {word.lower() for word in _WORD.findall(said)}


def _inside_content(node: Any) -> bool:
    return any(above.tag in ("main", "article") for above in node.iterancestors())


def _is_links(node: Any, size: tuple[int, int]) -> bool:
    """A list, a row or a box of hardly anything but links."""
    if node.tag not in ("ul", "ol", "div", "p", "section", "table", "td"):
        return False
    text, linked = size
    if text == 0 or linked < _LINKED * text:
        return False
    return sum(1 for _ in zip(node.iter("a"), range(_FEW_LINKS), strict=False)) >= _FEW_LINKS


def _content(body: Any) -> Any:
    """The one element that a page says its content is in; else the body."""
    for found in (
        [n for n in body.iter("main") if n is not body],
        [n for n in body.iter() if (n.get("role") or "") == "main"],
        list(body.iter("article")),
    ):
        if len(found) == 1 and _length(found[0]) >= 0.5 * _length(body):
            return found[0]
    return body


def _length(node: Any) -> int:
    return sum(len(text.strip()) for text in node.itertext())


def _hiding_names(tree: Any) -> set[str]:
    """Classes and ids that the page's own style makes tiny or white."""
    names: set[str] = set()
    for node in tree.iter("style"):
        for name, rule in _RULE.findall((node.text or "")[:500_000]):
            style = "".join(rule.lower().split())
            unseen = _HIDING.search(style) and "display" not in style and "opacity" not in style
            if unseen or _is_white(style):
                names.add(name)
    return names


def _is_white(style: str) -> bool:
    return _WHITE.search(style) is not None and "background" not in style


def _take_hidden(tree: Any, styled: set[str]) -> str:
    """Takes out what a reader cannot see, and gives its text."""
    taken: list[str] = []
    for node in list(tree.iter()):
        if not isinstance(node.tag, str) or node is tree or node.getparent() is None:
            continue
        if _is_hidden(node, styled):
            taken.append(" ".join(node.itertext()))
            _remove(node)
    return " ".join(text for text in taken if text.strip())


def _is_hidden(node: Any, styled: set[str]) -> bool:
    attributes = node.attrib
    if not attributes or node.tag in ("html", "body"):
        return False
    if "hidden" in attributes and (attributes["hidden"] or "").lower() != "until-found":
        return True
    style = "".join((attributes.get("style") or "")[:2_000].lower().split())
    if style and (_HIDING.search(style) or _is_white(style)):
        return True
    if node.tag == "font" and (attributes.get("color") or "").lower() in ("white", "#ffffff"):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".split()
    return any(name in styled for name in names)
