"""What the count model looks at, read from a career told year by year."""

from collections.abc import Iterable, Iterator, Mapping

from advisor.model.situation import Situation, WorkState
from advisor.model.work_years import IN_EDUCATION, WorkYear


def career_situations(
    years: Iterable[WorkYear], code_of: Mapping[str, str]
) -> Iterator[Situation | None]:
    """Yield what is known after each year; None before the first job.

    Experience is counted in the years told.

    Args:
        years: the career.
        code_of: Census 2010 group by title; "" or missing for a state without a job.
    """
    held: dict[str, int] = {}
    group, tenure, away = "", 0, 0
    for number, year in enumerate(years):
        code = code_of.get(year.title, "")
        if code:
            tenure = tenure + 1 if code == group else 1
            group, away = code, 0
            held[group] = held.get(group, 0) + 1
        else:
            away += 1
        if not group:
            yield None
            continue
        yield Situation(
            group=group,
            state=_state(year),
            tenure=tenure,
            experience=number,
            away=away,
            education=year.education,
            held={other: times for other, times in held.items() if other != group},
        )


def _state(year: WorkYear) -> WorkState:
    if year.working:
        return "employed"
    return "in_education" if year.title == IN_EDUCATION else "not_working"
