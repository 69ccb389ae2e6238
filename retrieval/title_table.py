"""Every distinct way to write an occupation's title, and the occupations each may mean."""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from retrieval.lexicon import lexicon
from retrieval.occupations import Occupation, OccupationCatalog
from retrieval.titles import key, surface, written_forms

FORMAT = "2"
"""Raised when the same catalogue would give another index."""

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


class TitleTable:
    """Distinct titles, found by their normal form.

    Attributes:
        codes, titles: of every occupation, in code order: what "position" means.
        log_jobs: float array, base-10 logarithm of the jobs each occupation has.
        all_other: bool array, whether the occupation is what is left of a group.
        rows: the distinct titles.
        keys: the normal form of each row, unique.
    """

    def __init__(self, catalog: OccupationCatalog, left_out: frozenset[str] = frozenset()) -> None:
        """Build the table.

        Args:
            catalog: the occupations.
            left_out: alternate titles to leave out, to measure how well they are found without
                being listed.
        """
        occupations = list(catalog.occupations.values())
        self.codes: Sequence[str] = [occupation.code for occupation in occupations]
        self.titles: Sequence[str] = [occupation.title for occupation in occupations]
        self.log_jobs: NDArray[np.float64] = np.array(
            [math.log10(_jobs(catalog, occupation)) for occupation in occupations]
        )
        self.all_other: NDArray[np.bool_] = np.array(["All Other" in t for t in self.titles])
        self.rows: list[TitleRow] = []
        self.keys: list[str] = []
        self._by_key: dict[str, int] = {}
        self._add_titles(occupations, left_out)
        self._add_lexicon()
        # Abbreviated forms point at the same rows, unless they are a row of their own.
        for i, row in enumerate(self.rows):
            self._by_key.setdefault(key(row.display, expand=False), i)

    def find(self, text: str) -> int | None:
        """Return the row with this title, as written or with abbreviations written out."""
        found = self._by_key.get(key(text, expand=False))
        return self._by_key.get(key(text)) if found is None else found

    @property
    def fingerprint(self) -> str:
        """Return a hex digest of everything that is indexed."""
        digest = hashlib.sha256(FORMAT.encode())
        for row in self.rows:
            digest.update(f"\n{row.text}\t{row.occupations}\t{row.own}\t{row.curated}".encode())
        digest.update("\n".join(self.codes).encode())
        return digest.hexdigest()[:16]

    def _add_titles(self, occupations: Iterable[Occupation], left_out: frozenset[str]) -> None:
        for position, occupation in enumerate(occupations):
            for form in written_forms(occupation.title):
                row = self._row(form)
                _add(row.occupations, position)
                _add(row.own, position)
            for title in occupation.alternate_titles:
                if title not in left_out:
                    for form in written_forms(title):
                        _add(self._row(form).occupations, position)

    def _add_lexicon(self) -> None:
        position = {code: i for i, code in enumerate(self.codes)}
        for term in lexicon():
            # An imported release may have retired a code: a test checks the shipped one.
            known = [position[code] for code in term.codes if code in position]
            row = self._row(term.text, expand=False) if known else None
            if row and not row.curated:
                row.curated = known
                row.added = [item for item in known if item not in row.occupations]
                for item in known:
                    _add(row.occupations, item)

    def _row(self, text: str, *, expand: bool = True) -> TitleRow:
        # A single word is kept as it is: "PT" and "QA" have meanings of their own.
        normal = key(text, expand=expand and " " in text.strip())
        found = self._by_key.get(normal)
        if found is None:
            found = self._by_key[normal] = len(self.rows)
            self.rows.append(TitleRow(surface(text) or normal, text))
            self.keys.append(normal)
        return self.rows[found]


def _add(positions: list[int], position: int) -> None:
    if position not in positions:
        positions.append(position)


def _jobs(catalog: OccupationCatalog, occupation: Occupation) -> float:
    pay = catalog.pay(occupation.code)
    jobs = pay.employment if pay and pay.employment else _UNPUBLISHED_JOBS
    return jobs * (1.0 if occupation.code.endswith(".00") else _SPECIALTY_SHARE)
