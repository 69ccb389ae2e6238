"""Writes each turn to the log, as far as the person agreed and redacted; tells if that failed."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from advisor.log.consent import Consent
from advisor.log.database import LogUnavailableError
from advisor.log.log import ConversationLog
from advisor.log.notice import NOTICE_VERSION
from advisor.log.pseudonyms import Pseudonyms
from advisor.log.record import Annotation, Redaction, Thumb, TurnText, Versions
from advisor.redaction.redactor import RedactionError
from graph.event_redactor import EventRedactor, Redacts
from graph.state import ConversationState
from graph.traces import TurnTraces
from graph.turn_events import given_events, logged_events
from graph.turn_record import Turn, record_of, reply_of
from retrieval.errors import defect

_log = logging.getLogger(__name__)

NOT_LOGGED = (
    "This part of our conversation could not be noted for improving the advisor;"
    " nothing else is affected, and you can go on."
)
NOT_COUNTED = (
    "The advisor's own record cannot be written at the moment;"
    " nothing you need is affected, and you can go on."
)


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
        level = consent or Consent.USE
        return Turn(conversation_id, level, given, before, self._now(), time.perf_counter())

    def write(self, turn: Turn, after: ConversationState, versions: Versions) -> str | None:
        """Write the turn; return one line for the person if that failed, said once an outage."""
        try:
            text, redaction = self._text(turn, after)
            name = self.pseudonyms.of(turn.conversation_id)
            record = replace(record_of(turn, after, versions), conversation=name)
            record = replace(record, redaction=redaction, text=text)
            if self.traces is not None:
                self.traces.send(record, turn.stages)
            self.log.append(record)
        except Exception as error:  # noqa: BLE001  # the chat goes on, whatever ails the log
            _log.error("%s", error if isinstance(error, LogUnavailableError) else defect(error))
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
        return turn is not None and self.log.note_thumb(Thumb(name, turn, self._now(), helpful))

    def annotate(self, note: Annotation) -> bool:
        """Note what an operator said of a turn, redacted; False if its text is not kept.

        Raises:
            RedactionError: the comment could not be judged, so it is not kept.
            LogUnavailableError: it could not be noted.
        """
        return self.log.annotate(replace(note, comment=self._redact.text(note.comment)))

    def knows(self, conversation_id: str) -> bool:
        """Whether anything is logged of a conversation; False where that cannot be told."""
        try:
            return self.log.knows(self.pseudonyms.of(conversation_id))
        except LogUnavailableError as error:
            _log.error("%s", error)
            return False

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

    def _text(self, turn: Turn, after: ConversationState) -> tuple[TurnText | None, Redaction]:
        if turn.consent is not Consent.EVALUATION:
            return None, "not kept"
        message = (turn.given or turn.before).get("message", "")
        raw = [*given_events(turn.given), *logged_events(turn.events)]
        try:
            events = tuple(self._redact.event(event) for event in raw)
            reply = self._redact.reply(reply_of(turn, after))
            return TurnText(self._redact.text(message), reply, events), "done"
        except RedactionError as error:
            _log.error("a turn's text was not kept: %s", error)
            return None, "failed"
