"""A prompted language model: asked several times what comes next, its answers matched to titles.

In-context prompting as LABOR-LLM (arXiv 2406.17972) compares itself with. Each question costs
``ANSWERS`` calls, so that it runs on a sample of people only.
"""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

import httpx2
import numpy as np
from rapidfuzz import fuzz, process, utils

from advisor.evaluation.baselines.stay import marginal
from advisor.evaluation.protocols import UnavailableError
from advisor.evaluation.questions import questions
from advisor.evaluation.states import States
from advisor.model.outcome_rates import Floats
from advisor.model.rendering import prompt
from advisor.model.work_years import IDLE, SAME
from advisor.panels.examples import CareerText, examples
from advisor.settings import Settings
from retrieval.progress import Progress

ANSWERS = 8
"""Sampled for each question."""
SMOOTHING = 2.0
"""Answers at the marginal of the ``train`` people added to the sampled ones: a fixed number, since
choosing it on ``valid`` would take as many calls again."""
_CLOSEST = 80.0
"""Likeness from 0 to 100 below which an answer means none of the titles."""
_CALLS_AT_ONCE = 8
_TASK = (
    "Below is a career, one line a year. Occupations are named as in the United States Census of"
    f" 2010; a year may also be one of: {'; '.join(IDLE)}. Say what the next year is. Answer with"
    f" the title alone, or with {SAME!r} if it goes on as the year before."
)


class Prompted:
    """Asks an OpenAI-compatible server."""

    name = "prompted"

    def __init__(
        self, states: States, client: httpx2.Client, model: str, seed: int, progress: Progress
    ) -> None:
        """Keep a client whose base address is that of the server."""
        self._states = states
        self._client = client
        self._model = model
        self._seed = seed
        self._progress = progress
        self._title_of = {utils.default_process(title): title for title in states.titles}

    @classmethod
    def configured(
        cls, settings: Settings, states: States, seed: int, progress: Progress, *, sampled: bool
    ) -> Self:
        """Return it for the server in the settings.

        Raises:
            UnavailableError: none is set, or all people are to be evaluated.
        """
        if not settings.llm_base_url or not settings.llm_model:
            raise UnavailableError("no language model: set ADVISOR_LLM_BASE_URL and _MODEL")
        if not sampled:
            raise UnavailableError(f"it takes {ANSWERS} calls a question: give a --sample")
        key = settings.llm_api_key
        client = httpx2.Client(
            base_url=settings.llm_base_url.rstrip("/") + "/",
            timeout=settings.llm_timeout_s,
            headers={"Authorization": f"Bearer {key.get_secret_value()}"} if key else {},
        )
        return cls(states, client, settings.llm_model, seed, progress)

    def fit(self, train: Sequence[CareerText], valid: Sequence[CareerText]) -> None:  # noqa: ARG002
        """Count the marginal that answers are smoothed with."""
        self._marginal = marginal(questions(train, self._states), self._states)

    def log_probabilities(self, careers: Sequence[CareerText]) -> Floats:
        """Return (transitions, states); raise ``UnavailableError`` if the server fails."""
        asked = [example for career in careers for example in examples(career)]
        rows = np.tile(SMOOTHING * self._marginal, (len(asked), 1))
        with ThreadPoolExecutor(_CALLS_AT_ONCE) as calls:
            answers = calls.map(lambda example: self._answers(prompt(example.history)), asked)
            for place, (example, given) in enumerate(zip(asked, answers, strict=True)):
                for text, times in given.items():
                    title = self._meant(text, example.history[-1].title)
                    if title is not None:
                        rows[place, self._states.index[title]] += times
                self._progress(self.name, place + 1, len(asked))
        return np.asarray(np.log(rows / rows.sum(1, keepdims=True)))

    def _answers(self, text: str) -> Counter[str]:
        return Counter(self._answer(text, self._seed + number) for number in range(ANSWERS))

    def _answer(self, text: str, seed: int) -> str:
        messages = [{"role": "system", "content": _TASK}, {"role": "user", "content": text}]
        body = {"model": self._model, "messages": messages, "temperature": 1.0, "seed": seed}
        try:
            reply = self._client.post("chat/completions", json={**body, "max_tokens": 64})
            reply.raise_for_status()
            data: Any = reply.json()
            return str(data["choices"][0]["message"]["content"])
        except (httpx2.HTTPError, ValueError, LookupError, TypeError) as error:
            raise UnavailableError(f"the language model's server failed: {error}") from error

    def _meant(self, answer: str, present: str) -> str | None:
        """Return the title that an answer means; None if it means none."""
        first = next((line for line in answer.splitlines() if line.strip()), "")
        text = utils.default_process(first.split(" | ")[0])
        if text == utils.default_process(SAME):
            return present
        found = process.extractOne(
            text, list(self._title_of), scorer=fuzz.token_sort_ratio, score_cutoff=_CLOSEST
        )
        return self._title_of[found[0]] if found else None
