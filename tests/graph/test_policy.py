"""The policy as a table: what is known and what was said, and the act that answers."""

import pytest

from advisor.career import (
    PRESENT,
    CareerHistory,
    Education,
    EducationLevel,
    Job,
    Limit,
    LimitKind,
    When,
)
from advisor.recommendation import Recommendation, Staying
from graph.policy import choose_act
from graph.state import Act, ConversationState
from graph.understanding import Intent, Question, Topic, Understanding
from retrieval.occupations import OccupationMatch

NURSE = Job("j1", "nurse", code="29-1141.00", start=When(2015), end=PRESENT)
SOME = CareerHistory(jobs=(NURSE,))
ALL = CareerHistory(
    jobs=(NURSE,),
    education=(Education("e1", EducationLevel.BACHELOR),),
    interests=("teaching",),
    limits=(Limit(LimitKind.SCHEDULE, "no nights"),),
)
SHOWN = Recommendation(None, (), Staying("29-1141.00", "Registered Nurses", 0.9), "m", "s")
UNCLEAR = Question(
    Topic.JOB_TITLE, "j1", (OccupationMatch("29-1141.00", "Registered Nurses", 0.5, "nurse"),)
)


def turn(
    intent: Intent = Intent.TELL,
    before: CareerHistory = SOME,
    history: CareerHistory = SOME,
    **more: object,
) -> ConversationState:
    state: ConversationState = {
        "message": "…",
        "manual": None,
        "understanding": Understanding(intent=intent),
        "before": before,
        "history": history,
    }
    state.update(more)  # type: ignore[typeddict-item]
    return state


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (turn(), "ask"),
        (turn(Intent.GREETING, CareerHistory(), CareerHistory()), "ask"),
        (turn(unclear=(UNCLEAR,)), "confirm"),
        (turn(unclear=(UNCLEAR,), asked=(UNCLEAR.key,)), "ask"),
        (turn(Intent.SUGGEST), "suggest"),
        (turn(Intent.SUGGEST, CareerHistory(), CareerHistory()), "suggest"),
        (turn(Intent.OTHERS), "suggest"),
        (turn(Intent.DISTRESS), "explain"),
        (turn(Intent.WEIGH), "weigh_target"),
        (turn(Intent.WHY), "explain"),
        (turn(Intent.PAY), "explain"),
        (turn(Intent.HELP), "explain"),
        (turn(Intent.OFF_TOPIC), "explain"),
        (turn(Intent.EMPTY), "explain"),
        (turn(Intent.UNCLEAR), "explain"),
        (turn(Intent.UNCLEAR, CareerHistory(), SOME), "ask"),
        (turn(history=ALL, closed=("other_jobs:",)), "suggest"),
        (turn(history=ALL, before=ALL, recommendation=SHOWN), "suggest"),
        (turn(history=ALL, recommendation=SHOWN), "suggest"),
        (turn(manual=()), "revise"),
    ],
)
def test_the_act_that_answers(state: ConversationState, act: Act) -> None:
    assert choose_act(state) == act


def test_a_choice_among_readings_of_a_target_is_weighed() -> None:
    state = turn()
    state["understanding"] = Understanding(chosen="29-1141.00")
    assert choose_act(state) == "weigh_target"


def test_with_nothing_to_go_on_and_nothing_left_to_ask_it_says_so() -> None:
    topics = ("first_job:", "other_jobs:", "education:", "interests:", "limits:")
    nothing = turn(before=CareerHistory(), history=CareerHistory(), asked=topics)
    assert choose_act(nothing) == "explain"
