"""Gives jobs the workplaces of their clause, and makes jobs of workplaces named without a title."""

import re
from collections.abc import Sequence

from graph.rules.drafts import Draft
from graph.rules.job_phrases import ANOTHER_JOB, LIFE, NOW, THERE, WAS_AT, WORKED
from graph.rules.segments import MASK_DATE
from graph.rules.triggers import Sign
from graph.rules.words import fold
from graph.rules.workplace_titles import chain_title, workplace_title
from graph.rules.workplaces import Workplace

_ONLY_WORKS_FOR = re.compile(
    r"[\s,]*(?:and )?(?:i |i'm |im )?(?:currently )?work(?:ing)? (?:for|at|with)\b"
    r"(?!.*\b(?:as|now)\b)"
)
"""Says in the present where one has the job just told: "... and I work for Humana"."""


_TIME_AT = re.compile(
    rf"^[\s,]*(?:(?:oh|and|also|then|plus|y|did|spent)\s+)*{MASK_DATE}+ (?:at|in|on) an? "
    r"|\b(?:an?|one|two|three|few|couple(?: of)?) (?:summers?|winters?|seasons?) (?:at|in) an? "
)
"""A time and a kind of place: "3 months at a car wash"."""
_THEN_AT = re.compile(r"[\s,]*(?:(?:and|then|later|after that)[\s,]+)+(?:at|in) an? ")
"""Goes on with the next kind of place: "then at a car wash 2003-2004"."""
_TIME_AT_CHAIN = re.compile(
    r"^[\s,]*(?:(?:oh|and|also|then|plus|spent|did|just)\s+)*(?:an?|my|one|two|three|four|five"
    r"|few|\d\d?|couple(?: of)?|some|several|every) (?:summers?|winters?|seasons?|weekends) at "
    rf"|^[\s,]*(?:(?:oh|and|also|then|plus|spent|did|just)\s+)*{MASK_DATE}+ at "
)
"""A time at a place that has a name: "two summers at Dairy Queen"."""


def is_same_job(previous: Draft, clause: str, sentence: int) -> bool:
    """Whether a clause only names the employer of the job just told: "... and I work for Humana".

    Args:
        previous: the job told before.
        clause: the folded clause.
        sentence: number of its sentence.
    """
    known = previous.segment is not None and previous.segment.sentence == sentence
    open_job = previous.title and previous.employer is None and previous.sign is Sign.HOLDS
    return bool(known and open_job and _ONLY_WORKS_FOR.match(clause))


def jobs_by_workplace(clause: str, workplaces: Sequence[Workplace], *, dated: bool) -> list[Draft]:
    """Return the jobs of a clause that only says where they were: "worked at Walmart"."""
    worked = bool(WORKED.search(clause) or _TIME_AT.search(clause))
    worked = worked or (dated and _THEN_AT.match(clause) is not None)
    if not workplaces or not (worked or WAS_AT.search(clause) or _TIME_AT_CHAIN.search(clause)):
        return []
    if (LIFE.search(clause) and not worked) or THERE.search(clause):
        return []
    drafts: list[Draft] = []
    for workplace in workplaces:
        chain = chain_title(workplace.kind)
        title = workplace_title(workplace.kind) or chain
        if title is None and not (workplace.name and worked):
            continue
        timed = dated or (chain and _TIME_AT_CHAIN.search(clause))
        if title and not worked and not timed:
            continue
        sign = Sign.HOLDS if NOW.search(clause) else Sign.HELD
        drafts.append(Draft(title or "", workplace.left, workplace.right, sign, anonymous=True))
    return drafts


def further_places(
    drafts: Sequence[Draft], workplaces: Sequence[Workplace], masked: str
) -> list[Draft]:
    """Return the dated jobs listed after others by their place: "..., in a call center 2018-20"."""
    found: list[Draft] = []
    for workplace in workplaces:
        title = workplace_title(workplace.kind)
        listed = _LISTED.search(masked, drafts[-1].right, workplace.left)
        dated = _DATED.match(masked, workplace.right)
        inside = any(
            draft.left < workplace.right and workplace.left < draft.right for draft in drafts
        )
        if title and listed and dated and not inside and not workplace.name:
            found.append(Draft(title, workplace.left, workplace.right, anonymous=True))
    return found


_LISTED = re.compile(rf"{MASK_DATE}[\s,;]*(?:(?:and|then|&|later)\s+)*$")
"""Between a dated job and the place of the next."""
_DATED = re.compile(rf"[\s,(]*(?:for |from )?{MASK_DATE}")


def fills(clause: str, workplace: Workplace) -> bool:
    """Whether a clause holds nothing but the name of an employer."""
    said = " ".join(re.findall(r"[^\s,.()-]+", clause))
    return said == " ".join(re.findall(r"[^\s,.()-]+", fold(workplace.name or "")))


def give_workplaces(drafts: list[Draft], workplaces: Sequence[Workplace], masked: str) -> None:
    """Give each employer to the job told just before it in the clause, else to the next one."""
    for workplace in workplaces:
        if workplace.name is None:
            continue
        earlier = [d for d in drafts if d.left <= workplace.left]
        later = [d for d in drafts if d.left > workplace.left]
        if earlier and ANOTHER_JOB.search(masked, earlier[-1].right, workplace.left):
            earlier = []
        for draft in [*earlier[-1:], *later[:1]]:
            if draft.employer is None:
                draft.employer = workplace.name
                break
    for place in range(len(drafts) - 1, 0, -1):
        if drafts[place].shares and drafts[place - 1].employer is None:
            drafts[place - 1].employer = drafts[place].employer
