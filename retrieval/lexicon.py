"""Work words O*NET does not list: slang, acronyms, brands, gig work, Spanish and others."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from retrieval.frozen import Frozen
from retrieval.titles import clean, key
from retrieval.word_lists import rows

_ROMANCE = frozenset({"es", "pt"})
# "fix cars" starts with a verb, "lift engineer" does not.
_PERSON = re.compile(
    r"(er|or|eer|ist|man|ian|ant|ents?|aide|crew|tech|rep|guard|staff|host|line|girl|boy|lady|guy"
    r"|nurse|clerk|concierge|home|officer|school|room|desk|center|shop|store|car|cab|park|wash)$"
)

# "scrub" is scrubbed, "clean" is cleaned.
_DOUBLED = re.compile(r"[^aeiou]+[aeiou][bdgmnprt]|un(?:clog|plug)|refit")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


@dataclass(frozen=True, slots=True)
class Term(Frozen):
    """One way people name a kind of work.

    Attributes:
        text: as written.
        language: ISO 639-1 code (``tl`` for Tagalog).
        codes: O*NET-SOC codes it may mean, most likely first. More than one means that the term
            alone does not tell them apart.
    """

    text: str
    language: str
    codes: tuple[str, ...]


@cache
def lexicon() -> tuple[Term, ...]:
    """Return the terms of ``words/lexicon.csv`` and their other forms.

    Spanish and Portuguese terms get their feminine, English ones that start with a verb ("fix
    cars") its other forms ("fixing cars", "fixed cars").
    """
    listed = tuple(_listed_terms())
    known = {key(term.text, expand=False) for term in listed}
    others: dict[str, Term] = {}
    for term in listed:
        forms = [_feminine(term.text)] if term.language in _ROMANCE else _conjugated(term)
        for text in forms:
            normal = key(text, expand=False)
            if normal not in known:
                others.setdefault(normal, Term(text, term.language, term.codes))
    return (*listed, *others.values())


def _conjugated(term: Term) -> list[str]:
    """Return an English phrase with its verb in every form; nothing if it starts with none."""
    first, _, rest = clean(term.text).partition(" ")
    if not rest or term.language != "en" or _PERSON.search(rest):
        return []
    forms = _verbs().get(first, ())
    return [f"{form} {rest}" for form in forms]


@cache
def _verbs() -> Mapping[str, tuple[str, ...]]:
    """Return every form of a verb -> all its forms."""
    lines = [tuple(row.values()) for row in rows("verbs.csv")]
    return {form: forms for forms in lines for form in (forms[0], *forms[2:])}


def verb_forms(phrase: str) -> tuple[str, ...]:
    """Return a phrase that starts with a verb with it in every form: "look after", "looked after".

    Irregular verbs are in ``words/verbs.csv``. The one who does it ("fixer") counts as a form.
    """
    first, _, rest = phrase.partition(" ")
    listed = _verbs().get(first)
    stem = first[:-1] if first.endswith("e") else first
    if _DOUBLED.fullmatch(first):
        stem += first[-1]
    if not listed:
        past = f"{stem[:-1]}ied" if _CONSONANT_Y.search(stem) else f"{stem}ed"
        listed = (first, f"{first}s", f"{stem}ing", past)
    forms = [*listed] if rest or first == "work" else [*listed, f"{stem}er"]
    return tuple(dict.fromkeys(f"{form} {rest}".strip() for form in forms))


def _listed_terms() -> Iterator[Term]:
    for row in rows("lexicon.csv"):
        codes = tuple(row["codes"].split())
        for text in row["terms"].split("; "):
            yield Term(text, row["language"], codes)


def _feminine(text: str) -> str:
    """Return a Spanish or Portuguese title with its first word feminine; unchanged if it is."""
    first, *rest = clean(text).split()
    if first.endswith("o"):
        first = first[:-1] + "a"
    elif first.endswith("or"):
        first += "a"
    return " ".join([first, *rest])


@cache
def not_jobs() -> frozenset[str]:
    """Return the keys of answers that name no occupation: "retired", "student", "none"."""
    return frozenset(key(row["text"], expand=False) for row in rows("not_jobs.csv"))


@cache
def employers() -> Mapping[str, str]:
    """Return cleaned names of large employers -> the kind of place ("hotel"), empty if any kind."""
    return {clean(row["name"]): row["place"] for row in rows("employers.csv")}


@cache
def around_titles(kind: str) -> frozenset[str]:
    """Return words people put around a title.

    Args:
        kind: "filler" for what is never part of a title ("worked"), "soft" for what may be
            ("night"), so that a title is looked for with it first; "before_work" and "after_work"
            for what people put around what they do ("I mostly fix cars lol"), "somebody" for words
            that stand for whoever does it ("sound guy"), "with_things" for slang for who works with
            a thing ("mop jockey").
    """
    return frozenset(row["word"] for row in rows("around_titles.csv") if row["kind"] == kind)
