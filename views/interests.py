"""The panel of what a person likes doing, as HTML: scores, hints, the way to the activities."""

from advisor.career import CareerHistory
from advisor.instruments.instrument import Instrument
from advisor.interest_words import told
from advisor.interests import InterestProfile
from graph.items import Instruments
from views.hexagon import hexagon_html
from views.templates import render

LANGUAGES = {"en": "English", "es": "Español", "zh": "中文"}
"""Languages by their own name."""


def interests_html(history: CareerHistory, instruments: Instruments) -> str:
    """Return the panel: scores as a hexagon and a table, hints, and the way to the activities."""
    profile = history.interest_profile
    chosen = _present(profile, instruments)
    languages = dict.fromkeys(code for one in instruments.values() for code in one.languages)
    scored = profile is not None and any(points is not None for points in profile.points)
    return render(
        "interests",
        told=told(profile) if profile else None,
        used=profile is not None and profile.usable is not None,
        hexagon=hexagon_html(_shares(profile)) if profile and scored else None,
        hints=history.interests,
        instruments=[(key, one.name) for key, one in instruments.items()],
        instrument=chosen.key if chosen else None,
        languages=[(code, LANGUAGES.get(code, code)) for code in languages],
        language=profile.language if profile else next(iter(languages), None),
    )


def _present(profile: InterestProfile | None, instruments: Instruments) -> Instrument | None:
    """Return the questionnaire that was begun, or the first one."""
    begun = instruments.get(profile.instrument) if profile else None
    return begun or next(iter(instruments.values()), None)


def _shares(profile: InterestProfile) -> list[float | None]:
    return [None if points is None else points / profile.most for points in profile.points]
