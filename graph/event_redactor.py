"""Redacts the events of a turn before they are logged."""

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any, Protocol

from advisor.redaction.redactor import Redacted, RedactionError
from graph.understanding import PARAGRAPH

_CACHED = 4_096
"""Short strings whose redaction is kept: a history is logged anew with every turn."""
_AS_THEY_ARE = frozenset(
    {"event", "code", "group", "topic", "options", "model", "level", "kind", "edit"}
    | {"start", "end", "year", "instrument", "language", "job_id", "education_id", "id"}
)
"""Keys of events whose values are ours, or dates: nothing there was written by the person."""


class Redacts(Protocol):
    """Takes what identifies people out of a text."""

    def redact(self, text: str) -> Redacted:
        """Return the text without it; raise ``RedactionError`` if that cannot be told."""
        ...

    def warm(self) -> None:
        """Load what takes time; raise ``RedactionError`` if a part is missing."""
        ...


class EventRedactor:
    """Redacts what a person may have written, wherever it stands in a logged event.

    Args:
        redactor: for the texts; what it makes of short ones is kept, because a history comes anew
            with every turn.
    """

    def __init__(self, redactor: Redacts) -> None:
        self._redactor = redactor
        self._short = lru_cache(_CACHED)(self.text)

    def warm(self) -> None:
        """Load what takes time; what is missing is told with the first text."""
        with suppress(RedactionError):
            self._redactor.warm()

    def text(self, text: str) -> str:
        """Return a text redacted; raise ``RedactionError`` if that cannot be told."""
        redacted = self._redactor.redact(text).text if text.strip() else text
        return redacted.replace("\0", "\ufffd")  # the one character that Postgres takes in no text

    def reply(self, text: str) -> str:
        """Return the advisor's words redacted, by paragraphs: most of them are said every day."""
        return PARAGRAPH.join(map(self._short, text.split(PARAGRAPH)))

    def event(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """Return an event redacted; raise ``RedactionError`` if that cannot be told."""
        return {k: v if k in _AS_THEY_ARE else self._anywhere(v) for k, v in event.items()}

    def _anywhere(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._short(value)
        if isinstance(value, Mapping):
            return self.event(value)
        if isinstance(value, list | tuple):
            return [self._anywhere(item) for item in value]
        return value
