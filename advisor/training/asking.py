"""What a language model is asked: for a reason as a teacher, for marks as a judge."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.model.reasoned_text import prompt_of
from advisor.model.work_years import SAME, WorkYear
from advisor.training.judging import Scores
from advisor.training.questions import Question

TEACHER = f"""\
You explain careers. You are given one person's career, a line a year, and what this person did in
the year after. A line begins with an occupation; "{SAME}" means the same one as the year before.

Write the reason that somebody who knows the career, and not yet the year after, could have had for
expecting it: two or three plain sentences. Say what in the career points there (how long, which
employers, hours, field, education, breaks), then end in one sentence on where it is heading: going
on as it is, a step up, similar work, another field, back to earlier work, education, or a pause.

Rules: name no occupation and no job title, neither one from the career nor the next one; speak of
"the present work", "the work before", "the same field". Claim only what the lines say. No number
that is not in them or countable from them. Do not mention the year after as known. No lists, no
headings, no quotation marks: the sentences and nothing else."""

JUDGE = f"""\
You mark reasons. You are given a career, a line a year ("{SAME}" means the same occupation as the
year before), a reason that was written without looking ahead, and what really came next. Give
three whole marks from 1 (poor) to 5 (excellent):

factuality: is each statement about the career borne out by its lines? One false one is a 2 at most.
coherence: do the statements bear on the conclusion, and are they in a sensible order?
utility: does believing the reason make what really came next easier to foresee? 3 is no help, 1
misleads.

Answer with one JSON object: {{"factuality": n, "coherence": n, "utility": n}}"""

MARKS_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        name: {"type": "integer", "enum": [1, 2, 3, 4, 5]}
        for name in ("factuality", "coherence", "utility")
    },
    "required": ["factuality", "coherence", "utility"],
    "additionalProperties": False,
}
_SHORTEST, _LONGEST = 20, 700
"""Characters of a reason."""
_MOST_SENTENCES = 4
_BROKEN = re.compile(r"[<>{}\[\]|#*`]|\n|https?:")
_REFUSAL = re.compile(
    r"\b(i can(?:no|')t|i am unable|i'm unable|as an ai|i'm sorry|i apologi[sz]e)\b"
)


class _Marks(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    factuality: int = Field(ge=1, le=5)
    coherence: int = Field(ge=1, le=5)
    utility: int = Field(ge=1, le=5)


def teacher_request(question: Question) -> str:
    """Return what the teacher is told of a question."""
    return f"{prompt_of(question.years).lstrip()}\nThe year after: {question.title}"


def judge_request(years: Sequence[WorkYear], reason: str, told: str) -> str:
    """Return what the judge is told: the career, a reason and the true next state as told."""
    return f"{prompt_of(years).lstrip()}\nThe reason: {json.dumps(reason)}\nWhat came next: {told}"


def read_reason(text: str) -> str | None:
    """Return the reason in a teacher's answer; None for a refusal or anything but sentences."""
    reason = re.sub(r"<think>.*?</think>", "", text, flags=re.DOTALL).strip().strip('"“”').strip()
    reason = re.sub(r"\s*\n\s*", " ", reason)
    if not _SHORTEST <= len(reason) <= _LONGEST or _BROKEN.search(reason):
        return None
    if not reason.endswith((".", "!")) or _REFUSAL.search(reason.casefold().replace("’", "'")):
        return None
    if len(re.findall(r"[.!?](?:\s|$)", reason)) > _MOST_SENTENCES:
        return None
    return reason


def read_marks(text: str) -> Scores | None:
    """Return the marks in a judge's answer; None if it is not the object asked for."""
    found = re.search(r"\{[^{}]*\}", text)
    if found is None:
        return None
    try:
        marks = _Marks.model_validate_json(found[0])
    except ValidationError:
        return None
    return Scores(float(marks.factuality), float(marks.coherence), float(marks.utility))
