"""A conversation: send a message, get events; the only door to the graph."""

import logging
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from langchain_core.runnables import RunnableConfig
from langgraph.types import StateSnapshot

from advisor.edits import Edit
from advisor.log.consent import Consent
from graph.events import CompetenceChecked, Event, Failed, Noticed
from graph.guarding import guarded, stored
from graph.inputs import Became, became, given_turn
from graph.items import given_items
from graph.snapshot import Snapshot, snapshot
from graph.stages import TimedInterviewer
from graph.state import ConversationState, Services
from graph.store.rows import StoreUnavailableError, storable
from graph.taming import tame
from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from graph.advisor import Advisor

_log = logging.getLogger(__name__)
_DELETED = "This conversation was deleted meanwhile, so nothing more was noted in it."
LONGEST_MESSAGE = 20_000
"""Characters; a long CV has about 10,000."""


class Session:
    """One conversation."""

    def __init__(self, advisor: "Advisor", conversation_id: str) -> None:
        """Use ``Advisor.conversation`` instead."""
        self.id = conversation_id
        self._advisor = advisor
        self._config: RunnableConfig = {"configurable": {"thread_id": conversation_id}}

    def reply(
        self, text: str, shown_as: str | None = None, message_id: str | None = None
    ) -> Generator[Event, None, None]:
        """Answer a message.

        Args:
            text: what the person wrote; may be empty.
            shown_as: what the transcript shows in its place, for a document's text.
            message_id: the sender's own name for it, so that it can be sent again without being
                answered twice; None for none.

        Yields:
            The events of the turn; none if it was answered before. A failure comes as ``Failed``;
            what was said before is kept.
        """
        if len(text) > LONGEST_MESSAGE:
            yield Failed(
                f"Expected a message of at most {LONGEST_MESSAGE:,} characters, got {len(text):,}."
                " Please send it in parts."
            )
            return
        text = tame(storable(text)).strip()
        shown = text if shown_as is None else storable(shown_as)
        yield from self._turn(given_turn(message_id, message=text, shown_as=shown))

    def edit(self, edits: Sequence[Edit], message_id: str | None = None) -> Iterator[Event]:
        """Apply edits made by hand in the timeline; takes an id and yields as ``reply`` does."""
        yield from self._turn(given_turn(message_id, manual=tuple(edits)))

    def received(self, message_id: str) -> Became:
        """Return what became of a message so far."""
        saved = self._saved()
        return became(message_id, _values(saved), unfinished=bool(saved.next))

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
        yield from self._turn(given_turn(None, given=given))

    def resume(self) -> Iterator[Event]:
        """Finish a turn that the end of the process cut off; yields nothing if there is none."""
        if self.state().unfinished:
            yield from self._turn(None)

    def state(self) -> Snapshot:
        """Return the conversation as it stands; empty if nothing was said yet."""
        saved = self._saved()
        return snapshot(
            _values(saved),
            self._advisor.services.instruments,
            self.consent,
            unfinished=bool(saved.next),
        )

    @property
    def consent(self) -> Consent | None:
        """What the person agreed to; None before they chose."""
        return self._advisor.store.consent(self.id)

    def choose(self, consent: Consent) -> None:
        """Keep to what the person agreed to from now on.

        Going back to ``USE`` erases the texts kept for evaluation.

        Raises:
            AdvisorError: it could not be noted; nothing has changed then.
        """
        with self._advisor.turn_lock(self.id):
            if self._advisor.turn_log is not None:
                self._advisor.turn_log.choose(self.id, consent)
            self._advisor.store.choose(self.id, consent)

    def thumb(self, line: int, helpful: bool) -> bool:
        """Note whether a line of the transcript was helpful; False if its turn was not logged.

        Raises:
            AdvisorError: it could not be noted.
        """
        log = self._advisor.turn_log
        return log is not None and line >= 0 and log.thumb(self.id, line, helpful)

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

    def logged(self) -> bool:
        """Whether the log holds anything of it; False where that cannot be told."""
        return self._advisor.turn_log is not None and self._advisor.turn_log.knows(self.id)

    def delete(self) -> None:
        """Erase the conversation, and all that was logged of it.

        Raises:
            AdvisorError: not all could be erased: try again.
        """
        with self._advisor.turn_lock(self.id):
            # The log first: as long as the conversation stands, the person can ask for it again.
            if self._advisor.turn_log is not None:
                self._advisor.turn_log.erase(self.id)
            self._advisor.store.delete(self.id)

    def _turn(self, given: ConversationState | None) -> Iterator[Event]:
        yield from stored(self._alone(given))

    def _alone(self, given: ConversationState | None) -> Iterator[Event]:
        chosen = self.consent
        with self._advisor.turn_lock(self.id):
            if chosen is not None and self.consent is None:
                raise AdvisorError(_DELETED)
            yield from self._logged_in_order(given)

    def _logged_in_order(self, given: ConversationState | None) -> Iterator[Event]:
        self._advisor.store.used(self.id)
        saved = self._saved()
        name = given.get("message_id") if given is not None else None
        so_far = became(name, _values(saved), unfinished=bool(saved.next))
        if so_far == "answered":
            return
        if so_far == "unfinished":
            given = None
        if given is not None and saved.next:
            # A turn was cut off: its message was accepted, so it is worked off first.
            for _ in self._logged(None, _values(saved)):
                pass
            saved = self._saved()
        yield from self._logged(given, _values(saved))

    def _logged(
        self, given: ConversationState | None, before: ConversationState
    ) -> Iterator[Event]:
        log, served = self._advisor.turn_log, self._advisor.served(self.id)
        if log is None:
            yield from guarded(self._answered(given, served.services))
            return
        turn = log.begin(self.id, self.consent, given, before)
        services = served.services
        if log.traces is not None:
            timed = TimedInterviewer(services.interviewer, turn.stages)
            services = replace(services, interviewer=timed)
        answered = guarded(self._answered(given, services))
        try:
            for event in answered:
                turn.saw(event)
                yield event
        except GeneratorExit:
            # The page was closed. A turn that came to its end is logged; another one when it does.
            answered.close()
            try:
                saved = self._saved()
                if not saved.next:
                    log.write(turn, _values(saved), served.versions)
            except StoreUnavailableError as error:
                _log.error("%s", error)
            raise
        said = log.write(turn, _values(self._saved()), served.versions)
        if said is not None:
            yield Noticed(said)

    def _answered(self, given: ConversationState | None, services: Services) -> Iterator[Event]:
        events = self._advisor.graph.stream(
            given,
            self._config,
            context=services,
            stream_mode="custom",
            durability="sync",
        )
        yield from cast(Iterator[Event], events)
        self._advisor.store.tidy(self.id)

    def _saved(self) -> StateSnapshot:
        return self._advisor.graph.get_state(self._config)


def _values(saved: StateSnapshot) -> ConversationState:
    return cast(ConversationState, saved.values)
