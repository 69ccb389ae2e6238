"""The listening half of a turn: understand the message, remember it, link titles, decide."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from langgraph.runtime import Runtime

from advisor.career import CareerHistory
from advisor.edits import AnswerItems, ChangeJob, Edit, apply
from advisor.interests import InterestProfile, profile_of
from graph.fixed_answers import ANSWERS_ARE_KEPT
from graph.items import GivenItems, ItemStep, Taking, given_answers, read_step
from graph.policy import NOTHING_READ, choose_act
from graph.state import ConversationState, Services
from graph.subjects import find_subject
from graph.understanding import (
    Intent,
    Question,
    Topic,
    TurnContext,
    Understanding,
)
from graph.undoing import Past, bring_back, kept, step_back, takes_anew
from retrieval.errors import AdvisorError

Update = dict[str, Any]
"""The fields of the state that a node writes."""

_SETTLING = {Intent.NOTHING_MORE, Intent.DECLINE}
_ANSWERED_ONCE = {Topic.OTHER_JOBS, Topic.EDUCATION, Topic.INTERESTS, Topic.LIMITS}


def understand(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Read the message; an edit made by hand passes through as it is."""
    history = state.get("history", CareerHistory())
    manual, given = state["manual"], state.get("given")
    step = None
    if manual is None and given is None:
        step = _step(state, history, runtime.context)
    if given is not None:
        answers = dict(zip(given.indexes, given.answers, strict=True))
        profile = _merged(given, answers, history, runtime.context)
        understanding = Understanding(edits=(AnswerItems(profile, given.done),))
    elif manual is not None:
        understanding = Understanding(edits=manual)
    elif step is not None:
        understanding = Understanding(edits=_answered(state, step, runtime.context), step=step)
    else:
        recommendation = state.get("recommendation")
        context = TurnContext(
            history=history,
            question=state.get("question"),
            suggestions=tuple(s.title for s in recommendation.suggestions)
            if recommendation
            else (),
            today=runtime.context.today(),
            earlier=next(reversed(state.get("past", ())), None),
            just_changed=state.get("before", history) != history,
        )
        understanding = runtime.context.interviewer.understand(state["message"], context)
        understanding, step = _put_again(state, understanding)
    return {
        "understanding": understanding,
        "before": history,
        "taking": step.taking if step else None,
    }


def _step(state: ConversationState, history: CareerHistory, services: Services) -> ItemStep | None:
    profile = history.interest_profile
    return read_step(state["message"], state.get("taking"), profile, services.instruments)


def _put_again(
    state: ConversationState, understanding: Understanding
) -> tuple[Understanding, ItemStep | None]:
    """Keep to the activity asked about where a message says nothing: it was meant as an answer."""
    taking = state.get("taking")
    if taking is None or understanding.intent not in NOTHING_READ or understanding.edits:
        return understanding, None
    step = ItemStep("again", None, replace(taking, begun=False))
    return replace(understanding, step=step), step


def _answered(state: ConversationState, step: ItemStep, services: Services) -> tuple[Edit, ...]:
    """Return the edit that adds an answer to those given before."""
    taking = state.get("taking")
    if taking is None or step.answer is None:
        return ()
    history = state.get("history", CareerHistory())
    return (AnswerItems(_merged(taking, {taking.index: step.answer}, history, services)),)


def _merged(
    asked: Taking | GivenItems,
    answers: Mapping[int, int | None],
    history: CareerHistory,
    services: Services,
) -> InterestProfile | None:
    """Return the profile with answers added to those given to the same questionnaire before."""
    instrument = services.instruments[asked.instrument]
    known = given_answers(instrument, history.interest_profile)
    return profile_of(instrument, asked.language, {**known, **answers})


def remember(state: ConversationState) -> Update:
    """Apply the edits one by one; one that does not fit is said, the others count."""
    history, problems = state["before"], []
    past, taken_back, redone = state.get("past", ()), state.get("undone", ()), False
    if state["understanding"].intent is Intent.UNDO:
        if _after_answers(state):
            problems.append(ANSWERS_ARE_KEPT)
        history, past, taken_back, redone = _undone(state, past, taken_back)
    undone = history
    for edit in state["understanding"].edits:
        try:
            history = apply(history, [edit])
        except KeyError:
            problems.append("I couldn't find the entry you want to change.")
        except (ValueError, AdvisorError) as error:
            problems.append(f"I left that as it was: {error}.")
    profile = history.interest_profile
    if replace(undone, interest_profile=profile) != history:
        past, taken_back = kept(past, undone), ()
    # Answers on activities are changed where they were given: "undo" leaves them as they are.
    past = tuple(replace(earlier, interest_profile=profile) for earlier in past)
    taken_back = tuple(replace(later, interest_profile=profile) for later in taken_back)
    return {
        "history": history,
        "past": past,
        "undone": taken_back,
        "redone": redone,
        "problems": tuple(problems),
        "closed": _closed(state, history),
    }


def _after_answers(state: ConversationState) -> bool:
    """Whether "undo" comes right after answers on activities, which it leaves as they are."""
    # The act is still that of the turn before.
    return state.get("act") == "questionnaire" and state["understanding"].subject is None


def _undone(
    state: ConversationState, past: Past, taken_back: Past
) -> tuple[CareerHistory, Past, Past, bool]:
    """Take a change back, or make anew what was taken back.

    Returns:
        The history, what was known before, what was taken back, and whether it was made anew.
    """
    history, subject = state["before"], state["understanding"].subject
    if subject is not None:
        restored = bring_back(history, past, subject)
        if restored != history:
            return restored, kept(past, history), (), False
    if takes_anew(state["message"], taken_back, history):
        return taken_back[-1], kept(past, history), taken_back[:-1], True
    if subject is not None:
        return history, past, taken_back, False
    earlier, past = step_back(history, past)
    taken_back = taken_back if earlier == history else kept(taken_back, history)
    return earlier, past, taken_back, False


def _closed(state: ConversationState, history: CareerHistory) -> tuple[str, ...]:
    """Return the keys of questions that need no answer any more."""
    understanding, question = state["understanding"], state.get("question")
    closed = [*state.get("closed", ()), *understanding.declined]
    if understanding.intent is Intent.STOP:
        closed += _every_question(state, history)
    if question is not None:
        told = history
        if question.topic is not Topic.INTERESTS:  # activities answer no other question
            told = replace(history, interest_profile=state["before"].interest_profile)
        changed = told != state["before"] and understanding.intent is not Intent.UNDO
        answered = changed and question.topic in _ANSWERED_ONCE
        if answered or understanding.intent in _SETTLING:
            closed.append(question.key)
    return tuple(dict.fromkeys(closed))


def _every_question(state: ConversationState, history: CareerHistory) -> list[str]:
    """Return the keys of all that would still be asked."""
    closed = [Question(topic).key for topic in (Topic.FIRST_JOB, *_ANSWERED_ONCE)]
    closed += [Question(Topic.JOB_DATES, job.id).key for job in history.jobs]
    return closed + [question.key for question in state.get("unclear", ())]


def link(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Give every new job its occupation; keep a question for those that could be several.

    An unclear title gets its likeliest occupation marked as tentative, so that a person who does
    not answer "did you mean" is still advised, and sees what was assumed.
    """
    history = state["history"]
    if state["understanding"].intent is Intent.UNDO:
        # What was undone brings its occupations, and which of them were guesses, back with it.
        return {"unclear": tuple(q for q in state.get("unclear", ()) if _still_open(q, history))}
    known = {job.id: job for job in state["before"].jobs}
    unclear = [q for q in state.get("unclear", ()) if _still_open(q, history)]
    edits: list[Edit] = []
    for job in history.jobs:
        old = known.get(job.id)
        retitled = old is not None and old.title != job.title and old.code == job.code
        if (job.code is None and old is None) or retitled:
            found = runtime.context.search.resolve(job.title)
            best = found.match or next(iter(found.alternatives), None)
            tentative = best is not None and found.match is None
            code = best.code if best else None
            edits.append(ChangeJob(job.id, {"code": code, "tentative": tentative}))
            if tentative:
                unclear.append(Question(Topic.JOB_TITLE, job.id, found.alternatives))
        elif old is not None and old.code != job.code and job.tentative:
            edits.append(ChangeJob(job.id, {"tentative": False}))
    update: Update = {"history": apply(history, edits), "unclear": tuple(unclear)}
    return update | find_subject(state, runtime.context)


def _still_open(question: Question, history: CareerHistory) -> bool:
    return any(job.id == question.subject and job.tentative for job in history.jobs)


def decide(state: ConversationState) -> Update:
    """Pick the act that answers."""
    return {"act": choose_act(state)}
