"""Edits made by hand as JSON and back, so that the log can replay them."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from enum import Enum
from typing import Any

from pydantic import TypeAdapter, ValidationError

from advisor.career import EducationLevel, When
from advisor.edits import (
    AddEducation,
    AddJob,
    AddLimit,
    AnswerItems,
    ChangeEducation,
    ChangeJob,
    Edit,
    Forget,
    Note,
    RemoveEducation,
    RemoveJob,
)
from retrieval.errors import AdvisorError

_KINDS: tuple[type[Edit], ...] = (
    AddJob,
    ChangeJob,
    RemoveJob,
    AddEducation,
    ChangeEducation,
    RemoveEducation,
    Note,
    Forget,
    AddLimit,
    AnswerItems,
)


def edits_to_json(edits: Iterable[Edit]) -> list[dict[str, Any]]:
    """Return the edits as objects, the kind under ``edit``."""
    return [{"edit": type(edit).__name__, **_plain(asdict(edit))} for edit in edits]


def edits_from_json(values: Iterable[Mapping[str, Any]]) -> tuple[Edit, ...]:
    """Read what ``edits_to_json`` wrote.

    Raises:
        AdvisorError: an object is no edit.
    """
    return tuple(_read(value) for value in values)


def _read(value: Mapping[str, Any]) -> Edit:
    named = {kind.__name__: kind for kind in _KINDS}
    kind = named.get(str(value.get("edit")))
    if kind is None:
        raise AdvisorError(f"expected an edit of {', '.join(named)}, got {value.get('edit')!r:.40}")
    fields = {name: field for name, field in value.items() if name != "edit"}
    if "changes" in fields:  # whose values no annotation tells
        fields["changes"] = {k: _changed(k, v) for k, v in fields["changes"].items()}
    try:
        edit: Edit = TypeAdapter(kind).validate_python(fields)
    except (ValidationError, ValueError) as error:
        raise AdvisorError(f"expected the fields of {kind.__name__}: {error}") from error
    return edit


def _changed(name: str, value: Any) -> Any:
    if isinstance(value, Mapping) and "year" in value:
        return When(**value)
    return EducationLevel(value) if name == "level" and value is not None else value


def _plain(value: Any) -> Any:
    """Return the value with what JSON does not know turned into what it does."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    return value.value if isinstance(value, Enum) else value
