"""Scores the rows of a part; a row that cannot be scored is set aside with the reason."""

import json
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.batch.deaths import MOST, Deaths
from advisor.batch.lines import LONGEST, Line
from advisor.batch.parts import Part, lines_of
from retrieval.errors import AdvisorError

if TYPE_CHECKING:  # it brings the model's libraries along
    from advisor.batch.answering import Answer

SOUND = b'{"jobs": [{"title": "cashier", "start": "2015", "end": "present"}]}'
"""A history that any model answers: if this one fails, it is not the row's fault."""

Opener = Callable[[], "Answer"]
"""Loads the model, in the process that scores."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What came out of a part.

    Attributes:
        number: of the part.
        rows: how many rows it has.
        aside_rows: how many of them were set aside.
        results: a line of JSON for each other row.
        aside: a line of JSON for each row set aside.
    """

    number: int
    rows: int
    aside_rows: int
    results: bytes
    aside: bytes


def score(part: Part, answer: "Answer", deaths: Deaths) -> Scored:
    """Return what came out of a part, its rows in the order of the input.

    Args:
        part: what to score.
        answer: scores a row.
        deaths: knows the rows that a process died of.

    Raises:
        AdvisorError: the file changed, or the model cannot answer any more.
    """
    results: list[bytes] = []
    aside: list[bytes] = []
    deadly = deaths.attempt(part.number)
    for number, line in lines_of(part):
        place = {"line": number} if part.file is None else {"file": part.file, "line": number}
        if number in deadly:
            result, good = {"error": f"the process died of it {MOST} times"}, False
        else:
            deaths.at(part.number, number)
            result, good = _result(line, answer)
        (results if good else aside).append(_json({**place, **result}))
    deaths.ended(part.number)
    return Scored(
        number=part.number,
        rows=len(results) + len(aside),
        aside_rows=len(aside),
        results=b"".join(results),
        aside=b"".join(aside),
    )


def _result(line: Line, answer: "Answer") -> tuple[dict[str, Any], bool]:
    if line.text is None:
        return {"error": f"expected a line of at most {LONGEST} bytes, got {line.size}"}, False
    try:
        return dict(answer(line.text)), True
    except AdvisorError as error:
        return {"error": str(error)}, False
    except Exception as error:  # noqa: BLE001  # a defect costs a row only
        _check(answer, error)
        return {"error": f"the model failed: {_place(error)}"}, False


def _check(answer: "Answer", met: Exception) -> None:
    """Raise ``AdvisorError`` if a history fails that cannot be the reason."""
    try:
        answer(SOUND)
    except Exception as error:  # whatever it is, a sound history was not answered
        raise AdvisorError(
            f"the model answers nothing any more, {type(met).__name__}, then"
            f" {type(error).__name__}: mend it and run the same command again, it goes on here"
        ) from error


def _place(error: Exception) -> str:
    """Return what a defect was and where; its message may quote a person."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}"


def _json(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode(errors="backslashreplace") + b"\n"
