"""Recognise clauses that tell of work, to be said back when nothing was read from them."""

import re

from graph.rules.sentences import Clause

_WORK = re.compile(
    r"\b(?:i|we)(?:'ve| have| also|'m| am| was)? (?:\w+ )?(?:work(?:ed|ing)?|employed|hired|job|"
    r"trained|studied|graduated|volunteered|managed|ran|taught|sold|drove|built)\b"
    r"|\b(?:my (?:\w+ )?(?:job|position|role|employer)|trabaj[eao]\w*|worked (?:as|at|for|in))\b"
)
_DENIED = re.compile(r"\b(?:never|no|not|don't|didn't|can't|won't|wasn't)\b")


def tells_of_work(clause: Clause) -> bool:
    """Whether a clause tells of work; one that asks, or denies something, does not."""
    told = not clause.asks and _WORK.search(clause.plain) is not None
    return told and not _DENIED.search(clause.plain)
