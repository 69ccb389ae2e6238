from pathlib import Path

import numpy as np
import pytest
from pydantic import SecretStr

from advisor.evaluation.baselines.prompted import ANSWERS, Prompted
from advisor.evaluation.protocols import UnavailableError
from advisor.evaluation.states import States
from advisor.settings import Settings
from tests.advisor.evaluation.conftest import career, turns
from tests.openai_server import OpenAIServer, Reply, text


def settings(address: str) -> Settings:
    return Settings(
        llm_base_url=address,
        llm_model="tiny",
        llm_api_key=SecretStr("word"),
        llm_timeout_s=5,
        data_dir=Path("unused"),
    )


def prompted(address: str, states: States) -> Prompted:
    model = Prompted.configured(settings(address), states, 5, lambda *_: None, sampled=True)
    model.fit(turns(4), [])
    return model


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("Registered nurses", "Registered nurses"),
        ("registered  nurse.\nBecause ...", "Registered nurses"),
        ("As before", "Cashiers"),
        ("Not working | none", "Not working"),
    ],
)
def test_answers_are_matched_to_titles(answer: str, meant: str, states: States) -> None:
    with OpenAIServer(text(answer)) as server:
        said = prompted(server.base_url, states).log_probabilities([career("Cashiers", "Cashiers")])
    assert np.exp(said).sum() == pytest.approx(1)
    assert said[0].argmax() == states.index[meant]
    assert np.exp(said[0].max()) >= ANSWERS / (ANSWERS + 2)
    assert len(server.requests) == ANSWERS
    assert {request.body["seed"] for request in server.requests} == set(range(5, 5 + ANSWERS))
    assert "Year 1: Cashiers" in server.requests[0].text
    assert server.requests[0].headers["Authorization"] == "Bearer word"


def test_an_answer_that_means_nothing_leaves_the_marginal(states: States) -> None:
    with OpenAIServer(text("zzz")) as server:
        model = prompted(server.base_url, states)
        said = model.log_probabilities([career("Cashiers", "Cashiers")])
    assert said[0].argmax() in {states.index["Cashiers"], states.index["Retail salespersons"]}


def refused() -> Reply:
    return lambda exchange: exchange.whole(500, b"no", {})


def test_a_server_that_fails_is_the_reason(states: States) -> None:
    with (
        OpenAIServer(refused()) as server,
        pytest.raises(UnavailableError, match="server failed"),
    ):
        prompted(server.base_url, states).log_probabilities([career("Cashiers", "Cashiers")])


def test_it_needs_a_server_and_a_sample(states: States) -> None:
    def nothing(*_: object) -> None:
        pass

    with pytest.raises(UnavailableError, match="ADVISOR_LLM_BASE_URL"):
        Prompted.configured(Settings(llm_base_url=None), states, 0, nothing, sampled=True)
    with pytest.raises(UnavailableError, match="--sample"):
        Prompted.configured(settings("http://127.0.0.1:1/v1"), states, 0, nothing, sampled=False)
