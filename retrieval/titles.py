"""One normal form for job titles, so that "Sr. Waitresses" and "senior waiter" meet."""

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

MAX_LENGTH = 200
"""Characters of a title that are read; nobody's job title is longer."""

# Endings that say who does the job, all written "-man" in keys: saleswoman, salesperson …
_PERSON_ENDING = re.compile(r"(?<=\w\w\w)(?:woman|women|men|person|persons|people)$")
_STOP_WORDS = frozenset({"of", "the", "and", "a", "an", "for", "in", "to"})
_UNINFLECTED = frozenset(
    {"sales", "gas", "glass", "news", "bus", "express", "press", "business", "class", "series"}
    | {"operations", "human", "woman", "women", "man", "men", "arts", "lens", "chess", "canvas"}
)


@cache
def abbreviations() -> dict[str, tuple[str, str]]:
    """Return abbreviation -> (expansion, expansion as the last word of a title)."""
    with (files("retrieval") / "words" / "abbreviations.csv").open(encoding="utf-8") as lines:
        return {
            row["short"]: (row["long"], row["last"] or row["long"]) for row in csv.DictReader(lines)
        }


@cache
def _variants() -> dict[str, str]:
    """Return gendered forms and British spellings -> the form that O*NET writes."""
    with (files("retrieval") / "words" / "variants.csv").open(encoding="utf-8") as lines:
        return {row["word"]: row["standard"] for row in csv.DictReader(lines)}


@lru_cache(maxsize=1024)  # one title is asked for in several forms in a row
def clean(text: str) -> str:
    """Return lower-case words separated by single spaces; accents and punctuation are dropped."""
    plain = text[: 4 * MAX_LENGTH].casefold()
    if not plain.isascii():
        folded = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in folded if not unicodedata.combining(c))
    plain = re.sub(r"['’`´](?=s\b)|(?<=\w)['’`´](?=\w)", "", plain)
    plain = re.sub(r"\b([a-z])/([a-z])\b", r"\1\2", plain)
    # Initials lose their full stops: "r.n." is one word.
    plain = re.sub(r"\b(?:[a-z]\.){2,}", lambda m: m[0].replace(".", "") + " ", plain)
    plain = plain.replace("&", " and ")
    plain = re.sub(r"\b([a-z])\s+and\s+([a-z])\b", r"\1 and \2", plain)
    words = re.findall(r"[^\W_]+(?:\+\+|#)?", plain)
    return " ".join(words)[:MAX_LENGTH].strip()


def surface(text: str) -> str:
    """Return the cleaned title with abbreviations written out: what is embedded, never shown."""
    words = clean(text).split()
    table = abbreviations()
    out: list[str] = []
    i = 0
    while i < len(words):
        for size in (3, 2, 1):
            found = table.get(" ".join(words[i : i + size])) if i + size <= len(words) else None
            if found:
                out.append(found[1] if i + size == len(words) else found[0])
                i += size
                break
        else:
            out.append(words[i])
            i += 1
    return " ".join(out)


def key(text: str, *, expand: bool = True) -> str:
    """Return the form under which equal titles meet: singular, ungendered, American spelling.

    Args:
        text: a title.
        expand: write abbreviations out ("mgr" is "manager"); without, "PT" and "QA" stay as they
            are, which is how the lexicon lists the meanings that such letters have of their own.
    """
    written = surface(text) if expand else clean(text)
    words = [_word_key(word) for word in written.split()]
    kept = [word for word in words if word not in _STOP_WORDS]
    return " ".join(kept or words)


@cache
def _word_key(word: str) -> str:
    variants = _variants()
    single = _singular(word)
    ungendered = _PERSON_ENDING.sub("man", single)
    for form in (word, single, ungendered):
        if form in variants:
            return variants[form]
    return ungendered


def _singular(word: str) -> str:
    if len(word) < 4 or word in _UNINFLECTED or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith(("ss", "us", "is", "ics")):
        return word
    return word[:-1]


def written_forms(title: str) -> tuple[str, ...]:
    """Return the ways one O*NET title may be written, its main form first.

    "Registered Nurse (RN)" gives "Registered Nurse" and "RN"; "Cooks, Fast Food" gives also
    "Fast Food Cooks"; "Helpers--Carpenters" gives also "Carpenters Helpers".
    """
    forms: list[str] = []
    bracket = re.fullmatch(r"(.+?)\s*\(([^()]+)\)\s*(.*)", title)
    if bracket:
        before, inside, after = bracket.groups()
        forms += [f"{before} {after}".strip(), f"{inside} {after}".strip()]
    else:
        forms.append(title)
    first = forms[0]
    if "--" in first:
        forms.append(" ".join(reversed(first.split("--"))))
    head, comma, tail = first.partition(", ")
    if comma and re.match(r"(?:Except|Including)\b", tail):
        forms.append(head)
    elif comma and "," not in tail and tail != "All Other" and not tail.startswith("and "):
        forms.append(f"{tail} {head}")
    return tuple(dict.fromkeys(forms))
