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
from advisor.model.remote import Knowledge, RemoteCareerModel
from advisor.model.work_years import IDLE, WorkYear
from tests.tiny_model import TinyModel, write_tiny_model

pytestmark = pytest.mark.slow
TITLES = ("Cashiers", "Retail salespersons", "Registered nurses", *IDLE)
CAREER = (WorkYear("Cashiers", 1, "first", False), WorkYear("Cashiers", 2, "same", True))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    return write_tiny_model(tmp_path_factory.mktemp("tiny"), TITLES)


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


def remote(base_url: str, tiny: TinyModel, name: str | None = None) -> RemoteCareerModel:
    server = ModelServer(base_url, name or str(tiny.folder), None, 60.0)
    return RemoteCareerModel(server, None, Knowledge(Reading.load(tiny.folder), tiny.local()))


def test_its_sampled_titles_are_near_the_models_own(base_url: str, tiny: TinyModel) -> None:
    model = remote(base_url, tiny)
    there = np.exp(model.log_probabilities([CAREER], TITLES, False)[0])
    here = np.exp(tiny.local().log_probabilities([CAREER], TITLES, False)[0])
    assert there.sum() == pytest.approx(1)
    assert (there > 0).all()
    assert np.abs(there - here).max() < 0.25
    assert model._found == "choices"


def test_another_models_name_is_refused(base_url: str, tiny: TinyModel) -> None:
    with pytest.raises(PredictorUnavailableError, match="HTTP 400"):
        remote(base_url, tiny, "someone/else").log_probabilities([CAREER], TITLES)
