"""The part of a report that says how far to trust its suggestions."""

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.competence import wording
from advisor.competence.check import COUNSELLOR, CompetenceCheck

HEADING = "How far to trust this"
HEAD = ("Suggestion, and what was counted", *wording.COLUMNS)


@dataclass(frozen=True, slots=True)
class TrustTable:
    """What was measured, and apart from it what a language model says of itself.

    Attributes:
        measured: who was measured, and what the columns mean.
        rows: under ``HEAD``.
        said: sentences on the language model's ratings of itself; none if it was not asked.
        cautions: what to be careful with; at the end, who to talk to.
    """

    measured: str
    rows: tuple[tuple[str, ...], ...]
    said: tuple[str, ...]
    cautions: tuple[str, ...]


def trust_table(checks: Sequence[CompetenceCheck]) -> TrustTable | None:
    """Return the part of a report; None without a check."""
    if not checks:
        return None
    said = [f"{check.title}: {wording.self_sentence(check.said)}" for check in checks if check.said]
    cautions = [
        f"{check.title}: {line}"
        for check in checks
        for line in check.warnings
        if line != COUNSELLOR
    ]
    return TrustTable(
        measured=wording.measured_intro(checks),
        rows=tuple(
            (f"{check.title} ({wording.measured_of(check)})", *wording.measured_row(check))
            for check in checks
        ),
        said=(*said, wording.WEAK_GUIDE) if said else (),
        cautions=(*cautions, COUNSELLOR) if cautions else (),
    )
