"""Conversations made up for tests, and what an advisor read from them."""

from datetime import date

from advisor.career import CareerHistory, Education, EducationLevel, Job, When
from advisor.evaluation.conversations.labelled import LabelledConversation
from advisor.evaluation.conversations.played import Played, Turn
from advisor.evaluation.expected import ExpectedEducation, ExpectedHistory, ExpectedJob

CODE = "41-2011.00"
CASHIER = Job("j1", "cashier", code=CODE, employer="Target", start=When(2015), end=When(2018))
UNDATED = Job("j1", "cashier", code=CODE, employer="Target")
SCHOOL = Education("e1", EducationLevel.HIGH_SCHOOL, year=When(2014))


def labelled(number: int = 1) -> LabelledConversation:
    """Return a cashier's conversation."""
    return LabelledConversation(
        name=f"cashier-{number}",
        about="A cashier",
        today=date(2026, 11, 15),
        messages=("I was a cashier at Target 2015-18", "high school, 2014"),
        expected=ExpectedHistory(
            jobs=(
                ExpectedJob(
                    title="cashier", codes=(CODE,), employer="Target", start="2015", end="2018"
                ),
            ),
            education=(
                ExpectedEducation(level=EducationLevel.HIGH_SCHOOL, field=None, year="2014"),
            ),
        ),
    )


def played(
    *jobs: Job, school: bool = True, keys: tuple[str, ...] = (), suggestions: tuple[str, ...] = ()
) -> Played:
    """Return what came of a conversation from which these jobs were read."""
    history = CareerHistory(jobs=jobs, education=(SCHOOL,) if school else ())
    turns = (Turn(0.5), Turn(0.25, suggested=bool(suggestions)))
    return Played(history, turns, keys=keys, suggestions=suggestions, calls=3)
