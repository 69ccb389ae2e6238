"""Reasons written by a language model, and the answers it gives after them.

The model was taught ``<think>reason</think><answer>title</answer>`` behind a career. Drawing can be
held to what is known to be so; either way what it says is only a draft: ``advisor.model.reasons``
checks every statement before anyone sees it.
"""

import threading
from collections.abc import Callable, Sequence
from typing import cast

import torch
from transformers import PreTrainedModel
from transformers import PreTrainedTokenizerBase as Tokenizer

from advisor.model.career_probabilities import Floats, next_states, places
from advisor.model.device import Device
from advisor.model.reason_paths import ReasonPaths, SoundReasons
from advisor.model.reasoned_text import (
    ANSWER,
    ANSWER_END,
    THINK,
    THINK_END,
    encoded,
    prompt_of,
    thought_of,
)
from advisor.model.title_scorer import TitleScorer
from advisor.model.title_trie import TitleTrie
from advisor.model.work_years import SAME, WorkYear

LONGEST = 160
"""Tokens of a reason; a longer one is broken off, and so found unsound."""
_DRAWING = threading.Lock()


class Reasoner:
    """Draws reasons for careers, and scores titles behind reasons.

    Attributes:
        name: of the model, shown beside what it wrote.
    """

    def __init__(
        self, name: str, model: PreTrainedModel, tokenizer: Tokenizer, device: Device
    ) -> None:
        """Keep the model, which must be on the device."""
        self.name = name
        model.eval()  # type: ignore[no-untyped-call]
        self._model = model
        self._tokenizer = tokenizer
        self._device = device
        self._scorers: dict[tuple[str, ...], TitleScorer] = {}

    def draw(
        self,
        years: Sequence[WorkYear],
        n: int,
        seed: int,
        among: SoundReasons | None = None,
        temperature: float = 0.7,
    ) -> list[str]:
        """Return ``n`` reasons for a career, the same again for the same seed.

        Args:
            years: the career, of one year or more.
            n: how many.
            seed: of the draw.
            among: all that may be said, at least one reason; None to let the model say anything.
            temperature: of the draw.
        """
        ids = torch.tensor([self._tokens(prompt_of(years) + THINK)], device=self._device.name)
        end = self._tokens(THINK_END, begin=False)
        # Where the mark is one token, ending on it is cheaper than looking for its letters.
        ending = {"eos_token_id": end[0]} if len(end) == 1 else {"stop_strings": [THINK_END]}
        begun = ids.shape[1]
        allowed = self._allowed(among, begun) if among is not None else None
        gpus = [torch.device(self._device.name).index or 0] if self._device.gpu else []
        # The library draws from the global generator: one at a time, and left as it was.
        with _DRAWING, torch.random.fork_rng(devices=gpus), torch.inference_mode():
            torch.manual_seed(seed)
            drawn = self._model.generate(  # type: ignore[operator]
                ids,
                attention_mask=torch.ones_like(ids),
                do_sample=True,
                temperature=temperature,
                num_return_sequences=n,
                max_new_tokens=LONGEST,
                pad_token_id=self._tokenizer.pad_token_id,
                tokenizer=self._tokenizer,
                prefix_allowed_tokens_fn=allowed,
                **ending,
            )
        texts = self._tokenizer.batch_decode(drawn[:, begun:], skip_special_tokens=False)
        return [str(text).partition(THINK_END)[0].strip() for text in texts]

    def _allowed(self, among: SoundReasons, begun: int) -> Callable[[int, torch.Tensor], list[int]]:
        """Return what the library asks for each row: which tokens may come next."""
        paths = ReasonPaths(among, lambda text: self._tokens(text, begin=False))
        pad = cast(int, self._tokenizer.pad_token_id)

        def allowed(_row: int, tokens: torch.Tensor) -> list[int]:
            return paths.following(tokens[begun:].tolist()) or [pad]

        return allowed

    def answers(
        self, careers: Sequence[Sequence[WorkYear]], reasons: Sequence[str], titles: Sequence[str]
    ) -> Floats:
        """Return (careers, titles) natural logarithms of what follows each career and reason.

        Args:
            careers: each of one year or more; its last title must be among ``titles``.
            reasons: one a career; an empty one asks without a reason.
            titles: all states that may come next.
        """
        asked = [
            self._tokens(prompt_of(years) + (thought_of(reason) if reason else "") + ANSWER)
            for years, reason in zip(careers, reasons, strict=True)
        ]
        raw = self._scorer(tuple(titles)).score(asked).log_probabilities
        return next_states(raw, places(careers, titles))

    def _tokens(self, text: str, begin: bool = True) -> list[int]:
        return encoded(self._tokenizer, text, begin)

    def _scorer(self, titles: tuple[str, ...]) -> TitleScorer:
        if titles not in self._scorers:
            paths = [self._tokens(title + ANSWER_END, begin=False) for title in (*titles, SAME)]
            self._scorers[titles] = TitleScorer(self._model, TitleTrie(paths), self._device)
        return self._scorers[titles]
