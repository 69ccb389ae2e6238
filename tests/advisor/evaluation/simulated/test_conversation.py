"""What a simulated person says, and when, to an advisor that asks a fixed list of questions."""

from dataclasses import replace

import pytest

from advisor.evaluation.simulated.conversation import Conversation, converse
from advisor.evaluation.simulated.person import Person
from advisor.evaluation.simulated.styles import STYLES
from advisor.evaluation.simulated.talk import Question
from advisor.evaluation.simulated.teller import Teller
from advisor.evaluation.simulated.written import Templates
from advisor.model.situation import GroupOf
from retrieval.occupations import OccupationMatch
from tests.advisor.evaluation.simulated.conftest import person
from tests.fakes import ScriptedTalk

OTHER_JOBS = Question("other_jobs", "other_jobs:", "Any other work?")
EDUCATION = Question("education", "education:", "What about school?")
INTERESTS = Question("interests", "interests:", "What do you enjoy?")
LIMITS = Question("limits", "limits:", "What do you rule out?")
USUAL = (OTHER_JOBS, EDUCATION, INTERESTS, LIMITS)


def held(who: Person, group_of: GroupOf, *questions: Question) -> tuple[Conversation, list[str]]:
    talk = ScriptedTalk(*questions)
    return converse(who, talk, group_of, Templates()), talk.said


@pytest.mark.parametrize("style", [style.name for style in STYLES])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_way_of_telling_tells_all_that_is_expected(
    group_of: GroupOf, style: str, seed: int
) -> None:
    conversation, said = held(person(style, seed=seed), group_of, *USUAL)
    told = " ".join(said).casefold()
    assert [job.start for job in conversation.expected.jobs] == ["1999", "2002", "2004"]
    assert [job.end for job in conversation.expected.jobs] == ["2001", "2003", "present"]
    if style != "typos":
        assert "cashier" in told
        assert "line cook" in told
    # Lengths stand for some of the vague dates.
    if style != "vague_dates":
        assert all(year in told for year in ("1999", "2001", "2002", "2003", "2004"))
    refuses = not conversation.expected.education
    assert refuses == ("2006" not in told)
    assert not refuses or style == "reluctant"


def test_one_thing_at_a_time_gives_dates_when_they_are_asked_for(group_of: GroupOf) -> None:
    dates = Question("job_dates", "job_dates:j1", "When?", about="sales associate")
    _, said = held(person("one_at_a_time"), group_of, dates, *USUAL)
    assert "sales associate" in said[0]
    assert "2004" not in said[0]
    assert "2004" in said[1]


def test_everything_at_once_is_one_message(group_of: GroupOf) -> None:
    _, said = held(person("all_at_once"), group_of, *USUAL)
    assert all(word in said[0] for word in ("cashier", "line cook", "sales associate", "1999"))
    assert "2006" in said[0]
    # Nothing is left to say but that there are no other jobs, and so on.
    assert len(said) == 1 + len(USUAL)


def test_a_correction_follows_what_it_corrects(group_of: GroupOf) -> None:
    corrected = 0
    for seed in range(20):
        conversation, said = held(person("corrections", seed=seed), group_of, *USUAL)
        wrong = [n for n, text in enumerate(said) if "not " in text or "I said" in text]
        corrected += bool(wrong)
        assert 0 not in wrong
        assert [job.start for job in conversation.expected.jobs] == ["1999", "2002", "2004"]
    assert corrected > 5


def test_the_right_option_is_chosen_and_none_if_it_is_missing(group_of: GroupOf) -> None:
    options = tuple(
        OccupationMatch(code, title, 1.0, title)
        for code, title in (("29-1141.00", "Registered Nurses"), ("41-2031.00", "Salespersons"))
    )
    question = Question("job_title", "job_title:j1", "Which?", "sales associate", options)
    chosen = {held(person("all_at_once", seed=s), group_of, question)[1][1] for s in range(9)}
    assert chosen == {"2", "Number 2", "Salespersons"}
    none = replace(question, options=options[:1])
    assert held(person("all_at_once"), group_of, none)[1][1] == "None of these."


def test_an_interruption_does_not_lose_the_question(group_of: GroupOf) -> None:
    longest = max(
        (held(person("interruptions", seed=s), group_of, *USUAL)[1] for s in range(20)), key=len
    )
    assert len(longest) > 2 + len(USUAL)
    assert any("2006" in text for text in longest)


def test_a_job_the_person_never_had_has_no_dates(group_of: GroupOf) -> None:
    dates = Question("job_dates", "job_dates:j9", "When?", about="astronaut")
    _, said = held(person("all_at_once"), group_of, dates, *USUAL)
    assert said[1] in ("I don't remember.", "No idea.")


def test_the_same_seed_says_the_same(group_of: GroupOf) -> None:
    for style in ("typos", "interruptions", "out_of_order"):
        assert held(person(style), group_of, *USUAL)[1] == held(person(style), group_of, *USUAL)[1]


def test_a_job_told_is_expected_though_the_talk_ended_before_its_dates(group_of: GroupOf) -> None:
    teller = Teller(person("one_at_a_time"), group_of)
    assert teller.say(None, suggested=False) is not None
    (job,) = teller.expected().jobs
    assert job.ungraded == {"employer", "start", "end"}


def test_questions_put_twice_are_found(group_of: GroupOf) -> None:
    conversation, _ = held(person("all_at_once"), group_of, OTHER_JOBS, EDUCATION, OTHER_JOBS)
    assert conversation.repeated == ("any other work?", "other_jobs:")
    assert conversation.first_suggestion == 4
