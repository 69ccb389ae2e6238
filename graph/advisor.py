"""Everything a process needs to hold conversations; opens it as the settings say."""

import gc
import re
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Self

from advisor.career import PRESENT, CareerHistory, Job
from advisor.settings import Settings
from graph.build import build
from graph.retention import Retention, open_retention
from graph.session import Session
from graph.state import Services
from graph.store.conversations import ConversationStore
from graph.store.locks import TurnLocks
from graph.store.opening import open_store
from graph.turn_log import TurnLog
from graph.versions import Served, versions_of
from retrieval.errors import AdvisorError
from retrieval.progress import Progress as Telling

if TYPE_CHECKING:
    from graph.variants import ServedVariants

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Advisor:
    """Everything a process needs to hold conversations."""

    def __init__(
        self,
        services: Services,
        store: ConversationStore,
        turn_log: TurnLog | None = None,
        retention: Retention | None = None,
        variants: "ServedVariants | None" = None,
    ) -> None:
        """Build the graph over the services and the store.

        With a log, turns are logged; with variants, conversations take part in experiments.
        """
        self.services = services
        self.store = store
        self.turn_log = turn_log
        self.retention = retention
        self._variants = variants
        self.versions = versions_of(services)
        self.graph = build(store.saver)
        self._locks = TurnLocks(store)

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
        from graph.services import open_services, open_turn_log  # noqa: PLC0415  # heavy libraries
        from graph.variants import ServedVariants, open_experiments  # noqa: PLC0415

        experiments = open_experiments(settings) if keep else None
        store = open_store(settings, _now, keep)
        turn_log = open_turn_log(settings, _now) if keep and settings.log else None
        retention = open_retention(settings, turn_log.log if turn_log else None, store, _now)
        retention.erase_visits()
        services = open_services(settings, today, progress)
        services = services if keep else replace(services, notice=None)
        variants = ServedVariants(services, settings, experiments) if experiments else None
        return cls(services, store, turn_log, retention, variants)

    def conversation(self, conversation_id: str | None = None) -> Session:
        """Return the conversation with this id, or a new one.

        Raises:
            AdvisorError: the id has characters no id has.
        """
        if conversation_id is None:
            # Hexadecimal: an id that began with "-" would be an option to a command line.
            return Session(self, secrets.token_hex(16))
        if not _ID.fullmatch(conversation_id):
            raise AdvisorError(
                "expected a conversation id of letters, digits, '-' and '_',"
                f" got {conversation_id[:80]!r}"
            )
        return Session(self, conversation_id)

    def open_to_all(self, conversation_id: str) -> bool:
        """Whether who has the id may use a conversation; one with an owner is the owner's alone."""
        return self.store.owners.ever(conversation_id) is None

    def served(self, conversation_id: str) -> Served:
        """Return what answers a conversation; one that begins gets its variants, and keeps them.

        A conversation that began before there were experiments takes part in none.
        """
        if self._variants is None:
            return Served(self.services, self.versions)
        assigned = self.store.variants(conversation_id)
        if assigned is None:
            begun = self.store.known(conversation_id)
            assigned = {} if begun else self._variants.assigned(conversation_id)
            self.store.begin(conversation_id, assigned)
        return self._variants.of(assigned) if assigned else Served(self.services, self.versions)

    def services_of(self, conversation_id: str) -> Services:
        """Return the services that answer a conversation."""
        return self.served(conversation_id).services

    def turn_lock(self, conversation_id: str) -> AbstractContextManager[None]:
        """Return the lock that keeps two turns of one conversation apart, in all processes."""
        return self._locks.hold(conversation_id)

    def warm(self) -> None:
        """Load what a first turn would wait for: embedding model, redaction, tables, model.

        What is loaded by then is left out of later garbage collections of the whole process.
        """
        self.services.search.warm()
        if self.turn_log is not None:
            self.turn_log.warm()
        if not self.services.model_server:
            _suggest_once(self.services)
        # A million objects that stay: looking at them all stops every turn for half a second.
        gc.collect()
        gc.freeze()

    def settle(self, wait_s: float) -> bool:
        """Wait until no turn is being answered; return whether that came about in time."""
        return self._locks.settle(wait_s)

    def close(self) -> None:
        """Close the store and the log."""
        if self.retention is not None:
            self.retention.stop()
        if self.turn_log is not None:
            self.turn_log.close()
        self.store.close()


def _suggest_once(services: Services) -> None:
    """Suggest something to nobody, so that tables are read and the model has run once."""
    known = services.catalog.occupations.items()
    title, code = next((one.title, code) for code, one in known if one.groups)
    job = Job("j1", title, code, end=PRESENT)
    services.recommender.recommend(CareerHistory(jobs=(job,)), services.today())


def _now() -> datetime:
    return datetime.now(UTC)
