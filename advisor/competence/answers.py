"""Reads what a language model answered when asked to rate itself; nothing is read as a zero."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import json_repair

from advisor.competence.check import KINDS, Kind
from retrieval.frozen import Frozen

POINTS = (1, 2, 3, 4, 5)
_LONGEST = 50_000
_REFUSAL = re.compile(
    r"\b(?:i (?:can(?:not|'?t)|won'?t|am (?:sorry|unable|not able)|do not|don'?t|must decline)"
    r"|i'?m (?:sorry|unable|not able)|as an ai\b|unable to|no puedo|no debo|lo siento"
    r"|como (?:una? )?(?:ia|modelo)\b)|我(?:无法|不能)|抱歉",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ratings(Frozen):
    """One answer, read.

    Attributes:
        given: by kind and item number, 1 to 5.
        refused: how many numbers were declined.
        broken: how many are missing or are no whole number from 1 to 5.
    """

    given: Mapping[tuple[Kind, int], int]
    refused: Mapping[Kind, int]
    broken: Mapping[Kind, int]


def schema(items: int) -> dict[str, Any]:
    """Return the JSON schema of an answer, as strict structured output asks for it."""
    number = {"type": ["integer", "null"], "enum": [*POINTS, None]}
    entry = {
        "type": "object",
        "properties": {"item": {"type": "integer", "enum": list(range(1, items + 1))}}
        | dict.fromkeys(KINDS, number),
        "required": ["item", *KINDS],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"ratings": {"type": "array", "items": entry}},
        "required": ["ratings"],
        "additionalProperties": False,
    }


def read_ratings(text: str, items: int) -> Ratings:
    """Return the ratings in an answer to ``items`` items, whatever came.

    JSON is repaired where it is broken off or dressed in prose. An item rated twice with different
    numbers counts as broken. Prose that declines counts as refused as a whole.
    """
    rows = _rows(text)
    given: dict[tuple[Kind, int], int] = {}
    refused = dict.fromkeys(KINDS, 0)
    broken = dict.fromkeys(KINDS, 0)
    if not rows:
        declined = _REFUSAL.search(text[:_LONGEST].replace("’", "'")) is not None
        all_of = dict.fromkeys(KINDS, items)
        return Ratings({}, all_of, broken) if declined else Ratings({}, refused, all_of)
    for number in range(1, items + 1):
        said = [row for row in rows if _whole(row.get("item")) == number]
        for kind in KINDS:
            values = [row[kind] for row in said if kind in row]
            points = {_whole(value) for value in values}
            point = next(iter(points)) if len(points) == 1 else None
            if values and all(value is None for value in values):
                refused[kind] += 1
            elif point in POINTS and point is not None:
                given[kind, number] = point
            else:
                broken[kind] += 1
    return Ratings(given, refused, broken)


def _rows(text: str) -> list[dict[str, Any]]:
    """Return the entries of the answer; none if there is no such thing in it."""
    text = text[:_LONGEST].rpartition("</think>")[2]
    begin = min((at for at in (text.find("{"), text.find("[")) if at >= 0), default=None)
    if begin is None:
        return []
    try:
        value = _loaded(text[begin:])
    except RecursionError:
        return []
    if isinstance(value, dict):
        value = value.get("ratings", [value])
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    return [row for row in rows if "item" in row]


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        value = json_repair.loads(text, skip_json_loads=True)
    if isinstance(value, list) and value and isinstance(value[0], dict) and "ratings" in value[0]:
        return value[0]  # prose behind the object came back as further values
    return value


def _whole(value: Any) -> int | None:
    """Return a whole number, also one written as a text; None for anything else."""
    if isinstance(value, str) and re.fullmatch(r"\s*[0-9]{1,3}\s*", value):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if type(value) is int else None
