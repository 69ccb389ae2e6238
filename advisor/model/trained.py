"""The trained predictor: a reason from the history, and what comes next from the trained model."""

import random
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from advisor.career import CareerHistory
from advisor.model.career_probabilities import CareerProbabilities, Floats
from advisor.model.prediction import Prediction
from advisor.model.reasons import ReasonWriter
from advisor.model.situation import situation
from advisor.model.themes import Theme, theme_of
from advisor.model.title_facts import TitleFacts, title_facts
from advisor.model.told_years import told_years
from advisor.model.transitions import TransitionCounts
from advisor.model.work_years import IDLE, WorkYear
from retrieval.occupations import OccupationCatalog


class TrainedPredictor:
    """A ``Predictor`` over a trained model; the counts shown beside it are the survey's."""

    def __init__(
        self, model: CareerProbabilities, counts: TransitionCounts, catalog: OccupationCatalog
    ) -> None:
        """Keep the model, and the counts that are shown beside its chances."""
        self._model = model
        self._counts = counts
        self._title_of = {code: group.title for code, group in catalog.groups.items()}
        self._codes: Sequence[str] = sorted(catalog.groups, key=int)
        self._states = (*(self._title_of[code] for code in self._codes), *IDLE)
        facts = title_facts({title: (code,) for code, title in self._title_of.items()}, catalog)
        self._facts: Mapping[str, TitleFacts] = facts
        self._writer = ReasonWriter(facts)

    @property
    def model(self) -> str:
        """Name and version."""
        return self._model.model

    def predict(self, history: CareerHistory, today: date) -> Prediction:
        """Return the distribution a year from ``today``, with a reason.

        Raises:
            UnusableHistoryError: no job fits an O*NET occupation.
            PredictorUnavailableError: the model is on a server that does not answer as it should.
        """
        years = told_years(history, self._title, today)
        current = situation(history, self._counts.group_of, today).group
        observed = self._counts.observed(current)
        chances = np.exp(self._model.log_probabilities([years], self._states)[0])
        groups = {code: float(chance) for code, chance in zip(self._codes, chances, strict=False)}
        stay = groups.pop(current)
        return Prediction(
            current=current,
            stay=stay,
            groups=groups,
            not_employed=float(chances[-len(IDLE) :].sum()),
            counts=observed.counts,
            leavers=observed.leavers,
            reason=self._reason(years, chances),
            model=self._model.model,
            source=self._model.source,
            unseen=self._counts.unseen,
        )

    def _title(self, code: str) -> str | None:
        group = self._counts.group_of(code)
        return self._title_of[group] if group else None

    def _reason(self, years: Sequence[WorkYear], chances: Floats) -> str:
        """Return the evidence writer's reason for the likeliest reading of the history."""
        weights = dict.fromkeys(Theme, 0.0)
        for title, chance in zip(self._states, chances, strict=True):
            weights[theme_of(years, title, self._facts)] += float(chance)
        theme = max(Theme, key=lambda item: weights[item])
        # Seeded by the career: the same history always gets the same words.
        rng = random.Random(repr(years))  # noqa: S311  # no secret
        return self._writer.write(years, theme, rng)
