"""Any text is read without an exception, within its bounds and in bounded time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.rules.reader import LONGEST, CareerReader
from graph.understanding import Topic
from tests.graph.rules.conftest import asked

PIECES = (
    "I was a",
    "cook",
    "nurse",
    "at Walmart",
    "from 2010 to 2014",
    "since",
    "2015",
    "'09",
    "-",
    "then",
    "before that",
    "my wife is a",
    "bachelor's",
    "in",
    "high school",
    ",",
    ".",
    "?",
    "\n",
    "Education",
    "Experience",
    "not",
    "never",
    "drove trucks",
    "for 3 years",
    "and",
    "(",
    ")",
    "until",
    "present",
    "ago",
    "hace",
    "trabajé de",
    "mesera",
    "certificate",
    "&",
    "/",
    "é",
    "🙂",
    "9 to 5",
    "$",
    "may",
    "1/1/",
)


@pytest.fixture(scope="module")
def longest_seconds() -> float:
    return 0.5


def check(reader: CareerReader, text: str, topic: Topic | None) -> None:
    read = reader.read_career(text, asked(topic))
    for mention in read.jobs:
        assert mention.job.title.strip()
        assert 0 <= mention.left < mention.right <= len(text)
        assert mention.neighbour is None or 0 <= mention.neighbour < len(read.jobs)
    for entry in read.education:
        assert 0 <= entry.left < entry.right <= len(text)
    assert all(0 <= left <= right <= len(text) for left, right in read.consumed)


@settings(deadline=None)
@given(st.text(max_size=400), st.sampled_from([None, *Topic]))
def test_any_text(reader: CareerReader, text: str, topic: Topic | None) -> None:
    check(reader, text, topic)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from([None, *Topic]))
def test_any_mixture_of_telling_pieces(
    reader: CareerReader, pieces: list[str], topic: Topic | None
) -> None:
    check(reader, " ".join(pieces), topic)


CV_LINES = (
    "Experience", "EDUCATION", "Skills: welding, Excel", "Certifications", "References", "", "",
    "Line Cook, Denny's, Tulsa, OK", "Acme Corp (2015-2023)", "2010 - 2012", "Manager", "jo@x.org",
    "- Led a team of 5", "* Cashier, Walmart, 2010 to 2012", "GED 2010", "BSN, 2014", "Jan 2018 –",
    "Registered Nurse (Jan 2017 – Present)", "Volunteer Experience", "Summary", "Languages: Thai",
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(CV_LINES), max_size=30), st.sampled_from([None, *Topic]))
def test_any_order_of_the_lines_of_a_cv(
    reader: CareerReader, lines: list[str], topic: Topic | None
) -> None:
    check(reader, "\n".join(lines), topic)


HOSTILE = (
    "a ",
    "A",
    " ",
    "\n",
    ". ",
    "2015 ",
    "2015-",
    "1/1/",
    "from ",
    "and ",
    "i ",
    "i was a ",
    "nurse, ",
    "certificate in ",
    "degree in ",
    "bachelor of science in ",
    "went to the a b c ",
    "at Xx ",
    "- ",
    "(",
    "é’–",
    "a-",
    "a'",
    "x",
    "1",
    "certs: a, b, ",
    "Cook, Dennys, 2010-2012\n",
    "Experience\n",
    "for 3 years ",
    "took a b c d ",
    "cook at dennys\n",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read_in_time(
    reader: CareerReader, piece: str, longest_seconds: float
) -> None:
    text = (piece * LONGEST)[:LONGEST]
    seconds = []
    for _ in range(3):
        began = time.process_time()
        reader.read_career(text, asked())
        seconds.append(time.process_time() - began)
        if seconds[-1] < longest_seconds:
            break
    assert min(seconds) < longest_seconds


def test_what_follows_the_longest_message_is_ignored(reader: CareerReader) -> None:
    text = "." * LONGEST + " I was a cook."
    assert reader.read_career(text, asked()).jobs == ()
