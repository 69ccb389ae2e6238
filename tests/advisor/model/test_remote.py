"""The model on a server, over real HTTP, against the same model on this computer."""

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import SecretStr

from advisor.career import EducationLevel
from advisor.model.career_model import Reading
from advisor.model.career_probabilities import CareerProbabilities
from advisor.model.model_server import ModelServer
from advisor.model.prediction import PredictorUnavailableError
from advisor.model.remote import PAUSE_S, Knowledge, Method, RemoteCareerModel
from advisor.model.remote_choices import PRIOR_WEIGHT, SAMPLES
from advisor.model.work_years import IDLE, WorkYear
from tests.fakes import Clock, EvenChances
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
    NAME,
    TinyModel,
    echo,
    echo_of_text,
    schema,
    vllm,
    vllm_of_old,
    write_tiny_model,
)

KEY = "sk-secret-0123456789"
TITLES = (
    "Cashiers",
    "Retail salespersons",
    "Registered nurses",
    "Retail sales managers",
    "Waiters and waitresses",
    *IDLE,
)
CAREERS = (
    (WorkYear("Cashiers", 1, "first", False, EducationLevel.HIGH_SCHOOL),),
    (
        WorkYear("Waiters and waitresses", 1, "first"),
        WorkYear("Retail salespersons", 1, "new", True),
        WorkYear("Retail salespersons", 2, "same", True, EducationLevel.BACHELOR),
    ),
    (WorkYear("Registered nurses", 1), WorkYear("Not working", 1)),
)


@pytest.fixture(scope="module", params=[False, True], ids=["one token a title", "spelled"])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    return write_tiny_model(tmp_path_factory.mktemp("either"), TITLES, spelled=request.param)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    return write_tiny_model(tmp_path_factory.mktemp("tiny"), TITLES)


def remote(
    base_url: str,
    tiny: TinyModel | None,
    method: Method | None = None,
    timeout_s: float = 20.0,
    **options: Any,
) -> RemoteCareerModel:
    prior: CareerProbabilities = tiny.local() if tiny else EvenChances()
    knowledge = Knowledge(Reading.load(tiny.folder) if tiny else None, prior)
    server = ModelServer(base_url, NAME, SecretStr(KEY), timeout_s)
    return RemoteCareerModel(server, method, knowledge, **options)


@pytest.mark.parametrize("kind", [vllm, vllm_of_old, echo, echo_of_text])
def test_it_gives_what_the_model_gives_here(
    either: TinyModel, kind: Callable[[TinyModel], Reply]
) -> None:
    local = either.local()
    with OpenAIServer(kind(either)) as server:
        model = remote(server.base_url, either)
        for calibrated in (True, False):
            here = local.log_probabilities(CAREERS, TITLES, calibrated)
            there = model.log_probabilities(CAREERS, TITLES, calibrated)
            assert np.abs(here - there).max() < 1e-4
        # What was found out is kept: one request a career from then on.
        forms = ["vllm", "vllm_of_old", "echo", "echo_of_text"]
        # Titles of several tokens are not even asked for by one of them.
        tried = forms.index(kind.__name__) - bool(either.end_mark)
        compared = kind is vllm and not either.end_mark
        assert len(server.requests) == max(0, tried) + compared + 2 * len(CAREERS)
        assert server.requests[0].headers["Authorization"] == f"Bearer {KEY}"
    assert (model.model, model.source) == (f"{NAME} on a server", "careers of a test")


def test_many_titles_go_in_several_requests(tmp_path: Path) -> None:
    titles = (*TITLES, *(f"Title {number}" for number in range(130)))
    many = write_tiny_model(tmp_path, titles)
    with OpenAIServer(vllm(many)) as server:
        model = remote(server.base_url, many)
        here = many.local().log_probabilities(CAREERS[:1], titles)
        there = model.log_probabilities(CAREERS[:1], titles)
        assert np.abs(here - there).max() < 1e-4
        assert [len(r.body.get("logprob_token_ids", ())) for r in server.requests] == [128, 10, 0]
    with OpenAIServer(vllm_of_old(many)) as server:
        there = remote(server.base_url, many).log_probabilities(CAREERS[:1], titles)
        assert np.abs(here - there).max() < 1e-4
        assert [len(r.body["prompt"]) for r in server.requests[1:]] == [64, 64, 10]


def test_without_the_folder_it_sends_text_and_calibrates_nothing(tiny: TinyModel) -> None:
    """The server reads the text as it comes, without a mark at its beginning."""
    with OpenAIServer(echo_of_text(tiny)) as server:
        found = remote(server.base_url, None).log_probabilities(CAREERS, TITLES)
        assert all(
            isinstance(text, str) and text.startswith("\nYear 1: ")
            for request in server.requests
            for text in request.body["prompt"]
        )
    assert np.exp(found).sum(1) == pytest.approx([1, 1, 1])


@pytest.mark.parametrize("kind", [vllm, schema])
def test_sampled_titles_are_smoothed_with_the_prior(
    tiny: TinyModel, kind: Callable[[TinyModel], Reply]
) -> None:
    local = np.exp(tiny.local().log_probabilities(CAREERS, TITLES, False))
    with OpenAIServer(kind(tiny)) as server:
        model = remote(server.base_url, tiny, "choices")
        found = np.exp(model.log_probabilities(CAREERS, TITLES, False))
        assert (found == np.exp(model.log_probabilities(CAREERS, TITLES, False))).all()
        assert server.requests[-1].body["n"] == SAMPLES
    assert found.sum(1) == pytest.approx([1, 1, 1])
    assert (found >= local * PRIOR_WEIGHT / (SAMPLES + PRIOR_WEIGHT) - 1e-9).all()
    assert np.abs(found - local).max() < 0.2
    assert np.abs(found - local).max() > 1e-6


def test_a_server_that_only_samples_is_found_out(tiny: TinyModel) -> None:
    with OpenAIServer(schema(tiny)) as server:
        model = remote(server.base_url, tiny)
        model.log_probabilities(CAREERS[:1], TITLES)
        asked = len(server.requests)
        model.log_probabilities(CAREERS, TITLES)
        assert len(server.requests) == asked + len(CAREERS)


def test_answers_nobody_held_to_the_titles_are_sorted() -> None:
    """As ``transformers serve`` does: one answer a request, which may be anything."""
    said = iter(["Cashiers"] * 20 + ["As before"] * 20 + ["Nonsense", " Cashier"] * 12)

    def reply(exchange: Any) -> None:
        asked = exchange.request.body
        if "generation_config" not in asked:
            return status(422)(exchange)
        assert json.loads(asked["generation_config"])["do_sample"] is True
        choice = {"index": 0, "text": next(said), "logprobs": None}
        return body(json.dumps({"choices": [choice], "model": f"{NAME}@main"}).encode())(exchange)

    with OpenAIServer(reply) as server:
        model = remote(server.base_url, None, "choices")
        found = np.exp(model.log_probabilities([(WorkYear("Retail salespersons"),)], TITLES)[0])
        seeds = [r.body["seed"] for r in server.requests if "generation_config" in r.body]
    assert len(set(seeds)) == SAMPLES
    even = PRIOR_WEIGHT / len(TITLES)
    expected = (np.array([20, 20, 0, 0, 0, 0, 0]) + even) / (40 + PRIOR_WEIGHT)
    assert found == pytest.approx(expected)


def whole(**fields: Any) -> bytes:
    return json.dumps({"model": NAME, **fields}).encode()


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


@pytest.mark.parametrize("kind", [vllm, vllm_of_old, echo])
def test_a_model_with_other_tokens_is_found_out(
    tiny: TinyModel, kind: Callable[[TinyModel], Reply], tmp_path: Path
) -> None:
    other = write_tiny_model(tmp_path, TITLES[::-1])
    with OpenAIServer(kind(other)) as server:
        model = remote(server.base_url, tiny)
        with pytest.raises(PredictorUnavailableError, match="another model"):
            model.log_probabilities(CAREERS[1:2], TITLES)


def test_scaled_logprobs_are_not_taken(tiny: TinyModel) -> None:
    """As vLLM with processed logprobs: what it tells of given tokens is not the model's own."""
    plain = vllm_of_old(tiny)

    def scaled(exchange: Any) -> None:
        asked = exchange.request.body
        if "logprob_token_ids" not in asked:
            return plain(exchange)
        told = {tiny.tokenizer.decode(token): -2.0 for token in asked["logprob_token_ids"]}
        choice = {"index": 0, "text": "", "logprobs": {"top_logprobs": [told]}}
        return body(whole(choices=[choice]))(exchange)

    here = tiny.local().log_probabilities(CAREERS, TITLES)
    with OpenAIServer(scaled) as server:
        there = remote(server.base_url, tiny).log_probabilities(CAREERS, TITLES)
    assert np.abs(here - there).max() < 1e-4


def test_a_method_that_is_set_is_not_changed(either: TinyModel) -> None:
    with OpenAIServer(schema(either)) as server:
        model = remote(server.base_url, either, "candidates")
        problem = r"no log probabilities of a prompt \(HTTP 400"
        with pytest.raises(PredictorUnavailableError, match=problem):
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
