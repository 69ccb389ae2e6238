"""Read one message: corrections, requests and wishes first, then the career in what is left."""

from collections.abc import Iterable

from advisor.edits import Edit, RemoveEducation, RemoveJob
from graph.rules.answers import declines, has_nothing
from graph.rules.career_edits import read_career_edits
from graph.rules.closing import read_closing
from graph.rules.corrections import read_corrections
from graph.rules.cv_sections import looks_like_cv
from graph.rules.dates import find_dates
from graph.rules.feelings import gravest, of_others
from graph.rules.fitting import fitting
from graph.rules.intents import (
    Request,
    has_words,
    is_asked,
    read_requests,
    says,
    strongest,
    turns_all_down,
    unmatched_question,
)
from graph.rules.interests import read_interests
from graph.rules.kin import care_over
from graph.rules.languages import unread_language
from graph.rules.limits import is_willing, read_limits
from graph.rules.options import read_choice, turns_down
from graph.rules.reader import LONGEST, CareerReader, join_columns
from graph.rules.references import same_name
from graph.rules.sentences import Clause, blank, clauses
from graph.rules.subjects import clean_subject, pointed
from graph.rules.unread import tells_of_work
from graph.rules.which_date import read_placed
from graph.rules.wishes import Wishes, read_bare_answers, read_tastes, read_wishes
from graph.rules.words import fold
from graph.understanding import Feeling, Intent, TurnContext, Understanding

_LONG_TEXT = 60
"""Clauses from which a message only tells, and asks or corrects nothing."""

_LONGEST_UNREAD = 120

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
        named = self._only_named()
        if named:
            return Understanding(intent=Intent.NAMED, subject=named)
        self._read_career()
        self._take(read_bare_answers(self._free, self._edits, self._context, self._knows))
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
        self._use([c for c in self._free if of_others(c, self._reader, self._context)])

    def _read_corrections(self) -> None:
        parts = [c for c in self._free if not says(Intent.ERASE, c)]
        corrections = read_corrections(parts, self._context, self._knows, self._tells_new)
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
            if (declines(c) or has_nothing(c))
            and not (says(Intent.STOP, c) or (shown and turns_all_down(c)))
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
        limits = (
            stated and not is_asked(request.clause) and read_limits(request.clause, self._knows)
        )
        return bool(limits)

    def _read_wishes(self) -> None:
        self._take(read_wishes(self._free, self._context, self._knows))
        if not find_dates(self._message, self._context.today):
            self._take(read_tastes(self._free, self._edits, self._context, self._knows))

    def _take(self, found: Wishes) -> None:
        self._edits.extend(found.edits)
        self._use(found.read)

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

    def _read_closing(self) -> None:
        closing = read_closing(self._closing, self._edits, self._context)
        self._declined.extend(closing.declined)
        self._nothing, self._unwilling = closing.nothing, closing.unwilling
        if not self._edits:
            self._unread.extend(clause.text for clause in self._free if tells_of_work(clause))

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
