"""Puts in words what a person likes doing, and how well an occupation fits it."""

from advisor.instruments.scoring import MOST_MISSING
from advisor.interests import AREAS, CLOSE, FAIR, Doubt, InterestFit, InterestProfile
from advisor.phrases import listed
from retrieval.occupations import Riasec


def told(profile: InterestProfile) -> str:
    """Return in one sentence what the answers say, or why they are not used to choose."""
    if profile.doubt is Doubt.TOO_FEW:
        each = len(profile.answers) // len(AREAS)
        need = each - int(MOST_MISSING * each)
        return (
            f"You have answered {profile.answered} of {len(profile.answers)} activities; scores"
            f" need {need} of the {each} in every area, so I do not use them yet."
        )
    if profile.doubt is Doubt.FLAT:
        return (
            "Your answers are nearly the same in all six areas, so they do not show what you"
            " like more, and I do not use them to choose."
        )
    if profile.doubt is Doubt.CONTRADICTORY:
        return (
            "Your answers differ as much within each area as between the areas, about as answers"
            " given at random would, so I do not use them to choose."
        )
    best, least = _most_and_least(profile)
    most = listed([points_text(profile, area) for area in best])
    return (
        f"By your answers you like {most} most,"
        f" {listed([points_text(profile, area) for area in least])} least."
    )


def _most_and_least(profile: InterestProfile) -> tuple[list[Riasec], list[Riasec]]:
    """Return the two areas liked most and the one liked least, with all that score the same."""
    points = dict(zip(AREAS, profile.points, strict=True))
    order = [area for area in ranked(profile) if points[area] is not None]
    second, last = points[order[1]], points[order[-1]]
    best = [area for area in order if (points[area] or 0.0) >= (second or 0.0)]
    if second == last:  # one stands out, the others are alike
        best = order[:1]
    return best, [area for area in order if points[area] == last]


def ranked(profile: InterestProfile) -> list[Riasec]:
    """Return the areas, liked most first; of equals the first of ``AREAS``, without score last."""
    points = dict(zip(AREAS, profile.points, strict=True))
    return sorted(AREAS, key=lambda area: -1.0 if points[area] is None else -(points[area] or 0.0))


def points_text(profile: InterestProfile, area: Riasec) -> str:
    """Return an area with its score: "Social (34 of 40 points)"."""
    points = profile.points[AREAS.index(area)]
    score = "no score" if points is None else f"{points:.0f} of {profile.most} points"
    return f"{area.value} ({score})"


def fit_word(correlation: float) -> str:
    """Return a correlation in a word, cut where chance would hardly bring it about."""
    if correlation >= CLOSE:
        return "close"
    if correlation >= FAIR:
        return "fair"
    return "poor" if correlation <= -FAIR else "no clear"


def fit_sentence(found: InterestFit) -> str:
    """Return how well an occupation fits what a person likes, with the number behind the word."""
    correlation = f"{found.correlation:+.2f}".replace("-", "\N{MINUS SIGN}")
    return (
        f"{fit_word(found.correlation).capitalize()} fit with what you like doing"
        f" (correlation {correlation})."
    )
