"""Completions are written and read the same way, and broken ones are noticed."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.model.reasoned_text import (
    ReasonedAnswer,
    completion_of,
    parse_completion,
    pieces,
    prompt_of,
    title_told,
)
from advisor.model.rendering import prompt
from advisor.model.work_years import SAME, WorkYear, YearFacts, work_years

YEARS: Sequence[WorkYear] = work_years(
    [YearFacts("Cashiers", "a", full_time=False), YearFacts("Cashiers", "a", full_time=False)]
)


def test_a_prompt_is_a_line_a_year() -> None:
    assert prompt_of(YEARS) == (
        "\nYear 1: Cashiers | first employer, part time\n"
        "Year 2: As before | 2nd year | same employer, part time\n"
    )
    # The same lines that a model trained on whole careers knows.
    assert prompt(YEARS).startswith(prompt_of(YEARS))


def test_a_prompt_needs_a_year() -> None:
    with pytest.raises(ValueError, match="one year"):
        prompt_of([])


def test_going_on_is_told_as_in_the_career() -> None:
    assert title_told(YEARS, "Cashiers") == SAME
    assert title_told(YEARS, "Registered nurses") == "Registered nurses"


@given(
    st.text(st.characters(exclude_characters="<>")),
    st.text(st.characters(exclude_characters="<>"), min_size=1).filter(str.strip),
)
def test_what_is_written_is_read(reason: str, title: str) -> None:
    expected = ReasonedAnswer(reason.strip(), title.strip())
    assert parse_completion(completion_of(reason, title)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Cashiers",
        "<think>a</think>",
        "<answer>Cashiers</answer>",
        "<think>a</think><answer></answer>",
        "<think>a</think><answer> </answer>",
        "<think>a<think>b</think><answer>c</answer>",
        "<think>a</think><answer>b</answer><answer>c</answer>",
        "<think>a</think> so <answer>b</answer>",
        "Well, <think>a</think><answer>b</answer>",
        "<think>a</think><answer>b</answer> and so on",
        "<think>a<answer>b</answer></think>",
        "<answer>b</answer><think>a</think>",
        "<think>a</think><answer>b",
    ],
)
def test_a_broken_completion_is_none(text: str) -> None:
    assert parse_completion(text) is None


def test_white_space_around_marks_is_forgiven() -> None:
    read = parse_completion(" <think>a\n b</think>\n<answer> Cashiers </answer>\n")
    assert read == ReasonedAnswer("a\n b", "Cashiers")


@given(st.text())
def test_pieces_are_the_whole_text(text: str) -> None:
    assert "".join(pieces(text)) == text


def test_marks_are_pieces_of_their_own() -> None:
    assert pieces("Year 1: a\n" + completion_of("b > c", "d")) == [
        *("Year 1: a\n", "<think>", "b > c", "</think>", "<answer>", "d", "</answer>")
    ]
