"""Recognises clauses that tell no job but open a sentence about one: "In 2015, ..."."""

import re
from collections.abc import Sequence

from graph.rules.segments import Place, Segment
from graph.rules.words import word_set
from graph.rules.workplaces import Workplace

_MARKERS = word_set(
    """
    then now and later so but first also these days luego ahora y pero currently previously earlier
    formerly between before that prior to afterwards afterward next after back in antes despues long
    ago way years oh well so yes ok um hi then once in my past life hace mucho tiempo
    """
)
"""Words beside which a date only opens a sentence ("In 2015, ..."): the job follows."""


def only_marks(clause: str) -> bool:
    """Whether nothing but words like "then" stands beside the dates of a clause."""
    return _MARKERS.issuperset(re.findall(r"[^\W\d_]+", clause))


def only_names(clause: str, workplace: Workplace) -> bool:
    """Whether a clause is only the "At Nordstrom" of "At Nordstrom I was a stylist"."""
    return len(clause.strip(" ,")) == workplace.right - workplace.left


def only_places(segment: Segment, clause: str, workplaces: Sequence[Workplace]) -> bool:
    """Whether "before that, 2015-18 at Dell" says when the job just told was."""
    words = re.findall(r"[^\W\d_]+", clause)
    spare = len(words) - sum(len(w.kind.split()) + 1 for w in workplaces)
    return segment.place is Place.BEFORE and spare <= 3
