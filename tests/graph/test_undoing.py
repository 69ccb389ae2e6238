"""Changes taken back, in whole conversations through the real graph."""

from pathlib import Path

import pytest

from advisor.career import PRESENT, CareerHistory, When
from advisor.edits import RemoveJob
from advisor.settings import Settings
from graph.advisor import Advisor
from graph.events import Asked
from graph.session import Session
from graph.undoing import MOST_STEPS, kept
from tests.graph.talk import COOK, say, text


@pytest.mark.parametrize(
    "words",
    [
        "undo",
        "put it back",
        "no wait, put it back",
        "oh no. bring it back please",
        "I take that back",
        "can you undo the last change?",
        "keep it",
        "I didn't mean to delete that",
        "restore it",
        "put the waiter job back",
        "Deshacer",
    ],
)
def test_a_removal_is_taken_back_in_many_words(session: Session, words: str) -> None:
    say(session, COOK, "remove the waiter job")
    assert len(session.state().history.jobs) == 1
    reply = text(say(session, words))
    assert reply.startswith("Undone: waiter at Hilton (2016 to present) is back.")
    assert [job.title for job in session.state().history.jobs] == ["cook", "waiter"]


def test_undo_goes_back_step_by_step_to_the_beginning(session: Session) -> None:
    say(session, COOK, "I love painting", "the waiter job ended in 2019", "remove the cook job")
    assert "cook at Denny's (2010 to 2015) is back" in text(say(session, "undo"))
    assert "2016 to present" in text(say(session, "undo that too"))
    assert session.state().history.jobs[1].end == PRESENT
    assert '"painting" is no longer noted' in text(say(session, "undo"))
    assert "no longer noted" in text(say(session, "undo"))
    assert session.state().history == CareerHistory()
    assert "nothing to undo" in text(say(session, "undo"))


def test_what_is_between_a_change_and_undo_does_not_matter(session: Session) -> None:
    say(session, COOK, "show me suggestions now", "remove the cook job", "what does a nurse earn?")
    say(session, "undo")
    assert len(session.state().history.jobs) == 2


def test_undone_dates_are_the_old_ones_and_the_suggestions_follow(session: Session) -> None:
    say(session, COOK, "show me suggestions now")
    before = session.state()
    say(session, "the waiter job ended in 2019")
    assert session.state().recommendation != before.recommendation
    say(session, "revert that")
    assert session.state().history == before.history
    assert session.state().recommendation == before.recommendation


def test_a_job_named_comes_back_though_more_was_told_since(session: Session) -> None:
    say(session, COOK, "remove the cook job", "I love painting")
    assert "cook at Denny's" in text(say(session, "bring the cook job back"))
    history = session.state().history
    assert [job.title for job in history.jobs] == ["cook", "waiter"]
    assert history.interests == ("painting",)
    assert history.jobs[0].code == "35-2014.00"


def test_the_change_of_a_job_named_is_undone_and_no_other(session: Session) -> None:
    say(session, COOK, "the cook job ended in 2014", "the waiter job started in 2017")
    say(session, "undo the change to the cook job")
    assert [(j.start, j.end) for j in session.state().history.jobs] == [
        (When(2010), When(2015)),
        (When(2017), PRESENT),
    ]


def test_an_edit_made_by_hand_is_undone_as_well(session: Session) -> None:
    say(session, COOK)
    list(session.edit([RemoveJob("j1")]))
    say(session, "undo")
    assert len(session.state().history.jobs) == 2


def test_undo_answers_no_question_and_leaves_it_open(session: Session) -> None:
    asked = [e for e in say(session, COOK) if isinstance(e, Asked)]
    say(session, "remove the waiter job")
    left = session.state().progress.left
    say(session, "put it back")
    assert asked
    assert session.state().progress.left == left
    assert session.state().question is not None


def test_keep_it_undoes_nothing_when_nothing_was_just_changed(session: Session) -> None:
    say(session, COOK, "show me suggestions now", "what does a nurse earn?", "keep it")
    assert len(session.state().history.jobs) == 2


def test_a_guess_stays_a_guess_when_its_job_comes_back(session: Session) -> None:
    say(session, "I was a nurse from 2010 to 2015")
    (job,) = session.state().history.jobs
    assert job.tentative
    say(session, "remove the nurse job", "undo")
    assert session.state().history.jobs == (job,)


def test_undo_works_after_a_restart(data_dir: Path) -> None:
    advisor = Advisor.open(Settings(data_dir=data_dir))
    say(advisor.conversation("k"), COOK, "I love painting", "remove the waiter job")
    advisor.close()
    advisor = Advisor.open(Settings(data_dir=data_dir))
    session = advisor.conversation("k")
    assert "waiter" in text(say(session, "put it back"))
    assert "painting" in text(say(session, "undo"))
    assert len(session.state().history.jobs) == 2
    assert session.state().history.interests == ()
    advisor.close()


def test_only_the_last_changes_are_kept() -> None:
    histories = [CareerHistory(interests=(str(n),)) for n in range(MOST_STEPS + 5)]
    past: tuple[CareerHistory, ...] = ()
    for history in histories:
        past = kept(past, history)
    assert past == tuple(histories[5:])


TOLD_AT_ONCE = f"{COOK}. I have a bachelor's in biology. No night shifts."


@pytest.mark.parametrize(
    "words", ["put it back", "redo", "no, bring it back", "restore that", "put everything back"]
)
def test_what_was_told_at_once_is_undone_with_the_way_back_named(
    session: Session, words: str
) -> None:
    say(session, TOLD_AT_ONCE)
    told = session.state().history
    reply = text(say(session, "undo"))
    for fact in ("cook at Denny's", "waiter at Hilton", "biology", "No night shifts"):
        assert fact in reply
    assert reply.endswith('Say "put it back" to have it again.')
    assert session.state().history == CareerHistory()
    reply = text(say(session, words))
    assert reply.startswith("Noted again: cook at Denny's")
    assert session.state().history == told
    say(session, "undo")
    assert session.state().history == CareerHistory()


def test_redo_makes_a_change_anew_and_goes_step_by_step(session: Session) -> None:
    say(session, COOK, "I love painting", "the waiter job ended in 2019")
    changed = session.state().history
    assert 'Say "redo" to change it again.' in text(say(session, "undo"))
    say(session, "undo", "undo", "redo", "redo", "redo")
    assert session.state().history == changed


def test_put_it_back_goes_on_bringing_back_what_was_removed(session: Session) -> None:
    say(session, COOK, "remove the cook job", "remove the waiter job")
    say(session, "put it back", "put it back")
    assert [job.title for job in session.state().history.jobs] == ["cook", "waiter"]


def test_what_is_told_after_undoing_is_not_replaced(session: Session) -> None:
    say(session, COOK, "I love painting", "undo", "I love music", "put it back")
    assert session.state().history.interests != ("painting",)
    assert len(session.state().history.jobs) == 2


def test_answers_on_activities_are_said_to_be_kept(session: Session) -> None:
    say(session, COOK, "take the interest test", "3", "stop")
    before = session.state().history
    reply = text(say(session, "undo"))
    assert "Undone: cook" in reply
    assert "Your answers on activities are kept: change them where you gave them" in reply
    assert session.state().history.interest_profile == before.interest_profile
    assert "are kept" not in text(say(session, "undo"))


def test_undo_right_after_the_first_answers_says_that_they_are_kept(session: Session) -> None:
    say(session, "take the interest test", "3", "stop")
    reply = text(say(session, "undo"))
    assert reply.startswith("Your answers on activities are kept")
    assert "nothing to undo" not in reply
