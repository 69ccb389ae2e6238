"""A site of somebody else's, on another origin, that embeds the advisor."""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, JSONResponse, Response

from tests.web.signing import SECRET, claims, sign
from tests.web_server import WebServer
from web.sites import Key, Site, Sites

SITE = "north"
PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Careers North</title>
<style>h1 {{ color: rgb(1, 2, 3) }} button {{ font-size: 40px !important }}</style></head>
<body><main><h1>Careers North</h1><label>Search <input id="host"></label></main>
<script>
  window.told = [];
  for (const name of ["ready", "open", "close", "message", "suggested", "error", "resize"])
    document.addEventListener(`career-advisor:${{name}}`,
      ({{ detail }}) => told.push([name, detail]));
  {first}
</script>
<script src="{advisor}/widget.js" data-site="{site}" {attributes} async></script>
</body></html>
"""


class HostSite:
    """The pages of the site.

    Attributes:
        server: serves them.
        advisor: address of the advisor.
        visitor: who is signed in on the site; None for nobody.
        signed: how many tokens it signed.
        secret: what it signs with.
    """

    def __init__(self) -> None:
        self.advisor = ""
        self.visitor: str | None = None
        self.signed = 0
        self.secret = SECRET
        self._pages: dict[str, tuple[str, dict[str, str]]] = {}
        app = FastAPI(openapi_url=None)

        @app.get("/favicon.ico")
        def no_picture() -> Response:
            return Response(status_code=204)

        @app.post("/token")
        def token() -> Response:
            if self.visitor is None:
                return Response(status_code=401)
            self.signed += 1
            said = claims(iss=SITE, sub=self.visitor, origin=self.origin)
            return JSONResponse({"token": sign(said, self.secret)})

        @app.get("/{name}")
        def page(name: str) -> HTMLResponse:
            text, headers = self._pages[name]
            return HTMLResponse(text, headers=headers)

        self.server = WebServer(app)

    @property
    def origin(self) -> str:
        """Another host than the advisor's, so that the two are other sites to a browser."""
        return self.server.address.replace("127.0.0.1", "localhost")

    def page(
        self,
        attributes: str = "",
        csp: str | None = None,
        language: str = "en",
        first: str = "",
        site: str = SITE,
    ) -> str:
        """Return the address of a page with these attributes of the script tag."""
        text = PAGE.format(
            advisor=self.advisor, site=site, attributes=attributes, language=language, first=first
        )
        name = f"page{len(self._pages)}"
        headers = {"Content-Security-Policy": csp} if csp else {}
        self._pages[name] = (text, headers)
        return f"{self.origin}/{name}"

    def sites(self, *, anonymous: bool = True) -> Sites:
        """Return what the advisor knows of the site."""
        keys = {"k1": Key("k1", "HS256", SECRET)}
        return Sites({SITE: Site(SITE, "Careers North", (self.origin,), anonymous, keys)})


@contextmanager
def running_site() -> Iterator[HostSite]:
    """Serve the site."""
    site = HostSite()
    with site.server:
        yield site
