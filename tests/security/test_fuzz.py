"""Requests made up from the API's own description: none breaks it, all are answered as it says."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.security.service import Service
from tests.web.visitor import Visitor

New = Callable[..., Visitor]
ST = shutil.which("st", path=str(Path(sys.executable).parent))
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_headers_conformance,response_schema_conformance,negative_data_rejection,"
    "missing_required_header,unsupported_method,allow_header_conformance,ignored_auth"
)


def _fuzz(service: Service, me: Visitor, folder: Path, examples: int, phases: str) -> None:
    conversation = me.begin("evaluation")
    me.say(conversation, "I am a nurse since 2015")
    (folder / "schemathesis.toml").write_text(
        f'[parameters]\n"path.conversation_id" = "{conversation}"\n', "utf-8"
    )
    command = [
        str(ST),
        "run",
        f"{service.address}/api/v1/openapi.json",
        "--header",
        f"Authorization: Bearer {me.visit['token']}",
        "--checks",
        CHECKS,
        "--phases",
        phases,
        "--max-examples",
        str(examples),
        "--seed",
        "1",
        "--no-shrink",
        "--continue-on-failure",
        "--generation-database",
        "none",
        # Erasing it would leave the others nothing to find.
        "--exclude-method",
        "DELETE",
        "--no-color",
        "--suppress-health-check",
        "all",
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-8_000:] + done.stderr[-2_000:]
    assert me.state(conversation)["id"] == conversation


@pytest.mark.system
@pytest.mark.timeout(300)
def test_every_answer_is_as_described(service: Service, visitor: New, tmp_path: Path) -> None:
    _fuzz(service, visitor("fuzz"), tmp_path, 4, "examples,coverage,fuzzing")


@pytest.mark.slow
@pytest.mark.timeout(1_800)
def test_every_answer_is_as_described_for_long(
    service: Service, visitor: New, tmp_path: Path
) -> None:
    _fuzz(service, visitor("fuzz"), tmp_path, 200, "examples,coverage,fuzzing,stateful")
