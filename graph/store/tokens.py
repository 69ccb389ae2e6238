"""Which tokens were used already, so that each is good once."""

from datetime import datetime

from graph.store.rows import Clock, Rows, stamp


class UsedTokens:
    """The tokens that were traded in.

    Args:
        rows: the database.
        now: the clock.
    """

    def __init__(self, rows: Rows, now: Clock) -> None:
        self._rows = rows
        self._now = now

    def use_once(self, token_id: str, until: datetime) -> bool:
        """Note that a token is used; False if it was before.

        Args:
            token_id: unique among all who sign tokens (their ids and ``jti``).
            until: when the token expires, so that nobody need remember it any longer.
        """
        with self._rows.writing() as run:
            return bool(
                run(
                    "INSERT INTO used_tokens (jti, until) VALUES (:jti, :until)"
                    " ON CONFLICT (jti) DO NOTHING RETURNING jti",
                    jti=token_id,
                    until=stamp(until),
                )
            )

    def erase_expired(self) -> None:
        """Forget the tokens that have expired."""
        with self._rows.writing() as run:
            run("DELETE FROM used_tokens WHERE until < :now", now=stamp(self._now()))
