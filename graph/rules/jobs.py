"""Reads the jobs of a message: which titles, deeds and workplaces in it are jobs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from graph.rules.assembly import Assembly, Draft, JobMention, Jobs
from graph.rules.dates import DateSpan
from graph.rules.employers import Workplace, find_after_commas, find_workplaces
from graph.rules.segments import MASK_DATE, Segment, not_so_from, split_segments
from graph.rules.titles import Phrase, TitleFinder
from graph.rules.triggers import Sign, read_sign
from graph.rules.verb_jobs import Deed, DeedReader, workplace_title
from graph.rules.words import fold, tokenize
from graph.rules.work_words import FIELDS, FORCES

__all__ = ["JobMention", "JobReader", "Jobs"]


class JobReader:
    """Reads jobs from the clauses of a message.

    Args:
        titles: finds what can be a title.
    """

    def __init__(self, titles: TitleFinder) -> None:
        self._titles = titles
        self._deeds = DeedReader()

    def read(
        self, text: str, masked: str, dates: Sequence[DateSpan], *, bare: bool, fragments: bool, today: date
    ) -> Jobs:
        """Return the jobs of a message.

        Args:
            text: the message.
            masked: it folded, with the characters of dates and education replaced by masks.
            dates: the spans that say when, those about education left out.
            bare: whether a noun phrase alone answers an open question about jobs.
            fragments: whether a known title alone ("cashier, 2010-12") tells of a job.
            today: the day the message was written.
        """
        reading = Assembly(text, masked, bare=bare, fragments=fragments)
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
            self._read_segment(reading, segment, stop, within)
        return reading.finish(today)

    def _read_segment(
        self, reading: Assembly, segment: Segment, stop: int, dates: list[DateSpan]
    ) -> None:
        tokens = tokenize(
            reading.text[segment.left : stop], reading.masked[segment.left : stop], segment.left
        )
        strong = reading.bare or bool(dates) or segment.place is not None
        phrases = self._titles.phrases(reading.text, tokens)
        spans = [(p.left, p.right) for p in phrases if p.known]
        workplaces = find_workplaces(reading.text, tokens, spans, reading.lower_case)
        phrases = [_line_of_work(phrase, strong=strong) for phrase in phrases]
        workplaces += find_after_commas(reading.text, tokens, spans)
        workplaces += [
            Workplace(*p.owner, reading.text[slice(*p.owner)], "") for p in phrases if p.owner
        ]
        drafts = self._accepted(reading, segment, stop, phrases, workplaces, dates)
        taken = [(d.left, d.right) for d in drafts]
        for deed in self._deeds.find(reading.text, tokens):
            inside = any(deed.left < right and left < deed.right for left, right in taken)
            told = deed.sure or dates or workplaces
            if not inside and told and not _explained(drafts, deed, reading.masked):
                sign = Sign.HOLDS if deed.now else Sign.HELD
                drafts.append(
                    Draft(deed.title, deed.left, deed.right, sign, deed.paid, deed.employer, deed=True)
                )
        drafts.sort(key=lambda d: d.left)
        told = stop == segment.right
        reading.add(segment, drafts, workplaces, dates if told or drafts else [], told=told)

    def _accepted(
        self,
        reading: Assembly,
        segment: Segment,
        stop: int,
        phrases: Iterable[Phrase],
        workplaces: Sequence[Workplace],
        dates: Sequence[DateSpan],
    ) -> list[Draft]:
        drafts: list[Draft] = []
        reach = segment.left
        ends = sorted([w.right for w in workplaces] + [d.right for d in dates])
        for phrase in phrases:
            if any(w.left < phrase.left < w.right for w in workplaces):
                continue
            if drafts or segment.left < phrase.left:
                inside = [e for e in ends if reach <= e <= phrase.left]
                reach = max([reach, *inside]) if drafts or _opens(reading.masked, segment.left, inside) else reach
            if drafts and reading.masked[drafts[-1].right : phrase.left].strip() == "(":
                continue
            sign = read_sign(
                reading.masked, segment.left, phrase, reach, bare=reading.bare, fragments=reading.fragments, right=stop
            )
            if sign is None:
                continue
            gap = reading.masked[reach : phrase.left] if drafts else ""
            shares = bool(drafts) and bool(re.fullmatch(r"[\s,]*(?:and|&|y|/|,|as well as)?(?: an?| as an?)?\s*", gap))
            shares = shares and not re.search(r"then|" + MASK_DATE, gap) and drafts[-1].right == reach
            drafts.append(
                Draft(phrase.title, phrase.left, phrase.right, sign, shares=shares)
            )
            reach = phrase.right
        return drafts


def _line_of_work(phrase: Phrase, *, strong: bool) -> Phrase:
    """Give the name of a line of work or workplace ("retail", "Army") the title it stands for."""
    if phrase.known:
        return phrase
    plain = fold(phrase.title)
    title = FIELDS.get(plain) or FORCES.get(plain) or workplace_title(plain)
    return replace(phrase, title=title, known=True, strong=strong) if title else phrase


def _opens(masked: str, left: int, ends: Sequence[int]) -> bool:
    """Whether a clause opens with a date or workplace, so that a title may follow it."""
    first = min(ends, default=left)
    words = masked[left:first].replace(MASK_DATE, " ").split()
    return len(words) <= 6


def _explained(drafts: Sequence[Draft], deed: Deed, masked: str) -> bool:
    """Whether a deed only says more about a title told in the same clause."""
    before = any(draft.right <= deed.left for draft in drafts)
    return before or any(
        re.search(r"\bas (?:an?|the|their|his|her)?\s*$", masked[deed.right : draft.left])
        for draft in drafts
    )
