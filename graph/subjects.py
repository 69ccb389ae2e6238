"""Which occupation a message is about: a suggestion on the screen, "it", or any other."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from advisor.recommendation import Suggestion
from graph.state import ConversationState, Services
from graph.understanding import Intent, Question, Topic

_SAME_TITLE = 90
"""Similarity (0-100) from which words name a suggestion on the screen."""


def find_subject(state: ConversationState, services: Services) -> dict[str, object]:
    """Return ``focus``, the O*NET code the turn is about, and ``target``, what else it could be."""
    understanding = state["understanding"]
    if understanding.chosen:
        return {"focus": understanding.chosen, "target": None}
    subject = understanding.subject
    if subject is None:
        about_suggestions = state.get("act") == "suggest"
        return {"focus": None if about_suggestions else state.get("focus"), "target": None}
    recommendation = state.get("recommendation")
    shown = recommendation.suggestions if recommendation else ()
    code = _on_screen(subject, shown)
    if code is not None:
        return {"focus": code, "target": None}
    found = services.search.resolve(subject)
    if found.match is not None:
        return {"focus": found.match.code, "target": None}
    if not found.alternatives:
        return {"focus": None, "target": None}
    question = None
    if understanding.intent is Intent.WEIGH and len(found.alternatives) > 1:
        question = Question(Topic.TARGET_TITLE, subject, found.alternatives)
    return {"focus": found.alternatives[0].code, "target": question}


def _on_screen(subject: str, shown: Sequence[Suggestion]) -> str | None:
    """Return the code of the suggestion a number or title names; None if it names none."""
    if subject.isdecimal():
        place = int(subject) - 1
        return shown[place].code if 0 <= place < len(shown) else None
    scored = [(fuzz.token_set_ratio(subject.lower(), s.title.lower()), s.code) for s in shown]
    best = max(scored, default=(0.0, None))
    return best[1] if best[0] >= _SAME_TITLE else None
