"""Tells what a clause with a job takes from, or only repeats of, the job told before it."""

import re
from collections.abc import Sequence

from advisor.career import PRESENT, When
from graph.rules.drafts import Draft
from graph.rules.job_phrases import SINCE_THEN, THERE
from graph.rules.segments import Place
from graph.rules.shared_employers import begins_at_end, goes_on, moved_within
from graph.rules.words import fold
from graph.rules.workplaces import Workplace

_DOING = re.compile(
    r"[\s,(]*(?:and |i've |ive |i have |i )?(?:been|mainly|mostly|basically) \w+ing\b"
)
_ITS = re.compile(r"\b(?:its|their) (?:\w+ )?$")
"""Makes the next title one at the employer before it: "then served as its principal"."""


def is_retold(
    drafts: Sequence[Draft], previous: Draft | None, clause: str, workplaces: Sequence[Workplace]
) -> bool:
    """Whether the clause only says in other words what the job told before it was."""
    if previous is None or len(drafts) > 1 or not drafts[0].deed:
        return False
    if (previous.employer and workplaces) or previous.dated:
        return False
    said, again = (
        {word[:5] for word in draft.title.lower().split()} for draft in (previous, drafts[0])
    )
    return bool(said & again) or _DOING.match(clause) is not None


_KINDS = frozenset({"volunteer", "freelancer", "temp worker", "intern"})
"""Titles of deeds that say how one works and not as what."""


def only_kind(previous: Draft, job: Draft) -> bool:
    """Whether a job tells what the one before it in its sentence only announced.

    "I do some volunteering, I'm treasurer of the PTA"; "I was in the print shop. Ran the press."
    """
    if previous.segment is None or job.segment is None:
        return False
    if previous.at_place:
        return job.deed and job.segment.sentence == previous.segment.sentence + 1
    same = job.segment.sentence == previous.segment.sentence and job.place is None
    alone = previous.employer is None and not previous.dated
    return previous.title in _KINDS and same and alone and not job.deed


def take_from_before(first: Draft, previous: Draft, clause: str, masked: str) -> None:
    """Take the employer of "there" and the start of "since then" from the job told before."""
    before = masked[previous.right : first.left]
    told = before.rpartition(".")[2] if first.place is None else ""
    its = _ITS.search(before)
    if first.employer is None and (
        its or THERE.search(clause) or goes_on(told) or moved_within(clause)
    ):
        first.employer = previous.employer
    if first.place is not Place.BEFORE:
        begins_at_end(first, previous, before.rpartition(".")[2])
    if SINCE_THEN.search(clause):
        goes_on_since(first, previous, clause)


def goes_on_since(job: Draft, previous: Draft, clause: str) -> None:
    """Let a job begin where the one before it ended, if the clause says "since then"."""
    end = previous.facts.get("end")
    if SINCE_THEN.search(clause) and not job.dated and isinstance(end, When):
        job.facts |= {"start": end, "end": PRESENT}


def corrected(drafts: Sequence[Draft], known: Sequence[Draft], clause: str) -> Draft | None:
    """Return the job told before whose dates "the groundman job started in 2017" corrects."""
    if len(drafts) != 1 or drafts[0].employer:
        return None
    title = fold(drafts[0].title)
    if not re.search(
        rf"\b(?:the|that|my) {re.escape(title)} (?:job|one|gig|position|role)\b", clause
    ):
        return None
    return next((d for d in reversed(known) if fold(d.title) == title), None)
