"""Simulated respondents behind a real HTTP server that speaks OpenAI's protocol.

A respondent finds in the prompt which activity is asked about and in which language, and answers as
its planted effects say::

    with OpenAIServer(respond({"model-1": Respondent({Riasec.SOCIAL: 1.0})})) as server:
        ...  # a study with base_url=server.base_url and model "model-1"
"""

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from advisor.instruments.instrument import Instrument, Item
from advisor.instruments.reading import available
from advisor.settings import Settings
from retrieval.occupations import Riasec
from tests.openai_server import Exchange, Reply

Said = Callable[[int, int], str]
"""Returns what is said for a rating at the n-th time that the same thing is asked."""


def as_json(rating: int, time: int) -> str:
    del time
    return json.dumps({"answer": rating})


@dataclass(frozen=True)
class Respondent:
    """Ratings with planted effects; they stay within 1 to 5, so that rounding is fair.

    Attributes:
        areas: added for activities of an area.
        languages: added in a language.
        mean: of everything else.
        item_spread, spread: half widths of an item's own part and of every answer's.
        says: how a rating is worded.
    """

    areas: Mapping[Riasec, float] = field(default_factory=dict)
    languages: Mapping[str, float] = field(default_factory=dict)
    mean: float = 3.0
    item_spread: float = 0.3
    spread: float = 0.5
    says: Said = as_json

    def rating(self, item: Item, language: str, drawn: Callable[[str], float]) -> int:
        """Return a rating whose expectation is the planted one; ``drawn`` gives 0 to 1."""
        wanted = self.mean + self.areas.get(item.area, 0.0) + self.languages.get(language, 0.0)
        wanted += self.item_spread * (2 * _drawn(f"item {item.index}") - 1)
        wanted += self.spread * (2 * drawn("answer") - 1)
        assert 1 <= wanted <= 5, "an effect that cuts the scale off is not the planted one"
        return int(wanted) + (drawn("round") < wanted % 1)


@dataclass(frozen=True)
class Uniform(Respondent):
    """Answers at random."""

    def rating(self, item: Item, language: str, drawn: Callable[[str], float]) -> int:
        del item, language
        return 1 + int(5 * drawn("answer"))


def respond(respondents: Mapping[str, Respondent], seed: int = 0) -> Reply:
    """Answer for several models; the n-th time the same is asked always gets the same answer."""
    found = Finder(available(Settings(instruments_dir=None))["activities-60"])
    times: Counter[tuple[str, str]] = Counter()
    lock = threading.Lock()

    def reply(exchange: Exchange) -> None:
        model, prompt = exchange.request.body["model"], exchange.request.text
        item, language = found(prompt)
        with lock:
            times[model, prompt] += 1
            time = times[model, prompt]
        respondent = respondents[model]

        def drawn(what: str) -> float:
            return _drawn(f"{seed} {model} {prompt} {time} {what}")

        complete(exchange, respondent.says(respondent.rating(item, language, drawn), time))

    return reply


class Finder:
    """Finds the activity in a prompt."""

    def __init__(self, instrument: Instrument) -> None:
        self._known = {
            text: (item, language)
            for item in instrument.items
            for language, text in item.texts.items()
        }

    def __call__(self, prompt: str) -> tuple[Item, str]:
        (line,) = [line for line in prompt.splitlines() if line in self._known]
        return self._known[line]


def complete(exchange: Exchange, content: str | None, **changes: Any) -> None:
    """Send a chat completion."""
    message = {"role": "assistant", "content": content}
    completion = {
        "object": "chat.completion",
        "model": exchange.request.body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"} | changes],
        "usage": {"prompt_tokens": 100, "completion_tokens": 7},
    }
    data = json.dumps(completion).encode()
    exchange.whole(200, data, {"Content-Type": "application/json"})


def study_file(
    folder: Path, base_url: str, *models: str, settings: str = "", each: str = ""
) -> Path:
    """Write the settings of a study; ``settings`` and ``each`` are lines for it and its models."""
    path = folder / "study.toml"
    tables = [
        f'[[models]]\nname = "{name}"\nbase_url = "{base_url}"\nmodel = "{name}"\n{each}\n'
        for name in models
    ]
    head = f'name = "simulated"\nrun = "{folder / "run"}"\n{settings}\n'
    path.write_text(head + "\n".join(tables), "utf-8")
    return path


def _drawn(what: str) -> float:
    return int.from_bytes(hashlib.sha256(what.encode()).digest()[:6]) / 2**48
