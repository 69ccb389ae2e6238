"""Plays logged conversations to the advisor as it is now, and tells what comes out otherwise."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from advisor.log.record import TurnRecord, TurnText
from graph.advisor import Advisor
from graph.edit_json import edits_from_json
from graph.event_redactor import EventRedactor
from graph.events import Event
from graph.session import Session
from graph.turn_events import logged_events
from retrieval.frozen import Frozen

Json = Mapping[str, Any]
STAND_INS = {
    "[NAME]": "Priya",
    "[EMAIL]": "someone@example.org",
    "[PHONE]": "(646) 555-0199",
    "[ADDRESS]": "12 Elm Street",
    "[BIRTH DATE]": "3 May 1988",
    "[LINK]": "https://example.org/me",
}
"""What is read in place of what was taken out: a placeholder is no name to who reads a message."""
_FACTS = ("title", "code", "employer", "start", "end", "level", "field", "year", "school")


@dataclass(frozen=True, slots=True)
class Difference(Frozen):
    """Something that comes out otherwise in a turn.

    Attributes:
        turn: its number.
        what: "jobs", "education", "suggestions", "question" or "failed".
        before, now: what was logged, and what comes now, in words.
    """

    turn: int
    what: str
    before: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replayed(Frozen):
    """A conversation played again.

    Attributes:
        conversation: its pseudonym.
        turns: how many of its turns were played.
        skipped: how many could not be, because their text was not kept.
        differences: in the order of the turns.
    """

    conversation: str
    turns: int
    skipped: int
    differences: tuple[Difference, ...]


class Calendar:
    """The day that a replayed turn takes place: what "last summer" meant then."""

    def __init__(self, day: date) -> None:
        self.day = day

    def __call__(self) -> date:
        """Return the day."""
        return self.day


class Replayer:
    """Plays logged conversations again.

    Args:
        advisor: the version to try, whose conversations are not kept and not logged.
        calendar: the one that the advisor was opened with.
        redact: takes out of what comes now what was taken out of the log.
        stand_ins: what to put in place of placeholders; ``redact`` takes it out again.
    """

    def __init__(
        self,
        advisor: Advisor,
        calendar: Calendar,
        redact: EventRedactor,
        stand_ins: Mapping[str, str] = STAND_INS,
    ) -> None:
        self._advisor = advisor
        self._calendar = calendar
        self._redact = redact
        self._stand_ins = stand_ins

    def replay(self, records: Iterable[TurnRecord]) -> Iterator[Replayed]:
        """Yield each conversation played again.

        Args:
            records: the log, conversation by conversation, in order, as ``turns`` yields it.
        """
        for name, turns in groupby(records, key=lambda record: record.conversation):
            yield self._one(name, list(turns))

    def _one(self, name: str, records: Sequence[TurnRecord]) -> Replayed:
        session, played, differences = self._advisor.conversation(), 0, list[Difference]()
        for record in records:
            if record.text is None:
                continue
            self._calendar.day = record.at.date()
            now = logged_events(self._play(session, record.text))
            events = [self._redact.event(event) for event in now]
            differences += _compared(record.turn, list(record.text.events), events)
            played += 1
        session.delete()
        return Replayed(name, played, len(records) - played, tuple(differences))

    def _play(self, session: Session, text: TurnText) -> Iterator[Event]:
        given = {event["event"]: event for event in text.events}
        if "edits" in given:
            return session.edit(edits_from_json(given["edits"]["edits"]))
        if "items" in given:
            items = given["items"]
            answers = dict(zip(items["indexes"], items["answers"], strict=True))
            return session.answer_items(
                items["instrument"], items["language"], answers, items["done"]
            )
        message = text.message
        for placeholder, words in self._stand_ins.items():
            message = message.replace(placeholder, words)
        return session.reply(message)


def _compared(turn: int, logged: Sequence[Json], now: Sequence[Json]) -> Iterator[Difference]:
    for what, told in _ASPECTS.items():
        before, after = told(logged), told(now)
        if before != after:
            yield Difference(turn, what, before, after)


def _last(events: Sequence[Json], kind: str) -> Json | None:
    return next((event for event in reversed(events) if event["event"] == kind), None)


def _entries(kind: str) -> Callable[[Sequence[Json]], tuple[str, ...]]:
    def told(events: Sequence[Json]) -> tuple[str, ...]:
        history = _last(events, "history")
        entries = history["history"][kind] if history else ()
        return tuple(
            ", ".join(str(entry[name]) for name in _FACTS if entry.get(name) is not None)
            for entry in entries
        )

    return told


def _suggestions(events: Sequence[Json]) -> tuple[str, ...]:
    shown = _last(events, "suggested")
    return tuple(s["title"] for s in shown["suggestions"]) if shown else ()


def _question(events: Sequence[Json]) -> tuple[str, ...]:
    asked = _last(events, "asked")
    return (asked["topic"],) if asked else ()


def _failed(events: Sequence[Json]) -> tuple[str, ...]:
    failed = _last(events, "failed")
    return (failed["message"],) if failed else ()


_ASPECTS: Mapping[str, Callable[[Sequence[Json]], tuple[str, ...]]] = {
    "jobs": _entries("jobs"),
    "education": _entries("education"),
    "suggestions": _suggestions,
    "question": _question,
    "failed": _failed,
}
