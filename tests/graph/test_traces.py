"""Turns as OpenTelemetry traces, received by a real collector over HTTP."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from pydantic import SecretStr

from advisor.log.consent import Consent
from advisor.log.database import Database
from advisor.log.log import ConversationLog
from advisor.log.pseudonyms import open_pseudonyms
from advisor.settings import Settings
from graph.advisor import Advisor
from graph.state import Services
from graph.store.sqlite import SqliteStore
from graph.traces import open_traces
from graph.turn_log import TurnLog
from tests.fakes import Blots
from tests.graph.test_turn_log import NOON


class Collector:
    """Takes traces in on a free port of 127.0.0.1."""

    def __init__(self) -> None:
        self.spans: list[Any] = []
        taken = self.spans

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # the library's name
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                for sent in ExportTraceServiceRequest.FromString(body).resource_spans:
                    for scope in sent.scope_spans:
                        taken.extend(scope.spans)
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1/traces"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def collector() -> Iterator[Collector]:
    opened = Collector()
    yield opened
    opened.close()


def traced(services: Services, folder: Path, url: str) -> Advisor:
    """Return an advisor that sends traces there."""
    log = ConversationLog(Database(f"sqlite:///{folder / 'log.sqlite'}"))
    pseudonyms = open_pseudonyms(SecretStr("sixteen bytes or more"), folder / "key")
    traces = open_traces(Settings(traces_url=url))
    turn_log = TurnLog(log, pseudonyms, Blots("Priya"), lambda: NOON, traces)
    return Advisor(services, SqliteStore(folder / "c.sqlite", lambda: NOON), turn_log)


def attributes(span: Any) -> dict[str, str]:
    return {item.key: item.value.string_value for item in span.attributes}


def test_a_turn_is_a_trace_with_its_parts_and_redacted(
    services: Services, tmp_path: Path, collector: Collector
) -> None:
    advisor = traced(services, tmp_path, collector.url)
    session = advisor.conversation()
    session.choose(Consent.EVALUATION)
    list(session.reply("I'm Priya, a welder"))
    advisor.close()
    spans = {span.name: span for span in collector.spans}
    assert set(spans) == {"turn", "understand", "speak"}
    turn = attributes(spans["turn"])
    assert turn["input.value"] == "I'm [NAME], a welder"
    assert turn["output.value"]
    assert turn["openinference.span.kind"] == "AGENT"
    assert turn["session.id"] not in ("", session.id)
    assert attributes(spans["understand"])["openinference.span.kind"] == "CHAIN"
    assert spans["speak"].parent_span_id == spans["turn"].span_id
    assert b"Priya" not in b"".join(span.SerializeToString() for span in collector.spans)


def test_who_only_uses_it_is_traced_without_a_word(
    services: Services, tmp_path: Path, collector: Collector
) -> None:
    advisor = traced(services, tmp_path, collector.url)
    session = advisor.conversation()
    session.choose(Consent.USE)
    list(session.reply("I'm a welder at Initech"))
    advisor.close()
    assert len(collector.spans) == 3
    sent = b"".join(span.SerializeToString() for span in collector.spans)
    assert b"welder" not in sent
    assert b"Initech" not in sent


def test_without_an_address_there_are_no_traces() -> None:
    assert open_traces(Settings()) is None
