"""Tells which jobs of a message were at the employer of another job told in it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from advisor.career import When
from graph.rules.drafts import Draft
from graph.rules.job_phrases import THERE
from graph.rules.words import fold
from graph.rules.work_words import FORCES

_PROMOTED = re.compile(
    r"\b(?:promot\w+|made me|(?:moved|switched|transferred|put|bumped) me"
    r"|way up|moved up|moving up|stepped up|bumped (?:me )?up|rose to"
    r"|bumped me|retired (?:\x01+ )?as|(?:with|for) them|ascend\w+|me hicieron|stayed on"
    r"|kept me(?: on)?)\b"
)
_MOVED_ME = re.compile(
    r"\b(?:they|he|she|my (?:boss|manager|supervisor))(?: (?:then|later|eventually|finally))*"
    r" (?:moved|promoted|made|switched|transferred|put|bumped|kept) me\b"
    r"|\bi (?:was|got) (?:then |later |eventually )*(?:promoted|moved up|bumped up)\b"
)
_BECAME = re.compile(r"^(?:[\s,]*(?:and|then|later|i)\b)*\s*(?:became|was made)\b")
_WHOLE_CAREER = re.compile(
    r"\b(?:(?:whole|entire|working|all my) (?:working )?(?:career|life)|all my jobs"
    r"|toda mi (?:carrera|vida))\b"
)
_NEXT = re.compile(
    r"\b(?:then|after\w*|before|later|now|since|next|luego|despues|ahora|also|and (?:a|an|i))\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:left|quit|own|self|freelance|elsewhere|switched|another|different)\b"
)


def goes_on(words: str) -> bool:
    """Whether folded words say that the next job was at the same employer: "promoted to"."""
    if _ELSEWHERE.search(words):
        return False
    return bool(THERE.search(words) or _PROMOTED.search(words) or _BECAME.search(words))


def moved_within(words: str) -> bool:
    """Whether folded words say that the employer told before gave the next job: "they moved me"."""
    return _MOVED_ME.search(words) is not None and not _ELSEWHERE.search(words)


def begins_at_end(job: Draft, previous: Draft, words: str) -> None:
    """Let a job begin when the one before it ended, where it was a step up from that.

    Args:
        job: the later job.
        previous: the one before.
        words: the folded words between the two.
    """
    end, known = previous.facts.get("end"), job.facts.get("end")
    undated = "start" not in job.facts and not job.points
    if not (undated and isinstance(end, When) and goes_on(words) and not THERE.search(words)):
        return
    if known is None or not isinstance(known, When) or end <= known:
        job.facts["start"] = end


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


def without_forces(drafts: Sequence[Draft], text: str, masked: str) -> list[Draft]:
    """Drop "soldier" where the next words say as what: "in the Army, wheeled vehicle mechanic"."""
    kept = list(drafts)
    for draft in drafts:
        name = text[draft.left : draft.right]
        if fold(name) in FORCES and draft.dated:
            draft.employer = draft.employer or name
    for force, job in pairwise(drafts):
        if force.title not in FORCES.values() or job.title in FORCES.values():
            continue
        name = text[force.left : force.right]
        employer = force.employer or (name if fold(name) in FORCES else None)
        between = masked[force.right : job.left]
        same = force.segment and job.segment and force.segment.sentence == job.segment.sentence
        if employer is None or not same or job.employer not in (None, employer):
            continue
        if _NEXT.search(between) or (force.dated and job.dated):
            continue
        job.employer, job.place = employer, force.place or job.place
        job.facts = {**force.facts, **job.facts}
        job.points = force.points + job.points
        kept.remove(force)
    return kept


def covers_career(clause: str) -> bool:
    """Whether a clause with an employer speaks of the whole career: "my whole career at Costco"."""
    return _WHOLE_CAREER.search(clause) is not None
