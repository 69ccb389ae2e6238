"""The suggestion cards, and the card of a job the person has in mind, as HTML."""

from markupsafe import Markup

from advisor.recommendation import Recommendation, Suggestion, TargetAssessment
from graph.wording import percent
from views import facts
from views.skills import skills_html
from views.templates import render


def cards_html(recommendation: Recommendation | None, assessment: TargetAssessment | None) -> str:
    """Return the target's card and the suggestions; empty if there is neither."""
    if recommendation is None and assessment is None:
        return ""
    shown = recommendation
    return render(
        "cards",
        target=_card(assessment.suggestion) if assessment else None,
        place=_place(assessment) if assessment else None,
        steps=assessment.steps if assessment else (),
        cards=[_card(suggestion) for suggestion in shown.suggestions] if shown else None,
        reason=shown.reason if shown else None,
        stay=shown.stay if shown else None,
        stay_percent=percent(shown.stay.probability) if shown else None,
        notes=shown.notes if shown else (),
        source=shown.source if shown else None,
        model=shown.model if shown else None,
    )


def _card(suggestion: Suggestion) -> dict[str, object]:
    pay, outlook = suggestion.pay, suggestion.outlook
    return {
        "title": suggestion.title,
        "percent": facts.headline_chance(suggestion),
        "chance": facts.chance_sentence(suggestion),
        "observed": facts.observed_sentence(suggestion),
        "reasons": suggestion.reasons,
        "cautions": suggestion.cautions,
        "summary": f"{facts.median_text(pay)} · {facts.growth_text(outlook)}".capitalize(),
        # Made by a template of ours, so it is escaped already.
        "skills": Markup(  # noqa: S704
            skills_html(suggestion.code, suggestion.shared, suggestion.missing)
        ),
        "preparation": facts.preparation_text(suggestion.job_zone),
        "education": facts.education_rows(suggestion.education),
        "pay": facts.pay_rows(pay),
        "pay_source": facts.pay_source(pay) if pay else None,
        "outlook": facts.outlook_rows(outlook),
        "outlook_source": facts.outlook_source(outlook) if outlook else None,
        "url": suggestion.url,
    }


def _place(assessment: TargetAssessment) -> str:
    if assessment.rank is None:
        return "It lies in the occupation group you work in now."
    return (
        f"Of the {assessment.of} occupation groups people like you could move to, its group is"
        f" number {assessment.rank}."
    )
