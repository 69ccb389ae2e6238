"""Read corrections of what was told: another date, name or employer, something to be removed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from advisor.edits import Edit
from graph.rules.date_corrections import correct_dates
from graph.rules.level_corrections import correct_level
from graph.rules.phrase_tables import search
from graph.rules.pointing import meant_instead
from graph.rules.references import find_job, names
from graph.rules.removals import lift_limits, read_denial, read_removal
from graph.rules.renaming import rename
from graph.rules.sentences import Clause
from graph.rules.spelling import repair
from graph.rules.standing import read_job_standing, read_school_standing
from graph.rules.subjects import KnowsTitle
from graph.rules.which_date import unplaced_date
from graph.understanding import Question, Topic, TurnContext

_LINK = re.compile(r"^(?:and|but|also|oh|so|ok|well)[ ,]+(?=(?:it|that|this|my|the)\b)")
"""Words that join a correction to what was said before: "and it's LabCorp not Quest"."""
_LONGEST_CLAUSE = 200
"""Characters; longer clauses tell something new."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a message corrects.

    Attributes:
        edits: changes to known entries.
        read: the clauses they were read from.
        unread: corrections of which it is not clear what they change.
        unplaced: see ``Understanding.unplaced``.
        meant: see ``Understanding.meant``.
    """

    edits: tuple[Edit, ...] = ()
    read: tuple[Clause, ...] = ()
    unread: tuple[str, ...] = ()
    unplaced: str | None = None
    meant: str | None = None


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
    return Corrections(
        tuple(reading.edits),
        tuple(reading.used),
        tuple(reading.unread),
        reading.unplaced,
        reading.meant,
    )


def _contrast(pair: Sequence[Clause]) -> Clause | None:
    """Join two clauses of one sentence that belong together: "it was Target" "not Walmart"."""
    if len(pair) < 2 or pair[0].sentence != pair[1].sentence:
        return None
    first, second = pair
    if not (_says("contrast", second.plain) or _says("denies", first.plain)):
        return None
    return Clause(
        f"{first.text}, {second.text}",
        f"{first.plain}, {second.plain}",
        first.start,
        second.end,
        second.asks,
        first.sentence,
    )


def _says(section: str, said: str) -> bool:
    return search("corrections", section, said) is not None


@dataclass(slots=True)
class _Reader:
    """Reads the clauses of one message in turn."""

    context: TurnContext
    knows_title: KnowsTitle
    tells_new: Callable[[Clause], bool]
    edits: list[Edit] = field(default_factory=list)
    used: list[Clause] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    unplaced: str | None = None
    meant: str | None = None

    def read(self, clause: Clause, before: Clause | None) -> bool:
        """Read one clause; return whether it was a correction.

        A clause like "no" or "sorry" alone announces that the next one is a correction.
        """
        said = repair(clause.plain)
        if len(said) > _LONGEST_CLAUSE or _says("announcement", said):
            return False
        announced = before is not None and _says("announcement", repair(before.plain))
        cue = search("corrections", "announced", said)
        if cue and cue.end() == len(said) and find_job(said, self.context, by_default=False):
            return False  # "the second one is wrong": what is right follows
        pointed = search("corrections", "announced", repair(before.plain)) if before else None
        if before and pointed and pointed.end() == len(repair(before.plain)):
            announced = True
        core = _LINK.sub("", said[cue.end() :] if cue else said)
        if cue and "i meant" in cue[0]:
            core = "i meant " + core
        edits = self._edits(clause, core or said, cued=bool(cue or announced), about=cue or pointed)
        if edits is None:
            return False
        self.used.append(clause)
        if before is not None and announced:
            self.used.append(before)
        if not edits and not self._is_asked_about(core):
            self.unread.append(clause.text)
        self.edits.extend(edit for edit in edits if edit not in self.edits)
        return True

    def _is_asked_about(self, core: str) -> bool:
        """Whether a correction that changes nothing yet is cleared up by a question."""
        self.unplaced = self.unplaced or unplaced_date(core, self.context)
        return self.unplaced is not None or self.meant is not None

    def _edits(
        self, clause: Clause, core: str, *, cued: bool, about: re.Match[str] | None
    ) -> list[Edit] | None:
        """Return the edits of a clause; empty if unclear what it corrects, None if nothing."""
        levelled = correct_level(core, self.context, cued=cued)
        if levelled is not None:
            return levelled
        removed = read_removal(core, self.context, self.edits)
        if removed is not None:
            return removed
        for read in (read_denial, lift_limits, read_school_standing):
            edits = read(core, self.context)
            if edits is not None:
                return edits
        standing = read_job_standing(core, self.context)
        if standing is not None:
            return None if self.tells_new(clause) else standing
        instead = meant_instead(core, self.context, cued=cued)
        if instead is not None and not self.tells_new(clause):
            self.meant = None if instead[1] else instead[0].id
            return instead[1]
        renamed = rename(clause, core, self.context, self.knows_title, cued=cued)
        if renamed is not None:
            return renamed
        job = find_job(about[0], self.context, by_default=False) if about else None
        pointed = Question(Topic.JOB_DATES, job.id) if job else self.context.question
        dated = correct_dates(core, replace(self.context, question=pointed), cued=cued)
        explicit = names(core, self.context.history) or _says("not this date", core)
        return dated if dated is None or explicit or not self.tells_new(clause) else None
