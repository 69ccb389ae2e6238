"""The trained predictor: a reason from the history, and what comes next from the trained model."""

import hashlib
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, Self

import numpy as np

from advisor.career import CareerHistory
from advisor.family_care import work_of
from advisor.model.career_probabilities import CareerProbabilities, Floats
from advisor.model.claims import Claim
from advisor.model.prediction import EVIDENCE_WRITER, Prediction
from advisor.model.reason_paths import SoundReasons
from advisor.model.reasons import ReasonWriter
from advisor.model.situation import situation
from advisor.model.telling import Facts, tell
from advisor.model.themes import Theme, theme_of
from advisor.model.title_facts import TitleFacts, title_facts
from advisor.model.told_years import told_years
from advisor.model.transitions import TransitionCounts
from advisor.model.work_years import IDLE, IN_EDUCATION, WorkYear
from retrieval.occupations import OccupationCatalog

DRAFTS = 4
"""Reasons drawn at a time."""
ATTEMPTS = 2
"""How often reasons are drawn before the evidence writer steps in."""


@dataclass(frozen=True, slots=True)
class Picked:
    """Claims that speak for what may come, and who picked them."""

    claims: Sequence[Claim]
    by: str


class Drafts(Protocol):
    """Drafts reasons for a career; nothing in them is taken for true before it is checked."""

    @property
    def name(self) -> str:
        """Who drafts, as it is shown beside a reason."""
        ...

    def draw(
        self, years: Sequence[WorkYear], n: int, seed: int, among: SoundReasons
    ) -> Sequence[str]:
        """Return ``n`` drafts, the same again for the same seed.

        Whoever can choose among the reasons that hold, does; the others are checked all the same.
        """
        ...


class TrainedPredictor:
    """A ``Predictor`` over a trained model; the counts shown beside it are the survey's."""

    def __init__(
        self,
        model: CareerProbabilities,
        counts: TransitionCounts,
        catalog: OccupationCatalog,
        drafts: Drafts | None = None,
    ) -> None:
        """Keep what it works with.

        Args:
            model: gives the chances.
            counts: are shown beside them.
            catalog: O*NET's facts.
            drafts: writes reasons; without it the evidence writer does.
        """
        self._model = model
        self._drafts = drafts
        self._counts = counts
        self._catalog = catalog
        self._title_of = {code: group.title for code, group in catalog.groups.items()}
        self._codes: Sequence[str] = sorted(catalog.groups, key=int)
        self._states = (*(self._title_of[code] for code in self._codes), *IDLE)
        facts = title_facts({title: (code,) for code, title in self._title_of.items()}, catalog)
        self._facts: Mapping[str, TitleFacts] = facts
        self._writer = ReasonWriter(facts)

    def with_drafts(self, drafts: Drafts | None) -> Self:
        """Return the same predictor with another writer of drafts."""
        return type(self)(self._model, self._counts, self._catalog, drafts)

    @property
    def model(self) -> str:
        """Name and version."""
        return self._model.model

    def predict(self, history: CareerHistory, today: date, *, explain: bool = True) -> Prediction:
        """Return the distribution a year from ``today``, with a reason if it is to explain.

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
        reason, by = self._reason(history, years, chances) if explain else (None, None)
        return Prediction(
            current=current,
            stay=stay,
            groups=groups,
            not_employed=float(chances[-len(IDLE) :].sum()),
            counts=observed.counts,
            leavers=observed.leavers,
            reason=reason,
            reason_by=by,
            model=self._model.model,
            source=self._model.source,
            unseen=self._counts.unseen,
        )

    def _title(self, code: str) -> str | None:
        group = self._counts.group_of(code)
        return self._title_of[group] if group else None

    def _reason(
        self, history: CareerHistory, years: Sequence[WorkYear], chances: Floats
    ) -> tuple[str, str]:
        """Return the reason, and who picked the facts in it."""
        weights = dict.fromkeys(Theme, 0.0)
        for title, chance in zip(self._states, chances, strict=True):
            weights[theme_of(years, title, self._facts)] += float(chance)
        picked = self._pick(years, weights)
        facts = Facts(
            history,
            {job.id: self._title(job.code) for job in work_of(history).jobs if job.code},
            self._facts,
            working=years[-1].working,
            studying=years[-1].title == IN_EDUCATION,
        )
        return tell(facts, picked.claims, weights), picked.by

    def _pick(self, years: Sequence[WorkYear], weights: Mapping[Theme, float]) -> Picked:
        """Return the claims of the model's own draft if one is sound, else the evidence writer's.

        Among sound drafts the one wins whose reading of the history is the likeliest by the
        model's own chances: what is said and what is suggested should go together.
        """
        # Seeded by the career: the same history always gets the same words.
        seed = int.from_bytes(hashlib.sha256(repr(years).encode()).digest()[:4], "big")
        among = self._writer.sound(years)
        if self._drafts is not None and among:
            for attempt in range(ATTEMPTS):
                drafts = self._drafts.draw(years, DRAFTS, seed + attempt, among)
                sound = [
                    (weights[checked.theme], checked.claims)
                    for checked in (self._writer.check(draft, years) for draft in drafts)
                    if checked.sound and checked.theme
                ]
                if sound:
                    return Picked(max(sound, key=lambda found: found[0])[1], self._drafts.name)
        theme = max(Theme, key=lambda item: weights[item])
        written = self._writer.write(years, theme, random.Random(seed))  # nosec B311  # noqa: S311  # no secret
        return Picked(self._writer.check(written, years).claims, EVIDENCE_WRITER)
