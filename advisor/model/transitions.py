"""The first predictor: what people in the same situation did next, counted and shrunk.

A year from now a working person stays, moves to another group, studies or does not work. The
chance of each is the rate of everyone with as many years in the group and in work, times how much
more or less often people of this group did it than those rates say (a standardised ratio, shrunk
towards 1). Someone without a job has the rates of those without a job for as long.

Where a mover goes is the share of observed moves out of the group, discounted (Kneser-Ney) in
favour of where people from O*NET's related groups went, of the related groups themselves and of
where everyone went; tilted by the education of those who entered a group; with a part for going
back to a group held before. All constants were chosen on the panel's ``valid`` people
(docs/experiments.md); sex, race and age are not in the tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
import pandas as pd

from advisor.career import CareerHistory
from advisor.model.count_tables import BREAK_OUTCOMES, MODEL, OUTCOMES, CountTables, read_tables
from advisor.model.destinations import (
    Shrinkage,
    destinations,
    education_tilts,
    related_groups,
)
from advisor.model.outcome_rates import Floats, OutcomeRates
from advisor.model.prediction import Prediction
from advisor.model.situation import Situation, situation
from retrieval.occupations import OccupationCatalog


@dataclass(frozen=True, slots=True)
class Chances:
    """What may happen within a year; everything sums to 1.

    Attributes:
        stay: working in the situation's own group.
        groups: (groups,) working in each other group; 0 at the own one.
        in_education, not_working: the states without a job.
    """

    stay: float
    groups: Floats
    in_education: float
    not_working: float


@dataclass(frozen=True, slots=True)
class Observed:
    """People seen leaving a group: how many, and by group code how many went where."""

    counts: Mapping[str, int]
    leavers: int


class TransitionCounts:
    """A ``Predictor`` that counts; every group of the catalogue gets a chance above zero."""

    def __init__(
        self, tables: CountTables, catalog: OccupationCatalog, shrinkage: Shrinkage | None = None
    ) -> None:
        self.codes: Sequence[str] = sorted(catalog.groups, key=int)
        self.index: Mapping[str, int] = {code: place for place, code in enumerate(self.codes)}
        self._catalog = catalog
        self._k = shrinkage or Shrinkage()
        self.source = tables.source
        self._rates = OutcomeRates(tables.outcomes)
        self._breaks = _break_rates(tables.breaks)
        self._ratios = self._group_ratios(tables.groups)
        self._leavers = dict(zip(tables.groups["group"], tables.groups["leavers"], strict=True))
        self._moves = tables.moves[tables.moves[["from", "to"]].isin(list(self.index)).all(axis=1)]
        counts = self._matrix(self._moves["direct"] + self._moves["after_break"])
        self._everyone = (counts.sum(0) + 0.5) / (counts.sum() + 0.5 * len(self.codes))
        related = related_groups(catalog, self.index)
        self._destinations = destinations(counts, self._everyone, related, self._k)
        self._tilts = education_tilts(tables.education, self.index, self._k)

    @classmethod
    def load(cls, careers_dir: Path, catalog: OccupationCatalog) -> Self:
        """Read the tables of ``careers_dir``; raise ``AdvisorError`` if missing or damaged."""
        return cls(read_tables(careers_dir), catalog)

    @property
    def model(self) -> str:
        """Name and version."""
        return MODEL

    def predict(
        self,
        history: CareerHistory,
        today: date,
        *,
        explain: bool = True,  # noqa: ARG002  # counts give no reason
    ) -> Prediction:
        """Return the distribution a year from ``today``.

        Raises:
            UnusableHistoryError: no job fits an O*NET occupation.
        """
        now = situation(history, self.group_of, today)
        chances = self.chances(now)
        observed = self.observed(now.group)
        return Prediction(
            current=now.group,
            stay=chances.stay,
            groups={
                code: float(chance)
                for code, chance in zip(self.codes, chances.groups, strict=True)
                if code != now.group
            },
            not_employed=chances.in_education + chances.not_working,
            counts=observed.counts,
            leavers=observed.leavers,
            reason=None,
            model=MODEL,
            source=self.source,
            unseen=self.unseen,
        )

    def observed(self, group: str) -> Observed:
        """Return what was seen of people who left a group."""
        moves = self._moves[self._moves["from"] == group]
        return Observed(
            counts={str(to): int(n) for to, n in zip(moves["to"], moves["people"], strict=True)},
            leavers=int(self._leavers.get(group, 0)),
        )

    @cached_property
    def unseen(self) -> frozenset[str]:
        """Groups that the survey never uses."""
        return frozenset(set(self.codes) - set(self._leavers) - set(self._moves["to"]))

    def group_of(self, code: str) -> str | None:
        """Return the group that fits an O*NET code best, one that was observed if there is one."""
        occupation = self._catalog.occupations.get(code)
        groups = [
            group for group in (occupation.groups if occupation else ()) if group in self.index
        ]
        return next((group for group in groups if group in self._leavers), next(iter(groups), None))

    def chances(self, now: Situation) -> Chances:
        """Return what may happen within a year from a situation; its group must be a known one."""
        shares = self._shares(now)
        if now.state == "employed":
            stay, move, in_education, not_working = map(float, self._outcome_rates(now))
            return Chances(stay, move * shares, in_education, not_working)
        years = min(max(now.away, 1), max(years for _, years in self._breaks))
        same, back, move, other = map(float, self._breaks[now.state, years])
        studying = now.state == "in_education"
        return Chances(
            back, move * shares, same if studying else other, other if studying else same
        )

    def _outcome_rates(self, now: Situation) -> Floats:
        """Return the chances of staying, moving, studying and not working of a working person."""
        rates = self._rates(now.tenure, now.experience) * self._ratios[self.index[now.group]]
        return np.asarray(rates / rates.sum())

    def _shares(self, now: Situation) -> Floats:
        """Return (groups,) where a mover goes: sums to 1, with 0 for the group held now."""
        here = self.index[now.group]
        held = np.zeros(len(self.codes))
        for code, years in now.held.items():
            if code in self.index:
                held[self.index[code]] = years
        shares = self._destinations[here]
        if now.education:
            shares = shares * self._tilts[now.education]
        years_held = held.sum()
        if years_held:
            past = held @ self._destinations / years_held
            shares = shares * (past / self._everyone) ** self._k.past
        shares = _without(shares, here)
        if not years_held:
            return shares
        return np.asarray((1 - self._k.back) * shares + self._k.back * held / years_held)

    def _group_ratios(self, groups: pd.DataFrame) -> Floats:
        """Return (groups, outcomes) observed over expected, shrunk towards 1; 1 if never seen."""
        added = self._k.group * self._rates.overall
        observed = groups[list(OUTCOMES)].to_numpy(float) + added
        expected = groups[[f"expected_{o}" for o in OUTCOMES]].to_numpy(float) + added
        ratios = np.ones((len(self.codes), len(OUTCOMES)))
        for code, ratio in zip(groups["group"], observed / expected, strict=True):
            if code in self.index:
                ratios[self.index[code]] = ratio
        return ratios

    def _matrix(self, weights: pd.Series) -> Floats:
        """Return (groups, groups) the weights of the observed moves, from rows to columns."""
        matrix = np.zeros((len(self.codes), len(self.codes)))
        rows = [self.index[code] for code in self._moves["from"]]
        columns = [self.index[code] for code in self._moves["to"]]
        matrix[rows, columns] = weights
        return matrix


def _break_rates(breaks: pd.DataFrame) -> Mapping[tuple[str, int], Floats]:
    """Return by state and years without a job the chance of each of ``BREAK_OUTCOMES``."""
    counts = breaks[list(BREAK_OUTCOMES)].to_numpy(float) + 0.5
    keys = zip(breaks["state"], breaks["years_away"], strict=True)
    return {
        (str(state), int(years)): row / row.sum()
        for (state, years), row in zip(keys, counts, strict=True)
    }


def _without(shares: Floats, place: int) -> Floats:
    """Return the shares with nothing at ``place``, summing to 1."""
    shares = shares.copy()
    shares[place] = 0
    return np.asarray(shares / shares.sum())
