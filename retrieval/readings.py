"""What a person wrote around a job title: filler, employer, place, rank, and a second job."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.frozen import Frozen
from retrieval.lexicon import employers
from retrieval.titles import MAX_LENGTH, clean

# Said before a title, never part of one.
_FILLER = frozenset(
    """i im am ive we my mine he she his her our been was were is are being have has had worked work
    works working employed hired did do does doing got get used started starting served serving
    spent some currently current formerly former previously previous ex presently now just
    basically mostly mainly sort kind of lots various a an the as job jobs position role title
    occupation gig career to be like own time also well
    trabajo trabaje trabajaba trabajando soy fui era como un una el la mi estoy de en puesto
    trabajar empleo""".split()
)
# May be part of a title ("night auditor"), so a title is looked for with them first.
_SOFT = frozenset(
    """part full time pt ft fulltime parttime seasonal temp temporary casual freelance freelancing
    self employed volunteer volunteering unpaid paid retired weekend weekends night nights evening
    evenings overnight day days summer summers winter side first second third old last main year
    years yr yrs month months several couple contract contractor independent remote remotely
    online mobile local licensed certified registered qualified experienced professional skilled
    senior sr snr junior jr jnr lead principal chief head staff level grade class entry mid trainee
    intern internship apprentice apprenticeship graduate student newly new assistant associate
    deputy in for at on shift shifts small big large busy company inc llc ltd corp i ii iii iv v vi
    1 2 3 4 5 l1 l2 l3 l4 l5 l6 l7 union family my a the an of jefe auxiliar medio tiempo""".split()
)
_LEADING_RANK = frozenset({"assistant", "associate", "head", "chief", "lead", "deputy", "staff"})
_PLACE = re.compile(r"^(.+?)\s+(?:at|in|for|with|@|on|en|para)\s+(.+)$")
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
    return " ".join(text[: 4 * MAX_LENGTH].casefold().split())[: 2 * MAX_LENGTH]


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
        if words[i] in ("as", "como") and set(words[:i]) & _FILLER:
            words = words[i + 1 :]
            break
    while len(words) > 1 and words[0] in _FILLER:
        words = words[1:]
    return " ".join(words)


def without_employer(text: str) -> str:
    """Return the title without the names of well-known employers; unchanged if only they are left.

    Args:
        text: as returned by ``without_filler``.
    """
    words = text.split()
    kept: list[str] = []
    i = 0
    while i < len(words):
        size = next(
            (n for n in range(4, 0, -1) if _names_employer(words[i : i + n])),
            0,
        )
        if size:
            i += size
        else:
            kept.append(words[i])
            i += 1
    while kept and kept[-1] in {"at", "for", "in", "with", "en", "para", "the", "a", "s", "on"}:
        kept.pop()
    while len(kept) > 1 and (kept[0] in _FILLER or kept[0] in {"at", "for", "in"}):
        kept = kept[1:]
    return " ".join(kept) if any(word not in _SOFT for word in kept) else text


def _names_employer(words: list[str]) -> bool:
    name = " ".join(words)
    return name in employers() or (name.endswith("s") and name[:-1] in employers())


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
        if words[start - 1] not in _FILLER:
            break
        yield " ".join(words[start:]), 1.0
    title = without_filler(text)
    yield title, 1.0
    alone = without_employer(title)
    yield alone, 0.95
    place = _PLACE.match(alone)
    if place:
        where = _ARTICLE.sub("", place[2])
        yield f"{where} {place[1]}", 0.9
        yield f"{place[1]} {where}", 0.9
        yield place[1], 0.7
    for base, trust in ((alone, 0.8), (place[1] if place else "", 0.6)):
        yield from _without_rank(base.split(), trust)


def _without_rank(words: list[str], trust: float) -> Iterator[tuple[str, float]]:
    """Yield the title without words of rank and hours, from the end and then from the start."""
    while len(words) > 1 and words[-1] in _SOFT:
        words = words[:-1]
        yield " ".join(words), trust
    while len(words) > 1 and words[0] in _SOFT | _FILLER:
        # An assistant manager is not quite a manager.
        trust -= 0.15 if words[0] in _LEADING_RANK else 0.0
        words = words[1:]
        yield " ".join(words), trust
