"""Asks a language model at an OpenAI-compatible server, many questions at a time."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from types import TracebackType
from typing import Any, Self

import httpx2
import openai

from advisor.structured import StructuredAnswers
from advisor.training.sections import ServerSection
from retrieval.errors import AdvisorError

_NO_KEY = "none"
"""Sent when no key is configured, so that ``OPENAI_API_KEY`` never goes to another server."""
_WAIT_S = 0.25
"""Before the first retry; doubles with each."""
_LONGEST_WAIT_S = 30.0
_LARGEST_BODY = 4_000_000
"""Bytes; an answer is a few thousand."""
_NO_SCHEMA = (400, 415, 422, 501)
"""Statuses by which servers refuse a request for structured answers."""
_HOPELESS = {
    401: "the key was refused: check `api_key_env`",
    403: "the key may not use this model: check `api_key_env` and `model`",
    404: "no such address or model: check `base_url` (it mostly ends in /v1) and `model`",
}
Schema = Mapping[str, Any]


class NoAnswerError(Exception):
    """A request that got no answer, or one that says nothing; its text is a few words why."""


class ChatClient:
    """A model on a server; use as an asynchronous context manager.

    What a server sends with an error is never repeated in a message: it may hold the key.

    Attributes:
        sent: requests that went out, retries included.
        failed: questions without an answer after all retries.
    """

    def __init__(self, section: ServerSection, name: str) -> None:
        """Prepare; nothing is sent.

        Args:
            section: the server.
            name: which one it is in the settings, for messages.

        Raises:
            AdvisorError: the environment variable for the key is not set.
        """
        self._section = section
        self._name = name
        self._free = asyncio.Semaphore(section.concurrency)
        self._structured = StructuredAnswers()
        self._failed_in_a_row = 0
        self.sent = 0
        self.failed = 0
        self._client = openai.AsyncOpenAI(
            base_url=section.base_url,
            api_key=_key(section, name),
            timeout=section.timeout_s,
            max_retries=0,
            http_client=openai.DefaultAsyncHttpxClient(
                timeout=section.timeout_s,
                # A redirected POST becomes a GET, which helps nobody and counts as a request.
                follow_redirects=False,
                event_hooks={"response": [_bound]},
            ),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._client.close()

    async def ask(self, system: str, user: str, schema: Schema | None = None) -> str:
        """Return an answer; a ``schema`` asks for JSON, on servers that know how to be asked.

        Raises:
            NoAnswerError: there was none after all retries.
            AdvisorError: no request can be answered (wrong key, address or model), or so many in
                a row were not that going on makes no sense.
        """
        async with self._free:
            for retry in range(self._section.retries + 1):
                try:
                    text = await self._answer(system, user, schema)
                except _TryAgainError as error:
                    if retry == self._section.retries:
                        return self._give_up(error)
                    await asyncio.sleep(min(_LONGEST_WAIT_S, error.wait_s or _WAIT_S * 2**retry))
                except NoAnswerError as error:
                    return self._give_up(error)
                else:
                    self._failed_in_a_row = 0
                    return text
        raise AssertionError("unreachable")  # pragma: no cover

    def _give_up(self, error: NoAnswerError) -> str:
        self.failed += 1
        self._failed_in_a_row += 1
        if self._failed_in_a_row >= self._section.give_up_after:
            raise AdvisorError(
                f"the {self._name} at {self._section.base_url} left {self._failed_in_a_row}"
                f" requests in a row without an answer ({error}): run the step again when it"
                " answers, what was done is kept"
            ) from error
        raise NoAnswerError(str(error)) from error

    async def _answer(self, system: str, user: str, schema: Schema | None) -> str:
        options: dict[str, Any] = {}
        if schema and self._structured.wanted():
            options["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "answer", "schema": schema, "strict": True},
            }
        self.sent += 1
        try:
            # The client bounds silence, not the whole: a server that drips would hold us up.
            async with asyncio.timeout(self._section.timeout_s):
                reply = await self._client.chat.completions.create(
                    model=self._section.model,
                    messages=[
                        {"role": "system", "content": system},
                        {"role": "user", "content": user},
                    ],
                    temperature=self._section.temperature,
                    max_tokens=self._section.max_tokens,
                    **options,
                )
            choice = reply.choices[0]
            text = choice.message.content
        except (TimeoutError, openai.APITimeoutError) as error:
            raise _TryAgainError(f"no answer in {self._section.timeout_s:g} s") from error
        except openai.APIStatusError as error:
            if options and error.status_code in _NO_SCHEMA:
                answer = await self._answer(system, user, None)
                self._structured.refused()
                return answer
            raise self._refused(error) from error
        except openai.APIConnectionError as error:
            raise _TryAgainError("the connection failed") from error
        except (openai.OpenAIError, ValueError, TypeError, LookupError, AttributeError) as error:
            # What the library makes of a body that is not what the protocol says.
            raise NoAnswerError(f"no chat completion ({type(error).__name__})") from error
        if options:
            self._structured.accepted()
        if choice.finish_reason == "length":
            raise NoAnswerError("cut off: `max_tokens` is too small")
        if not isinstance(text, str) or not text.strip():
            raise NoAnswerError("an empty answer")
        return text.strip()

    def _refused(self, error: openai.APIStatusError) -> Exception:
        status = error.status_code
        if status in _HOPELESS:
            return AdvisorError(
                f"the {self._name} at {self._section.base_url} answers HTTP {status}:"
                f" {_HOPELESS[status]}"
            )
        if status in (408, 409, 429) or status >= 500:
            after = error.response.headers.get("retry-after", "")
            return _TryAgainError(f"HTTP {status}", float(after) if after.isdecimal() else None)
        return NoAnswerError(f"HTTP {status}")


class _TryAgainError(NoAnswerError):
    """A failure that may not last; ``wait_s`` is how long the server asked to wait."""

    def __init__(self, reason: str, wait_s: float | None = None) -> None:
        super().__init__(reason)
        self.wait_s = wait_s


async def _bound(response: httpx2.Response) -> None:
    """Let a response's body not grow without an end."""
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _BoundedBody(response.stream)


class _BoundedBody(httpx2.AsyncByteStream):
    """A body of ``_LARGEST_BODY`` bytes or fewer."""

    def __init__(self, body: httpx2.AsyncByteStream) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for piece in self._body:
            size += len(piece)
            if size > _LARGEST_BODY:
                raise httpx2.ReadError(f"the answer is larger than {_LARGEST_BODY} bytes")
            yield piece

    async def aclose(self) -> None:
        await self._body.aclose()


def _key(section: ServerSection, name: str) -> str:
    if section.api_key_env is None:
        return _NO_KEY
    key = os.environ.get(section.api_key_env)
    if not key:
        raise AdvisorError(
            f"expected the key of the {name} in the environment variable {section.api_key_env}:"
            " set it, or leave out `api_key_env`"
        )
    return key
