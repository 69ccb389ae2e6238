"""Competence checks as JSON."""

from dataclasses import asdict
from typing import Any

from advisor.competence.check import CompetenceCheck


def competence_to_json(check: CompetenceCheck) -> dict[str, Any]:
    """Return a check as plain data; ``None`` where something was not measured or not asked."""
    measured, said = check.measured, check.said
    return {
        "code": check.code,
        "title": check.title,
        "stated": check.stated,
        "predictor": check.predictor,
        "measured": measured
        and {
            "of": measured.of,
            "people": measured.people,
            "counts": asdict(measured.counts),
            "stated": measured.counts.stated,
            "observed": measured.counts.observed,
            "observed_interval": list(measured.counts.observed_interval),
            "found": measured.counts.found,
        },
        "said": said
        and {
            **asdict(said),
            "ratings": [asdict(rating) for rating in said.ratings],
            "prompts": list(said.prompts),
        },
        "warnings": list(check.warnings),
    }
