"""Writes the report as a PDF or Word file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from advisor.career import CareerHistory
from advisor.competence.check import CompetenceCheck
from advisor.recommendation import Recommendation, TargetAssessment
from advisor.report.content import report_content
from retrieval.errors import AdvisorError
from retrieval.occupations import OccupationCatalog


def write_report(  # noqa: PLR0913  # everything a report says, from its five owners
    history: CareerHistory,
    recommendation: Recommendation | None,
    assessment: TargetAssessment | None,
    path: Path,
    *,
    checks: Sequence[CompetenceCheck] = (),
    kind: Literal["pdf", "docx"],
    today: date,
    catalog: OccupationCatalog,
) -> None:
    """Write what the person told and what the advisor found; holds no name.

    Args:
        history: the person's jobs, education, interests and limits.
        recommendation: the suggestions; None before any were made.
        assessment: the person's own target; None if none was weighed.
        path: the file to write; one that exists is replaced.
        checks: how far to trust each suggestion.
        kind: PDF to read or Word to edit; both say the same.
        today: the date of the report.
        catalog: names the occupations of the jobs and the release to attribute.

    Raises:
        AdvisorError: the file cannot be written.
    """
    content = report_content(
        history, recommendation, assessment, checks=checks, today=today, catalog=catalog
    )
    if kind == "pdf":
        from advisor.report.pdf import pdf_report  # noqa: PLC0415  # one library, not both

        data = pdf_report(content)
    else:
        from advisor.report.word import word_report  # noqa: PLC0415

        data = word_report(content)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise AdvisorError(
            f"the report could not be written to {path.name}: {error.strerror or error}"
        ) from error
