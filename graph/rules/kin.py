"""Tells clauses about a relative ("she died last year") from those about the person's own work."""

import re

from advisor.career import CareerHistory
from advisor.edits import ChangeJob, Edit
from graph.rules.clause_words import CONJUNCTIONS, RELATIVE_PEOPLE
from graph.rules.sentences import Clause, blank, clauses
from graph.rules.work_ends import DIED

_OF_KIN = re.compile(
    rf"{CONJUNCTIONS}(?:then |when |after |until |since )?"
    rf"(?:he|she|(?:(?:my|our|the|both|mi|su) )+(?P<who>{RELATIVE_PEOPLE})"
    r"|(?P<called>mom|mum|mama|dad|papa|grandma|grandpa|nana|granny))\b"
)
_ME = re.compile(r"\b(?:i|i'm|i've|im|ive|me|my (?:job|work|last day)|hired|fired)\b")


def _is_of_kin(clause: Clause) -> bool:
    """Whether a clause tells of somebody else alone, so that its dates are no job's."""
    found = _OF_KIN.match(clause.plain)
    return found is not None and _ME.search(clause.plain, found.end()) is None


def without_kin(text: str) -> str:
    """Return a message with the clauses about somebody else alone blanked."""
    return blank(text, [(c.start, c.end) for c in clauses(text) if _is_of_kin(c)])


def care_over(text: str, history: CareerHistory) -> list[Edit]:
    """Return the edits by which the care of a relative who died is no longer going on."""
    for clause in clauses(text):
        found = _OF_KIN.match(clause.plain)
        if found is None or not DIED.search(clause.plain):
            continue
        who = found["who"] or found["called"] or ""
        return [
            ChangeJob(job.id, {"end": None})
            for job in history.jobs
            if job.current and not job.paid and "caregiver" in job.title and who in job.quote
        ]
    return []
