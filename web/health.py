"""Whether the process lives, and whether it should be sent visitors."""

import hmac
import logging
import threading
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from graph.advisor import Advisor
from retrieval.errors import AdvisorError
from web.metrics import Metrics

_log = logging.getLogger(__name__)


class Readiness:
    """Tells whether everything that a turn needs is there.

    Args:
        advisor: whose parts are asked.
    """

    def __init__(self, advisor: Advisor) -> None:
        self._advisor = advisor
        self._warm = threading.Event()
        self._leaving = threading.Event()

    def warmed(self) -> None:
        """Say that index and models are loaded."""
        self._warm.set()

    def leave(self) -> None:
        """Say that the process is about to end: it takes no new visitors."""
        self._leaving.set()

    def checks(self) -> Mapping[str, str]:
        """Return "ok", or what is the matter, by part."""
        return {
            "models": "ok" if self._warm.is_set() else "loading",
            "state": self._state(),
            "process": "ending" if self._leaving.is_set() else "ok",
        }

    def _state(self) -> str:
        try:
            self._advisor.store.ping()
        except AdvisorError as error:
            _log.error("%s", error)
            return "cannot be reached"
        return "ok"


def add_health(
    app: FastAPI, readiness: Readiness, metrics: Metrics, metrics_token: str | None
) -> None:
    """Add ``/healthz``, ``/readyz`` and ``/metrics``.

    Args:
        app: gets the routes.
        readiness: answers the second.
        metrics: answers the third.
        metrics_token: that a reader of figures must send (``Authorization: Bearer``); without one
            only this computer may read them.
    """

    @app.get("/healthz", include_in_schema=False)
    async def healthy() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz", include_in_schema=False)
    async def ready() -> JSONResponse:
        checks = await run_in_threadpool(readiness.checks)
        all_well = all(state == "ok" for state in checks.values())
        body = {"ready": all_well, "checks": dict(checks)}
        return JSONResponse(body, 200 if all_well else 503, {"Cache-Control": "no-store"})

    @app.get("/metrics", include_in_schema=False)
    async def figures(request: Request) -> Response:
        if not _may_read(request, metrics_token):
            return Response("Expected the token of ADVISOR_METRICS_TOKEN.\n", 403)
        return metrics.response()


def _may_read(request: Request, token: str | None) -> bool:
    if token is None:
        here = request.client is not None and request.client.host in ("127.0.0.1", "::1")
        return here and "x-forwarded-for" not in request.headers
    # Compared in a time that tells nothing of it.
    given = request.headers.get("authorization", "")
    return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
