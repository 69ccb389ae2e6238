"""A stretch of text that identifies a person, and what reads one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from retrieval.frozen import Frozen

EMAIL, PHONE, ADDRESS, ID = "EMAIL", "PHONE", "ADDRESS", "ID"
BIRTH_DATE, LINK, NAME = "BIRTH DATE", "LINK", "NAME"
KINDS = (EMAIL, PHONE, ADDRESS, ID, BIRTH_DATE, LINK, NAME)


@dataclass(frozen=True, slots=True)
class Span(Frozen):
    """Characters ``start`` to ``end`` (exclusive) of a text.

    Attributes:
        kind: one of ``KINDS``.
        sure: it stands as it is; otherwise a job title in the same place is kept.
    """

    start: int
    end: int
    kind: str
    sure: bool = True


Find = Callable[[str], Iterable[Span]]
"""Reads the identifiers of one kind in a text."""
