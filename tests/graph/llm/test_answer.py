import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.llm.answer import Answer, answer_schema, parse_answer
from graph.understanding import Intent

JOB = '{"intent": "tell", "jobs": [{"title": "cook", "start": "2015"}]}'


def parsed(text: str) -> Answer:
    found = parse_answer(text)
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        JOB,
        f"```json\n{JOB}\n```",
        f"Sure! Here {{as you asked}} it is:\n\n{JOB}\n\nAnything else?",
        JOB.replace("}]", "},]"),
        JOB.replace('"', "'"),
        JOB[:-3],
        JOB[:-5],
        f"<think>The person {{cooks}}. {{'jobs': []}}</think>\n{JOB}",
        f"the opening tag is missing {{'jobs': []}}</think>{JOB}",
        JOB.replace('"tell"', '"TELL"').replace('"2015"', "2015"),
        JOB.replace("}]}", '}], "education": null, "skills": null}'),
    ],
)
def test_what_can_be_repaired_is_read(text: str) -> None:
    answer = parsed(text)
    assert answer.intent is Intent.TELL
    assert [(job.title, (job.start or "")[:3]) for job in answer.jobs] == [("cook", "201")]


@pytest.mark.parametrize(
    "text",
    [
        *("", "I cannot help with that.", "null", "[1, 2]", '"tell"', "{}", '{"reply": "hi"}'),
        *("<think>it never ends {'intent': 'tell'}", "[" * 50_000, '{"a":' * 50_000),
        '{"intent": ' * 2000,
    ],
)
def test_what_is_no_answer_is_none(text: str) -> None:
    assert parse_answer(text) is None


def test_what_is_invalid_is_taken_out_and_counted() -> None:
    jobs: list[Any] = [{"title": f"job {n}"} for n in range(12)]
    jobs[2], jobs[10], jobs[11] = 7, "cook", {"title": "cook", "employer": {"name": "x"}}
    text = json.dumps({"intent": "sing", "jobs": jobs, "limits": "none", "skills": ["a", 5, {}]})
    found = parse_answer(text)
    assert found is not None
    answer, dropped = found
    assert answer.intent is None
    assert [job.title for job in answer.jobs] == [
        *(f"job {n}" for n in range(10) if n != 2),
        "cook",
    ]
    assert answer.jobs[-1].employer is None
    assert answer.limits == []
    assert answer.skills == ["a", "5"]
    assert dropped == 6


def test_words_for_nothing_are_nothing() -> None:
    answer = parsed('{"jobs": [{"title": "cook", "employer": "N/A", "start": "null", "end": ""}]}')
    assert answer.jobs[0].model_dump(exclude_none=True) == {"title": "cook"}


def test_the_schema_is_strict_throughout() -> None:
    schema = answer_schema()
    objects = [p for p in (schema, *schema["$defs"].values()) if p.get("type") == "object"]
    assert len(objects) == 4
    for part in objects:
        assert part["required"] == list(part["properties"])
        assert part["additionalProperties"] is False
    assert not {"default", "description"} & set(_keys(schema))
    assert "title" in schema["$defs"]["JobItem"]["properties"], "the field, not the annotation"


def _keys(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(key for inner in value.values() for key in _keys(inner))]
    return [key for inner in value for key in _keys(inner)] if isinstance(value, list) else []


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(Answer.model_fields)), _JSON, min_size=1))
def test_no_json_object_makes_it_fail(data: dict[str, Any]) -> None:
    assert parse_answer(json.dumps(data)) is not None


@given(st.text(alphabet="{}[]\"',: \\ntel0", max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    parse_answer(text)
