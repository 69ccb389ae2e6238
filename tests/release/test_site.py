"""The site of the documents: built in strict mode, asks no other host, can be used by everybody."""

import functools
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import CHROMIUM, watch
from tests.docs.documents import ROOT
from tests.test_accessibility import violations

LOADING = {"src", "srcset", "poster", "data"}
in_browser = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


class _Loads(HTMLParser):
    """Collects what a page loads by itself; links that a reader may follow are no such thing."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        loading = LOADING | ({"href"} if tag == "link" else set())
        self.found += [value for name, value in attrs if name in loading and value]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    handler = functools.partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def test_every_page_is_there_and_loads_nothing_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) >= len(list((ROOT / "docs").rglob("*.md")))
    elsewhere = {
        (page.relative_to(site).as_posix(), loaded)
        for page in pages
        for loaded in _loaded(page.read_text("utf-8"))
        if re.match(r"(?:[a-z]+:)?//", loaded) and not loaded.startswith("data:")
    }
    assert elsewhere == set()
    styles = "".join(file.read_text("utf-8") for file in site.rglob("*.css"))
    assert re.findall(r"url\(['\"]?(?:https?:)?//[^)]*", styles) == []


def test_links_to_files_that_are_no_pages_do_not_dangle(site: Path) -> None:
    dangling = {
        (page.relative_to(site).as_posix(), link)
        for page in site.rglob("*.html")
        for link in re.findall(r'<a [^>]*?href="([^"#?]+)', page.read_text("utf-8"))
        if page.name != "404.html"
        and ":" not in link
        and not (page.parent / link).resolve().exists()
    }
    assert dangling == set()


@pytest.mark.system
@pytest.mark.browser
@in_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["", "operators/", "architecture/"], ids=lambda p: p or "home")
def test_axe_finds_nothing_and_no_other_host_is_asked(
    browser: Browser, address: str, page: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    opened = context.new_page()
    wrong = watch(opened)
    opened.goto(f"{address}/{page}")
    expect(opened.get_by_role("heading", level=1)).to_be_visible()
    assert violations(opened) == []
    context.close()
    assert wrong == []


@pytest.mark.system
@pytest.mark.browser
@in_browser
def test_the_search_finds_without_another_host(browser: Browser, address: str) -> None:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    wrong = watch(opened)
    opened.goto(address)
    opened.locator("[data-md-component=search-query]").click()
    expect(opened.locator(".md-search-result__meta")).to_have_text("Type to start searching")
    opened.keyboard.type("retention")
    expect(opened.locator(".md-search-result__item").first).to_be_visible()
    opened.close()
    assert wrong == []


def _loaded(html: str) -> list[str]:
    parser = _Loads()
    parser.feed(html)
    return parser.found
