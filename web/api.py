"""The API as an application of its own: its routes, who may call it from where, its documents."""

from collections.abc import Sequence
from typing import Any, cast

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import HTMLResponse

from views.security import AddHeaders
from web import conversations, messages, results, shares
from web.docs_page import STYLE, docs_page
from web.errors import RESPONSES, add_error_answers
from web.headers import API_HEADERS
from web.limits import BodyLimits
from web.request_ids import HEADER
from web.service import Service

API = "/api/v1"
"""Where it is mounted."""
_DESCRIPTION = (
    "Conversations with the career advisor, for sites that embed it. A visit begins at"
    " `POST /visits`; every other request carries its token. Failures have one body, `ErrorBody`."
)
_KEPT_BY_BROWSERS_S = 600


class _Api(FastAPI):
    """Describes itself as it answers: the framework's own validation error never leaves it."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document."""
        if self.openapi_schema is None:
            described = super().openapi()
            for methods in described["paths"].values():
                for operation in methods.values():
                    operation["responses"].pop("422", None)
            for name in ("HTTPValidationError", "ValidationError"):
                described["components"]["schemas"].pop(name, None)
        return cast(dict[str, Any], self.openapi_schema)


def build_api(service: Service, origins: Sequence[str], version: str) -> FastAPI:
    """Return the API.

    Args:
        service: what it is served with.
        origins: of the pages that may call it.
        version: of the product.
    """
    api = _Api(
        title="Career advisor",
        version=version,
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
        responses={k: v for k, v in RESPONSES.items() if k != 405},
    )
    api.state.service = service
    add_error_answers(api)
    for router in (conversations.router, messages.router, results.router, shares.router):
        api.include_router(router)
    _add_documents(api)
    api.add_middleware(BodyLimits)
    api.add_middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=["Authorization", "Content-Type"],
        expose_headers=[HEADER, "Retry-After"],
        allow_credentials=False,
        max_age=_KEPT_BY_BROWSERS_S,
    )
    api.add_middleware(AddHeaders, headers=API_HEADERS)
    return api


def _add_documents(api: FastAPI) -> None:
    @api.get("/docs", include_in_schema=False)
    async def documents() -> HTMLResponse:
        return docs_page(api.openapi())

    @api.get("/docs.css", include_in_schema=False)
    async def style() -> HTMLResponse:
        return HTMLResponse(STYLE.read_text("utf-8"), media_type="text/css")
