"""What people do where they work: a "crew member" at a burger chain, a "tech" at an oil changer's.

``words/employers.csv`` says what kind of place an employer is, ``words/place_jobs.csv`` what the
people there mean by the short names they give their jobs, ``words/place_names.csv`` what else such
places are called.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.frozen import Frozen
from retrieval.lexicon import around_titles, employers
from retrieval.readings import split_names, without_filler
from retrieval.titles import key
from retrieval.word_lists import rows

_LEFT_OVER = frozenset({"at", "for", "in", "with", "en", "para", "the", "a", "an", "s", "on", "of"})
_WHOLE, _PART, _LAST = 0.97, 0.85, 0.78
"""Trust in a job's name that is all there is, two words of it, and one word of it."""
_NOTHING = ((("employee",), 0.75), (("worker",), 0.75))
"""What somebody is of whom only the employer is known, and the trust in it."""
_UNNAMED = 0.04
"""Less trust if the text names the kind of place, not the employer: it may be part of a title."""


@dataclass(frozen=True, slots=True)
class PlaceJob(Frozen):
    """What a job's name means at the place the text names.

    Attributes:
        codes: O*NET-SOC codes, most likely first.
        trust: in them, on the scale of ``readings.Reading.trust``.
    """

    codes: tuple[str, ...]
    trust: float


def job_at_place(text: str) -> PlaceJob | None:
    """Return what the text means by the job it names, if it says where and that tells."""
    title = without_filler(text)
    for names, doubt in ((employers(), 0.0), (_kinds(), _UNNAMED)):
        kept, place = split_names(title, names)
        words = [word for word in kept if word not in _LEFT_OVER]
        if place and (words or not doubt):
            for part, trust in _parts(words) if words else _NOTHING:
                codes = _jobs().get((place, key(" ".join(part), expand=False)))
                if codes:
                    return PlaceJob(codes, trust - doubt)
    return None


def _parts(words: list[str]) -> Iterator[tuple[Sequence[str], float]]:
    yield words, _WHOLE
    plain = list(words)
    soft = around_titles("soft") | around_titles("filler")
    while len(plain) > 1 and plain[0] in soft:
        plain = plain[1:]
    while len(plain) > 1 and plain[-1] in soft:
        plain = plain[:-1]
    yield plain, _WHOLE - 0.02
    for part in (plain[-2:], plain[:2]):
        yield part, _PART
    for part in (plain[-1:], plain[:1]):
        yield part, _LAST


@cache
def _kinds() -> Mapping[str, str]:
    """Return what a kind of place is called -> the kind."""
    others = {row["name"]: row["place"] for row in rows("place_names.csv")}
    return {place: place for place, _ in _jobs()} | others


@cache
def _jobs() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return (place, key of a job's name) -> codes."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in rows("place_jobs.csv"):
        codes = tuple(row["codes"].split())
        for place in row["places"].split("; "):
            for words in row["words"].split("; "):
                found.setdefault((place, key(words, expand=False)), codes)
    return found
