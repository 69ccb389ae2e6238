"""Writes a career as text: the one rendering that training, evaluation and serving share.

One line a year, the newest last::

    Year 1: Cashiers | first employer, part time | some school
    Year 2: As before | 2nd year | same employer, part time | high school
    Year 3: Retail salespersons | new employer, full time
    Year 4:

The year after the last one is left open: what follows it is the next state. A year like the one
before is told as "As before", so that staying is one choice among all, the same for everyone
(telling the title again costs a tenth of the perplexity, see docs/experiments.md). Years are
counted from the first job, not told as dates: a model must not learn what was peculiar to the
survey's years. Facts that are not known are left out, and education
is told when it changes.
"""

from collections.abc import Iterable, Sequence

from advisor.career import EducationLevel
from advisor.model.work_years import SAME, WorkYear
from advisor.phrases import LEVELS

FACT = " | "
MOST_TIMES = 30
"""More years in one occupation are told as this many."""
MOST_YEARS = 60
"""Later years of a career are told as this one."""


def opening(number: int) -> str:
    """Return how the line of a year begins; the year of the first job has the number 1."""
    return f"\nYear {min(number, MOST_YEARS)}: "


def ordinal(n: int) -> str:
    """Return a number as 1st, 2nd, 3rd."""
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def facts(year: WorkYear, before: EducationLevel | None) -> list[str]:
    """Return what is told of a year behind its title; ``before`` is the education told last."""
    told = []
    if year.times is not None and year.times > 1:
        told.append(f"{ordinal(min(year.times, MOST_TIMES))} year")
    hours = {True: "full time", False: "part time", None: ""}[year.full_time]
    employer = f"{year.employer} employer" if year.employer else ""
    if employer or hours:
        told.append(", ".join(part for part in (employer, hours) if part))
    if year.education is not None and year.education != before:
        told.append(LEVELS[year.education])
    return told


def lines(years: Sequence[WorkYear]) -> list[str]:
    """Return the line of each year, each beginning with a line break."""
    result = []
    education: EducationLevel | None = None
    for number, (year, answer) in enumerate(zip(years, answers(years), strict=True), 1):
        told = facts(year, education)
        education = year.education or education
        result.append(opening(number) + answer + "".join(FACT + fact for fact in told))
    return result


def answers(years: Sequence[WorkYear]) -> list[str]:
    """Return what each year is told as: its title, or ``SAME`` if it goes on like the last."""
    titles = [year.title for year in years]
    return [
        SAME if place and title == titles[place - 1] else title
        for place, title in enumerate(titles)
    ]


def prompt(years: Sequence[WorkYear]) -> str:
    """Return the text whose continuation is the title of the next state.

    Raises:
        ValueError: there is no year to begin from.
    """
    if not years:
        raise ValueError("expected one year of a career or more")
    return "".join(lines(years)) + opening(len(years) + 1)


def phrases() -> Iterable[str]:
    """Yield every fact that can stand behind a title, for a tokenizer to keep whole."""
    changes = ("first", "same", "new", "former")
    for n in range(2, MOST_TIMES + 1):
        yield f"{FACT}{ordinal(n)} year"
    for hours in ("full time", "part time"):
        yield FACT + hours
        yield from (f"{FACT}{change} employer, {hours}" for change in changes)
    yield from (f"{FACT}{change} employer" for change in changes)
    yield from (FACT + level for level in LEVELS.values())
