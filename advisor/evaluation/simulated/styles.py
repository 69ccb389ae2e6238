"""The ways in which simulated people tell things."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from advisor.evaluation.simulated.naming import Words
from advisor.evaluation.simulated.sentences import ENGLISH, Sentences
from advisor.evaluation.simulated.wordings import CASUAL, MIXED, SHORT, VAGUE

_ALL = 100
"""More jobs than anybody has."""


@dataclass(frozen=True, slots=True)
class Style:
    """One way of telling.

    Attributes:
        name: as the figures and ``--style`` know it.
        about: it in a few words.
        sentences: what they say things with.
        words: which titles they use.
        order: in which their jobs come.
        jobs: how many of them a message tells at most.
        dated: whether a job's dates come with it, or only when they are asked for.
        school: whether school comes unasked with the first message.
        vague: whether years are said with "around", so that one more or less is right.
        slips: chance that a job is told wrong first, and put right in a later message.
        refuses: chance that they keep their schooling to themselves.
        asides: chance that they say something else first when they are asked.
        typos: share of the longer words that are misspelt.
    """

    name: str
    about: str
    sentences: Sentences = ENGLISH
    words: Words = "usual"
    order: Literal["latest first", "oldest first", "mixed"] = "latest first"
    jobs: int = 2
    dated: bool = True
    school: bool = False
    vague: bool = False
    slips: float = 0.0
    refuses: float = 0.0
    asides: float = 0.0
    typos: float = 0.0


STYLES: Sequence[Style] = (
    Style("one_at_a_time", "one thing a message, dates when asked", jobs=1, dated=False),
    Style("all_at_once", "everything in the first message", jobs=_ALL, school=True),
    Style("out_of_order", "jobs in no order, school in between", order="mixed", school=True),
    Style("typos", "misspelt words, titles too", typos=0.15),
    Style("slang", "slang titles, small letters", sentences=CASUAL, words="slang", jobs=3),
    Style("vague_dates", "about when, about how long", sentences=VAGUE, vague=True),
    Style("corrections", "told wrong first, put right later", slips=0.4, order="oldest first"),
    Style(
        "reluctant",
        "a few words, only what is asked, some of it not",
        sentences=SHORT,
        jobs=1,
        dated=False,
        refuses=0.3,
        asides=0.2,
    ),
    Style("spanish_words", "English with Spanish in it", sentences=MIXED, words="spanish"),
    Style("interruptions", "questions back, things going on", asides=0.5, order="oldest first"),
)
STYLE_OF: Mapping[str, Style] = {style.name: style for style in STYLES}
