"""Which act answers a message: plain rules, no language model."""

from advisor.edits import AnswerItems
from graph.agenda import enough, next_question
from graph.state import Act, ConversationState
from graph.understanding import Intent, Question, Topic

_ABOUT_OCCUPATIONS = {Intent.WHY, Intent.PAY, Intent.OUTLOOK, Intent.SKILLS}
_ABOUT_US = {
    Intent.SUMMARY,
    Intent.PROGRESS,
    Intent.HELP,
    Intent.MACHINE,
    Intent.PRIVACY,
    Intent.TRUST,
    Intent.LANGUAGE,
    Intent.SOURCES,
    Intent.CERTAINTY,
    Intent.AGE,
    Intent.AUTOMATION,
    Intent.STOP,
    Intent.ERASE,
    Intent.NAMED,
    Intent.THANKS,
    Intent.OFF_TOPIC,
    Intent.DISTRESS,
}
NOTHING_READ = {Intent.EMPTY, Intent.UNCLEAR}
"""What a message of which nothing could be read asks for."""


def choose_act(state: ConversationState) -> Act:
    """Return what the reply should do, given what the message said and what is known."""
    understanding = state["understanding"]
    if understanding.step or any(isinstance(e, AnswerItems) for e in understanding.edits):
        return "questionnaire"
    if state["manual"] is not None:
        return "revise"
    intent = understanding.intent
    if intent is Intent.WEIGH or understanding.chosen:
        return "weigh_target"
    if understanding.unplaced or understanding.meant:
        return "confirm"
    if intent in (Intent.UNDO, Intent.MISUNDERSTOOD) and not changed(state):
        return "explain"
    if intent in _ABOUT_OCCUPATIONS | _ABOUT_US or (intent in NOTHING_READ and not changed(state)):
        return "explain"
    if intent in (Intent.SUGGEST, Intent.OTHERS):
        return "suggest"
    return _move_on(state)


def changed(state: ConversationState) -> bool:
    """Whether this turn changed what is known."""
    return state["history"] != state["before"]


def coming_question(state: ConversationState) -> Question | None:
    """Return the question to put next, never one put before."""
    return next_question(
        state["history"], state.get("closed", ()), state.get("asked", ()), state.get("unclear", ())
    )


def _move_on(state: ConversationState) -> Act:
    """Ask what is left; once nothing is, suggest; once suggested, follow the changes."""
    if state.get("recommendation") is not None and changed(state):
        return "suggest"
    question = coming_question(state)
    if question is not None and state.get("recommendation") is None:
        return "confirm" if question.topic is Topic.JOB_TITLE else "ask"
    if enough(state["history"]):
        return "suggest"
    return "explain"
