from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser

from tests.browser import watch
from tests.test_accessibility import violations
from tests.web_server import WebServer


@pytest.fixture
def spec(server: WebServer) -> dict[str, object]:
    found: dict[str, object] = httpx.get(f"{server.address}/api/v1/openapi.json").json()
    return found


@pytest.fixture
def text(server: WebServer) -> Iterator[str]:
    yield httpx.get(f"{server.address}/api/v1/docs").text


def test_every_address_and_body_of_the_api_is_on_the_page(spec: dict[str, dict], text: str) -> None:  # type: ignore[type-arg]
    for path, methods in spec["paths"].items():
        assert f"<code>{path}</code>" in text
        for method, told in methods.items():
            assert method.upper() in text and told["description"].splitlines()[0][:30] in text
    for name in spec["components"]["schemas"]:
        assert f'id="{name}"' in text


def test_failures_are_described_with_their_body(spec: dict[str, dict]) -> None:  # type: ignore[type-arg]
    for methods in spec["paths"].values():
        for told in methods.values():
            content = told["responses"]["400"]["content"]["application/json"]
            assert content["schema"]["$ref"].endswith("/ErrorBody")
            assert "422" not in told["responses"]


@pytest.mark.browser
def test_the_page_is_accessible_and_asks_nobody_else(server: WebServer, browser: Browser) -> None:
    page = browser.new_page()
    wrong = watch(page)
    page.goto(f"{server.address}/api/v1/docs")
    assert violations(page) == [] == wrong
    page.close()
