"""A real ``transformers serve`` process with a tiny model: it can only sample, and that is used."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import numpy as np
import pytest

from advisor.model.career_model import Reading
from advisor.model.model_server import ModelServer
from advisor.model.prediction import PredictorUnavailableError
from advisor.model.remote import Knowledge, Method, RemoteCareerModel
from advisor.model.remote_choices import PRIOR_WEIGHT, SAMPLES
from advisor.model.work_years import IDLE, SAME, WorkYear
from tests.fakes import EvenChances
from tests.tiny_model import TinyModel, teach, write_tiny_model

pytestmark = pytest.mark.slow
TITLES = ("Cashiers", "Retail salespersons", "Registered nurses", *IDLE)
CAREER = (WorkYear("Cashiers", 1, "first", False), WorkYear("Cashiers", 2, "same", True))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    made = write_tiny_model(tmp_path_factory.mktemp("tiny"), TITLES)
    teach(made, CAREER, {SAME: 0.5, "Retail salespersons": 0.3, "In education": 0.1})
    return made


@pytest.fixture(scope="module")
def base_url(tiny: TinyModel) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "transformers.cli.transformers", "serve", str(tiny.folder)]
    command += ["--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    log = tiny.folder / "serve.log"
    with log.open("w") as file:
        process = subprocess.Popen(
            command, stdout=file, stderr=subprocess.STDOUT, env=os.environ | {"HF_HUB_OFFLINE": "1"}
        )
        try:
            _wait(f"http://127.0.0.1:{port}/health", process, log)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            process.terminate()
            process.wait(20)


def _wait(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx2.get(address, timeout=2).is_success:
                return
        except httpx2.HTTPError:
            time.sleep(0.3)
    pytest.fail(f"transformers serve did not start: {log.read_text()[-2000:]}")


def remote(
    base_url: str, tiny: TinyModel, method: Method | None = None, name: str | None = None
) -> RemoteCareerModel:
    server = ModelServer(base_url, name or str(tiny.folder), None, 60.0)
    return RemoteCareerModel(server, method, Knowledge(Reading.load(tiny.folder), EvenChances()))


def test_its_sampled_titles_are_near_the_models_own(base_url: str, tiny: TinyModel) -> None:
    """Nine answers in ten are titles; 64 draws of them, and 16 that the even prior counts as."""
    there = np.exp(remote(base_url, tiny).log_probabilities([CAREER], TITLES, False)[0])
    here = np.exp(tiny.local().log_probabilities([CAREER], TITLES, False)[0])
    assert here[0] == pytest.approx(5 / 9, abs=0.02)
    assert there.sum() == pytest.approx(1)
    drawn = SAMPLES * 0.9
    expected = (drawn * here + PRIOR_WEIGHT / len(TITLES)) / (drawn + PRIOR_WEIGHT)
    assert np.abs(there - expected).max() < 0.15


def test_it_tells_no_log_probabilities(base_url: str, tiny: TinyModel) -> None:
    with pytest.raises(PredictorUnavailableError, match="no log probabilities of a prompt"):
        remote(base_url, tiny, "candidates").log_probabilities([CAREER], TITLES)


def test_another_models_name_is_refused(base_url: str, tiny: TinyModel) -> None:
    with pytest.raises(PredictorUnavailableError, match="HTTP 400"):
        remote(base_url, tiny, name="someone/else").log_probabilities([CAREER], TITLES)
