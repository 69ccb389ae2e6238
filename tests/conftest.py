"""Fixtures shared by all tests."""

from pathlib import Path

import pytest

from advisor.settings import Settings
from retrieval.catalog import Catalog
from retrieval.search import HybridSearch, open_search

CACHE = Path(__file__).resolve().parents[1] / ".cache"
"""Ignored by git; the title index in it is keyed by fingerprint, so a second run starts at once."""


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped O*NET facts."""
    return Catalog.load(Settings().onet_dir)


@pytest.fixture(scope="session")
def index_data_dir(catalog: Catalog) -> Path:
    """A data folder that holds the real title index, built if need be."""
    open_search(catalog, CACHE / "test-data")
    return CACHE / "test-data"


@pytest.fixture(scope="session")
def search(catalog: Catalog, index_data_dir: Path) -> HybridSearch:
    """The real title search."""
    return open_search(catalog, index_data_dir)
