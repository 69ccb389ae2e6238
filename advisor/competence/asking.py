"""What a language model is asked about itself, and the server it is asked at."""

import csv
import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Protocol

from advisor.prompt_files import Prompt, load_prompt
from retrieval.frozen import Frozen
from retrieval.occupations import OccupationCatalog

LANGUAGES = ("en", "es")
"""The person's and one other; replies are in English."""
_ITEMS = 8
"""Activities of an occupation: enough for a mean, few enough for one short answer."""
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Answered(Frozen):
    """A language model's answer.

    Attributes:
        text: as it came.
        tokens: in and out; None if the server does not say.
    """

    text: str
    tokens: int | None


class NoAnswerError(Exception):
    """A language model gave no answer; the text completes "The language model ..."."""


class Rater(Protocol):
    """A language model that can be asked to rate itself."""

    @property
    def name(self) -> str:
        """The model's name."""
        ...

    def ask(self, system: str, user: str, schema: dict[str, Any]) -> Answered:
        """Return an answer, sampled anew each time; raise ``NoAnswerError``."""
        ...


@dataclass(frozen=True, slots=True)
class Asking(Frozen):
    """One request.

    Attributes:
        language: of the prompt.
        repeat: from 0; decides the order of the items.
        order: (items,) for each place in the list, the number of the activity in it, from 1.
        prompt: the system prompt.
        user: the occupation and its activities.
    """

    language: str
    repeat: int
    order: tuple[int, ...]
    prompt: Prompt
    user: str

    @property
    def key(self) -> str:
        """Names the request by all that is sent."""
        return hashlib.sha256(
            f"{self.prompt.sha256} {self.repeat} {self.user}".encode()
        ).hexdigest()


def askings(code: str, catalog: OccupationCatalog, repeats: int) -> list[Asking]:
    """Return the requests about an occupation, the languages taking turns.

    Empty for an occupation without rated skills or tasks: there is nothing to ask about.
    """
    names = {language: activities(code, catalog, language) for language in LANGUAGES}
    if not names[LANGUAGES[0]]:
        return []
    result = []
    for repeat in range(repeats):
        for language in LANGUAGES:
            order = list(range(1, len(names[language]) + 1))
            random.Random(f"{code} {language} {repeat}").shuffle(order)  # nosec B311  # noqa: S311  # no secret
            listed = {
                "occupation": catalog.occupations[code].title,
                "items": {n: names[language][activity - 1] for n, activity in enumerate(order, 1)},
            }
            user = json.dumps(listed, ensure_ascii=False)
            result.append(Asking(language, repeat, tuple(order), prompt(language), user))
    return result


@cache
def prompt(language: str) -> Prompt:
    """Return the prompt of a language."""
    return load_prompt("advisor.competence", f"competence_{language}-v{_VERSION}")


def activities(code: str, catalog: OccupationCatalog, language: str) -> Sequence[str]:
    """Return what matters most in an occupation, at most ``_ITEMS`` names.

    With a full O*NET release its tasks (in English whatever the language: they have no
    translation); else its most important skills and fields of knowledge.
    """
    tasks = catalog.tasks(code)
    if tasks:
        return tasks[:_ITEMS]
    rated = [*catalog.skills(code), *catalog.knowledge(code)]
    best = sorted(rated, key=lambda row: (-row.importance, row.element_id))[:_ITEMS]
    names = _translated(language)
    return [names.get(row.element_id, row.name) for row in best]


@cache
def _translated(language: str) -> Mapping[str, str]:
    """Return our names of O*NET's skills and fields of knowledge; none for English."""
    path = resources.files("advisor.competence") / f"areas_{language}.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8") as file:
        return {row["element_id"]: row["name"] for row in csv.DictReader(file)}
