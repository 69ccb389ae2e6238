"""Spares turns the wait for a server that keeps failing."""

from collections.abc import Callable


class CircuitBreaker:
    """Says whether the server is worth asking.

    After ``limit`` failures in a row it answers no for ``pause_s`` seconds, then lets one request
    try; a success closes it. Two turns that count at the same time may count one failure less,
    which only delays the pause.

    Attributes:
        failures: failures since the last success.
        limit: how many open the breaker.
        pause_s: seconds the server is left alone.
    """

    def __init__(self, clock: Callable[[], float], limit: int = 3, pause_s: float = 60.0) -> None:
        self.failures = 0
        self.limit = limit
        self.pause_s = pause_s
        self._clock = clock
        self._closed_again_at = 0.0

    def allows(self) -> bool:
        """Return whether to ask the server now; after a pause this is True for one caller."""
        if self.failures < self.limit:
            return True
        if self._clock() < self._closed_again_at:
            return False
        self._closed_again_at = self._clock() + self.pause_s
        return True

    def succeeded(self) -> None:
        """Note that the server answered as it should."""
        self.failures = 0

    def failed(self) -> None:
        """Note a failure."""
        self.failures += 1
        if self.failures >= self.limit:
            self._closed_again_at = self._clock() + self.pause_s
