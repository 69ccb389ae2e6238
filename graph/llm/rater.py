"""Has the configured language model rate itself, for the competence check."""

import logging
from typing import TYPE_CHECKING, Any

from advisor.competence.asking import Answered, NoAnswerError
from graph.llm.failure import ServerFailure

if TYPE_CHECKING:
    from graph.llm.server import ChatServer

logger = logging.getLogger(__name__)

_TEMPERATURE = 0.7
"""Repeats at 0 would show how steady the arithmetic is, not the opinion."""


class LLMRater:
    """A ``Rater`` at an OpenAI-compatible server."""

    def __init__(self, name: str, server: "ChatServer") -> None:
        """Keep the model's name and the server."""
        self.name = name
        self._server = server
        self._knows_schema = True

    def ask(self, system: str, user: str, schema: dict[str, Any]) -> Answered:
        """Return an answer; see ``Rater``."""
        try:
            if self._knows_schema:
                try:
                    return self._server.answer(system, user, schema, _TEMPERATURE)
                except ServerFailure as failure:
                    if not failure.format_rejected:
                        raise
                answered = self._server.answer(system, user, None, _TEMPERATURE)
                # Only now is it known that the form was what the server did not take.
                self._knows_schema = False
                return answered
            return self._server.answer(system, user, None, _TEMPERATURE)
        except ServerFailure as failure:
            logger.warning("language model %s, rating itself: %s", self.name, failure.reason)
            raise NoAnswerError(failure.said) from failure
