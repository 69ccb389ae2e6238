"""The panel when the network or the server does not do as it should."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from advisor.settings import Settings
from graph.advisor import Advisor
from tests.app_server import AppServer
from tests.browser import CHROMIUM, NURSE
from tests.web.conftest import page as stand_in
from tests.web.signing import SECRET
from tests.web.widget.conftest import ROOMY
from tests.web.widget.host_site import SITE, HostSite
from tests.web.widget.panel import agree, open_panel, say, send
from tests.web_server import WebServer
from web.app import WebApp

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
Visit = Callable[..., Page]


def alert(page: Page, words: str) -> None:
    expect(page.get_by_role("alert").filter(has_text=words)).to_be_visible()


def test_a_message_written_offline_is_sent_once_the_network_is_back(visit: Visit) -> None:
    page = visit()
    open_panel(page)
    agree(page)
    page.context.set_offline(True)
    send(page, NURSE)
    alert(page, "cannot be reached")
    expect(page.locator(".line.user")).to_contain_text("Not sent yet")
    kept = page.evaluate("sessionStorage['career-advisor:north:outbox']")
    assert NURSE[:20] in kept
    page.context.set_offline(False)
    expect(page.locator(".thumbs")).to_be_visible()
    expect(page.locator(".line.user")).to_have_count(1)
    expect(page.get_by_role("alert")).to_have_count(0)
    assert page.evaluate("sessionStorage['career-advisor:north:outbox']") is None


def test_a_message_in_the_outbox_outlives_a_reload(visit: Visit) -> None:
    page = visit()
    open_panel(page)
    agree(page)
    say(page, "I'm a cook since 2015")
    page.route("**/messages", lambda route: route.abort())
    send(page, "BSN from Ohio State in 2014")
    alert(page, "cannot be reached")
    page.unroute("**/messages")
    page.reload()  # a wide page shows the panel again by itself, and does not take the focus
    expect(page.locator(".line.user")).to_have_count(2)
    expect(page.locator(".line.user").last).to_contain_text("BSN")
    expect(page.locator(".line.advisor").last).to_contain_text("Noted")
    assert page.evaluate("document.activeElement === document.body")


def test_a_stream_that_breaks_off_is_asked_for_again(visit: Visit) -> None:
    page = visit()
    open_panel(page)
    agree(page)
    sent: list[str] = []

    def cut(route: object) -> None:
        request = route.request  # type: ignore[attr-defined]
        sent.append(request.post_data_json["id"])
        if len(sent) > 1:
            route.continue_()  # type: ignore[attr-defined]
            return
        whole = route.fetch()  # type: ignore[attr-defined]  # answered, but the end gets lost
        text = whole.text()
        route.fulfill(response=whole, body=text[: text.index("event: done")])  # type: ignore[attr-defined]

    page.route("**/messages", cut)
    send(page, NURSE)
    expect(page.locator(".thumbs")).to_be_visible()
    assert len(sent) == 2
    assert sent[0] == sent[1]
    expect(page.locator(".line.user")).to_have_count(1)
    expect(page.locator(".line.advisor")).to_have_count(2)


def test_on_a_slow_network_the_message_is_seen_at_once(visit: Visit) -> None:
    page = visit()
    open_panel(page)
    agree(page)
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    rates = {"latency": 800, "downloadThroughput": 20_000, "uploadThroughput": 10_000}
    slow.send("Network.emulateNetworkConditions", {"offline": False, **rates})
    send(page, NURSE)
    expect(page.locator(".line.user")).to_contain_text("registered nurse", timeout=500)
    expect(page.locator(".line.advisor").last).to_have_text("…")
    expect(page.locator(".thumbs")).to_be_visible()


def test_a_conversation_that_was_erased_elsewhere_is_said_to_be_gone(
    visit: Visit, advisor_of_module: Advisor
) -> None:
    page = visit()
    open_panel(page)
    agree(page)
    say(page, NURSE)
    name = page.evaluate("JSON.parse(sessionStorage['career-advisor:north:conversation'])")
    advisor_of_module.conversation(name).delete()
    send(page, "I like teaching")
    alert(page, "not kept any more")
    page.get_by_role("button", name="Start a new conversation").click()
    agree(page)


def test_a_site_that_is_not_listed_gets_a_clear_refusal(visit: Visit, host: HostSite) -> None:
    page = visit(host.page(site="elsewhere"))
    open_panel(page)
    alert(page, "not set up for this page")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


def test_a_site_that_cannot_sign_is_said(visit: Visit, host: HostSite) -> None:
    page = visit(host.page('data-token-url="/nothing-here"'))
    open_panel(page)
    alert(page, "sign in")


@pytest.mark.parametrize("known", [False, True], ids=["anonymous", "known"])
def test_a_visit_goes_on_when_its_token_runs_out(visit: Visit, host: HostSite, known: bool) -> None:
    page = visit(host.page('data-token-url="/token"' if known else ""))
    host.visitor = "visitor-9" if known else None
    page.clock.install()  # it goes on by itself, and can be put forward
    page.reload()
    open_panel(page)
    agree(page)
    say(page, NURSE)
    before = host.signed
    with page.expect_response("**/api/v1/visits") as renewed:
        page.clock.fast_forward("14:00")
        if known:  # nobody asks the site before there is something to say
            page.clock.fast_forward("02:00")
            send(page, "I like teaching")
    assert renewed.value.ok
    if not known:
        send(page, "I like teaching")
    expect(page.locator(".line.advisor")).to_have_count(3)
    expect(page.locator(".line.user")).to_have_count(2)
    assert host.signed == before + known


def test_too_many_messages_wait_as_long_as_asked(
    visit: Visit, host: HostSite, advisor_of_module: Advisor, tmp_path: Path
) -> None:
    strict = Settings.model_validate({"data_dir": tmp_path, **ROOMY, "messages_per_minute": 1})
    web = WebApp(advisor_of_module, strict, host.sites(), stand_in)
    before = host.advisor
    with WebServer(web.app) as server:
        host.advisor = server.address
        page = visit_other(visit, host, before)
        open_panel(page)
        agree(page)
        say(page, NURSE)
        send(page, "I like teaching")
        alert(page, "Going on in")
        expect(page.locator(".line.user").last).to_contain_text("Not sent yet")
        page.close()
    web.turns.close()


def visit_other(visit: Visit, host: HostSite, before: str) -> Page:
    """Open a page of the site that names another advisor."""
    address = host.page()
    host.advisor = before
    return visit(address)


@pytest.fixture(scope="module")
def process(
    host: HostSite, index_data_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[AppServer]:
    """``advisor serve`` as a process of its own."""
    folder = tmp_path_factory.mktemp("serve")
    (folder / "index").symlink_to(index_data_dir / "index")
    sites = folder / "sites.toml"
    sites.write_text(
        f'[[site]]\nid = "{SITE}"\nname = "North"\norigins = ["{host.origin}"]\nanonymous = true\n'
        '[[site.key]]\nid = "k1"\nalg = "HS256"\nenv = "NORTH_KEY"\n',
        "utf-8",
    )
    with AppServer(folder, "serve", ADVISOR_SITES=str(sites), NORTH_KEY=SECRET) as server:
        yield server


@pytest.mark.system
def test_a_killed_server_loses_no_message(visit: Visit, host: HostSite, process: AppServer) -> None:
    before, host.advisor = host.advisor, process.address
    page = visit_other(visit, host, before)
    open_panel(page)
    agree(page, "evaluation")
    say(page, NURSE)
    process.kill()
    send(page, "BSN from Ohio State in 2014")
    alert(page, "cannot be reached")
    with process:
        expect(page.locator(".thumbs")).to_be_visible(timeout=90_000)
        expect(page.locator(".line.user")).to_have_count(2)
        expect(page.locator(".line.advisor").last).to_contain_text("Noted")
        expect(page.get_by_role("alert")).to_have_count(0)
        page.close()


def test_the_server_is_away_when_the_panel_opens(visit: Visit) -> None:
    page = visit()
    page.context.set_offline(True)
    open_panel(page)
    alert(page, "cannot be reached")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    page.context.set_offline(False)  # which the browser tells the panel: it tries by itself
    agree(page)
