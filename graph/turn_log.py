"""Writes each turn to the log, as far as the person agreed and redacted; tells if that failed."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from advisor.career import CareerHistory, Education, Job
from advisor.log.consent import Consent
from advisor.log.database import LogUnavailableError
from advisor.log.log import ConversationLog
from advisor.log.notice import NOTICE_VERSION
from advisor.log.pseudonyms import Pseudonyms
from advisor.log.record import (
    Annotation,
    Known,
    Redaction,
    Thumb,
    Timing,
    TurnKind,
    TurnRecord,
    TurnText,
    Versions,
)
from advisor.redaction.redactor import RedactionError
from graph.event_redactor import EventRedactor, Redacts
from graph.events import Asked, Event, Failed, HistoryChanged, Progress, Suggested, TextDelta
from graph.stages import Stage
from graph.state import ConversationState
from graph.traces import TurnTraces
from graph.turn_events import given_events, logged_events
from graph.understanding import Intent

_log = logging.getLogger(__name__)

NOT_LOGGED = (
    "This part of our conversation could not be noted for improving the advisor;"
    " nothing else is affected, and you can go on."
)
NOT_COUNTED = (
    "The advisor's own record cannot be written at the moment;"
    " nothing you need is affected, and you can go on."
)


@dataclass(slots=True)
class Turn:
    """A turn while it goes on: what was given, and what has come of it so far."""

    conversation_id: str
    consent: Consent
    given: ConversationState | None
    before: ConversationState
    at: datetime
    began: float
    document: bool = False
    events: list[Event] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    first_ms: float | None = None
    stages: list[Stage] = field(default_factory=list)

    def saw(self, event: Event) -> None:
        """Note an event as it passes."""
        if isinstance(event, TextDelta):
            if self.first_ms is None:
                self.first_ms = _since(self.began)
            self.words.append(event.text)
        else:
            self.events.append(event)


class TurnLog:
    """Logs the turns of all conversations of a process.

    Args:
        log: where to.
        pseudonyms: names conversations there.
        redactor: takes out what identifies people.
        now: the clock, timezone-aware.
        traces: gets each turn as well; None where traces are off.
    """

    def __init__(
        self,
        log: ConversationLog,
        pseudonyms: Pseudonyms,
        redactor: Redacts,
        now: Callable[[], datetime],
        traces: TurnTraces | None = None,
    ) -> None:
        self.traces = traces
        self.log = log
        self.pseudonyms = pseudonyms
        self._redact = EventRedactor(redactor)
        self._now = now
        self._told: set[str] = set()

    def begin(
        self,
        conversation_id: str,
        consent: Consent | None,
        given: ConversationState | None,
        before: ConversationState,
    ) -> Turn:
        """Return the record of a turn that begins now.

        Args:
            conversation_id: of the conversation.
            consent: what the person chose; without a choice only counts and times are kept.
            given: the input of the graph; None where a turn that was cut off is finished.
            before: the conversation before the turn.
        """
        document = given is not None and given["shown_as"].strip() != given["message"]
        level = consent or Consent.USE
        now, began = self._now(), time.perf_counter()
        return Turn(conversation_id, level, given, before, now, began, document)

    def write(self, turn: Turn, after: ConversationState, versions: Versions) -> str | None:
        """Write the turn; return one line for the person if that failed, said once an outage."""
        try:
            record = self._record(turn, after, versions)
            if self.traces is not None:
                self.traces.send(record, turn.stages)
            self.log.append(record)
        except Exception as error:  # noqa: BLE001  # the chat goes on, whatever ails the log
            _log.error("%s", error, exc_info=not isinstance(error, LogUnavailableError))
            if turn.conversation_id in self._told:
                return None
            self._told.add(turn.conversation_id)
            return NOT_LOGGED if turn.consent is Consent.EVALUATION else NOT_COUNTED
        self._told.discard(turn.conversation_id)
        return None

    def choose(self, conversation_id: str, consent: Consent) -> None:
        """Note what the person chose; going back to ``USE`` erases the texts kept so far.

        Raises:
            LogUnavailableError: it could not be noted.
        """
        name = self.pseudonyms.of(conversation_id)
        self.log.note_consent(name, consent, self._now(), NOTICE_VERSION)

    def thumb(self, conversation_id: str, line: int, helpful: bool) -> bool:
        """Note whether the reply in a line of the transcript helped; False if it was not logged.

        Raises:
            LogUnavailableError: it could not be noted.
        """
        name = self.pseudonyms.of(conversation_id)
        turn = self.log.turn_of_line(name, line)
        if turn is not None:
            self.log.note_thumb(Thumb(name, turn, self._now(), helpful))
        return turn is not None

    def annotate(self, note: Annotation) -> bool:
        """Note what an operator said of a turn, redacted; False if its text is not kept.

        Raises:
            RedactionError: the comment could not be judged, so it is not kept.
            LogUnavailableError: it could not be noted.
        """
        return self.log.annotate(replace(note, comment=self._redact.text(note.comment)))

    def erase(self, conversation_id: str) -> None:
        """Erase everything about a conversation; raise ``LogUnavailableError`` if it stays."""
        self.log.erase(self.pseudonyms.of(conversation_id))
        self._told.discard(conversation_id)

    def warm(self) -> None:
        """Load what the first redaction would wait for."""
        self._redact.warm()

    def close(self) -> None:
        """Let go of the database, and send what is left of the traces."""
        self.log.close()
        if self.traces is not None:
            self.traces.close()

    def _record(self, turn: Turn, after: ConversationState, versions: Versions) -> TurnRecord:
        text, redaction = self._text(turn, after)
        events = turn.events
        asked = next((e.question for e in events if isinstance(e, Asked)), None)
        shown = [e.recommendation for e in events if isinstance(e, Suggested)]
        understood = after.get("understanding")
        history = after.get("history", CareerHistory())
        progress = next((e.progress for e in events if isinstance(e, HistoryChanged)), None)
        act = after.get("act") if progress else None
        by_hand = turn.given is not None and (turn.given["manual"] or turn.given["given"])
        return TurnRecord(
            conversation=self.pseudonyms.of(turn.conversation_id),
            turn=0,
            at=turn.at,
            consent=turn.consent,
            kind=_kind(turn),
            intent=str(understood.intent) if understood and not by_hand else None,
            act=act,
            asked=asked.topic.value if asked else None,
            repeated=asked is not None and asked.key in turn.before.get("asked", ()),
            corrected=corrected(turn.before.get("history", CareerHistory()), history)
            or (understood is not None and understood.intent is Intent.UNDO),
            suggested=len(shown[-1].suggestions) if shown else 0,
            known=_known(history, progress, len(after.get("transcript", ()))),
            timing=Timing(turn.first_ms, _since(turn.began)),
            calls=understood.calls_spent if understood else 0,
            failed=any(isinstance(e, Failed) for e in events),
            versions=versions,
            redaction=redaction,
            text=text,
        )

    def _text(self, turn: Turn, after: ConversationState) -> tuple[TurnText | None, Redaction]:
        if turn.consent is not Consent.EVALUATION:
            return None, "not kept"
        message = (turn.given or turn.before).get("message", "")
        raw = [*given_events(turn.given), *logged_events(turn.events)]
        try:
            events = tuple(self._redact.event(event) for event in raw)
            reply = self._redact.text(_reply(turn, after))
            return TurnText(self._redact.text(message), reply, events), "done"
        except RedactionError as error:
            _log.error("a turn's text was not kept: %s", error)
            return None, "failed"


def corrected(before: CareerHistory, after: CareerHistory) -> bool:
    """Whether something told before was changed or taken back; adding to it is no correction."""
    entries: tuple[Job | Education, ...] = (*after.jobs, *after.education)
    now = {entry.id: entry for entry in entries}
    known: tuple[Job | Education, ...] = (*before.jobs, *before.education)
    return any(_changed(entry, now.get(entry.id)) for entry in known)


def _changed(known: Job | Education, now: Job | Education | None) -> bool:
    if now is None:
        return True
    told = ("title", "employer", "start", "end", "level", "field", "year", "school")
    values = ((getattr(known, name, None), getattr(now, name, None)) for name in told)
    return any(old is not None and old != new for old, new in values)


def _reply(turn: Turn, after: ConversationState) -> str:
    """Return what was said, to the end also where nobody listened so long."""
    before, now = turn.before.get("transcript", ()), after.get("transcript", ())
    last = now[-1] if len(now) > len(before) else None
    return last.text if last and last.role == "advisor" else "".join(turn.words)


def _kind(turn: Turn) -> TurnKind:
    given = turn.given
    if given is not None and given["manual"] is not None:
        return "edit"
    if given is not None and given["given"] is not None:
        return "items"
    return "document" if turn.document else "message"


def _known(history: CareerHistory, progress: Progress | None, lines: int) -> Known:
    return Known(
        jobs=len(history.jobs),
        dated=sum(job.start is not None for job in history.jobs),
        linked=sum(job.code is not None and not job.tentative for job in history.jobs),
        education=len(history.education),
        topics_done=progress.done if progress else 0,
        topics=progress.total if progress else 0,
        lines=lines,
    )


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 2)
