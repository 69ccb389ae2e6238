"""Read one message: corrections, requests, limits and interests first, then the career in the rest."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from advisor.career import Job
from advisor.edits import (
    AddEducation,
    AddJob,
    AddLimit,
    ChangeEducation,
    ChangeJob,
    Edit,
    Note,
    apply,
)
from graph.rules.answers import (
    OPEN_TOPICS,
    choice,
    chooses_none,
    declines,
    ends_jobs,
    has_nothing,
    is_bare,
)
from graph.rules.corrections import read_corrections
from graph.rules.cv_sections import looks_like_cv
from graph.rules.dates import find_dates, read_dates_answer
from graph.rules.intents import (
    Request,
    has_words,
    read_requests,
    strongest,
    unmatched_question,
)
from graph.rules.interests import read_interest_answer, read_interests, read_skills
from graph.rules.assembly import JobMention
from graph.rules.limits import read_limit_answer, read_limits
from graph.rules.reader import CareerReader, CareerReading
from graph.rules.references import find_job, last_told, names, same_name
from graph.rules.segments import Place
from graph.rules.sentences import Clause, blank, clauses
from graph.rules.words import fold
from graph.understanding import Intent, Question, Topic, TurnContext, Understanding

LONGEST = 20_000
"""Characters of a message that are read; what follows is ignored."""

_LONG_TEXT = 60
"""Clauses from which a message only tells, and asks or corrects nothing."""

_UNREAD = re.compile(
    r"\b(?:i|we)(?:'ve| have| also|'m| am| was)? (?:\w+ )?(?:work(?:ed|ing)?|employed|hired|job|trained|"
    r"studied|graduated|volunteered|managed|ran|taught|sold|drove|built)\b"
    r"|\b(?:my (?:\w+ )?(?:job|position|role|employer)|trabaj[eao]\w*|worked (?:as|at|for|in))\b"
)
_DENIED = re.compile(r"\b(?:never|no|not|don't|didn't|can't|won't|wasn't)\b")

_LONGEST_UNREAD = 120
_FEW = 5
"""Words of a message that can be nothing but dates."""
_SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS})


class MessageReading:
    """Reads a message once.

    Args:
        reader: reads jobs and education.
        message: what the person wrote.
        context: what is known and asked.
    """

    def __init__(self, reader: CareerReader, message: str, context: TurnContext) -> None:
        self._reader = reader
        self._message = message[:LONGEST]
        self._context = context
        self._parts = clauses(self._message)
        self._free = list(self._parts)
        self._edits: list[Edit] = []
        self._unread: list[str] = []
        self._declined: list[str] = []
        self._closing: list[Clause] = []
        self._nothing = self._unwilling = False
        self._requests: tuple[Request, ...] = ()

    def read(self) -> Understanding:
        """Return what the message says."""
        if not has_words(self._parts):
            return Understanding(intent=Intent.EMPTY)
        chosen = self._choice()
        if chosen:
            return chosen
        if not self._is_cv():
            self._read_wishes()
        self._read_career()
        self._read_answer()
        intent, subject = self._intent()
        return Understanding(
            edits=self._fitting(),
            intent=intent,
            subject=subject,
            unread=tuple(dict.fromkeys(text[:_LONGEST_UNREAD] for text in self._unread)),
            declined=tuple(self._declined),
        )

    @property
    def _topic(self) -> Topic | None:
        return self._context.question.topic if self._context.question else None

    def _is_cv(self) -> bool:
        dates = find_dates(self._message, self._context.today)
        return len(self._parts) > _LONG_TEXT or looks_like_cv(fold(self._message), dates)

    def _knows(self, words: str) -> bool:
        return self._reader.titles.knows(fold(words))

    def _tells_new(self, clause: Clause) -> bool:
        """Whether the message, up to the end of a clause, tells of a job not known before."""
        reading = self._reader.read_career(self._message[: clause.end], self._context)
        known = [job.title for job in self._context.history.jobs]
        return any(not any(same_name(m.job.title, t) for t in known) for m in reading.jobs)

    def _use(self, used: Iterable[Clause]) -> None:
        """Keep the later steps from reading clauses again."""
        starts = {clause.start for clause in used}
        ends = {clause.end for clause in used}
        self._free = [c for c in self._free if c.start not in starts and c.end not in ends]

    def _choice(self) -> Understanding | None:
        """Read the answer to "did you mean": one of the options, none of them, another title."""
        question = self._context.question
        if not question or question.topic not in (Topic.JOB_TITLE, Topic.TARGET_TITLE):
            return None
        picked = choice(self._message, question.options)
        if picked and question.topic == Topic.TARGET_TITLE:
            return Understanding(chosen=picked.code)
        if picked and question.subject:
            return Understanding(edits=(ChangeJob(question.subject, {"code": picked.code}),))
        if chooses_none(self._parts[0]):
            rest = self._parts[1:]
            if not rest or all(chooses_none(part) or declines(part) for part in rest):
                return Understanding(intent=Intent.DECLINE, declined=(question.key,))
            self._declined.append(question.key)
            self._use(self._parts[:1])
        return None

    def _read_wishes(self) -> None:
        """Read what corrects, asks, rules out or likes something."""
        corrections = read_corrections(self._free, self._context, self._knows, self._tells_new)
        self._edits.extend(corrections.edits)
        self._unread.extend(corrections.unread)
        self._use(corrections.read)
        closing = [c for c in self._free if declines(c) or has_nothing(c)]
        self._use(closing)
        self._closing = closing
        self._requests = read_requests(self._free, self._context, self._knows)
        self._use(request.clause for request in self._requests)
        for clause in list(self._free):
            limits = read_limits(clause, self._knows)
            notes = () if limits else (*read_interests(clause), *read_skills(clause))
            self._edits.extend(AddLimit(limit) for limit in limits)
            self._edits.extend(notes)
            if limits or (notes and not find_dates(clause.text, self._context.today)):
                self._use([clause])

    def _read_career(self) -> None:
        kept = {clause.start for clause in self._free}
        taken = [(c.start, c.end) for c in self._parts if c.start not in kept]
        rest = blank(self._message, taken)
        reading = self._career_in(rest)
        self._add_jobs(reading)
        for mention in reading.education:
            self._add_education(mention.education)
        self._edits.extend(Note("skill", skill) for skill in reading.skills)
        told = bool(reading.jobs or reading.education)
        changes = reading.changes
        if not told and not changes and self._gives_only_dates(rest):
            changes = read_dates_answer(rest, self._context.today) or {}
        if changes:
            self._change_known(rest, changes, reading.jobs)
        elif not told and self._topic == Topic.EDUCATION_YEAR:
            self._date_education(rest)
        spans = reading.consumed
        self._free = [
            c for c in self._free if not any(c.start < right and left < c.end for left, right in spans)
        ]
        self._unread.extend(reading.workplaces)

    def _career_in(self, rest: str) -> CareerReading:
        """Read jobs and education, first as if nothing was asked when jobs were asked for.

        The open question lets phrases alone count as answers ("nurse"), so it is only used for
        text in which nothing is told outright.
        """
        asked = self._context
        free = replace(asked, question=None)
        about_jobs = self._topic in (Topic.FIRST_JOB, Topic.OTHER_JOBS)
        first, second = (free, asked) if about_jobs else (asked, free)
        reading = self._reader.read_career(rest, first)
        dated = about_jobs or find_dates(rest, asked.today)
        if not (reading.jobs or reading.education or reading.changes) and dated:
            return self._reader.read_career(rest, second)
        return reading

    def _gives_only_dates(self, rest: str) -> bool:
        """Whether a message without a job can be the dates of a known one."""
        if self._topic == Topic.JOB_DATES:
            return True
        job = last_told(self._context.history.jobs)
        words = fold(rest).replace(";", " ").split()
        return job is not None and job.start is None and job.end is None and len(words) <= _FEW

    def _add_jobs(self, reading: CareerReading) -> None:
        known = self._context.history.jobs
        for mention in reading.jobs:
            before = self._before(mention)
            self._edits.append(AddJob(mention.job, before))

    def _before(self, mention: JobMention) -> str | None:
        """Return the known job that a mention came before ("before that I was ...")."""
        if mention.place != Place.BEFORE or mention.neighbour is not None:
            return None
        question, jobs = self._context.question, self._context.history.jobs
        asked = [j.id for j in jobs if question and j.id == question.subject]
        latest = last_told(jobs)
        return asked[0] if asked else (latest.id if latest else None)

    def _add_education(self, entry: Any) -> None:
        question = self._context.question
        bare = entry.level is None and entry.field is None and entry.school is None
        if bare and question and question.topic == Topic.EDUCATION_YEAR and question.subject:
            if entry.year:
                self._edits.append(ChangeEducation(question.subject, {"year": entry.year}))
            return
        self._edits.append(AddEducation(entry))

    def _change_known(
        self, rest: str, changes: dict[str, Any], told: Sequence[JobMention]
    ) -> None:
        """Give dates said without a job to the job they are about; beside new jobs, only add."""
        job = find_job(fold(rest), self._context)
        if told:
            of_new = [m.job.start for m in told] + [m.job.end for m in told]
            changes = {
                name: value
                for name, value in changes.items()
                if job and getattr(job, name) is None and value not in of_new
            }
            if not changes:
                return
        if job is None:
            self._unread.append(" ".join(rest.replace(";", " ").split()))
            return
        self._edits.append(ChangeJob(job.id, changes))
        self._free = []

    def _date_education(self, rest: str) -> None:
        question = self._context.question
        spans = find_dates(rest, self._context.today)
        if not spans or not question or not question.subject:
            return
        year = spans[-1].end if spans[-1].end not in (None, "present") else spans[-1].start
        if year:
            self._edits.append(ChangeEducation(question.subject, {"year": year}))
            self._free = []

    def _read_answer(self) -> None:
        """Read what is left as an answer to the open question."""
        question = self._context.question
        told = any(isinstance(edit, AddJob | AddEducation) for edit in self._edits)
        for clause in [c for c in self._free if is_bare(c) and not told]:
            if self._topic == Topic.LIMITS:
                self._edits.append(AddLimit(read_limit_answer(clause, self._knows)))
                self._use([clause])
            elif self._topic == Topic.INTERESTS:
                self._edits.extend(read_interest_answer(clause))
                self._use([clause])
        for clause in self._closing:
            if self._answered():
                continue
            if ends_jobs(clause) and not declines(clause):
                self._declined.append(Question(Topic.OTHER_JOBS).key)
                self._nothing = True
            elif question and (declines(clause) or question.topic not in OPEN_TOPICS):
                self._declined.append(question.key)
            elif declines(clause):
                self._unwilling = True
            else:
                self._nothing = True
        self._unread.extend(
            c.text
            for c in self._free
            if not self._edits
            and _UNREAD.search(c.plain) and not _DENIED.search(c.plain) and not c.asks
        )

    def _answered(self) -> bool:
        """Whether the message already gives facts on the open question."""
        topic = self._topic
        if topic in (Topic.JOB_DATES, Topic.EDUCATION_YEAR):
            return any(isinstance(e, ChangeJob | ChangeEducation) for e in self._edits)
        if topic == Topic.INTERESTS:
            return any(isinstance(e, Note) for e in self._edits)
        if topic == Topic.LIMITS:
            return any(isinstance(e, AddLimit) for e in self._edits)
        return bool(self._edits)

    def _intent(self) -> tuple[Intent, str | None]:
        request = strongest(self._requests)
        if request and (request.intent not in _SMALL_TALK or not self._edits):
            if request.intent not in _SMALL_TALK or not (self._nothing or self._declined):
                return request.intent, request.subject
        question = self._context.question
        if question and question.key in self._declined and not self._nothing:
            return Intent.DECLINE, None
        if self._edits:
            return Intent.TELL, None
        if self._nothing or self._unwilling:
            return Intent.NOTHING_MORE if self._nothing else Intent.DECLINE, None
        return unmatched_question(self._free) or Intent.UNCLEAR, None

    def _fitting(self) -> tuple[Edit, ...]:
        """Return the edits that the history takes; say the others back as unread."""
        history, kept = self._context.history, []
        for edit in self._edits:
            try:
                history = apply(history, [edit])
            except (KeyError, ValueError) as error:
                self._unread.append(str(error))
            else:
                kept.append(edit)
        return tuple(kept)
