"""What the reader of a file format returns, and how much of a document is read."""

from dataclasses import dataclass
from typing import Self

from retrieval.errors import AdvisorError

MOST_PAGES = 30
ENOUGH_TEXT = 60_000
"""Characters after which reading stops; far more than is kept."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file as it comes, before it is tidied.

    Attributes:
        text: at most ``ENOUGH_TEXT`` characters.
        pages: None where the format does not say.
        more: whether text follows that was not read.
    """

    text: str
    pages: int | None = None
    more: bool = False

    @classmethod
    def of(cls, text: str, pages: int | None = None, more: bool = False) -> Self:
        """Return the beginning of a text of any length."""
        return cls(text[:ENOUGH_TEXT], pages, more or len(text) > ENOUGH_TEXT)


def check_pages(pages: int) -> None:
    """Raise ``AdvisorError`` if a document has more pages than are read."""
    if pages > MOST_PAGES:
        raise AdvisorError(
            f"expected at most {MOST_PAGES} pages, got {pages}; upload only the pages about your"
            " work and education"
        )
