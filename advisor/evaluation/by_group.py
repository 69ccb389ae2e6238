"""Counts how right a model was about each group of occupations: what a suggestion is worth."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from advisor.evaluation.states import States
from advisor.measured import Counts
from advisor.model.outcome_rates import Floats
from advisor.panels.examples import CareerText

SUGGESTED = 5
"""As many as a person is shown."""


def counts_by_group(
    careers: Sequence[CareerText], log_probabilities: Floats, states: States
) -> dict[str, Counts]:
    """Return what came of the likeliest occupations, by Census 2010 code.

    As in a conversation, the present occupation is that of the last year in work; a year without
    any before it is left out. To change is to work in another occupation a year later.

    Args:
        careers: people the model did not learn from, of a cohort in Census 2010 codes.
        log_probabilities: (transitions, states) natural logarithms, in the order of ``questions``.
        states: the columns.

    Raises:
        ValueError: there is not one row for each transition.
    """
    asked = sum(max(0, len(career.years) - 1) for career in careers)
    if len(log_probabilities) != asked:
        raise ValueError(f"expected {asked} rows, one a transition, got {len(log_probabilities)}")
    n, idle = len(states), set(states.idle)
    work = np.asarray([place not in idle for place in range(n)])
    sums = np.zeros((8, n))
    rows = iter(log_probabilities)
    for career in careers:
        path = [states.index[year.title] for year in career.years]
        present = None
        for here, after in pairwise(path):
            present = present if here in idle else here
            said = next(rows)
            if present is not None:
                _count(sums, np.exp(said), work, present, after)
    return {
        states.codes[place]: _whole(sums[:, place])
        for place in range(n)
        if work[place] and sums[:, place].any()
    }


def _whole(sums: Floats) -> Counts:
    """Return the eight sums of a group; those of chances stay fractions."""
    suggested, expected, came, movers, expected_movers, came_movers, arrived, named = map(
        float, sums
    )
    return Counts(
        int(suggested),
        expected,
        int(came),
        int(movers),
        expected_movers,
        int(came_movers),
        int(arrived),
        int(named),
    )


def _count(sums: Floats, chances: Floats, work: Floats, present: int, after: int) -> None:
    """Add one transition to the eight rows of sums, which are in the order of ``Counts``."""
    suited = np.where(work, chances, 0.0)
    suited[present] = 0.0
    best = np.argsort(-suited, kind="stable")[:SUGGESTED]
    changed = bool(work[after]) and after != present
    sums[0, best] += 1
    sums[1, best] += suited[best]
    if after in best:
        sums[2, after] += 1
    if changed:
        sums[3, best] += 1
        sums[4, best] += suited[best] / suited.sum()
        sums[6, after] += 1
        if after in best:
            sums[5, after] += 1
            sums[7, after] += 1
