"""What the baselines know of a career at each question, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from advisor.career import EducationLevel
from advisor.evaluation.questions import Ints
from advisor.evaluation.states import States
from advisor.model.outcome_rates import Floats
from advisor.panels.examples import CareerText

LEVELS = {level: place for place, level in enumerate(EducationLevel, 1)}
"""Number of each level of education; 0 stands for not known."""
NONE = -1
"""There is no such state."""


@dataclass(frozen=True)
class Facts:
    """One entry a transition, in the order of ``questions``.

    Attributes:
        year_before: state one observed year before the present one; ``NONE`` in the first year.
        previous: the last state other than the present one; ``NONE`` if there was none.
        last_job: the occupation held now, or else the last one; ``NONE`` if there was none.
        tenure: observed years in the present state without a break, this one included.
        worked: observed years with a job so far.
        year: number of the present year, from 1.
        education: highest level, by ``LEVELS``.
        education_changed: whether the level is another than a year before.
        away: observed years without a job up to now; 0 while working.
    """

    year_before: Ints
    previous: Ints
    last_job: Ints
    tenure: Ints
    worked: Ints
    year: Ints
    education: Ints
    education_changed: Ints
    away: Ints


def facts(careers: Sequence[CareerText], states: States) -> Facts:
    """Return the facts known at every question of the careers."""
    rows = [row for career in careers for row in _rows(career, states)]
    table = np.array(rows, dtype=np.int64).reshape(-1, 9)
    return Facts(*table.T)


def _rows(career: CareerText, states: States) -> list[tuple[int, ...]]:
    """Return a row of the facts for every year but the last, which is only an answer."""
    rows: list[tuple[int, ...]] = []
    before = previous = last_job = NONE
    tenure = worked = away = level = 0
    for number, year in enumerate(career.years[:-1], 1):
        state = states.index[year.title]
        same = number > 1 and state == before
        if not same:
            previous = before
        tenure = tenure + 1 if same else 1
        worked, away = (worked + 1, 0) if year.working else (worked, away + 1)
        last_job = state if year.working else last_job
        now = LEVELS[year.education] if year.education else 0
        changed = int(number > 1 and now != level)
        level = now
        rows.append((before, previous, last_job, tenure, worked, number, level, changed, away))
        before = state
    return rows


def held_years(careers: Sequence[CareerText], states: States) -> Floats:
    """Return (transitions, states) how many known years each state had, 0 for the present one."""
    rows = []
    for career in careers:
        path = [states.index[year.title] for year in career.years]
        years = np.zeros(len(states))
        for state in path[:-1]:
            years[state] += 1
            row = years.copy()
            row[state] = 0
            rows.append(row)
    return np.array(rows).reshape(-1, len(states))
