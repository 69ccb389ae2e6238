"""Care until a relative died and unpaid work told by what was done are read with what is beside."""

import pytest

from advisor.career import CareerHistory
from advisor.edits import apply
from graph.rules.interviewer import RuleInterviewer
from graph.rules.reader import CareerReader
from graph.understanding import Feeling, Topic
from tests.graph.rules.conftest import asked
from tests.graph.rules.notation import shown_job

CARE = "family caregiver"


def told(reader: CareerReader, text: str) -> tuple[list[str], Feeling | None]:
    """Return the jobs and the feeling that a first message tells."""
    understood = RuleInterviewer(reader).understand(text, asked(Topic.FIRST_JOB))
    jobs = apply(CareerHistory(), understood.edits).jobs
    return [shown_job(job) for job in jobs], understood.feeling


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        (
            "looked after my mother until she died in 2025, before that paralegal 1998 to 2009",
            ["paralegal 1998..2009", f"{CARE} ..2025 unpaid"],
        ),
        (
            "paralegal 1998 to 2009, then cared for my mother until she died last year",
            ["paralegal 1998..2009", f"{CARE} ..2025 unpaid"],
        ),
        (
            "took care of my dad from 2009 until he passed away in 2020."
            " before that teller at Chase 2001-2009",
            ["teller @ Chase 2001..2009", f"{CARE} 2009..2020 unpaid"],
        ),
        ("paralegal until my mother died in 2010", ["paralegal ..2010"]),
        ("my dad was sick until he died in 2012", []),
        ("mom died last year after a long illness", []),
        ("my father passed away in March", []),
    ],
)
def test_a_loss_hides_no_work_of_ones_own(reader: CareerReader, text: str, jobs: list[str]) -> None:
    assert told(reader, text) == (jobs, Feeling.LOSS)


@pytest.mark.parametrize(
    ("text", "jobs", "feeling"),
    [
        ("took care of my dying father 2009-2020", [f"{CARE} 2009..2020 unpaid"], Feeling.ILLNESS),
        ("my mother has cancer, she was a nurse 1990 to 2010", [], Feeling.ILLNESS),
        (
            "terrible boss, cashier at Target 2010-2012",
            ["cashier @ Target 2010..2012"],
            Feeling.BOSS,
        ),
        ("terrible boss at the warehouse", [], Feeling.BOSS),
    ],
)
def test_what_is_told_of_others_is_no_work(
    reader: CareerReader, text: str, jobs: list[str], feeling: Feeling
) -> None:
    assert told(reader, text) == (jobs, feeling)


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        ("volunteer typing for the church, not paid", ["typist unpaid"]),
        ("did a bit of typing and filing for the church, not paid", ["typist unpaid"]),
        ("helped with typing at church, not paid", ["typist unpaid"]),
        ("volunteer cooking for the shelter", ["cook unpaid"]),
        ("did a bit of flower arranging for the church, not paid", ["volunteer unpaid"]),
        ("volunteer filing at the library, unpaid", ["volunteer unpaid"]),
        ("I volunteered at the church", ["volunteer unpaid"]),
        (
            "paralegal 1998 to 2009, then some typing for the church, not paid",
            ["paralegal 1998..2009", "typist unpaid"],
        ),
        (
            "paralegal 1998 to 2009, then a bit of flower arranging for the church, not paid",
            ["paralegal 1998..2009", "volunteer unpaid"],
        ),
        ("paralegal 1998 to 2009, it was unpaid", ["paralegal 1998..2009 unpaid"]),
        ("volunteer coaching soccer 2010-2014", ["soccer coach 2010..2014 unpaid"]),
        ("volunteer firefighter since 2015", ["volunteer firefighter 2015..present unpaid"]),
    ],
)
def test_unpaid_work_told_by_what_was_done(
    reader: CareerReader, text: str, jobs: list[str]
) -> None:
    assert told(reader, text)[0] == jobs
