"""Turn what the career reader finds in a message into edits of the history."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from advisor.career import Education, Job, When
from advisor.edits import AddEducation, AddJob, ChangeEducation, ChangeJob, Edit, Note
from graph.rules.dates import find_dates, read_dates_answer
from graph.rules.drafts import JobMention
from graph.rules.employer_fragments import employer_in_note
from graph.rules.kin import without_kin
from graph.rules.reader import CareerReader, CareerReading
from graph.rules.references import find_job, last_told, names, speaks_of_school
from graph.rules.segments import Place
from graph.rules.shared_employers import moved_within
from graph.rules.which_date import unplaced_changes
from graph.rules.words import fold
from graph.rules.work_ends import end_known
from graph.understanding import Topic, TurnContext

_OF_WORK = re.compile(
    r"\b(?:there|jobs?|work\w*|left|quit|started|stayed|company|employer|position|still|it|that)\b"
)
_NO_WORK = re.compile(
    r"\b(?:no (?:job|work)|unemployed|out of work|without (?:a job|work)|laid up|gap|year off|"
    r"time off|stay(?:ed|ing)? (?:at )?home)\b"
)
_AT = re.compile(
    r"(?:(?:it|that|this) was |i (?:was|worked|work) |i'm )?(?:at|for|with) "
    r"(?P<name>(?-i:[A-Z]).{1,50})",
    re.IGNORECASE,
)
_ORDER = re.compile(r"\b(?:since then|before that|after that|prior to that|at the same time)\b")
"""Words that place a job beside the one told before, and so tell of work."""
_FEW, _SHORT = 5, 8
"""Words of a message that can be nothing but dates; and of one with a workplace beside them."""


@dataclass(slots=True)
class CareerEdits:
    """What a message tells about jobs and education.

    Attributes:
        edits: changes to the history.
        unread: what seems to be about the career and belongs to no entry.
        consumed: offsets of the parts that were read; ``None`` when the whole rest was one answer.
        unplaced: see ``Understanding.unplaced``.
    """

    edits: list[Edit] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    consumed: tuple[tuple[int, int], ...] | None = ()
    unplaced: str | None = None


def read_career_edits(
    reader: CareerReader, rest: str, context: TurnContext, *, removed: bool = False
) -> CareerEdits:
    """Return the edits that a message makes by telling facts.

    Args:
        reader: reads jobs and education.
        rest: the message, with what was read as something else blanked.
        context: what is known and asked.
        removed: whether the message removes an entry; dates without a job are about that one.
    """
    topic = context.question.topic if context.question else None
    reading = _read(reader, rest, context)
    found = CareerEdits(consumed=reading.consumed, unread=list(reading.workplaces))
    again = _told_again(reading.jobs, context)
    found.edits += (
        [again]
        if again
        else [AddJob(_at_same(m.job, rest, context), _before(m, context)) for m in reading.jobs]
    )
    found.edits += [_education(m.education, context) for m in reading.education]
    found.edits += [Note("skill", skill) for skill in reading.skills]
    found.edits += [Note("interest", interest) for interest in reading.interests]
    told = bool(reading.jobs or reading.education)
    if reading.ended:
        found.edits += end_known(reading.ended, reading.changes, context.history)
        if not told:
            found.consumed = None
    if not told and topic == Topic.EDUCATION_YEAR:
        _add_answer(found, _year_answer(rest, context))
        return found
    changes = reading.changes if told else _dates_alone(reading.changes, rest, context)
    if not told and changes and "employer" not in changes:
        changes = _with_employer(changes, rest, context, reader)
    if changes and removed and not told:
        return found
    if changes and _is_of_work(rest, context, told=told):
        _change_known(found, changes, reading.jobs, rest, context)
    elif changes and not told and not reading.ended:
        found.unread.append(_words(rest))
    elif not told:
        _add_answer(found, _workplace_answer(rest, context))
    return found


def _read(reader: CareerReader, rest: str, context: TurnContext) -> CareerReading:
    """Read jobs and education, first as if nothing was asked when jobs were asked for.

    The open question lets phrases alone count as answers ("nurse"), so it is only used for text in
    which nothing is told outright.
    """
    free = replace(context, question=None)
    about_jobs = context.question and context.question.topic in (Topic.FIRST_JOB, Topic.OTHER_JOBS)
    first, second = (free, context) if about_jobs else (context, free)
    reading = reader.read_career(rest, first)
    if reading.jobs or reading.education or (reading.changes and about_jobs):
        return reading
    if reading.changes:
        # "Cook at Denny's before that, 2017-2021" is more than a date, whatever was asked.
        other = reader.read_career(rest, second)
        named = any(mention.job.employer for mention in other.jobs)
        return other if named else reading
    if about_jobs or find_dates(rest, context.today) or _ORDER.search(fold(rest)):
        return reader.read_career(rest, second)
    return reading


def _at_same(job: Job, rest: str, context: TurnContext) -> Job:
    """Return the job with the employer of the one told last where "they moved me" to it."""
    last = last_told(context.history.jobs)
    moved = last is not None and job.employer is None and moved_within(fold(rest))
    return replace(job, employer=last.employer) if last and moved else job


def _told_again(mentions: Sequence[JobMention], context: TurnContext) -> Edit | None:
    """Return the dates that "uber since 2022" gives the uber driver told before."""
    job = last_told(context.history.jobs)
    if len(mentions) != 1 or job is None or job.start or job.end:
        return None
    told, words = mentions[0].job, fold(mentions[0].job.quote).split()
    known = {*fold(job.title).split(), *fold(job.employer or "").split()}
    if not words or words[0] not in known or told.employer or not (told.start or told.end):
        return None
    dated = {"start": told.start, "end": told.end, "duration_months": told.duration_months}
    changes = {name: value for name, value in dated.items() if value is not None}
    return ChangeJob(job.id, changes) if len(words) <= _FEW else None


def _before(mention: JobMention, context: TurnContext) -> str | None:
    """Return the known job that a mention came before ("before that I was ...").

    "Any other work, before or besides this" is answered with earlier jobs, if not with dates.
    """
    if mention.neighbour is not None:
        return None
    dated = mention.job.start or mention.job.end
    asked = context.question and context.question.topic == Topic.OTHER_JOBS
    if mention.place is None and asked and not dated:
        latest = context.history.latest_job
        return latest.id if latest else None
    if mention.place != Place.BEFORE:
        return None
    job = find_job("", context)
    return job.id if job else None


def _education(entry: Education, context: TurnContext) -> Edit:
    """Return an edit that adds schooling, or dates the entry whose year was asked for."""
    question = context.question
    asked = question.subject if question and question.topic == Topic.EDUCATION_YEAR else None
    if asked and entry.year and not (entry.level or entry.field or entry.school):
        return ChangeEducation(asked, {"year": entry.year})
    return AddEducation(entry)


def _is_of_work(rest: str, context: TurnContext, *, told: bool) -> bool:
    """Whether dates said without a job can be those of a known job, not of school or a gap."""
    folded = fold(rest)
    if context.question and context.question.topic == Topic.JOB_DATES:
        return True
    if _NO_WORK.search(folded) or speaks_of_school(folded):
        return False
    if _OF_WORK.search(folded) or names(folded, context.history):
        return True
    asked_school = context.question and context.question.topic == Topic.EDUCATION
    return not told and not asked_school and len(_words(rest).split()) <= _SHORT


def _change_known(
    found: CareerEdits,
    changes: dict[str, Any],
    told: Sequence[JobMention],
    rest: str,
    context: TurnContext,
) -> None:
    """Give dates said without a job to the job they are about.

    What was told before is only changed where the job is named or asked about.
    """
    job = find_job(fold(rest), context)
    told_so = dict(changes)
    if job is None:
        _cannot_place(found, told_so, rest, context)
        return
    asked = context.question and context.question.subject == job.id
    if told or not (asked or names(fold(rest), context.history)):
        of_new = {value for m in told for value in (m.job.start, m.job.end)}
        changes = {
            name: value
            for name, value in changes.items()
            if getattr(job, name) in (None, value) and value not in of_new
        }
    if changes:
        found.edits.append(ChangeJob(job.id, changes))
    elif not told:
        _cannot_place(found, told_so, rest, context)
    if not told:
        found.consumed = None


def _cannot_place(
    found: CareerEdits, changes: dict[str, Any], rest: str, context: TurnContext
) -> None:
    """Ask whose dates they are where they can be of several jobs; else they could not be read."""
    found.unplaced = unplaced_changes(changes, context)
    if found.unplaced is None or names(fold(rest), context.history):
        found.unplaced = None
        found.unread.append(_words(rest))


def _with_employer(
    changes: dict[str, Any], rest: str, context: TurnContext, reader: CareerReader
) -> dict[str, Any]:
    """Return the changes with the employer that stands beside the dates of the job told last."""
    job = find_job("", context)
    others = [named for named in names(fold(rest), context.history) if named is not job]
    if job is None or job.employer or others:
        return changes
    name = employer_in_note(rest, context, reader.titles)
    return {**changes, "employer": name} if name else changes


def _dates_alone(changes: dict[str, Any], rest: str, context: TurnContext) -> dict[str, Any]:
    """Return the dates that a message without a job tells; ``changes`` are those read so far."""
    asked = context.question is not None and context.question.topic == Topic.JOB_DATES
    # "Only in 2004", asked from when to when, is both.
    lone = asked and set(changes) == {"start"}
    if (changes and not lone) or not _can_be_dates(rest, context):
        return changes
    return read_dates_answer(without_kin(rest), context.today) or changes


def _can_be_dates(rest: str, context: TurnContext) -> bool:
    """Whether a message without a job can be the dates of a known one."""
    if context.question and context.question.topic == Topic.JOB_DATES:
        return True
    job = last_told(context.history.jobs)
    undated = job is not None and job.start is None and job.end is None
    return undated and len(_words(rest).split()) <= _FEW


def _year_answer(rest: str, context: TurnContext) -> Edit | None:
    """Read the answer to "when did you finish it"."""
    spans = find_dates(rest, context.today)
    asked = context.question.subject if context.question else None
    if not spans or not asked:
        return None
    year = spans[-1].end if isinstance(spans[-1].end, When) else spans[-1].start
    return ChangeEducation(asked, {"year": year}) if year else None


def _workplace_answer(rest: str, context: TurnContext) -> Edit | None:
    """Read "at Bella Nails" alone as the employer of the job told last, if that has none."""
    named = _AT.fullmatch(rest.strip(" .!"))
    job = find_job("", context)
    about_taste = context.question and context.question.topic in (Topic.INTERESTS, Topic.LIMITS)
    if not named or not job or job.employer or about_taste:
        return None
    return ChangeJob(job.id, {"employer": named["name"].strip()})


def _add_answer(found: CareerEdits, edit: Edit | None) -> None:
    if edit:
        found.edits.append(edit)
        found.consumed = None


def _words(rest: str) -> str:
    return " ".join(rest.replace(";", " ").split())
