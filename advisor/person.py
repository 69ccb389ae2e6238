"""One person, read once for all their suggestions."""

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.career import CareerHistory, Job
from advisor.family_care import work_of
from advisor.interest_choice import InterestChoice
from advisor.model.prediction import Prediction
from advisor.own_words import OwnWords
from advisor.skills import Held, held_skills
from retrieval.frozen import Frozen
from retrieval.occupations import Occupation, OccupationCatalog, OccupationSearch


@dataclass(frozen=True, slots=True)
class Person(Frozen):
    """What a suggestion is made from.

    Attributes:
        history: what they told.
        prediction: what a predictor says about them.
        job, occupation: the job the prediction starts from.
        worked: each job that is linked to an occupation, oldest first. Like all that a suggestion
            rests on, it leaves out the unpaid care of relatives beside other work.
        held: what their jobs asked of them, by skill element id.
        words: their own words, searched.
        liking: their answers to a questionnaire, which may move the choice.
    """

    history: CareerHistory
    prediction: Prediction
    job: Job
    occupation: Occupation
    worked: tuple[tuple[Job, Occupation], ...]
    held: Mapping[str, Held]
    words: OwnWords
    liking: InterestChoice

    @property
    def moving(self) -> float:
        """The chance of working in another group a year from now."""
        return sum(self.prediction.groups.values())

    def moves_to(self, group: str) -> float:
        """Return the chance of a group among those who change; 0 for the present one."""
        return self.prediction.groups.get(group, 0.0) / self.moving if self.moving else 0.0


def read_person(
    history: CareerHistory,
    prediction: Prediction,
    catalog: OccupationCatalog,
    search: OccupationSearch,
) -> Person:
    """Read a person whose history the prediction was made from."""
    work = work_of(history)
    worked = tuple(
        (job, catalog.occupations[job.code])
        for job in work.jobs
        if job.code is not None and job.code in catalog.occupations
    )
    here = {job.id: known for job, known in worked if prediction.current in known.groups}
    job = CareerHistory(jobs=tuple(job for job, _ in worked if job.id in here)).latest_job
    if job is None:
        raise ValueError(f"predicted from group {prediction.current}, which holds none of the jobs")
    return Person(
        history=history,
        prediction=prediction,
        job=job,
        occupation=here[job.id],
        worked=worked,
        held=held_skills(work, catalog),
        words=OwnWords(work, catalog, search),
        liking=InterestChoice(history.interest_profile, catalog),
    )
