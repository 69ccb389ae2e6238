"""The speaking half of a turn: one node per act plans a reply, ``speak`` words it."""

from typing import Protocol

from langgraph.runtime import Runtime

from advisor.model.prediction import UnusableHistoryError
from graph import wording
from graph.about_chances import about_a_chance
from graph.about_us import ABOUT_US, about_us
from graph.agenda import enough, progress
from graph.answers import answer, outlook_of_shown
from graph.events import Asked, HistoryChanged, Suggested, TextDelta
from graph.fixed_answers import AUTOMATION, FIXED
from graph.misunderstood import WHAT_IS_WRONG, held_or_wanted, not_understood
from graph.policy import changed, coming_question
from graph.replies import Update, noted_in, reply
from graph.state import Act, ConversationState, Line, Services
from graph.understanding import Intent, Question, Topic
from graph.weighing import weigh_target

_REMEMBERED = 64
"""Ids of messages; a sender that repeats one does so soon."""


class Node(Protocol):
    """An act: reads the state, returns the fields it writes."""

    def __call__(self, state: ConversationState, runtime: Runtime[Services]) -> Update:
        """Plan the reply."""
        ...


def ask(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Say what was noted and put the next question, "did you mean" included."""
    question = coming_question(state)
    if state["understanding"].intent is Intent.UNDO:
        # What was asked is not answered by this and stays open.
        question = _still_asked(state) or question
    return reply(state, noted_in(state, runtime.context), question)


def confirm(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Ask which of several was meant: an occupation for a title, or the job a date is of."""
    understanding, history = state["understanding"], state["history"]
    if understanding.unplaced is None and understanding.meant is None:
        return ask(state, runtime)
    noted = noted_in(state, runtime.context)
    if understanding.unplaced is None:
        meant = wording.what_about_it(history.job(understanding.meant or ""))
        return reply(state, [*noted, meant], _still_asked(state))
    question = Question(Topic.WHICH_DATE, understanding.unplaced)
    if question.key in state.get("asked", ()):
        # It was cleared up once and is unclear again: the person's own correction, so it is said.
        noted = [*noted, wording.question_text(question, history)]
    return reply(state, noted, question)


def _still_asked(state: ConversationState) -> Question | None:
    """Return the open question, unless it is about an entry that is known no more."""
    question, history = state.get("question"), state["history"]
    if question is None or question.topic in (Topic.TARGET_TITLE, Topic.WHICH_DATE):
        return question
    known = {job.id for job in history.jobs} | {entry.id for entry in history.education}
    return question if question.subject is None or question.subject in known else None


def revise(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Follow an edit made in the timeline; suggestions on the screen are made anew."""
    if state.get("recommendation") is not None and changed(state):
        return suggest(state, runtime)
    return reply(
        state, noted_in(state, runtime.context) or ["Nothing changed."], state.get("question")
    )


def suggest(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Show suggestions, or say what is missing."""
    history, services = state["history"], runtime.context
    noted = noted_in(state, services)
    if not enough(history):
        return _not_yet(state, noted, wording.not_enough(history))
    passed = _passed(state)
    try:
        recommendation = services.recommender.recommend(history, services.today(), passed)
        if passed and not recommendation.suggestions:
            # Nothing is left beyond those shown: they come back, and that is said.
            passed = ()
            noted = [*noted, wording.NO_OTHERS]
            recommendation = services.recommender.recommend(history, services.today())
    except UnusableHistoryError as missing:
        return _not_yet(state, noted, str(missing))
    runtime.stream_writer(Suggested(recommendation))
    if recommendation == state.get("recommendation") and recommendation.suggestions:
        sentences = [*noted, wording.unchanged(recommendation)]
    else:
        told = any(wording.REASON_APART in line.text for line in state.get("transcript", ()))
        sentences = noted + wording.recommendation_sentences(
            recommendation, further=bool(passed), first=not told
        )
    return reply(state, sentences, None) | {"recommendation": recommendation, "passed": passed}


def _passed(state: ConversationState) -> tuple[str, ...]:
    """Return the groups to pass over: all shown so far when others are asked for.

    They stay passed over while more is told, until suggestions are asked for plainly.
    """
    intent, shown = state["understanding"].intent, state.get("recommendation")
    if intent is Intent.SUGGEST:
        return ()
    passed = state.get("passed", ())
    if intent is Intent.OTHERS and shown is not None:
        passed = (*passed, *(s.group for s in shown.suggestions))
    return tuple(dict.fromkeys(passed))


def _not_yet(state: ConversationState, noted: list[str], missing: str) -> Update:
    return reply(state, [*noted, missing], coming_question(state)) | {"recommendation": None}


def explain(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Answer a question; the question that was open before stays open."""
    understanding = state["understanding"]
    noted, intent = noted_in(state, runtime.context), understanding.intent
    match intent:
        case Intent.SUMMARY | Intent.PROGRESS | Intent.STOP | Intent.MISUNDERSTOOD:
            body = _where_we_are(state)
        case _ if intent in FIXED and not (intent is Intent.UNDO and noted):
            body = list(FIXED[intent])
        case _ if intent in ABOUT_US:
            body = about_a_chance(state) or about_us(
                understanding, runtime.context, state.get("recommendation")
            )
        case Intent.AUTOMATION:
            body = [AUTOMATION, *outlook_of_shown(state, runtime.context)]
        case Intent.NAMED:
            body = [held_or_wanted(understanding.subject or "")]
        case Intent.WHY | Intent.PAY | Intent.OUTLOOK | Intent.SKILLS:
            body = answer(state, runtime.context)
        case _ if noted:
            body = []
        case _:
            body = [_stuck(state)]
    question = state.get("question")
    if intent in (Intent.DISTRESS, Intent.LANGUAGE):
        return reply(state, body, question, verbatim=True)
    if understanding.feeling and not body:
        body = _going_on(state)
    if intent is Intent.STOP:
        question = None
    elif question is None and state.get("recommendation") is None:
        question = coming_question(state)
    return reply(state, [*noted, *body], question)


def _where_we_are(state: ConversationState) -> list[str]:
    """Say what is known, what is left to ask, that nothing more is asked, or what would help."""
    history = state["history"]
    match state["understanding"].intent:
        case Intent.SUMMARY:
            return wording.summary(history)
        case Intent.PROGRESS:
            return [wording.left(progress(history, state.get("closed", ())))]
        case Intent.STOP:
            return [wording.no_more_questions(history, enough=enough(history))]
    return [WHAT_IS_WRONG]


def _going_on(state: ConversationState) -> list[str]:
    """Lead back after a kind word: a question put before is recalled, not asked again."""
    question = state.get("question")
    if question is not None:
        return [wording.still_open(question, state["history"])]
    return [wording.ANYTHING_ELSE] if state.get("recommendation") else []


def _stuck(state: ConversationState) -> str:
    """Say what would help when nothing new was said and nothing is left to ask."""
    if state["understanding"].intent in (Intent.EMPTY, Intent.UNCLEAR):
        question = state.get("question")
        topic = question.topic if question else None
        shown = state.get("recommendation") is not None
        return not_understood(state["understanding"].intent, topic, shown=shown)
    return (
        wording.ANYTHING_ELSE if enough(state["history"]) else wording.not_enough(state["history"])
    )


ACTS: dict[Act, Node] = {
    "ask": ask,
    "confirm": confirm,
    "suggest": suggest,
    "weigh_target": weigh_target,
    "explain": explain,
    "revise": revise,
}


def speak(state: ConversationState, runtime: Runtime[Services]) -> Update:
    """Word the plan, streamed, and keep the words in the transcript."""
    plan, question, put = state["plan"], state["question"], state["put"]
    words = []
    for piece in runtime.context.interviewer.speak(plan, state["message"]):
        runtime.stream_writer(TextDelta(piece))
        words.append(piece)
    questions = state.get("questions_asked", ())
    if question is not None and put is not None:
        questions = (*questions, put)
        runtime.stream_writer(Asked(question, put))
    done = progress(state["history"], state.get("closed", ()))
    runtime.stream_writer(HistoryChanged(state["history"], done))
    lines = [Line("user", state["shown_as"])] if state["shown_as"] else []
    lines += [Line("advisor", "".join(words))] if words else []
    return {
        "questions_asked": questions,
        "transcript": (*state.get("transcript", ()), *lines),
        "received": _received(state),
    }


def _received(state: ConversationState) -> tuple[str, ...]:
    before, new = tuple(state.get("received", ())), state.get("message_id")
    return before if new is None else (*before, new)[-_REMEMBERED:]
