from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.career import PRESENT, When
from graph.rules.dates import complete, find_dates, read_dates_answer
from tests.graph.rules.notation import cases, shown_date

TODAY = date(2026, 11, 15)


@pytest.mark.parametrize(("text", "expected"), cases("dates"))
def test_reads_what_a_text_says_about_time(text: str, expected: list[str]) -> None:
    assert [shown_date(span) for span in find_dates(text, TODAY)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015-18", {"start": When(2015), "end": When(2018)}),
        ("since 2020", {"start": When(2020), "end": PRESENT}),
        ("3 years", {"duration_months": 36}),
        ("I started in 2012 and left in 2019", {"start": When(2012), "end": When(2019)}),
        ("started in march 2018, still there", {"start": When(2018, 3), "end": PRESENT}),
        ("from 2010 for about 3 years", {"start": When(2010), "end": When(2013)}),
        ("until 2019, for two years", {"start": When(2017), "end": When(2019)}),
        ("09-14", {"start": When(2009), "end": When(2014)}),
        ("Only in 2004.", {"start": When(2004), "end": When(2004)}),
        ("just 2000", {"start": When(2000), "end": When(2000)}),
        ("that was in 2012", {"start": When(2012), "end": When(2012)}),
        ("I started in 2004", {"start": When(2004)}),
        ("2004", {"start": When(2004)}),
        ("I'd rather not say", None),
        ("no idea", None),
    ],
)
def test_reads_the_answer_about_the_dates_of_a_job(
    text: str, expected: dict[str, object] | None
) -> None:
    answer = read_dates_answer(text, TODAY)
    known = {key: value for key, value in (answer or {}).items() if key in (expected or {})}
    assert (known if answer else answer) == expected


def test_works_out_the_other_end_of_a_known_length() -> None:
    worked_out = complete({"start": When(2015, 6), "duration_months": 30})
    assert worked_out["end"] == When(2017, 12)
    assert worked_out["end"].approximate
    assert complete({"duration_months": 30}) == {"duration_months": 30}


def test_the_spans_are_the_words_that_say_when() -> None:
    text = "I was a cook from 2010 to 2012, then a baker since May 2013."
    spans = find_dates(text, TODAY)
    assert [text[span.left : span.right] for span in spans] == [
        "from 2010 to 2012",
        "since May 2013",
    ]


@given(st.dates(date(1950, 1, 1), date(2026, 10, 1)), st.integers(0, 3000))
def test_reads_any_range_of_months_back(start: date, days: int) -> None:
    end = min(start + timedelta(days=days), TODAY)
    for form in ("%B %Y", "%b %Y", "%m/%Y", "%Y-%m"):
        text = f"from {start.strftime(form)} to {end.strftime(form)}"
        (span,) = find_dates(text, TODAY)
        assert (span.start, span.end) == (
            When(start.year, start.month),
            When(end.year, end.month),
        ), text


@given(st.text(max_size=300))
def test_any_text_gives_ordered_spans_within_it(text: str) -> None:
    place = 0
    for span in find_dates(text, TODAY):
        assert place <= span.left < span.right <= len(text)
        place = span.right
