"""What a person can take along: the report as PDF or Word, and the history as JSON Resume."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse, Response

from advisor.json_resume import to_json_resume
from graph.session import Advisor, Snapshot
from retrieval.errors import AdvisorError

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def add_downloads(app: FastAPI, advisor: Advisor) -> None:
    """Add ``/download/<conversation>/`` with ``report.pdf``, ``report.docx``, ``resume.json``.

    An unknown conversation is 404 with one line.
    """

    @app.get("/download/{conversation_id}/report.{kind}")
    def report(conversation_id: str, kind: Literal["pdf", "docx"]) -> Response:
        data = _report(advisor, _state(advisor, conversation_id), kind)
        return Response(data, media_type=_TYPES[kind], headers=_saved_as(f"career-report.{kind}"))

    @app.get("/download/{conversation_id}/resume.json")
    def resume(conversation_id: str) -> Response:
        history = _state(advisor, conversation_id).history
        return JSONResponse(to_json_resume(history), headers=_saved_as("resume.json"))


def _state(advisor: Advisor, conversation_id: str) -> Snapshot:
    try:
        conversation = advisor.conversation(conversation_id)
    except AdvisorError as error:
        raise HTTPException(404, str(error)) from error
    if not advisor.store.known(conversation_id):
        raise HTTPException(404, "no conversation with this id is kept on this computer")
    return conversation.state()


def _report(advisor: Advisor, state: Snapshot, kind: Literal["pdf", "docx"]) -> bytes:
    from advisor.report import write_report  # noqa: PLC0415  # loads when first asked for

    with TemporaryDirectory(prefix="career-advisor-") as folder:
        path = Path(folder, f"report.{kind}")
        write_report(
            state.history,
            state.recommendation,
            state.assessment,
            path,
            checks=advisor.services.competence.kept(state.recommendation),
            kind=kind,
            today=advisor.services.today(),
            catalog=advisor.services.catalog,
        )
        return path.read_bytes()


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
