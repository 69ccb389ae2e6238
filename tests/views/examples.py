"""Values to show: one suggestion with everything, a recommendation, a history."""

from advisor.career import PRESENT, CareerHistory, Education, EducationLevel, Job, When
from advisor.recommendation import (
    Reason,
    Recommendation,
    SkillComparison,
    Staying,
    Suggestion,
    TargetAssessment,
)
from retrieval.occupations import EducationShare, Occupation, OccupationMatch, Outlook, Pay
from views.timeline import Titles

PAY = Pay(69_680, 117_960, 219_080, ("p90",), 616_200, "11-9111", False, "OEWS", 2024)
OUTLOOK = Outlook(
    28.9, 61_400, "Bachelor's degree", "11-9111", False, "2024-34", "Employment Projections"
)
SUGGESTION = Suggestion(
    code="11-9111.00",
    title="Medical and Health Services Managers",
    group="350",
    group_title="Medical and health services managers",
    probability=0.041,
    probability_if_moving=0.123,
    moved=63,
    leavers=512,
    reasons=(Reason("move", "Others made this move.", "registered nurse since 2015"),),
    shared=(SkillComparison("Active Listening", 4.1, 4.2, 4.0),),
    missing=(SkillComparison("Operations Analysis", 3.4, None, 3.2),),
    job_zone=5,
    education=(EducationShare(6, "Bachelor's Degree", 52.3),),
    pay=PAY,
    outlook=OUTLOOK,
    url="https://www.onetonline.org/link/summary/11-9111.00",
    cautions=("I could not check whether it avoids night shifts.",),
)
RECOMMENDATION = Recommendation(
    reason="You have worked in nursing for eleven years.",
    reason_by="evidence writer",
    suggestions=(SUGGESTION,),
    stay=Staying("29-1141.00", "Registered Nurses", 0.873),
    model="counts 1",
    source="NLSY97",
    notes=("One kind of work was left out.",),
)
ASSESSMENT = TargetAssessment(SUGGESTION, 12, 280, ("Build Operations Analysis.",))

HISTORY = CareerHistory(
    jobs=(
        Job("j1", "nursing assistant", "31-1131.00", "Willow Creek", When(2011), When(2014, 5)),
        Job("j2", "nurse", "29-1141.00", "St. Mary's", When(2015), PRESENT, tentative=True),
    ),
    education=(Education("e1", EducationLevel.BACHELOR, "nursing", When(2014), "Ohio State"),),
    interests=("teaching",),
)

OCCUPATIONS = {
    code: Occupation(code, title, ("3255",), 4)
    for code, title in {
        "29-1141.00": "Registered Nurses",
        "29-1171.00": "Nurse Practitioners",
        "31-1131.00": "Nursing Assistants",
    }.items()
}


def match_nurses(text: str) -> list[OccupationMatch]:
    """Return the two nursing occupations for any text that speaks of nurses."""
    codes = ("29-1171.00", "29-1141.00") if "nurse" in text else ()
    return [OccupationMatch(code, OCCUPATIONS[code].title, 0.5, text) for code in codes]


TITLES = Titles(OCCUPATIONS, match_nurses)
