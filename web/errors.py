"""The errors of the API: one body for all, with a code for programs and a line for people."""

import logging
from collections.abc import Sequence
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Match, Route

from retrieval.errors import AdvisorError, defect
from web.request_ids import request_id

_log = logging.getLogger(__name__)

Code = Literal[
    "bad_request",
    "token_missing",
    "token_invalid",
    "token_expired",
    "token_used",
    "origin_refused",
    "forbidden",
    "not_found",
    "method_not_allowed",
    "conflict",
    "too_large",
    "unsupported_media",
    "rate_limited",
    "unavailable",
    "timed_out",
    "internal",
]
STATUS: dict[Code, int] = {
    "bad_request": 400,
    "token_missing": 401,  # nosec B105  # no secret
    "token_invalid": 401,  # nosec B105  # no secret
    "token_expired": 401,  # nosec B105  # no secret
    "token_used": 401,  # nosec B105  # no secret
    "origin_refused": 403,
    "forbidden": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "conflict": 409,
    "too_large": 413,
    "unsupported_media": 415,
    "rate_limited": 429,
    "unavailable": 503,
    "timed_out": 504,
    "internal": 500,
}
"""The HTTP status of each code."""


class Field(BaseModel):
    """A value of a request that is wrong: where it stands, and what was expected."""

    where: str
    message: str


class Error(BaseModel):
    """What went wrong, for a program (``code``) and for a person (``message``)."""

    code: Code
    message: str
    request_id: str
    retry_after_s: int | None = None
    fields: list[Field] | None = None


class ErrorBody(BaseModel):
    """The body of every answer that is not a success."""

    error: Error


class ApiError(Exception):
    """A request that is not answered; its text is one line for a person."""

    def __init__(
        self,
        code: Code,
        message: str,
        *,
        retry_after_s: int | None = None,
        fields: Sequence[Field] = (),
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.retry_after_s = retry_after_s
        self.fields = tuple(fields)


def error_response(scope: Any, error: ApiError) -> JSONResponse:
    """Return the answer for an error; ``scope`` is the request's, for its id."""
    said = Error(
        code=error.code,
        message=error.message,
        request_id=request_id(scope),
        retry_after_s=error.retry_after_s,
        fields=list(error.fields) or None,
    )
    headers = {"Cache-Control": "no-store"}
    if error.retry_after_s is not None:
        headers["Retry-After"] = str(error.retry_after_s)
    if STATUS[error.code] == 401:
        headers["WWW-Authenticate"] = "Bearer"
    body = ErrorBody(error=said).model_dump(mode="json", exclude_none=True)
    return JSONResponse(body, STATUS[error.code], headers)


def add_error_answers(app: FastAPI) -> None:
    """Have every failure of the API answered with ``ErrorBody``."""

    @app.exception_handler(ApiError)
    async def refused(request: Request, error: ApiError) -> JSONResponse:
        return error_response(request.scope, error)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        return error_response(request.scope, _of_validation(error))

    @app.exception_handler(HTTPException)
    async def of_the_router(request: Request, error: HTTPException) -> JSONResponse:
        answer = error_response(request.scope, _of_status(error.status_code))
        for name, value in (error.headers or {}).items():
            answer.headers[name] = value
        if error.status_code == 405:
            answer.headers["Allow"] = ", ".join(sorted(_methods(request)))
        return answer

    @app.exception_handler(AdvisorError)
    async def unavailable(request: Request, error: AdvisorError) -> JSONResponse:
        _log.error("%s", error)
        said = ApiError(
            "unavailable",
            "This cannot be answered at the moment; nothing is lost. Please try again in a minute.",
            retry_after_s=10,
        )
        return error_response(request.scope, said)

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> JSONResponse:
        _log.error("a request failed: %s", defect(error))
        said = ApiError("internal", "Something went wrong inside the advisor. Please try again.")
        return error_response(request.scope, said)


def _methods(request: Request) -> set[str]:
    """Return what an address takes: each of its methods is a route of its own."""
    routes = [route for route in request.app.routes if isinstance(route, Route)]
    taken = [r for r in routes if r.matches(request.scope)[0] is not Match.NONE]
    return {method for route in taken for method in route.methods or ()}


def _of_validation(error: RequestValidationError) -> ApiError:
    """Return the error without the values that came: they may be personal."""
    fields = []
    for found in error.errors()[:20]:
        where = ".".join(str(part)[:64] for part in found["loc"])
        fields.append(Field(where=where[:200], message=str(found["msg"])[:300]))
    first = fields[0] if fields else Field(where="body", message="expected a valid request")
    return ApiError("bad_request", f"{first.where}: {first.message}", fields=fields)


def _of_status(status: int) -> ApiError:
    code: Code = next((c for c, number in STATUS.items() if number == status), "bad_request")
    if status == 401:
        code = "token_invalid"
    texts: dict[Code, str] = {
        "not_found": "There is nothing at this address.",
        "method_not_allowed": "This address does not take this method.",
        "too_large": "The request is too large.",
    }
    return ApiError(code, texts.get(code, "The request could not be taken as it was sent."))


RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {
        "model": ErrorBody,
        "description": ", ".join(c for c, n in STATUS.items() if n == status),
    }
    for status in sorted(set(STATUS.values()))
}
"""What the OpenAPI document says of failures."""
