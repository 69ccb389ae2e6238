"""Answers to questions about occupations: why, what it pays, whether it grows, what it needs."""

from advisor.explain import (
    outlook_sentences,
    pay_sentences,
    preparation_sentences,
    why_sentences,
)

from advisor.recommendation import Suggestion
from graph import wording
from graph.state import ConversationState, Services
from graph.understanding import Intent


def answer(state: ConversationState, services: Services) -> list[str]:
    """Return the sentences that answer; every figure comes from the catalogue or the predictor."""
    understanding, focus = state["understanding"], state.get("focus")
    if understanding.subject and focus is None:
        return [wording.nothing_found(understanding.subject)]
    if understanding.intent is Intent.WHY:
        return _why(state, focus)
    codes = [focus] if focus else [s.code for s in _shown(state)]
    if not codes:
        codes = [job.code for job in state["history"].jobs[-1:] if job.code]
    if not codes:
        return ["About which job? Name one, and I'll look it up."]
    return [line for code in codes for line in _facts(code, understanding.intent, services)]


def _why(state: ConversationState, focus: str | None) -> list[str]:
    known = {s.code: s for s in _shown(state)}
    assessment = state.get("assessment")
    if assessment is not None:
        known.setdefault(assessment.suggestion.code, assessment.suggestion)
    if focus is not None and focus not in known:
        return ["I didn't suggest that one. Ask me to weigh it, and I'll say what speaks for it."]
    if not known:
        return ["I haven't suggested anything yet, so there is nothing to explain so far."]
    chosen = [known[focus]] if focus else list(_shown(state))
    return [line for suggestion in chosen for line in why_sentences(suggestion)]


def _shown(state: ConversationState) -> tuple[Suggestion, ...]:
    recommendation = state.get("recommendation")
    return recommendation.suggestions if recommendation else ()


def _facts(code: str, intent: Intent, services: Services) -> list[str]:
    catalog = services.catalog
    title = catalog.occupations[code].title
    if intent is Intent.PAY:
        return pay_sentences(title, catalog.pay(code))
    if intent is Intent.OUTLOOK:
        return outlook_sentences(title, catalog.outlook(code))
    return preparation_sentences(catalog, code)
