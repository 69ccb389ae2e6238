import pytest

from advisor.redaction.redactor import Redactor
from benchmarks.redaction import open_redactor


@pytest.fixture(scope="session")
def redactor() -> Redactor:
    return open_redactor()
