"""Read what a message wants and likes beside the career: limits, interests, skills."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.career import LimitKind
from advisor.edits import AddEducation, AddJob, AddLimit, Edit, Note
from graph.rules.answers import is_bare
from graph.rules.dates import find_dates
from graph.rules.interests import read_contrast, read_interest_answer, read_interests, read_skills
from graph.rules.limits import read_limit_list, read_limits
from graph.rules.sentences import Clause
from graph.rules.tastes import goes_on_liking, read_listed_tastes
from graph.understanding import Topic, TurnContext
from retrieval.frozen import Frozen

Knows = Callable[[str], bool]
"""Whether words name an occupation."""


@dataclass(frozen=True, slots=True)
class Wishes(Frozen):
    """What was read.

    Attributes:
        edits: limits, interests and skills to note.
        read: the clauses that say nothing else.
    """

    edits: tuple[Edit, ...] = ()
    read: tuple[Clause, ...] = ()


def read_wishes(parts: Sequence[Clause], context: TurnContext, knows: Knows) -> Wishes:
    """Read limits, interests and skills; a clause with dates may tell of a job as well."""
    edits: list[Edit] = []
    read: list[Clause] = []
    liked = -1
    for clause in parts:
        limits = read_limits(clause, knows)
        notes = () if limits else (*read_interests(clause), *read_skills(clause))
        if _topic(context) in (Topic.INTERESTS, Topic.LIMITS):
            notes = (*notes, *read_contrast(clause))
        if not limits and not notes and clause.sentence - liked in (0, 1, 2) and liked >= 0:
            dated = find_dates(clause.text, context.today)
            notes = () if dated else goes_on_liking(clause)
        if any(note.kind == "interest" for note in notes):
            liked = clause.sentence
        edits.extend(AddLimit(limit) for limit in limits)
        edits.extend(notes)
        if limits or (notes and not find_dates(clause.text, context.today)):
            read.append(clause)
    return Wishes(tuple(edits), tuple(read))


def read_tastes(
    parts: Sequence[Clause], edits: Sequence[Edit], context: TurnContext, knows: Knows
) -> Wishes:
    """Read lists of what the person likes, which people give whatever was asked.

    Args:
        parts: the clauses of a message without dates that are not read yet.
        edits: what else the message says; beside anything but notes a list is no list of tastes.
        context: what is known and asked.
        knows: whether words name an occupation.
    """
    if not all(isinstance(edit, Note) for edit in edits) or not context.history.jobs:
        return Wishes()
    found = [(clause, read_listed_tastes(clause, _topic(context), knows)) for clause in parts]
    return Wishes(
        tuple(note for _, notes in found for note in notes),
        tuple(clause for clause, notes in found if notes),
    )


def read_bare_answers(
    parts: Sequence[Clause], edits: Sequence[Edit], context: TurnContext, knows: Knows
) -> Wishes:
    """Read phrases left over as answers to a question about interests or limits.

    The arguments are those of ``read_tastes``.
    """
    if any(isinstance(edit, AddJob | AddEducation) for edit in edits):
        return Wishes()
    added: list[Edit] = []
    read: list[Clause] = []
    for clause in [part for part in parts if is_bare(part)]:
        if _topic(context) == Topic.LIMITS:
            found = read_limit_list(clause, knows)
            if (edits or added) and any(limit.kind is LimitKind.OTHER for limit in found):
                # "I don't want to travel, my mother here": a reason, no other limit.
                continue
            added.extend(AddLimit(limit) for limit in found)
            read.append(clause)
        elif _topic(context) == Topic.INTERESTS:
            added.extend(read_interest_answer(clause))
            read.append(clause)
    return Wishes(tuple(added), tuple(read))


def _topic(context: TurnContext) -> Topic | None:
    return context.question.topic if context.question else None
