"""A turn while it goes on, and the record of it for the log."""

import time
from dataclasses import dataclass, field
from datetime import datetime

from advisor.career import CareerHistory, Education, Job
from advisor.log.consent import Consent
from advisor.log.record import Known, Timing, TurnKind, TurnRecord, Versions
from graph.events import Asked, Event, Failed, HistoryChanged, Progress, Suggested, TextDelta
from graph.stages import Stage
from graph.state import ConversationState
from graph.understanding import Intent


@dataclass(slots=True)
class Turn:
    """A turn while it goes on: what was given, and what has come of it so far."""

    conversation_id: str
    consent: Consent
    given: ConversationState | None
    before: ConversationState
    at: datetime
    began: float
    events: list[Event] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    first_ms: float | None = None
    stages: list[Stage] = field(default_factory=list)

    def saw(self, event: Event) -> None:
        """Note an event as it passes."""
        if isinstance(event, TextDelta):
            if self.first_ms is None:
                self.first_ms = since(self.began)
            self.words.append(event.text)
        else:
            self.events.append(event)

    @property
    def kind(self) -> TurnKind:
        """What the person did."""
        given = self.given
        if given is not None and given["manual"] is not None:
            return "edit"
        if given is not None and given["given"] is not None:
            return "items"
        read = given is not None and given["shown_as"].strip() != given["message"]
        return "document" if read else "message"


def record_of(turn: Turn, after: ConversationState, versions: Versions) -> TurnRecord:
    """Return the record of a turn that ended, without its text and under the conversation's id.

    Args:
        turn: what was given, and what came of it.
        after: the conversation after it.
        versions: what answered.
    """
    events = turn.events
    asked = next((e.question for e in events if isinstance(e, Asked)), None)
    shown = [e.recommendation for e in events if isinstance(e, Suggested)]
    progress = next((e.progress for e in events if isinstance(e, HistoryChanged)), None)
    # What a turn that failed early would have understood and done is of the turn before.
    understood = after.get("understanding") if progress else None
    # "distress" says how somebody is: it is no count, and goes with the text.
    told = understood is not None and turn.consent is Consent.EVALUATION
    history, known = after.get("history", CareerHistory()), turn.before.get("history")
    by_hand = turn.kind in ("edit", "items")
    undone = understood is not None and understood.intent is Intent.UNDO
    return TurnRecord(
        conversation=turn.conversation_id,
        turn=0,
        at=turn.at,
        consent=turn.consent,
        kind=turn.kind,
        intent=str(understood.intent) if understood and told and not by_hand else None,
        act=after.get("act") if progress else None,
        asked=asked.topic.value if asked else None,
        repeated=asked is not None and asked.key in turn.before.get("asked", ()),
        corrected=undone or corrected(known or CareerHistory(), history),
        suggested=len(shown[-1].suggestions) if shown else 0,
        known=_known(history, progress, len(after.get("transcript", ()))),
        timing=Timing(turn.first_ms, since(turn.began)),
        calls=understood.calls_spent if understood else 0,
        failed=any(isinstance(e, Failed) for e in events),
        versions=versions,
        redaction="not kept",
        text=None,
    )


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


def reply_of(turn: Turn, after: ConversationState) -> str:
    """Return what was said, to the end also where nobody listened so long."""
    before, now = turn.before.get("transcript", ()), after.get("transcript", ())
    last = now[-1] if len(now) > len(before) else None
    return last.text if last and last.role == "advisor" else "".join(turn.words)


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


def since(began: float) -> float:
    """Return the milliseconds since a reading of ``time.perf_counter``."""
    return round((time.perf_counter() - began) * 1000, 2)
