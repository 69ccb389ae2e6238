"""Calls an OpenAI-compatible server within bounds of time and size."""

import logging
import queue
import threading
import time
import weakref
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Any

import httpx2
import openai
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from advisor.competence.asking import Answered
from graph.llm.failure import ServerFailure, refused, too_slow, unreachable, unusable

logger = logging.getLogger(__name__)

_LARGEST_BODY = 4_000_000
"""Bytes; an answer is a few thousand."""

_NO_KEY = "none"
"""Sent when no key is configured, so that ``OPENAI_API_KEY`` never goes to another server."""

_FAILURES = (
    openai.OpenAIError,
    # What the client libraries raise for a body that is not what the protocol says.
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
)

Pieces = Generator[str, None, None]
"""The text of an answer as it arrives; closing it gives the request up."""

_Outcome = BaseException | bool
"""How a request ended: an exception, True when complete, False when it never said."""


class ChatServer:
    """A chat model on a server; nothing is sent before the first call.

    Args:
        base_url: address up to and including ``/v1``.
        model: the model's name on that server.
        api_key: None for a server that needs none.
        timeout_s: seconds a call may take, retries included.
        retries: how often ``complete`` sends a refused or undelivered request again.

    Attributes:
        calls: requests made so far; exact where one turn at a time is held.
    """

    def __init__(
        self, base_url: str, model: str, api_key: SecretStr | None, timeout_s: float, retries: int
    ) -> None:
        self.calls = 0
        self._timeout_s = timeout_s
        self._retries = retries
        http = openai.DefaultHttpxClient(
            timeout=timeout_s,
            # A redirected POST becomes a GET, which helps nobody and counts as a request.
            follow_redirects=False,
            event_hooks={"response": [_Intake(timeout_s)]},
        )
        weakref.finalize(self, http.close)
        self._model = ChatOpenAI(
            base_url=base_url,
            model=model,
            api_key=api_key or SecretStr(_NO_KEY),
            timeout=timeout_s,
            # Retries are ours: the client would sleep through ``Retry-After`` past the deadline.
            max_retries=0,
            use_responses_api=False,
            http_client=http,
        )

    def complete(self, system: str, user: str, schema: dict[str, Any] | None) -> str:
        """Return the whole answer; a ``schema`` asks for strict JSON. Raises ``ServerFailure``."""
        return self.answer(system, user, schema, 0 if schema else None).text

    def answer(
        self,
        system: str,
        user: str,
        schema: dict[str, Any] | None,
        temperature: float | None,
    ) -> Answered:
        """Return the whole answer and what it took; see ``complete``.

        Args:
            system: what the model is to do.
            user: what it is to do it with.
            schema: of the JSON asked for; None to ask in words alone.
            temperature: of the draw; None for the server's own.
        """
        # As ``extra_body`` because the client refuses truncated structured answers; we repair them.
        options: dict[str, Any] = {} if temperature is None else {"temperature": temperature}
        if schema:
            options["extra_body"] = {"response_format": _response_format(schema)}
        messages = _messages(system, user)
        deadline = time.monotonic() + self._timeout_s
        for retries_left in range(self._retries, 0, -1):
            try:
                return self._answer(messages, options, deadline)
            except ServerFailure as failure:
                wait = failure.retry_after
                if wait is None or time.monotonic() + wait >= deadline:
                    raise
                logger.info("%s; sent again, %d retries left", failure.reason, retries_left - 1)
                time.sleep(wait)
        return self._answer(messages, options, deadline)

    def stream(self, system: str, user: str) -> Pieces:
        """Yield the answer in pieces as they arrive; raises ``ServerFailure``, also midway.

        This is not tried again: the reply has its wording already, and nobody should wait for a
        nicer one.
        """
        messages = _messages(system, user)
        deadline = time.monotonic() + self._timeout_s
        return self._within(deadline, lambda: (c.text for c in self._model.stream(messages)))

    def _answer(
        self, messages: Sequence[BaseMessage], options: dict[str, Any], deadline: float
    ) -> Answered:
        tokens: list[int] = []

        def request() -> list[str]:
            message = self._model.invoke(messages, **options)
            if message.usage_metadata:
                tokens.append(message.usage_metadata["total_tokens"])
            return [message.text]

        text = "".join(self._within(deadline, request))
        return Answered(text, tokens[0] if tokens else None)

    def _within(self, deadline: float, request: Callable[[], Iterable[str]]) -> Pieces:
        """Yield the pieces of one request until the deadline (of ``time.monotonic``).

        The request runs in a thread of its own because the client bounds silence, not the whole: a
        server that drips would hold the turn. ``_Intake`` ends the thread left behind.
        """
        self.calls += 1
        arrived: queue.SimpleQueue[str | _Outcome] = queue.SimpleQueue()
        given_up = threading.Event()
        threading.Thread(
            target=_run, args=(request, arrived, given_up), name="llm-request", daemon=True
        ).start()
        try:
            while True:
                item = arrived.get(timeout=max(0.0, deadline - time.monotonic()))
                if isinstance(item, str):
                    yield item
                elif item is True:
                    return
                else:
                    raise self._failure(item)
        except queue.Empty:
            raise too_slow(self._timeout_s) from None
        finally:
            given_up.set()

    def _failure(self, outcome: _Outcome) -> ServerFailure:
        if isinstance(outcome, _Refused):
            return refused(outcome.status, outcome.retry_after)
        if isinstance(outcome, openai.APITimeoutError):
            return too_slow(self._timeout_s)
        if isinstance(outcome, openai.APIConnectionError):
            return unreachable(connected=not _caused_by(outcome, httpx2.ConnectError))
        kind = type(outcome).__name__ if isinstance(outcome, BaseException) else "no outcome"
        return unusable(f"the answer is not a chat completion ({kind})")


def _run(
    request: Callable[[], Iterable[str]],
    arrived: "queue.SimpleQueue[str | _Outcome]",
    given_up: threading.Event,
) -> None:
    outcome: _Outcome = False
    try:
        for piece in request():
            if given_up.is_set():
                return
            arrived.put(piece)
        outcome = True
    except _FAILURES as error:
        outcome = error
    finally:
        arrived.put(outcome)


def _messages(system: str, user: str) -> Sequence[BaseMessage]:
    return [SystemMessage(system), HumanMessage(user)]


def _response_format(schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "json_schema",
        "json_schema": {"name": "understanding", "schema": schema, "strict": True},
    }


def _caused_by(error: BaseException, kind: type[BaseException]) -> bool:
    cause = error.__cause__
    return cause is not None and (isinstance(cause, kind) or _caused_by(cause, kind))


class _Refused(openai.OpenAIError):
    """A status other than success; the client passes errors of this family through as they are."""

    def __init__(self, status: int, retry_after: float | None) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.retry_after = retry_after


class _Intake:
    """Looks at every response before its body is read.

    Error bodies are never read: they may repeat the key, and what the client libraries make of
    them (warnings, other exceptions) differs from server to server. Other bodies are bounded.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __call__(self, response: httpx2.Response) -> None:
        if not response.is_success:
            raise _Refused(response.status_code, _seconds(response.headers.get("retry-after")))
        if isinstance(response.stream, httpx2.SyncByteStream):
            response.stream = _BoundedBody(response.stream, self._seconds)


class _BoundedBody(httpx2.SyncByteStream):
    """A response body that may take so many seconds, and ``_LARGEST_BODY`` bytes."""

    def __init__(self, body: httpx2.SyncByteStream, seconds: float) -> None:
        self._body = body
        self._seconds = seconds

    def __iter__(self) -> Iterator[bytes]:
        end = time.monotonic() + self._seconds
        size = 0
        for piece in self._body:
            size += len(piece)
            if size > _LARGEST_BODY:
                raise httpx2.ReadError(f"the answer is larger than {_LARGEST_BODY} bytes")
            if time.monotonic() > end:
                raise httpx2.ReadTimeout(f"the answer took longer than {self._seconds:g} s")
            yield piece

    def close(self) -> None:
        self._body.close()


def _seconds(retry_after: str | None) -> float | None:
    """Read a ``Retry-After`` in seconds; None for a date or nonsense."""
    return float(retry_after) if retry_after and retry_after.strip().isdecimal() else None
