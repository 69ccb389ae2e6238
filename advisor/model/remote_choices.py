"""Titles' probabilities from a server that only answers: how often it says each of them.

The server is asked for the next title ``SAMPLES`` times, at temperature 1, its answer held to the
titles where it can do that. The probability of a title is how often it was said, smoothed::

    (times said + PRIOR_WEIGHT * prior) / (answers that are titles + PRIOR_WEIGHT)

The prior is a distribution of this computer's own, the local model's or that of the counts, so that
no title gets nothing. With 64 answers a chance of 10 % comes out within 4 points either way two
times in three, and rare titles are ranked by the prior alone: this is the second best way, for
servers that tell no log probabilities.

Three forms, tried in this order until one is answered:

``structured_outputs``
    vLLM's ``{"choice": titles}``. A title of several tokens is drawn token by token among those
    that still lead to a title, which is near its own probability but not the same;
``json_schema``
    OpenAI's ``response_format`` with the titles as an ``enum``. The answer comes in quotes, which
    the model never read in training;
``free``
    nothing holds the answer, those that are no title are left out. ``transformers serve`` knows
    this form alone: one answer a request, sampled only if ``generation_config`` says so, as many
    as half the time allows.
"""

import json
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from advisor.model.career_probabilities import CareerTokens, Floats
from advisor.model.model_server import ModelServer, NotOfferedError
from advisor.model.prediction import PredictorUnavailableError
from advisor.model.rendering import prompt
from advisor.model.work_years import SAME, WorkYear

SAMPLES = 64
PRIOR_WEIGHT = 16.0
"""Answers that the prior counts as much as."""
_UNKNOWN_LENGTH = 32
"""Tokens an answer may take where the model's tokenizer is not known."""
_QUOTES = 4


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked about one history.

    Attributes:
        text: the history.
        tokens: the same; None where the model's tokenizer is not known.
        titles: allowed answers.
        end_mark: what closes an answer.
        most_tokens: of an answer.
        seed: the same for the same history, so that it gets the same answer again.
    """

    text: str
    tokens: Sequence[int] | None
    titles: Sequence[str]
    end_mark: str
    most_tokens: int
    seed: int

    def title_in(self, answer: str) -> str | None:
        """Return the title an answer is or, if that is longer, begins with; None for none."""
        if answer.strip() in self.titles:
            return answer.strip()
        begun = [t for t in self.titles if answer.lstrip().startswith(t + self.end_mark)]
        return max(begun, key=len, default=None)


class Choices:
    """Asks for sampled titles; remembers which form the server answers."""

    def __init__(self, server: ModelServer, tokens: CareerTokens | None) -> None:
        """Keep the server.

        Args:
            server: which runs the model.
            tokens: how the model reads; None where that is not known.
        """
        self._server = server
        self._tokens = tokens
        self._forms: Sequence[_Form] = (_structured, _schema, _free)
        self._form: _Form | None = None

    def next_states(
        self, years: Sequence[WorkYear], titles: Sequence[str], prior: Floats, deadline: float
    ) -> Floats:
        """Return (titles,) natural logarithms, summing to 1.

        Args:
            years: of the career.
            titles: all states that may come next.
            prior: (titles,) natural logarithms, summing to 1.
            deadline: as ``ModelServer.deadline`` returns it.

        Raises:
            NotOfferedError: the server samples no titles.
            PredictorUnavailableError: it did not answer as it should.
        """
        present = years[-1].title
        said = self._said(self._question(years, titles), deadline)
        told = [present if title == SAME else title for title in said]
        times = np.asarray([told.count(title) for title in titles], dtype=np.float64)
        chances = (times + PRIOR_WEIGHT * np.exp(prior)) / (len(told) + PRIOR_WEIGHT)
        return np.asarray(np.log(np.maximum(chances, np.finfo(float).tiny)))

    def _said(self, question: _Question, deadline: float) -> Sequence[str]:
        if self._form is not None:
            try:
                return self._form(self._server, question, deadline)
            except NotOfferedError:
                self._form = None
                raise
        problem = ""
        for form in self._forms:
            try:
                said = form(self._server, question, deadline)
            except NotOfferedError as error:
                problem = str(error)
                continue
            self._form = form
            return said
        raise NotOfferedError(problem)

    def _question(self, years: Sequence[WorkYear], titles: Sequence[str]) -> _Question:
        # The present title never follows itself: that is told as SAME.
        allowed = (*(title for title in titles if title != years[-1].title), SAME)
        told = prompt(years)
        seed = zlib.crc32(told.encode()) >> 1
        if self._tokens is None:
            return _Question(told, None, allowed, "", _UNKNOWN_LENGTH, seed)
        return _Question(
            text=self._tokens.begin + told,
            tokens=self._tokens.career(years),
            titles=allowed,
            end_mark=self._tokens.end_mark,
            most_tokens=max(len(path) for path in self._tokens.paths(allowed)),
            seed=seed,
        )


_Form = Callable[[ModelServer, _Question, float], Sequence[str]]


def _structured(server: ModelServer, question: _Question, deadline: float) -> Sequence[str]:
    choices = server.complete(
        deadline,
        SAMPLES,
        prompt=question.text if question.tokens is None else list(question.tokens),
        n=SAMPLES,
        seed=question.seed,
        temperature=1.0,
        # One more for the end of the answer.
        max_tokens=question.most_tokens + 1,
        structured_outputs={"choice": list(question.titles)},
    )
    return _held([_answer(choice).strip() for choice in choices], question)


def _schema(server: ModelServer, question: _Question, deadline: float) -> Sequence[str]:
    schema = {"type": "string", "enum": list(question.titles)}
    choices = server.complete(
        deadline,
        SAMPLES,
        prompt=question.text,
        n=SAMPLES,
        seed=question.seed,
        temperature=1.0,
        # In quotes a title may fall into other tokens: a letter each, at worst.
        max_tokens=max(len(title) for title in question.titles) + _QUOTES,
        response_format={
            "type": "json_schema",
            "json_schema": {"name": "title", "schema": schema, "strict": True},
        },
    )
    try:
        answers = [json.loads(_answer(choice)) for choice in choices]
    except (ValueError, RecursionError) as error:
        raise NotOfferedError("it does not hold its answers to a JSON schema") from error
    return _held(answers, question)


def _free(server: ModelServer, question: _Question, deadline: float) -> Sequence[str]:
    sampling = {
        "do_sample": True,
        "temperature": 1.0,
        "top_k": 0,
        "max_new_tokens": question.most_tokens,
    }
    said: list[str] = []
    asked = 0
    begun = time.monotonic()
    enough = begun + (deadline - begun) / 2
    while asked < SAMPLES and (asked == 0 or time.monotonic() < enough):
        (choice,) = server.complete(
            deadline,
            1,
            prompt=question.text,
            seed=question.seed + asked,
            temperature=1.0,
            max_tokens=question.most_tokens,
            generation_config=json.dumps(sampling),
        )
        asked += 1
        title = question.title_in(_answer(choice))
        said += [title] if title is not None else []
    if not said:
        raise NotOfferedError(f"none of its {asked} answers is a title")
    return said


def _held(answers: Sequence[object], question: _Question) -> Sequence[str]:
    """Return answers that were to be titles; a server that ignores that is not held to them."""
    allowed = set(question.titles)
    said = [answer for answer in answers if isinstance(answer, str) and answer in allowed]
    if len(said) < len(answers):
        raise NotOfferedError("it does not hold its answers to the titles")
    return said


def _answer(choice: Mapping[str, Any]) -> str:
    text = choice.get("text")
    if not isinstance(text, str):
        raise PredictorUnavailableError("its answer is not a text completion")
    return text
