"""Keeps requests within bounds: their size, how long they take to arrive, how many there may be."""

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from advisor.accounts.addresses import network
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen
from web.errors import ApiError, error_response

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bounds(Frozen):
    """What a body may be.

    Attributes:
        body: bytes at most.
        upload: bytes at most where there is a document in it.
        held: bytes of all bodies that are arriving at a time.
        time_s: seconds until a body must be there.
    """

    body: int = 256_000
    upload: int = 12_000_000
    held: int = 256_000_000
    time_s: float = 30.0


BOUNDS = Bounds()


def _takes_documents(path: str) -> bool:
    return path.endswith("/documents") or path == "/gradio_api/upload"


class BodyLimits:
    """Refuses bodies that are too large or arrive too slowly, before anything reads them.

    Args:
        app: what is guarded.
        bounds: what a body may be.
        spared: tells the addresses whose bodies are limited elsewhere.
    """

    def __init__(
        self,
        app: ASGIApp,
        bounds: Bounds = BOUNDS,
        spared: Callable[[str], bool] = lambda path: False,  # noqa: ARG005
    ) -> None:
        self._app = app
        self._bounds = bounds
        self._spared = spared
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body, then pass the request on."""
        bodiless = scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS")
        if bodiless or self._spared(scope["path"]):
            await self._app(scope, receive, send)
            return
        documents = _takes_documents(scope["path"])
        limit = self._bounds.upload if documents else self._bounds.body
        try:
            body = await self._body(Headers(scope=scope), receive, limit)
        except ApiError as error:
            await error_response(scope, error)(scope, receive, send)
            return
        if body is None:  # the client hung up
            return
        await self._app(scope, _replayed(body, receive), send)

    async def _body(self, headers: Headers, receive: Receive, limit: int) -> bytes | None:
        too_large = ApiError("too_large", f"Expected at most {limit:,} bytes, got more.")
        said = headers.get("content-length", "")
        if said.isdigit() and (len(said) > 12 or int(said) > limit):
            raise too_large
        if headers.get("content-encoding", "identity") != "identity":
            raise ApiError("unsupported_media", "Expected a body that is not compressed.")
        body = bytearray()
        try:
            async with asyncio.timeout(self._bounds.time_s):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    piece = message.get("body", b"")
                    self._held += len(piece)
                    body += piece
                    if len(body) > limit:
                        raise too_large
                    if self._held > self._bounds.held:
                        raise ApiError(
                            "unavailable",
                            "Much is being sent just now. Please try again in a moment.",
                            retry_after_s=5,
                        )
                    if not message.get("more_body", False):
                        return bytes(body)
        except TimeoutError as error:
            raise ApiError("timed_out", "The request took too long to arrive.") from error
        finally:
            self._held -= len(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Return a channel that gives the body once, then what the client does."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


@dataclass(frozen=True, slots=True)
class Rate(Frozen):
    """So many requests a minute on average, and so many at once."""

    per_minute: float
    burst: int


class RateLimits:
    """Counts requests by name, where every replica counts them together.

    Args:
        spend: counts one and returns the seconds to wait, 0 if it may pass.
        secret: keeps addresses from being read in the store.
    """

    def __init__(self, spend: Callable[[str, float, int], float], secret: bytes) -> None:
        self._spend = spend
        self._secret = secret

    def visitor(self, owner: str, what: str, rate: Rate) -> None:
        """Count a request of a visitor; raise ``ApiError`` if there were too many."""
        self._count(f"visitor:{what}:{owner}", rate)

    def address(self, address: str, what: str, rate: Rate) -> None:
        """Count a request from an address; raise ``ApiError`` if there were too many."""
        digest = hmac.new(self._secret, network(address).encode(), hashlib.sha256).hexdigest()
        self._count(f"address:{what}:{digest[:32]}", rate)

    def _count(self, key: str, rate: Rate) -> None:
        wait = self._spend(key, rate.per_minute, rate.burst)
        if wait > 0:
            seconds = max(1, ceil(wait))
            raise ApiError(
                "rate_limited",
                f"That was a lot at once. Please wait {seconds} seconds.",
                retry_after_s=seconds,
            )


class PageRates:
    """Counts what pages for browsers send, by address; the API counts its own.

    Args:
        app: what answers.
        limits: count.
        rate: of one address.
    """

    def __init__(self, app: ASGIApp, limits: RateLimits, rate: Rate) -> None:
        self._app = app
        self._limits = limits
        self._rate = rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless there were too many."""
        if scope["type"] == "http" and scope["method"] == "POST" and _of_page(scope["path"]):
            address = scope["client"][0] if scope["client"] else "unknown"
            try:
                await run_in_threadpool(self._limits.address, address, "page", self._rate)
            except ApiError as error:
                await error_response(scope, error)(scope, receive, send)
                return
            except AdvisorError as error:  # the page says what that means for it
                _log.error("%s", error)
        await self._app(scope, receive, send)


def _of_page(path: str) -> bool:
    return path.startswith(("/gradio_api/", "/download/"))
