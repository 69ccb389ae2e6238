"""How well a history was read from a conversation: matching, precision, recall and F1."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

import numpy as np
from rapidfuzz.fuzz import token_set_ratio
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from advisor.career import PRESENT, CareerHistory, Education, Job, LimitKind, When
from advisor.evaluation.expected import ExpectedEducation, ExpectedHistory, ExpectedJob

SAME_WORDS = 85
"""Similarity (rapidfuzz ``token_set_ratio``, 0-100) from which two names count as the same."""

Stated = When | Literal["present"] | None
_DATES: tuple[Literal["start", "end"], ...] = ("start", "end")

_Expected = TypeVar("_Expected", ExpectedJob, ExpectedEducation)
_Read = TypeVar("_Read", Job, Education)
_PAIR = 1000.0
"""Worth of a pair; dwarfs every difference in how well two entries agree."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of what was right, spurious and missed."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.right + other.right, self.spurious + other.spurious, self.missed + other.missed
        )

    @property
    def precision(self) -> float | None:
        """Share of what was read that is right; None if nothing was read."""
        return self.right / (self.right + self.spurious) if self.right + self.spurious else None

    @property
    def recall(self) -> float | None:
        """Share of what was said that was read; None if nothing was said."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None if there was nothing to read or judge."""
        total = 2 * self.right + self.spurious + self.missed
        return 2 * self.right / total if total else None


@dataclass
class Judgement:
    """The scores of one conversation and, in words, what was wrong.

    Attributes:
        scores: ``jobs``; ``dates`` and ``employers`` of the jobs that were found; ``all_dates``,
            where the dates of jobs not found count as missed; ``education``; ``fields`` of the
            education found; ``limits`` (kinds); ``interests`` (recall only).
        errors: one line each.
    """

    scores: dict[str, Score] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def add(self, name: str, score: Score, error: str | None = None) -> None:
        """Count ``score`` under ``name``; ``error`` says what was wrong."""
        self.scores[name] = self.scores.get(name, Score()) + score
        if error:
            self.errors.append(f"{name}: {error}")


def judge(expected: ExpectedHistory, read: CareerHistory) -> Judgement:
    """Compare the history read from a conversation with the expected one."""
    result = Judgement()
    _judge_jobs(expected.jobs, read.jobs, result)
    _judge_education(expected.education, read.education, result)
    if expected.limits is not None:
        # A limit of another kind changes no suggestion, so it is neither asked for nor wrong.
        kinds = {limit.kind for limit in read.limits} - {LimitKind.OTHER}
        _judge_limits(set(expected.limits), kinds, result)
    for word in expected.interests or ():
        found = any(word.casefold() in interest.casefold() for interest in read.interests)
        error = None if found else f"missed {word!r}, read {list(read.interests)}"
        result.add("interests", Score(right=int(found), missed=int(not found)), error)
    return result


def matched_jobs(expected: Sequence[ExpectedJob], read: Sequence[Job]) -> dict[int, int]:
    """Return, by the place of an expected job, the place of the job read that is taken for it."""
    return _match(expected, read, same_job, _agreement)


def same_words(expected: Sequence[str], read: str | None) -> bool:
    """Whether a name is one of the expected names, spelling and extra words aside."""
    return read is not None and any(
        token_set_ratio(name.casefold(), read.casefold()) >= SAME_WORDS for name in expected
    )


def same_job(expected: ExpectedJob, read: Job) -> bool:
    """Whether a job is the expected one, by occupation code or title."""
    return read.code in expected.codes or same_words(
        (expected.title, *expected.aliases), read.title
    )


def same_date(expected: str, read: Stated, approximate: bool = False) -> bool:
    """Whether a date is the one stated, at the precision it was stated with."""
    if not isinstance(read, When) or expected == PRESENT:
        return expected == read
    stated = When.parse(expected)
    if approximate:
        return abs(stated.year - read.year) <= 1
    return stated.year == read.year and stated.month in (0, read.month)


def same_education(expected: ExpectedEducation, read: Education) -> bool:
    """Whether an entry has the expected level and year, and a field that does not contradict.

    Courses and certificates, which have no level, are told apart by their field.
    """
    if expected.level != read.level:
        return False
    if "year" not in expected.ungraded and expected.year != (read.year and str(read.year.year)):
        return False
    if (
        expected.field is None
        or "field" in expected.ungraded
        or (expected.level and not read.field)
    ):
        return True
    return same_words((expected.field, *expected.aliases), read.field)


def _judge_jobs(expected: Sequence[ExpectedJob], read: Sequence[Job], result: Judgement) -> None:
    pairs = matched_jobs(expected, read)
    for place, job in enumerate(expected):
        if job.optional:
            continue
        if place in pairs:
            result.add("jobs", Score(right=1))
            _judge_dates(job, read[pairs[place]], result)
            _judge_employer(job, read[pairs[place]], result)
        else:
            stated = [n for n in _DATES if getattr(job, n) and n not in job.ungraded]
            result.add("all_dates", Score(missed=len(stated)))
            result.add("jobs", Score(missed=1), f"missed {job.title!r}")
    for place, extra in enumerate(read):
        if place not in pairs.values():
            error = f"spurious {extra.title!r} ({extra.code}) from {extra.quote[:80]!r}"
            result.add("jobs", Score(spurious=1), error)


def _judge_dates(job: ExpectedJob, read: Job, result: Judgement) -> None:
    for name in _DATES:
        stated: str | None = getattr(job, name)
        got: Stated = getattr(read, name)
        if name in job.ungraded or (stated is None and got is None):
            continue
        right = stated is not None and same_date(stated, got, job.approximate)
        score = _compared(right, stated is not None, got is not None)
        result.add("all_dates", score)
        error = None if right else f"{job.title!r} {name}: expected {stated}, read {got}"
        result.add("dates", score, error)


def _judge_employer(job: ExpectedJob, read: Job, result: Judgement) -> None:
    if "employer" in job.ungraded or (job.employer is None and read.employer is None):
        return
    right = job.employer is not None and same_words((job.employer,), read.employer)
    score = _compared(right, job.employer is not None, read.employer is not None)
    error = f"{job.title!r}: expected {job.employer!r}, read {read.employer!r}"
    result.add("employers", score, None if right else error)


def _judge_education(
    expected: Sequence[ExpectedEducation], read: Sequence[Education], result: Judgement
) -> None:
    pairs = _match(expected, read, same_education, _same_field)
    for place, entry in enumerate(expected):
        if entry.optional:
            continue
        if place not in pairs:
            error = f"missed {entry.level} in {entry.field}, {entry.year}"
            result.add("education", Score(missed=1), error)
            continue
        result.add("education", Score(right=1))
        if entry.field and "field" not in entry.ungraded:
            right = bool(_same_field(entry, read[pairs[place]]))
            result.add("fields", Score(right=int(right), missed=int(not right)))
    for place, extra in enumerate(read):
        if place not in pairs.values():
            error = f"spurious {extra.level} in {extra.field}, {extra.year}"
            result.add("education", Score(spurious=1), error)


def _judge_limits(expected: set[LimitKind], read: set[LimitKind], result: Judgement) -> None:
    score = Score(len(expected & read), len(read - expected), len(expected - read))
    error = f"expected {sorted(expected)}, read {sorted(read)}"
    result.add("limits", score, error if expected != read else None)


def _compared(right: bool, stated: bool, got: bool) -> Score:
    """Return the counts for one field: a wrong value is both spurious and missed."""
    return Score(int(right), int(got and not right), int(stated and not right))


def _agreement(expected: ExpectedJob, read: Job) -> float:
    """Return how well the details of two jobs agree, so that jobs of one title pair up rightly."""
    points = 2.0 * (read.code in expected.codes)
    for name in _DATES:
        stated = getattr(expected, name)
        points += stated is not None and same_date(stated, getattr(read, name))
    if expected.employer:
        points += same_words((expected.employer,), read.employer)
    return points


def _same_field(expected: ExpectedEducation, read: Education) -> float:
    names = (expected.field, *expected.aliases) if expected.field else expected.aliases
    return float(same_words(names, read.field))


def _match(
    expected: Sequence[_Expected],
    read: Sequence[_Read],
    same: Callable[[_Expected, _Read], bool],
    agreement: Callable[[_Expected, _Read], float],
) -> dict[int, int]:
    """Pair entries one to one: most pairs first, required before optional, then best agreement."""
    worth = np.zeros((len(expected), len(read)))
    for i, wanted in enumerate(expected):
        for k, got in enumerate(read):
            if same(wanted, got):
                required = 0 if wanted.optional else _PAIR / 10
                worth[i, k] = _PAIR + required + agreement(wanted, got)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return {int(i): int(k) for i, k in zip(rows, columns, strict=True) if worth[i, k] > 0}
