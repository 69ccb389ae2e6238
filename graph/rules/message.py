"""Read one message: corrections, requests and wishes first, then the career in what is left."""

import re
from collections.abc import Iterable

from advisor.career import Limit, LimitKind
from advisor.edits import (
    AddEducation,
    AddJob,
    AddLimit,
    ChangeEducation,
    ChangeJob,
    Edit,
    Note,
    RemoveEducation,
    RemoveJob,
)
from graph.rules.answers import OPEN_TOPICS, declines, ends_jobs, has_nothing, is_bare, never_worked
from graph.rules.career_edits import read_career_edits
from graph.rules.corrections import read_corrections
from graph.rules.cv_sections import looks_like_cv
from graph.rules.dates import find_dates
from graph.rules.feelings import feeling_of, gravest
from graph.rules.fitting import fitting
from graph.rules.intents import (
    Request,
    has_words,
    is_asked,
    read_requests,
    strongest,
    turns_all_down,
    unmatched_question,
)
from graph.rules.interests import read_contrast, read_interest_answer, read_interests, read_skills
from graph.rules.kin import care_over
from graph.rules.languages import unread_language
from graph.rules.limits import is_willing, read_limit_list, read_limits
from graph.rules.options import read_choice, turns_down
from graph.rules.reader import LONGEST, CareerReader, join_columns
from graph.rules.references import same_name
from graph.rules.sentences import Clause, blank, clauses
from graph.rules.subjects import clean_subject, pointed
from graph.rules.tastes import goes_on_liking, read_listed_tastes
from graph.rules.which_date import read_placed
from graph.rules.words import fold
from graph.understanding import Feeling, Intent, Question, Topic, TurnContext, Understanding

_LONG_TEXT = 60
"""Clauses from which a message only tells, and asks or corrects nothing."""

_UNREAD = re.compile(
    r"\b(?:i|we)(?:'ve| have| also|'m| am| was)? (?:\w+ )?(?:work(?:ed|ing)?|employed|hired|job|"
    r"trained|studied|graduated|volunteered|managed|ran|taught|sold|drove|built)\b"
    r"|\b(?:my (?:\w+ )?(?:job|position|role|employer)|trabaj[eao]\w*|worked (?:as|at|for|in))\b"
)
"""A clause that tells of work, so that it is said back when nothing was read from it ..."""
_DENIED = re.compile(r"\b(?:never|no|not|don't|didn't|can't|won't|wasn't)\b")
"""... unless it denies something."""
_LONGEST_UNREAD = 120
_MINE = re.compile(r"\bi\b|\bmy (?:job|work)\b")
"""A clause with facts of the person's own, beside what it tells of others."""
_OF_OTHERS = frozenset({Feeling.LOSS, Feeling.ILLNESS, Feeling.BOSS})

_ABOUT_AN_OCCUPATION = frozenset(
    {Intent.WHY, Intent.WEIGH, Intent.PAY, Intent.OUTLOOK, Intent.SKILLS}
)
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
        self._nothing = self._unwilling = self._removed = False
        self._requests: tuple[Request, ...] = ()
        self._unplaced: str | None = None
        self._meant: str | None = None
        self._feeling: Feeling | None = None

    def read(self) -> Understanding:
        """Return what the message says."""
        if not has_words(self._parts):
            return Understanding(intent=Intent.EMPTY)
        language = unread_language(self._message)
        if language:
            return Understanding(intent=Intent.LANGUAGE, subject=language)
        chosen = read_choice(self._message, self._parts, self._context, self._knows)
        if chosen:
            return chosen
        placed = read_placed(self._parts, self._context)
        if placed:
            return Understanding(placed.edits, unplaced=placed.unplaced)
        if self._context.question and turns_down(self._parts, self._context):
            self._declined.append(self._context.question.key)
            self._use(self._parts[:1])
        if not self._is_cv():
            self._read_feelings()
            self._read_corrections()
            self._read_requests()
            self._read_wishes()
            self._read_tastes()
        named = self._only_named()
        if named:
            return Understanding(intent=Intent.NAMED, subject=named)
        self._read_career()
        self._read_bare_answers()
        self._read_closing()
        intent, subject = self._intent()
        edits, misfits = fitting(self._edits, self._context.history, self._message)
        self._unread.extend(misfits)
        return Understanding(
            edits=edits,
            intent=intent,
            subject=subject,
            compared=self._compared(intent, subject),
            unread=tuple(dict.fromkeys(text[:_LONGEST_UNREAD] for text in self._unread if text)),
            declined=tuple(dict.fromkeys(self._declined)),
            unplaced=self._unplaced,
            meant=self._meant,
            feeling=self._feeling,
        )

    @property
    def _topic(self) -> Topic | None:
        return self._context.question.topic if self._context.question else None

    def _is_cv(self) -> bool:
        folded = join_columns(self._message, fold(self._message))
        dates = find_dates(self._message, self._context.today, folded)
        return len(self._parts) > _LONG_TEXT or looks_like_cv(folded, dates)

    def _knows(self, words: str) -> bool:
        return self._reader.titles.knows(fold(words))

    def _use(self, used: Iterable[Clause]) -> None:
        """Keep the later steps from reading clauses again."""
        starts, ends = {c.start for c in used}, {c.end for c in used}
        self._free = [c for c in self._free if c.start not in starts and c.end not in ends]

    def _read_feelings(self) -> None:
        """Take up a loss, an illness, a bad boss; what is told of others is read no further."""
        self._feeling = gravest(self._parts)
        self._edits.extend(care_over(self._message, self._context.history))
        told = [clause for clause in self._free if feeling_of(clause) in _OF_OTHERS]
        self._use([clause for clause in told if not _MINE.search(clause.plain)])

    def _read_corrections(self) -> None:
        corrections = read_corrections(self._free, self._context, self._knows, self._tells_new)
        self._edits.extend(corrections.edits)
        self._unread.extend(corrections.unread)
        self._unplaced, self._meant = corrections.unplaced, corrections.meant
        self._use(corrections.read)
        removed = (RemoveJob, RemoveEducation)
        self._removed = any(isinstance(edit, removed) for edit in corrections.edits)

    def _tells_new(self, clause: Clause) -> bool:
        """Whether the message, up to the end of a clause, tells of a job not known before."""
        reading = self._reader.read_career(self._message[: clause.end], self._context)
        known = [job.title for job in self._context.history.jobs]
        return any(not any(same_name(m.job.title, t) for t in known) for m in reading.jobs)

    def _read_requests(self) -> None:
        # With suggestions on the screen and no question open, "none of these" is about them.
        shown = bool(self._context.suggestions) and self._context.question is None
        self._closing = [
            c
            for c in self._free
            if (declines(c) or has_nothing(c)) and not (shown and turns_all_down(c))
        ]
        self._use(self._closing)
        requests = read_requests(self._free, self._context, self._knows)
        self._requests = tuple(r for r in requests if not self._states_limit(r))
        self._use([request.clause for request in self._requests])
        for request in self._requests:
            # "I'm interested in robotics" asks about no occupation alone: it is liked as well.
            wished = request.intent is Intent.WEIGH and not is_asked(request.clause)
            if wished and request.subject and not self._knows(request.subject):
                self._edits.extend(read_interests(request.clause))

    def _states_limit(self, request: Request) -> bool:
        """Whether a clause only looks like a request: "the pay is bad, I need 80k"."""
        denied = request.clause.plain.startswith(("no ", "not "))
        stated = request.intent in _ABOUT_AN_OCCUPATION - (set() if denied else {Intent.WEIGH})
        return stated and not is_asked(request.clause) and bool(self._limits(request.clause))

    def _limits(self, clause: Clause) -> tuple[Limit, ...]:
        return read_limits(clause, self._knows)

    def _read_wishes(self) -> None:
        """Read limits, interests and skills; a clause with dates may tell of a job as well."""
        liked = -1
        for clause in list(self._free):
            limits = self._limits(clause)
            notes = () if limits else (*read_interests(clause), *read_skills(clause))
            if self._topic in (Topic.INTERESTS, Topic.LIMITS):
                notes = (*notes, *read_contrast(clause))
            if not limits and not notes and clause.sentence - liked in (0, 1, 2) and liked >= 0:
                dated = find_dates(clause.text, self._context.today)
                notes = () if dated else goes_on_liking(clause)
            if any(note.kind == "interest" for note in notes):
                liked = clause.sentence
            self._edits.extend(AddLimit(limit) for limit in limits)
            self._edits.extend(notes)
            if limits or (notes and not find_dates(clause.text, self._context.today)):
                self._use([clause])

    def _read_tastes(self) -> None:
        """Read lists of what the person likes, which people give whatever was asked."""
        if self._edits and not all(isinstance(edit, Note) for edit in self._edits):
            return
        if find_dates(self._message, self._context.today) or not self._context.history.jobs:
            return
        for clause in list(self._free):
            notes = read_listed_tastes(clause, self._topic, self._knows)
            self._edits.extend(notes)
            if notes:
                self._use([clause])

    def _read_career(self) -> None:
        kept = {clause.start for clause in self._free}
        taken = [(c.start, c.end) for c in self._parts if c.start not in kept]
        rest = blank(self._message, taken)
        found = read_career_edits(self._reader, rest, self._context, removed=self._removed)
        self._edits.extend(found.edits)
        self._unread.extend(found.unread)
        self._unplaced = self._unplaced or found.unplaced
        spans = ((0, len(self._message)),) if found.consumed is None else found.consumed
        self._free = [
            clause
            for clause in self._free
            if not any(clause.start < right and left < clause.end for left, right in spans)
        ]

    def _only_named(self) -> str | None:
        """Return the occupation that is all a message says after suggestions."""
        if self._context.question or not self._context.suggestions or len(self._parts) != 1:
            return None
        (clause,) = self._parts
        if self._free != [clause] or clause.asks or find_dates(clause.text, self._context.today):
            return None
        if self._reader.read_career(self._message, self._context).education:
            return None
        subject = clean_subject(clause.plain)
        alone = subject is not None and subject in (clause.plain, clause.plain.partition(" ")[2])
        known = any(same_name(clause.plain, job.title) for job in self._context.history.jobs)
        return subject if alone and not known and self._knows(subject or "") else None

    def _read_bare_answers(self) -> None:
        """Read phrases left over as answers to a question about interests or limits."""
        if any(isinstance(edit, AddJob | AddEducation) for edit in self._edits):
            return
        for clause in [c for c in self._free if is_bare(c)]:
            if self._topic == Topic.LIMITS:
                found = read_limit_list(clause, self._knows)
                if self._edits and any(limit.kind is LimitKind.OTHER for limit in found):
                    # "I don't want to travel, my mother here": a reason, no other limit.
                    continue
                self._edits.extend(AddLimit(limit) for limit in found)
                self._use([clause])
            elif self._topic == Topic.INTERESTS:
                self._edits.extend(read_interest_answer(clause))
                self._use([clause])

    def _read_closing(self) -> None:
        """Read "skip" and "that's all", unless the question was answered all the same."""
        question = self._context.question
        for clause in [] if self._answered() else self._closing:
            unwilling = declines(clause)
            if not unwilling and self._has_no_job(clause):
                self._declined.append(Question(Topic.FIRST_JOB).key)
            if ends_jobs(clause) and not unwilling:
                self._declined.append(Question(Topic.OTHER_JOBS).key)
                self._nothing = True
            elif question and (unwilling or question.topic not in OPEN_TOPICS):
                self._declined.append(question.key)
            else:
                self._unwilling |= unwilling
                self._nothing |= not unwilling
        if not self._edits:
            told = [c for c in self._free if _UNREAD.search(c.plain) and not c.asks]
            self._unread.extend(c.text for c in told if not _DENIED.search(c.plain))

    def _has_no_job(self, clause: Clause) -> bool:
        """Whether there is no first job to be asked for."""
        known = self._context.history.jobs or any(isinstance(e, AddJob) for e in self._edits)
        return not known and (self._topic is Topic.FIRST_JOB or never_worked(clause))

    def _answered(self) -> bool:
        """Whether the message gives facts on the open question."""
        kinds: dict[Topic | None, tuple[type, ...]] = {
            Topic.JOB_DATES: (ChangeJob,),
            Topic.EDUCATION_YEAR: (ChangeEducation,),
            Topic.INTERESTS: (Note,),
            Topic.LIMITS: (AddLimit,),
        }
        return any(isinstance(edit, kinds.get(self._topic, (object,))) for edit in self._edits)

    def _intent(self) -> tuple[Intent, str | None]:
        request = strongest(self._requests)
        closes = self._nothing or bool(self._declined)
        if request and request.intent not in _SMALL_TALK:
            return request.intent, request.subject or self._pointed_at(request)
        if request and not self._edits and not closes:
            return request.intent, None
        question = self._context.question
        if question and question.key in self._declined and not self._nothing:
            return Intent.DECLINE, None
        clearing = self._unplaced or self._meant
        if self._edits or clearing or any(is_willing(clause) for clause in self._free):
            return Intent.TELL, None
        if self._nothing or self._unwilling:
            return Intent.NOTHING_MORE if self._nothing else Intent.DECLINE, None
        return unmatched_question(self._free) or Intent.UNCLEAR, None

    def _compared(self, intent: Intent, subject: str | None) -> str | None:
        """Return what the subject is to be compared with."""
        found = (r.compared for r in self._requests if (r.intent, r.subject) == (intent, subject))
        return next((other for other in found if other), None)

    def _pointed_at(self, request: Request) -> str | None:
        """Return the suggestion meant by "it" in "the second one sounds nice, what does it pay"."""
        if request.intent not in _ABOUT_AN_OCCUPATION:
            return None
        count = len(self._context.suggestions)
        numbers = [pointed(clause.plain, count) for clause in self._free]
        return next((str(number) for number in numbers if number), None)
