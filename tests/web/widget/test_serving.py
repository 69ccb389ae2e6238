"""The widget's script and the page in the frame, as they are served; and what the sources hold."""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from tests.web_server import WebServer
from web.widget import bundle
from web.widget.bundle import frame_script, host_script, messages
from web.widget.routes import add_widget

SOURCES = sorted(Path(bundle.__file__).parent.glob("*.js"))
ORIGINS = ("https://north.example", "https://south.example:8443")
NODE = shutil.which("node")


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    """Talks to an application that serves nothing but the widget."""
    app = FastAPI(openapi_url=None)
    add_widget(app, ORIGINS)
    with WebServer(app) as server, httpx.Client(base_url=server.address) as client:
        yield client


def test_the_script_is_small() -> None:
    for script in (host_script(), frame_script()):
        assert len(gzip.compress(script.body)) < 40_000


def test_a_script_that_is_known_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/widget.js")
    assert first.headers["content-type"] == "text/javascript; charset=utf-8"
    assert first.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "access-control-allow-origin" not in first.headers
    assert "max-age=300" in first.headers["cache-control"]
    tag = first.headers["etag"]
    again = client.get("/widget.js", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/widget.js", headers={"If-None-Match": '"old"'}).status_code == 200
    assert client.get("/embed.js").headers["cross-origin-resource-policy"] == "same-origin"


def test_only_the_sites_may_frame_the_page(client: httpx.Client) -> None:
    page = client.get("/embed")
    policy = dict(
        part.strip().split(" ", 1) for part in page.headers["content-security-policy"].split(";")
    )
    assert policy["frame-ancestors"] == " ".join(ORIGINS)
    assert policy["script-src"] == "'self'"
    assert policy["default-src"] == "'none'"
    assert "<script>" not in page.text
    assert f'content="{" ".join(ORIGINS)}"' in page.text


def test_without_sites_nobody_may_frame_it() -> None:
    app = FastAPI(openapi_url=None)
    add_widget(app, ())
    with WebServer(app) as server:
        policy = httpx.get(f"{server.address}/embed").headers["content-security-policy"]
    assert policy.endswith("frame-ancestors 'none'")


def test_every_source_is_in_a_script() -> None:
    both = host_script().body.decode() + frame_script().body.decode()
    for source in SOURCES:
        lines = [line.strip() for line in source.read_text("utf-8").splitlines()]
        code = [line for line in lines if line and not line.startswith(("//", "/*", "* ", "*/"))]
        assert code[0] in both, source.name
        assert source.read_text("utf-8").startswith("// "), source.name
        assert len(lines) <= 300, source.name


def test_no_text_becomes_markup() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(|new Function|setTimeout\(\""
    )
    for source in SOURCES:
        assert forbidden.search(source.read_text("utf-8")) is None, source.name


def test_no_message_goes_to_just_any_origin() -> None:
    for source in SOURCES:
        text = source.read_text("utf-8")
        assert '"*"' not in text, source.name
        assert text.count("postMessage(") == len(
            re.findall(
                r"postMessage\(\{ career_advisor: 1, \.\.\.message \}, (?:this\.origin|outer)", text
            )
        )


@pytest.mark.parametrize("language", bundle.LANGUAGES)
def test_each_language_has_the_same_words(language: str) -> None:
    english, other = messages("en"), messages(language)
    assert set(other) == set(english)
    for key, text in other.items():
        *several, last = forms_of(text)  # of one, the number may be left out
        assert names_in(last) == names_in(forms_of(english[key])[-1]), key
        assert all(names_in(form) <= names_in(last) for form in several), key
    if language != "en":
        same = {key for key in english if other[key] == english[key]}
        # What is a name, a number or a form, and reads the same.
        assert same <= ALIKE, same - ALIKE


ALIKE = {
    "comma",
    "tab_chat",
    "percent",
    "onet",
    "resume_json",
}


def names_in(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def forms_of(text: str | dict[str, str]) -> list[str]:
    return list(text.values()) if isinstance(text, dict) else [text]


def test_every_word_is_used() -> None:
    code = "\n".join(source.read_text("utf-8") for source in SOURCES)
    used = set(re.findall(r'"([a-z_0-9]+)"', code))
    by_name = re.compile(r"(tab|zone|level|rates)_")
    assert {key for key in messages("en") if key not in used and not by_name.match(key)} == set()


@pytest.mark.skipif(NODE is None, reason="node is not installed")
def test_the_scripts_are_javascript(tmp_path: Path) -> None:
    assert NODE is not None
    for name, script in (("host", host_script()), ("frame", frame_script())):
        path = tmp_path / f"{name}.js"
        path.write_bytes(script.body)
        subprocess.run([NODE, "--check", path], check=True)


def test_no_word_is_given_twice() -> None:
    for language in bundle.LANGUAGES:
        path = Path(bundle.__file__).parent / "messages" / f"{language}.json"
        pairs: list[tuple[str, object]] = json.loads(
            path.read_text("utf-8"), object_pairs_hook=lambda got: got
        )
        keys = [key for key, _ in pairs]
        assert len(keys) == len(set(keys))
