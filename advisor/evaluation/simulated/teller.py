"""A simulated person in a conversation: answers what is asked, then tells what is left."""

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Literal

from rapidfuzz.fuzz import token_set_ratio

from advisor.career import EducationLevel
from advisor.evaluation.expected import ExpectedEducation, ExpectedHistory, ExpectedJob
from advisor.evaluation.simulated.asides import EXCUSES, INTERRUPTIONS
from advisor.evaluation.simulated.person import Held, Person, Studied
from advisor.evaluation.simulated.styles import STYLE_OF
from advisor.evaluation.simulated.talk import Answered, Question
from advisor.evaluation.simulated.wording import Said, Wording
from advisor.model.situation import GroupOf

_Field = Literal["employer", "start", "end"]
_EMPLOYER: frozenset[_Field] = frozenset({"employer"})
_UNTOLD: frozenset[_Field] = frozenset({"employer", "start", "end"})
_OPEN = (EducationLevel.SOME_COLLEGE,)
_MOST_ASIDES = 3
_SAME_TITLE = 60
"""Likeness (0 to 100) from which a title the advisor asks about is taken for one told."""
_ORDER = {"latest first": True, "oldest first": False}


class Teller:
    """Says a person's messages one after the other.

    Attributes:
        style: how they tell.
    """

    def __init__(self, person: Person, group_of: GroupOf) -> None:
        """Think of what there is to tell.

        Args:
            person: whose history it is.
            group_of: Census group of an O*NET code, to choose among options.
        """
        self.style = STYLE_OF[person.style]
        self._person = person
        self._group_of = group_of
        self._rng = random.Random(person.seed)  # nosec B311  # noqa: S311  # no secret
        self._words = Wording(self.style, person.present, self._rng)
        self._untold = _in_order(person.jobs, self.style.order, self._rng)
        self._told: list[Held] = []
        self._undated: list[Held] = []
        self._fixes: list[tuple[Held, Said]] = []
        self._subject: Held | None = None
        self._keeps_school = self._rng.random() < self.style.refuses
        self._school: list[Studied] = [] if self._keeps_school else list(person.education)
        self._school_told: list[Studied] = []
        self._pending: Question | None = None
        self._asides = 0
        self._asked_for_suggestions = False

    def say(self, answer: Answered | None, *, suggested: bool) -> Said | None:
        """Return the next message; None when there is nothing left to say.

        Args:
            answer: what the advisor said last; None at the beginning.
            suggested: whether it has shown suggestions.
        """
        if answer is None:
            return self._opening()
        if answer.question is not None:
            self._pending = answer.question
        if self._fixes:
            self._subject, fix = self._fixes.pop(0)
            return fix
        if self._pending is not None:
            if self._asides < _MOST_ASIDES and self._rng.random() < self.style.asides:
                self._asides += 1
                return self._words.plain(EXCUSES if self.style.refuses else INTERRUPTIONS)
            question, self._pending = self._pending, None
            return self._answer(question)
        return self._unasked(suggested=suggested)

    def expected(self) -> ExpectedHistory:
        """Return what should have been understood: everything that was told, corrected."""
        jobs = tuple(
            ExpectedJob(
                title=job.title,
                codes=(job.code,),
                employer=None,
                start=str(job.start),
                end="present" if job.end is None else str(job.end),
                approximate=self.style.vague,
                # A job whose dates nobody got to ask for was told all the same.
                ungraded=_UNTOLD if job in self._undated else _EMPLOYER,
            )
            for job in sorted(self._told, key=lambda job: job.start)
        )
        education = tuple(
            ExpectedEducation(
                level=entry.level,
                field=None,
                year=str(entry.year) if entry.year else None,
                # What was broken off was never finished, so it has no year.
                ungraded=frozenset({"field", "year"} if entry.level in _OPEN else {"field"}),
            )
            for entry in self._school_told
        )
        return ExpectedHistory(jobs=jobs, education=education)

    def _opening(self) -> Said:
        words, sentences = self._words, self.style.sentences
        parts: list[Said] = []
        if self._person.jobs[-1].end is not None:
            studying = self._person.studying
            parts.append(words.plain(sentences.studying if studying else sentences.idle))
        told = self._jobs()
        if self.style.school:
            # Who tells everything also tells the years without work.
            pauses = [words.pause(pause) for pause in self._person.pauses]
            school = self._all_school()
            if self.style.order == "mixed":
                rest = [*pauses, *school]
                self._rng.shuffle(rest)
                pairs = zip_longest(told, rest)
                told = [part for pair in pairs for part in pair if part is not None]
            else:
                told += [*pauses, *school]
        return self._words.together([*parts, *told])

    def _answer(self, question: Question) -> Said:
        words, sentences = self._words, self.style.sentences
        match question.topic:
            case "job_dates":
                return self._dates(question)
            case "job_title":
                return self._choice(question)
            case "first_job" | "other_jobs":
                return (
                    self._words.together(self._jobs())
                    if self._untold
                    else words.plain(sentences.no_more)
                )
            case "education" | "education_year" if self._keeps_school:
                return words.plain(sentences.refusal)
            case "education" | "education_year":
                if not self._school and not self._school_told:
                    return words.plain(("I'd have to look that up.",))
                self._school = self._school or [*self._school_told]
                return self._words.together(self._all_school())
            case "interests":
                return words.plain(sentences.no_interest)
            case "limits":
                return words.plain(sentences.no_limit)
            case "which_date" if self._subject:
                return words.later(self._subject)
            case _:
                return words.plain(("None of these.",))

    def _unasked(self, *, suggested: bool) -> Said | None:
        if self._untold:
            return self._words.together(self._jobs(dated=True))
        if self._undated:
            self._subject = self._undated.pop(0)
            return self._words.later(self._subject)
        if self._school:
            return self._words.together(self._all_school())
        if not suggested and not self._asked_for_suggestions:
            self._asked_for_suggestions = True
            return Said("What would you suggest?")
        return None

    def _jobs(self, dated: bool | None = None) -> list[Said]:
        """Tell the next jobs, as many as come in a message."""
        now = self._untold[: self.style.jobs]
        del self._untold[: self.style.jobs]
        return [self._job(job, self.style.dated if dated is None else dated) for job in now]

    def _job(self, job: Held, dated: bool) -> Said:
        before = any(other.title == job.title for other in self._told)
        self._told.append(job)
        self._subject = job
        if not dated and not before:
            self._undated.append(job)
            return self._words.job(job, dated=False)
        twice = sum(other.title == job.title for other in self._person.jobs) > 1
        wrong = None if twice or self._rng.random() >= self.style.slips else self._mistaken(job)
        if wrong is None:
            return self._words.job(job, told_before=before)
        self._fixes.append((job, self._words.put_right(job, wrong)))
        return self._words.job(wrong)

    def _mistaken(self, job: Held) -> Held | None:
        """Return a job with one of its years wrong by one or two; None if that cannot be."""
        off = self._rng.choice((1, 2))
        if job.end is None or self._rng.random() < 0.5:
            return replace(job, start=job.start - off)
        last = min(job.end + off, self._person.present)
        return replace(job, end=last) if last != job.end else None

    def _all_school(self) -> list[Said]:
        told = [self._words.school(entry) for entry in self._school]
        self._school_told += [e for e in self._school if e not in self._school_told]
        self._school = []
        return told

    def _dates(self, question: Question) -> Said:
        asked = (question.about or "").casefold()
        among = self._undated or self._told
        likeness = [token_set_ratio(asked, job.title.casefold()) for job in among]
        best = max(likeness, default=0)
        if best < _SAME_TITLE:
            return self._words.plain(("I don't remember.", "No idea."))
        job = among[len(among) - 1 - likeness[::-1].index(best)]
        if job in self._undated:
            self._undated.remove(job)
        return self._words.dates(job)

    def _choice(self, question: Question) -> Said:
        """Choose the option of the right group for the job asked about, if there is one."""
        asked = (question.about or "").casefold()
        job = max(self._told, key=lambda job: token_set_ratio(asked, job.title.casefold()))
        for number, option in enumerate(question.options, 1):
            if self._group_of(option.code) == job.group:
                return self._words.plain((str(number), f"number {number}", option.title))
        return self._words.plain(("None of these.",))


def _in_order(jobs: Sequence[Held], order: str, rng: random.Random) -> list[Held]:
    if order in _ORDER:
        return sorted(jobs, key=lambda job: job.start, reverse=_ORDER[order])
    mixed = list(jobs)
    rng.shuffle(mixed)
    return mixed
