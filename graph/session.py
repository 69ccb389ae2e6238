"""Conversations: open one, send a message, get events; the only door to the graph."""

import logging
import re
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from sqlite3 import Error as SqliteError
from typing import Self, cast
from weakref import WeakValueDictionary

from langchain_core.runnables import RunnableConfig

from advisor.career import CareerHistory
from advisor.edits import Edit
from advisor.recommendation import Recommendation, TargetAssessment
from advisor.settings import Settings
from graph.agenda import progress
from graph.build import build
from graph.checkpoints import ConversationStore
from graph.events import CompetenceChecked, Event, Failed, Progress
from graph.items import choices, given_items
from graph.state import ConversationState, Line, Services
from graph.understanding import Question
from retrieval.errors import AdvisorError
from retrieval.progress import Progress as Telling

_log = logging.getLogger(__name__)
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
LONGEST_MESSAGE = 20_000
"""Characters; a long CV has about 10,000."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A conversation between two messages."""

    history: CareerHistory
    progress: Progress
    question: Question | None
    questions_asked: tuple[str, ...]
    recommendation: Recommendation | None
    assessment: TargetAssessment | None
    transcript: tuple[Line, ...]
    unfinished: bool
    """True when the process died in the middle of a turn; ``Session.resume`` finishes it."""
    choices: tuple[str, ...] = ()
    """What answers the activity asked about, for buttons; empty when none is."""


class Session:
    """One conversation."""

    def __init__(self, advisor: "Advisor", conversation_id: str) -> None:
        """Use ``Advisor.conversation`` instead."""
        self.id = conversation_id
        self._advisor = advisor
        self._config: RunnableConfig = {"configurable": {"thread_id": conversation_id}}

    def reply(self, text: str, shown_as: str | None = None) -> Iterator[Event]:
        """Answer a message.

        Args:
            text: what the person wrote; may be empty.
            shown_as: what the transcript shows in its place, for a document's text.

        Yields:
            The events of the turn. A failure comes as ``Failed``; what was said before is kept.
        """
        if len(text) > LONGEST_MESSAGE:
            yield Failed(
                f"Expected a message of at most {LONGEST_MESSAGE:,} characters, got {len(text):,}."
                " Please send it in parts."
            )
            return
        shown = text if shown_as is None else shown_as
        yield from self._turn(
            {"message": text.strip(), "shown_as": shown, "manual": None, "given": None}
        )

    def edit(self, edits: Sequence[Edit]) -> Iterator[Event]:
        """Apply edits made by hand in the timeline; yields events as ``reply`` does."""
        yield from self._turn(
            {"message": "", "shown_as": "", "manual": tuple(edits), "given": None}
        )

    def answer_items(
        self,
        instrument: str,
        language: str,
        answers: Mapping[int, int | None],
        done: bool = True,
    ) -> Iterator[Event]:
        """Take answers to a questionnaire; those to other items of the same one stay.

        Args:
            instrument: key of the questionnaire.
            language: the one it was answered in.
            answers: 1 to 5 by item index; None takes an answer back.
            done: False while the person is still at it: they are kept, and the suggestions stay.

        Yields:
            The events of the turn, as ``reply`` does.
        """
        known = self._advisor.services.instruments
        try:
            given = given_items(instrument, language, answers, known, done=done)
        except AdvisorError as error:
            yield Failed(str(error))
            return
        yield from self._turn({"message": "", "shown_as": "", "manual": None, "given": given})

    def resume(self) -> Iterator[Event]:
        """Finish a turn that the end of the process cut off; yields nothing if there is none."""
        if self.state().unfinished:
            yield from self._turn(None)

    def state(self) -> Snapshot:
        """Return the conversation as it stands; empty if nothing was said yet."""
        saved = self._advisor.graph.get_state(self._config)
        values = cast(ConversationState, saved.values)
        history = values.get("history", CareerHistory())
        return Snapshot(
            history=history,
            progress=progress(history, values.get("closed", ())),
            question=values.get("question"),
            questions_asked=tuple(values.get("questions_asked", ())),
            recommendation=values.get("recommendation"),
            assessment=values.get("assessment"),
            transcript=tuple(values.get("transcript", ())),
            choices=choices(values.get("taking"), self._advisor.services.instruments),
            unfinished=bool(saved.next),
        )

    def competence(self) -> Iterator[CompetenceChecked]:
        """Yield how far to trust the suggestions on the screen, more each time.

        It takes no turn and holds none up: it may run beside the conversation, and ends early when
        other suggestions are shown. Yields nothing where there are none.
        """
        shown = self.state().recommendation
        if shown is None or not shown.suggestions:
            return
        checks = self._advisor.services.competence.checks(shown)
        for place, (found, complete) in enumerate(checks):
            # A rating takes a while: what it is of may have gone from the screen meanwhile.
            if place and self.state().recommendation != shown:
                return
            yield CompetenceChecked(found, complete)

    def delete(self) -> None:
        """Erase the conversation from disk."""
        with self._advisor.turn_lock(self.id):
            self._advisor.store.delete(self.id)

    def _turn(self, given: ConversationState | None) -> Iterator[Event]:
        advisor = self._advisor
        with advisor.turn_lock(self.id):
            try:
                if given is not None and advisor.graph.get_state(self._config).next:
                    # A turn was cut off: its message was accepted, so it is worked off first.
                    self._finish()
                yield from self._stream(given)
                advisor.store.tidy(self.id)
            except AdvisorError as error:
                yield Failed(str(error))
            except SqliteError as error:
                _log.error("conversation store: %s", error)
                yield Failed(
                    "I could not save this turn (the disk may be full)."
                    " What you said before is kept; please send your message again."
                )
            except Exception:  # noqa: BLE001  # the one boundary: a defect costs a turn only
                _log.exception("turn failed")
                yield Failed(
                    "Something went wrong inside the advisor. What you said before is kept;"
                    " please put your message another way."
                )

    def _stream(self, given: ConversationState | None) -> Iterator[Event]:
        events = self._advisor.graph.stream(
            given,
            self._config,
            context=self._advisor.services,
            stream_mode="custom",
            durability="sync",
        )
        return cast(Iterator[Event], events)

    def _finish(self) -> None:
        try:
            for _ in self._stream(None):
                pass
        except Exception:  # noqa: BLE001  # as in ``_turn``; it must not block the next message
            _log.exception("an unfinished turn failed again and is given up")


class Advisor:
    """Everything a process needs to hold conversations."""

    def __init__(self, services: Services, store: ConversationStore) -> None:
        """Build the graph over the services and the store."""
        self.services = services
        self.store = store
        self.graph = build(store.saver)
        self._locks: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
        self._guard = threading.Lock()

    @classmethod
    def open(
        cls,
        settings: Settings,
        today: Callable[[], date] = date.today,
        progress: Telling | None = None,
        keep: bool = True,
    ) -> Self:
        """Load data, index and models as the settings say.

        Args:
            settings: where things are, which interviewer.
            today: the calendar, for "last summer".
            progress: told what is being prepared, how much of it is done, and of how much.
            keep: False to hold conversations in memory only.

        Raises:
            AdvisorError: data is missing or damaged, or a setting is wrong.
        """
        from graph.services import open_services  # noqa: PLC0415  # heavy libraries

        path = settings.data_dir / "conversations.sqlite" if keep else Path(":memory:")
        store = ConversationStore(path, lambda: datetime.now(UTC))
        store.delete_untouched(settings.checkpoint_days)
        services = open_services(settings, today, progress)
        return cls(services if keep else replace(services, kept_days=None), store)

    def conversation(self, conversation_id: str | None = None) -> Session:
        """Return the conversation with this id, or a new one.

        Raises:
            AdvisorError: the id has characters no id has.
        """
        if conversation_id is None:
            return Session(self, secrets.token_urlsafe(16))
        if not _ID.fullmatch(conversation_id):
            raise AdvisorError(
                "expected a conversation id of letters, digits, '-' and '_',"
                f" got {conversation_id[:80]!r}"
            )
        return Session(self, conversation_id)

    def turn_lock(self, conversation_id: str) -> threading.Lock:
        """Return the lock that keeps two turns of one conversation apart."""
        with self._guard:
            return self._locks.setdefault(conversation_id, threading.Lock())

    def close(self) -> None:
        """Close the store."""
        self.store.close()
