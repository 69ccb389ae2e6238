"""Two replicas on one Postgres behind nginx: what one does the other knows, and either may go."""

import json
import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser import NURSE, say, start, until, watch
from tests.relay import Relay
from tests.replicas import Replicas, ready
from tests.web.signing import ORIGIN, claims, sign
from tests.web.visitor import Json, Visitor, code_of, new_id

pytestmark = pytest.mark.system
_ADDRESS = r"\d+\.\d+\.\d+\.\d+(?::\d+)?"
_ASKING = ("I'm a cook since 2019", "I have a high school diploma", "what should I do next?")


class TwoWithRelay(Replicas):
    """Two replicas; the second one reaches the database through a relay."""

    relay: Relay


@pytest.fixture(scope="module")
def service(index_data_dir: Path) -> Iterator[TwoWithRelay]:
    """The service, shared by the tests of this module."""
    own: list[dict[str, str]] = [{}, {}]
    replicas = TwoWithRelay(index_data_dir, own=own)
    with Relay(replicas.postgres.port) as relay:
        replicas.relay = relay
        through = replicas.postgres.url.replace(f":{replicas.postgres.port}/", f":{relay.port}/")
        replicas.servers[1].set("ADVISOR_STATE_URL", through)
        with replicas:
            yield replicas


@pytest.fixture
def visitor(service: TwoWithRelay) -> Iterator[Visitor]:
    """A new visitor, known to the site, who comes through nginx."""
    one = Visitor(service.address, f"visitor-{new_id()}")
    yield one
    one.close()


def test_a_conversation_goes_on_over_both_replicas(service: TwoWithRelay, visitor: Visitor) -> None:
    first, second = (visitor.at(server.address) for server in service.servers)
    conversation = first.begin("evaluation")
    first.say(conversation, _ASKING[0])
    assert second.state(conversation)["history"]["jobs"][0]["title"] == "cook"
    second.say(conversation, _ASKING[1])
    asked = first.say(conversation, _ASKING[2])["state"]
    assert [line["text"] for line in asked["transcript"] if line["role"] == "user"] == [*_ASKING]
    assert asked["recommendation"] is not None
    assert visitor.state(conversation) == asked
    second.http.delete(f"/conversations/{conversation}")
    gone = first.http.get(f"/conversations/{conversation}")
    assert code_of(gone) == "not_found"


def test_a_message_sent_to_both_is_answered_once(service: TwoWithRelay, visitor: Visitor) -> None:
    conversation = visitor.begin()
    message = new_id()
    came: list[Json] = []

    def send(address: str) -> None:
        came.append(visitor.at(address).say(conversation, _ASKING[0], message))

    both = [threading.Thread(target=send, args=(s.address,)) for s in service.servers]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(came) == 2
    assert came[0]["state"]["transcript"] == came[1]["state"]["transcript"]
    assert [line["role"] for line in came[0]["state"]["transcript"]].count("user") == 1


def test_a_token_of_a_site_is_taken_once_over_both(service: TwoWithRelay) -> None:
    token = sign(claims(sub="somebody"))
    answers = [
        httpx.post(
            f"{server.address}/api/v1/visits", json={"token": token}, headers={"Origin": ORIGIN}
        )
        for server in service.servers
    ]
    assert answers[0].status_code == 200
    assert code_of(answers[1]) == "token_used"


def test_limits_count_over_both(service: TwoWithRelay, visitor: Visitor) -> None:
    conversation = visitor.begin()
    message = new_id()
    sides = [visitor.at(server.address) for server in service.servers]
    body = {"id": message, "text": _ASKING[0]}
    sent, accepted = 34, 0
    begun = time.monotonic()
    for turn in range(sent):
        answer = sides[turn % 2].http.post(f"/conversations/{conversation}/messages", json=body)
        accepted += answer.status_code == 200
    refilled = (time.monotonic() - begun) / 3
    assert code_of(answer) == "rate_limited" and int(answer.headers["Retry-After"]) >= 1
    assert accepted <= 20 + refilled + 1 < sent


def test_a_replica_that_is_not_ready_gets_no_visitors(
    service: TwoWithRelay, visitor: Visitor
) -> None:
    lost = service.servers[1]
    conversations = [visitor.begin() for _ in range(6)]
    service.relay.cut()
    try:
        asked = f"{lost.address}/readyz"
        until(lambda: httpx.get(asked, timeout=30).status_code == 503)
        checks = httpx.get(asked, timeout=30).json()["checks"]
        assert checks == {"models": "ok", "state": "cannot be reached", "process": "ok"}
        assert httpx.get(f"{service.address}/readyz", timeout=30).status_code == 200
        for conversation in conversations:  # either replica is the one for some of them
            assert visitor.state(conversation)["id"] == conversation
        assert visitor.say(conversations[0], _ASKING[0])["state"]["history"]["jobs"]
    finally:
        service.relay.mend()
    ready(lost)


def test_postgres_is_restarted_and_the_conversation_goes_on(
    service: TwoWithRelay, visitor: Visitor
) -> None:
    conversation = visitor.begin("evaluation")
    before = visitor.say(conversation, _ASKING[0])["state"]
    service.postgres.stop()
    message = {"id": new_id(), "text": _ASKING[1]}
    refused = visitor.http.post(f"/conversations/{conversation}/messages", json=message)
    assert refused.status_code == 503
    assert code_of(refused) == "unavailable"
    said = refused.json()["error"]["message"]
    assert "nothing is lost" in said and "try again" in said
    service.postgres.start()

    def sent_again() -> bool:
        answer = visitor.http.post(f"/conversations/{conversation}/messages", json=message)
        return answer.status_code == 200

    until(sent_again, lambda: time.sleep(0.5))
    after = visitor.state(conversation)
    assert after["transcript"][: len(before["transcript"])] == before["transcript"]
    assert [line["text"] for line in after["transcript"]].count(_ASKING[1]) == 1
    for server in service.servers:
        ready(server)


@pytest.mark.timeout(600)
def test_replicas_are_restarted_one_by_one_while_people_talk(service: TwoWithRelay) -> None:
    stopped = threading.Event()
    wrong: list[str] = []
    turns: list[Json] = []

    def talk(name: str) -> None:
        person = Visitor(service.address, name)
        while not stopped.is_set():
            conversation = person.begin()
            for text in _ASKING:
                body = {"id": new_id(), "text": text}
                where = f"/conversations/{conversation}/messages"
                try:
                    answer = person.http.post(where, json=body)
                except httpx.TransportError as error:
                    wrong.append(f"{name}: {type(error).__name__}")
                    return
                if answer.status_code == 429:  # faster than people write
                    time.sleep(2)
                    continue
                if answer.status_code != 200:
                    wrong.append(f"{name}: {answer.status_code} {answer.text}")
                    return
                events = answer.json()["events"]
                wrong.extend(event["message"] for event in events if event["event"] == "failed")
                turns.append(answer.json())
                time.sleep(0.2)
            if len(turns) > 3_000:
                return
        person.close()

    people = [threading.Thread(target=talk, args=(f"roller-{place}",)) for place in range(4)]
    for one in people:
        one.start()
    for server in service.servers:
        until(lambda: len(turns) > 3 or bool(wrong))
        turns.clear()
        assert server.interrupt(signal.SIGTERM) in (0, -signal.SIGTERM)
        server.begin()
        server.wait()
        ready(server)
    until(lambda: len(turns) > 3 or bool(wrong))
    stopped.set()
    for one in people:
        one.join()
    assert wrong == []


def test_the_log_of_nginx_is_personal_in_nothing(service: TwoWithRelay, visitor: Visitor) -> None:
    conversation = visitor.begin()
    visitor.say(conversation, "I was a welder at Initech")
    visitor.http.get("/notice?language=en", headers={"User-Agent": "Somebodys/1.0"})
    visitor.http.get(f"/conversations/{conversation}/welder-at-initech")
    lines = service.nginx.log
    for secret in (conversation, visitor.visit["token"], "Initech", "initech", "language", "Some"):
        assert secret not in lines
    requests = [json.loads(line) for line in lines.splitlines() if line.startswith("{")]
    assert "/api/v1/conversations/{id}/messages" in {line["route"] for line in requests}
    ports = {server.port for server in service.servers}
    addresses = {found for line in requests for found in re.findall(_ADDRESS, str(line))}
    assert addresses <= {f"127.0.0.1:{port}" for port in ports}


def test_what_is_not_for_the_world_stays_inside(service: TwoWithRelay) -> None:
    with httpx.Client(base_url=service.address) as somebody:
        assert somebody.get("/metrics").status_code == 404
        too_large = somebody.post("/api/v1/visits", content=b"x" * 400_000)
        assert code_of(too_large) == "too_large"
        # What a client says of its own address counts for nothing.
        pretended = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
        assert somebody.get("/healthz", headers=pretended).status_code == 200


@pytest.mark.browser
def test_the_page_works_with_both_replicas(service: TwoWithRelay, browser: Browser) -> None:
    served: set[str] = set()
    for _ in range(3):
        context = browser.new_context()
        page = context.new_page()
        wrong = watch(page)
        start(page, service.address)
        say(page, NURSE)
        expect(page.locator("#ca-chat")).to_contain_text("registered nurse")
        cookies = [c for c in context.cookies() if c["name"] == "advisor_page"]
        assert len(cookies) == 1 and cookies[0]["httpOnly"] and cookies[0]["expires"] == -1
        context.close()
        assert wrong == []
    lines = [json.loads(line) for line in service.nginx.log.splitlines() if line[0] == "{"]
    asked = [line for line in lines if line["route"] == "/gradio_api"]
    served = {line["replica"] for line in asked if line["replica"]}
    assert asked and served <= {f"127.0.0.1:{server.port}" for server in service.servers}
    assert all(line["status"] < 400 for line in asked)
