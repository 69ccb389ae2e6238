"""The claims that can be made about a career: each a few words that are true of it or not.

Reasons are put together from these claims, and checked against them: a claim is supported if it
is among those that the history itself gives. No claim names an occupation, so that a reason
learnt beside an answer cannot give the answer away.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from advisor.model.title_facts import TitleFacts
from advisor.model.work_years import IN_EDUCATION, WorkYear
from advisor.phrases import LEVELS

_RECENT = 4
"""A degree finished this many years ago or fewer is told with its date."""
_MORE_PREPARATION = 0.5
"""Difference in job zones from which work counts as asking for more, or for less."""


class Topic(StrEnum):
    """What a claim is about; decides what it speaks for."""

    TENURE = "tenure"
    EMPLOYER = "employer"
    CHANGES = "changes"
    FIELD = "field"
    PREPARATION = "preparation"
    EDUCATION = "education"
    HOURS = "hours"
    IDLE = "idle"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement about a career.

    Attributes:
        topic: what it is about.
        text: the words, without capital and full stop, with no comma and no "and" in them.
    """

    topic: Topic
    text: str


def claims(years: Sequence[WorkYear], facts: Mapping[str, TitleFacts]) -> list[Claim]:
    """Return everything that can be said of a career, always in the same order.

    Args:
        years: the career so far, one year or more.
        facts: what is known of the titles in it.
    """
    return [
        *_tenure(years),
        *_employers(years),
        *_occupations(years),
        *_field(years, facts),
        *_preparation(years, facts),
        *_education(years),
        *_idle(years),
    ]


def counted(n: int, word: str) -> str:
    """Return "1 year" or "3 years"."""
    return f"{n} {word}{'' if n == 1 else 's'}"


def _working(years: Sequence[WorkYear]) -> list[WorkYear]:
    return [year for year in years if year.working]


def _tenure(years: Sequence[WorkYear]) -> Iterator[Claim]:
    now = years[-1]
    if not now.working:
        return
    if now.times == 1:
        yield Claim(Topic.TENURE, "the first year in the present work")
    elif now.times is not None:
        yield Claim(Topic.TENURE, f"{now.times} years in the present work")
    before = [year.title for year in years[:-1]]
    run = _run(years)
    if now.title in before[: len(years) - run]:
        yield Claim(Topic.RETURN, "back in work known from before")
    if now.full_time is not None:
        yield Claim(Topic.HOURS, f"{'full' if now.full_time else 'part'} time this year")


def _run(years: Sequence[WorkYear]) -> int:
    """Return for how many years up to now the title has been the present one."""
    n = 0
    for year in reversed(years):
        if year.title != years[-1].title:
            break
        n += 1
    return n


def _employers(years: Sequence[WorkYear]) -> Iterator[Claim]:
    work = _working(years)
    if not work or any(year.employer is None for year in work):
        return
    different = sum(year.employer in ("first", "new") for year in work)
    if different > 1:
        yield Claim(Topic.CHANGES, f"{different} employers in {counted(len(work), 'working year')}")
    run = 0
    for year in reversed(work):
        run += 1
        if year.employer != "same":
            break
    if run > 1:
        yield Claim(Topic.EMPLOYER, f"{run} years in a row with one employer")
    elif years[-1].employer == "new":
        yield Claim(Topic.CHANGES, "a new employer this year")


def _occupations(years: Sequence[WorkYear]) -> Iterator[Claim]:
    work = _working(years)
    different = len({year.title for year in work})
    if different > 1:
        yield Claim(
            Topic.CHANGES, f"{different} occupations in {counted(len(work), 'working year')}"
        )
    elif len(work) > 2:
        yield Claim(Topic.TENURE, f"one occupation in {len(work)} working years")


def _field(years: Sequence[WorkYear], facts: Mapping[str, TitleFacts]) -> Iterator[Claim]:
    work = _working(years)
    fields = [facts[year.title].field for year in work if year.title in facts]
    if len(work) < 2 or len(fields) < len(work):
        return
    most = max(dict.fromkeys(reversed(fields)), key=fields.count)
    yield Claim(
        Topic.FIELD, f"{fields.count(most)} of {counted(len(work), 'working year')} in {most}"
    )
    other = work_before(work)
    if other is not None:
        same = facts[other.title].field == fields[-1]
        which = "the same field as" if same else "a field other than"
        yield Claim(Topic.FIELD, f"{which} in the work before")


def work_before(work: Sequence[WorkYear]) -> WorkYear | None:
    """Return the last year of the work before the present or last one."""
    return next((year for year in reversed(work) if year.title != work[-1].title), None)


def _preparation(years: Sequence[WorkYear], facts: Mapping[str, TitleFacts]) -> Iterator[Claim]:
    work = _working(years)
    other = work_before(work) if work else None
    if other is None:
        return
    now, then = facts.get(work[-1].title), facts.get(other.title)
    if now is None or then is None or now.job_zone is None or then.job_zone is None:
        return
    if abs(now.job_zone - then.job_zone) >= _MORE_PREPARATION:
        how = "more" if now.job_zone > then.job_zone else "less"
        yield Claim(Topic.PREPARATION, f"{how} preparation asked for than in the work before")


def _education(years: Sequence[WorkYear]) -> Iterator[Claim]:
    now = years[-1].education
    if now is None:
        return
    yield Claim(Topic.EDUCATION, f"{LEVELS[now]} as the highest level of education")
    since = 0
    for year in reversed(years):
        if year.education != now:
            break
        since += 1
    if since < len(years) and years[-since - 1].education is not None and since <= _RECENT + 1:
        when = {1: "this year", 2: "last year"}.get(since, f"{since - 1} years ago")
        yield Claim(Topic.EDUCATION, f"{LEVELS[now]} reached {when}")


def _idle(years: Sequence[WorkYear]) -> Iterator[Claim]:
    if not years[-1].working:
        run = _run(years)
        what = "in education" if years[-1].title == IN_EDUCATION else "without work"
        yield Claim(Topic.IDLE, f"{counted(run, 'year')} {what} until now")
        return
    idle = len(years) - len(_working(years))
    if idle:
        yield Claim(Topic.IDLE, f"{counted(idle, 'year')} without a job along the way")
