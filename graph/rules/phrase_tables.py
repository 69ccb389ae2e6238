"""Load the phrase tables in ``phrases/``: sections of regular expressions built from lists.

A table is a text file, one phrase a line, in sections:

    colour = (?:red|green)        a list; {colour} stands for it in what follows
    before paint = (?:please )*   what may stand before each phrase of the section "paint"
    after paint = (?: now)*       ... and after it

    [paint whole]                 the section "paint"; "whole" phrases fit whole clauses only
    paint it {colour}
    paint {x}                     {x} is any text, captured as the group "x"

Phrases meet clauses in folded form: lower case, no accents, single spaces. Lines that begin with #
are comments.
"""

import re
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "phrases"
_LIST_NAME = re.compile(r"\{([a-z_ ]+)\}")
_ANY_TEXT = {"x": r"(?P<x>.+)"}

Sections = dict[str, tuple[re.Pattern[str], ...]]


@cache
def sections(table: str) -> Sections:
    """Return the phrases of ``phrases/<table>.txt`` by section, in the order of the file."""
    lists = dict(_ANY_TEXT)
    found: dict[str, list[re.Pattern[str]]] = {}
    section, whole = "", False
    for line in lines(table):
        if line.startswith("["):
            section, _, last = line.strip("[]").rpartition(" ")
            whole = last == "whole"
            section = section if whole else line.strip("[]")
            found[section] = []
        elif not section or re.match(r"(?:before |after )?[a-z_ ]+ = ", line):
            name, _, pattern = line.partition(" = ")
            lists[name] = _expand(pattern, lists)
        else:
            pattern = _expand(line, lists)
            if whole:
                before, after = (lists.get(f"{side} {section}", "") for side in ("before", "after"))
                pattern = f"^{before}(?:{pattern}){after}$"
            found[section].append(re.compile(pattern))
    return {name: tuple(patterns) for name, patterns in found.items()}


def search(table: str, section: str, said: str) -> re.Match[str] | None:
    """Return where the first phrase of a section that fits stands in folded words."""
    for pattern in sections(table)[section]:
        found = pattern.search(said)
        if found:
            return found
    return None


@cache
def listed(table: str) -> re.Pattern[str]:
    """Return a pattern that finds any of the words listed in ``phrases/<table>.txt``."""
    alternatives = "|".join(re.escape(word) for word in lines(table))
    return re.compile(rf"\b(?:{alternatives})\b")


def lines(table: str) -> list[str]:
    """Return the lines of ``phrases/<table>.txt`` without blank ones and comments."""
    text = (_FOLDER / f"{table}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _expand(pattern: str, lists: dict[str, str]) -> str:
    return _LIST_NAME.sub(lambda m: lists[m[1]], pattern)
