"""The count model of the product, put to the same questions."""

from collections.abc import Iterator, Sequence

import numpy as np

from advisor.evaluation.protocols import UnavailableError
from advisor.evaluation.states import States
from advisor.model.outcome_rates import Floats
from advisor.model.situation import Situation, WorkState
from advisor.model.transitions import TransitionCounts
from advisor.model.work_years import IN_EDUCATION
from advisor.panels.examples import CareerText


class CountModel:
    """``TransitionCounts`` over careers; experience is counted in observed years.

    It knows Census 2010 groups only, which are the states of NLSY97.
    """

    name = "transition_counts"

    def __init__(self, counts: TransitionCounts, states: States) -> None:
        """Keep the model; raise ``UnavailableError`` if it does not know the states."""
        if list(states.codes[: -len(states.idle) or None]) != list(counts.codes):
            raise UnavailableError(
                "it counts moves between Census 2010 groups, and this cohort's states are others"
            )
        self._counts = counts
        self._states = states
        self._code_of = dict(zip(states.titles, states.codes, strict=True))

    @property
    def model(self) -> str:
        """Name and version."""
        return self._counts.model

    def log_probabilities(self, careers: Sequence[CareerText]) -> Floats:
        """Return (transitions, states)."""
        rows = [self._row(now) for career in careers for now in self._situations(career)]
        return np.log(np.array(rows).reshape(-1, len(self._states)))

    def _row(self, now: Situation | None) -> Floats:
        if now is None:
            return np.full(len(self._states), 1 / len(self._states))
        chances = self._counts.chances(now)
        groups = chances.groups.copy()
        groups[self._counts.index[now.group]] = chances.stay
        return np.append(groups, [chances.in_education, chances.not_working])

    def _situations(self, career: CareerText) -> Iterator[Situation | None]:
        """Yield what is known at each question; None before the first job."""
        held: dict[str, int] = {}
        group, tenure, away = "", 0, 0
        for number, year in enumerate(career.years[:-1]):
            code = self._code_of[year.title]
            if code:
                tenure = tenure + 1 if code == group else 1
                group, away = code, 0
                held[group] = held.get(group, 0) + 1
            else:
                away += 1
            if not group:
                yield None
                continue
            yield Situation(
                group=group,
                state=_state(year.title, working=year.working),
                tenure=tenure,
                experience=number,
                away=away,
                education=year.education,
                held={other: years for other, years in held.items() if other != group},
            )


def _state(title: str, *, working: bool) -> WorkState:
    if working:
        return "employed"
    return "in_education" if title == IN_EDUCATION else "not_working"
