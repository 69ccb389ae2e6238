"""The panel of what a person likes, its hexagon, and the pages of activities."""

from dataclasses import replace
from pathlib import Path

import pytest

from advisor.instruments.reading import available
from advisor.interests import AREAS, InterestFit, InterestProfile, profile_of
from advisor.settings import Settings
from retrieval.errors import AdvisorError
from retrieval.occupations import Riasec
from tests.views.examples import HISTORY, RECOMMENDATION, SUGGESTION
from tests.views.page import parse
from views.cards import cards_html
from views.hexagon import hexagon_html
from views.interests import interests_html
from views.items import ItemPage, read_answers, read_page

INSTRUMENTS = available(Settings(data_dir=Path("unused")))
SHORT = INSTRUMENTS["activities-30"]
ANSWERS = {i.index: 5 if i.area is Riasec.SOCIAL else 2 for i in SHORT.items}
SOCIAL = profile_of(SHORT, "en", {**ANSWERS})


def panel(profile: InterestProfile | None, *hints: str) -> str:
    return interests_html(replace(HISTORY, interest_profile=profile, interests=hints), INSTRUMENTS)


def test_without_answers_the_panel_invites_and_shows_no_scores() -> None:
    page = parse(panel(None, "I <b>love</b> fixing things"))
    assert "Optional" in page.text
    assert "“I <b>love</b> fixing things”" in page.text
    assert not page.all("svg")
    assert not page.all("b")
    chosen = [a["value"] for a in page.all("input", type="radio") if "checked" in a]
    assert chosen == ["activities-30", "en"]
    assert [a["value"] for a in page.all("input", name="language")] == ["en", "es", "zh"]


def test_scores_are_drawn_and_said_as_a_table() -> None:
    page = parse(panel(SOCIAL))
    assert "you like Social (20 of 20 points)" in page.text
    assert len(page.all("svg", **{"aria-hidden": "true"})) == 1
    assert len(page.all("th", scope="row")) == len(AREAS)
    assert "Clear all my answers" in page.text


def test_doubtful_answers_are_said_to_be_and_too_few_are_not_drawn() -> None:
    flat = profile_of(SHORT, "en", {i.index: 4 for i in SHORT.items})
    page = parse(panel(flat))
    assert "nearly the same in all six areas" in page.text
    assert page.all("svg")
    assert "how well it fits" not in page.text
    few = parse(panel(profile_of(SHORT, "en", {1: 5})))
    assert "You have answered 1 of 30" in few.text
    assert not few.all("svg")


def test_no_questionnaire_means_no_way_to_one() -> None:
    page = parse(interests_html(HISTORY, {}))
    assert not page.all("form")


def test_a_corner_stands_for_a_share() -> None:
    page = parse(hexagon_html([1.0, 0.5, 0.0, None, 0.0, 0.0], [7.0, 1.0, 1.0, 1.0, 4.0, 1.0]))
    theirs, mine = page.all("polygon")[-2:]
    assert mine["points"].split()[:2] == ["0.0,-88.0", "38.1,-22.0"]
    assert theirs["points"].split()[0] == "0.0,-88.0"
    assert "no score" in page.text
    assert "50" in page.text


def test_a_card_shows_the_fit_and_both_profiles() -> None:
    fit = InterestFit(0.83, (0.1, 0.2, 0.3, 1.0, 0.5, 0.0), (1.0, 2.0, 3.0, 7.0, 4.0, 2.5))
    fitting = replace(SUGGESTION, interest_fit=fit)
    page = parse(cards_html(replace(RECOMMENDATION, suggestions=(fitting,)), None))
    assert "Close fit with what you like doing (correlation +0.83)." in page.text
    assert len(page.all("svg", viewbox="-180 -118 360 236")) == 1
    plain = parse(cards_html(RECOMMENDATION, None))
    assert "fit with what you like" not in plain.text


def test_a_page_holds_ten_fieldsets_with_the_answers_given() -> None:
    profile = profile_of(SHORT, "es", {1: 4, 12: 2})
    page = parse(ItemPage(SHORT, "es", 0).html(profile))
    assert len(page.all("fieldset")) == 10
    assert len(page.all("legend", lang="es")) == 10
    assert "1. Cultivar verduras en el campo" in page.text
    checked = [a["id"] for a in page.all("input", type="radio") if "checked" in a]
    assert checked[:2] == ["ca-item-1-4", "ca-item-2-0"]
    (bar,) = page.all("progress")
    assert (bar["value"], bar["max"], bar["data-others"]) == ("2", "30", "1")
    ids = [a["id"] for a in page.all("input", type="radio")]
    assert sorted(ids) == sorted(a["for"] for a in page.all("label"))
    values = [a["value"] for a in page.all("button", name="action")]
    assert values == ["next", "done"]
    last = parse(ItemPage(SHORT, "es", 2).html(profile))
    assert [a["value"] for a in last.all("button", name="action")] == ["done", "back"]


def test_a_form_is_read_back() -> None:
    form = {"instrument": SHORT.key, "language": "en", "page": "1", "item-11": "4", "item-12": ""}
    page = read_page(form, None, INSTRUMENTS)
    assert (page.number, page.last) == (1, False)
    assert read_answers(form, page) == {11: 4, 12: None}
    assert page.moved(1).last
    assert page.moved(5).number == 2
    assert page.moved(-5).number == 0
    begun = {i.index: 3 for i in SHORT.items if i.index <= 23}
    start = {"instrument": SHORT.key, "language": "zh"}
    assert read_page(start, profile_of(SHORT, "en", {**begun}), INSTRUMENTS).number == 2
    assert read_page({**form, "page": "x"}, None, INSTRUMENTS).number == 0
    assert read_page({**form, "page": "99"}, None, INSTRUMENTS).number == 2


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"instrument": "gone"}, "not there any more"),
        ({"language": "fr"}, "English, Español, 中文"),
    ],
)
def test_a_form_that_fits_nothing_is_refused(change: dict[str, str], wrong: str) -> None:
    form = {"instrument": SHORT.key, "language": "en", "page": "0"} | change
    with pytest.raises(AdvisorError, match=wrong):
        read_page(form, None, INSTRUMENTS)


def test_another_questionnaire_is_offered_and_its_translation_called_unofficial() -> None:
    other = replace(SHORT, key="other", name="Other list", languages=("en", "zh"))
    other = replace(other, unofficial=("zh",))
    page = parse(interests_html(HISTORY, {**INSTRUMENTS, other.key: other}))
    assert "Other list" in page.text
    assert "unofficial" in ItemPage(other, "zh", 0).html(None)
    assert "unofficial" not in ItemPage(other, "en", 0).html(None)
    assert "unofficial" not in ItemPage(SHORT, "zh", 0).html(None)
