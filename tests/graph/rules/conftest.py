"""The career reader, built once from the shipped titles."""

from datetime import date

import pytest

from advisor.career import CareerHistory
from graph.rules.reader import CareerReader
from graph.understanding import Question, Topic, TurnContext
from retrieval.catalog import Catalog

TODAY = date(2026, 11, 15)


@pytest.fixture(scope="session")
def reader(catalog: Catalog) -> CareerReader:
    return CareerReader(
        title
        for occupation in catalog.occupations.values()
        for title in (occupation.title, *occupation.alternate_titles)
    )


def asked(topic: Topic | None = None) -> TurnContext:
    """Return the context of a first message, with a question open if one is named."""
    return TurnContext(CareerHistory(), Question(topic) if topic else None, (), TODAY)
