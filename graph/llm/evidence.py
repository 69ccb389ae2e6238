"""Takes single reported values if the message supports them, and counts those it does not."""

from typing import Literal

from advisor.career import PRESENT, EducationLevel, When
from graph.llm.grounding import Message, date_said, level_said

_LONGEST_NAME = 100
"""Characters of a title, employer, school or field; more is a sentence, not a name."""


class Evidence:
    """A message as the evidence for what is reported about it.

    Attributes:
        message: its words.
        lost: how many reported values it did not support.
    """

    def __init__(self, text: str, this_year: int) -> None:
        self.message = Message(text)
        self.lost = 0
        self._text = text
        self._this_year = this_year

    def supports(self, quote: str | None) -> bool:
        """Return whether the quote stands in the message; count it as lost if not."""
        found = self.message.says(quote)
        self.lost += not found
        return found

    def name(self, text: str | None) -> str | None:
        """Return a name that stands in the message as reported."""
        return self._counted(text, self.message.says(text))

    def kind(self, text: str | None) -> str | None:
        """Return a title or field whose words stand in the message in some form."""
        return self._counted(text, self.message.mentions(text))

    def level(self, level: EducationLevel | None, quote: str | None) -> EducationLevel | None:
        """Return a level that the quote has words for."""
        found = level_said(level, self.words(quote))
        self.lost += level is not None and not found
        return level if found else None

    def words(self, *quotes: str | None) -> str:
        """Return the first quote in the message, "" if none is; the whole message without any."""
        given = [quote for quote in quotes if quote]
        if not given:
            return self._text
        return next((quote for quote in given if self.message.says(quote)), "")

    def date(self, date: str | None, words: str) -> When | None:
        """Return a date that follows from the words."""
        when = date_said(date, words, self._this_year)
        self.lost += date is not None and when is None
        return when

    def end(self, date: str | None, words: str) -> When | Literal["present"] | None:
        """Return the end of a job, which may be the present."""
        if date is not None and date.casefold() == PRESENT:
            return PRESENT
        return self.date(date, words)

    def possible(self, start: When | None, end: When | Literal["present"] | None) -> bool:
        """Return whether a job does not start in the future nor end before it starts."""
        if start is None:
            return True
        ends_first = isinstance(end, When) and (
            end.year < start.year or (end.year == start.year and 0 < end.month < start.month)
        )
        good = start.year <= self._this_year and not ends_first
        self.lost += not good
        return good

    def _counted(self, text: str | None, found: bool) -> str | None:
        text = " ".join((text or "").split())
        if not text:
            return None
        good = found and len(text) <= _LONGEST_NAME
        self.lost += not good
        return text if good else None
