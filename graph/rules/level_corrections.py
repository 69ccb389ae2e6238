"""Read a corrected level of education: "actually bachelor's", "an associate, not a bachelor's"."""

import re

from advisor.career import Education, EducationLevel
from advisor.edits import ChangeEducation, Edit, RemoveEducation
from graph.rules.phrase_tables import search
from graph.understanding import TurnContext

_LEVELS = ("bachelor", "master", "doctorate", "associate", "high_school", "some_college")
_SECTIONS = {
    "high_school": "high_school less_than_high_school",
    "some_college": "some_college associate bachelor",
}
"""Sections of ``references.txt`` that stand for more than one level."""
_SAYS_LEVEL = re.compile(
    r"^(?:(?:it|that|this|mine)(?:'s| is| was| should be)|i (?:have|got|hold|did)(?: got)?"
    r"|make (?:it|that)"
    r"|should be|just|only)?[ ,]*(?:(?:actually|really|only|just) )*(?:an? |my )?"
    r"(?P<new>[^,]{2,40}?)"
    r"(?: degree)?(?:,? (?:and )?(?:not|instead of|rather than) (?:an? |my |the )?(?P<old>[^,]+))?$"
)
_MOST_WORDS = 4


def correct_level(said: str, context: TurnContext, *, cued: bool) -> list[Edit] | None:
    """Return the change of level that a clause makes; None if it makes none.

    Args:
        said: the folded clause without the word that announces a correction.
        context: what is known and asked.
        cued: whether such a word ("no", "actually") announced it.
    """
    told = _SAYS_LEVEL.match(said)
    if told is None or not context.history.education:
        return None
    new = _level(told["new"])
    old = _level(told["old"]) if told["old"] else None
    if new is None or (old is None and not cued) or len(told["new"].split()) > _MOST_WORDS:
        return None
    entries = context.history.education
    held = [e for e in entries if e.level is new]
    entry = _entry(entries, new, old)
    if entry is None:
        return None
    return [RemoveEducation(entry.id)] if held else [ChangeEducation(entry.id, {"level": new})]


def _entry(
    entries: tuple[Education, ...], new: EducationLevel, old: EducationLevel | None
) -> Education | None:
    """Return the entry whose level was wrong: the one named, else the one told last."""
    if old is not None:
        return next((e for e in entries if e.level is old), None)
    if any(e.level is new for e in entries):
        return None
    # A degree does not put right a high school diploma, which people have beside it.
    college = [e for e in entries if e.level and e.level is not EducationLevel.HIGH_SCHOOL]
    return max(college, key=lambda e: int(e.id[1:]), default=None)


def _level(words: str) -> EducationLevel | None:
    """Return the level that a few words name."""
    for level in _LEVELS:
        if search("references", _SECTIONS.get(level, level), words):
            return EducationLevel(level)
    return None
