"""Puts a person's facts into sentences of their style, and keeps in mind what each must hold."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.evaluation.simulated.person import Held, Paused, Studied
from advisor.evaluation.simulated.styles import Style
from advisor.model.telling import with_article
from retrieval.frozen import Frozen


@dataclass(frozen=True, slots=True)
class Said(Frozen):
    """A message, or a part of one.

    Attributes:
        text: the words.
        facts: titles and years that are in it.
    """

    text: str
    facts: tuple[str, ...] = ()


def joined(parts: Sequence[Said], breaks: Sequence[str], rng: random.Random) -> Said:
    """Return several parts as one message.

    Args:
        parts: what is said, in order.
        breaks: what may stand after a part that ends in no mark of its own.
        rng: decides which.
    """
    text = ""
    for part in parts:
        if text:
            text += " " if text.endswith((".", "!", "?")) else rng.choice(breaks)
        text += part.text
    return Said(text, tuple(fact for part in parts for fact in part.facts))


class Wording:
    """Draws the sentences of one person."""

    def __init__(self, style: Style, present: int, rng: random.Random) -> None:
        """Keep the style, the year of the conversation and the dice."""
        self._sentences = style.sentences
        self._present = present
        self._rng = rng

    def job(self, job: Held, *, dated: bool = True, told_before: bool = False) -> Said:
        """Tell a job."""
        words = self._sentences
        if not dated:
            return self._said(words.past_bare if job.end else words.now_bare, job, dates=False)
        if job.end is None:
            return self._said(words.now, job)
        if job.start == job.end:
            return self._said(words.one_year, job)
        return self._said(words.again if told_before else words.past, job)

    def dates(self, job: Held) -> Said:
        """Tell the dates of a job that was asked about."""
        words = self._sentences
        if job.end is None:
            return self._said(words.dates_now, job)
        one = job.start == job.end
        return self._said(words.dates_one_year if one else words.dates_past, job)

    def later(self, job: Held) -> Said:
        """Tell the dates of a job told before, unasked."""
        words = self._sentences
        if job.end is None:
            return self._said(words.now, job)
        return self._said(words.one_year if job.start == job.end else words.later, job)

    def school(self, entry: Studied) -> Said:
        """Tell a level of education."""
        words = self._sentences
        if entry.year is None:
            return self.plain(words.school_bare[entry.level])
        year = str(entry.year)
        return self._filled(words.school[entry.level], {"year": year}, (year,))

    def pause(self, pause: Paused) -> Said:
        """Tell of years without a job."""
        gaps = {"start": str(pause.start), "end": str(pause.end)}
        one = pause.start == pause.end
        templates = self._sentences.pause_year if one else self._sentences.pause
        return self._filled(templates, gaps, tuple(gaps.values()))

    def put_right(self, job: Held, wrong: Held) -> Said:
        """Correct the one date that was told wrong."""
        start = job.start != wrong.start
        dates = (job.start, wrong.start) if start else (job.end, wrong.end)
        right, mistaken = map(str, dates)
        gaps = {"title": job.title, "a": with_article(job.title)}
        gaps |= {"right": right, "wrong": mistaken}
        templates = self._sentences.wrong_start if start else self._sentences.wrong_end
        return self._filled(templates, gaps, (job.title, right))

    def together(self, parts: Sequence[Said]) -> Said:
        """Say several things in one message."""
        return joined(parts, self._sentences.breaks, self._rng)

    def plain(self, templates: Sequence[str]) -> Said:
        """Say something that holds no fact."""
        return self._filled(templates, {}, ())

    def _said(self, templates: Sequence[str], job: Held, *, dates: bool = True) -> Said:
        last = self._present if job.end is None else job.end
        years = last - job.start + 1
        gaps = {"title": job.title, "a": with_article(job.title), "start": str(job.start)}
        gaps |= {"end": str(job.end), "years": str(years)}
        facts = [job.title, str(job.start), str(job.end)] if dates else [job.title]
        return self._filled(templates, gaps, tuple(facts))

    def _filled(
        self, templates: Sequence[str], gaps: dict[str, str], facts: tuple[str, ...]
    ) -> Said:
        text = self._rng.choice(templates).format(**gaps)
        if self._sentences.capital:
            text = text[0].upper() + text[1:]
        low = text.casefold()
        return Said(text, tuple(fact for fact in facts if fact.casefold() in low))
