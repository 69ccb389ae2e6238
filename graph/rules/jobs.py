"""Reads the jobs of a message: which titles, deeds and workplaces in it are jobs."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from graph.rules.assembly import Assembly, Draft, JobMention, Jobs
from graph.rules.dates import DateSpan
from graph.rules.employers import Workplace, find_workplaces
from graph.rules.segments import MASK_DATE, Segment, not_so_from, split_segments
from graph.rules.titles import Phrase, TitleFinder
from graph.rules.triggers import Sign, read_sign
from graph.rules.verb_jobs import DeedReader
from graph.rules.words import tokenize

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
        self, text: str, masked: str, dates: Sequence[DateSpan], *, bare: bool, today: date
    ) -> Jobs:
        """Return the jobs of a message.

        Args:
            text: the message.
            masked: it folded, with the characters of dates and education replaced by masks.
            dates: the spans that say when, those about education left out.
            bare: whether a noun phrase alone answers an open question about jobs.
            today: the day the message was written.
        """
        reading = Assembly(text, masked, bare=bare)
        inherited, sentence = False, -1
        for segment in split_segments(masked):
            inherited = inherited and segment.sentence == sentence
            sentence = segment.sentence
            limit = not_so_from(masked, segment, inherited)
            inherited = limit is not None
            stop = segment.right if limit is None else max(limit, segment.left)
            within = [d for d in dates if segment.left <= d.left < segment.right]
            self._read_segment(reading, segment, stop, within)
        return reading.finish(today)

    def _read_segment(
        self, reading: Assembly, segment: Segment, stop: int, dates: list[DateSpan]
    ) -> None:
        tokens = tokenize(
            reading.text[segment.left : stop], reading.masked[segment.left : stop], segment.left
        )
        phrases = self._titles.phrases(reading.text, tokens)
        spans = [(p.left, p.right) for p in phrases if p.known]
        workplaces = find_workplaces(reading.text, tokens, spans, reading.lower_case)
        workplaces += [
            Workplace(*p.owner, reading.text[slice(*p.owner)], "") for p in phrases if p.owner
        ]
        drafts = self._accepted(reading, segment, stop, phrases, workplaces, dates)
        taken = [(d.left, d.right) for d in drafts]
        for deed in self._deeds.find(reading.text, tokens):
            inside = any(deed.left < right and left < deed.right for left, right in taken)
            if not inside and (deed.sure or dates or workplaces) and not _explained(drafts, deed.left):
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
            sign = read_sign(
                reading.masked, segment.left, phrase, reach, bare=reading.bare, right=stop
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


def _opens(masked: str, left: int, ends: Sequence[int]) -> bool:
    """Whether a clause opens with a date or workplace, so that a title may follow it."""
    first = min(ends, default=left)
    words = masked[left:first].replace(MASK_DATE, " ").split()
    return len(words) <= 6


def _explained(drafts: Sequence[Draft], left: int) -> bool:
    """Whether a deed only says more about a title told in the same clause before it."""
    return any(draft.right <= left for draft in drafts)
