"""Erases what is kept no longer: visits that are over, old conversations, old records."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from advisor.log.log import ConversationLog
from advisor.log.notice import VISIT_GRACE_MINUTES
from advisor.settings import Settings
from graph.store.conversations import ConversationStore
from graph.store.opening import open_store
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen

_log = logging.getLogger(__name__)
_EVERY_S = 60.0
_DAY = timedelta(days=1)
_ONCE_A_DAY = 1 / (24 * 60)
"""A minute."""


@dataclass(frozen=True, slots=True)
class Limits(Frozen):
    """How long what is kept: as the settings of the same names."""

    visit_minutes: int
    checkpoint_days: int
    log_days: int


@dataclass(frozen=True, slots=True)
class Erased(Frozen):
    """How many conversations went, of people who only used the advisor, unused, and logged."""

    visits: int
    unused: int
    logged: int


class Retention:
    """Keeps to the notice.

    Args:
        store: the conversations.
        log: their log; None where none is kept.
        limits: how long.
        now: the clock, timezone-aware.
    """

    def __init__(
        self,
        store: ConversationStore,
        log: ConversationLog | None,
        limits: Limits,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._log = log
        self._limits = limits
        self._now = now
        self._stopped = threading.Event()
        self._done: datetime | None = None

    def erase_visits(self) -> tuple[int, int]:
        """Erase conversations that are over or unused; return how many of each.

        What the log holds of them stays, counts and times or what was agreed to, and whose they
        were, so that they alone can still have that erased.
        """
        idle = timedelta(minutes=self._limits.visit_minutes)
        over = self._store.visits_over(idle, timedelta(minutes=VISIT_GRACE_MINUTES))
        unused = {*self._store.untouched(self._limits.checkpoint_days), *self._store.owners.over()}
        unused -= set(over)
        logged = self._now() + timedelta(days=self._limits.log_days) if self._log else None
        for conversation_id in (*over, *unused):
            self._store.delete(conversation_id, logged)
        return len(over), len(unused)

    def erase(self) -> Erased:
        """Erase everything that is due.

        Raises:
            LogUnavailableError: the log cannot be reached; conversations are erased all the same.
        """
        erased = self._erase_all()
        self._store.overwrite_erased()
        return erased

    def go_round(self) -> None:
        """Erase what is due by now; what fails is told in the program's log and tried again."""
        try:
            self._store.pages.beat()
            due = self._done is None or self._now() - self._done > _DAY
            self._erase_daily() if due else self._erase_often()
        except AdvisorError as error:
            _log.error("retention: %s", error)

    def _erase_all(self) -> Erased:
        visits, unused = self.erase_visits()
        self._store.erase_expired()
        logged = 0
        if self._log is not None:
            logged = self._log.erase_older(self._limits.log_days, self._now())
        self._done = self._now()
        return Erased(visits, unused, logged)

    def _erase_daily(self) -> None:
        self._erase_all()
        # It may lock the tables, so of all processes one does it.
        if self._store.rates.spend("overwriting what is erased", _ONCE_A_DAY, 1) == 0.0:
            self._store.overwrite_erased()

    def _erase_often(self) -> None:
        self.erase_visits()
        self._store.erase_expired()

    def start(self) -> None:
        """Keep erasing in the background, visits every minute and the log once a day."""
        threading.Thread(target=self._keep_erasing, name="retention", daemon=True).start()

    def stop(self) -> None:
        """Stop the background work."""
        self._stopped.set()

    def _keep_erasing(self) -> None:
        while not self._stopped.wait(_EVERY_S):
            self.go_round()


def open_retention(
    settings: Settings,
    log: ConversationLog | None,
    store: ConversationStore | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Retention:
    """Return what keeps to the settings.

    Args:
        settings: where conversations are and how long they are kept.
        log: their log; None where none is kept.
        store: the conversations where they are open already.
        now: the clock, timezone-aware.

    Raises:
        AdvisorError: the conversations cannot be opened.
    """
    limits = Limits(settings.visit_minutes, settings.checkpoint_days, settings.log_days)
    store = store or open_store(settings, now)
    return Retention(store, log, limits, now)
