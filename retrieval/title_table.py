"""Every distinct way to write an occupation's title, and the occupations each may mean."""

import hashlib
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.lexicon import lexicon
from retrieval.occupations import Occupation, OccupationCatalog
from retrieval.titles import key, surface, written_forms

FORMAT = "4"
"""Raised when the same catalogue would give another index."""

_MADE_BY = (
    *("title_table.py", "titles.py", "lexicon.py", "spelling.py", "wording.py"),
    *("words/lexicon.csv", "words/abbreviations.csv", "words/variants.csv", "words/verbs.csv"),
    *(
        "told.py",
        "words/told.csv",
        "words/work_verbs.csv",
        "described.py",
        "words/described.csv",
        "words/verb_groups.csv",
    ),
)
"""What the rows, and all else that is stored with an index, are made with besides the catalogue."""

_UNPUBLISHED_JOBS = 5_000
"""Jobs assumed where none are published (the military, mostly): few, but not none."""
_SPECIALTY_SHARE = 0.15
"""Share of a SOC's jobs given to each O*NET specialty of it (codes not ending in ``.00``)."""


@dataclass(slots=True)
class TitleRow:
    """One distinct title.

    Attributes:
        text: what is embedded: lower case, abbreviations written out.
        display: as O*NET or the lexicon writes it.
        occupations: positions of the occupations that list it.
        own: positions of those for which it is the O*NET title itself.
        curated: positions the lexicon gives, most likely first; empty if it is not a term of it.
        added: those of ``curated`` that O*NET does not list it for.
    """

    text: str
    display: str
    occupations: list[int] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    curated: list[int] = field(default_factory=list)
    added: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Listing:
    """Rows, the normal form of each, and the row of every normal form."""

    rows: list[TitleRow] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    by_key: dict[str, int] = field(default_factory=dict)


class TitleTable:
    """Distinct titles, found by their normal form.

    They are made when first asked for, which takes more than a second, or read from where they
    were saved.

    Attributes:
        codes, titles: of every occupation, in code order: what "position" means.
        log_jobs: float array, base-10 logarithm of the jobs each occupation has.
        all_other: bool array, whether the occupation is what is left of a group.
    """

    def __init__(self, catalog: OccupationCatalog, left_out: frozenset[str] = frozenset()) -> None:
        """Note what the table is made of.

        Args:
            catalog: the occupations.
            left_out: alternate titles to leave out, to measure how well they are found without
                being listed.
        """
        self._occupations = list(catalog.occupations.values())
        self._left_out = left_out
        self.codes: Sequence[str] = [occupation.code for occupation in self._occupations]
        self._position = {code: i for i, code in enumerate(self.codes)}
        self.titles: Sequence[str] = [occupation.title for occupation in self._occupations]
        self.log_jobs: NDArray[np.float64] = np.array(
            [math.log10(_jobs(catalog, occupation)) for occupation in self._occupations]
        )
        self.all_other: NDArray[np.bool_] = np.array(["All Other" in t for t in self.titles])
        self._made: _Listing | None = None

    @property
    def rows(self) -> Sequence[TitleRow]:
        """The distinct titles."""
        return self._listing.rows

    @property
    def keys(self) -> Sequence[str]:
        """The normal form of each row, unique."""
        return self._listing.keys

    def save(self, path: Path) -> None:
        """Write the rows as JSON."""
        listing = self._listing
        stored = {
            "rows": [astuple(row) for row in listing.rows],
            "keys": listing.keys,
            "by_key": listing.by_key,
        }
        path.write_text(json.dumps(stored, separators=(",", ":")), encoding="utf-8")

    def restore(self, path: Path) -> None:
        """Read the rows that a table with the same fingerprint saved.

        Raises:
            OSError, ValueError, KeyError, TypeError: the file is not what ``save`` wrote.
        """
        stored = json.loads(path.read_text(encoding="utf-8"))
        self._made = _Listing(
            [TitleRow(*row) for row in stored["rows"]], stored["keys"], stored["by_key"]
        )

    def find(self, text: str) -> int | None:
        """Return the row with this title, as written or with abbreviations written out."""
        by_key = self._listing.by_key
        found = by_key.get(key(text, expand=False))
        return by_key.get(key(text)) if found is None else found

    def positions(self, codes: Iterable[str]) -> list[int]:
        """Return the positions of the codes that the catalogue has, in their order."""
        return [self._position[code] for code in codes if code in self._position]

    @property
    def fingerprint(self) -> str:
        """Return a hex digest of all that the table is made of, without making it."""
        digest = hashlib.sha256(FORMAT.encode())
        for name in _MADE_BY:
            digest.update((files("retrieval") / name).read_bytes())
        for occupation in self._occupations:
            titles = (occupation.title, *occupation.alternate_titles)
            digest.update("\t".join(("\n" + occupation.code, *titles)).encode())
        digest.update("\n".join(("\n", *sorted(self._left_out))).encode())
        return digest.hexdigest()[:16]

    @property
    def _listing(self) -> _Listing:
        if self._made is None:
            self._made = _Listing()
            self._add_titles(self._made)
            self._add_lexicon(self._made)
            # Abbreviated forms point at the same rows, unless they are a row of their own.
            for i, row in enumerate(self._made.rows):
                self._made.by_key.setdefault(key(row.display, expand=False), i)
        return self._made

    def _add_titles(self, listing: _Listing) -> None:
        for position, occupation in enumerate(self._occupations):
            for form in written_forms(occupation.title):
                row = _row(listing, form)
                _add(row.occupations, position)
                _add(row.own, position)
            for title in occupation.alternate_titles:
                if title not in self._left_out:
                    for form in written_forms(title):
                        _add(_row(listing, form).occupations, position)

    def _add_lexicon(self, listing: _Listing) -> None:
        for term in lexicon():
            # An imported release may have retired a code: a test checks the shipped one.
            known = self.positions(term.codes)
            row = _row(listing, term.text, expand=False) if known else None
            if row and not row.curated:
                row.curated = known
                row.added = [item for item in known if item not in row.occupations]
                for item in known:
                    _add(row.occupations, item)


def _row(listing: _Listing, text: str, *, expand: bool = True) -> TitleRow:
    # A single word is kept as it is: "PT" and "QA" have meanings of their own.
    normal = key(text, expand=expand and " " in text.strip())
    found = listing.by_key.get(normal)
    if found is None:
        found = listing.by_key[normal] = len(listing.rows)
        listing.rows.append(TitleRow(surface(text) or normal, text))
        listing.keys.append(normal)
    return listing.rows[found]


def _add(positions: list[int], position: int) -> None:
    if position not in positions:
        positions.append(position)


def _jobs(catalog: OccupationCatalog, occupation: Occupation) -> float:
    pay = catalog.pay(occupation.code)
    jobs = pay.employment if pay and pay.employment else _UNPUBLISHED_JOBS
    return jobs * (1.0 if occupation.code.endswith(".00") else _SPECIALTY_SHARE)
