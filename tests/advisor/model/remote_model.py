"""What the tests of the model on a server share: titles, careers, and the model."""

import json
from typing import Any

from pydantic import SecretStr

from advisor.career import EducationLevel
from advisor.model.career_model import Reading
from advisor.model.career_probabilities import CareerProbabilities
from advisor.model.model_server import ModelServer
from advisor.model.remote import Knowledge, Method, RemoteCareerModel
from advisor.model.work_years import IDLE, WorkYear
from tests.fakes import EvenChances
from tests.tiny_model import (
    NAME,
    TinyModel,
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


def whole(**fields: Any) -> bytes:
    return json.dumps({"model": NAME, **fields}).encode()
