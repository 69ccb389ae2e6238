"""Finds the conversations that an operator wants to look at: failed, disliked, corrected ..."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, func, select

from advisor.log.database import Database
from advisor.log.tables import ANNOTATIONS, TEXTS, TURNS
from advisor.quality.conversations import ConversationCounts, Scope, count_query, counts_of
from retrieval.frozen import Frozen

Trait = Literal["failed", "disliked", "corrected", "unfinished", "unannotated", "unredacted"]
TRAITS: tuple[Trait, ...] = get_args(Trait)
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Listed(Frozen):
    """A conversation in the list.

    Attributes:
        counts: the conversation in numbers.
        readable: turns whose redacted text is kept.
        notes: annotations.
    """

    counts: ConversationCounts
    readable: int
    notes: int


@dataclass(frozen=True, slots=True)
class Listing(Frozen):
    """One page of the list, newest first.

    Attributes:
        rows: what is on it.
        page: its number, from 1.
        total: conversations on all pages.
    """

    rows: tuple[Listed, ...]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are; one at least."""
        return max(1, -(-self.total // PAGE_SIZE))


def listed(database: Database, scope: Scope, traits: tuple[Trait, ...], page: int = 1) -> Listing:
    """Return a page of the conversations that have all the traits.

    Args:
        database: the log.
        scope: days and version.
        traits: ``failed``: a turn failed; ``disliked``: a thumb down; ``corrected``: something was;
            ``unfinished``: no suggestions; ``unannotated``: can be read and nothing is noted yet;
            ``unredacted``: a text could not be redacted.
        page: from 1; one beyond the last shows the last.

    Raises:
        LogUnavailableError: the database cannot be read.
    """
    found = count_query(scope).order_by(None).subquery("found")
    readable = (
        select(TURNS.c.conversation, func.count().label("readable"))
        .join(TEXTS, TEXTS.c.turn_id == TURNS.c.id)
        .group_by(TURNS.c.conversation)
        .subquery("readable")
    )
    noted = (
        select(ANNOTATIONS.c.conversation, func.count().label("notes"))
        .group_by(ANNOTATIONS.c.conversation)
        .subquery("noted")
    )
    texts = func.coalesce(readable.c.readable, 0)
    notes = func.coalesce(noted.c.notes, 0)
    has: dict[Trait, ColumnElement[bool]] = {
        "failed": found.c.failed > 0,
        "disliked": found.c.down > 0,
        "corrected": found.c.corrected > 0,
        "unfinished": found.c.suggested_at.is_(None),
        "unannotated": (texts > 0) & (notes == 0),
        "unredacted": found.c.unredacted > 0,
    }
    query = (
        select(*(column for column in found.c), texts.label("readable"), notes.label("notes"))
        .join(readable, readable.c.conversation == found.c.conversation, isouter=True)
        .join(noted, noted.c.conversation == found.c.conversation, isouter=True)
        .where(*(has[trait] for trait in traits))
    )
    newest = query.order_by(found.c.began.desc(), found.c.conversation)
    with database.reading() as connection:
        total = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
        page = min(max(1, page), max(1, -(-total // PAGE_SIZE)))
        shown = newest.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
        rows = connection.execute(shown).mappings().all()
    return Listing(tuple(_listed(row) for row in rows), page, total)


def program_versions(database: Database) -> list[str]:
    """Return the versions of the program that the log knows, sorted."""
    with database.reading() as connection:
        found = connection.scalars(select(TURNS.c.advisor).distinct()).all()
    return sorted(found)


def _listed(row: Any) -> Listed:
    return Listed(counts_of(row), row["readable"], row["notes"])
