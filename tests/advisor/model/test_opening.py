"""Which predictor the settings open, and what answers when it cannot."""

import socket
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from advisor.career import CareerHistory, Job, When
from advisor.model.count_probabilities import CountProbabilities
from advisor.model.opening import open_predictor
from advisor.model.transitions import TransitionCounts
from advisor.model.work_years import IDLE, WorkYear
from advisor.settings import Settings
from retrieval.catalog import Catalog
from retrieval.errors import AdvisorError
from tests.conftest import TODAY
from tests.openai_server import OpenAIServer, status
from tests.tiny_model import NAME, TinyModel, vllm, write_tiny_model

HISTORY = CareerHistory(
    jobs=(Job(id="1", title="cashier", code="41-2011.00", start=When(2021), end="present"),)
)


@pytest.fixture(scope="module")
def tiny(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    titles = (*(group.title for group in catalog.groups.values()), *IDLE)
    return write_tiny_model(tmp_path_factory.mktemp("tiny"), titles)


@pytest.fixture
def closed_port() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/v1"


def settings(model_dir: Path, base_url: str | None, **changes: Any) -> Settings:
    values: dict[str, Any] = {
        "model_dir": model_dir,
        "model_base_url": base_url,
        "model_name": NAME if base_url else None,
        "model_api_key": SecretStr("sk-secret"),
        "model_timeout_s": 60,
    }
    return Settings(**(values | changes))


def test_a_server_gives_what_the_model_gives_here(catalog: Catalog, tiny: TinyModel) -> None:
    here = open_predictor(settings(tiny.folder, None), catalog).predict(HISTORY, TODAY)
    with OpenAIServer(vllm(tiny)) as server:
        predictor = open_predictor(settings(tiny.folder, server.base_url), catalog)
        assert server.requests == [], "nothing is sent before it is asked"
        there = predictor.predict(HISTORY, TODAY)
    assert predictor.model == f"{NAME} on a server"
    assert there.notes == ()
    assert there.groups == pytest.approx(dict(here.groups), abs=1e-4)
    assert there.stay == pytest.approx(here.stay, abs=1e-4)
    assert there.reason == here.reason


def test_the_model_here_answers_when_the_server_does_not(
    catalog: Catalog, tiny: TinyModel, closed_port: str
) -> None:
    here = open_predictor(settings(tiny.folder, None), catalog).predict(HISTORY, TODAY)
    predictor = open_predictor(settings(tiny.folder, closed_port), catalog)
    found = predictor.predict(HISTORY, TODAY)
    (note,) = found.notes
    assert note == (
        f"{NAME} answered, because {NAME} on a server could not:"
        " nothing answers at ADVISOR_MODEL_BASE_URL: check it, and that the server runs"
    )
    assert dict(found.groups) == dict(here.groups)


def test_the_counts_answer_when_there_is_no_model_here_either(
    catalog: Catalog, predictor: TransitionCounts, tmp_path: Path
) -> None:
    with OpenAIServer(status(503)) as server:
        opened = open_predictor(settings(tmp_path, server.base_url), catalog)
        found = [opened.predict(HISTORY, TODAY) for _ in range(3)]
        assert len(server.requests) == 1, "a server that failed does not cost every turn its time"
    for prediction in found:
        on_the_server, here = prediction.notes
        assert "HTTP 503" in on_the_server
        assert "expected a trained model in" in here
        assert prediction.stay == predictor.predict(HISTORY, TODAY).stay


@pytest.mark.parametrize("half", [{"model_base_url": None}, {"model_name": None}])
def test_half_a_server_is_one_line(
    catalog: Catalog, tiny: TinyModel, half: dict[str, None]
) -> None:
    values: dict[str, Any] = {"model_name": NAME, **half}
    with pytest.raises(AdvisorError, match="both ADVISOR_MODEL_BASE_URL and ADVISOR_MODEL_NAME"):
        open_predictor(settings(tiny.folder, "http://127.0.0.1:1/v1", **values), catalog)


def test_an_unknown_method_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_MODEL_METHOD", "guess")
    with pytest.raises(AdvisorError, match=r"ADVISOR_MODEL_METHOD: .*'candidates' or 'choices'"):
        Settings.load()


def test_counts_answer_in_the_form_of_a_model(
    catalog: Catalog, predictor: TransitionCounts
) -> None:
    title_of = {code: group.title for code, group in catalog.groups.items()}
    titles = (*title_of.values(), *IDLE)
    model = CountProbabilities(predictor, title_of)
    careers = [(WorkYear("Cashiers"),), (WorkYear("Cashiers"), WorkYear("Not working"))]
    found = model.log_probabilities([*careers, (WorkYear("Not working"),)], titles)
    assert found.shape == (3, len(titles))
    for row, career in zip(found, careers, strict=False):
        assert titles[row.argmax()] == career[-1].title
    assert (found[2] == found[2][0]).all()
