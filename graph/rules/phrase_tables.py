"""Load the phrase tables in ``phrases/``: sections of regular expressions built from lists."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.understanding import Intent

_FOLDER = Path(__file__).parent / "phrases"
_NAME = re.compile(r"\{([a-z ]+)\}")
_GROUPS = {
    "x": r"(?P<subject>.+)",
    "shown": r"(?P<subject>the (?:first|second|third|fourth|fifth|last)(?: one)?"
    r"|(?:number|option|suggestion|#) ?\d|it|that)",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to ask.

    Attributes:
        intent: what it asks for.
        pattern: searched in a clause; its group ``subject``, if it has one, is what it asks about.
        asks: it only counts in a clause shaped as a question.
        occupation: it only counts if the subject is a known occupation.
    """

    intent: Intent
    pattern: re.Pattern[str]
    asks: bool
    occupation: bool


@cache
def phrases(table: str) -> tuple[Phrase, ...]:
    """Return the phrases of ``phrases/<table>.txt``, in order."""
    lists: dict[str, str] = dict(_GROUPS)
    found: list[Phrase] = []
    section: list[str] = []
    for line in lines(table):
        if line.startswith("["):
            section = line.strip("[]").split()
        elif not section:
            name, _, pattern = line.partition(" = ")
            lists[name] = _expand(pattern, lists)
        else:
            pattern = re.compile(_expand(line, lists))
            found.append(
                Phrase(Intent(section[0]), pattern, "asks" in section, "occupation" in section)
            )
    return tuple(found)


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
    return _NAME.sub(lambda m: lists[m[1]], pattern)
