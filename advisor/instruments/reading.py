"""Reads questionnaires from JSON files, and finds those there are."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from advisor.instruments.instrument import POINTS, Instrument, Item
from advisor.settings import Settings
from retrieval.errors import AdvisorError
from retrieval.occupations import Riasec

_AREAS = {area.value[0]: area for area in Riasec}
_TEXT = "text_"
_UNOFFICIAL = "_unofficial"
_SCALE = "response_scale"
_MAIN = "en"
"""The language of ``response_scale`` without a suffix."""


def available(settings: Settings) -> Mapping[str, Instrument]:
    """Return every questionnaire by its key: the shipped ones, then those of the operator.

    A questionnaire of the operator's without labels for the answers in a language is given ours.

    Raises:
        AdvisorError: a folder is missing, a file is not a questionnaire, or two have one key.
    """
    found = {one.key: one for one in map(read_instrument, _files(settings.shipped_instruments))}
    if settings.instruments_dir is None:
        return found
    ours = next(iter(found.values())).scales if found else {}
    for path in _files(settings.instruments_dir):
        one = read_instrument(path, ours)
        if one.key in found:
            raise AdvisorError(
                f"{path}: expected another name, a questionnaire {one.key!r} is shipped"
            )
        found[one.key] = one
    return found


def read_instrument(path: Path, labels: Mapping[str, tuple[str, ...]] | None = None) -> Instrument:
    """Read one questionnaire.

    Args:
        path: a file in the layout that ``data/instruments/README.md`` describes.
        labels: of the answers, for languages that the file has items but no labels in.

    Raises:
        AdvisorError: one line that says which file, what was expected and what came.
    """
    try:
        read = _Reader(_parsed(path))
        items = read.items()
        languages, unofficial = read.languages()
        return Instrument(
            key=path.stem,
            name=read.name(),
            items=items,
            scales=read.scales(languages, labels or {}),
            languages=languages,
            unofficial=unofficial,
        )
    except AdvisorError as error:
        raise AdvisorError(f"{path}: {error}") from error


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise AdvisorError(f"{folder}: expected a folder with questionnaires, found none")
    return sorted(folder.glob("*.json"))


def _parsed(path: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise AdvisorError(f"cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise AdvisorError(f"expected JSON in UTF-8: {error}") from error
    if not isinstance(data, dict):
        raise AdvisorError(f"expected a JSON object with items, got {_kind(data)}")
    return data


class _Reader:
    """Checks one file; what it raises lacks the file's name."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        rows = data.get("items")
        if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
            raise AdvisorError("expected items, a list of objects with index, key, area, text_en")
        self._data = data
        self._rows: list[dict[str, Any]] = rows

    def name(self) -> str:
        name = self._data.get("instrument")
        if not isinstance(name, str) or not name.strip():
            raise AdvisorError(f"expected the questionnaire's name in instrument, got {name!r}")
        return name.strip()

    def items(self) -> tuple[Item, ...]:
        fields = self._fields()
        items = []
        for place, row in enumerate(self._rows, 1):
            index = row.get("index")
            if type(index) is not int or index < 1:
                raise AdvisorError(f"item {place}: expected index, a number from 1, got {index!r}")
            texts = {language: _text(row, index, field) for language, field in fields.items()}
            items.append(Item(index, _area(row, index), texts))
        _check_unlike("index", [str(item.index) for item in items])
        for language in fields:
            _check_unlike(
                fields[language], [item.texts[language].casefold().strip() for item in items]
            )
        _check_even(items)
        return tuple(sorted(items, key=lambda item: item.index))

    def languages(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        fields = self._fields()
        return tuple(fields), tuple(
            language for language, field in fields.items() if field.endswith(_UNOFFICIAL)
        )

    def scales(
        self, languages: tuple[str, ...], labels: Mapping[str, tuple[str, ...]]
    ) -> Mapping[str, tuple[str, ...]]:
        found = {}
        for language in languages:
            field = _SCALE if language == _MAIN else f"{_SCALE}_{language}"
            if field in self._data:
                found[language] = _scale(field, self._data[field])
            elif language in labels:
                found[language] = labels[language]
            else:
                raise AdvisorError(
                    f"expected {field}, the labels of the answers 1 to 5, got nothing"
                )
        return found

    def _fields(self) -> dict[str, str]:
        """Return the field of each language, a proper one before an unofficial one."""
        fields: dict[str, str] = {}
        for field in dict.fromkeys(field for row in self._rows for field in row):
            if not field.startswith(_TEXT):
                continue
            language = field.removeprefix(_TEXT).removesuffix(_UNOFFICIAL)
            if language not in fields or fields[language].endswith(_UNOFFICIAL):
                fields[language] = field
        if not fields:
            raise AdvisorError("expected the items' wording in text_en, text_es ..., got none")
        return fields


def _area(row: Mapping[str, Any], index: int) -> Riasec:
    key, name = row.get("key"), row.get("area")
    if not isinstance(key, str) or key not in _AREAS:
        raise AdvisorError(f"item {index}: expected key, one of {', '.join(_AREAS)}, got {key!r}")
    if name is not None and name != _AREAS[key].value:
        raise AdvisorError(
            f"item {index}: expected area {_AREAS[key].value} for key {key}, got {name!r}"
        )
    return _AREAS[key]


def _text(row: Mapping[str, Any], index: int, field: str) -> str:
    text = row.get(field)
    if not isinstance(text, str) or not text.strip():
        raise AdvisorError(
            f"item {index}: expected {field}, a text like other items', got {text!r}"
        )
    return text.strip()


def _scale(field: str, labels: object) -> tuple[str, ...]:
    wanted = [str(point) for point in POINTS]
    if not isinstance(labels, dict) or list(_sorted(labels)) != wanted:
        came = ", ".join(_sorted(labels)) if isinstance(labels, dict) else _kind(labels)
        raise AdvisorError(f"{field}: expected labels for the answers 1 to 5, got {came}")
    for point in wanted:
        if not isinstance(labels[point], str) or not labels[point].strip():
            raise AdvisorError(f"{field}: expected a label for {point}, got {labels[point]!r}")
    return tuple(labels[point].strip() for point in wanted)


def _sorted(labels: Mapping[str, object]) -> Iterator[str]:
    return iter(sorted(labels))


def _check_unlike(what: str, values: list[str]) -> None:
    value, times = Counter(values).most_common(1)[0]
    if times > 1:
        raise AdvisorError(f"expected every {what} once, got {value!r} {times} times")


def _check_even(items: list[Item]) -> None:
    counts = Counter(item.area for item in items)
    if len({counts[area] for area in Riasec}) != 1:
        came = ", ".join(f"{area.value} {counts[area]}" for area in Riasec)
        raise AdvisorError(f"expected as many items in each area, got {came}")


def _kind(value: object) -> str:
    return {list: "a list", str: "a text", type(None): "nothing"}.get(type(value), repr(value))
