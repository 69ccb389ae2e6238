"""What a language model may answer: its JSON schema, and the parsing of what really came."""

import json
import re
from typing import Annotated, Any

import json_repair
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from advisor.career import EducationLevel, LimitKind
from graph.understanding import Intent

_LONGEST_TEXT = 100_000
_ROUNDS = 4
"""How often what is invalid is taken out; once is enough unless that uncovers more."""

_NOTHING = {"", "null", "none", "n/a", "unknown"}


def _blank_is_none(value: Any) -> Any:
    return None if isinstance(value, str) and value.strip().casefold() in _NOTHING else value


def _null_is_empty(value: Any) -> Any:
    return [] if value is None else value


def _spoken_name(value: Any) -> Any:
    """Return "High school" as ``high_school``."""
    value = _blank_is_none(value)
    return re.sub(r"[\s-]+", "_", value.strip().casefold()) if isinstance(value, str) else value


_Text = Annotated[str | None, BeforeValidator(_blank_is_none)]
_Texts = Annotated[list[str], BeforeValidator(_null_is_empty)]
_Level = Annotated[EducationLevel | None, BeforeValidator(_spoken_name)]
_Kind = Annotated[LimitKind | None, BeforeValidator(_spoken_name)]
_Intent = Annotated[Intent | None, BeforeValidator(_spoken_name)]


class _Item(BaseModel):
    model_config = ConfigDict(coerce_numbers_to_str=True)


class JobItem(_Item):
    """A job told (``id`` null), changed or removed."""

    id: _Text = None
    remove: bool | None = None
    title: _Text = None
    employer: _Text = None
    start: _Text = None
    end: _Text = None
    duration_months: int | None = None
    dates_quote: _Text = None
    paid: bool | None = None
    before: _Text = None
    quote: _Text = None


class EducationItem(_Item):
    """A degree, school or course told (``id`` null), changed or removed."""

    id: _Text = None
    remove: bool | None = None
    level: _Level = None
    field: _Text = None
    year: _Text = None
    school: _Text = None
    in_progress: bool | None = None
    quote: _Text = None


class LimitItem(_Item):
    """Something the person rules out."""

    kind: _Kind = None
    quote: _Text = None
    occupation: _Text = None
    dollars: int | None = None


class Answer(_Item):
    """The model's report on one message; nothing in it is trusted yet."""

    intent: _Intent = None
    subject: _Text = None
    chosen: _Text = None
    declines: bool | None = None
    jobs: Annotated[list[JobItem], BeforeValidator(_null_is_empty)] = Field(default_factory=list)
    education: Annotated[list[EducationItem], BeforeValidator(_null_is_empty)] = Field(
        default_factory=list
    )
    interests: _Texts = Field(default_factory=list)
    skills: _Texts = Field(default_factory=list)
    limits: Annotated[list[LimitItem], BeforeValidator(_null_is_empty)] = Field(
        default_factory=list
    )
    forget: _Texts = Field(default_factory=list)
    unread: _Texts = Field(default_factory=list)


def answer_schema() -> dict[str, Any]:
    """Return the schema in the form strict structured output asks for: all required, no extras."""
    schema = Answer.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        _without_notes(part)
        if part.get("type") == "object":
            part["required"] = list(part["properties"])
            part["additionalProperties"] = False
            for field in part["properties"].values():
                _without_notes(field)
    return schema


def _without_notes(part: dict[str, Any]) -> None:
    """Remove what is for readers of our code, or what strict schemas may not hold."""
    for name in ("title", "description", "default"):
        part.pop(name, None)


def parse_answer(text: str) -> tuple[Answer, int] | None:
    """Read a model's text.

    Prose and code fences around the JSON, trailing commas, single quotes and a missing end are
    repaired; fields and list entries of the wrong type are taken out.

    Returns:
        The answer and how many parts were taken out; None when there is no usable object.
    """
    data = _json_object(text)
    if data is None or not data.keys() & Answer.model_fields.keys():
        return None
    dropped = 0
    for _ in range(_ROUNDS):
        try:
            return Answer.model_validate(data), dropped
        except ValidationError as error:
            dropped += _take_out(data, [e["loc"] for e in error.errors(include_url=False)])
    return None


def _json_object(text: str) -> dict[str, Any] | None:
    text = text[:_LONGEST_TEXT].rpartition("</think>")[2].strip()
    begin = re.search(r"\{\s*[\"'}]", text)
    if begin is None or text.startswith("<think>"):
        return None
    try:
        value = _loaded(text[begin.start() :])
    except RecursionError:
        return None
    return value if isinstance(value, dict) else None


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        value = json_repair.loads(text, skip_json_loads=True)
    # Prose behind the object can come back as further values.
    return value[0] if isinstance(value, list) and value else value


def _take_out(data: dict[str, Any], places: list[tuple[int | str, ...]]) -> int:
    """Remove what stands at the places; return how many things that were."""
    # Last first, so that the numbers of list entries stay right.
    for place in sorted(set(places), key=_position, reverse=True):
        parent: Any = data
        for step in place[:-1]:
            parent = parent[step]
        del parent[place[-1]]
    return len(set(places))


def _position(place: tuple[int | str, ...]) -> list[str]:
    return [f"{step:09}" if isinstance(step, int) else step for step in place]
