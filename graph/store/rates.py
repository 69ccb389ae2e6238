"""How often somebody may do something: the generic cell rate algorithm, one row a key."""

from graph.store.rows import Clock, Rows

_MINUTE_S = 60.0
_ROUNDING_S = 1e-6
_LATER = "CASE WHEN rate_cells.arrival > :now THEN rate_cells.arrival ELSE :now END"
"""When the next one would be due at the earliest."""


class RateLimits:
    """Rates of visitors, addresses and the like, shared by all processes.

    A row holds the theoretical arrival time (GCRA, ITU-T I.371): when the next one would come if
    they came evenly. One that comes earlier than ``burst`` of them allow has to wait.

    Args:
        rows: the database.
        now: the clock; those of several computers should agree within a second.
    """

    def __init__(self, rows: Rows, now: Clock) -> None:
        self._rows = rows
        self._now = now

    def spend(self, key: str, per_minute: float, burst: int) -> float:
        """Take one of what a key may do; return 0.0, or the seconds to wait if it is too much.

        Args:
            key: who does what, such as ``message:visitor-7``.
            per_minute: how many in the long run, above 0.
            burst: how many at once, at least 1.
        """
        now, between = self._now().timestamp(), _MINUTE_S / per_minute
        early = between * (burst - 1) + _ROUNDING_S
        with self._rows.writing() as run:
            taken = run(
                "INSERT INTO rate_cells (key, arrival) VALUES (:key, :first) ON CONFLICT (key)"  # nosec B608  # our own words; values are bound
                f" DO UPDATE SET arrival = {_LATER} + :between"
                " WHERE rate_cells.arrival <= :latest RETURNING arrival",
                key=key,
                now=now,
                first=now + between,
                between=between,
                latest=now + early,
            )
            if taken:
                return 0.0
            (found,) = run("SELECT arrival FROM rate_cells WHERE key = :key", key=key)
        return max(float(found[0]) - now - early, _ROUNDING_S)

    def erase_expired(self) -> None:
        """Forget who has waited long enough to be as good as new."""
        with self._rows.writing() as run:
            run("DELETE FROM rate_cells WHERE arrival < :now", now=self._now().timestamp())
