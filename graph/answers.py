"""Answers to questions about occupations: why, what it pays, whether it grows, what it needs."""

from collections.abc import Sequence

from advisor.explain import (
    outlook_sentences,
    pay_sentences,
    preparation_sentences,
    skills_sentences,
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
    if len(codes) == 1:
        return [" ".join(_facts(codes[0], state, services))]
    first = [f"{n}. {_facts(code, state, services)[0]}" for n, code in enumerate(codes, 1)]
    return [*first, "Name one, and I'll say more about it."]


def outlook_of_shown(state: ConversationState, services: Services) -> list[str]:
    """Return the outlook of each suggestion on the screen, or of the job the turn is about."""
    focus = state.get("focus") if state["understanding"].subject else None
    codes = [focus] if focus else [s.code for s in _shown(state)]
    occupations = services.catalog.occupations
    return [
        outlook_sentences(occupations[code].title, services.catalog.outlook(code))[0]
        for code in codes
    ]


def _why(state: ConversationState, focus: str | None) -> list[str]:
    known = _explained(state)
    if focus is not None and focus not in known:
        return ["I didn't suggest that one. Ask me to weigh it, and I'll say what speaks for it."]
    if not known:
        return ["I haven't suggested anything yet, so there is nothing to explain so far."]
    if focus is None and not _shown(state):
        focus = next(iter(known))
    if focus is not None:
        return list(why_sentences(known[focus]))
    first = [
        f"{n}. {s.title}: {s.reasons[0].text} (You told me: {s.reasons[0].evidence}.)"
        for n, s in enumerate(_shown(state), 1)
    ]
    return [*first, "Name one, and I'll say everything that speaks for it."]


def _explained(state: ConversationState) -> dict[str, Suggestion]:
    """Return by code everything on the screen: the suggestions and a weighed target."""
    assessment = state.get("assessment")
    target = [assessment.suggestion] if assessment else []
    return {s.code: s for s in (*target, *_shown(state))}


def _shown(state: ConversationState) -> tuple[Suggestion, ...]:
    recommendation = state.get("recommendation")
    return recommendation.suggestions if recommendation else ()


def _facts(code: str, state: ConversationState, services: Services) -> Sequence[str]:
    catalog, intent = services.catalog, state["understanding"].intent
    occupation = catalog.occupations[code]
    if intent is Intent.PAY:
        return pay_sentences(occupation.title, catalog.pay(code))
    if intent is Intent.OUTLOOK:
        return outlook_sentences(occupation.title, catalog.outlook(code))
    shown = _explained(state).get(code)
    return (
        *preparation_sentences(
            occupation.title, occupation.job_zone, catalog.education(code), catalog.outlook(code)
        ),
        *(skills_sentences(shown) if shown else ()),
    )
