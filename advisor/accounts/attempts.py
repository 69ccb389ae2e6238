"""Slows and limits tries to sign in, by address and by name."""

import threading
from collections import deque
from collections.abc import Callable

from advisor.accounts.addresses import network

WINDOW_S = 15 * 60.0
"""How long a try counts."""
A_NAME = 20
"""Tries on one name in that time, from everywhere together."""
AN_ADDRESS = 10
"""Tries from one address in that time, on all names together."""
_KEYS = 20_000
"""Names and addresses remembered; the oldest go first."""


class Attempts:
    """Counts tries; safe to share between threads. Each process counts its own.

    Args:
        clock: seconds, going forward.
        slowest_s: how long an answer is held back at most.
    """

    def __init__(self, clock: Callable[[], float], slowest_s: float = 4.0) -> None:
        self._clock = clock
        self._slowest_s = slowest_s
        self._tries: dict[tuple[str, str], deque[float]] = {}
        self._guard = threading.Lock()

    def begin(self, address: str, name: str) -> float | None:
        """Count a try before it is looked at, so that many at once gain nothing.

        Returns:
            How many seconds to hold back the answer; None if there were too many tries. Whether
            the name exists makes no difference.
        """
        with self._guard:
            now = self._clock()
            by_address = self._recent(("address", network(address)), now)
            by_name = self._recent(("name", name), now)
            if len(by_address) >= AN_ADDRESS or len(by_name) >= A_NAME:
                return None
            before = max(len(by_address), len(by_name))
            by_address.append(now)
            by_name.append(now)
            return min(self._slowest_s, 0.25 * 2**before) if before else 0.0

    def succeeded(self, address: str, name: str) -> None:
        """Take back the last try of both: it was right."""
        with self._guard:
            for key in (("address", network(address)), ("name", name)):
                if self._tries.get(key):
                    self._tries[key].pop()

    def _recent(self, key: tuple[str, str], now: float) -> deque[float]:
        found = self._tries.pop(key, deque[float]())
        while found and found[0] <= now - WINDOW_S:
            found.popleft()
        self._tries[key] = found  # last, so that the first is the one not tried for longest
        if len(self._tries) > _KEYS:
            del self._tries[next(iter(self._tries))]
        return found
