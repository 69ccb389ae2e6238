"""Where the occupation that really came next ranks: from the record, and as it was understood."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from advisor.career import PRESENT, CareerHistory, Education, Job, When
from advisor.evaluation.outcomes import outcomes
from advisor.evaluation.questions import Questions
from advisor.evaluation.simulated.conversation import Conversation
from advisor.evaluation.simulated.person import Person
from advisor.evaluation.states import States
from advisor.model.career_probabilities import CareerProbabilities
from advisor.model.outcome_rates import Floats
from advisor.model.prediction import UnusableHistoryError
from advisor.model.told_years import TitleOf, told_years
from advisor.model.work_years import WorkYear

_AT_ONCE = 256


@dataclass(frozen=True)
class Ranks:
    """One entry a conversation: the rank of the answer among all states but the present one.

    A rank is infinite where nothing could be predicted. What is taken for the present occupation
    is never suggested, so an answer that was mistaken for it comes last.

    Attributes:
        record: from the true record, year by year, as the evaluation feeds it.
        told: from the history that a perfect listener would have: true occupations and dates.
        heard: from the history that was understood.
    """

    record: Floats
    told: Floats
    heard: Floats


def ranks(
    conversations: Sequence[Conversation],
    model: CareerProbabilities,
    states: States,
    title_of: TitleOf,
) -> Ranks:
    """Predict with one model from all three.

    Args:
        conversations: of people of one cohort.
        model: the one that the product serves.
        states: those of the cohort.
        title_of: the title under which the model knows an O*NET code.
    """
    people = [conversation.person for conversation in conversations]
    told = [_years(true_history(person), person, title_of) for person in people]
    heard = [_years(one.history, one.person, title_of) for one in conversations]
    ask = _Asking(model, states, [states.index[person.answer] for person in people])
    return Ranks(ask.ranks([person.years for person in people]), ask.ranks(told), ask.ranks(heard))


def true_history(person: Person) -> CareerHistory:
    """Return a person's history as it would be if everything were told and understood."""
    jobs = tuple(
        Job(
            id=f"j{number}",
            title=job.title,
            code=job.code,
            start=When(job.start),
            end=When(job.end) if job.end else PRESENT,
        )
        for number, job in enumerate(person.jobs, 1)
    )
    education = [
        Education(f"e{number}", entry.level, year=When(entry.year) if entry.year else None)
        for number, entry in enumerate(person.education, 1)
    ]
    if person.studying:
        education.append(Education(f"e{len(education) + 1}", in_progress=True))
    return CareerHistory(jobs=jobs, education=tuple(education))


def _years(
    history: CareerHistory, person: Person, title_of: TitleOf
) -> tuple[WorkYear, ...] | None:
    try:
        return told_years(history, title_of, person.today)
    except UnusableHistoryError:
        return None


class _Asking:
    """Puts careers to the model and finds the answers' ranks."""

    def __init__(self, model: CareerProbabilities, states: States, answers: Sequence[int]) -> None:
        self._model = model
        self._states = states
        self._answers = np.asarray(answers, dtype=np.int64)

    def ranks(self, careers: Sequence[tuple[WorkYear, ...] | None]) -> Floats:
        result = np.full(len(careers), np.inf)
        able = np.asarray([n for n, years in enumerate(careers) if years], dtype=np.int64)
        for start in range(0, len(able), _AT_ONCE):
            part = able[start : start + _AT_ONCE]
            years = [known for n in part if (known := careers[n])]
            said = self._model.log_probabilities(years, self._states.titles)
            present = np.asarray([self._states.index[known[-1].title] for known in years])
            asked = Questions(
                people=len(part),
                person=np.arange(len(part)),
                place=np.asarray([len(known) for known in years]),
                present=present,
                answer=self._answers[part],
                held=np.zeros(len(part), dtype=bool),
            )
            result[part] = outcomes(said, asked, np.eye(len(self._states))).rank
        return result
