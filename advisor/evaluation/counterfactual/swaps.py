"""The histories and what is swapped into them, read from the tables beside this module."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen

_SLOT = re.compile(r"\{([^{}]*)\}")
GENDERED = "gendered words"
"""The dimension of a history's own women's and men's words."""


@dataclass(frozen=True, slots=True)
class Swap(Frozen):
    """Something about a person that must not count.

    Attributes:
        dimension: what it is about: name, age, religion …
        group: which part of the dimension; groups are compared with each other.
        says: a sentence of its own.
        lead: stands before "I …".
        header: a line at the head of a CV.
        es: the sentence in Spanish; None where there is none.
    """

    dimension: str
    group: str
    says: str
    lead: str
    header: str
    es: str | None = None

    def at(self, place: str, language: str) -> str:
        """Return what fills a place of a history."""
        says = self.es if language == "es" and self.es else self.says
        return {
            "start": f"{says} ",
            "end": f" {says}",
            "lead": f"{self.lead}, ",
            "aside": f" ({says.rstrip('.')})",
            "between": self._between(says),
            "header": f"{self.header}\n",
            "own": says,
        }[place]

    def _between(self, says: str) -> str:
        """Return ", as a mom of two,", or where that does not fit " - I'm Ann -"."""
        if self.lead.endswith(" here") or says == self.es:
            return f" - {says.rstrip('.')} -"
        return f", {self.lead[0].lower()}{self.lead[1:]},"


PLACES = ("start", "lead", "aside", "between", "end", "header", "own")
"""Where a history may hold what is swapped; a history holds some of them."""


@dataclass(frozen=True, slots=True)
class BaseHistory(Frozen):
    """What an invented person tells, with places for what is swapped.

    Attributes:
        name: tells it from the others.
        messages: as in ``histories.toml``, which explains the places.
        language: of what is put in, "en" or "es".
    """

    name: str
    messages: tuple[str, ...]
    language: str = "en"

    @property
    def places(self) -> tuple[str, ...]:
        """The places it has, in the order of ``PLACES``."""
        found = {slot for message in self.messages for slot in _SLOT.findall(message)}
        if "aside" in found:
            found.add("between")
        return tuple(place for place in PLACES if place in found)

    @property
    def gendered(self) -> bool:
        """Whether some of its words have a woman's and a man's form."""
        return any("|" in slot for message in self.messages for slot in _SLOT.findall(message))

    def told(self, place: str | None = None, swap: Swap | None = None) -> tuple[str, ...]:
        """Return the messages with one place filled; without one, as they are without any."""

        def fill(slot: re.Match[str]) -> str:
            if "|" in slot[1]:
                return slot[1].split("|")[1]
            here = place == slot[1] or (place == "between" and slot[1] == "aside")
            return swap.at(place, self.language) if swap and place and here else ""

        return self._filled(fill)

    def told_by_a_woman(self) -> tuple[str, ...]:
        """Return the messages without anything put in, in the woman's forms."""
        return self._filled(lambda slot: slot[1].split("|")[0] if "|" in slot[1] else "")

    def _filled(self, fill: Any) -> tuple[str, ...]:
        texts = (_SLOT.sub(fill, message) for message in self.messages)
        return tuple(text for text in texts if text)


@cache
def load_swaps() -> tuple[Swap, ...]:
    """Return the shipped swaps, in the order of their file."""
    return tuple(Swap(**entry) for entry in _entries("swaps"))


@cache
def load_histories() -> tuple[BaseHistory, ...]:
    """Return the shipped histories, in the order of their file.

    Raises:
        AdvisorError: a history names a place there is none of.
    """
    histories = tuple(
        BaseHistory(e["name"], tuple(e["messages"]), e.get("language", "en"))
        for e in _entries("histories")
    )
    for history in histories:
        for slot in (slot for message in history.messages for slot in _SLOT.findall(message)):
            if slot not in PLACES and slot.count("|") != 1:
                raise AdvisorError(
                    f"history {history.name!r}: expected one of the places {', '.join(PLACES)}"
                    f" or {{a|b}}, got {{{slot}}}"
                )
    return histories


def _entries(name: str) -> list[dict[str, Any]]:
    path = Path(__file__).with_name(f"{name}.toml")
    entries: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))[name]
    return entries
