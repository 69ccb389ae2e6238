"""Typing errors are put right, and unknown names are left alone."""

import pytest

from retrieval.spelling import Speller, TrigramIndex

WORDS = {"nurse": 900, "driver": 800, "diver": 20, "engineer": 2000, "receptionist": 50, "cook": 90}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dirver", "driver"),
        ("enginer", "engineer"),
        ("recepcionist", "receptionist"),
        ("nurse", "nurse"),
        ("walmart", "walmart"),
        ("cok", "cok"),
        ("", ""),
    ],
)
def test_corrections(typed: str, meant: str) -> None:
    assert Speller(WORDS).correct(typed) == meant


def test_nearest_strings_share_trigrams() -> None:
    index = TrigramIndex(["software engineer", "nurse", "nursery worker"])
    assert index.nearest("sofware enginer", 1).tolist() == [0]
    assert set(index.nearest("nurse", 3).tolist()) == {1, 2}
    assert not len(index.nearest("zzz", 3))
