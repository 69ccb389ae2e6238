"""A question as text and its reasoned answer, as training writes them and serving reads them.

::

    Year 1: Cashiers | first employer, part time
    Year 2: As before | 2nd year | same employer, part time
    <think>2 years in the present work. Other work in the same field seems closest.</think>\
<answer>Retail salespersons</answer>

The title is told as the careers themselves tell it: going on as before is ``SAME``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from transformers import PreTrainedTokenizerBase

from advisor.model.rendering import lines
from advisor.model.work_years import SAME, WorkYear

THINK, THINK_END = "<think>", "</think>"
ANSWER, ANSWER_END = "<answer>", "</answer>"
_COMPLETION = re.compile(
    rf"\s*{THINK}(?P<reason>[^<>]*){THINK_END}\s*{ANSWER}(?P<title>[^<>]+){ANSWER_END}\s*"
)
_MARKS = re.compile(f"({'|'.join((THINK, THINK_END, ANSWER, ANSWER_END))})")


@dataclass(frozen=True, slots=True)
class ReasonedAnswer:
    """A completion taken apart.

    Attributes:
        reason: what stands between the marks of thinking; may be empty.
        title: the answer; never empty.
    """

    reason: str
    title: str


def prompt_of(years: Sequence[WorkYear]) -> str:
    """Return the text that a reasoned answer follows: a line a year, a line break before each.

    Raises:
        ValueError: there is no year to begin from.
    """
    if not years:
        raise ValueError("expected one year of a career or more")
    return "".join(lines(years)) + "\n"


def title_told(years: Sequence[WorkYear], title: str) -> str:
    """Return what a next state is told as: its title, or ``SAME`` if it goes on like the last."""
    return SAME if title == years[-1].title else title


def thought_of(reason: str) -> str:
    """Return a reason in its marks: the first half of a completion."""
    return f"{THINK}{reason}{THINK_END}"


def answer_of(title: str) -> str:
    """Return a title in its marks: the second half of a completion."""
    return f"{ANSWER}{title}{ANSWER_END}"


def completion_of(reason: str, title: str) -> str:
    """Return what follows a prompt: a reason, and the title as ``title_told`` has it."""
    return thought_of(reason) + answer_of(title)


def parse_completion(text: str) -> ReasonedAnswer | None:
    """Take a sampled completion apart; None if it is broken.

    White space around the marks is allowed, and nothing else: no text before, between or after
    them, no mark inside another, no missing title. An end-of-text mark is to be cut off before.
    """
    found = _COMPLETION.fullmatch(text)
    if found is None or not found["title"].strip():
        return None
    return ReasonedAnswer(found["reason"].strip(), found["title"].strip())


def encoded(tokenizer: PreTrainedTokenizerBase, text: str, begin: bool = False) -> list[int]:
    """Return a text's tokens, encoded piece by piece.

    Args:
        tokenizer: of the model.
        text: what is said.
        begin: whether the tokenizer's token for a beginning comes first, if it has one.
    """
    parts = [tokenizer(piece, add_special_tokens=False)["input_ids"] for piece in pieces(text)]
    ids = [int(token) for part in parts for token in cast(list[int], part)]
    first = tokenizer.bos_token_id
    return [int(first), *ids] if begin and first is not None else ids


def pieces(text: str) -> list[str]:
    """Return a text cut before and after each mark, to be encoded piece by piece.

    A tokenizer that does not know the marks has tokens that reach over their borders ("><", or
    ">C" where a title begins). Titles are scored from their first token on, so training and
    serving must cut at the same places.
    """
    return [piece for piece in _MARKS.split(text) if piece]
