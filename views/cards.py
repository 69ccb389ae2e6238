"""The suggestion cards, and the card of a job the person has in mind, as HTML."""

from collections.abc import Sequence

from advisor import figures
from advisor.interest_words import fit_sentence
from advisor.phrases import percent
from advisor.recommendation import Recommendation, Suggestion, TargetAssessment
from views.hexagon import hexagon_html
from views.skills import skills_html
from views.templates import keep_percent_together, render


def cards_html(recommendation: Recommendation | None, assessment: TargetAssessment | None) -> str:
    """Return the target's card and the suggestions; empty if there is neither."""
    if recommendation is None and assessment is None:
        return ""
    shown = recommendation
    common = figures.common_cautions(shown.suggestions) if shown else ()
    html = render(
        "cards",
        target=_card(assessment.suggestion) if assessment else None,
        place=_place(assessment) if assessment else None,
        steps=assessment.steps if assessment else (),
        cards=[_card(suggestion, common) for suggestion in shown.suggestions] if shown else None,
        reason=shown.reason if shown else None,
        reason_origin=figures.reason_origin(shown) if shown else None,
        stay=figures.staying_words(shown.stay) if shown else None,
        held=shown.stay.held if shown else None,
        stay_percent=percent(shown.stay.probability) if shown else None,
        notes=(*shown.notes, *common) if shown else (),
        source=shown.source if shown else None,
        model=shown.model if shown else None,
    )
    return keep_percent_together(html)


def _card(suggestion: Suggestion, said: Sequence[str] = ()) -> dict[str, object]:
    pay, outlook, fit = suggestion.pay, suggestion.outlook, suggestion.interest_fit
    counted = any(reason.kind == "move" for reason in suggestion.reasons)
    return {
        "title": suggestion.title,
        "percent": figures.headline_chance(suggestion),
        "condition": "if you change" if suggestion.probability_if_moving else "a year from now",
        "chance": figures.chance_sentence(suggestion),
        "observed": None if counted else figures.observed_sentence(suggestion),
        "reasons": suggestion.reasons,
        "cautions": [caution for caution in suggestion.cautions if caution not in said],
        "summary": f"{figures.median_text(pay)} · {figures.growth_text(outlook)}".capitalize(),
        "skills": skills_html(suggestion.shared, suggestion.missing),
        "fit": fit_sentence(fit) if fit else None,
        "hexagon": hexagon_html(fit.person, fit.occupation) if fit else None,
        "preparation": figures.preparation_text(suggestion.job_zone),
        "education": figures.education_rows(suggestion.education),
        "pay": figures.pay_rows(pay),
        "pay_source": figures.pay_source(pay) if pay else None,
        "outlook": figures.outlook_rows(outlook),
        "outlook_source": figures.outlook_source(outlook) if outlook else None,
        "url": suggestion.url,
    }


def _place(assessment: TargetAssessment) -> str:
    if assessment.rank is None:
        return "It lies in the occupation group you work in now."
    return (
        f"Its group ranks {assessment.rank} among the {assessment.of} occupation groups you could"
        " move to."
    )
