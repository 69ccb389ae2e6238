"""Tries to get the answer into a reason, by every way there is."""

import random
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.model.reasons import ReasonWriter
from advisor.model.themes import Theme, theme_of
from advisor.model.title_facts import TitleFacts
from advisor.model.work_years import IDLE, IN_EDUCATION, NOT_WORKING, YearFacts, work_years
from advisor.training.leaks import LeakDetector, stems
from advisor.training.questions import Question
from advisor.training.reason_writing import EvidenceCandidates
from advisor.training.sections import ReasonsSection
from retrieval.catalog import Catalog
from tests.advisor.training.conftest import history

SLOW_START = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
seeds = st.integers(0, 10**6)
lengths = st.integers(1, 15)


def question(title: str, *told: str) -> Question:
    years = work_years(YearFacts(one, "a", full_time=True) for one in told or ("Cashiers",))
    return Question("nlsy97", 1, years, title)


@SLOW_START
@given(seeds, lengths, st.data())
def test_a_written_reason_depends_on_the_answer_by_its_theme_alone(
    facts: Mapping[str, TitleFacts], seed: int, length: int, data: st.DataObject
) -> None:
    """Two answers of the same theme get the same reasons: nothing else of an answer comes in."""
    years = tuple(history(seed, length))
    titles = [*facts, *IDLE]
    answer = data.draw(st.sampled_from(titles))
    theme = theme_of(years, answer, facts)
    same = [title for title in titles if theme_of(years, title, facts) is theme]
    other = data.draw(st.sampled_from(same))
    writer = EvidenceCandidates(facts, ReasonsSection(), seed)
    one, two = (writer.of(Question("nlsy97", 7, years, title)) for title in (answer, other))
    assert one == two


@SLOW_START
@given(seeds, lengths, st.data())
def test_no_written_reason_names_any_answer(
    facts: Mapping[str, TitleFacts],
    leaks: LeakDetector,
    seed: int,
    length: int,
    data: st.DataObject,
) -> None:
    years = tuple(history(seed, length))
    theme = data.draw(st.sampled_from(list(Theme)))
    answer = data.draw(st.sampled_from([*facts, *IDLE]))
    reason = ReasonWriter(facts).write(years, theme, random.Random(seed))
    assert not leaks.leaks(reason, Question("nlsy97", 1, years, answer))


@SLOW_START
@given(st.tuples(seeds, lengths, st.sampled_from(list(Theme))), st.data())
def test_a_planted_answer_is_found_wherever_it_is(
    facts: Mapping[str, TitleFacts],
    leaks: LeakDetector,
    catalog: Catalog,
    drawn: tuple[int, int, Theme],
    data: st.DataObject,
) -> None:
    seed, length, theme = drawn
    years = tuple(history(seed, length))
    group = data.draw(st.sampled_from(sorted(catalog.groups)))
    title = catalog.groups[group].title
    asked = Question("nlsy97", 1, years, title)
    names = [title, title.lower(), title.upper()]
    # Names that are said of many occupations ("Owner"), or that any reason may use, do not count.
    names += [
        name
        for code in catalog.groups[group].members
        for name in catalog.occupations[code].alternate_titles
        if len(stems(name)) > 1 and not set(stems(name)) <= leaks.common
    ]
    planted = data.draw(st.sampled_from(names))
    words = ReasonWriter(facts).write(years, theme, random.Random(seed)).split(" ")
    place = data.draw(st.integers(0, len(words)))
    assert leaks.leaks(" ".join([*words[:place], planted, *words[place:]]), asked)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Registered nurses", "A degree in hand. She will be a registered nurse."),
        ("Registered nurses", "A degree in hand. Nursing seems near."),
        ("Registered nurses", "A degree in hand, and a nurse in the making."),
        ("Carpenters", "Steady hands. Carpentry is the next thing."),
        ("Elementary and middle school teachers", "An elementary classroom waits."),
        ("Waiters and waitresses", "Likely to wait tables as a waitress."),
    ],
)
def test_a_word_of_the_answer_is_a_leak(leaks: LeakDetector, title: str, reason: str) -> None:
    assert leaks.leaks(reason, question(title))


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Registered nurses", "2 years in the present work. The signs point to a change of field."),
        ("Carpenters", "3 of 4 working years in construction. Other work seems closest."),
        ("Cashiers", "3 years in the present work. Keeping what is known seems to count most."),
        (
            IN_EDUCATION,
            "High school as the highest level of education. Time in education seems near.",
        ),
        (NOT_WORKING, "Part time this year. The ties to work seem loose."),
    ],
)
def test_what_is_said_of_anyone_is_none(leaks: LeakDetector, title: str, reason: str) -> None:
    assert not leaks.leaks(reason, question(title))


def test_staying_is_given_away_by_the_present_title(leaks: LeakDetector) -> None:
    assert leaks.leaks("She goes on as a cashier.", question("Cashiers"))
    assert leaks.leaks("All as before.", question("Cashiers"))
    idle = question(IN_EDUCATION, "Cashiers", IN_EDUCATION)
    assert not leaks.leaks("1 year in education until now.", idle)
    assert leaks.leaks("1 year in school. She goes on in education.", idle)
