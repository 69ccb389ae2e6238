"""People who move go to the occupations whose skills are nearest by O*NET."""

from collections.abc import Sequence

import numpy as np

from advisor.evaluation.baselines.facts import NONE, facts
from advisor.evaluation.baselines.stay import UNSEEN
from advisor.evaluation.questions import Questions, questions
from advisor.evaluation.states import States
from advisor.model.outcome_rates import Floats
from advisor.panels.examples import CareerText
from retrieval.occupations import OccupationCatalog

SHARPNESS = (0.0, 1.0, 2.0, 3.0, 5.0, 8.0)
"""Factors of the similarity, tried on ``valid``."""


class Retrieval:
    """Counts who stays, studies or stops working; nearness decides between occupations.

    The similarity is the correlation of two occupations' skill ratings, each skill standardised
    over all occupations. Someone without a job is compared by the last one. An occupation that
    O*NET does not rate is as near as the average one.
    """

    name = "retrieval"

    def __init__(self, states: States, catalog: OccupationCatalog) -> None:
        self._states = states
        self._similarity = skill_similarity(states, catalog)
        self.sharpness = SHARPNESS[0]

    def fit(self, train: Sequence[CareerText], valid: Sequence[CareerText]) -> None:
        """Count on ``train``; choose how much nearness counts on ``valid``."""
        asked = questions(train, self._states)
        kind, outcome = self._kinds(asked.present), self._outcomes(asked)
        counts = np.full((3, 4), UNSEEN)
        np.add.at(counts, (kind, outcome), 1)
        # A state without a job can only be moved into by those who are not in it.
        for place in range(len(self._states.idle)):
            counts[place + 1, place + 2] = 0
        if not self._states.idle:
            counts[:, 2:] = 0
        self._rates = counts / counts.sum(1, keepdims=True)
        asked = questions(valid, self._states)
        n = np.arange(len(asked))

        def surprise(sharpness: float) -> float:
            self.sharpness = sharpness
            return float(-self.log_probabilities(valid)[n, asked.answer].mean())

        self.sharpness = min(SHARPNESS, key=surprise)

    def log_probabilities(self, careers: Sequence[CareerText]) -> Floats:
        """Return (transitions, states)."""
        asked = questions(careers, self._states)
        n = np.arange(len(asked))
        job = facts(careers, self._states).last_job
        near = np.where((job == NONE)[:, None], 0.0, self._similarity[job])
        weights = np.exp(self.sharpness * near)
        weights[:, self._states.idle] = 0
        weights[n, asked.present] = 0
        rates = self._rates[self._kinds(asked.present)]
        result = weights * (rates[:, 1] / weights.sum(1))[:, None]
        result[:, self._states.idle] += rates[:, 2 : 2 + len(self._states.idle)]
        result[n, asked.present] = rates[:, 0]
        return np.asarray(np.log(result))

    def _kinds(self, present: np.ndarray) -> np.ndarray:
        """Return 0 for working, else the number of the state without a job."""
        kinds = np.zeros(len(self._states), dtype=int)
        kinds[self._states.idle] = np.arange(1, len(self._states.idle) + 1)
        return np.asarray(kinds[present])

    def _outcomes(self, asked: Questions) -> np.ndarray:
        """Return 0 for staying, 1 for an occupation, 2 and 3 for the states without a job."""
        reached = self._kinds(asked.answer)
        return np.where(asked.move, np.where(reached, reached + 1, 1), 0)


def skill_similarity(states: States, catalog: OccupationCatalog) -> Floats:
    """Return (states, states) the correlation of skill ratings; 0 where there are none."""
    rated: list[int] = []
    vectors: list[Floats] = []
    for place, groups in enumerate(states.groups):
        members = [
            [rating.importance for rating in catalog.skills(code)]
            for group in groups
            for code in catalog.groups[group].members
        ]
        known = [ratings for ratings in members if ratings]
        if known:
            rated.append(place)
            vectors.append(np.mean(known, axis=0))
    table = np.array(vectors)
    table = (table - table.mean(0)) / table.std(0)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    result = np.zeros((len(states), len(states)))
    result[np.ix_(rated, rated)] = table @ table.T
    return result
