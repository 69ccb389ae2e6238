"""A real HTTP server that speaks the OpenAI chat-completions protocol as a test scripts it.

Each request takes the next scripted reply; when the script is used up, the last one repeats::

    with OpenAIServer(text('{"intent": "greeting"}'), stream("[1] Hello.")) as server:
        ...  # settings with llm_base_url=server.base_url
    assert len(server.requests) == 2
"""

import json
import socket
import struct
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

Reply = Callable[["Exchange"], None]
"""Answers one request by writing to the exchange."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A request as it came in."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def streamed(self) -> bool:
        return bool(self.body.get("stream"))

    @property
    def wants_schema(self) -> bool:
        return "response_format" in self.body

    @property
    def text(self) -> str:
        """Everything the messages hold, for asking whether something was sent."""
        return "\n".join(str(message["content"]) for message in self.body["messages"])


class Exchange:
    """One request being answered."""

    def __init__(
        self, handler: BaseHTTPRequestHandler, request: Recorded, closing: threading.Event
    ):
        self.request = request
        self.closing = closing
        self._handler = handler

    def head(self, status: int, headers: Mapping[str, str]) -> None:
        self._handler.send_response(status)
        for name, value in ({"Connection": "close"} | dict(headers)).items():
            self._handler.send_header(name, value)
        self._handler.end_headers()

    def write(self, data: bytes) -> None:
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def whole(self, status: int, data: bytes, headers: Mapping[str, str]) -> None:
        self.head(status, {"Content-Length": str(len(data))} | dict(headers))
        self.write(data)

    def reset(self) -> None:
        """Break the connection so that the client gets an error, not an end."""
        no_goodbye = struct.pack("ii", 1, 0)
        self._handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, no_goodbye)

    def wait(self, seconds: float | None = None) -> None:
        """Wait, but not longer than the server runs."""
        self.closing.wait(seconds)


class OpenAIServer:
    """Serves ``base_url`` on a free port of 127.0.0.1 while the ``with`` block runs.

    Attributes:
        requests: what came in so far, in order.
    """

    def __init__(self, *script: Reply) -> None:
        self.requests: list[Recorded] = []
        self._script: Sequence[Reply] = script
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def next_reply(self, request: Recorded) -> Reply:
        with self._lock:
            self.requests.append(request)
            return self._script[min(len(self.requests), len(self._script)) - 1]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                request = Recorded(self.path, dict(self.headers), json.loads(body))
                self.close_connection = True
                # A client that gives up early is what some tests want.
                with suppress(BrokenPipeError, ConnectionResetError):
                    server.next_reply(request)(Exchange(self, request, server._closing))

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                """Keep test output clean."""

        return Handler


def text(content: str, finish_reason: str = "stop") -> Reply:
    """Return a whole answer."""
    return lambda exchange: exchange.whole(200, _completion(content, finish_reason), _JSON)


def answer(**fields: Any) -> Reply:
    """Return an answer that is one JSON object."""
    return text(json.dumps(fields))


def stream(*pieces: str, delay_s: float = 0.0, then: Reply | None = None) -> Reply:
    """Stream the pieces; ``then`` ends the stream in place of a proper end."""

    def reply(exchange: Exchange) -> None:
        exchange.head(200, _EVENTS)
        for piece in pieces:
            exchange.write(_event(piece))
            if delay_s:
                exchange.wait(delay_s)
        if then is not None:
            then(exchange)
        else:
            exchange.write(_event("", "stop") + b"data: [DONE]\n\n")

    return reply


def status(code: int, message: str = "no", headers: Mapping[str, str] | None = None) -> Reply:
    """Refuse with an HTTP error and a message, as OpenAI words its errors."""
    data = json.dumps({"error": {"message": message, "type": "error", "code": code}}).encode()
    return lambda exchange: exchange.whole(code, data, _JSON | dict(headers or {}))


def without_schema(reply: Reply) -> Reply:
    """Reject ``response_format`` with 400, as servers do that know no JSON schema."""
    # Word for word what langchain-openai answers with a warning.
    message = "'response_format' of type 'json_schema' is not supported with this model"

    def either(exchange: Exchange) -> None:
        (status(400, message) if exchange.request.wants_schema else reply)(exchange)

    return either


def body(data: bytes, content_type: str = "application/json") -> Reply:
    """Return any bytes with status 200."""
    return lambda exchange: exchange.whole(200, data, {"Content-Type": content_type})


def raw_stream(data: bytes) -> Reply:
    """Return any bytes as an event stream."""

    def reply(exchange: Exchange) -> None:
        exchange.head(200, _EVENTS)
        exchange.write(data)

    return reply


def stall(exchange: Exchange) -> None:
    """Never say (another) word."""
    exchange.wait()


def hang_up(exchange: Exchange) -> None:
    """Close the connection without a word, or in the middle of what was being said."""


def cut_off(exchange: Exchange) -> None:
    """Break the connection with an error."""
    exchange.reset()


def drip(exchange: Exchange) -> None:
    """Send one byte now and then, so that no gap is long and the end never comes."""
    exchange.head(200, {"Content-Type": "application/json", "Content-Length": "100000"})
    while not exchange.closing.is_set():
        exchange.write(b" ")
        exchange.wait(0.02)


def keep_alive(exchange: Exchange) -> None:
    """Stream comments only, as routers do while a model is queued."""
    exchange.head(200, _EVENTS)
    while not exchange.closing.is_set():
        exchange.write(b": processing\n\n")
        exchange.wait(0.02)


def huge(exchange: Exchange) -> None:
    """Send a body without an end as fast as it is taken."""
    exchange.head(200, _JSON)
    while not exchange.closing.is_set():
        exchange.write(b'{"choices": [' * 10_000)


_JSON = {"Content-Type": "application/json"}
_EVENTS = {"Content-Type": "text/event-stream"}


def _completion(content: str, finish_reason: str) -> bytes:
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": finish_reason}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    completion = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "test-model",
        "choices": [choice],
        "usage": usage,
    }
    return json.dumps(completion).encode()


def _event(content: str, finish_reason: str | None = None) -> bytes:
    choice = {"index": 0, "delta": {"content": content}, "finish_reason": finish_reason}
    chunk = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "test-model",
        "choices": [choice],
    }
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"
