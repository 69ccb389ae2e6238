"""Says where one chance on the screen comes from: "where do you get 12 % from?"."""

import re

from advisor.phrases import percent
from advisor.recommendation import Recommendation, Suggestion
from graph.about_us import CHECK
from graph.state import ConversationState
from graph.understanding import Intent

_PERCENT = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d)?) ?(?:%|per ?cent\b)")
_NEAR = 1.5
"""Percentage points within which a number is taken to be one on the screen."""


def about_a_chance(state: ConversationState) -> list[str]:
    """Return where the number doubted comes from; empty if no number on the screen is meant.

    It is the number named, or that of the first suggestion where doubt follows on the general
    answer, which is not said twice in a row.
    """
    shown, intent = state.get("recommendation"), state["understanding"].intent
    if intent not in (Intent.TRUST, Intent.SOURCES) or shown is None or not shown.suggestions:
        return []
    named = _PERCENT.search(state["message"].casefold())
    if named is None:
        lines = [line for line in state.get("transcript", ()) if line.role == "advisor"]
        answered = bool(lines) and CHECK in lines[-1].text
        again = intent is Intent.TRUST and answered
        return [_origin(shown.suggestions[0], shown)] if again else []
    said = float(named[1].replace(",", "."))
    if abs(100 * shown.stay.probability - said) < _NEAR:
        return [_origin_of_staying(shown)]
    nearest = min(shown.suggestions, key=lambda one: abs(100 * one.probability_if_moving - said))
    if abs(100 * nearest.probability_if_moving - said) < _NEAR:
        return [_origin(nearest, shown)]
    return [
        f"No suggestion on the screen stands at {named[0]}; this is the nearest.",
        _origin(nearest, shown),
    ]


def _origin(suggestion: Suggestion, shown: Recommendation) -> str:
    chance = (
        f"The {percent(suggestion.probability_if_moving)} of {suggestion.title} is a chance that"
        f" {shown.model} works out for a history like yours, if you change occupation"
    )
    there = f'"{suggestion.group_title}"'
    if not suggestion.leavers:
        counted = "Nobody observed in the survey left your occupation, so there are no counts"
    else:
        counted = (
            f"What was counted: {suggestion.moved:,} of {suggestion.leavers:,} people observed"
            f" leaving your occupation went to {there}"
        )
    return f"{chance}. {counted}. Source: {shown.source.rstrip('.')}."


def _origin_of_staying(shown: Recommendation) -> str:
    return (
        f"The {percent(shown.stay.probability)} for {shown.stay.title} is the chance of being in"
        f" that work a year from now, as {shown.model} works it out for a history like yours."
        f" Source: {shown.source.rstrip('.')}."
    )
