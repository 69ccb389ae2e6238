import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from advisor.edits import AddEducation, AddJob, AddLimit, AnswerItems, Note, apply
from advisor.history_json import history_from_json, history_to_json
from advisor.instruments.reading import available
from advisor.interests import profile_of
from advisor.settings import Settings
from retrieval.catalog import Catalog
from retrieval.errors import AdvisorError
from retrieval.occupations import Riasec

SHORT = available(Settings(data_dir=Path("unused")))["activities-30"]

FULL = apply(
    CareerHistory(),
    [
        AddJob(Job("", "cook", "35-2014.00", "Diner", When(2010), When(2014, 5))),
        AddJob(Job("", "chef", None, None, When(2014, 6), PRESENT)),
        AddJob(Job("", "helper", paid=False, duration_months=7)),
        AddEducation(Education("", EducationLevel.ASSOCIATE, "cooking", When(2009), "Northside")),
        AddEducation(Education("", None, "first aid", in_progress=True)),
        Note("interest", "baking"),
        Note("skill", "Spanish"),
        AddLimit(Limit(LimitKind.MINIMUM_PAY, "40k or more", dollars=40_000)),
    ],
)


def read(value: Any, catalog: Catalog) -> CareerHistory:
    return history_from_json(json.dumps(value), catalog)


def test_a_history_survives_the_round_trip(catalog: Catalog) -> None:
    assert read(history_to_json(FULL), catalog) == FULL


def test_it_is_also_found_inside_what_the_commands_print(catalog: Catalog) -> None:
    printed = {"history": history_to_json(FULL), "recommendation": None, "target": None}
    assert read(printed, catalog) == FULL


def test_answers_to_a_questionnaire_survive_and_their_scores_are_worked_out(
    catalog: Catalog,
) -> None:
    social = {i.index: 5 if i.area is Riasec.SOCIAL else None for i in SHORT.items}
    history = apply(FULL, [AnswerItems(profile_of(SHORT, "es", social))])
    written = history_to_json(history)
    profile = written["interests_profile"]
    assert profile["scores"]["Social"] == 20
    assert profile["scores"]["Artistic"] is None
    assert (profile["most"], profile["doubt"], profile["language"]) == (20, "too_few", "es")
    profile["scores"] = {"Social": 0}
    known = {SHORT.key: SHORT}
    assert history_from_json(json.dumps(written), catalog, known) == history


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"instrument": "other"}, "interests_profile.instrument: expected activities-30"),
        ({"answers": [1, 2]}, "interests_profile.answers: expected 30 answers"),
        ({"answers": [6] * 30}, r"interests_profile.answers\[0\]"),
        ({"language": "fr"}, "expected a language of en, es, zh"),
        ({"language": None}, "interests_profile.language: expected text"),
    ],
)
def test_answers_that_are_none_are_refused(
    catalog: Catalog, change: dict[str, Any], wrong: str
) -> None:
    answers = {"instrument": SHORT.key, "language": "en", "answers": [None] * 30}
    text = json.dumps({"interests_profile": answers | change})
    with pytest.raises(AdvisorError, match=wrong) as caught:
        history_from_json(text, catalog, {SHORT.key: SHORT})
    assert "\n" not in str(caught.value)


def test_unknown_values_are_null(catalog: Catalog) -> None:
    history = read({"jobs": [{"title": "cook", "end": None}], "education": None}, catalog)
    assert history_to_json(history)["jobs"] == [
        {
            "title": "cook",
            "code": None,
            "employer": None,
            "start": None,
            "end": None,
            "paid": True,
            "duration_months": None,
        }
    ]


def test_a_code_alone_brings_its_title(catalog: Catalog) -> None:
    assert read({"jobs": [{"code": "41-2031.00"}]}, catalog).jobs[0].title == "Retail Salespersons"


def test_years_may_be_numbers_and_unknown_keys_are_left_out(catalog: Catalog) -> None:
    value = {"jobs": [{"title": "cook", "start": 2019, "boss": "Ann"}], "sex": "female"}
    assert read(value, catalog).jobs == (Job("j1", "cook", start=When(2019)),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "expected JSON"),
        ("[" * 100_000, "expected JSON"),
        ("[]", "expected an object, got []"),
        ('{"jobs": {}}', "jobs: expected a list, got {}"),
        ('{"jobs": [3]}', "jobs[0]: expected an object, got 3"),
        ('{"jobs": [{}]}', "jobs[0]: expected a title or a code"),
        ('{"jobs": [{"title": 3}]}', "jobs[0].title: expected text, got 3"),
        ('{"jobs": [{"title": "a", "code": "1"}]}', "jobs[0].code: expected an O*NET-SOC code"),
        ('{"jobs": [{"title": "a", "start": "May"}]}', "jobs[0].start: expected a date like 2019"),
        ('{"jobs": [{"title": "a", "start": "2019-13"}]}', "a month 0-12, got 2019, 13"),
        ('{"jobs": [{"title": "a", "end": "now"}]}', "jobs[0].end: expected a date like 2019"),
        ('{"jobs": [{"title": "a", "end": true}]}', "jobs[0].end: expected a date like 2019"),
        ('{"jobs": [{"title": "a", "start": 2019, "end": 2018}]}', "ends 2018, before it starts"),
        ('{"jobs": [{"title": "a\\nb", "start": 2019, "end": 2018}]}', "a b: ends 2018"),
        ('{"jobs": [{"title": "a", "duration_months": 0}]}', "expected a number above 0, got 0"),
        ('{"education": [{"level": "phd"}]}', "education[0].level: expected 'less_than_high"),
        ('{"limits": [{"quote": "no"}]}', "limits[0].kind: expected a value, got none"),
        ('{"history": {"jobs": [3]}}', "history.jobs[0]: expected an object, got 3"),
    ],
)
def test_bad_input_is_one_clear_line(catalog: Catalog, text: str, said: str) -> None:
    with pytest.raises(AdvisorError) as caught:
        history_from_json(text, catalog)
    message = str(caught.value)
    assert message.startswith("career history: ")
    assert said in message
    assert "\n" not in message


_KEYS = """
jobs education interests skills limits history title code employer start end level field year kind
quote dollars paid duration_months
"""
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["2019", "2020-05", "present", "bachelor", "41-2031.00", "other"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(_KEYS.split()) | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(value=_VALUES)
def test_any_json_is_read_or_refused_in_one_line(catalog: Catalog, value: Any) -> None:
    try:
        history = read(value, catalog)
    except AdvisorError as error:
        assert "\n" not in str(error)
    else:
        assert read(history_to_json(history), catalog) == history


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_one_line(catalog: Catalog, content: bytes) -> None:
    try:
        history_from_json(content, catalog)
    except AdvisorError as error:
        assert "\n" not in str(error)
