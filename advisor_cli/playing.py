"""Plays a labelled conversation to an advisor, message by message, and forgets it."""

import time

from advisor.evaluation.conversations.labelled import LabelledConversation
from advisor.evaluation.conversations.played import Played, Turn
from graph.advisor import Advisor
from graph.events import Asked, Failed, Suggested
from graph.llm.interviewer import LLMInterviewer
from graph.replay import Calendar


def play(advisor: Advisor, calendar: Calendar, conversation: LabelledConversation) -> Played:
    """Return what came of it.

    Args:
        advisor: to talk to.
        calendar: the one that the advisor was opened with.
        conversation: what to say, and on which day.
    """
    calendar.day = conversation.today
    session = advisor.conversation()
    before = _spent(advisor)
    turns, keys = list[Turn](), list[str]()
    for message in conversation.messages:
        began = time.perf_counter()
        events = list(session.reply(message))
        seconds = time.perf_counter() - began
        suggested = any(isinstance(event, Suggested) for event in events)
        failures = tuple(event.message for event in events if isinstance(event, Failed))
        turns.append(Turn(seconds, suggested, failures))
        keys += [event.question.key for event in events if isinstance(event, Asked)]
    state = session.state()
    shown = state.recommendation.suggestions if state.recommendation else ()
    session.delete()
    calls, by_rules = (now - then for now, then in zip(_spent(advisor), before, strict=True))
    return Played(
        history=state.history,
        turns=tuple(turns),
        questions=state.questions_asked,
        keys=tuple(keys),
        suggestions=tuple(suggestion.code for suggestion in shown),
        calls=calls,
        by_rules=by_rules,
    )


def _spent(advisor: Advisor) -> tuple[int, int]:
    """Return the calls so far, and the messages that the rules read in the model's place."""
    interviewer = advisor.services.interviewer
    if isinstance(interviewer, LLMInterviewer):
        return interviewer.calls, interviewer.by_rules
    return 0, 0
