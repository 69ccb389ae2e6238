"""Read corrected dates and decide which date of which job or school they replace."""

import calendar
import re
from dataclasses import replace

from advisor.career import Education, Job, When
from advisor.edits import ChangeEducation, ChangeJob, Edit
from graph.rules.dates import DateKind, DateSpan, find_dates
from graph.rules.phrase_tables import search
from graph.rules.references import (
    Entry,
    dated_last,
    find_education,
    find_job,
    last_told,
    names,
    speaks_of_school,
)
from graph.understanding import Topic, TurnContext

_GRADUATED = re.compile(r"\bgraduat\w+\b")
_MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
_NAMES = "|".join(_MONTHS)
_MONTH = re.compile(rf"\b(?:in|of|since|until|was|from) (?P<name>{_NAMES})\b|^(?P<alone>{_NAMES})$")
_CHANGES = re.compile(r"\bchange\b|\bmove\b|\bset\b|\bcorrect\b|\bupdate\b|\bswitch\b")
_REASON = re.compile(r"\b(?:wasn't|weren't|didn't|hadn't|not|since|because|cause)\b")
_NEAR = 5
"""Years within which a corrected date is taken to be of the entry it lies near."""


def says_when(said: str, context: TurnContext) -> bool:
    """Whether folded words hold a date or a length of time."""
    return bool(find_dates(said, context.today)) or bool(re.search(r"\b(?:19|20)\d\d\b", said))


def correct_dates(said: str, context: TurnContext, *, cued: bool) -> list[Edit] | None:
    """Return the change of dates a clause makes; None if it makes none, empty if it is unclear.

    Args:
        said: the folded clause without the word that announces a correction.
        context: what is known and asked.
        cued: whether such a word ("no", "sorry") announced it.
    """
    cued = cued or (context.earlier is not None and _says_again(said))
    negated = search("corrections", "not this date", said)
    if not (cued or negated or _points_at_known(said, context) or _CHANGES.search(said)):
        return None
    old = _years(negated["old"], context) if negated else []
    positive = said[: negated.start()] + said[negated.end() :] if negated else said
    change = search("corrections", "change date", positive)
    if change:
        old = old or _years(change["old"], context)
        positive = positive[change.end() :]
    first, _, rest = positive.partition(",")
    if find_dates(first, context.today) and _REASON.search(rest):
        # "that was 2021, the place wasn't even open in 2020": the rest only says why.
        positive = first
    spans = find_dates(positive.strip(" ,"), context.today)
    if not _is_correction(said, context, cued=cued, replaces=bool(old)):
        return None
    if cued and _MONTH.search(positive) and not re.search(r"\d\d", positive):
        return _correct_month(said, context)
    if not spans:
        return None
    entry = _entry(said, spans[-1], old, context)
    if entry is None:
        return []
    if isinstance(entry, Education):
        year = spans[-1].end if isinstance(spans[-1].end, When) else spans[-1].start
        return [ChangeEducation(entry.id, {"year": year})] if year else []
    changes: dict[str, object] = {}
    for span in spans:
        again = _said_again(entry, span, said, old, context)
        changes |= again or job_dates(entry, span, said, old)
    return [ChangeJob(entry.id, changes)] if changes and _in_order(entry, changes) else []


def _is_correction(said: str, context: TurnContext, *, cued: bool, replaces: bool) -> bool:
    history = context.history
    if not history.jobs and not history.education:
        return False
    if replaces or _points_at_known(said, context):
        return True
    if cued:
        renewed = names(said, history) and not search("corrections", "something new", said)
        return bool(search("corrections", "it was then", said) or renewed)
    return False


def _points_at_known(said: str, context: TurnContext) -> bool:
    """Whether a clause speaks of "the cook job", "my degree", and the history holds it.

    So does "I left Walmart in 2012": that Walmart job is known, and now its end is.
    """
    if search("corrections", "left it", said):
        return find_job(said, context, by_default=False) is not None
    if not search("corrections", "that job", said):
        return False
    job = find_job(said, context, by_default=False)
    return bool(job or find_education(said, context, by_default=False))


def _years(text: str, context: TurnContext) -> list[When]:
    found = find_dates(text.strip(), context.today)
    return [d for span in found for d in (span.start, span.end) if isinstance(d, When)]


def _entry(said: str, span: DateSpan, old: list[When], context: TurnContext) -> Entry | None:
    """Return the job or school whose dates a clause corrects."""
    history = context.history
    if _GRADUATED.search(said) or (speaks_of_school(said) and not names(said, history)):
        return find_education(said, context)
    job = find_job(said, context, by_default=False)
    if job or names(said, history):
        return job
    holding: list[Entry] = [j for j in history.jobs if _holds(j, old)]
    holding += [e for e in history.education if e.year and _matches(e.year, old)]
    if len(holding) > 1:
        asked = [e for e in holding if context.question and e.id == context.question.subject]
        return asked[0] if asked else last_told(e for e in holding if isinstance(e, Job))
    if holding or old:
        return holding[0] if holding else None
    return _in_question(said, span, context)


def _in_question(said: str, span: DateSpan, context: TurnContext) -> Entry | None:
    """Return the entry asked about, or told last; None if several entries may be meant."""
    question, history = context.question, context.history
    entries: list[Entry] = [*history.jobs, *history.education]
    last = [e for e in entries if dated_last(e, context)]
    if len(last) == 1 and _says_again(said) and span.kind == DateKind.POINT:
        return last[0]
    for entry in entries:
        if question and entry.id == question.subject:
            return entry
    if len(last) == 1 and context.just_changed:
        return last[0]
    if context.earlier is not None and len(history.jobs) > 1:
        return None
    job = last_told(history.jobs)
    asks_jobs = question and question.topic in (Topic.FIRST_JOB, Topic.OTHER_JOBS)
    dated = [e for e in history.education if e.year]
    if asks_jobs or not dated or span.kind == DateKind.RANGE:
        return job or (dated[0] if len(dated) == 1 else None)
    year = (span.end if isinstance(span.end, When) else span.start) or When(1900)
    near: list[tuple[int, Entry]] = [(abs(e.year.year - year.year), e) for e in dated if e.year]
    if job:
        known = [d for d in (job.start, job.end) if isinstance(d, When)]
        near += [(abs(d.year - year.year), job) for d in known]
    near = sorted((pair for pair in near if pair[0] <= _NEAR), key=lambda pair: pair[0])
    if not near or (len(near) > 1 and near[0][0] == near[1][0] and near[0][1] != near[1][1]):
        return None
    return near[0][1]


def _said_again(
    entry: Job, span: DateSpan, said: str, old: list[When], context: TurnContext
) -> dict[str, object]:
    """Return the change of the one date that was said last: "sorry, I meant 2016"."""
    last = dated_last(entry, context)
    plain = span.kind == DateKind.POINT and not (old or _says_start(said) or _says_end(said))
    return {last[0]: span.start} if plain and len(last) == 1 and span.start else {}


def job_dates(
    job: Job, span: DateSpan, said: str = "", old: list[When] | None = None
) -> dict[str, object]:
    """Return the changes that a time span makes to a job: its start, its end, both, its length.

    Args:
        job: the job it is about.
        span: the time said.
        said: the folded clause, for words like "ended".
        old: the date said to be wrong, if any.
    """
    if span.kind == DateKind.DURATION:
        known = job.start and job.end
        return (
            {} if known or not span.duration_months else {"duration_months": span.duration_months}
        )
    if span.kind == DateKind.RANGE:
        both = {"start": span.start, "end": span.end, "duration_months": span.duration_months}
        return {name: value for name, value in both.items() if value is not None}
    when = span.start or (span.end if isinstance(span.end, When) else None)
    if when is None:
        return {"end": span.end} if span.end else {}
    one_date = job.start == job.end and not job.duration_months
    if span.kind == DateKind.POINT and one_date and not (_says_start(said) or _says_end(said)):
        return {"start": when, "end": when}
    return {_field(job, span, said, old or [], when): when}


def _field(job: Job, span: DateSpan, said: str, old: list[When], when: When) -> str:
    if span.kind == DateKind.END or (_says_end(said) and not _says_start(said)):
        return "end"
    if span.kind == DateKind.START or _says_start(said):
        return "start"
    if isinstance(job.end, When) and _matches(job.end, old):
        return "end"
    if job.start and _matches(job.start, old):
        return "start"
    if not isinstance(job.end, When):
        return "start"
    return "end" if not job.start or when.year >= job.start.year else "start"


def _says_again(said: str) -> bool:
    return search("corrections", "said date", said) is not None


def _says_start(said: str) -> bool:
    return search("corrections", "started", said) is not None


def _says_end(said: str) -> bool:
    return search("corrections", "ended", said) is not None


def _holds(job: Job, old: list[When]) -> bool:
    return any(isinstance(d, When) and _matches(d, old) for d in (job.start, job.end))


def _matches(known: When, old: list[When]) -> bool:
    return any(known.year == o.year and (not o.month or o.month == known.month) for o in old)


def _in_order(job: Job, changes: dict[str, object]) -> bool:
    start, end = changes.get("start", job.start), changes.get("end", job.end)
    return not (
        isinstance(start, When)
        and isinstance(end, When)
        and end < start
        and (end.year < start.year or bool(end.month))
    )


def _correct_month(said: str, context: TurnContext) -> list[Edit] | None:
    """Read "no, in March": the month of the date it corrects."""
    job = find_job(said, context)
    month = _MONTH.search(said)
    if not job or not month:
        return None
    number = _MONTHS.index(month["name"] or month["alone"]) + 1
    started = _says_start(said) and not _says_end(said)
    dated = "start" if started or not isinstance(job.end, When) else "end"
    known = job.start if dated == "start" else job.end
    if not isinstance(known, When):
        return []
    changes: dict[str, object] = {dated: replace(known, month=number)}
    return [ChangeJob(job.id, changes)] if _in_order(job, changes) else []
