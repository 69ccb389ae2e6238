"""One run: every model that was asked for, on the same questions and the same draws of people."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from advisor.evaluation.bootstrap import differences, drawn_people, interval, intervals
from advisor.evaluation.figures import (
    Figures,
    accuracies,
    calibration,
    figures,
    hits_by_depth,
    kinds_of_moves,
    perplexity,
)
from advisor.evaluation.outcomes import NotADistributionError, Outcomes, outcomes
from advisor.evaluation.people import People, people, training_careers
from advisor.evaluation.protocols import Evaluated, Fitted, UnavailableError
from advisor.evaluation.questions import questions
from advisor.evaluation.registry import NAMES, ServedLoader, Sources, made
from advisor.evaluation.related import related_credit
from advisor.evaluation.results import Evaluation, ModelResult, Part
from advisor.evaluation.served import SERVED, Served
from advisor.evaluation.subgroups import subgroups
from advisor.panels.reading import PanelFiles
from retrieval.errors import AdvisorError

DEEPEST = 20
"""Suggestions that the hit curve goes down to."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to evaluate.

    Attributes:
        split: whose people.
        panels: folder of the panels, which the baselines learn from.
        files: the people evaluated; None for those of the panels.
        models: names; None for all.
        sample: so many people only; None for all.
    """

    split: str
    panels: Path
    files: PanelFiles | None = None
    models: Sequence[str] | None = None
    sample: int | None = None


def evaluate(request: Request, sources: Sources, served: ServedLoader) -> Evaluation:
    """Evaluate the models; those that cannot be are named with the reason.

    Raises:
        AdvisorError: a model has no such name, or nobody can be evaluated.
    """
    names = _checked(request.models)
    files = request.files or PanelFiles.of(request.panels, sources.cohort)
    asked = people(files, sources.cohort, request.split, sources.codes)
    if request.sample is not None:
        asked = asked.sampled(request.sample, sources.seed)
    judge = Judge(asked, files.persons, sources)
    learn = cache(lambda: training_careers(request.panels, sources.cohort, sources.codes))
    results: dict[str, ModelResult] = {}
    left_out: dict[str, str] = {}
    served_model: str | None = None
    for done, name in enumerate(names):
        sources.progress("models", done, len(names))
        try:
            model = made(name, sources, served)
            if isinstance(model, Fitted):
                model.fit(*learn())
            results[name] = judge.result(model)
            served_model = model.model if isinstance(model, Served) else served_model
        except UnavailableError as error:
            left_out[name] = str(error)
    sources.progress("models", len(names), len(names))
    counted = (judge.questions.people, len(judge.questions), int(judge.questions.move.sum()))
    about = (sources.seed, request.sample, served_model)
    notes = [*asked.notes, *sources.notes]
    return Evaluation(sources.cohort, request.split, *counted, *about, results, left_out, notes)


def _checked(names: Sequence[str] | None) -> Sequence[str]:
    """Return the names in the order of the results, the served model first."""
    unknown = [name for name in names or () if name not in NAMES]
    if unknown:
        raise AdvisorError(f"expected models among {', '.join(NAMES)}, got {', '.join(unknown)}")
    return [name for name in NAMES if names is None or name in names]


class Judge:
    """Holds what every model is measured against, and remembers the served model's draws."""

    def __init__(self, asked: People, parts_of: Path, sources: Sources) -> None:
        """Draw the people of the bootstrap; ``parts_of`` is the persons file with subgroups."""
        states = sources.states
        self.questions = questions(asked.careers, states)
        self._careers = asked.careers
        self._credit = related_credit(sources.catalog, states)
        self._parts = subgroups(parts_of, asked.observed)
        self._into_idle = np.isin(self.questions.answer, np.asarray(states.idle, dtype=int))
        self._all = np.ones((1, self.questions.people))
        self._draws = drawn_people(self.questions.people, sources.seed)
        self._served: tuple[Outcomes, Mapping[str, float], Figures] | None = None

    def result(self, model: Evaluated) -> ModelResult:
        """Return the figures of a model; the served one is to come first.

        Raises:
            AdvisorError: what it returns is no distribution over the states.
        """
        begun = time.perf_counter()
        said = model.log_probabilities(self._careers)
        seconds = time.perf_counter() - begun
        try:
            found = outcomes(said, self.questions, self._credit)
        except NotADistributionError as error:
            raise AdvisorError(f"{model.name} does not give a distribution: {error}") from error
        point = _point(figures(found, self.questions, self._all))
        drawn = figures(found, self.questions, self._draws)
        move = self.questions.move
        result = ModelResult(
            point=point,
            intervals=intervals(drawn),
            served_minus=self._served_minus(point, drawn),
            kinds=self._kinds(found),
            subgroups={
                kind: {name: self._part(found, among) for name, among in parts.items()}
                for kind, parts in self._parts.items()
            },
            hits=hits_by_depth(found, self.questions, DEEPEST).tolist(),
            stay_bins=calibration(found.stay, ~move),
            top1_bins=calibration(found.top_chance[move], found.top_right[move]),
            seconds=seconds,
        )
        if model.name == SERVED:
            self._served = (found, point, drawn)
        return result

    def _served_minus(
        self, point: Mapping[str, float], drawn: Figures
    ) -> dict[str, tuple[float, tuple[float, float] | None]] | None:
        if self._served is None:
            return None
        _, served, served_drawn = self._served
        spread = differences(served_drawn, drawn)
        return {name: (served[name] - value, spread[name]) for name, value in point.items()}

    def _kinds(self, found: Outcomes) -> dict[str, Part]:
        at = kinds_of_moves(found, self.questions, self._into_idle, self._all)
        drawn = kinds_of_moves(found, self.questions, self._into_idle, self._draws)
        return {
            kind: Part(n, _point(values), interval(drawn[kind][1]["perplexity"]))
            for kind, (n, values) in at.items()
        }

    def _part(self, found: Outcomes, among: np.ndarray) -> Part:
        drawn = perplexity(found, self.questions, self._draws, among)
        minus = None
        if self._served is not None:
            served = perplexity(self._served[0], self.questions, self._draws, among)
            minus = interval(served - drawn)
        return Part(
            transitions=int(among.sum()),
            point=_point(figures(found, self.questions, self._all, among)),
            perplexity=interval(drawn),
            served_minus=minus,
            people=len(np.unique(self.questions.person[among])),
            moves=int((self.questions.move & among).sum()),
            accuracy=intervals(accuracies(found, self.questions, self._draws, among)),
        )


def _point(values: Figures) -> dict[str, float]:
    return {name: float(value[0]) for name, value in values.items()}
