"""Figures for Prometheus: requests, turns, refusals; never who or what was said."""

import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.events import Event, Failed, Suggested, TargetWeighed
from web.request_log import RequestLog, method_of, route_of

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30)


class Metrics:
    """The figures of a process; each has a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "advisor_requests",
            "Requests answered.",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self._request_seconds = Histogram(
            "advisor_request_seconds",
            "Time until a request was answered to the end, streams included.",
            ["route"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._turns = Counter(
            "advisor_turns", "Turns, by how they ended.", ["outcome"], registry=self._registry
        )
        self._turn_seconds = Histogram(
            "advisor_turn_seconds",
            "Time a turn took, without waiting for its place.",
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._shown = Counter(
            "advisor_shown", "What turns showed.", ["what"], registry=self._registry
        )
        self._open = Gauge(
            "advisor_turns_taken",
            "Turns being answered or waiting for that.",
            registry=self._registry,
        )

    def requested(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; ``route`` is the pattern of its address, never the address."""
        self._requests.labels(method, route, str(status)).inc()
        self._request_seconds.labels(route).observe(seconds)

    def timed(self, events: Iterator[Event]) -> Iterator[Event]:
        """Yield the events of a turn, and count it."""
        begun, outcome = time.perf_counter(), "answered"
        self._open.inc()
        try:
            for event in events:
                if isinstance(event, Failed):
                    outcome = "failed"
                if isinstance(event, Suggested):
                    self._shown.labels("suggestions").inc()
                if isinstance(event, TargetWeighed):
                    self._shown.labels("target").inc()
                yield event
        finally:
            self._open.dec()
            self._turns.labels(outcome).inc()
            self._turn_seconds.observe(time.perf_counter() - begun)

    def response(self) -> Response:
        """Return the figures in Prometheus's text format."""
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)


class Measured:
    """Counts every request that passes.

    Args:
        app: what answers.
        metrics: gets the figures.
        log: gets a line a request.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, log: RequestLog) -> None:
        self._app = app
        self._metrics = metrics
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; count it when it is answered to the end."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 499  # the client hung up before an answer

        async def send_and_see(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_see)
        finally:
            seconds = time.perf_counter() - begun
            route = route_of(scope)
            self._metrics.requested(method_of(scope), route, status, seconds)
            self._log.answered(scope, route, status, seconds)
