"""People are made of what was known by the year of the conversation, and of nothing later."""

from dataclasses import replace

import pytest

from advisor.career import EducationLevel
from advisor.evaluation.people import People
from advisor.evaluation.simulated.drawing import draw_people
from advisor.evaluation.simulated.naming import Names
from advisor.evaluation.simulated.person import Paused, Person, Studied
from advisor.evaluation.simulated.styles import STYLE_OF
from retrieval.errors import AdvisorError
from tests.advisor.evaluation.simulated.conftest import BACHELOR, SCHOOL

USUAL = (STYLE_OF["all_at_once"],)


def drawn(asked: People, names: Names, moves: int) -> dict[int, Person]:
    """Return the hand-made person by the year they were asked in, for so many seeds."""
    found = (draw_people(asked, names, 5, seed, USUAL).people for seed in range(moves))
    return {person.present: person for (person,) in found}


def test_a_person_is_asked_before_a_move_into_another_occupation(
    asked: People, names: Names
) -> None:
    people = drawn(asked, names, 40)
    assert set(people) == {2003, 2006, 2008}
    assert people[2008].answer == "Elementary and middle school teachers"
    assert people[2003].answer == people[2006].answer == "Waiters and waitresses"
    assert str(people[2003].today) == "2003-12-31"


def test_jobs_are_runs_of_one_group_and_end_before_the_next_state(
    asked: People, names: Names
) -> None:
    person = drawn(asked, names, 40)[2008]
    assert [(job.group, job.start, job.end) for job in person.jobs] == [
        ("4720", 2001, 2002),
        ("4110", 2004, 2005),
        ("4110", 2007, None),
    ]
    assert person.jobs[1].title == person.jobs[2].title
    assert person.pauses == (Paused(2003, 2003),)
    assert len(person.years) == 8


def test_education_has_the_year_in_which_it_was_first_reported(asked: People, names: Names) -> None:
    people = drawn(asked, names, 40)
    assert people[2008].education == (Studied(SCHOOL, 2003), Studied(BACHELOR, 2007))
    assert people[2003].education == (Studied(SCHOOL, 2003),)
    assert people[2006].studying
    assert not people[2008].studying


def test_college_that_led_to_nothing_is_told_as_some_college(asked: People, names: Names) -> None:
    career = asked.observed[0]
    years = [
        replace(year, education=SCHOOL) if year.education is BACHELOR else year
        for year in career.years
    ]
    careers = [replace(career, years=tuple(years)), asked.observed[1]]
    person = drawn(replace(asked, observed=careers), names, 40)[2008]
    assert person.education[-1] == Studied(EducationLevel.SOME_COLLEGE, 2006)


def test_the_same_seed_draws_the_same_people(asked: People, names: Names) -> None:
    assert draw_people(asked, names, 5, 3) == draw_people(asked, names, 5, 3)
    assert draw_people(asked, names, 5, 3).unable == 1


def test_a_split_in_which_nobody_moves_is_said(asked: People, names: Names) -> None:
    still = People(asked.observed[1:], asked.careers[1:], ())
    with pytest.raises(AdvisorError, match="got nobody"):
        draw_people(still, names, 5, 0)
