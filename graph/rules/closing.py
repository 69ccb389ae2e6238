"""Read "skip", "that's all" and "I never worked": what a person has no answer to, or no more."""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.edits import AddJob, AddLimit, ChangeEducation, ChangeJob, Edit, Note
from graph.rules.answers import OPEN_TOPICS, declines, ends_jobs, never_worked
from graph.rules.sentences import Clause
from graph.understanding import Question, Topic, TurnContext
from retrieval.frozen import Frozen


@dataclass(frozen=True, slots=True)
class Closing(Frozen):
    """What was read.

    Attributes:
        declined: keys of the questions that are not to be asked again.
        nothing: whether there is nothing more to tell.
        unwilling: whether the person would rather not tell more.
    """

    declined: tuple[str, ...] = ()
    nothing: bool = False
    unwilling: bool = False


def read_closing(parts: Sequence[Clause], edits: Sequence[Edit], context: TurnContext) -> Closing:
    """Read clauses that decline or have nothing to say, unless the question was answered.

    Args:
        parts: the clauses.
        edits: what else the message says.
        context: what is known and asked.
    """
    question = context.question
    if _answers(edits, question):
        return Closing()
    declined: list[str] = []
    nothing = unwilling = False
    for clause in parts:
        refuses = declines(clause)
        if not refuses and _has_no_job(clause, edits, context):
            declined.append(Question(Topic.FIRST_JOB).key)
        if ends_jobs(clause) and not refuses:
            declined.append(Question(Topic.OTHER_JOBS).key)
            nothing = True
        elif question and (refuses or question.topic not in OPEN_TOPICS):
            declined.append(question.key)
        else:
            unwilling |= refuses
            nothing |= not refuses
    return Closing(tuple(declined), nothing, unwilling)


def _has_no_job(clause: Clause, edits: Sequence[Edit], context: TurnContext) -> bool:
    """Whether there is no first job to be asked for."""
    known = context.history.jobs or any(isinstance(edit, AddJob) for edit in edits)
    asked = context.question is not None and context.question.topic is Topic.FIRST_JOB
    return not known and (asked or never_worked(clause))


def _answers(edits: Sequence[Edit], question: Question | None) -> bool:
    """Whether a message gives facts on the open question."""
    kinds: dict[Topic | None, tuple[type, ...]] = {
        Topic.JOB_DATES: (ChangeJob,),
        Topic.EDUCATION_YEAR: (ChangeEducation,),
        Topic.INTERESTS: (Note,),
        Topic.LIMITS: (AddLimit,),
    }
    wanted = kinds.get(question.topic if question else None, (object,))
    return any(isinstance(edit, wanted) for edit in edits)
