"""The trained model on a server: vLLM, ``transformers serve``, or another of OpenAI's protocol.

Two methods (``ADVISOR_MODEL_METHOD``; unset, the first that the server answers is taken and kept):

``candidates``
    the log probability of every title behind the history: the same numbers as ``CareerModel``
    gives, up to rounding (``advisor.model.remote_candidates``);
``choices``
    how often the server says each title, smoothed (``advisor.model.remote_choices``).

A server runs one network. Of a model of several members, whose mean ``CareerModel`` gives, it can
run one; the calibration is that of the mean then.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from advisor.breaker import CircuitBreaker
from advisor.model.career_model import Reading
from advisor.model.career_probabilities import CareerProbabilities, Floats, next_states, places
from advisor.model.model_server import ModelServer, NotOfferedError
from advisor.model.prediction import PredictorUnavailableError
from advisor.model.remote_candidates import Candidates
from advisor.model.remote_choices import Choices
from advisor.model.work_years import WorkYear

Method = Literal["candidates", "choices"]
PAUSE_S = 60.0
"""Seconds a server that failed is left alone, so that it does not cost every turn its time-out."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What this computer knows about the model on the server.

    Attributes:
        reading: how it reads, and its calibration; None where its folder is not here. Then only
            text is sent, and probabilities are not calibrated.
        prior: what sampled answers are smoothed with.
    """

    reading: Reading | None
    prior: CareerProbabilities


class RemoteCareerModel:
    """``CareerProbabilities`` of a model on a server.

    Attributes:
        model: its name there, and that it is there.
        source: where what it learnt from comes from.
    """

    def __init__(
        self,
        server: ModelServer,
        method: Method | None,
        knowledge: Knowledge,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Keep where the model is; nothing is sent.

        Args:
            server: which runs it.
            method: how to ask; None to find out.
            knowledge: what is known of it here.
            clock: seconds, for leaving a failing server alone.
        """
        reading = knowledge.reading
        self.model = f"{server.model} on a server"
        self.source = reading.source if reading else f"{server.model}, a model on a server"
        self._server = server
        self._method = method
        self._known = knowledge
        tokens = reading.tokens if reading else None
        self._candidates = Candidates(server, tokens)
        self._choices = Choices(server, tokens)
        self._found: Method | None = method
        self._breaker = CircuitBreaker(clock, limit=1, pause_s=PAUSE_S)
        self._last_problem = ""

    def log_probabilities(
        self, careers: Sequence[Sequence[WorkYear]], titles: Sequence[str], calibrated: bool = True
    ) -> Floats:
        """Return (careers, titles) natural logarithms of each title being the next state.

        Args:
            careers: each of one year or more; its last title must be among ``titles``.
            titles: all states that may come next.
            calibrated: whether to bring the probabilities in line with what happened.

        Raises:
            PredictorUnavailableError: the server did not answer as it should, or did not within
                the last ``PAUSE_S`` seconds; the message says what was wrong.
        """
        if not self._breaker.allows():
            raise PredictorUnavailableError(
                f"it is left alone for {PAUSE_S:g} s after a failure ({self._last_problem})"
            )
        present = places(careers, titles)
        try:
            rows = [self._next(years, titles) for years in careers]
        except PredictorUnavailableError as error:
            self._last_problem = str(error)
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        result = np.asarray(rows).reshape(len(careers), len(titles))
        if not calibrated or self._known.reading is None:
            return result
        return self._known.reading.calibration.apply(result, present)

    def _next(self, years: Sequence[WorkYear], titles: Sequence[str]) -> Floats:
        """Return (titles,) natural logarithms, summing to 1."""
        deadline = self._server.deadline()
        if self._found is not None:
            return self._by(self._found, years, titles, deadline)
        try:
            found = self._by("candidates", years, titles, deadline)
            self._found = "candidates"
        except NotOfferedError as error:
            try:
                found = self._by("choices", years, titles, deadline)
            except NotOfferedError as other:
                raise PredictorUnavailableError(f"{error}, and it samples none: {other}") from other
            self._found = "choices"
        return found

    def _by(
        self, method: Method, years: Sequence[WorkYear], titles: Sequence[str], deadline: float
    ) -> Floats:
        if method == "candidates":
            told = self._candidates.told(years, titles, deadline)
            return np.asarray(next_states(told[None], places([years], titles))[0])
        prior = self._known.prior.log_probabilities([years], titles, False)[0]
        return self._choices.next_states(years, titles, prior, deadline)
