"""A language model is asked about itself once, and what it says is summed up as it is."""

import json
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.competence.asking import activities, askings
from advisor.competence.cache import AnswerCache
from advisor.competence.check import COUNSELLOR, CompetenceCheck
from advisor.competence.checker import CompetenceChecker, SelfRater
from advisor.measured import Counts, Measured
from retrieval.catalog import Catalog
from tests.fakes import Raters
from tests.views.examples import RECOMMENDATION

NURSE, MANAGERS_OTHER = "29-1141.00", "11-9199.00"
SHOWN = replace(RECOMMENDATION, model="model-1")
SUGGESTED = SHOWN.suggestions[0]


def rating(doing: int | None, advising: int | None, items: Sequence[str]) -> str:
    rows = [{"item": n, "doing": doing, "advising": advising} for n in range(1, len(items) + 1)]
    return json.dumps({"ratings": rows})


def rater_of(raters: Raters, folder: Path, catalog: Catalog, repeats: int = 3) -> SelfRater:
    return SelfRater(raters, AnswerCache(folder / "competence.sqlite"), catalog, repeats)


def measured(stated: float, came: int, named: int, movers: int = 1000) -> Measured:
    counts = Counts(5000, 100.0, 100, movers, stated * movers, came, 100, named)
    return Measured("model-1", "1,000 people", {SUGGESTED.group: counts})


def test_it_is_asked_in_two_languages_in_changing_order(tmp_path: Path, catalog: Catalog) -> None:
    raters = Raters(lambda _, items: rating(4, 3, items))
    said = rater_of(raters, tmp_path, catalog).check(NURSE)
    assert said is not None
    assert [language for language, _ in raters.asked].count("es") == 3
    orders = {language: set() for language in ("en", "es")}  # type: dict[str, set[tuple[str, ...]]]
    for language, items in raters.asked:
        orders[language].add(tuple(items))
        assert sorted(items) == sorted(activities(NURSE, catalog, language))
    assert all(len(several) == 3 for several in orders.values())
    assert set(activities(NURSE, catalog, "en")).isdisjoint(activities(NURSE, catalog, "es"))
    assert (said.calls, said.tokens, said.repeats, said.activities) == (6, 600, 3, 8)
    assert said.problem is None
    assert (said.mean("doing"), said.mean("advising"), said.apart) == (4, 3, 0)
    assert {r.agreement for r in said.ratings} == {1.0}


def test_every_activity_has_a_spanish_name(catalog: Catalog) -> None:
    named = {
        row.name: row.element_id
        for code in catalog.occupations
        for row in (*catalog.skills(code), *catalog.knowledge(code))
    }
    codes = [code for code in catalog.occupations if catalog.skills(code)]
    for code in codes:
        english, spanish = (activities(code, catalog, language) for language in ("en", "es"))
        assert len(english) == len(spanish)
        assert set(english) <= named.keys()
        assert set(spanish).isdisjoint(named)


def test_ratings_follow_the_activity_not_its_place(tmp_path: Path, catalog: Catalog) -> None:
    first = activities(NURSE, catalog, "en")[0]

    def answer(_: str, items: Sequence[str]) -> str:
        rows = [
            {"item": n, "doing": 5 if item == first else 1, "advising": None}
            for n, item in enumerate(items, 1)
        ]
        return json.dumps({"ratings": rows})

    said = rater_of(Raters(answer), tmp_path, catalog).check(NURSE)
    assert said is not None
    english = next(r for r in said.ratings if (r.kind, r.language) == ("doing", "en"))
    assert (english.mean, english.agreement) == (1.5, 1.0)
    declined = next(r for r in said.ratings if (r.kind, r.language) == ("advising", "en"))
    assert (declined.mean, declined.given, declined.refused) == (None, 0, 24)
    # In Spanish nothing is called like it: all ratings are 1 there.
    assert said.apart == pytest.approx(0.5)


def test_nothing_is_asked_twice_not_even_after_a_restart(tmp_path: Path, catalog: Catalog) -> None:
    raters = Raters(lambda _, items: rating(2, 2, items))
    first = rater_of(raters, tmp_path, catalog).check(NURSE)
    again = rater_of(raters, tmp_path, catalog).check(NURSE)
    assert first == again
    assert len(raters.asked) == 6
    other = Raters(lambda _, items: rating(5, 5, items), name="rater-2")
    assert rater_of(other, tmp_path, catalog).check(NURSE) != first
    more = rater_of(raters, tmp_path, catalog, repeats=4).check(NURSE)
    assert more is not None
    assert more.calls == 8
    assert len(raters.asked) == 8


def test_two_conversations_at_a_time_cost_one_set_of_calls(
    tmp_path: Path, catalog: Catalog
) -> None:
    raters = Raters(lambda _, items: rating(2, 2, items))
    rater = rater_of(raters, tmp_path, catalog)
    threads = [threading.Thread(target=rater.check, args=(NURSE,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(raters.asked) == 6


def test_a_failing_model_is_said_left_alone_and_asked_again_later(
    tmp_path: Path, catalog: Catalog
) -> None:
    down = Raters(lambda *_: None)
    checker = CompetenceChecker(None, rater_of(down, tmp_path, catalog))
    two = replace(SHOWN, suggestions=(SUGGESTED, replace(SUGGESTED, code=NURSE)))
    *_, (checks, complete) = checker.checks(two)
    assert complete
    assert all(check.said and check.said.calls == 0 for check in checks)
    assert checks[0].said and checks[0].said.problem == "The language model could not be reached."
    assert checks[0].said.mean("doing") is None
    assert len(down.asked) <= 6, "nothing for the second suggestion"
    up = CompetenceChecker(None, rater_of(Raters(lambda _, i: rating(3, 3, i)), tmp_path, catalog))
    *_, (checks, _) = up.checks(two)
    assert all(check.said and check.said.mean("doing") == 3 for check in checks)


def test_what_is_kept_is_read_even_when_the_model_fails(tmp_path: Path, catalog: Catalog) -> None:
    up = Raters(lambda _, items: rating(3, 3, items))
    rater_of(up, tmp_path, catalog, repeats=2).check(NURSE)
    down = rater_of(Raters(lambda *_: None), tmp_path, catalog)
    for ask, said in ((True, "could not be reached"), (False, "was not asked again")):
        found = down.check(NURSE, ask=ask)
        assert found is not None
        assert (found.calls, found.mean("doing")) == (4, 3)
        assert found.problem and said in found.problem


def test_answers_that_were_under_way_when_one_failed_are_read(
    tmp_path: Path, catalog: Catalog
) -> None:
    failed = threading.Event()
    first = threading.Lock()

    def answer(_: str, items: Sequence[str]) -> str | None:
        if first.acquire(blocking=False):
            failed.set()
            return None
        failed.wait(20)
        time.sleep(0.05)
        return rating(4, 4, items)

    said = rater_of(Raters(answer), tmp_path, catalog).check(NURSE)
    assert said is not None
    assert said.problem == "The language model could not be reached."
    assert 0 < said.calls < 6
    assert said.mean("doing") == 4


def test_what_nobody_rated_is_not_asked_about(tmp_path: Path, catalog: Catalog) -> None:
    raters = Raters(lambda _, items: rating(3, 3, items))
    assert askings(MANAGERS_OTHER, catalog, 3) == []
    assert rater_of(raters, tmp_path, catalog).check(MANAGERS_OTHER) is None
    assert raters.asked == []


def test_measurements_come_first_and_ratings_one_after_another(
    tmp_path: Path, catalog: Catalog
) -> None:
    raters = Raters(lambda _, items: rating(3, 3, items))
    checker = CompetenceChecker(measured(0.06, 60, 40), rater_of(raters, tmp_path, catalog))
    two = replace(SHOWN, suggestions=(SUGGESTED, replace(SUGGESTED, code=NURSE)))
    steps = checker.checks(two)
    checks, complete = next(steps)
    assert raters.asked == []
    assert (complete, [c.said for c in checks]) == (False, [None, None])
    assert checks[0].measured and checks[0].measured.counts.found == 0.4
    rest = list(steps)
    assert [done for _, done in rest] == [False, True]
    assert [sum(c.said is not None for c in checks) for checks, _ in rest] == [1, 2]


def test_counts_of_another_model_are_not_shown() -> None:
    (check,) = CompetenceChecker(measured(0.06, 60, 40), None).known(
        replace(SHOWN, model="model-2")
    )
    assert check.measured is None
    assert check.warnings == (
        "How right model-2 is about this kind of work was not measured.",
        COUNSELLOR,
    )


def checked(
    model: Measured, advising: int | None, tmp_path: Path, catalog: Catalog
) -> CompetenceCheck:
    raters = Raters(lambda _, items: rating(3, advising, items))
    *_, (checks, _) = CompetenceChecker(model, rater_of(raters, tmp_path, catalog)).checks(SHOWN)
    return checks[0]


@pytest.mark.parametrize(
    ("model", "advising", "words"),
    [
        (measured(0.06, 60, 40), 3, []),
        (measured(0.06, 60, 10), 3, ["misses most moves"]),
        (measured(0.06, 60, 10), 5, ["misses most moves", "believe the measurement"]),
        (measured(0.06, 60, 10), None, ["misses most moves"]),
        (measured(0.06, 60, 40), 5, []),
        (measured(0.06, 60, 40), 2, ["thinks little of its own advice"]),
        (measured(0.12, 60, 40), 3, ["too high"]),
        (measured(0.03, 60, 40), 3, ["too low"]),
        (measured(0.065, 60, 40), 3, []),
    ],
)
def test_it_warns_where_it_should_and_then_names_a_counsellor(
    model: Measured,
    advising: int | None,
    words: list[str],
    tmp_path: Path,
    catalog: Catalog,
) -> None:
    found = checked(model, advising, tmp_path, catalog).warnings
    assert len(found) == (len(words) + 1 if words else 0)
    assert all(word in line for word, line in zip(words, found, strict=False))
    assert not found or found[-1] == COUNSELLOR


def test_kept_ratings_are_shown_without_asking(tmp_path: Path, catalog: Catalog) -> None:
    raters = Raters(lambda _, items: rating(3, 3, items))
    checker = CompetenceChecker(measured(0.06, 60, 40), rater_of(raters, tmp_path, catalog))
    assert [check.said for check in checker.kept(SHOWN)] == [None]
    assert raters.asked == []
    *_, (checks, _) = checker.checks(SHOWN)
    assert checker.kept(SHOWN) == checks
    assert checker.kept(None) == ()
    assert len(raters.asked) == 6


@pytest.mark.parametrize(("stated", "warned"), [(0.59, True), (0.26, True), (0.24, False)])
def test_a_chance_far_from_the_usual_asks_to_look_at_what_was_noted(
    stated: float, warned: bool
) -> None:
    shown = replace(SHOWN, suggestions=(replace(SUGGESTED, probability_if_moving=stated),))
    (check,) = CompetenceChecker(measured(0.06, 60, 40), None).known(shown)
    assert any("see that what I noted is right" in line for line in check.warnings) is warned
