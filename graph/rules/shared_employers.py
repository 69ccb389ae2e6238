"""Tells which jobs of a message were at the employer of another job told in it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from graph.rules.drafts import Draft
from graph.rules.job_phrases import THERE

_PROMOTED = re.compile(
    r"\b(?:promot\w+|made me|way up|moved up|moving up|stepped up|bumped (?:me )?up|rose to"
    r"|bumped me|retired (?:\x01+ )?as|(?:with|for) them|ascend\w+|me hicieron|stayed on)\b"
)
_BECAME = re.compile(r"^(?:[\s,]*(?:and|then|later|i)\b)*\s*(?:became|was made)\b")
_WHOLE_CAREER = re.compile(
    r"\b(?:(?:whole|entire|working|all my) (?:working )?(?:career|life)|all my jobs"
    r"|toda mi (?:carrera|vida))\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:left|quit|own|self|freelance|elsewhere|switched|another|different)\b"
)


def goes_on(words: str) -> bool:
    """Whether folded words say that the next job was at the same employer: "promoted to"."""
    if _ELSEWHERE.search(words):
        return False
    return bool(THERE.search(words) or _PROMOTED.search(words) or _BECAME.search(words))


def share_within(drafts: Sequence[Draft], masked: str, right: int) -> None:
    """Give jobs of one clause the employer before them where the words say it went on.

    Args:
        drafts: the jobs of the clause, left to right.
        masked: the folded, masked message.
        right: where the clause ends.
    """
    for place, (earlier, later) in enumerate(pairwise(drafts), start=2):
        end = drafts[place].left if place < len(drafts) else right
        between = masked[earlier.right : later.left]
        if later.employer is None and (goes_on(between) or THERE.search(masked, later.right, end)):
            later.employer = earlier.employer


def covers_career(clause: str) -> bool:
    """Whether a clause with an employer speaks of the whole career: "my whole career at Costco"."""
    return _WHOLE_CAREER.search(clause) is not None
