"""The panel that says how far to trust the suggestions, as HTML."""

from advisor.competence.check import CompetenceCheck
from advisor.competence.wording import (
    WEAK_GUIDE,
    cost_sentence,
    languages_sentence,
    measured_sentences,
    rating_row,
    self_sentence,
)
from graph.events import CompetenceChecked
from views.templates import keep_percent_together, render


def trust_html(found: CompetenceChecked | None) -> str:
    """Return the panel; empty without suggestions.

    What may be opened is there only when nothing more will come: the panel is drawn anew with
    every rating, and would close it again.
    """
    if found is None or not found.checks:
        return ""
    return keep_percent_together(
        render(
            "trust",
            checks=[_check(check, found.complete) for check in found.checks],
            complete=found.complete,
            asked=any(check.said for check in found.checks) or not found.complete,
            weak_guide=WEAK_GUIDE,
        )
    )


def _check(check: CompetenceCheck, complete: bool) -> dict[str, object]:
    said = check.said
    return {
        "title": check.title,
        "measured": measured_sentences(check),
        "self": self_sentence(said) if said else None,
        "problem": said.problem if said else None,
        "languages": languages_sentence(said) if said else None,
        "rows": [rating_row(r) for r in said.ratings] if said and complete and said.calls else (),
        "cost": cost_sentence(said) if said else None,
        "warnings": check.warnings,
    }
