"""Reads jobs that go on in the trade just told: at another employer, or on one's own account."""

import re
from collections.abc import Sequence

from advisor.career import PRESENT, Job, When
from graph.rules.dates import DateSpan
from graph.rules.drafts import Draft
from graph.rules.employer_names import KNOWN_EMPLOYERS
from graph.rules.segments import MASK_DATE, Segment
from graph.rules.triggers import Sign
from graph.rules.words import fold
from graph.rules.workplace_titles import workplace_title
from graph.rules.workplaces import Workplace

_ORDERED = (
    r"(?:(?:right |just )?(?:before|b4|prior to) (?:that|this|then|it|[\w.'&-]+(?: [\w.'&-]+)?)"
    r"|after (?:that|this|[\w.'&-]+(?: [\w.'&-]+)?)|afterwards|previously|antes(?: de eso)?|then"
    r"|and then|luego|despues|from there|first)"
)
_ONLY_WHERE = re.compile(
    rf"[\s,(]*(?:and |but |y )?{_ORDERED},? (?:{MASK_DATE}+,? )?"
    r"(?:(?:i|i'd|i had|we) )?(?:(?:was|were|been|had been|worked|spent|did|estuve|trabaje)\b ?)?"
    rf"(?:{MASK_DATE}+ ?)?(?:(?:over|working|also) )?$"
)
"""What stands before the name in "before that I was at Great Clips"."""
_ONLY_WHEN = re.compile(rf"[\s,(.)]*(?:for |from )?(?:{MASK_DATE}+[\s,().]*(?:and |from |for )?)*")
_SENTENCE = re.compile(r"[.!?;\n]")
_NEAR = 60
_ON_ONES_OWN = re.compile(
    r"[\s,(]*(?:and |but |y )?(?:then|after that|since then|luego|despues|now)?,? ?"
    r"(?:(?:i|i've|have|i'm|went|gone|been|worked|working|started|struck|branched|out|off|am) )*"
    r"(?:on my own|for myself|independent(?:ly)?|solo|self[- ]employed|freelance"
    r"|por mi (?:propia )?cuenta|by myself)\b"
)
"""Says that the trade just told went on without an employer."""


def same_trade_elsewhere(
    masked: str,
    segment: Segment,
    job: Job | Draft,
    workplaces: Sequence[Workplace],
    dates: Sequence[DateSpan],
) -> Draft | None:
    """Read "before that I was at Great Clips, 2009 to 2013" of somebody who does hair.

    Args:
        masked: the folded, masked message.
        segment: the clause.
        job: the job told before.
        workplaces: those of the clause.
        dates: those of the clause.
    """
    if not job.title or not job.employer or not dates or len(workplaces) != 1:
        return None
    (place,) = workplaces
    if not place.name or fold(place.name) == fold(job.employer) or workplace_title(place.kind):
        return None
    if _is_chain(fold(place.name).split()):
        # What people do in the large chains is seldom the trade they tell of.
        return None
    before, after = masked[segment.left : place.left], masked[place.right : segment.right]
    # "Before Schneider" may stand in a clause of its own.
    opening = _SENTENCE.split(masked[max(0, segment.left - _NEAR) : segment.left])[-1]
    placed = _ONLY_WHERE.fullmatch(before) or _ONLY_WHERE.fullmatch(opening + before)
    if not placed or not _ONLY_WHEN.fullmatch(after):
        return None
    return Draft(job.title, place.left, place.right, Sign.HELD)


def _is_chain(words: Sequence[str]) -> bool:
    return any(" ".join(words[:count]) in KNOWN_EMPLOYERS for count in range(1, len(words) + 1))


def on_ones_own(clause: str, left: int, previous: Draft, ended: When | None) -> Draft | None:
    """Read "then on my own" after a job with an employer; None if the clause says anything else.

    Args:
        clause: the folded clause.
        left: where it begins in the message.
        previous: the job told before.
        ended: until when the clause before it says that the job with the employer went on.
    """
    found = _ON_ONES_OWN.match(clause)
    if not found or not previous.title or not previous.employer:
        return None
    if ended and previous.facts.get("end") == PRESENT:
        previous.facts["end"] = ended
    end = previous.facts.get("end")
    own = Draft(previous.title, left, left + found.end(), Sign.HOLDS)
    if isinstance(end, When):
        own.facts |= {"start": end, "end": PRESENT}
    if previous.sign is Sign.HOLDS:
        previous.sign = Sign.HELD
    return own
