"""Read short answers to the open question: "skip", "no, that's all", a phrase alone."""

from graph.rules.phrase_tables import search
from graph.rules.sentences import Clause
from graph.rules.spelling import repair
from graph.understanding import Topic

OPEN_TOPICS = frozenset(
    {Topic.FIRST_JOB, Topic.OTHER_JOBS, Topic.EDUCATION, Topic.INTERESTS, Topic.LIMITS}
)
"""Questions that "no, that's all" answers; to the others it says that they are not answered."""

LONGEST_ANSWER = 120
"""Characters of a short answer, at most."""

_MOST_WORDS = 12
"""Words of a phrase alone, at most."""


def declines(clause: Clause) -> bool:
    """Whether a clause says that the person would rather not, or cannot, answer."""
    return _says("declines", clause)


def has_nothing(clause: Clause) -> bool:
    """Whether a clause says that there is nothing (more) to tell."""
    return _says("nothing", clause)


def ends_jobs(clause: Clause) -> bool:
    """Whether a clause that says "nothing more" says it of jobs, whatever was asked."""
    return _says("no other jobs", clause)


def never_worked(clause: Clause) -> bool:
    """Whether a clause says that the person has never had a job."""
    return _says("never worked", clause)


def chooses_none(clause: Clause) -> bool:
    """Whether a clause turns all options down."""
    return _says("neither", clause)


def is_bare(clause: Clause) -> bool:
    """Whether a clause is a phrase alone ("nights", "fixing things"), as short answers are."""
    hedge = search("answers", "hedge", clause.plain)
    said = clause.plain[hedge.end() :] if hedge else clause.plain
    if len(said.split()) > _MOST_WORDS or (clause.asks and not hedge):
        return False
    return len(said) <= LONGEST_ANSWER and search("answers", "a sentence", repair(said)) is None


def _says(section: str, clause: Clause) -> bool:
    if len(clause.plain) > LONGEST_ANSWER:
        return False
    return search("answers", section, repair(clause.plain)) is not None
