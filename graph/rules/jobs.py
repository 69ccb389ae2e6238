"""Reads the jobs of a message: which titles, deeds and workplaces in it are jobs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from advisor.career import Job
from graph.rules.assembly import Assembly
from graph.rules.dates import DateSpan
from graph.rules.deeds import Deed
from graph.rules.drafts import Draft, JobMention, Jobs
from graph.rules.employer_notes import find_noted
from graph.rules.employers import find_workplaces
from graph.rules.job_phrases import UNPAID
from graph.rules.not_so import not_so_from
from graph.rules.phrase_kinds import (
    in_force,
    is_employer,
    is_field,
    is_no_job,
    is_place,
    line_of_work,
)
from graph.rules.segments import MASK_DATE, Segment, split_segments
from graph.rules.time_off import find_time_off
from graph.rules.titles import Phrase, TitleFinder
from graph.rules.triggers import Clause, Sign, Style, read_sign
from graph.rules.unpaid_deeds import unnamed_volunteering, without_volunteering
from graph.rules.verb_jobs import DeedReader
from graph.rules.words import fold, tokenize
from graph.rules.work_words import FIELDS
from graph.rules.workplaces import Workplace

__all__ = ["JobMention", "JobReader", "Jobs"]


class JobReader:
    """Reads jobs from the clauses of a message.

    Args:
        titles: finds what can be a title.
    """

    def __init__(self, titles: TitleFinder) -> None:
        self._titles = titles
        self._deeds = DeedReader()

    def read(  # noqa: PLR0913
        self,
        text: str,
        masked: str,
        dates: Sequence[DateSpan],
        style: Style,
        today: date,
        *,
        known: Job | None = None,
    ) -> Jobs:
        """Return the jobs of a message.

        Args:
            text: the message.
            masked: it folded, with the characters of dates and education replaced by masks.
            dates: the spans that say when, those about education left out.
            style: what a noun phrase without a verb means here.
            today: the day the message was written.
            known: the job told last in an earlier message.
        """
        masked = _join_notes(text, masked)
        off = find_time_off(masked, dates)
        reading = Assembly(text, masked, known, off)
        inherited, sentence = False, -1
        segments = split_segments(masked)
        for place, segment in enumerate(segments):
            inherited = inherited and segment.sentence == sentence
            sentence = segment.sentence
            limit = not_so_from(masked, segment, inherited)
            inherited = limit is not None
            stop = segment.right if limit is None else max(limit, segment.left)
            within = [d for d in dates if segment.left <= d.left < segment.right]
            following = segments[place + 1] if place + 1 < len(segments) else None
            reading.more = following is not None and following.sentence == sentence
            self._read_segment(reading, segment, stop, within, style)
        return reading.finish(today)

    def _read_segment(
        self, reading: Assembly, segment: Segment, stop: int, dates: list[DateSpan], style: Style
    ) -> None:
        """Read one clause as far as ``stop``, up to which it tells what the person did."""
        text, masked = reading.text, reading.masked
        if len(text[segment.left : stop].strip()) < 2:
            # A letter tells of no job, and a message can hold ten thousand.
            told = stop == segment.right
            reading.add(segment, [], [], dates if told else [], told=told)
            return
        if segment.asks and style is Style.BARE:
            # "The union hall? That was no job": what is asked about is no answer.
            style = Style.NOTES
        tokens = tokenize(text[segment.left : stop], masked[segment.left : stop], segment.left)
        phrases = [in_force(text, p) for p in self._titles.phrases(text, tokens)]
        titles = [(p.left, p.right) for p in phrases if p.known]
        named = titles + [(p.left, p.right) for p in phrases if fold(p.title) in FIELDS]
        surely = {p.left for p in phrases if self._is_solid(p)}
        workplaces = [
            *find_workplaces(text, tokens, titles, reading.lower_case),
            *find_noted(text, tokens, named, surely, reading.lower_case),
            *(Workplace(*p.owner, text[slice(*p.owner)], "") for p in phrases if p.owner),
        ]
        noted = style is Style.BARE or bool(dates) or segment.place is not None
        phrases = [p for p in phrases if not is_no_job(masked, p) and not is_employer(p)]
        phrases = [
            line_of_work(
                phrase, strong=noted or _at_once(masked, phrase) or _alone(masked, segment, phrase)
            )
            for phrase in phrases
        ]
        phrases = [replace(p, strong=True) if _named(text, p, workplaces) else p for p in phrases]
        ends = sorted([w.right for w in workplaces] + [d.right for d in dates])
        outside = [p for p in phrases if not any(_covers(w, p) for w in workplaces)]
        drafts = _accepted(
            masked, Clause(segment.left, stop, style, segment.place is not None), outside, ends
        )
        taken = [(d.left, d.right) for d in drafts]
        unpaid = UNPAID.search(masked, segment.left, stop) is not None
        deeds = self._deeds.find(text, tokens, [w.right for w in workplaces])
        drafts, deeds = without_volunteering(drafts, deeds, masked)
        for deed in deeds:
            inside = any(deed.left < right and left < deed.right for left, right in taken)
            sure = deed.sure or bool(dates or workplaces or unpaid or reading.expects_job)
            if sure and not inside and not _explained(drafts, deed, masked):
                drafts.append(_told_by_deed(deed))
        drafts.sort(key=lambda d: d.left)
        told = stop == segment.right
        unnamed = None if drafts or not told else unnamed_volunteering(masked, segment.left, stop)
        drafts += [unnamed] if unnamed else []
        reading.add(segment, drafts, workplaces, dates if told or drafts else [], told=told)

    def _is_solid(self, phrase: Phrase) -> bool:
        """Whether a phrase is surely about a job, so that a name beside it is an employer's."""
        common = phrase.known and self._titles.is_common(phrase.title)
        return common or fold(phrase.title) in FIELDS


def _accepted(
    masked: str, clause: Clause, phrases: Iterable[Phrase], ends: Sequence[int]
) -> list[Draft]:
    """Return drafts for the phrases that are jobs.

    Args:
        masked: the folded, masked message.
        clause: the clause they stand in.
        phrases: its noun phrases outside workplaces, left to right.
        ends: where its dates and workplaces end, ascending.
    """
    drafts: list[Draft] = []
    reach = clause.left
    for phrase in phrases:
        inside = [end for end in ends if reach <= end <= phrase.left]
        if drafts or _opens(masked, clause.left, inside):
            reach = max([reach, *inside])
        between = masked[drafts[-1].right : phrase.left].strip() if drafts else ""
        if between == "(" or (between in ("in", "en") and is_field(masked, phrase)):
            # "a paraeducator in special ed": the field only says where.
            continue
        sign = read_sign(masked, clause, phrase, reach)
        if sign is None:
            continue
        gap = masked[reach : phrase.left]
        shares = bool(drafts) and drafts[-1].right == reach and bool(_COORDINATED.fullmatch(gap))
        if drafts and drafts[-1].right == reach and _AS.fullmatch(gap):
            # "in the kitchen as a cook": the place only says where.
            drafts.pop()
        draft = Draft(phrase.title, phrase.left, phrase.right, sign, shares=shares)
        draft.at_place = is_place(masked, phrase)
        drafts.append(draft)
        reach = phrase.right
    return drafts


def _named(text: str, phrase: Phrase, workplaces: Sequence[Workplace]) -> bool:
    """Whether the name of an employer stands beside a title, set off by a mark."""
    beside = (text[phrase.right : w.left] for w in workplaces if w.left > phrase.right)
    return phrase.known and any(not gap.strip(" ,(-") for gap in beside)


def _covers(workplace: Workplace, phrase: Phrase) -> bool:
    """Whether a phrase lies in the name of a workplace."""
    return workplace.left <= phrase.left < workplace.right


def _told_by_deed(deed: Deed) -> Draft:
    sign = Sign.HOLDS if deed.now else Sign.HELD
    return Draft(deed.title, deed.left, deed.right, sign, deed.paid, deed.employer, deed=True)


_AS = re.compile(r"\s*as (?:an?|the)\s*")
_COORDINATED = re.compile(r"[\s,]*(?:and|n|&|y|/|,|as well as)?(?: an?| as an?)?\s*")


_NOTE = re.compile(
    r"(?:^|(?<=[\n.] )|(?<=\n))(?!i\b|my\b|we\b)[a-z][\w /&'-]{2,40}(?P<first>\.) "
    r"(?P<name>[a-z][\w ,&'-]{1,40})(?P<second>\.) \x01"
)


def _join_notes(text: str, masked: str) -> str:
    """Write commas for the stops of "Propane driver. Ferrellgas. 2016 to now.": it is one note."""
    for note in _NOTE.finditer(masked):
        name = text[slice(*note.span("name"))]
        if name[0].isupper() and not _SAYS.search(note["name"]):
            for mark in ("first", "second"):
                place = note.start(mark)
                masked = f"{masked[:place]},{masked[place + 1 :]}"
    return masked


_SAYS = re.compile(
    r"\b(?:i|i'm|my|was|were|am|is|and then|then|worked|started|had|have|been|before|until|since)\b"
)


def _alone(masked: str, segment: Segment, phrase: Phrase) -> bool:
    """Whether the clause holds nothing but the phrase."""
    return masked[segment.left : segment.right].strip(" ,-*") == masked[phrase.left : phrase.right]


def _at_once(masked: str, phrase: Phrase) -> bool:
    """Whether a workplace follows the phrase directly: "security at the mall"."""
    return re.match(r"\s*(?:at|for|@)\b", masked[phrase.right : phrase.right + 6]) is not None


def _opens(masked: str, left: int, ends: Sequence[int]) -> bool:
    """Whether a clause opens with a date or workplace, so that a title may follow it."""
    first = min(ends, default=left)
    words = masked[left:first].replace(MASK_DATE, " ").split()
    return len(words) <= 6


def _explained(drafts: Sequence[Draft], deed: Deed, masked: str) -> bool:
    """Whether a deed only says more about a title told in the same clause."""
    for draft in drafts:
        same = {w[:4] for w in draft.title.lower().split()} & {w[:4] for w in deed.title.split()}
        besides = re.search(r"\b(?:and|then|also|plus)\b", masked[draft.right : deed.left])
        if draft.right <= deed.left and (same or not besides):
            return True
    return any(
        re.search(r"\bas (?:an?|the|their|his|her)?\s*$", masked[deed.right : draft.left])
        for draft in drafts
    )
