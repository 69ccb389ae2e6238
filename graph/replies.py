"""What replies have in common: what was noted comes first, the question last."""

from typing import Any

from advisor.career import CareerHistory, Job
from advisor.own_words import names
from graph import changes, wording
from graph.fixed_answers import FEELINGS
from graph.misunderstood import SORRY
from graph.state import ConversationState, Services
from graph.understanding import CALLS_PER_TURN, Intent, Question, ReplyPlan

Update = dict[str, Any]
"""The fields of the state that a node writes."""


def noted_in(state: ConversationState, services: Services) -> list[str]:
    """Say in one paragraph what this turn changed and what it could not read."""
    understanding = state["understanding"]
    sentences = _changes(state)
    sentences += [
        f'I take "{job.title}" as {services.catalog.occupations[job.code].title}.'
        for job in _settled(state["before"], state["history"])
        if job.code
    ]
    if _ruled_out_what_was_shown(state):
        sentences.insert(0, SORRY)
    if understanding.feeling:
        sentences.insert(0, FEELINGS[understanding.feeling])
    if understanding.notice:
        sentences.insert(0, understanding.notice)
    sentences += state.get("problems", ())
    sentences += wording.unread(understanding.unread)
    if understanding.intent is Intent.GREETING:
        sentences.insert(0, wording.HELLO)
    return [" ".join(sentences)] if sentences else []


def _ruled_out_what_was_shown(state: ConversationState) -> bool:
    """Whether the message says that it was misunderstood, or rules a suggestion's work out."""
    intent, shown = state["understanding"].intent, state.get("recommendation")
    if intent is Intent.UNDO or shown is None:
        return intent is Intent.MISUNDERSTOOD
    new = set(state["history"].limits) - set(state["before"].limits)
    named = [limit.occupation for limit in new if limit.occupation]
    ruled_out = any(names(s.title, words) for s in shown.suggestions for words in named)
    return ruled_out or intent is Intent.MISUNDERSTOOD


def _changes(state: ConversationState) -> list[str]:
    before, after = state["before"], state["history"]
    if state["understanding"].intent is not Intent.UNDO:
        return changes.noted(before, after)
    if state.get("redone"):
        return changes.redone(before, after)
    return changes.undone(before, after)


def _settled(before: CareerHistory, after: CareerHistory) -> list[Job]:
    """Return the jobs whose occupation was a guess and is none any more."""
    guessed = {job.id: job for job in before.jobs if job.tentative}
    return [
        job
        for job in after.jobs
        if not job.tentative and job.id in guessed and guessed[job.id].title == job.title
    ]


def reply(
    state: ConversationState,
    sentences: list[str],
    question: Question | None,
    *,
    verbatim: bool = False,
) -> Update:
    """Return the plan; a question is worded only when it is put for the first time.

    Args:
        state: the state of the turn.
        sentences: the paragraphs to say.
        question: what is open after this turn.
        verbatim: these very words matter: no language model may word them.
    """
    asked, put = state.get("asked", ()), None
    if question is not None and question.key not in asked:
        put = wording.question_text(question, state["history"])
        sentences = [*sentences, put]
        asked = (*asked, question.key)
    spent = CALLS_PER_TURN if verbatim else state["understanding"].calls_spent
    plan = ReplyPlan(tuple(sentences), state["act"], calls_spent=spent)
    return {"plan": plan, "question": question, "put": put, "asked": asked}
