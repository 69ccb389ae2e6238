"""How well each candidate occupation fits a title: measured features, a fitted weighting."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from retrieval.evidence import Evidence
from retrieval.frozen import Frozen
from retrieval.index import TitleIndex
from retrieval.title_table import TitleTable

FEATURES = (
    "listed",  # the title, as read, is listed for the occupation (trust in the reading)
    "own",  # it is the occupation's own title
    "inside",  # share of the text (by rarity of its words) that is a title listed for it
    "spelling",  # closest spelling among its titles
    "nearest",  # cosine of its closest title
    "near",  # mean cosine of its three closest titles
    "votes",  # its share among the closest titles
    "own_meaning",  # cosine to its own title
    "centroid",  # cosine to the mean of its titles
    "jobs",  # log10 of the jobs it has
    "other",  # 1 for an "All Other" occupation
    "typical",  # how much commoner the words are in its titles than in all titles
    "ending",  # the same for the last word among last words
    "count",  # log of how many of the closest titles are its, less for many titles
    "titles",  # log of how many titles it has, divided by 5
)
CONFIDENCE_FEATURES = ("probability", "margin", "nearest", "spelling", "listed", "inside", "words")
_COLUMN = {name: i for i, name in enumerate(FEATURES)}
_VOTE_SHARPNESS = 20.0
_SPELLING_FLOOR = 0.6


@dataclass(frozen=True, slots=True)
class Ranking(Frozen):
    """Fitted weights, written by ``python -m benchmarks.fit_titles``.

    Attributes:
        weights: one for each of ``FEATURES``; candidates' probabilities are the softmax of the
            weighted sums.
        confidence: one for each of ``CONFIDENCE_FEATURES`` and a constant, for the logistic
            estimate that the best candidate is right.
    """

    weights: tuple[float, ...]
    confidence: tuple[float, ...]


@cache
def ranking() -> Ranking:
    """Return the shipped weights."""
    text = (files("retrieval") / "ranking.json").read_text(encoding="utf-8")
    stored = json.loads(text)
    return Ranking(
        tuple(stored["weights"][name] for name in FEATURES),
        tuple(stored["confidence"][name] for name in (*CONFIDENCE_FEATURES, "constant")),
    )


@dataclass(slots=True)
class Scored:
    """Candidates of one text, best first.

    Attributes:
        positions: occupations.
        probabilities: of each being meant, summing to 1.
        features: shape (candidates, features).
        rows: for each, the row that speaks most for it.
    """

    positions: list[int]
    probabilities: NDArray[np.float64]
    features: NDArray[np.float64]
    rows: list[int]

    def weighed(self, weights: NDArray[np.float64]) -> "Scored":
        """Return the same candidates ordered by these weights."""
        scores = self.features @ weights
        scores = np.exp(scores - scores.max(initial=-np.inf))
        probabilities = scores / scores.sum()
        order = np.argsort(-probabilities, kind="stable").tolist()
        return Scored(
            [self.positions[i] for i in order],
            probabilities[order],
            self.features[order],
            [self.rows[i] for i in order],
        )


class _Features:
    """Collects the strongest evidence for each occupation."""

    def __init__(self, table: TitleTable) -> None:
        self._table = table
        self.values = np.zeros((len(table.codes), len(FEATURES)))
        self.rows = np.full(len(table.codes), -1)
        self.near = np.zeros(len(table.codes))
        self._says = np.zeros(len(table.codes))

    def take(
        self, name: str, row: int, positions: Sequence[int], value: float, says: float
    ) -> None:
        """Note that a row speaks for occupations: how much, and how much it says to a person."""
        column = _COLUMN[name]
        for position in positions:
            self.values[position, column] = max(self.values[position, column], value)
            if says > self._says[position]:
                self._says[position], self.rows[position] = says, row

    def take_meaning(self, rows: NDArray[np.intp], cosines: NDArray[np.float32]) -> None:
        """Note the closest titles: nearest, mean of three, and shares of their votes."""
        found: dict[int, list[float]] = defaultdict(list)
        votes = np.exp(_VOTE_SHARPNESS * (cosines - 1.0))
        votes /= votes.sum() if len(votes) else 1.0
        for row, cosine, vote in zip(rows.tolist(), cosines.tolist(), votes.tolist(), strict=True):
            positions = self._table.rows[row].occupations
            self.take("nearest", row, positions, cosine, cosine)
            for position in positions:
                self.values[position, _COLUMN["votes"]] += vote / len(positions)
                self.near[position] += 1
                found[position].append(cosine)
        floor = float(cosines[-1]) if len(cosines) else 0.0
        for position, values in found.items():
            near = (sorted(values, reverse=True) + [floor] * 2)[:3]
            self.values[position, _COLUMN["near"]] = sum(near) / 3
        # What is not among the closest is at most as close as the last of them.
        for name in ("nearest", "near"):
            column = self.values[:, _COLUMN[name]]
            column[(column == 0) & self.values.any(axis=1)] = floor


def features(
    evidence: Evidence, table: TitleTable, index: TitleIndex
) -> tuple[list[int], NDArray[np.float64], list[int]]:
    """Return candidate positions, their features, and the row that speaks most for each."""
    found = _Features(table)
    for row, trust in evidence.listed:
        found.take("listed", row, table.rows[row].occupations, trust, 3 * trust)
        found.take("own", row, table.rows[row].own, trust, 3 * trust)
    for row, coverage in evidence.inside:
        meant = table.rows[row].curated or table.rows[row].occupations
        found.take("inside", row, meant, coverage, 1.2 * coverage)
    for row, similarity in evidence.spelled:
        value = max(0.0, (similarity - _SPELLING_FLOOR) / (1 - _SPELLING_FLOOR))
        found.take("spelling", row, table.rows[row].occupations, value, similarity)
    found.take_meaning(*evidence.near)
    positions = np.flatnonzero(found.values.any(axis=1))
    values = found.values[positions]
    values[:, _COLUMN["own_meaning"]] = index.own[positions] @ evidence.vector
    values[:, _COLUMN["centroid"]] = index.centroids[positions] @ evidence.vector
    values[:, _COLUMN["jobs"]] = table.log_jobs[positions] - 5.0
    values[:, _COLUMN["other"]] = table.all_other[positions]
    wording = index.wording
    values[:, _COLUMN["typical"]] = wording.typical(evidence.title)[positions]
    values[:, _COLUMN["ending"]] = wording.ending(evidence.title)[positions]
    size = wording.titles[positions]
    values[:, _COLUMN["count"]] = np.log1p(found.near[positions]) / np.sqrt(np.log(size + 5.0))
    values[:, _COLUMN["titles"]] = np.log1p(size) / 5.0
    return positions.tolist(), values, found.rows[positions].tolist()


def rank(evidence: Evidence, table: TitleTable, index: TitleIndex, weights: Ranking) -> Scored:
    """Return the candidates with their probabilities, best first."""
    positions, values, rows = features(evidence, table, index)
    unweighed = Scored(positions, np.zeros(len(positions)), values, rows)
    return unweighed.weighed(np.array(weights.weights))


def confidence_features(scored: Scored, evidence: Evidence) -> NDArray[np.float64]:
    """Return what the chance of the best candidate being right is estimated from."""
    probabilities = scored.probabilities
    second = float(probabilities[1]) if len(probabilities) > 1 else 0.0
    best = scored.features[0]
    return np.array(
        [
            float(probabilities[0]),
            float(probabilities[0]) - second,
            best[_COLUMN["nearest"]],
            best[_COLUMN["spelling"]],
            best[_COLUMN["listed"]],
            best[_COLUMN["inside"]],
            min(evidence.words, 10) / 10,
        ]
    )


def confidence(scored: Scored, evidence: Evidence, weights: Ranking) -> float:
    """Return the estimated probability that the best candidate is right; 0 without candidates."""
    if not scored.positions:
        return 0.0
    values = np.append(confidence_features(scored, evidence), 1.0)
    return float(1.0 / (1.0 + np.exp(-(values @ np.array(weights.confidence)))))
