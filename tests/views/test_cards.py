"""Suggestion cards: everything about a suggestion, escaped, readable without seeing colours."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from advisor.recommendation import Reason
from tests.views.examples import ASSESSMENT, RECOMMENDATION, SUGGESTION
from tests.views.page import parse
from views.cards import cards_html


def test_nothing_to_show_is_empty() -> None:
    assert cards_html(None, None) == ""


def test_a_card_shows_chance_reasons_pay_outlook_and_the_source() -> None:
    text = " ".join(parse(cards_html(RECOMMENDATION, None)).text.split())
    for expected in (
        "Staying in Registered Nurses for another year: 87 %",
        "One kind of work was left out.",
        "Medical and Health Services Managers",
        "About 1 in 8 people with a history like yours who change occupation",
        "You told me: registered nurse since 2015",
        "I could not check whether it avoids night shifts.",
        "$117,960 a year",
        "OEWS, 2024",
        "+28.9 % over 2024–34",
        "Others made this move.",
        "Chances and counts: NLSY97. Predictor: counts 1.",
    ):
        assert expected in text, expected


def test_the_link_to_onet_opens_apart_and_tells_nobody_where_it_came_from() -> None:
    (link,) = parse(cards_html(RECOMMENDATION, None)).all("a")
    assert link["href"] == SUGGESTION.url
    assert link["target"] == "_blank"
    assert link["rel"] == "noopener noreferrer"


def test_a_weighed_job_has_the_same_card_with_its_rank_and_steps() -> None:
    text = parse(cards_html(None, ASSESSMENT)).text
    assert "Its group ranks 12 among the 280 occupation groups" in text
    assert "Build Operations Analysis." in text
    assert "About 1 in 8 people" in text
    assert "Staying" not in text


def test_missing_facts_are_said_to_be_missing() -> None:
    bare = replace(
        SUGGESTION, pay=None, outlook=None, job_zone=None, education=(), shared=(), missing=()
    )
    shown = replace(RECOMMENDATION, reason=None, suggestions=(bare,))
    page = parse(cards_html(shown, None))
    assert "Median pay not published · outlook not published" in page.text
    assert "$" not in page.text
    assert page.all("table") == []


def test_skills_are_a_table_that_says_what_its_bars_show() -> None:
    page = parse(cards_html(RECOMMENDATION, None))
    assert page.all("svg") == page.all("svg", **{"aria-hidden": "true"}) != []
    words = page.text.split()
    assert {"4.1", "4.2", "3.4"} <= set(words)
    assert "not rated" in page.text
    assert len(page.all("rect", **{"class": "ca-needed"})) == 2
    assert len(page.all("rect", **{"class": "ca-held"})) == 1


@given(st.text(min_size=1))
def test_no_text_can_change_the_page(text: str) -> None:
    reasons = (Reason("words", text, text),)
    suggestion = replace(SUGGESTION, reasons=reasons, title=text, cautions=(text,))
    shown = replace(RECOMMENDATION, suggestions=(suggestion,), reason=text, notes=(text,))
    plain = replace(SUGGESTION, reasons=(Reason("words", "x", "x"),), title="x", cautions=("x",))
    expected = replace(RECOMMENDATION, suggestions=(plain,), reason="x", notes=("x",))
    weighed = replace(ASSESSMENT, suggestion=suggestion, steps=(text,))
    plainly = replace(ASSESSMENT, suggestion=plain, steps=("x",))
    html = cards_html(shown, weighed)
    assert parse(html).shape == parse(cards_html(expected, plainly)).shape


def test_a_caution_of_every_card_is_said_once() -> None:
    other = replace(SUGGESTION, title="Other", cautions=(*SUGGESTION.cautions, "Pays less."))
    shown = replace(RECOMMENDATION, suggestions=(SUGGESTION, other))
    text = parse(cards_html(shown, None)).text
    assert text.count(SUGGESTION.cautions[0]) == 1
    assert text.index(SUGGESTION.cautions[0]) < text.index(SUGGESTION.title)
    assert text.count("Pays less.") == 1


def test_the_count_of_moves_is_shown_even_if_no_reason_tells_it() -> None:
    said = replace(SUGGESTION, reasons=(Reason("words", "It is about teaching.", "teaching"),))
    shown = replace(RECOMMENDATION, suggestions=(said,))
    assert "63 of 512 people" in parse(cards_html(shown, None)).text
