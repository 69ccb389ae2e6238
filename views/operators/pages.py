"""The operators' pages as HTML: figures over time and by version, the list, one conversation."""

from collections.abc import Mapping, Sequence
from typing import Any, cast
from urllib.parse import urlencode

from advisor.accounts.roles import OPERATOR
from advisor.accounts.sessions import Session
from advisor.log.database import Database
from advisor.log.reading import Filter, annotations, thumbs, turns
from advisor.log.record import TurnRecord
from advisor.quality.listing import Listing, Trait, listed, program_versions
from advisor.quality.measures import BYS, TITLES, By, Measures, Quality
from advisor.quality.wording import interval_words, judges_words, number, value_words
from views.doors.answers import inside_page
from views.operators.asked import Asked
from views.operators.charts import HEIGHT, WIDTH, chart
from views.operators.events import event_lines

PERIODS: tuple[By, ...] = ("week", "day")
VERSIONS: tuple[By, ...] = tuple(by for by in BYS if by not in PERIODS)
TRAIT_TITLES: Mapping[Trait, str] = {
    "failed": "a turn failed",
    "disliked": "thumb down",
    "corrected": "something corrected",
    "unfinished": "no suggestions",
    "unannotated": "nothing noted yet",
    "unredacted": "redaction failed",
}
_TILES = (
    *("completed", "questions_per_fact", "repeated", "corrected", "failed", "liked"),
    *("first_ms", "total_ms", "judged_helpful", "unredacted"),
)
_CHARTS = ("completed", "questions_per_fact", "corrected", "failed", "first_ms", "liked")
_PLACES = (
    ("", "Overview", "overview"),
    ("versions", "By version", "versions"),
    ("conversations", "Conversations", "conversations"),
    ("annotated.jsonl", "Export annotated", "export"),
)
"""Address, title and key of what the pages' head leads to."""
_MOST_PERIODS = 120
"""Periods that are drawn; the latest."""


def overview(database: Database, session: Session, asked: Asked) -> str:
    """Return the first page: tiles, lines over time, the figures by period."""
    found = Quality(database, asked.scope)
    by = asked.choice("by", PERIODS)
    rows = found.by(by)[-_MOST_PERIODS:]
    whole = found.whole()
    return _page(
        "overview",
        session,
        "overview",
        asked=asked,
        versions=program_versions(database),
        whole=f"{number(whole.conversations, 'conversation')} with {number(whole.turns, 'turn')}",
        thumbs=whole.thumbs,
        tiles=[_tile(whole, name) for name in _TILES],
        charts=[chart(f"{_title(name)}, by {by}", name, rows) for name in _CHARTS] if rows else (),
        width=WIDTH,
        height=HEIGHT,
        by=by,
        periods=PERIODS,
        judges=judges_words(found.judged),
        table=_table(list(reversed(rows)), by),
    )


def by_version(database: Database, session: Session, asked: Asked) -> str:
    """Return the table by version."""
    by = asked.choice("by", VERSIONS)
    found = Quality(database, asked.scope)
    return _page(
        "versions",
        session,
        "versions",
        asked=asked,
        versions=program_versions(database),
        by=by,
        bys=VERSIONS,
        table=_table(found.by(by), by),
    )


def conversations(database: Database, session: Session, asked: Asked) -> str:
    """Return a page of the list."""
    found = listed(database, asked.scope, asked.traits, asked.page)
    return _page(
        "conversations",
        session,
        "conversations",
        asked=asked,
        versions=program_versions(database),
        traits=TRAIT_TITLES,
        found=found,
        total=number(found.total, "conversation"),
        began=[row.counts.began.strftime("%Y-%m-%d %H:%M") for row in found.rows],
        earlier=_to_page(asked, found, -1),
        later=_to_page(asked, found, +1),
    )


def conversation(
    database: Database,
    session: Session,
    name: str,
    labels: Sequence[str],
    kept: Mapping[str, Any] | None = None,
) -> str | None:
    """Return the redacted turns of a conversation; None if the log knows none of it.

    Args:
        database: the log.
        session: who looks.
        name: its pseudonym.
        labels: that can be given.
        kept: a form that was not taken: ``turn``, ``label``, ``comment`` and the ``problem``.
    """
    known = list(turns(database, Filter(conversation=name)))
    if not known:
        return None
    readable = {record.turn for record in known if record.text is not None}
    liked = {thumb.turn: thumb.helpful for thumb in thumbs(database, name)}
    notes = annotations(database, name)
    return _page(
        "conversation",
        session,
        "conversations",
        name=name,
        versions=known[0].versions,
        turns=[_turn(record, liked.get(record.turn)) for record in known],
        notes={
            record.turn: [
                (note.at.strftime("%Y-%m-%d %H:%M"), note.operator, note.label, note.comment)
                for note in notes
                if note.turn == record.turn
            ]
            for record in known
        },
        labels=labels,
        kept=kept,
        astray=kept["problem"] if kept and kept["turn"] not in readable else None,
    )


def _page(template: str, session: Session, here: str, **values: object) -> str:
    name = f"operators/{template}"
    return inside_page(name, session, here, _PLACES, role=OPERATOR, **values)


def _tile(whole: Measures, name: str) -> tuple[str, str, str]:
    figure = whole.figures[name]
    return _title(name), value_words(figure), interval_words(figure)


def _title(name: str) -> str:
    title = TITLES[name]
    return title[0].upper() + title[1:]


def _table(rows: Sequence[Measures], by: By) -> dict[str, object]:
    return {
        "caption": f"By {by}",
        "head": by,
        "titles": [_title(name) for name in TITLES],
        "rows": [
            {
                "group": row.group,
                "conversations": f"{row.conversations:,}",
                "thumbs": row.thumbs,
                "cells": [
                    (value_words(row.figures[name]), interval_words(row.figures[name]))
                    for name in TITLES
                ],
            }
            for row in rows
        ],
    }


def _turn(record: TurnRecord, liked: bool | None) -> dict[str, object]:
    text = record.text
    told = text is not None
    facts = [f"{record.timing.total_ms:,.0f} ms"]
    if record.failed:
        facts.append("something failed")
    if told:
        facts += [f"understood as “{record.intent}”"] if record.intent else []
        facts += [f"act: {record.act}"] if record.act else []
        facts += ["asked again"] if record.repeated else []
        facts += ["a correction"] if record.corrected else []
    if liked is not None:
        facts.append("thumb up" if liked else "thumb down")
    return {
        "number": record.turn,
        "at": record.at.strftime("%Y-%m-%d %H:%M"),
        "kind": record.kind if told else None,
        "facts": facts,
        "text": text,
        "why": None if told else _why_not(record),
        "events": event_lines(text.events) if text else [],
    }


def _why_not(record: TurnRecord) -> str:
    if record.redaction == "failed":
        return "The text could not be redacted, so none of it was kept."
    return "The text is not kept: the person only uses the advisor."


def _to_page(asked: Asked, found: Listing, step: int) -> str | None:
    page = found.page + step
    if not 1 <= page <= found.pages:
        return None
    return "?" + urlencode(cast("dict[str, object]", {**asked.query, "page": page}))
