"""What tests of whole conversations share."""

import pytest

from graph.session import Advisor, Session


@pytest.fixture
def session(advisor: Advisor) -> Session:
    """A new conversation."""
    return advisor.conversation()
