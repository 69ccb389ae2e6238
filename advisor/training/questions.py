"""Draws the questions that reasons are written for: histories with their true next state."""

import random
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from advisor.model.reasoned_text import title_told
from advisor.model.work_years import WorkYear
from advisor.panels.examples import CareerText, examples
from advisor.panels.observed import Cohort


@dataclass(frozen=True, slots=True)
class Question:
    """One history with what came next.

    Attributes:
        cohort, person: who it is.
        years: the history, one year or more.
        title: the true next state, by its title even where nothing changed.
    """

    cohort: Cohort
    person: int
    years: tuple[WorkYear, ...]
    title: str

    @property
    def key(self) -> str:
        """Name it, differently from every other question of the cohorts."""
        return f"{self.cohort}/{self.person}/{len(self.years)}"

    @property
    def stays(self) -> bool:
        """Whether the next state is the present one."""
        return self.title == self.years[-1].title

    @property
    def told(self) -> str:
        """The true next state as a completion tells it."""
        return title_told(self.years, self.title)


def draw(
    careers: Iterable[CareerText], count: int, moves: float | None, seed: int
) -> list[Question]:
    """Return so many questions, in an order that the seed decides; all if there are fewer.

    Args:
        careers: the people to ask about.
        count: how many.
        moves: share of questions that are moves, as far as there are so many; None draws all
            questions alike.
        seed: of the draw.
    """
    rng = random.Random(seed)  # nosec B311  # noqa: S311  # no secret
    found = [
        Question(example.cohort, example.person, example.history, example.answer)
        for career in careers
        for example in examples(career)
    ]
    rng.shuffle(found)
    if moves is None:
        return found[:count]
    moved = [question for question in found if not question.stays]
    stayed = [question for question in found if question.stays]
    wanted = min(len(moved), max(round(count * moves), count - len(stayed)))
    drawn = [*moved[:wanted], *stayed[: count - wanted]]
    rng.shuffle(drawn)
    return drawn


def fold_of(cohort: Cohort, person: int) -> int:
    """Return the half, 0 or 1, that a person is in: always the same one."""
    return zlib.crc32(f"{cohort} {person}".encode()) & 1
