"""A server may do anything: every request ends in an answer or in a few words why not."""

import asyncio
from collections.abc import Mapping

import pytest

from advisor.training.chat import ChatClient, NoAnswerError
from advisor.training.sections import ServerSection
from retrieval.errors import AdvisorError
from tests.openai_server import (
    OpenAIServer,
    Reply,
    body,
    cut_off,
    drip,
    hang_up,
    huge,
    stall,
    status,
    text,
    without_schema,
)

SCHEMA: Mapping[str, object] = {"type": "object", "properties": {}}


def ask(server: OpenAIServer, times: int = 1, *, schema: bool = False, **settings: object) -> str:
    """Ask one client so many times; return the last answer."""
    usual: dict[str, object] = {"timeout_s": 5, "retries": 0, "concurrency": 2}
    section = ServerSection.model_validate(
        {"base_url": server.base_url, "model": "m", **usual, **settings}
    )

    async def run() -> str:
        async with ChatClient(section, "teacher") as client:
            answer = ""
            for _ in range(times):
                answer = await client.ask("Be brief.", "Why?", SCHEMA if schema else None)
            return answer

    return asyncio.run(run())


def test_an_answer_arrives() -> None:
    with OpenAIServer(text(" Because. ")) as server:
        assert ask(server, temperature=0.2, max_tokens=9) == "Because."
    sent = server.requests[0].body
    assert (sent["model"], sent["temperature"], sent["max_tokens"]) == ("m", 0.2, 9)
    assert [message["content"] for message in sent["messages"]] == ["Be brief.", "Why?"]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (status(500), "HTTP 500"),
        (status(429, headers={"Retry-After": "0"}), "HTTP 429"),
        (status(400, "the key sk-secret is wrong"), "^HTTP 400$"),
        (status(302, headers={"Location": "http://127.0.0.1:1/"}), "HTTP 302"),
        (cut_off, "the connection failed"),
        (hang_up, "the connection failed"),
        (body(b"not json"), "no chat completion"),
        (body(b'{"choices": []}'), "no chat completion"),
        (body(b"[]"), "no chat completion"),
        (body(b"null"), "no chat completion"),
        (body(b'{"choices": [{"message": {"content": 7}}]}'), "an empty answer"),
        (text(""), "an empty answer"),
        (text("It goes on and", finish_reason="length"), "cut off"),
        (huge, "the connection failed|no chat completion"),
    ],
)
def test_a_broken_answer_is_none(reply: Reply, reason: str) -> None:
    with OpenAIServer(reply) as server, pytest.raises(NoAnswerError, match=reason):
        ask(server)


@pytest.mark.parametrize("reply", [stall, drip])
def test_no_answer_takes_longer_than_allowed(reply: Reply) -> None:
    with OpenAIServer(reply) as server, pytest.raises(NoAnswerError, match=r"no answer in 0\.1 s"):
        ask(server, timeout_s=0.1)


def test_what_may_not_last_is_tried_again() -> None:
    with OpenAIServer(status(503), cut_off, text("Because.")) as server:
        assert ask(server, retries=2) == "Because."
    assert len(server.requests) == 3


def test_what_will_not_change_is_not_tried_again() -> None:
    with OpenAIServer(status(400)) as server:
        with pytest.raises(NoAnswerError):
            ask(server, retries=5)
        assert len(server.requests) == 1


@pytest.mark.parametrize("code", [401, 403, 404])
def test_a_wrong_key_or_address_is_said_once(code: int) -> None:
    with OpenAIServer(status(code, "the key sk-secret is wrong")) as server:
        with pytest.raises(AdvisorError, match=f"the teacher at .* answers HTTP {code}") as raised:
            ask(server, retries=5)
        assert len(server.requests) == 1
    assert "sk-secret" not in str(raised.value)


def test_a_server_that_knows_no_schema_is_asked_without() -> None:
    with OpenAIServer(without_schema(text("{}"))) as server:
        assert ask(server, 3, schema=True) == "{}"
    assert [request.wants_schema for request in server.requests] == [True, False, False, False]


def test_a_single_refusal_does_not_end_structured_answers() -> None:
    with OpenAIServer(status(400), *[text("{}")] * 30) as server:
        ask(server, 10, schema=True)
    assert [r.wants_schema for r in server.requests] == [True, *[False] * 9, True]


def test_a_request_refused_with_and_without_a_schema_says_nothing_of_schemas() -> None:
    async def run(server: OpenAIServer) -> None:
        section = ServerSection.model_validate(
            {"base_url": server.base_url, "model": "m", "timeout_s": 5, "retries": 0}
        )
        async with ChatClient(section, "teacher") as client:
            with pytest.raises(NoAnswerError):
                await client.ask("Be brief.", "Why?", SCHEMA)
            await client.ask("Be brief.", "Why?", SCHEMA)

    with OpenAIServer(status(400), status(400), text("{}")) as server:
        asyncio.run(run(server))
    assert [r.wants_schema for r in server.requests] == [True, False, True]


def test_the_key_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "not-for-others")
    monkeypatch.setenv("MY_KEY", "for-the-teacher")
    with OpenAIServer(text("Because.")) as server:
        ask(server)
        ask(server, api_key_env="MY_KEY")
    without, own = (str(request.headers) for request in server.requests)
    assert "not-for-others" not in without + own
    assert "for-the-teacher" in own
    assert "for-the-teacher" not in without


def test_a_missing_key_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_KEY", raising=False)
    with (
        OpenAIServer(text("Because.")) as server,
        pytest.raises(AdvisorError, match="environment variable NO_KEY"),
    ):
        ask(server, api_key_env="NO_KEY")
