"""Titles' probabilities from a server that tells the log probabilities of a prompt.

Every title is sent behind the history, and the log probabilities of its tokens, end mark included,
are added up (LABOR-LLM, arXiv 2406.17972). Servers differ in what they take, so there are four
forms, tried in this order until one is answered:

``next_token``
    the history's tokens, and vLLM's ``logprob_token_ids`` for a model that has one token a title:
    one short answer for every 128 titles, compared once to the next form;
``prompt_logprobs``
    tokens, and vLLM's log probabilities of the prompt;
``echo``
    tokens, with OpenAI's ``echo`` and ``logprobs``;
``text``
    the same with text, for servers that take no tokens; the title's tokens are found from the end.

In all but the first a history costs one prompt a title, for the whole of which the server reads the
history again: vLLM does not reuse what prompts share when their log probabilities are asked.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from advisor.model.career_probabilities import CareerTokens, Floats
from advisor.model.model_server import ModelServer, NotOfferedError
from advisor.model.remote_forms import Candidate, echo, next_token, prompt_logprobs, text
from advisor.model.rendering import prompt
from advisor.model.work_years import SAME, WorkYear

Form = Callable[[ModelServer, Sequence[Candidate], float], list[float]]
_AT_ONCE: Mapping[Form, int] = {next_token: 128, prompt_logprobs: 64, echo: 64, text: 64}
"""Titles a request; servers bound how many they take."""
_CLOSE = 0.1
"""What half precision leaves between two ways to the same log probability, with some to spare."""


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
        self._form: Form | None = None

    def told(self, years: Sequence[WorkYear], titles: Sequence[str], deadline: float) -> Floats:
        """Return (titles + 1,) natural logarithms of what the model says, ``SAME`` last.

        Raises:
            NotOfferedError: the server tells no log probabilities of a prompt.
            PredictorUnavailableError: it did not answer as it should.
        """
        candidates = self._candidates(years, titles)
        if self._form is not None:
            try:
                return self._ask(self._form, candidates, deadline)
            except NotOfferedError:
                self._form = None
                raise
        problem = ""
        for form in self._forms(candidates):
            try:
                found = self._ask(form, candidates, deadline)
                if form is next_token:
                    self._compare(found[0], candidates[:1], deadline)
            except NotOfferedError as error:
                # What the first form met says most about the server.
                problem = problem or str(error)
                continue
            self._form = form
            return found
        raise NotOfferedError(f"it tells no log probabilities of a prompt ({problem})")

    def _forms(self, candidates: Sequence[Candidate]) -> Sequence[Form]:
        if self._tokens is None:
            return (text,)
        one_token_each = all(candidate.length == 1 for candidate in candidates)
        return (*((next_token,) if one_token_each else ()), prompt_logprobs, echo, text)

    def _ask(self, form: Form, candidates: Sequence[Candidate], deadline: float) -> Floats:
        found: list[float] = []
        for start in range(0, len(candidates), _AT_ONCE[form]):
            some = candidates[start : start + _AT_ONCE[form]]
            found += form(self._server, some, deadline)
        return np.asarray(found)

    def _compare(self, found: float, first: Sequence[Candidate], deadline: float) -> None:
        """Refuse a form that shows neither how the server reads the history nor what it scales."""
        (other,) = prompt_logprobs(self._server, first, deadline)
        if abs(found - other) > _CLOSE:
            raise NotOfferedError("its logprobs of given tokens are not those of the prompt")

    def _candidates(self, years: Sequence[WorkYear], titles: Sequence[str]) -> Sequence[Candidate]:
        told = prompt(years)
        if self._tokens is None:
            return [Candidate(title, told + title, (), 0) for title in (*titles, SAME)]
        mark, begin = self._tokens.end_mark, self._tokens.begin
        career = self._tokens.career(years)
        return [
            Candidate(
                told=title + mark,
                text=begin + told + title + mark,
                tokens=[*career, *path],
                length=len(path),
                word=str(self._tokens.tokenizer.decode(path[-1:])),
            )
            for title, path in zip((*titles, SAME), self._tokens.paths(titles), strict=True)
        ]
