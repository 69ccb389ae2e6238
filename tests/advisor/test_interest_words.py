"""What answers say is told with every area that scores the same."""

from pathlib import Path

import pytest

from advisor.instruments.reading import available
from advisor.interest_words import told
from advisor.interests import profile_of
from advisor.settings import Settings
from retrieval.occupations import Riasec


def said(answers: str) -> str:
    """Return what is told of somebody who gives the same answer to all of an area, in order."""
    given = dict(zip(Riasec, map(int, answers), strict=True))
    instrument = available(Settings(data_dir=Path("unused")))["activities-30"]
    profile = profile_of(
        instrument, "en", {item.index: given[item.area] for item in instrument.items}
    )
    assert profile is not None
    return told(profile)


def letters(text: str) -> str:
    return "".join(area.value[0] for area in Riasec if area.value in text)


@pytest.mark.parametrize(
    ("answers", "most", "least"),
    [
        ("152433", "IS", "R"),
        ("141414", "ISC", "RAE"),
        ("152442", "ISE", "R"),
        ("151111", "I", "RASEC"),
    ],
)
def test_areas_that_score_the_same_are_told_together(answers: str, most: str, least: str) -> None:
    like, _, dislike = said(answers).partition(" most, ")
    assert (letters(like), letters(dislike)) == (most, least)
