"""The model on a server, over real HTTP, against the same model on this computer."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from advisor.model.prediction import PredictorUnavailableError
from advisor.model.remote_choices import PRIOR_WEIGHT, SAMPLES
from advisor.model.work_years import WorkYear
from tests.advisor.model.remote_model import CAREERS, KEY, TITLES, remote, whole
from tests.openai_server import (
    OpenAIServer,
    Reply,
    body,
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


@pytest.fixture(scope="module", params=[False, True], ids=["one token a title", "spelled"])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    return write_tiny_model(tmp_path_factory.mktemp("either"), TITLES, spelled=request.param)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    return write_tiny_model(tmp_path_factory.mktemp("tiny"), TITLES)


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
