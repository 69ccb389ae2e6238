"""Refuses addresses with control characters: the router looks at their first line only."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from web.errors import ApiError, error_response

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


class PlainPaths:
    """Answers such an address as one that is not there.

    Args:
        app: what answers the others.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if its address is one line of text."""
        if scope["type"] == "http" and _CONTROL.search(scope["path"]):
            nothing = ApiError("not_found", "There is nothing at this address.")
            await error_response(scope, nothing)(scope, receive, send)
            return
        await self._app(scope, receive, send)
