import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.taming import tame


@pytest.mark.parametrize(
    "text",
    [
        "I was a nurse at Mercy, 2015-18, then a cook.\n\nAnd   a welder.\tSince May.",
        "Experience\n----------\nNurse            Mercy\n\n\n2015",
        "https://example.org/a/long/path?with=query&and=more#part",
        "我在医院做了十年护士，然后去了学校。",
        "ha ha ha ha ha",
        "",
    ],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert tame(text) == text


@pytest.mark.parametrize(
    ("text", "at_most"),
    [
        ("x" + " " * 19_000 + "x", 20),
        ("-" * 20_000, 30),
        ("\n \t\n" * 5_000, 20),
        ("ab, " * 5_000, 100),
        ("I was a nurse and " * 20, 361),
    ],
)
def test_runs_are_cut(text: str, at_most: int) -> None:
    assert len(tame(text)) <= at_most


def test_letters_without_a_space_get_spaces_and_none_is_lost() -> None:
    text = "".join(chr(0x4E00 + n) for n in range(1_000))
    tamed = tame(text)
    assert tamed.replace(" ", "") == text
    assert max(map(len, tamed.split(" "))) <= 240


@given(st.text(alphabet="ab -\n\t.", max_size=400))
def test_every_word_stays(text: str) -> None:
    assert set(tame(text).split()) <= set(text.split()) or len(max(text.split(), key=len)) > 24


@pytest.mark.parametrize("unit", ["a", " ", "ab", "a b", "\n", "abcdefghijklmnop", "aab"])
def test_it_takes_little_time_itself(unit: str) -> None:
    text = (unit * 20_000)[:19_999] + "\0"
    begun = time.process_time()
    tame(text)
    assert time.process_time() - begun < 0.5
