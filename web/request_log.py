"""The program's log as JSON lines: a line a request, and what modules report; nothing personal.

No address of a visitor, no id of a conversation, no token, no query and no text is ever in it: the
pattern of a route stands for the address.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

from starlette.types import Scope

from web.request_ids import request_id

_log = logging.getLogger("web.requests")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
_FIELDS = ("request_id", "method", "route", "status", "ms")


def route_of(scope: Scope) -> str:
    """Return the pattern of the route that answered; "other" where none of ours did."""
    path = getattr(scope.get("route"), "path_format", None)
    return "other" if path is None else f"{scope.get('root_path', '')}{path}"


def method_of(scope: Scope) -> str:
    """Return the method, "other" for one that HTTP does not name: clients make them up."""
    return scope["method"] if scope["method"] in _METHODS else "other"


class RequestLog:
    """Writes a line for each request."""

    def answered(self, scope: Scope, route: str, status: int, seconds: float) -> None:
        """Note a request that was answered; what only asks for health is noted when it fails."""
        if route in _QUIET and status < 400:
            return
        level = logging.ERROR if status >= 500 and route not in _QUIET else logging.INFO
        _log.log(
            level,
            "answered",
            extra={
                "request_id": request_id(scope),
                "method": method_of(scope),
                "route": route,
                "status": status,
                "ms": round(seconds * 1000, 1),
            },
        )


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; an exception's text may be personal: only kind and place."""
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        for name in _FIELDS:
            if hasattr(record, name):
                said[name] = getattr(record, name)
        if record.exc_info and record.exc_info[0] is not None:
            said["exception"] = record.exc_info[0].__name__
            trace = record.exc_info[2]
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            if trace is not None:
                code = trace.tb_frame.f_code
                said["where"] = f"{code.co_filename}:{trace.tb_lineno}"
        return json.dumps(said, ensure_ascii=False)


def log_as_json(stream: TextIO = sys.stderr) -> None:
    """Send everything that is logged to the stream as JSON lines."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("web").setLevel(logging.INFO)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
