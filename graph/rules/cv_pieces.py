"""Cuts a heading line of a CV into its parts: the title, the employer, what stands beside them."""

import re
from collections.abc import Iterator

from graph.rules.cv_lines import is_note, is_place, without_label
from graph.rules.cv_sections import Line

_SPLIT = re.compile(
    r"\s*(?:\.{3,}|…+|_{3,}|·{3,})\s*|\s+[|/·*–—-]+\s+|\s*[|·•–—]\s*|\t+|\s{2,}|,\s+|\s+@\s*"
    r"|\s+(?:at|with|for|en"
    r"|para) (?=[A-Z])|\s*[()]\s*(?:(?:at|with|for) (?=[A-Z]))?|: "
)
_STATE = re.compile(
    r"[A-Z]{2}(?: \d{5}(?:-\d{4})?)?\.?|USA?|U\.S\.A?\.?|UK|[Rr]emote|[Hh]ybrid|United States"
    r"|Mexico|México|Canada"
)


def pieces_of(text: str, line: Line) -> Iterator[str]:
    """Yield the parts of a heading line without dates and places."""
    said = without_label(undated(text, line))
    if is_place(said):
        return
    parts = [p.strip(" \t,;:.-–—|()[]*@") for p in _SPLIT.split(said)]
    parts = [p for p in parts if p and not is_note(p)]
    if len(parts) > 2 and re.match(r"[\w ]{3,20}: ", text[line.left : line.right]):
        parts = parts[1:]
    for place, part in enumerate(parts):
        following = parts[place + 1] if place + 1 < len(parts) else ""
        if _STATE.fullmatch(part) or (_STATE.fullmatch(following) and place > 0):
            continue
        if any(c.isalpha() for c in part):
            yield part


def undated(text: str, line: Line) -> str:
    """Return a line with tabs in place of its dates."""
    rest = list(text[line.left : line.right])
    for span in line.dates:
        for place in range(max(span.left, line.left), min(span.right, line.right)):
            rest[place - line.left] = "\t"
    return "".join(rest)


def beside(said: str, first: str, second: str) -> bool:
    """Whether only spaces stand between two parts of a heading."""
    gap = re.escape(first) + r"[ ]{2,3}" + re.escape(second)
    return re.search(gap, said) is not None
