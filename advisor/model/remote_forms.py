"""The forms in which servers are asked for the log probabilities of titles.

Each takes a server, candidates of one history and a deadline, and returns the log probability of
each candidate's title. Each raises ``NotOfferedError`` where the server does not know the form, and
``PredictorUnavailableError`` where its answer makes no sense.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.model.model_server import ModelServer, NotOfferedError
from advisor.model.prediction import PredictorUnavailableError


@dataclass(frozen=True, slots=True)
class Candidate:
    """A title behind a history.

    Attributes:
        told: the title with its end mark.
        text: history and title.
        tokens: the same; empty where the model's tokenizer is not known.
        length: how many of the tokens are the title's.
        word: the title's last token as text.
    """

    told: str
    text: str
    tokens: Sequence[int]
    length: int
    word: str = ""


def next_token(
    server: ModelServer, candidates: Sequence[Candidate], deadline: float
) -> list[float]:
    """Ask what comes next among the titles' tokens, of which each must have one."""
    *history, _ = candidates[0].tokens
    (choice,) = server.complete(
        deadline,
        1,
        prompt=history,
        logprob_token_ids=[candidate.tokens[-1] for candidate in candidates],
        logprobs=1,
        max_tokens=1,
        temperature=0,
    )
    try:
        tops = choice["logprobs"]["top_logprobs"][0]
        return [_sum([tops[candidate.word]]) for candidate in candidates]
    except (TypeError, LookupError) as error:
        # Older servers pass over what they do not know, and tell the likeliest tokens only.
        raise NotOfferedError("no logprobs of given tokens in its answer") from error


def prompt_logprobs(
    server: ModelServer, candidates: Sequence[Candidate], deadline: float
) -> list[float]:
    """Send history and title as tokens, for vLLM's log probabilities of the prompt."""
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


def _sum_of_prompt(choice: Mapping[str, Any], candidate: Candidate) -> float:
    told = choice.get("prompt_logprobs")
    if told is None:
        raise NotOfferedError("no prompt_logprobs in its answer")
    try:
        if len(told) != len(candidate.tokens):
            raise _misread()
        # Nothing is told of the first token, which follows nothing.
        own = [
            place[str(token)] for place, token in zip(told[1:], candidate.tokens[1:], strict=True)
        ]
        words = [place.get("decoded_token") for place in own]
        values = [place["logprob"] for place in own[-candidate.length :]]
    except (TypeError, LookupError, AttributeError) as error:
        raise _misread() from error
    if all(isinstance(word, str) for word in words):
        _check(words, candidate)
    return _sum(values)


def echo(server: ModelServer, candidates: Sequence[Candidate], deadline: float) -> list[float]:
    """Send history and title as tokens, to be echoed with log probabilities."""
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
        # vLLM can be set to name tokens by their number.
        if not tokens[0].startswith("token_id:"):
            _check(tokens[1:end], candidate)
        sums.append(_sum(values[end - candidate.length : end]))
    return sums


def text(server: ModelServer, candidates: Sequence[Candidate], deadline: float) -> list[float]:
    """Send history and title as text; the title's tokens are found from the end."""
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


def _check(words: Sequence[str], candidate: Candidate) -> None:
    """Refuse a server whose tokens, all but the first, mean something else than ours."""
    said = _letters("".join(words))
    # A letter whose bytes are spread over tokens cannot be compared.
    if "\ufffd" not in said and not _letters(candidate.text).endswith(said):
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
