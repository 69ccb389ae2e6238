"""Reads unpaid work told by what was done: "volunteer typing for the church, not paid"."""

import re
from collections.abc import Sequence

from graph.rules.deeds import Deed
from graph.rules.drafts import Draft
from graph.rules.job_phrases import UNPAID
from graph.rules.triggers import Sign

VOLUNTEER = "volunteer"
"""Title of unpaid work of which no more is known; it names no occupation."""
_BETWEEN = re.compile(r"\s*(?:(?:work|job|doing|did|by|with|some|a bit of|and) )*")
_VOLUNTEERED = ("volunteer", "volunteered", "volunteering")
_DOING = re.compile(
    r"\b(?:did|do|done|doing|help(?:ed|ing|s)?(?: out)?|(?:a (?:little )?bit|a lot) of|some)"
    r" (?:[a-z']+ ){0,5}?[a-z]{2,}ing\b"
)
_FOR_OTHERS = re.compile(
    r"\b(?:for|at|with|in) (?:(?:the|my|our|a|an|their|some) )?(?:[a-z']+ ){0,2}?"
    r"(?:church|parish|temple|mosque|synagogue|congregation|school|pta|library|shelter|charity"
    r"|club|community|food bank"
    r"|food pantry|hospice|scouts|museum|choir|neighbou?rs?|neighbou?rhood)\b"
)


def without_volunteering(
    drafts: Sequence[Draft], deeds: Sequence[Deed], masked: str
) -> tuple[list[Draft], list[Deed]]:
    """Leave out the word "volunteer" where what was done follows it: "volunteer typing"."""
    begins = [deed.left for deed in deeds]

    def only_says_unpaid(item: Draft | Deed) -> bool:
        if masked[item.left : item.right].strip() not in _VOLUNTEERED:
            return False
        return any(
            item.right < left and _BETWEEN.fullmatch(masked, item.right, left) for left in begins
        )

    return (
        [draft for draft in drafts if not only_says_unpaid(draft)],
        [deed for deed in deeds if not only_says_unpaid(deed)],
    )


def unnamed_volunteering(masked: str, left: int, right: int) -> Draft | None:
    """Return the unpaid work of a clause that names no job; None where it tells of none.

    Args:
        masked: the folded, masked message.
        left: where the clause begins.
        right: where it ends.
    """
    done = _DOING.search(masked, left, right)
    if done is None or not UNPAID.search(masked, left, right):
        return None
    if not _FOR_OTHERS.search(masked, done.start(), right):
        return None
    return Draft(VOLUNTEER, done.start(), done.end(), Sign.HELD, paid=False, deed=True)
