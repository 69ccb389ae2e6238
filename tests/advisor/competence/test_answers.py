"""What language models answer about themselves, in all the ways in which they do."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.competence.answers import POINTS, read_ratings, schema
from advisor.competence.check import KINDS


def rows(*ratings: tuple[Any, Any]) -> str:
    return json.dumps(
        {"ratings": [{"item": n, "doing": d, "advising": a} for n, (d, a) in enumerate(ratings, 1)]}
    )


def test_numbers_are_read_by_item_and_kind() -> None:
    read = read_ratings(rows((1, 5), (2, 4)), 2)
    assert read.given == {
        ("doing", 1): 1,
        ("advising", 1): 5,
        ("doing", 2): 2,
        ("advising", 2): 4,
    }
    assert not any(read.refused.values()) and not any(read.broken.values())


@pytest.mark.parametrize(
    "text",
    [
        "```json\n" + rows((3, 3)) + "\n```",
        "Here is what I think:\n" + rows((3, 3)) + "\nI hope this helps.",
        "<think>{hm}</think>" + rows((3, 3)),
        '{"ratings": [{"item": 1, "doing": 3, "advising": 3',
        '[{"item": 1, "doing": 3, "advising": 3}]',
        '{"ratings": [{"item": "1", "doing": "3", "advising": 3.0}]}',
        '{"item": 1, "doing": 3, "advising": 3}',
        "{'ratings': [{'item': 1, 'doing': 3, 'advising': 3,}]}",
    ],
)
def test_json_is_found_and_repaired(text: str) -> None:
    assert read_ratings(text, 1).given == {("doing", 1): 3, ("advising", 1): 3}


@pytest.mark.parametrize("value", [0, 6, -1, 2.5, "high", True, [3], {"n": 3}, "55"])
def test_what_is_no_point_of_the_scale_is_broken_and_no_number(value: object) -> None:
    read = read_ratings(rows((value, 4)), 1)
    assert read.given == {("advising", 1): 4}
    assert (read.broken, read.refused) == (
        {"doing": 1, "advising": 0},
        {"doing": 0, "advising": 0},
    )


def test_null_declines_and_a_missing_item_is_broken() -> None:
    read = read_ratings(rows((None, 4)), 2)
    assert read.given == {("advising", 1): 4}
    assert read.refused == {"doing": 1, "advising": 0}
    assert read.broken == {"doing": 1, "advising": 1}


def test_an_item_rated_twice_counts_only_if_both_agree() -> None:
    def twice(second: int) -> str:
        entry = {"item": 1, "doing": 2, "advising": 2}
        return json.dumps({"ratings": [entry, entry | {"doing": second}]})

    assert read_ratings(twice(2), 1).given == {("doing", 1): 2, ("advising", 1): 2}
    assert read_ratings(twice(4), 1).given == {("advising", 1): 2}


@pytest.mark.parametrize(
    ("text", "declined"),
    [
        ("I'm sorry, but I cannot rate myself.", True),
        ("As an AI language model, I have no competence.", True),
        ("Lo siento, no puedo hacerlo.", True),
        ("抱歉,我无法评价自己。", True),
        ("非常抱歉。", True),
        ("I’m sorry.", True),
        ("Think of me as an aid to you.", False),
        ("Well, about a four, I would say.", False),
        ("", False),
        ("{}", False),
        ("[1, 2, 3]", False),
        ("<think>I never stop thinking", False),
    ],
)
def test_prose_is_a_refusal_or_broken_as_a_whole(text: str, declined: bool) -> None:
    read = read_ratings(text, 3)
    assert read.given == {}
    assert (read.refused, read.broken) == tuple(
        dict.fromkeys(KINDS, 3 if is_it else 0) for is_it in (declined, not declined)
    )


@given(st.text() | st.recursive(
    st.none() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["ratings", "item", "doing", "advising"]), inner),
).map(json.dumps), st.integers(1, 5))  # fmt: skip
def test_whatever_comes_every_number_is_accounted_for(text: str, items: int) -> None:
    read = read_ratings(text, items)
    assert all(point in POINTS for point in read.given.values())
    for kind in KINDS:
        given_here = sum(k == kind for k, _ in read.given)
        assert given_here + read.refused[kind] + read.broken[kind] == items


def test_the_schema_asks_for_every_number_and_lets_decline() -> None:
    entry = schema(3)["properties"]["ratings"]["items"]
    assert entry["required"] == ["item", "doing", "advising"]
    assert entry["properties"]["item"]["enum"] == [1, 2, 3]
    assert entry["properties"]["doing"]["enum"] == [1, 2, 3, 4, 5, None]
