"""An audit says what is vulnerable, and never calls clean what it could not ask about."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from release.audit import CLEAN, FOUND, NOT_CHECKED, Verdict, audit

KNOWN = {
    "id": "PYSEC-2018-28",
    "summary": "Credentials are sent on",
    "affected": [
        {
            "package": {"name": "requests", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.20.0"}]}],
            "versions": ["2.19.0"],
        }
    ],
}


class _Service(BaseHTTPRequestHandler):
    """The part of OSV's protocol that pip-audit speaks: a query for a package's version."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        known = [KNOWN] if asked["package"]["name"] == "requests" else []
        body = json.dumps({"vulns": known} if known else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def service() -> Iterator[list[str]]:
    """Options that have pip-audit ask a service on this computer."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Service) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/v1/query"
        yield ["--vulnerability-service", "osv", "--osv-url", address]
        server.shutdown()


def asked(tmp_path: Path, pins: str, options: list[str]) -> Verdict:
    file = tmp_path / "pins.txt"
    file.write_text(pins, "utf-8")
    return audit(file, [*options, "--cache-dir", str(tmp_path / "cache")])


def test_a_vulnerability_is_told_with_what_mends_it(tmp_path: Path, service: list[str]) -> None:
    verdict = asked(tmp_path, "requests==2.19.0\nidna==3.20\n", service)
    assert verdict.exit_code == FOUND
    assert verdict.lines() == ["requests 2.19.0: PYSEC-2018-28, mended in 2.20.0"]


def test_a_clean_bill_says_how_many_were_checked(tmp_path: Path, service: list[str]) -> None:
    verdict = asked(tmp_path, "idna==3.20\ncertifi==2026.10.18\n", service)
    assert verdict.exit_code == CLEAN
    assert verdict.lines() == ["No known vulnerability in 2 pinned packages."]


def test_without_the_service_nothing_is_called_clean(tmp_path: Path) -> None:
    nobody = ["--vulnerability-service", "osv", "--osv-url", "http://127.0.0.1:9/v1/query"]
    verdict = asked(tmp_path, "idna==3.20\n", nobody)
    assert verdict.exit_code == NOT_CHECKED
    assert verdict.lines()[0].startswith("NOT CHECKED: 1 of 1 packages (idna)")


def test_a_package_that_the_service_does_not_know_was_not_checked() -> None:
    verdict = Verdict(3, (), ("idna",))
    assert verdict.exit_code == NOT_CHECKED
    assert "NOT CHECKED: 1 of 4 packages (idna)" in verdict.lines()[0]
