"""The report of a conversation as a file's bytes."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from graph.snapshot import Snapshot
from graph.state import Services

if TYPE_CHECKING:
    from advisor.report.content import ReportContent

REPORT_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Media types."""


def report_bytes(services: Services, state: Snapshot, kind: Literal["pdf", "docx"]) -> bytes:
    """Return the report.

    Args:
        services: know the occupations, and how far to trust the suggestions.
        state: the conversation.
        kind: of file.
    """
    from advisor.report import write_report  # noqa: PLC0415  # loads when first asked for

    with TemporaryDirectory(prefix="career-advisor-") as folder:
        path = Path(folder, f"report.{kind}")
        write_report(
            state.history,
            state.recommendation,
            state.assessment,
            path,
            checks=services.competence.kept(state.recommendation),
            kind=kind,
            today=services.today(),
            catalog=services.catalog,
        )
        return path.read_bytes()


def report_of(services: Services, state: Snapshot) -> "ReportContent":
    """Return what the report says; arguments as of ``report_bytes``."""
    from advisor.report.content import report_content  # noqa: PLC0415  # as above

    return report_content(
        state.history,
        state.recommendation,
        state.assessment,
        checks=services.competence.kept(state.recommendation),
        today=services.today(),
        catalog=services.catalog,
    )
