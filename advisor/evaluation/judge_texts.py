"""What a judge of logged conversations is shown, and how its answer is read."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.log.record import TurnRecord
from advisor.quality.judged import CRITERIA

_LONGEST = 40_000
"""Characters of a conversation that are shown; of a longer one the middle is left out."""
_LONGEST_LINE = 10_000
"""Of one line of it; a CV can be longer."""
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {name: {"type": "integer", "enum": [1, 2, 3, 4, 5]} for name in CRITERIA},
    "required": list(CRITERIA),
    "additionalProperties": False,
}


class _Marks(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    understood: int = Field(ge=1, le=5)
    helpful: int = Field(ge=1, le=5)
    honest: int = Field(ge=1, le=5)
    kind: int = Field(ge=1, le=5)


def transcript(records: Iterable[TurnRecord]) -> str | None:
    """Return what was said as the JSON that the prompt speaks of; None if a text is not kept."""
    lines: list[dict[str, str | None]] = []
    for record in records:
        if record.text is None:
            return None
        said = (("person", record.text.message), ("advisor", record.text.reply))
        lines += [{"who": who, "said": words[:_LONGEST_LINE]} for who, words in said if words]
    if not lines:
        return None
    early = list(_within(lines, _LONGEST // 2))
    late = list(_within(reversed(lines[len(early) :]), _LONGEST // 2))[::-1]
    if len(early) + len(late) < len(lines):
        early.append({"who": "person", "said": None})
    return json.dumps([*early, *late], ensure_ascii=False, indent=0)


def _within(
    lines: Iterable[dict[str, str | None]], characters: int
) -> Iterator[dict[str, str | None]]:
    """Yield lines for as long as they have so many characters together at most."""
    for line in lines:
        characters -= len(line["said"] or "")
        if characters < 0:
            return
        yield line


def read_marks(text: str | None) -> dict[str, int] | None:
    """Return the marks in a judge's answer; None if it is not the object asked for."""
    found = re.search(r"\{[^{}]*\}", text or "")
    if found is None:
        return None
    try:
        return _Marks.model_validate_json(found[0]).model_dump()
    except ValidationError:
        return None
