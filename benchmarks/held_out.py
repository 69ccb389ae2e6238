"""Titles left out of an index, as people write them: what search is fitted and judged on."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.occupations import OccupationCatalog
from retrieval.titles import key, surface, written_forms


@dataclass(frozen=True, slots=True)
class Query:
    """A text, the occupations that are right for it, and how many jobs the largest of them has."""

    text: str
    codes: frozenset[str]
    jobs: float


def leave_out(
    catalog: OccupationCatalog, share: float, seed: int
) -> tuple[frozenset[str], list[Query]]:
    """Choose alternate titles to leave out.

    A title is left out for every occupation that lists it, in all spellings that mean the same, so
    that nothing of it remains in the index; each of those occupations is right for it.

    Args:
        catalog: the occupations.
        share: part of the distinct titles to leave out, 0 to 1.
        seed: of the choice.

    Returns:
        The titles as O*NET writes them, and one query a distinct title.
    """
    codes: dict[str, set[str]] = {}
    written: dict[str, set[str]] = {}
    own = {
        key(form)
        for occupation in catalog.occupations.values()
        for form in written_forms(occupation.title)
    }
    for occupation in catalog.occupations.values():
        for title in occupation.alternate_titles:
            normal = key(written_forms(title)[0])
            if normal not in own:
                codes.setdefault(normal, set()).add(occupation.code)
                written.setdefault(normal, set()).add(title)
    chosen = random.Random(seed).sample(sorted(codes), round(share * len(codes)))
    queries = [
        Query(
            written_forms(min(written[normal]))[0],
            frozenset(codes[normal]),
            _jobs(catalog, codes[normal]),
        )
        for normal in chosen
    ]
    return frozenset(title for normal in chosen for title in written[normal]), queries


def as_written(query: Query, rng: random.Random) -> Query:
    """Return the query as a person may write it: with a typing error, rank, employer or none."""
    text = surface(query.text)
    kind = rng.random()
    if kind < 0.3:
        text = _typing_error(text, rng)
    elif kind < 0.45:
        text = f"{rng.choice(_RANKS)} {text}"
    elif kind < 0.6:
        text = f"{text} {rng.choice(_PLACES)}"
    return Query(text, query.codes, query.jobs)


_RANKS = ("senior", "junior", "part time", "lead", "sr.", "trainee", "i was a", "experienced")
_PLACES = ("at a local company", "in Ohio", "II", "at Acme Corp", "for the county", "for 3 years")


def _typing_error(text: str, rng: random.Random) -> str:
    """Return the text with one letter dropped, doubled, swapped with the next, or replaced."""
    places = [i for i, letter in enumerate(text) if letter.isalpha()]
    at = rng.choice(places[1:] or places)
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2:
        return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]
    return text[:at] + rng.choice("aeioust") + text[at + 1 :]


def _jobs(catalog: OccupationCatalog, codes: Sequence[str] | set[str]) -> float:
    pays = [catalog.pay(code) for code in codes]
    return float(max((pay.employment or 0 for pay in pays if pay), default=0))
