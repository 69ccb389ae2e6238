"""How right the predictor was about each kind of work, on people it never learnt from.

Counted by ``advisor evaluate groups`` and kept beside the model's weights, for that model alone.
"""

import csv
import logging
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

from advisor.model.title_facts import field_of
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen

logger = logging.getLogger(__name__)

FILE = "measured.csv"
ALL = "all"
FEWEST_SUGGESTED = 100
FEWEST_ARRIVED = 20
"""Of fewer people a share says next to nothing: then the whole field is told instead."""
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Counts(Frozen):
    """What was counted of a group of occupations, a field, or all work.

    "Suggested" is: among the five likeliest occupations other than the present one.

    Attributes:
        suggested: how often, each time to one person in one year.
        expected: the sum of the chances given then.
        came: how often the person worked in it a year later.
        movers: of those suggested, how often the person did change to another occupation.
        expected_movers, came_movers: the same sums among them, of the chances given a move.
        arrived: how often somebody changed to it, suggested or not.
        named: how often of these it had been suggested.
    """

    suggested: int
    expected: float
    came: int
    movers: int
    expected_movers: float
    came_movers: int
    arrived: int
    named: int

    @property
    def stated(self) -> float:
        """The mean chance that was given to movers, 0 to 1."""
        return self.expected_movers / self.movers

    @property
    def observed(self) -> float:
        """The share of movers that it came true for, 0 to 1."""
        return self.came_movers / self.movers

    @property
    def observed_interval(self) -> tuple[float, float]:
        """The 95 % interval of ``observed`` (Wilson 1927), movers taken as independent."""
        return wilson(self.came_movers, self.movers)

    @property
    def found(self) -> float:
        """The share of those who changed to it that it had been suggested to, 0 to 1."""
        return self.named / self.arrived

    @property
    def enough(self) -> bool:
        """Whether there is enough to speak of."""
        return self.movers >= FEWEST_SUGGESTED and self.arrived >= FEWEST_ARRIVED

    def __add__(self, other: "Counts") -> "Counts":
        """Return both counts together."""
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Counts)))


@dataclass(frozen=True, slots=True)
class Accuracy(Frozen):
    """What was measured that bears on one group of occupations.

    Attributes:
        of: whose the counts are: the group's title, a field ("health care"), or ``ALL``.
        counts: what was counted.
        people: who it was counted on, in words.
    """

    of: str
    counts: Counts
    people: str


class Measured:
    """The counts of one model."""

    def __init__(self, model: str, people: str, groups: Mapping[str, Counts]) -> None:
        """Keep the counts.

        Args:
            model: whose predictions were counted.
            people: who they were counted on, in words.
            groups: counts by Census 2010 code.
        """
        self.model = model
        self._people = people
        self._groups = groups
        self._fields: dict[str, Counts] = {}
        for group, counts in groups.items():
            field = field_of(group)
            before = self._fields.get(field)
            self._fields[field] = counts if before is None else before + counts
        self._all = _sum(groups.values())

    @classmethod
    def load(cls, folder: Path) -> Self | None:
        """Return the counts beside a model's weights; None if there are none.

        Raises:
            AdvisorError: the file is damaged.
        """
        path = folder / FILE
        if not path.exists():
            return None
        try:
            with path.open(encoding="utf-8", newline="") as file:
                model, people = next(csv.reader(file))
                rows = list(csv.DictReader(file, strict=True))
            groups = {row["group"]: _counts(row) for row in rows}
            for group in groups:
                field_of(group)
        except (ValueError, KeyError, TypeError, StopIteration, csv.Error) as error:
            raise AdvisorError(
                f"expected counts of how right the model was in {path}, got a damaged file"
                f" ({error}): write it anew with `advisor evaluate groups`"
            ) from error
        return cls(model, people, groups)

    @property
    def overall(self) -> Accuracy | None:
        """What was measured of all work together; None where that is too little."""
        return Accuracy(ALL, self._all, self._people) if self._all.enough else None

    @classmethod
    def found(cls, folder: Path) -> Self | None:
        """Return the counts as ``load`` does; damaged ones are told to the operator and left out.

        Predictions are none the worse for it, and every one of them says that nothing was measured.
        """
        try:
            return cls.load(folder)
        except AdvisorError as error:
            logger.warning("%s", error)
            return None

    def of(self, group: str, title: str) -> Accuracy | None:
        """Return what was measured of a group: its own counts, or those of the next wider kind.

        Args:
            group: Census 2010 code.
            title: the group's title, to be shown.
        """
        field = field_of(group)
        ways = (
            (title, self._groups.get(group)),
            (field, self._fields.get(field)),
            (ALL, self._all),
        )
        for name, counts in ways:
            if counts is not None and counts.enough:
                return Accuracy(name, counts, self._people)
        return None


def write_measured(path: Path, model: str, people: str, groups: Mapping[str, Counts]) -> None:
    """Write the counts; the same counts always give the same bytes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        plain = csv.writer(file, lineterminator="\n")
        plain.writerow([model, people])
        names = [field.name for field in fields(Counts)]
        plain.writerow(["group", *names])
        for group in sorted(groups, key=int):
            values = [getattr(groups[group], name) for name in names]
            plain.writerow([group, *(f"{v:.2f}" if isinstance(v, float) else v for v in values)])


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share (Wilson 1927)."""
    share, z2 = hits / n, _Z**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def _counts(row: Mapping[str, str]) -> Counts:
    return Counts(
        suggested=int(row["suggested"]),
        expected=float(row["expected"]),
        came=int(row["came"]),
        movers=int(row["movers"]),
        expected_movers=float(row["expected_movers"]),
        came_movers=int(row["came_movers"]),
        arrived=int(row["arrived"]),
        named=int(row["named"]),
    )


def _sum(several: Iterable[Counts]) -> Counts:
    total = Counts(0, 0.0, 0, 0, 0.0, 0, 0, 0)
    for counts in several:
        total += counts
    return total
