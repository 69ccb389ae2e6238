"""Sends a prompt to an OpenAI-compatible server, again where that can help."""

import asyncio
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2

from advisor.study.config import ModelSection
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen

_WAIT_S = 0.5
"""Before the first retry; doubles with each."""
_LONGEST_WAIT_S = 60.0
_LARGEST_BODY = 4_000_000
"""Bytes; a reply is a few thousand."""
_NO_SCHEMA = (400, 415, 422, 501)
"""Statuses by which servers refuse a request for structured answers."""
_HOPELESS = {
    401: "the key was refused, check api_key_env",
    403: "the key may not use this model, check api_key_env and model",
    404: "no such address or model, check base_url (it mostly ends in /v1), model and api",
}


REFUSED = "refusal"
"""Finish reason of a reply that a server gives as a refusal in place of an answer."""


class NoReplyError(Exception):
    """A request that got no reply after all retries; its text is a few words why."""


class _TryAgainError(NoReplyError):
    """A failure that may not last; ``wait_s`` is how long the server asked to wait."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        super().__init__(reason)
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class Reply(Frozen):
    """What came back.

    Attributes:
        content: what the model said; None for nothing (``refusal`` may hold something then).
        finish_reason: as the server gives it.
        form: ``schema`` if JSON was asked for, else ``plain``.
        tokens_in, tokens_out: as the server counts them; None where it does not.
        sent: requests that went out for it, retries included.
        seconds: from the first of them to the reply.
        said_by: the model that the server says answered.
    """

    content: str | None
    finish_reason: str | None
    form: str
    tokens_in: int | None
    tokens_out: int | None
    sent: int
    seconds: float
    said_by: str | None


class ModelClient:
    """A model on its server. No message repeats what a server sent: it may hold the key."""

    def __init__(self, section: ModelSection, http: httpx2.AsyncClient) -> None:
        """Prepare; nothing is sent.

        Raises:
            AdvisorError: the environment variable for the key is not set.
        """
        path = "/chat/completions" if section.api == "chat" else "/completions"
        self._section = section
        self._http = http
        self._url = section.base_url.rstrip("/") + path
        self._headers = _headers(section)
        self._structured = section.structured
        self._reached = False

    async def ask(self, prompt: str, schema: Mapping[str, Any]) -> Reply:
        """Return the reply to a prompt.

        Raises:
            NoReplyError: there was none after all retries.
            AdvisorError: no request can be answered: nothing is there, wrong key or model.
        """
        began, sent = time.monotonic(), 0
        for retry in range(self._section.retries + 1):
            try:
                if self._structured:
                    sent += 1
                    try:
                        body = await self._post(prompt, schema)
                        return self._reply(body, "schema", sent, time.monotonic() - began)
                    except _NoSchemaError:
                        self._structured = False
                sent += 1
                body = await self._post(prompt, None)
                return self._reply(body, "plain", sent, time.monotonic() - began)
            except _TryAgainError as error:
                if retry == self._section.retries:
                    raise NoReplyError(str(error)) from error
                wait = _WAIT_S * 2**retry if error.wait_s is None else error.wait_s
                await asyncio.sleep(min(_LONGEST_WAIT_S, wait))
        raise AssertionError("unreachable")  # pragma: no cover

    async def _post(self, prompt: str, schema: Mapping[str, Any] | None) -> bytes:
        try:
            # The client bounds silences, not the whole: a server that drips would hold us up.
            async with asyncio.timeout(self._section.timeout_s):
                return await self._read(self._request(prompt, schema), schema is not None)
        except (TimeoutError, httpx2.TimeoutException) as error:
            raise _TryAgainError(f"no reply in {self._section.timeout_s:g} s") from error
        except (httpx2.ConnectError, httpx2.UnsupportedProtocol, httpx2.InvalidURL) as error:
            if self._reached:
                raise _TryAgainError("the connection failed") from error
            raise self._hopeless("nothing answers there, check base_url") from error
        except httpx2.HTTPError as error:
            raise _TryAgainError("the connection failed") from error

    async def _read(self, request: Mapping[str, Any], structured: bool) -> bytes:
        pieces = bytearray()
        async with self._http.stream(
            "POST",
            self._url,
            json=request,
            headers=self._headers,
            timeout=self._section.timeout_s,
        ) as response:
            self._reached = True
            if not response.is_success:
                raise self._refused(response, structured)
            async for piece in response.aiter_bytes():
                pieces += piece
                if len(pieces) > _LARGEST_BODY:
                    raise NoReplyError(f"a reply larger than {_LARGEST_BODY} bytes")
        return bytes(pieces)

    def _request(self, prompt: str, schema: Mapping[str, Any] | None) -> Mapping[str, Any]:
        section = self._section
        request: dict[str, Any] = {
            "model": section.model,
            "temperature": section.temperature,
            "max_tokens": section.max_tokens,
            **section.extra,
        }
        if section.api == "chat":
            request["messages"] = [{"role": "user", "content": prompt}]
        else:
            request["prompt"] = prompt
        if schema is not None:
            request["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "answer", "schema": schema, "strict": True},
            }
        return request

    def _reply(self, body: bytes, form: str, sent: int, seconds: float) -> Reply:
        try:
            answer = json.loads(body)
            choice = answer["choices"][0]
            if self._section.api == "chat":
                content = choice["message"].get("content")
                refusal = choice["message"].get("refusal")
            else:
                content, refusal = choice["text"], None
            finish_reason = choice.get("finish_reason")
            if content is None and refusal:
                content, finish_reason = refusal, REFUSED
            usage = answer.get("usage") or {}
            tokens_in = _count(usage.get("prompt_tokens"))
            tokens_out = _count(usage.get("completion_tokens"))
            said_by = answer.get("model")
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise NoReplyError("a reply that is no completion") from error
        if content is not None and not isinstance(content, str):
            raise NoReplyError("a reply without text")
        reason = finish_reason if isinstance(finish_reason, str) else None
        name = said_by if isinstance(said_by, str) else None
        return Reply(content, reason, form, tokens_in, tokens_out, sent, seconds, name)

    def _refused(self, response: httpx2.Response, structured: bool) -> Exception:
        status = response.status_code
        if structured and status in _NO_SCHEMA:
            return _NoSchemaError()
        if status in _HOPELESS:
            return self._hopeless(f"HTTP {status}: {_HOPELESS[status]}")
        if status in (408, 409, 425, 429) or status >= 500:
            after = response.headers.get("retry-after", "")
            return _TryAgainError(f"HTTP {status}", float(after) if after.isdecimal() else None)
        return NoReplyError(f"HTTP {status}")

    def _hopeless(self, why: str) -> AdvisorError:
        return AdvisorError(f"model {self._section.name!r} at {self._section.base_url}: {why}")


class _NoSchemaError(Exception):
    """The server does not know structured answers."""


def _headers(section: ModelSection) -> Mapping[str, str]:
    if section.api_key_env is None:
        return {}
    key = os.environ.get(section.api_key_env)
    if not key:
        raise AdvisorError(
            f"expected the key of model {section.name!r} in the environment variable"
            f" {section.api_key_env}: set it, or leave out api_key_env"
        )
    return {"Authorization": f"Bearer {key}"}


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
