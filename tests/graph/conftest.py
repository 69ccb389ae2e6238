"""What tests of whole conversations share."""

import pytest

from graph.advisor import Advisor
from graph.session import Session


@pytest.fixture
def session(advisor: Advisor) -> Session:
    """A new conversation."""
    return advisor.conversation()
