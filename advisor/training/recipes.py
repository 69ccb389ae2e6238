"""Turns chosen reasons into what each recipe learns, as tokens or text that fit the model."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from transformers import PreTrainedTokenizerBase

from advisor.model.reasoned_text import answer_of, encoded, parse_completion, thought_of
from advisor.model.work_years import SAME
from advisor.training.sections import Recipe
from retrieval.errors import AdvisorError


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is told, and what is to be said after it."""

    prompt: str
    completion: str


def lesson(row: Mapping[str, Any], recipe: Recipe) -> Lesson:
    """Return what a recipe learns of a row of ``sft.jsonl``.

    Raises:
        AdvisorError: the row has no prompt, or a completion that is not a reason and an answer.
    """
    prompt, completion = row.get("prompt"), row.get("completion")
    parsed = parse_completion(completion) if isinstance(completion, str) else None
    if not isinstance(prompt, str) or parsed is None:
        raise AdvisorError(
            "expected rows with a `prompt` and a `completion` of a reason and an answer, got"
            f" {str(dict(row))[:200]}: run `advisor train reasons` again"
        )
    thought, answer = thought_of(parsed.reason), answer_of(parsed.title)
    match recipe:
        case "joint":
            return Lesson(prompt, thought + answer)
        case "reasoner":
            return Lesson(prompt, thought)
        case "predictor":
            return Lesson(prompt + thought, answer)
        case "answer_only":
            return Lesson(prompt, answer)


def _without_first_year(prompt: str) -> str | None:
    """Return a prompt without its oldest year; None if that is all it has.

    A year that goes on as the one left out is told its title, which would be lost with that one.
    """
    _, first, *others = prompt.split("\n")
    if len(others) < 2:  # behind the last year stands what follows it, if only nothing
        return None
    title = first.partition(": ")[2].partition(" | ")[0]
    number, _, then = others[0].partition(": ")
    if then.partition(" | ")[0] == SAME:
        others[0] = f"{number}: {title}{then.removeprefix(SAME)}"
    return "\n".join(("", *others))


@dataclass(frozen=True)
class Encoder:
    """Fits lessons to a tokenizer and a length.

    A text begins with the tokenizer's token for that, if it has one, and a completion ends with
    its end-of-text token. The text is encoded piece by piece, as it is when a model is asked: no
    token reaches over the border of a mark.

    Attributes:
        tokenizer: the model's.
        max_length: tokens that a lesson may have.
    """

    tokenizer: PreTrainedTokenizerBase
    max_length: int

    def rows(self, lessons: Iterable[Lesson]) -> list[dict[str, list[int]]]:
        """Return ``input_ids`` and ``completion_mask`` of each lesson that fits."""
        result = []
        for one in lessons:
            fitting = self.fitted(one)
            if fitting is not None:
                before, after = self.before(fitting.prompt), self.after(fitting.completion)
                result.append(
                    {
                        "input_ids": before + after,
                        "completion_mask": [0] * len(before) + [1] * len(after),
                    }
                )
        return result

    def fitted(self, one: Lesson) -> Lesson | None:
        """Return a lesson without the oldest years that are too many; None if one is too long."""
        room = self.max_length - len(self.after(one.completion))
        while len(self.before(one.prompt)) > room:
            rest = _without_first_year(one.prompt)
            if rest is None:
                return None
            one = replace(one, prompt=rest)
        return one

    def before(self, prompt: str) -> list[int]:
        """Return the tokens of what is told."""
        return encoded(self.tokenizer, prompt, begin=True)

    def after(self, completion: str) -> list[int]:
        """Return the tokens of what is to be said."""
        return [*encoded(self.tokenizer, completion), int(self.tokenizer.eos_token_id)]
