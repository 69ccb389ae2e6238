"""Read corrections of what was told: another date, name or employer, something to be removed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from advisor.career import PRESENT, Education, EducationLevel, Job
from advisor.edits import (
    ChangeEducation,
    ChangeJob,
    Edit,
    Forget,
    RemoveEducation,
    RemoveJob,
)
from graph.rules.date_corrections import correct_dates, says_when
from graph.rules.references import find_education, find_job, last_told, names, speaks_of_school
from graph.rules.renaming import rename
from graph.rules.sentences import Clause
from graph.rules.spelling import repair
from graph.rules.subjects import KnowsTitle
from graph.understanding import Topic, TurnContext


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a message corrects.

    Attributes:
        edits: changes to known entries.
        read: the clauses they were read from.
        unread: corrections of which it is not clear what they change.
    """

    edits: tuple[Edit, ...] = ()
    read: tuple[Clause, ...] = ()
    unread: tuple[str, ...] = ()


_LONGEST_CLAUSE = 200
"""Characters; longer clauses tell something new."""

_CUE = re.compile(
    r"^(?:(?:oh|ah|well|and|but|ok|okay|so|hm+|um+|ups?|oops|whoops|yes|yeah)[ ,]+)*"
    r"(?:no+|nope|nah|actually|sorry|wait|correction|oops|whoops|my (?:mistake|bad)|i (?:made|meant|mean)\b|"
    r"rather|pardon|not (?:quite|exactly|right)|that(?:'s| is| was) (?:wrong|not right|incorrect|not correct|a mistake)|"
    r"(?:the|my|those|these|that|your) (?:\w+ ){0,3}?(?:is|are|was|were) (?:wrong|incorrect|off|not right|mistaken|not correct)|wrong|to correct|let me correct|"
    r"i misspoke|i mistyped|typo|perdon|en realidad|disculpa|me equivoque|quise decir|excuse me|hold on|scratch that)\b[ ,:;-]*"
)
_ONLY_CUE = re.compile(
    r"^(?:(?:oh|no+|nope|wait|sorry|actually|oops|whoops|hold on|my (?:mistake|bad)|correction|wrong|typo|perdon|that's (?:wrong|not right)|"
    r"that is (?:wrong|not right)|i made (?:a|an|one) (?:mistake|error|typo)|the (?:date|year|title|employer)s? (?:is|are|was|were) (?:wrong|off|incorrect)|"
    r"i (?:got|had|have) (?:that|it|the (?:date|year)s?) wrong|i misspoke|let me correct (?:that|myself)|en realidad|me equivoque|disculpa)[ ,]*)+$"
)
_REMOVE = re.compile(
    r"\b(?:please )?(?:remove|delete|drop(?! out| off| by)|erase|take (?:out|off|away)|get rid of|leave out|cross out|strike|discard|scrap|"
    r"forget(?: about)?|ignore|scratch|undo|disregard|elimina|borra|quita|olvida)(?! (?:to|how|all (?:previous|prior)|previous|my data|everything)\b)(?: (?P<what>.+))?$"
)
_REMOVE_END = re.compile(
    r"^(?:can|could|would) you |(?: (?:please|from (?:the|my) (?:list|history|timeline)|then|now|off(?: the list)?|out|(?:that )?i (?:said|told you|mentioned)(?: about| earlier| before)*))+$"
)
_STARTS_REMOVAL = re.compile(
    r"^(?:(?:please|just|so|and|then|you can|you should|can you|could you|would you|let's|i want (?:you )?to|i'd like (?:you )?to|no|actually|sorry|wait|ok|okay|oh)[ ,]+)*"
    r"(?:remove|delete|drop|erase|take (?:out|off|away)|get rid of|leave out|cross out|strike|discard|scrap|forget|ignore|scratch|undo|disregard|elimina|borra|quita|olvida)\b"
)
_PRONOUN_ONLY = re.compile(
    r"(?:that|it|this|that one|this one|that job|this job|the last (?:one|thing|job|entry|bit|part)|last one|it all|what i (?:just )?said|eso|ese|esto)?"
)
_NEVER = re.compile(
    r"\bi (?:have |had )?(?:never|didn't|did not|wasn't|was not|haven't|don't)(?: (?:actually|really|even|ever))* (?:work(?:ed)?|was|been|had|do|did|employed|have)?\b"
)
_OPENS_CONTRAST = re.compile(r"(?:not|instead of|rather than|no (?:en )?(?=\d))\b")
_DENIES = re.compile(r"\b(?:wasn't|was not|isn't|is not|it's not|not|no era|no fue)\b")
_ONGOING = re.compile(
    r"\b(?:i )?(?:still (?:work|working|am|employed|there|at|do|doing|on|have|hold|ongoing|going|my|current)|(?:i'm|am|'m|is|it's|that's) (?:still|ongoing|current)|"
    r"haven't (?:left|quit|stopped)|never left|(?:is|that's|it's|as) my (?:current|present) (?:job|role|position)|current job|"
    r"(?:is|it's|that's) (?:not over|ongoing|current|my job now)|todavia trabajo|sigo (?:trabajando|ahi|alli)|still going|until (?:now|today))\b"
)
_ASKS = re.compile(r"(?:can|could|should|would|do|does|am|is|are|will|what|how|why)\b")
_NOT_ANYMORE = re.compile(
    r"\b(?:don't|do not|no longer|not) (?:work|working|there|employed|do|doing)\b.{0,25}\b(?:there|anymore|any more|now|it|that|here|longer)\b|\bno longer (?:work|there|employed|do)\b|\bya no trabajo\b"
)
_UNFINISHED = re.compile(
    r"\b(?:didn't|did not|never|haven't|have not|couldn't|wasn't able to|no) (?:actually |really |quite |ever )*(?:finish(?:ed)?|complete[d]?|graduate[d]?|get|got|receive[d]?|earn(?:ed)?|termine)\b"
    r"|\bdropped out\b|\bquit (?:school|college|university)\b|\bi'?m? left (?:school|college|university|before graduating)\b"
)
_STUDYING = re.compile(
    r"\b(?:still|currently) (?:studying|in school|in college|working on (?:it|that|my degree)|a student|enrolled|in progress)\b|\bhaven't (?:finished|graduated|completed) (?:it |that |school |college )?yet\b"
)
_AFTER_ALL = re.compile(
    r"\b(?:don't|do not|wouldn't|won't) mind\b|\b(?:is|are|would be|is actually|are actually) (?:fine|ok|okay|no problem|alright|possible|good|not a problem)\b|"
    r"\b(?:can|could|would|will|i'd|i'll|i'm (?:fine|ok|okay|open|willing))\b.{0,40}\b(?:after all|if (?:needed|necessary|i have to|it pays)|now|actually)\b|\bafter all\b|\bopen to\b|\bchanged my mind about\b"
)
_LIMIT_TOPICS = {
    "no_more_school": r"\b(?:school|college|study|studying|degree|university|train(?:ing)?|classes|education)\b",
    "minimum_pay": r"\b(?:pay|salary|money|wages?|less)\b",
    "schedule": r"\b(?:nights?|weekends?|evenings?|shifts?|overtime|holidays?|hours|full[- ]?time|part[- ]?time|early|days)\b",
    "physical": r"\b(?:lift\w*|heavy|stand\w*|physical|feet|back|climb\w*)\b",
    "place": r"\b(?:travel\w*|commut\w*|relocat\w*|mov(?:e|ing)|driv\w*|remote|office|far)\b",
}


def read_corrections(
    parts: Sequence[Clause],
    context: TurnContext,
    knows_title: KnowsTitle,
    tells_new: Callable[[Clause], bool] = lambda _: False,
) -> Corrections:
    """Return what the clauses of a message correct in the history, and what stays unclear.

    Args:
        parts: the clauses, in order.
        context: what is known and asked.
        knows_title: tells occupations from other words.
        tells_new: whether the message, up to the end of a clause, tells of a job not known before;
            "I still work there" is about that one then.
    """
    reading = _Reader(context, knows_title, tells_new)
    place = 0
    while place < len(parts):
        before = parts[place - 1] if place else None
        contrast = _contrast(parts[place : place + 2])
        if contrast and reading.read(contrast, before):
            place += 2
            continue
        reading.read(parts[place], before)
        place += 1
    return Corrections(tuple(reading.edits), tuple(reading.used), tuple(reading.unread))


def _contrast(pair: Sequence[Clause]) -> Clause | None:
    """Join two clauses of one sentence that belong together: "it was Target" "not Walmart"."""
    if len(pair) < 2 or pair[0].sentence != pair[1].sentence:
        return None
    first, second = pair
    if not (_OPENS_CONTRAST.match(second.plain) or _DENIES.search(first.plain)):
        return None
    return Clause(
        f"{first.text}, {second.text}",
        f"{first.plain}, {second.plain}",
        first.start,
        second.end,
        second.asks,
        first.sentence,
    )


@dataclass(slots=True)
class _Reader:
    """Reads the clauses of one message in turn."""

    context: TurnContext
    knows_title: KnowsTitle
    tells_new: Callable[[Clause], bool]
    edits: list[Edit] = field(default_factory=list)
    used: list[Clause] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def read(self, clause: Clause, before: Clause | None) -> bool:
        """Read one clause; return whether it was a correction."""
        said = repair(clause.plain)
        if len(said) > _LONGEST_CLAUSE or _ONLY_CUE.fullmatch(said):
            return False
        announced = before is not None and _ONLY_CUE.fullmatch(repair(before.plain))
        cue = _CUE.match(said)
        core = said[cue.end() :] if cue else said
        if cue and re.match(r".*\bi mean", cue[0]):
            core = "i meant " + core
        edits = self._edits(clause, core or said, bool(cue or announced))
        if edits is None:
            return False
        self.used.append(clause)
        if before is not None and announced:
            self.used.append(before)
        if not edits:
            self.unread.append(clause.text)
        self.edits.extend(edit for edit in edits if edit not in self.edits)
        return True

    def _edits(self, clause: Clause, core: str, cued: bool) -> list[Edit] | None:
        """Return the edits of a clause; empty if it is unclear what it corrects, None if nothing."""
        for read in (self._removal, self._denial, self._limit, self._school):
            edits = read(core)
            if edits is not None:
                return edits
        ongoing = self._ongoing(core)
        if ongoing is not None:
            return None if self.tells_new(clause) else ongoing
        renamed = rename(clause, core, self.context, self.knows_title, cued=cued)
        if renamed is not None:
            return renamed
        return correct_dates(core, self.context, cued=cued)

    def _removal(self, core: str) -> list[Edit] | None:
        found = _REMOVE.search(core) if _STARTS_REMOVAL.match(core) else None
        if not found:
            return None
        what = _REMOVE_END.sub("", found["what"] or "").strip()
        pronoun = bool(_PRONOUN_ONLY.fullmatch(what))
        if pronoun and any(isinstance(e, RemoveJob | RemoveEducation | Forget) for e in self.edits):
            return list(self.edits)
        if not pronoun:
            forgotten = self._forget(what)
            if forgotten:
                return forgotten
        return self._remove_entry(what, pronoun)

    def _remove_entry(self, what: str, pronoun: bool) -> list[Edit] | None:
        history = self.context.history
        if pronoun:
            question = self.context.question
            asked = question.subject if question else None
            if any(e.id == asked for e in history.education):
                return [RemoveEducation(str(asked))]
            if what.startswith("the last") or not history.education or asked:
                job = find_job("", self.context)
                return [RemoveJob(job.id)] if job else None
            return []
        job = find_job(what, self.context, by_default=False)
        if job:
            return [RemoveJob(job.id)]
        entry = find_education(what, self.context, by_default=False)
        if entry and (speaks_of_school(what) or entry.field):
            return [RemoveEducation(entry.id)]
        return [] if history.jobs or history.education else None

    def _forget(self, what: str) -> list[Edit]:
        """Return the edits that forget the interests, skills and limits the words name."""
        history = self.context.history
        edits: list[Edit] = []
        if re.search(r"\blimits?\b|\brestriction|\bno\b|\binterest|\bskill|what i said about|\bthing", what):
            edits.extend(self._lift(what))
        for kind, known in (("interest", history.interests), ("skill", history.skills)):
            for text in known:
                core = re.sub(r"^(?:the |my |interest in |skill |what i said about )+| (?:interest|skill|hobby)$", "", what)
                if core and (core in text.lower() or text.lower() in core):
                    edits.append(Forget("interest" if kind == "interest" else "skill", text))
        return [] if names(what, history) and not edits else edits

    def _lift(self, said: str) -> list[Edit]:
        return [
            Forget("limit", limit.quote)
            for limit in self.context.history.limits
            if re.search(_LIMIT_TOPICS.get(limit.kind, r"(?!)"), said)
            or (limit.occupation and limit.occupation.lower() in said)
        ]

    def _denial(self, core: str) -> list[Edit] | None:
        """Read "I never worked at Walmart", if that is a known job."""
        if not _NEVER.search(core) or says_when(core, self.context) or " but " in core:
            return None
        if _ONGOING.search(core) or _NOT_ANYMORE.search(core) or _UNFINISHED.search(core):
            return None
        named = names(core, self.context.history)
        worked = re.search(r"\b(?:worked?|was|employed|been|had|did)\b|wasn't", core)
        return [RemoveJob(named[0].id)] if len(named) == 1 and worked else None

    def _limit(self, core: str) -> list[Edit] | None:
        lifted = self._lift(core) if _AFTER_ALL.search(core) else []
        return lifted or None

    def _school(self, core: str) -> list[Edit] | None:
        if not self.context.history.education:
            return None
        asked = self.context.question and self.context.question.topic == Topic.EDUCATION_YEAR
        if not speaks_of_school(core) and not asked:
            return None
        entry = find_education(core, self.context)
        if entry and _STUDYING.search(core):
            return [ChangeEducation(entry.id, {"in_progress": True})]
        if entry and _UNFINISHED.search(core):
            return [_unfinished(entry, self.context.history.education)]
        return None

    def _ongoing(self, core: str) -> list[Edit] | None:
        if speaks_of_school(core) or not self.context.history.jobs or _ASKS.match(core):
            return None
        if _NOT_ANYMORE.search(core) and not says_when(core, self.context):
            job = find_job(core, self.context)
            return [ChangeJob(job.id, {"end": None})] if job and job.current else None
        if _ONGOING.search(core):
            job = find_job(core, self.context)
            if job is None or job.current:
                return None if job else []
            start = correct_dates(core, self.context, cued=False) if says_when(core, self.context) else None
            changes = {"end": PRESENT}
            first = start[0] if start else None
            if isinstance(first, ChangeJob) and first.job_id == job.id and "start" in first.changes:
                changes = {**first.changes, "end": PRESENT}
            return [ChangeJob(job.id, changes)]
        return None


_BELOW = {
    EducationLevel.HIGH_SCHOOL: EducationLevel.LESS_THAN_HIGH_SCHOOL,
    EducationLevel.ASSOCIATE: EducationLevel.SOME_COLLEGE,
    EducationLevel.BACHELOR: EducationLevel.SOME_COLLEGE,
}
"""What an unfinished degree is counted as."""


def _unfinished(entry: Education, known: Sequence[Education]) -> Edit:
    below = _BELOW.get(entry.level) if entry.level else None
    if below is None:
        return RemoveEducation(entry.id)
    return ChangeEducation(entry.id, {"level": below, "year": None, "in_progress": False})
