"""The panel that says how far to trust the suggestions, as HTML."""

from advisor.competence import wording
from advisor.competence.check import COUNSELLOR, CompetenceCheck
from graph.events import CompetenceChecked
from views.templates import keep_percent_together, render


def trust_html(found: CompetenceChecked | None) -> str:
    """Return the panel; empty without suggestions.

    What can be opened is there only when nothing more will come: the panel is drawn anew with
    every rating, and would close it again.
    """
    if found is None or not found.checks:
        return ""
    warnings = [(check.title, line) for check in found.checks for line in check.warnings]
    return keep_percent_together(
        render(
            "trust",
            checks=[_check(check, found.complete) for check in found.checks],
            intro=wording.measured_intro(found.checks),
            columns=wording.COLUMNS,
            complete=found.complete,
            asked=any(check.said for check in found.checks) or not found.complete,
            weak_guide=wording.WEAK_GUIDE,
            warnings=[pair for pair in warnings if pair[1] != COUNSELLOR],
            counsellor=COUNSELLOR if warnings else None,
        )
    )


def _check(check: CompetenceCheck, complete: bool) -> dict[str, object]:
    said = check.said
    return {
        "title": check.title,
        "of": wording.measured_of(check),
        "measured": wording.measured_row(check),
        "self": wording.self_sentence(said) if said else None,
        "problem": said.problem if said else None,
        "languages": wording.languages_sentence(said) if said else None,
        "rows": [wording.rating_row(r) for r in said.ratings]
        if said and complete and said.calls
        else (),
        "cost": wording.cost_sentence(said) if said else None,
    }
