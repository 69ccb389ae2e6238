"""Reads a model's reply: a rating, or what else it is. Nothing but a plain rating is scored."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from advisor.instruments.instrument import POINTS
from retrieval.frozen import Frozen


class Outcome(StrEnum):
    """What came for one item."""

    RATED = "rated"
    REFUSED = "refused"
    PROSE = "prose"
    OUT_OF_RANGE = "out of range"
    EMPTY = "empty"
    CUT_OFF = "cut off"
    FAILED = "failed"
    """The server gave no reply after all retries; asked again when the study goes on."""


@dataclass(frozen=True, slots=True)
class Answer(Frozen):
    """The answer to one item; ``rating`` is 1 to 5 if the outcome is ``RATED``, else None."""

    outcome: Outcome
    rating: int | None = None


_WITHHELD = ("content_filter", "refusal")
"""Finish reasons of replies that are no answer, whatever they say."""
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_LABELLED = re.compile(r"(\d+)\s*(?:[=:.)(–—-]|\s)\s*(.+?)\)?")
_LINE = re.compile(r"(\d+)\s*[:：.)=-]\s*(.*)")
_REFUSAL = re.compile(
    r"\bas an? (?:ai|artificial|language model)|\bi(?:'m| am) (?:an ai|a language model|sorry)"
    r"|\bi (?:do not|don't|cannot|can't|am not able|am unable|won't)\b|\bunable to\b"
    r"|\bcomo (?:una? )?(?:ia|inteligencia artificial|modelo de lenguaje)|\blo siento\b"
    r"|\bno (?:tengo|puedo|poseo)\b|\bsoy (?:una? )?(?:ia|modelo|inteligencia)"
    r"|作为.{0,6}(?:ai|人工智能|语言模型|模型)|我(?:没有|无法|不能|不会)|抱歉|对不起",
)


def schema(items: int) -> Mapping[str, Any]:
    """Return the JSON schema of an answer: ``answer`` for one item, else ``1``, ``2`` ..."""
    names = _names(items)
    return {
        "type": "object",
        "properties": {name: {"type": "integer", "enum": list(POINTS)} for name in names},
        "required": names,
        "additionalProperties": False,
    }


def read_reply(
    content: str | None, finish_reason: str | None, items: int, labels: Sequence[str]
) -> tuple[Answer, ...]:
    """Return an answer for each item asked about, in the order asked.

    Args:
        content: what the model said; None or blank for nothing.
        finish_reason: as the server gives it.
        items: how many there were.
        labels: of the ratings 1 to 5, in the language asked in.
    """
    text = unicodedata.normalize("NFKC", _THOUGHT.sub("", content or "")).strip()
    if finish_reason in _WITHHELD:
        return (Answer(Outcome.REFUSED),) * items
    if not text:
        nothing = Outcome.CUT_OFF if finish_reason == "length" else Outcome.EMPTY
        return (Answer(nothing),) * items
    given = _object(text)
    if given is not None:
        answers = [_value(given[name]) if name in given else None for name in _names(items)]
    elif items == 1:
        answers = [_plain(text, labels)]
    else:
        answers = _lines(text, items, labels)
    if finish_reason == "length" and (items == 1 or None in answers):
        # The first digit of a reply that was going on is no answer yet.
        return tuple(
            answer if items > 1 and answer else Answer(Outcome.CUT_OFF) for answer in answers
        )
    rest = Answer(Outcome.REFUSED if _REFUSAL.search(_folded(text)) else Outcome.PROSE)
    return tuple(answer or rest for answer in answers)


def _names(items: int) -> list[str]:
    return ["answer"] if items == 1 else [str(place) for place in range(1, items + 1)]


def _object(text: str) -> Mapping[str, Any] | None:
    bare = re.sub(r"^```(?:json)?\s*|\s*```$", "", text)
    try:
        found = json.loads(bare)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _value(value: object) -> Answer | None:
    if value is None:  # the form was kept and the number withheld
        return Answer(Outcome.REFUSED)
    if isinstance(value, str):
        value = int(value) if re.fullmatch(r"\d{1,3}", value.strip()) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return _rating(value)


def _plain(text: str, labels: Sequence[str]) -> Answer | None:
    """Return the answer that a text is: a number, a label, or a number with its own label."""
    bare = text.strip(" \n\t*_`\"'“”。.!")
    if _NUMBER.fullmatch(bare):
        return _rating(float(bare.replace(",", ".")))
    folded = [_folded(unicodedata.normalize("NFKC", label)) for label in labels]
    if _folded(bare) in folded:
        return Answer(Outcome.RATED, folded.index(_folded(bare)) + 1)
    labelled = _LABELLED.fullmatch(bare)
    if labelled and int(labelled[1]) in POINTS:
        point = int(labelled[1])
        if _folded(labelled[2].strip(" *_`\"'")) == folded[point - 1]:
            return Answer(Outcome.RATED, point)
    return None


def _lines(text: str, items: int, labels: Sequence[str]) -> list[Answer | None]:
    """Return the answers of numbered lines; one that is given twice is none."""
    found: dict[int, Answer | None] = {}
    for line in text.splitlines():
        named = _LINE.fullmatch(line.strip(" \t*-"))
        if named:
            place = int(named[1])
            found[place] = None if place in found else _plain(named[2], labels)
    return [found.get(place) for place in range(1, items + 1)]


def _rating(value: float) -> Answer:
    if value in POINTS:
        return Answer(Outcome.RATED, int(value))
    # 3.5 is between two answers, not one of them.
    return Answer(Outcome.OUT_OF_RANGE)


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())
