"""What titles mean, on the real index: known cases, unclear ones, nonsense, and any text at all."""

import csv
import string
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.search import HybridSearch

HERE = Path(__file__).resolve().parent


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Registered Nurses", "29-1141.00"),
        ("RN", "29-1141.00"),
        ("registred nurse", "29-1141.00"),
        ("Electricians", "47-2111.00"),
        ("elecrtician", "47-2111.00"),
        ("waitress", "35-3031.00"),
        ("Sr. Accountant II", "13-2011.00"),
        ("certified public accountant", "13-2011.00"),
        ("sparky", "47-2111.00"),
        ("brickie", "47-2021.00"),
        ("lollipop lady", "33-9091.00"),
        ("SWE", "15-1252.00"),
        ("LPN", "29-2061.00"),
        ("Walmart cashier", "41-2011.00"),
        ("cook at a school", "35-2012.00"),
        ("I used to work for Amazon as a picker", "53-7065.00"),
        ("enfermera", "29-1141.00"),
        ("albañil", "47-2021.00"),
        ("ALBANIL", "47-2021.00"),
        ("chofer de camión", "53-3032.00"),
        ("programadora", "15-1252.00"),
        ("fast food cook", "35-2011.00"),
        ("护士", "29-1141.00"),
    ],
)
def test_the_best_match(search: HybridSearch, text: str, code: str) -> None:
    best = search.match(text, 3)[0]
    assert best.code == code
    assert 0 < best.score <= 1
    assert best.matched_title


def test_matches_are_different_and_best_first(search: HybridSearch) -> None:
    matches = search.match("forest fire lookout", 10)
    assert len({match.code for match in matches}) == len(matches) == 10
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)


def test_n_must_be_positive(search: HybridSearch) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        search.match("nurse", 0)


def test_both_jobs_of_one_phrase_come_first(search: HybridSearch) -> None:
    codes = [match.code for match in search.match("nanny/housekeeper", 2)]
    assert codes == ["39-9011.01", "37-2012.00"]
    found = search.resolve("server and bartender")
    assert found.match is None
    assert [item.code for item in found.alternatives][:2] == ["35-3031.00", "35-3011.00"]


@pytest.mark.parametrize("text", ["plumber", "CNA", "long haul trucker", "dental hygenist"])
def test_a_clear_title_is_resolved(search: HybridSearch, text: str) -> None:
    found = search.resolve(text)
    assert found.match is not None
    assert found.alternatives == ()
    assert found.confidence >= 0.7


@pytest.mark.parametrize(
    ("text", "common"),
    [
        ("manager", "11-1021.00"),
        ("engineer", "17-2199.00"),
        ("teacher", "25-2021.00"),
        ("driver", "53-3033.00"),
        ("nurse", "29-1141.00"),
        ("sales", "41-2031.00"),
    ],
)
def test_a_broad_title_asks_and_puts_the_common_one_first(
    search: HybridSearch, text: str, common: str
) -> None:
    found = search.resolve(text)
    assert found.match is None
    assert 2 <= len(found.alternatives) <= 4
    assert common in [item.code for item in found.alternatives][:2]


@pytest.mark.parametrize(
    "text",
    [
        "asdf",
        "banana",
        "my dog",
        "stay-at-home mum",
        "unemployed",
        "I am retired",
        "a student",
        "",
        "  ",
        "?!",
        "\0\x1b[31m",
        "qwertyuiop",
        "12345",
    ],
)
def test_what_is_no_job_resolves_to_nothing(search: HybridSearch, text: str) -> None:
    found = search.resolve(text)
    assert found.match is None
    assert found.alternatives == ()
    assert found.confidence < 0.5


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.text(max_size=60),
        st.text(alphabet=string.printable, max_size=400),
        st.sampled_from(["nurse ", "a/", "at ", "(", "護"]).map(lambda piece: piece * 5_000),
    )
)
def test_any_text_gets_an_answer(search: HybridSearch, text: str) -> None:
    matches = search.match(text)
    assert len(matches) <= 5
    found = search.resolve(text)
    assert 0 <= found.confidence <= 1
    assert found.match is None or not found.alternatives


def test_threads_get_the_same_answers(search: HybridSearch) -> None:
    texts = ["nurse practitioner", "chief cat wrangler", "welder/fabricator", "cocinero"] * 3
    alone = [search.match(text) for text in texts]
    together: dict[int, object] = {}

    def ask(place: int) -> None:
        together[place] = search.match(texts[place])

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[place] for place in range(len(texts))] == alone


FORMER_TEST_ROWS = 516
"""The last rows of the dev list were test lists until fresh ones replaced them."""


def accuracy(search: HybridSearch, rows: list[dict[str, str]]) -> tuple[float, float]:
    """Return the share of texts with an acceptable occupation first, and among the first five."""
    first = five = 0
    for row in rows:
        codes = set(row["codes"].split(";"))
        found = [match.code for match in search.match(row["text"], 5)]
        first += bool(found) and found[0] in codes
        five += not codes.isdisjoint(found)
    return first / len(rows), five / len(rows)


def messy_titles(name: str) -> list[dict[str, str]]:
    with (HERE / f"messy_titles_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_messy_titles_of_the_former_test_list_get_the_right_occupation(
    search: HybridSearch,
) -> None:
    first, five = accuracy(search, messy_titles("dev")[-FORMER_TEST_ROWS:])
    assert first >= 0.95
    assert five >= 0.99


def test_messy_titles_written_by_others_get_the_right_occupation(search: HybridSearch) -> None:
    first, five = accuracy(search, messy_titles("test"))
    assert first >= 0.95
    assert five >= 0.99


def test_uncommon_titles_do_not_fall_behind(search: HybridSearch) -> None:
    """What has been reached: 71 and 82 %. A list of such titles has no target."""
    first, five = accuracy(search, messy_titles("uncommon"))
    assert first >= 0.69
    assert five >= 0.80
