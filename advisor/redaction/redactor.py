"""Replaces direct identifiers in a text by placeholders, or fails without giving the text away."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from advisor.redaction.name_tables import fold
from advisor.redaction.spans import ADDRESS, KINDS, Find, Span
from advisor.settings import Settings
from retrieval.catalog import Catalog
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen
from retrieval.lexicon import lexicon

if TYPE_CHECKING:
    from advisor.redaction.engine import Analyzer

_PLACEHOLDER = re.compile(r"\[(?:" + "|".join(KINDS) + r")\]")
_WORD = re.compile(r"[^\W_]+")
_AROUND = 3
"""Words before and after a stretch that are tried as part of a title with it."""


@dataclass(frozen=True, slots=True)
class Redacted(Frozen):
    """A text without direct identifiers.

    Attributes:
        text: with "[EMAIL]", "[PHONE]", "[ADDRESS]", "[ID]", "[BIRTH DATE]", "[LINK]" or "[NAME]"
            where an identifier stood.
        found: kind -> how many, sorted.
    """

    text: str
    found: tuple[tuple[str, int], ...]


class RedactionError(AdvisorError):
    """A text could not be redacted, so it must not be stored; the message holds none of it."""


class Redactor:
    """Takes direct identifiers out of texts; safe to share between threads.

    Args:
        keep: titles of work, which stay unless they are introduced as a name; a function is called
            when they are first needed. ``all_titles`` of the catalogue are what it is meant for.
        finders: kind -> what finds it, in place of the built-in ones.
    """

    def __init__(
        self,
        keep: Callable[[], Iterable[str]] | Iterable[str] = (),
        *,
        finders: Mapping[str, Find] | None = None,
    ) -> None:
        self._keep = keep
        self._finders = finders
        self._analyzer: Analyzer | None = None
        self._titles: frozenset[str] = frozenset()
        self._loading = Lock()

    def warm(self) -> None:
        """Load Presidio and the names: seconds, once.

        Raises:
            RedactionError: a part of it is missing or damaged.
        """
        try:
            self._loaded()
        except Exception as error:  # noqa: BLE001  # whatever it is, nothing may be stored
            raise _closed("its parts could not be loaded", error) from None

    def redact(self, text: str) -> Redacted:
        """Replace every identifier by the name of its kind in brackets.

        Redacting what comes back changes nothing.

        Raises:
            RedactionError: anything went wrong; the caller then stores no text.
        """
        try:
            analyzer = self._loaded()
            found: Counter[str] = Counter()
            # A placeholder may show what is beside it as a name: read until nothing is found.
            while spans := self._spans(analyzer, text):
                found.update(span.kind for span in spans)
                text = _replaced(text, spans)
            return Redacted(text, tuple(sorted(found.items())))
        except Exception as error:  # noqa: BLE001  # whatever it is, nothing may be stored
            raise _closed("a text could not be read", error) from None

    def _loaded(self) -> "Analyzer":
        with self._loading:
            if self._analyzer is None:
                # Presidio takes seconds to import, and nobody waits for it before the first text.
                from advisor.redaction.engine import Analyzer, built_in  # noqa: PLC0415

                titles = tuple(self._keep() if callable(self._keep) else self._keep)
                self._titles = frozenset(fold(title) for title in titles)
                names = Settings.load().shipped_names
                self._analyzer = Analyzer(self._finders or built_in(names, titles))
            return self._analyzer

    def _spans(self, analyzer: "Analyzer", text: str) -> Sequence[Span]:
        """Return what is to be replaced, in order, without overlaps and outside placeholders."""
        held = [match.span() for match in _PLACEHOLDER.finditer(text)]
        cut = [piece for span in analyzer.spans(text) for piece in _outside(span, held)]
        kept = [
            span
            for span in cut
            if any(letter.isalnum() for letter in text[span.start : span.end])
            and (span.sure or not self._is_title(text, span))
        ]
        return _joined(text, kept)

    def _is_title(self, text: str, span: Span) -> bool:
        """Tell whether a stretch is (part of) a title of work that is to be kept."""
        before = [m.start() for m in _WORD.finditer(text, max(0, span.start - 40), span.start)]
        after = [m.end() for m in _WORD.finditer(text, span.end, span.end + 40)]
        starts = [*before[-_AROUND:], span.start]
        ends = [span.end, *after[:_AROUND]]
        return any(fold(text[start:end]) in self._titles for start in starts for end in ends)


def all_titles(catalog: Catalog) -> Iterator[str]:
    """Yield every title that the catalogue and the lexicon know."""
    for occupation in catalog.occupations.values():
        yield occupation.title
        yield from occupation.alternate_titles
    yield from (term.text for term in lexicon())


def open_redactor(settings: Settings) -> Redactor:
    """Return the redactor that keeps the titles of the settings' catalogue."""

    def titles() -> Iterator[str]:
        yield from all_titles(Catalog.load(settings.onet_dir, settings.imported_onet_dir))

    return Redactor(titles)


def _closed(what: str, error: Exception) -> RedactionError:
    return RedactionError(
        f"Redaction: {what} ({type(error).__name__}); no text of this turn is to be stored"
    )


def _outside(span: Span, held: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Yield the parts of a span that lie in no placeholder."""
    start = span.start
    for first, last in held:
        if last <= start or first >= span.end:
            continue
        if start < first:
            yield replace(span, start=start, end=first)
        start = last
    if start < span.end:
        yield replace(span, start=start)


def _joined(text: str, spans: Sequence[Span]) -> Sequence[Span]:
    """Join spans that overlap; the longest says of what kind they are."""
    joined: list[Span] = []
    longest = 0
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if joined and (span.start < joined[-1].end or _goes_on(text, joined[-1], span)):
            length = span.end - span.start
            kind = span.kind if length > longest else joined[-1].kind
            longest = max(longest, length)
            joined[-1] = replace(joined[-1], end=max(span.end, joined[-1].end), kind=kind)
        else:
            joined.append(span)
            longest = span.end - span.start
    return joined


def _goes_on(text: str, first: Span, second: Span) -> bool:
    """Tell whether one address follows another with no word between: a street and its town."""
    between = text[first.end : second.start]
    return first.kind == second.kind == ADDRESS and between in {"", " ", ", "}


def _replaced(text: str, spans: Sequence[Span]) -> str:
    pieces: list[str] = []
    done = 0
    for span in spans:
        pieces += [text[done : span.start], f"[{span.kind}]"]
        done = span.end
    return "".join([*pieces, text[done:]])
