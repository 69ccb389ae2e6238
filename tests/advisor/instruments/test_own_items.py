"""The shipped questionnaires: complete, balanced in form, and nobody else's wording."""

from pathlib import Path

import pytest
from rapidfuzz import fuzz

from advisor.instruments.instrument import Instrument
from advisor.instruments.reading import available, read_instrument
from advisor.settings import Settings
from retrieval.catalog import Catalog
from retrieval.occupations import Riasec

ONET = Path(__file__).resolve().parents[4] / "shared" / "instruments"
ALIKE = 70
"""Similarity (0-100) from which two items count as the same. O*NET's closest is 66 to ours: "Take
care of ..." with another object."""
with_onet = pytest.mark.skipif(
    not any(ONET.glob("*.json")), reason="O*NET's questionnaires are not beside the source tree"
)


@pytest.fixture(scope="module")
def own() -> dict[str, Instrument]:
    return dict(available(Settings(instruments_dir=None)))


@pytest.mark.parametrize(("key", "per_area"), [("activities-60", 10), ("activities-30", 5)])
def test_they_are_complete(own: dict[str, Instrument], key: str, per_area: int) -> None:
    one = own[key]
    assert one.languages == ("en", "es", "zh")
    assert one.unofficial == ()
    assert one.items_per_area == per_area
    assert [item.index for item in one.items] == list(range(1, 6 * per_area + 1))
    assert [item.area for item in one.items] == list(Riasec) * per_area
    assert one.scales["en"][0] == "Dislike a lot"
    assert one.scales["es"][4] == "Me gusta mucho"
    assert len(one.scales["zh"]) == 5


def test_the_thirty_are_among_the_sixty(own: dict[str, Instrument]) -> None:
    sixty = {item.texts["en"]: item for item in own["activities-60"].items}
    for item in own["activities-30"].items:
        same = sixty[item.texts["en"]]
        assert (same.area, same.texts) == (item.area, item.texts)


def test_items_are_short_and_name_one_thing(own: dict[str, Instrument]) -> None:
    joins = {
        "en": (" and ", " or ", ","),
        "es": (" y ", " o ", ","),
        "zh": ("和", "或", "，", "、"),
    }
    for item in own["activities-60"].items:
        for language, text in item.texts.items():
            assert len(text) <= (20 if language == "zh" else 65), text
            assert not any(join in text for join in joins[language]), text
            assert text[0].isupper() or language == "zh"


def test_items_name_no_occupation(own: dict[str, Instrument], catalog: Catalog) -> None:
    titles = {one.title.casefold().rstrip("s") for one in catalog.occupations.values()}
    for item in own["activities-60"].items:
        assert not any(title in f"{item.texts['en']} ".casefold() for title in titles)


def test_no_two_items_are_alike(own: dict[str, Instrument]) -> None:
    items = own["activities-60"].items
    for place, item in enumerate(items):
        for other in items[place + 1 :]:
            assert fuzz.token_set_ratio(item.texts["en"], other.texts["en"]) < 85


@with_onet
def test_no_item_is_close_to_one_of_onets(own: dict[str, Instrument]) -> None:
    theirs = [
        text.casefold()
        for path in ONET.glob("*.json")
        for item in read_instrument(path, own["activities-60"].scales).items
        for text in item.texts.values()
    ]
    assert len(theirs) == 180
    for item in own["activities-60"].items:
        for text in item.texts.values():
            for other in theirs:
                assert fuzz.token_set_ratio(text.casefold(), other) < ALIKE, (text, other)


@with_onet
def test_onets_questionnaires_load_beside_ours() -> None:
    found = available(Settings(instruments_dir=ONET))
    assert list(found) == ["activities-30", "activities-60", "ip_mini_30", "ip_short_form_60"]
    short = found["ip_short_form_60"]
    assert (short.languages, short.unofficial) == (("en", "zh"), ("zh",))
    assert short.items_per_area == 10
    assert short.scales["zh"] == found["activities-60"].scales["zh"]
    assert short.scales["en"] != found["activities-60"].scales["en"]
    assert found["ip_mini_30"].items[1].area is Riasec.INVESTIGATIVE
