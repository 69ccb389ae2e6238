"""The questions put to every model: from each observed year to the next one, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advisor.evaluation.states import States
from advisor.panels.examples import CareerText

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Questions:
    """One entry a transition, careers in their order and their years in order.

    Attributes:
        people: how many careers there are, those of a single year included.
        person: (transitions,) place of the career.
        place: (transitions,) how many years are known, 1 or more; the answer is the year after.
        present, answer: (transitions,) state of the last known year and of the next one.
        held: (transitions,) whether the answer was the state of a known year.
    """

    people: int
    person: Ints
    place: Ints
    present: Ints
    answer: Ints
    held: Bools

    @property
    def move(self) -> Bools:
        """(transitions,) whether the answer is another state than the present one."""
        return np.asarray(self.present != self.answer)

    def __len__(self) -> int:
        return len(self.person)


def questions(careers: Sequence[CareerText], states: States) -> Questions:
    """Return every pair of consecutive observed years of the careers."""
    rows: list[tuple[int, int, int, int]] = []
    held: list[bool] = []
    for number, career in enumerate(careers):
        path = [states.index[year.title] for year in career.years]
        for known in range(1, len(path)):
            rows.append((number, known, path[known - 1], path[known]))
            held.append(path[known] in path[:known])
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    person, place, present, answer = table.T
    held_before = np.array(held, dtype=bool)
    return Questions(len(careers), person, place, present, answer, held_before)
