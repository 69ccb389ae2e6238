"""What people do where they work: a "crew member" at a burger chain, a "tech" at an oil changer's.

``words/employers.csv`` says what kind of place an employer is, ``words/place_jobs.csv`` what the
people there mean by the short names they give their jobs.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.frozen import Frozen
from retrieval.lexicon import around_titles, employers
from retrieval.readings import split_names, without_filler
from retrieval.titles import key

_LEFT_OVER = frozenset({"at", "for", "in", "with", "en", "para", "the", "a", "an", "s", "on", "of"})
_WHOLE, _PART, _LAST = 0.97, 0.85, 0.78
"""Trust in a job's name that is all there is, two words of it, and one word of it."""
_NOTHING = ((("employee",), 0.75), (("worker",), 0.75))
"""What somebody is of whom only the employer is known, and the trust in it."""
_UNNAMED = 0.04
"""Less trust if the text names the kind of place, not the employer: it may be part of a title."""
_NAMES = {
    "retail": "store",
    "retail store": "store",
    "supermarket": "grocery store",
    "grocery": "grocery store",
    "burger place": "fast food",
    "burger joint": "fast food",
    "pizza place": "fast food",
    "sandwich shop": "fast food",
    "cafe": "coffee shop",
    "diner": "restaurant",
    "motel": "hotel",
    "resort": "hotel",
    "care home": "nursing home",
    "assisted living": "nursing home",
    "cinema": "movie theater",
    "petrol station": "gas station",
    "water park": "theme park",
    "amusement park": "theme park",
    "distribution center": "warehouse",
    "call centre": "call center",
    "jail": "prison",
    "mechanic shop": "auto repair",
    "tire shop": "auto repair",
    "oil change place": "auto repair",
    "chicken plant": "meat plant",
    "poultry plant": "meat plant",
    "plasma center": "clinic",
    "military": "army",
    "armed forces": "army",
    "marine": "army",
    "ejercito": "army",
    "coast guard": "navy",
    "police department": "police",
    "police dept": "police",
    "sheriff office": "police",
    "sheriff department": "police",
    "sheriff dept": "police",
    "state trooper": "police",
    "fire dept": "fire department",
    "fire station": "fire department",
    "firehouse": "fire department",
    "fire brigade": "fire department",
    "courthouse": "court",
    "college": "university",
    "community college": "university",
    "elementary": "school",
    "high school": "school",
    "middle school": "school",
    "day care": "daycare",
    "preschool": "daycare",
    "pre school": "daycare",
    "nursery": "daycare",
    "building site": "construction site",
    "job site": "construction site",
    "construction company": "construction site",
    "construction": "construction site",
    "pub": "bar",
    "club": "bar",
    "nightclub": "bar",
    "tavern": "bar",
    "brewpub": "bar",
    "dairy": "farm",
    "ranch": "farm",
    "orchard": "farm",
    "vineyard": "farm",
    "plantation": "farm",
    "lawyer office": "law firm",
    "law office": "law firm",
    "attorney office": "law firm",
    "dentist": "dental office",
    "dentist office": "dental office",
    "dental practice": "dental office",
    "doctor": "clinic",
    "doctor office": "clinic",
    "doctor surgery": "clinic",
    "doctors surgery": "clinic",
    "gp surgery": "clinic",
    "urgent care": "clinic",
    "medical office": "clinic",
    "vet": "vet clinic",
    "vet office": "vet clinic",
    "animal hospital": "vet clinic",
    "veterinary clinic": "vet clinic",
    "animal shelter": "pet hotel",
    "kennel": "pet hotel",
    "dealership": "car dealership",
    "plant": "factory",
    "mill": "factory",
    "bakery": "bakery",
    "mall": "mall",
    "salon": "hair salon",
    "barbershop": "hair salon",
    "barber shop": "hair salon",
    "ymca": "gym",
    "golf course": "golf course",
    "country club": "golf course",
    "cruise": "cruise ship",
    "railway": "railroad",
    "quarry": "mine",
    "coal mine": "mine",
    "tv station": "tv station",
    "newspaper": "newspaper",
    "hospice": "nursing home",
    "retirement home": "nursing home",
    "old folk home": "nursing home",
}


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
    return {place: place for place, _ in _jobs()} | _NAMES


@cache
def _jobs() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return (place, key of a job's name) -> codes."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    with (files("retrieval") / "words" / "place_jobs.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            codes = tuple(row["codes"].split())
            for place in row["places"].split("; "):
                for words in row["words"].split("; "):
                    found.setdefault((place, key(words, expand=False)), codes)
    return found
