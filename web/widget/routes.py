"""Serves the widget: ``/widget.js`` for a site's page, ``/embed`` and its script for a frame."""

from collections.abc import Sequence
from html import escape

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from web.widget.bundle import Script, frame_script, host_script

_CACHE = "public, max-age=300, must-revalidate"
"""A new version is there within five minutes; asked again, an unchanged one is 304."""
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="career-advisor-origins" content="{origins}">
<title>Career advisor</title>
<script src="embed.js" defer></script>
</head>
<body><noscript>The career advisor needs JavaScript.</noscript></body>
</html>
"""


def add_widget(app: FastAPI, frame_ancestors: Sequence[str]) -> None:
    """Add ``/widget.js``, ``/embed`` and ``/embed.js``.

    Args:
        app: gets the routes.
        frame_ancestors: the origins that may frame the page, and that it exchanges messages with.
    """
    host, frame = host_script(), frame_script()
    page = _PAGE.format(origins=escape(" ".join(frame_ancestors)))
    policy = _policy(frame_ancestors)

    @app.get("/widget.js", include_in_schema=False)
    def widget(request: Request) -> Response:
        return _served(request, host, "cross-origin")

    @app.get("/embed.js", include_in_schema=False)
    def embedded(request: Request) -> Response:
        return _served(request, frame, "same-origin")

    @app.get("/embed", include_in_schema=False)
    def embed() -> Response:
        headers = {
            "Content-Security-Policy": policy,
            "Cache-Control": "no-cache",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            # Pages that isolate themselves (COEP) may frame it too.
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Cross-Origin-Embedder-Policy": "require-corp",
        }
        return HTMLResponse(page, headers=headers)


def _served(request: Request, script: Script, policy: str) -> Response:
    headers = {
        "ETag": script.etag,
        "Cache-Control": _CACHE,
        "Cross-Origin-Resource-Policy": policy,
        "X-Content-Type-Options": "nosniff",
    }
    known = [
        tag.strip().removeprefix("W/")
        for tag in request.headers.get("if-none-match", "").split(",")
    ]
    if script.etag in known:
        return Response(status_code=304, headers=headers)
    return Response(script.body, media_type="text/javascript", headers=headers)


def _policy(frame_ancestors: Sequence[str]) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {' '.join(frame_ancestors) or chr(39) + 'none' + chr(39)}",
        )
    )
