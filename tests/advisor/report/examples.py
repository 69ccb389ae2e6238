"""Histories to report on, with what is hard to print: other scripts, tags, long words."""

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

HISTORY = CareerHistory(
    jobs=(
        Job(
            "j1", "line cook", "35-2014.00", "Zoë's <b>Café</b> & Söhne", When(2012), When(2015, 6)
        ),
        Job("j2", "кладовщик", "53-7065.00", "Łódź Market", When(2015, 9), When(2018), "", True),
        Job("j3", "helped out", None, "北京烤鸭店", paid=False, duration_months=30),
        Job("j4", "cashier", "41-2011.00", "서울 마트", When(2019), PRESENT),
    ),
    education=(
        Education("e1", EducationLevel.HIGH_SCHOOL, None, When(2012)),
        Education("e2", EducationLevel.ASSOCIATE, "hospitality", in_progress=True),
    ),
    interests=("cooking for people", "fixing <i>bikes"),
    skills=("Excel",),
    limits=(Limit(LimitKind.SCHEDULE, "no nights & no weekends"),),
)
