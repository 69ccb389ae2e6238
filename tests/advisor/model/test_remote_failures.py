"""Whatever a server does wrong is one line, and it is left alone for a while."""

import socket
from collections.abc import Callable
from typing import Any

import pytest

from advisor.model.prediction import PredictorUnavailableError
from advisor.model.remote import PAUSE_S
from tests.advisor.model.remote_model import CAREERS, KEY, TITLES, remote, whole
from tests.fakes import Clock
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
)
from tests.tiny_model import (
    TinyModel,
    vllm,
    write_tiny_model,
)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    return write_tiny_model(tmp_path_factory.mktemp("tiny"), TITLES)


def logprobs(**changes: Any) -> Reply:
    """Answer each prompt alike, as ``vllm`` does but wrong."""

    def reply(exchange: Any) -> None:
        prompts = exchange.request.body["prompt"]
        if not isinstance(prompts[0], list):
            return status(400)(exchange)
        choices = [{"index": n, "text": "", **changes} for n in range(len(prompts))]
        return body(whole(choices=choices))(exchange)

    return reply


def values(value: object) -> Callable[[TinyModel], Reply]:
    """Return replies like ``vllm`` whose every log probability is a value."""

    def reply(exchange: Any) -> None:
        asked = exchange.request.body["prompt"]
        if not isinstance(asked[0], list):
            return status(400)(exchange)
        choices = [
            {
                "index": n,
                "text": "",
                "prompt_logprobs": [None, *({str(t): {"logprob": value}} for t in prompt[1:])],
            }
            for n, prompt in enumerate(asked)
        ]
        return body(whole(choices=choices))(exchange)

    return lambda _: reply


FAILURES: dict[str, tuple[Callable[[TinyModel], Reply], str]] = {
    "stall": (lambda _: stall, "no complete answer in 0.5 s"),
    "drip": (lambda _: drip, "no complete answer in 0.5 s"),
    "huge": (lambda _: huge, "answer"),
    "hang up": (lambda _: hang_up, "closed before"),
    "cut off": (lambda _: cut_off, "closed before"),
    "500": (lambda _: status(500, KEY), "HTTP 500"),
    "503": (lambda _: status(503, KEY), "HTTP 503"),
    "401": (lambda _: status(401, KEY), "ADVISOR_MODEL_API_KEY"),
    "404": (lambda _: status(404, KEY), "ADVISOR_MODEL_NAME"),
    "429": (lambda _: status(429, KEY), "too many requests"),
    "moved": (lambda _: status(307, headers={"Location": "/x"}), "redirects"),
    "no JSON": (lambda _: body(b"{"), "not a text completion"),
    "no text": (lambda _: body(b"\xff\xfe"), "not a text completion"),
    "deep": (lambda _: body(b"[" * 100_000), "not a text completion"),
    "a list": (lambda _: body(b"[]"), "not a text completion"),
    "no choices": (lambda _: body(whole()), "not a text completion"),
    "no index": (lambda _: body(whole(choices=[{}])), "not a text completion"),
    "odd choices": (lambda _: body(whole(choices=[3])), "not a text completion"),
    "odd index": (lambda _: body(whole(choices=[{"index": 7}])), "not a text completion"),
    "none": (lambda _: body(whole(choices=[])), "gave 0 answers"),
    "other model": (lambda tiny: vllm(tiny, model="other-1"), "another model"),
    "no logprobs": (lambda _: logprobs(), "no log probabilities"),
    "odd logprobs": (lambda _: logprobs(prompt_logprobs=3), "not the prompt's"),
    "few logprobs": (lambda _: logprobs(prompt_logprobs=[None]), "not the prompt's"),
    "text logprobs": (values("-1"), "not the prompt's"),
    "infinite": (values(float("-inf")), "not the prompt's"),
    "no number": (values(float("nan")), "not the prompt's"),
    "above 1": (values(0.5), "not the prompt's"),
    "nothing": (values(None), "not the prompt's"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_every_failure_is_one_line(tiny: TinyModel, failure: str) -> None:
    reply, told = FAILURES[failure]
    with OpenAIServer(reply(tiny)) as server:
        model = remote(server.base_url, tiny, timeout_s=0.5)
        with pytest.raises(PredictorUnavailableError, match=told) as caught:
            model.log_probabilities(CAREERS[:1], TITLES)
    assert "\n" not in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("address", ["http://127.0.0.1:{}/v1", "127.0.0.1:{}", "http://[", "", "ä"])
def test_an_address_where_nothing_answers_is_one_line(tiny: TinyModel, address: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        model = remote(address.format(taken.getsockname()[1]), tiny, timeout_s=2.0)
        with pytest.raises(PredictorUnavailableError, match="ADVISOR_MODEL_BASE_URL"):
            model.log_probabilities(CAREERS[:1], TITLES)


def test_a_server_that_failed_is_left_alone_for_a_while(tiny: TinyModel) -> None:
    clock = Clock()
    with OpenAIServer(status(500), vllm(tiny)) as server:
        model = remote(server.base_url, tiny, clock=clock)
        with pytest.raises(PredictorUnavailableError, match="HTTP 500"):
            model.log_probabilities(CAREERS[:1], TITLES)
        clock.now += PAUSE_S - 1
        with pytest.raises(PredictorUnavailableError, match=r"left alone for 60 s .*HTTP 500"):
            model.log_probabilities(CAREERS[:1], TITLES)
        assert len(server.requests) == 1
        clock.now += 1
        model.log_probabilities(CAREERS[:1], TITLES)
        model.log_probabilities(CAREERS[:1], TITLES)
        assert len(server.requests) == 4
