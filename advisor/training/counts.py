"""Counts what people did next, from the NLSY97 panel: the tables behind the first predictor."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from advisor.model.count_tables import (
    BREAK_OUTCOMES,
    OUTCOMES,
    TABLES,
    CountTables,
    write_tables,
)
from advisor.model.outcome_rates import OutcomeRates
from advisor.panels.codes import write_occ1990
from advisor.training.panel import Transition, read_panel, transitions
from advisor.training.readme import readme

SOURCE = (
    "U.S. Bureau of Labor Statistics, National Longitudinal Survey of Youth 1997"
    " (people born 1980-84), 1997-2021"
)
TENURE_FROM = (1, 2, 3, 4, 5, 6, 8, 10, 13)
"""First year in the group of each tenure class."""
EXPERIENCE_FROM = (0, 1, 2, 3, 4, 6, 8, 10, 12, 16)
"""First year since the first job of each experience class."""
YEARS_AWAY = 8
"""Breaks this long or longer are counted together."""


def build_counts(panel_folder: Path, out: Path) -> CountTables:
    """Count the ``train`` people's transitions, write the tables and return them.

    Raises:
        AdvisorError: the folder does not hold the panel.
    """
    observed = list(transitions(read_panel(panel_folder, "train")))
    tables = count(observed)
    write_tables(out, tables)
    write_occ1990(panel_folder, out)
    (out / "README.md").write_text(readme(tables), encoding="utf-8")
    return tables


def count(observed: Iterable[Transition]) -> CountTables:
    """Return the tables; pairs of years with a skipped year between them are left out."""
    pairs = [t for t in observed if t.years == 1]
    working = [t for t in pairs if t.situation.state == "employed"]
    outcomes = _count_outcomes(working)
    return CountTables(
        source=SOURCE,
        people=len({t.person for t in pairs}),
        outcomes=outcomes,
        groups=_count_groups(working, pairs, outcomes),
        breaks=_count_breaks([t for t in pairs if t.situation.state != "employed"]),
        moves=_count_moves(pairs),
        education=_count_education(pairs),
    )


def _outcome(step: Transition) -> str:
    if step.next_state != "employed":
        return step.next_state
    return "stay" if step.next_group == step.situation.group else "move"


def _moved(step: Transition) -> bool:
    """Whether the next year is one in another group than the last job, at once or after a break."""
    return step.next_group not in (None, step.situation.group)


def _class(starts: Sequence[int], years: int | None) -> int:
    """Return the start of the class that ``years`` falls in."""
    return max(start for start in starts if start <= (years or 0)) if years else starts[0]


def _cell(step: Transition) -> tuple[int, int]:
    now = step.situation
    return _class(TENURE_FROM, now.tenure), _class(EXPERIENCE_FROM, now.experience)


def _count_outcomes(working: Sequence[Transition]) -> pd.DataFrame:
    counts = Counter((*_cell(step), _outcome(step)) for step in working)
    rows = [
        (tenure, experience, *(counts[tenure, experience, o] for o in OUTCOMES))
        for tenure in TENURE_FROM
        for experience in EXPERIENCE_FROM
    ]
    return pd.DataFrame(rows, columns=list(TABLES["outcomes"]))


def _count_groups(
    working: Sequence[Transition], pairs: Sequence[Transition], outcomes: pd.DataFrame
) -> pd.DataFrame:
    rates = OutcomeRates(outcomes)
    counts: Counter[tuple[str, str]] = Counter()
    expected: defaultdict[str, np.ndarray] = defaultdict(lambda: np.zeros(len(OUTCOMES)))
    people: defaultdict[str, set[int]] = defaultdict(set)
    leavers: defaultdict[str, set[int]] = defaultdict(set)
    for step in working:
        now = step.situation
        group = now.group
        counts[group, _outcome(step)] += 1
        expected[group] = expected[group] + rates(now.tenure, now.experience)
        people[group].add(step.person)
    for step in pairs:
        if _moved(step):
            leavers[step.situation.group].add(step.person)
    rows = [
        (
            group,
            len(people[group]),
            len(leavers[group]),
            *(counts[group, outcome] for outcome in OUTCOMES),
            *(round(float(value), 3) for value in expected[group]),
        )
        for group in sorted(people, key=int)
    ]
    return pd.DataFrame(rows, columns=list(TABLES["groups"]))


def _count_breaks(breaks: Sequence[Transition]) -> pd.DataFrame:
    counts: Counter[tuple[str, int, str]] = Counter()
    for step in breaks:
        now = step.situation
        if step.next_state == "employed":
            outcome = "return" if step.next_group == now.group else "move"
        else:
            outcome = "same" if step.next_state == now.state else "other"
        counts[now.state, min(now.away, YEARS_AWAY), outcome] += 1
    rows = [
        (state, years, *(counts[state, years, o] for o in BREAK_OUTCOMES))
        for state in ("in_education", "not_working")
        for years in range(1, YEARS_AWAY + 1)
    ]
    return pd.DataFrame(rows, columns=list(TABLES["breaks"]))


def _count_moves(pairs: Sequence[Transition]) -> pd.DataFrame:
    people: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    direct: Counter[tuple[str, str]] = Counter()
    after_break: Counter[tuple[str, str]] = Counter()
    for step in pairs:
        if step.next_group is not None and _moved(step):
            pair = (step.situation.group, step.next_group)
            people[pair].add(step.person)
            (after_break if step.situation.away else direct)[pair] += 1
    rows = [
        (*pair, len(people[pair]), direct[pair], after_break[pair])
        for pair in sorted(people, key=lambda p: (int(p[0]), int(p[1])))
    ]
    return pd.DataFrame(rows, columns=list(TABLES["moves"]))


def _count_education(pairs: Sequence[Transition]) -> pd.DataFrame:
    counts = Counter(
        (step.next_group, step.situation.education)
        for step in pairs
        if step.next_group and step.situation.education and _moved(step)
    )
    keys = sorted(counts, key=lambda key: (int(key[0]), key[1].rank))
    rows = [(group, level.value, counts[group, level]) for group, level in keys]
    return pd.DataFrame(rows, columns=list(TABLES["education"]))
