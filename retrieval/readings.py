"""What a person wrote around a job title: filler, employer, place, rank, and a second job."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from retrieval.frozen import Frozen
from retrieval.lexicon import around_titles, employers
from retrieval.titles import MAX_LENGTH, clean

_LEADING_RANK = frozenset({"assistant", "associate", "head", "chief", "lead", "deputy", "staff"})
_PLACE = re.compile(r"^(.+?)\s+(?:at|in|for|with|@|on|en|para)\s+(.+)$")
_OF = re.compile(r"^(\S+(?:\s\S+)?)\s+(?:de|del|to)\s+(?:la |el |los |las |the |a )?(.+)$")
_HELPS = re.compile(
    r"^(?:help(?:ing|ed|s)?|assist(?:ing|ed|s)?|assistant to|helper to)(?: out)?\s+"
    r"(?:(?:a|an|the|my) )?(.+)$"
)
_PREPOSITION = re.compile(r"\s+(?:with|at|in|on|for|to|by|during|do|and)\b")
_NO_JOBS = frozenset(
    {"limpieza", "auxiliar", "asistente", "jefe", "encargado", "operador", "operario", "trabajador"}
    | {"empleado", "empleada", "ayudante", "personal", "servicio", "trabajo", "cuidado", "venta"}
    | {"tecnico", "tecnica", "agente", "director", "gerente", "encargada", "profesora", "maestra"}
)
"""Words before "de" that alone say little."""
_WORKERS = ("man", "worker", "technician", "operator", "attendant")
_SPLIT = re.compile(
    r"\s*(?:[/;+,&|\n]|\s-\s|\band also\b|\band then\b|\bas well as\b|\band\b|\bthen\b|\bplus\b"
    r"|\by\b|\bor\b|\balso\b)\s*"
)
_ARTICLE = re.compile(r"^(?:a|an|the|my|our|some|un|una|el|la|los|las)\s+")


@dataclass(frozen=True, slots=True)
class Reading(Frozen):
    """One way to read the title in a text.

    Attributes:
        text: the title, lower case.
        trust: 1 for the person's own words, lower the more was taken away.
    """

    text: str
    trust: float


def plain(text: str) -> str:
    """Return the text in lower case with single spaces, its punctuation kept, cut to length."""
    words = " ".join(text[: 4 * MAX_LENGTH].casefold().split())[: 2 * MAX_LENGTH]
    return re.sub(r"\b([a-z])/([a-z])\b", r"\1\2", words)


def jobs_named(text: str) -> tuple[str, ...]:
    """Return the parts of a text that "and", a slash or a comma separates; one if none does."""
    parts = (part.strip(" .") for part in _SPLIT.split(plain(text)))
    return tuple(dict.fromkeys(part for part in parts if clean(part)))


def without_filler(text: str) -> str:
    """Return what is left after "I worked as a" and an "at EMPLOYER" with a known employer."""
    text = re.sub(r"\([^)]*\)", " ", plain(text)) if not text.startswith("(") else plain(text)
    text = text.replace("@", " at ")
    words = clean(text).split()
    # "I used to work for Amazon as a picker": the job follows "as".
    for i in range(len(words) - 2, 0, -1):
        if words[i] in ("as", "como") and not around_titles("filler").isdisjoint(words[:i]):
            words = words[i + 1 :]
            break
    filler, soft = around_titles("filler"), around_titles("soft")
    # "my first job was": a soft word is filler too when filler that is not an article follows.
    while len(words) > 1 and (
        words[0] in filler or (words[0] in soft and words[1] in filler - soft)
    ):
        words = words[1:]
    return " ".join(words)


def without_employer(text: str) -> str:
    """Return the title without the names of well-known employers; unchanged if only they are left.

    Args:
        text: as returned by ``without_filler``.
    """
    kept, _ = split_names(text, employers())
    while kept and kept[-1] in {"at", "for", "in", "with", "en", "para", "the", "a", "s", "on"}:
        kept.pop()
    while len(kept) > 1 and (kept[0] in around_titles("filler") or kept[0] in {"at", "for", "in"}):
        kept = kept[1:]
    return " ".join(kept) if not around_titles("soft").issuperset(kept) else text


def split_names(text: str, names: Mapping[str, str]) -> tuple[list[str], str]:
    """Return the words that are part of no name, and what kind of place the first name is."""
    words, kept, place = text.split(), [], ""
    i = 0
    while i < len(words):
        for size in range(4, 0, -1):
            name = " ".join(words[i : i + size])
            found = names.get(name, names.get(name.removesuffix("s")))
            if found is not None:
                place = place or found
                i += size
                break
        else:
            kept.append(words[i])
            i += 1
    return kept, place


def readings(text: str) -> Iterator[Reading]:
    """Yield ways to read the title in one job's text, the person's own words first."""
    seen: set[str] = set()
    for words, trust in _ways(text):
        if words and words not in seen:
            seen.add(words)
            yield Reading(words, trust)


def _ways(text: str) -> Iterator[tuple[str, float]]:
    whole = clean(text)
    yield whole, 1.0
    words = whole.split()
    for start in range(1, len(words)):
        # Word by word: what starts like filler may be a title ("used car salesman").
        if words[start - 1] not in around_titles("filler"):
            break
        yield " ".join(words[start:]), 1.0
    title = without_filler(text)
    yield title, 1.0
    alone = without_employer(title)
    kind = split_names(title, employers())[1]
    if kind and alone != title:
        yield f"{kind} {alone}", 0.95
    # "TSA agent at O'Hare": the first employer may be part of a title.
    named = _PLACE.match(title)
    if named and not split_names(named[2], employers())[0]:
        yield named[1], 0.95
    yield alone, 0.95
    place = _PLACE.match(alone)
    if place:
        where = _ARTICLE.sub("", place[2]).split()
        yield f"{place[1]} {' '.join(where)}", 0.9
        for start in range(len(where)):
            # "teacher at Lincoln High School": Lincoln is no kind of teacher.
            yield f"{' '.join(where[start:])} {place[1]}", 0.9 - 0.02 * min(start, 2)
        yield place[1], 0.7
    yield from _of_somebody(alone)
    helped = _HELPS.match(alone)
    if helped:
        for helper in ("assistant", "helper", "aide"):
            yield f"{_PREPOSITION.split(helped[1])[0]} {helper}", 0.85
    of = _OF.match(alone)
    if of and of[1] not in _NO_JOBS:
        # "tapicero de muebles", "assistant to the dean": what comes first is the job.
        yield of[1], 0.75
    for base, trust in ((alone, 0.8), (place[1] if place else "", 0.6)):
        yield from _without_rank(base.split(), trust)


def _of_somebody(title: str) -> Iterator[tuple[str, float]]:
    """Yield what a "sound guy" may be listed as."""
    *words, last = title.split() or [""]
    if words and last in around_titles("somebody"):
        for worker in _WORKERS:
            yield f"{' '.join(words)} {worker}", 0.85


def _without_rank(words: list[str], trust: float) -> Iterator[tuple[str, float]]:
    """Yield the title without words of rank and hours, from the end and then from the start."""
    filler, soft = around_titles("filler"), around_titles("soft")
    while len(words) > 1 and words[-1] in soft:
        words = words[:-1]
        yield " ".join(words), trust
    while len(words) > 1 and words[0] in soft | filler:
        # An assistant manager is not quite a manager.
        trust -= 0.15 if words[0] in _LEADING_RANK else 0.0
        words = words[1:]
        yield " ".join(words), trust
