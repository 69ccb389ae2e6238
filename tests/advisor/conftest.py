"""The shipped facts, read once for all tests of ``advisor``."""

from datetime import date
from pathlib import Path

import pytest

from advisor.model.transitions import TransitionCounts
from advisor.recommend import Recommender
from retrieval.catalog import Catalog
from tests.fakes import SharedWords

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="session")
def shared_words(catalog: Catalog) -> SharedWords:
    return SharedWords(catalog)


@pytest.fixture(scope="session")
def predictor(catalog: Catalog) -> TransitionCounts:
    return TransitionCounts.load(DATA / "careers", catalog)


@pytest.fixture(scope="session")
def recommender(
    catalog: Catalog, shared_words: SharedWords, predictor: TransitionCounts
) -> Recommender:
    return Recommender(catalog, shared_words, predictor)


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 21)
