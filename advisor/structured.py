"""Remembers whether a server takes requests for structured answers, and tries again later."""

_FIRST_PAUSE, _LONGEST_PAUSE = 8, 1024
"""Requests sent without a schema after a refusal; doubles while refusals go on."""


class StructuredAnswers:
    """Whether the next request to a server is to carry a JSON schema.

    A server that knows no schema refuses every request with one; another may refuse a single one.
    So a refusal counts only if the same request was answered without a schema, and only for a
    while. Safe to share: at worst a request more or less goes without.
    """

    def __init__(self) -> None:
        """Start by asking."""
        self._pause = 0
        self._left = 0

    def wanted(self) -> bool:
        """Whether to send the schema with the next request."""
        if self._left:
            self._left -= 1
            return False
        return True

    def accepted(self) -> None:
        """Note that a request with a schema was answered."""
        self._pause = 0

    def refused(self) -> None:
        """Note that a request was refused with a schema and answered without."""
        if not self._left:  # the others that were under way say nothing new
            self._pause = min(_LONGEST_PAUSE, max(_FIRST_PAUSE, 2 * self._pause))
            self._left = self._pause
