"""What the program's log, its errors and its command line tell: no secret, and nobody."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from advisor.log.database import Database
from advisor.settings import Settings
from graph.store.opening import open_store
from retrieval.errors import AdvisorError
from tests.security.gradio_client import PageClient
from tests.security.service import METRICS_TOKEN, PASSWORD, VISIT_SECRET, Service
from tests.web.signing import SECRET, claims, sign
from tests.web.visitor import Visitor, new_id

DB_PASSWORD = "db-password-canary-77"  # noqa: S105
AWAY = f"postgresql://advisor:{DB_PASSWORD}@127.0.0.1:1/advisor"


def test_the_log_of_an_attack_tells_nobody_and_no_secret(service: Service) -> None:
    """Sends canaries into every field, in ways that work and ways that fail."""
    me = Visitor(service.address, "canary-visitor-31")
    conversation = me.begin("evaluation")
    me.say(conversation, "I have been a nurse at Canaryhospital since 2015")
    token = sign(claims(sub="canary-visitor-32", aud="another"))
    asked = {"X-Canary": "canary-header-33", "User-Agent": "canary-agent-34"}
    address = f"/conversations/{conversation}"
    me.http.post("/visits", json={"token": token, "parent": "canary-parent-35"})
    me.http.get(f"{address}/export/everything.json?q=canary-query-36", headers=asked)
    me.http.post(f"{address}/messages", content=b'{"text": "canary-body-37"')
    me.http.get("/canary-path-38")
    me.http.post(
        f"{address}/documents",
        data={"id": new_id()},
        files={"file": ("canary-file-39.pdf", b"%PDF-1.7 canary-content-40\n%%EOF")},
    )
    httpx.get(f"{service.address}/canary-path-41", headers={"Referer": "canary-referer-42"})
    httpx.post(f"{service.address}/operator/sign-in", data={"name": "canary-name-43"})
    page = PageClient(service.address)
    page.call("sent", "canary-message-44", "canary-id-45")
    page.call("edited", "canary-id-46", event={"form": "canary-form-47"})
    page.call("uploaded", {"path": "/canary-path-48"}, "canary-id-49")
    page.upload("canary-upload-50.txt", b"canary-content-51")
    session = page.session
    page.close()
    me.close()
    log = service.log
    assert '"web.requests"' in log, "requests are logged at all"
    kept = (
        *("canary", "Canary", conversation, me.visit["token"], token, session),
        *(SECRET, VISIT_SECRET, METRICS_TOKEN, PASSWORD, str(service.folder / "sites")),
    )
    assert [word for word in kept if word in log] == []
    lines = [line for line in log.splitlines() if "127.0.0.1" in line and "Serving on" not in line]
    assert lines == [], "no address of a visitor"


def test_no_secret_is_part_of_the_command_line(service: Service) -> None:
    line = Path(f"/proc/{service.pid}/cmdline").read_text("utf-8")
    for secret in (SECRET, VISIT_SECRET, METRICS_TOKEN):
        assert secret not in line


def test_settings_never_show_a_secret() -> None:
    hidden = {
        name: SecretStr("canary-secret")
        for name, field in Settings.model_fields.items()
        if "SecretStr" in str(field.annotation)
    }
    assert {"state_url", "log_url", "visit_keys", "metrics_token", "llm_api_key"} <= set(hidden)
    settings = Settings(**hidden)  # type: ignore[arg-type]
    for shown in (repr(settings), str(settings), str(settings.model_dump()), settings.__str__()):
        assert "canary-secret" not in shown
    named = [n for n in Settings.model_fields if n.endswith(("_key", "_secret", "_token", "_keys"))]
    assert set(named) <= set(hidden)


def test_a_database_that_is_away_is_told_without_its_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    settings = Settings(data_dir=tmp_path, state_url=SecretStr(AWAY))
    for open_it in (
        lambda: open_store(settings, lambda: datetime.now(UTC)).ping(),
        lambda: Database(AWAY.replace("postgresql://", "postgresql+psycopg://")).migrate(),
        lambda: Database(f"nothing-like://advisor:{DB_PASSWORD}@127.0.0.1/x"),
    ):
        with pytest.raises(AdvisorError) as raised:
            open_it()
        error: BaseException | None = raised.value
        assert DB_PASSWORD not in str(error)


@pytest.mark.system
@pytest.mark.parametrize("variable", ["ADVISOR_STATE_URL", "ADVISOR_LOG_URL"])
def test_a_service_that_cannot_start_says_why_without_the_password(
    index_data_dir: Path, tmp_path: Path, variable: str
) -> None:
    pytest.importorskip("psycopg")
    (tmp_path / "index").symlink_to(index_data_dir / "index")
    environment = {**os.environ, "ADVISOR_DATA_DIR": str(tmp_path), variable: f"{AWAY}?nonsense=1"}
    command = [sys.executable, "-m", "advisor_cli", "log", "export", "--out", str(tmp_path / "x")]
    if variable == "ADVISOR_STATE_URL":
        command = [sys.executable, "-m", "advisor_cli", "serve", "--port", "1"]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=150, check=False
    )
    assert done.returncode != 0
    assert DB_PASSWORD not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr and done.stderr.strip()
