"""Sessions of people who are signed in, kept where every process knows them."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from retrieval.frozen import Frozen

LASTS = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Session(Frozen):
    """Somebody signed in: who, the token that their forms carry, and until when."""

    name: str
    csrf: str
    expires: datetime


class KeptSessions(Protocol):
    """A table of sessions, by a hash of their tokens."""

    def add(self, token_hash: str, session: Session, now: datetime) -> None:
        """Keep a session; forget those that are over."""
        ...

    def get(self, token_hash: str) -> Session | None:
        """Return a session, over or not; None for one that never was, or was removed."""
        ...

    def remove(self, token_hash: str) -> None:
        """Forget a session; unknown ones are fine."""
        ...


class Sessions:
    """Opens, finds and closes sessions; the database has hashes of their tokens only.

    Every method raises ``AdvisorError`` while the database cannot be used.

    Args:
        kept: where they are kept.
        now: the clock, timezone-aware.
    """

    def __init__(self, kept: KeptSessions, now: Callable[[], datetime]) -> None:
        self._kept = kept
        self._now = now

    def open(self, name: str) -> str:
        """Begin a session of eight hours; return its token, 256 bits that nobody can guess."""
        token = secrets.token_urlsafe(32)
        now = self._now()
        self._kept.add(_hash(token), Session(name, secrets.token_urlsafe(32), now + LASTS), now)
        return token

    def find(self, token: str) -> Session | None:
        """Return the session of a token; None for one that is over or never was."""
        session = self._kept.get(_hash(token))
        return None if session is None or session.expires <= self._now() else session

    def close(self, token: str) -> None:
        """End the session of a token."""
        self._kept.remove(_hash(token))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
