"""How well each candidate occupation fits a title: measured features, a fitted weighting."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

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
)
CONFIDENCE_FEATURES = ("probability", "margin", "nearest", "spelling", "listed", "inside", "words")
_KINDS_OF_VOTE = 50
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
class Evidence:
    """What was found for one job's text.

    Attributes:
        vector: the meaning of the title, a unit vector.
        listed: (row, trust) of titles that equal a reading of the text.
        inside: (row, coverage) of titles that are part of the text.
        spelled: (row, similarity 0 to 1) of titles spelled alike.
        near: rows of the closest titles by meaning, and their cosines.
        words: how many words the title has.
    """

    vector: NDArray[np.float32]
    listed: list[tuple[int, float]] = field(default_factory=list)
    inside: list[tuple[int, float]] = field(default_factory=list)
    spelled: list[tuple[int, float]] = field(default_factory=list)
    near: tuple[NDArray[np.intp], NDArray[np.float32]] = field(
        default_factory=lambda: (np.empty(0, np.intp), np.empty(0, np.float32))
    )
    words: int = 1


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


def features(
    evidence: Evidence, table: TitleTable, index: TitleIndex
) -> tuple[list[int], NDArray[np.float64], list[int]]:
    """Return candidate positions, their features, and the row that speaks most for each."""
    column = {name: i for i, name in enumerate(FEATURES)}
    size = len(table.codes)
    values = np.zeros((size, len(FEATURES)))
    best_row = np.full(size, -1)
    best_by = np.zeros(size)

    def take(name: str, row: int, positions: Sequence[int], value: float, says: float) -> None:
        for position in positions:
            values[position, column[name]] = max(values[position, column[name]], value)
            if says > best_by[position]:
                best_by[position], best_row[position] = says, row

    for row, trust in evidence.listed:
        take("listed", row, table.rows[row].occupations, trust, 3 * trust)
        take("own", row, table.rows[row].own, trust, 3 * trust)
    for row, coverage in evidence.inside:
        meant = table.rows[row].curated or table.rows[row].occupations
        take("inside", row, meant, coverage, 1.2 * coverage)
    for row, similarity in evidence.spelled:
        value = max(0.0, (similarity - _SPELLING_FLOOR) / (1 - _SPELLING_FLOOR))
        take("spelling", row, table.rows[row].occupations, value, similarity)
    _add_meaning(values, evidence, table, take)
    positions = np.flatnonzero(values.any(axis=1)).tolist()
    kept = values[positions]
    kept[:, column["own_meaning"]] = index.own[positions] @ evidence.vector
    kept[:, column["centroid"]] = index.centroids[positions] @ evidence.vector
    kept[:, column["jobs"]] = table.log_jobs[positions] - 5.0
    kept[:, column["other"]] = ["All Other" in table.titles[position] for position in positions]
    return positions, kept, best_row[positions].tolist()


def _add_meaning(values, evidence, table, take):  # type: ignore[no-untyped-def]
    ...


def rank(evidence: Evidence, table: TitleTable, index: TitleIndex, weights: Ranking) -> Scored:
    """Return the candidates with their probabilities, best first."""
    positions, values, rows = features(evidence, table, index)
    scores = values @ np.array(weights.weights)
    scores = np.exp(scores - scores.max(initial=0.0))
    probabilities = scores / scores.sum()
    order = np.argsort(-probabilities, kind="stable")
    return Scored(
        [positions[i] for i in order],
        probabilities[order],
        values[order],
        [rows[i] for i in order],
    )
