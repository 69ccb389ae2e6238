"""Which states O*NET calls related, nearest first: what an answer that is nearly right is worth."""

from collections import defaultdict

import numpy as np

from advisor.evaluation.states import States
from advisor.model.outcome_rates import Floats
from retrieval.occupations import OccupationCatalog


def related_states(catalog: OccupationCatalog, states: States) -> list[list[int]]:
    """Return the related states of each state, nearest first; none for a state without a job.

    O*NET lists related occupations of each occupation. A state has those of all its members: the
    best place that any member gives another state counts, and of states with the same place the
    one that more members name comes first.
    """
    home: dict[str, list[int]] = defaultdict(list)
    for place, groups in enumerate(states.groups):
        for group in groups:
            for member in catalog.groups[group].members:
                home[member].append(place)
    found: list[dict[int, list[int]]] = [defaultdict(list) for _ in states.titles]
    for code, places in home.items():
        for rank, other in enumerate(catalog.related(code)):
            for here in places:
                for there in home.get(other, ()):
                    if here != there:
                        found[here][there].append(rank)
    return [
        sorted(ranks, key=lambda there: (min(ranks[there]), -len(ranks[there]), there))
        for ranks in found
    ]


def related_credit(catalog: OccupationCatalog, states: States) -> Floats:
    """Return (states, states) what a predicted state (column) is worth by the answer (row).

    1 if it is the answer, 1 / (k + 1) if it is the k-th related state of the answer, else 0
    (AccRM, arXiv 2604.21204).
    """
    credit = np.eye(len(states))
    for answer, others in enumerate(related_states(catalog, states)):
        for k, other in enumerate(others, 1):
            credit[answer, other] = 1 / (k + 1)
    return credit
