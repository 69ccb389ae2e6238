"""A site with a login; its server tells the advisor who is visiting, with PyJWT."""

import html
import os
import secrets
import time
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from json import dumps
from urllib.parse import parse_qs

import jwt

PORT = int(os.environ.get("PORT", "8081"))
ORIGIN = os.environ.get("SITE_ORIGIN", f"http://localhost:{PORT}")
ADVISOR = os.environ.get("ADVISOR_ADDRESS", "http://127.0.0.1:7860")
SITE = os.environ.get("ADVISOR_SITE", "careers-north")
KEY_ID = os.environ.get("ADVISOR_KEY_ID", "2026-11")
KEY = os.environ["ADVISOR_KEY"]  # the secret of the sites file; it never reaches a browser

SESSIONS: dict[str, str] = {}  # session cookie -> the id that this site has for the visitor

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Careers North</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<main><h1>Careers North</h1>{who}</main>
<script src="{advisor}/widget.js" data-site="{site}" data-token-url="/advisor-token" async></script>
"""
SIGN_IN = """<form method="post" action="/login">
<label>Your member number <input name="member"></label> <button>Sign in</button></form>"""


def advisor_token(visitor: str) -> str:
    """Return a token that says who is visiting: taken once, and for five minutes at most."""
    now = int(time.time())
    claims = {
        "iss": SITE,
        "aud": "career-advisor",
        "sub": visitor,  # an id of your own, no name and no e-mail address
        "level": "known",
        "origin": ORIGIN,
        "iat": now,
        "exp": now + 300,
        "jti": secrets.token_hex(16),
    }
    return jwt.encode(claims, KEY, algorithm="HS256", headers={"kid": KEY_ID})


class Site(BaseHTTPRequestHandler):
    """The pages of the site."""

    def do_GET(self) -> None:
        """Show the page, with the widget on it."""
        visitor = self._visitor()
        who = f"<p>Signed in as {html.escape(visitor)}.</p>" if visitor else SIGN_IN
        page = PAGE.format(who=who, advisor=ADVISOR, site=SITE)
        self._answer(200, page, "text/html; charset=utf-8")

    def do_POST(self) -> None:
        """Sign in, or give the widget a token."""
        length = min(int(self.headers.get("Content-Length") or 0), 10_000)
        body = self.rfile.read(length).decode()
        if self.path == "/login":  # stands for the login that your site has
            session = secrets.token_urlsafe(32)
            SESSIONS[session] = parse_qs(body).get("member", [""])[0]
            cookie = f"session={session}; HttpOnly; SameSite=Lax; Path=/"
            self._answer(303, "", "text/plain", {"Location": "/", "Set-Cookie": cookie})
        elif self.path == "/advisor-token" and self.headers.get("Origin") == ORIGIN:
            visitor = self._visitor()
            if visitor:
                self._answer(200, dumps({"token": advisor_token(visitor)}), "application/json")
            else:
                self._answer(401, "{}", "application/json")
        else:
            self._answer(404, "", "text/plain")

    def _visitor(self) -> str | None:
        """Return who is signed in, by the site's own session: never by what a page says."""
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get("session")
        return SESSIONS.get(cookie.value) if cookie else None

    def _answer(
        self, status: int, body: str, kind: str, headers: dict[str, str] | None = None
    ) -> None:
        data = body.encode()
        self.send_response(status)
        fixed = {
            "Content-Type": kind,
            "Content-Length": str(len(data)),
            "Cache-Control": "no-store",
        }
        for name, value in {**fixed, **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


if __name__ == "__main__":
    print(f"Serving on {ORIGIN}", flush=True)  # noqa: T201
    ThreadingHTTPServer(("127.0.0.1", PORT), Site).serve_forever()
