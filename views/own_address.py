"""Tells which address is the service's own, whatever a request claims."""

import ipaddress
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

_CLAIMS = frozenset(
    {b"forwarded", b"x-forwarded-host", b"x-forwarded-prefix", b"x-forwarded-proto"}
)
"""Headers that anybody can send; what a trusted proxy says of the scheme was taken before."""
_LOCAL = (".localhost", ".local", ".internal", ".home.arpa")
"""Names that no resolver of the Internet leads anywhere (RFC 6761, 6762, 8375)."""


def origin_of(address: str) -> str:
    """Return the origin of a web address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def own_origin(scope: MutableMapping[str, Any], configured: str | None) -> str | None:
    """Return the origin that pages of the service have; None where that cannot be told.

    Without a configured one the request's ``Host`` is believed only if it is an address or a name
    of the local network: any other name may be one that its owner lets point here, so that a page
    of theirs is taken for ours (DNS rebinding).

    Args:
        scope: of the request.
        configured: origin of the settings' public address; None without one.
    """
    if configured is not None:
        return configured
    host = Headers(scope=scope).get("host", "")
    return f"{scope['scheme']}://{host}" if is_local(host) else None


def is_local(host: str) -> bool:
    """Whether the value of a ``Host`` header is an address, or a name of the local network."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if not name:
        return False
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return "." not in name or name.endswith(_LOCAL)
    return True


class OwnAddress:
    """Has what is behind it see the service's own address only.

    Args:
        app: what answers.
        configured: origin of the settings' public address; None without one.
    """

    def __init__(self, app: ASGIApp, configured: str | None) -> None:
        self._app = app
        self._scheme, _, self._host = (configured or "").partition("://")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take out what the client claims about our address, and pass the request on."""
        if scope["type"] == "http":
            scope["headers"] = [x for x in scope["headers"] if x[0].lower() not in _CLAIMS]
            if self._host and Headers(scope=scope).get("host", "") == self._host:
                scope["scheme"] = self._scheme
        await self._app(scope, receive, send)
