"""Titles' probabilities from a server that tells the log probabilities of a prompt.

Every title is sent behind the history, and the log probabilities of its tokens, end mark included,
are added up (LABOR-LLM, arXiv 2406.17972). Servers differ in what they take, so there are three
forms, tried in this order until one is answered:

``prompt_logprobs``
    tokens, and vLLM's log probabilities of the prompt;
``echo``
    tokens, with OpenAI's ``echo`` and ``logprobs``;
``text``
    the same with text, for servers that take no tokens; the title's tokens are found from the end.

A history costs one prompt a title: a fast server answers 500 titles after 200 tokens in a second or
two. vLLM does not reuse the beginning that prompts share when log probabilities of it are asked.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from advisor.model.career_probabilities import CareerTokens, Floats
from advisor.model.model_server import ModelServer, NotOfferedError
from advisor.model.prediction import PredictorUnavailableError
from advisor.model.rendering import prompt
from advisor.model.work_years import SAME, WorkYear

_AT_ONCE = 64
"""Prompts a request; servers bound how many they take."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A title behind a history.

    Attributes:
        told: the title with its end mark.
        text: history and title.
        tokens: the same; empty where the model's tokenizer is not known.
        length: how many of the tokens are the title's.
    """

    told: str
    text: str
    tokens: Sequence[int]
    length: int


class Candidates:
    """Asks for every title's log probability; remembers which form the server answers."""

    def __init__(self, server: ModelServer, tokens: CareerTokens | None) -> None:
        """Keep the server.

        Args:
            server: which runs the model.
            tokens: how the model reads; None where that is not known, so that only text can be
                sent, each title taken to close itself.
        """
        self._server = server
        self._tokens = tokens
        with_tokens = (_prompt_logprobs, _echo) if tokens else ()
        self._forms: Sequence[_Form] = (*with_tokens, _text)
        self._form: _Form | None = None

    def told(self, years: Sequence[WorkYear], titles: Sequence[str], deadline: float) -> Floats:
        """Return (titles + 1,) natural logarithms of what the model says, ``SAME`` last.

        Raises:
            NotOfferedError: the server tells no log probabilities of a prompt.
            PredictorUnavailableError: it did not answer as it should.
        """
        candidates = self._candidates(years, titles)
        if self._form is not None:
            return self._ask(self._form, candidates, deadline)
        problem = ""
        for form in self._forms:
            try:
                found = self._ask(form, candidates, deadline)
            except NotOfferedError as error:
                # What the first form met says most about the server.
                problem = problem or str(error)
                continue
            self._form = form
            return found
        raise NotOfferedError(f"it tells no log probabilities of a prompt ({problem})")

    def _ask(self, form: "_Form", candidates: Sequence[_Candidate], deadline: float) -> Floats:
        found: list[float] = []
        for start in range(0, len(candidates), _AT_ONCE):
            some = candidates[start : start + _AT_ONCE]
            found += form(self._server, some, deadline)
        return np.asarray(found)

    def _candidates(self, years: Sequence[WorkYear], titles: Sequence[str]) -> Sequence[_Candidate]:
        told = prompt(years)
        if self._tokens is None:
            return [_Candidate(title, told + title, (), 0) for title in (*titles, SAME)]
        mark, begin = self._tokens.end_mark, self._tokens.begin
        career = self._tokens.career(years)
        return [
            _Candidate(title + mark, begin + told + title + mark, [*career, *path], len(path))
            for title, path in zip((*titles, SAME), self._tokens.paths(titles), strict=True)
        ]


_Form = Callable[[ModelServer, Sequence[_Candidate], float], list[float]]


def _prompt_logprobs(
    server: ModelServer, candidates: Sequence[_Candidate], deadline: float
) -> list[float]:
    choices = server.complete(
        deadline,
        len(candidates),
        prompt=[list(candidate.tokens) for candidate in candidates],
        prompt_logprobs=0,
        max_tokens=1,
        temperature=0,
    )
    return [
        _sum_of_prompt(choice, candidate)
        for choice, candidate in zip(choices, candidates, strict=True)
    ]


def _sum_of_prompt(choice: Mapping[str, Any], candidate: _Candidate) -> float:
    told = choice.get("prompt_logprobs")
    if told is None:
        raise NotOfferedError("no prompt_logprobs in its answer")
    path = candidate.tokens[-candidate.length :]
    try:
        if len(told) != len(candidate.tokens):
            raise _misread()
        own = [place[str(token)] for place, token in zip(told[-len(path) :], path, strict=True)]
        words = [place.get("decoded_token") for place in own]
        values = [place["logprob"] for place in own]
    except (TypeError, LookupError, AttributeError) as error:
        raise _misread() from error
    if all(isinstance(word, str) for word in words):
        _check("".join(words), candidate)
    return _sum(values)


def _echo(server: ModelServer, candidates: Sequence[_Candidate], deadline: float) -> list[float]:
    choices = server.complete(
        deadline,
        len(candidates),
        prompt=[list(candidate.tokens) for candidate in candidates],
        echo=True,
        logprobs=1,
        max_tokens=0,
        temperature=0,
    )
    sums = []
    for choice, candidate in zip(choices, candidates, strict=True):
        tokens, values = _logprobs(choice)
        end = len(candidate.tokens)
        if len(tokens) < end:
            raise _misread()
        words = tokens[end - candidate.length : end]
        # vLLM can be set to name tokens by their number.
        if not any(word.startswith("token_id:") for word in words):
            _check("".join(words), candidate)
        sums.append(_sum(values[end - candidate.length : end]))
    return sums


def _text(server: ModelServer, candidates: Sequence[_Candidate], deadline: float) -> list[float]:
    choices = server.complete(
        deadline,
        len(candidates),
        prompt=[candidate.text for candidate in candidates],
        echo=True,
        logprobs=1,
        max_tokens=0,
        temperature=0,
    )
    sums = []
    for choice, candidate in zip(choices, candidates, strict=True):
        tokens, values = _logprobs(choice)
        wanted, said, place = _letters(candidate.told), "", len(tokens)
        while place and len(said) < len(wanted):
            place -= 1
            said = _letters(tokens[place]) + said
        if said != wanted:
            raise NotOfferedError("its tokens do not end as the prompt does")
        sums.append(_sum(values[place:]))
    return sums


def _logprobs(choice: Mapping[str, Any]) -> tuple[Sequence[str], Sequence[object]]:
    told = choice.get("logprobs")
    if told is None:
        raise NotOfferedError("no logprobs in its answer")
    try:
        tokens, values = list(told["tokens"]), list(told["token_logprobs"])
    except (TypeError, LookupError) as error:
        raise _misread() from error
    if len(tokens) != len(values) or not all(isinstance(token, str) for token in tokens):
        raise _misread()
    return tokens, values


def _check(words: str, candidate: _Candidate) -> None:
    """Refuse a server whose tokens mean something else than ours."""
    whole = "\ufffd" not in words  # else a letter's bytes are spread over tokens
    if whole and not _letters(words).startswith(_letters(candidate.told)):
        raise PredictorUnavailableError(
            "its tokens are not those of the model in ADVISOR_MODEL_DIR: it runs another model"
        )


def _letters(text: str) -> str:
    """Return a text without spaces, which tokenizers put on either side of a border."""
    return "".join(text.split())


def _sum(values: Sequence[object]) -> float:
    total = 0.0
    for value in values:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _misread()
        # A little above 0 is rounding.
        if not math.isfinite(value) or value > 0.01:
            raise _misread()
        total += value
    return total


def _misread() -> PredictorUnavailableError:
    return PredictorUnavailableError("the log probabilities in its answer are not the prompt's")
