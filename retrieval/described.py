"""Work that is told, not titled: "taking care of old people", "I fix elevators at a hotel".

A rule is verbs, objects and, where these alone do not tell, words that must be in the text too.
Any verb of a rule with any of its objects means the rule's occupations, in every form of the verb,
so that a few hundred rules read what no list of sentences would.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from retrieval.frozen import Frozen
from retrieval.lexicon import around_titles, verb_forms
from retrieval.titles import key
from retrieval.word_lists import rows

_LONGEST = 7
"""Words of the longest verb or object looked for."""
_AFTER = 4
"""Words that may stand between a verb and its object, as in "fix all kinds of old cars"."""
_BEFORE = 1
"""Words that may stand between an object and a verb that follows: "dog walking"."""
_GAP_COST = 0.35
_LEAST_COVERED = 0.34
"""Share of the telling words that a rule must account for."""
_EMPTY = frozenset(
    {"guy", "person", "man", "lady", "girl", "who", "that", "which", "other", "their", "them"}
    | {"people", "thing", "stuff", "living", "by", "with", "from", "into", "up", "out", "off"}
    | {"all", "this", "they", "it", "so", "can", "when", "where", "how", "your", "you", "me"}
    | {"place", "local", "around", "over", "then", "mainly", "usually", "every", "customer"}
    | {"client", "big", "small", "different", "kind", "type", "use", "help", "always", "about"}
)
_OWN = frozenset(
    {"kid", "child", "baby", "toddler", "boy", "infant", "house", "home", "room", "car", "dog"}
    | {"cat", "family", "garden", "yard", "son", "daughter", "wife", "husband", "bike", "meal"}
)
"""With "my" before them these are no job: "took care of my kids"."""


@dataclass(frozen=True, slots=True)
class Rule(Frozen):
    """What one combination of a verb and an object means.

    Attributes:
        codes: O*NET-SOC codes, most likely first.
        where: keys of which one must be in the text as well; empty if none need be.
    """

    codes: tuple[str, ...]
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Described(Frozen):
    """The rule that accounts for most of a text.

    Attributes:
        codes: O*NET-SOC codes it means, most likely first.
        covered: share of the telling words it accounts for, 0 to 1.
    """

    codes: tuple[str, ...]
    covered: float

    @property
    def trust(self) -> float:
        """How far to trust it, on the scale of ``readings.Reading.trust``."""
        return 0.62 + 0.33 * self.covered


@dataclass(frozen=True, slots=True)
class _Words(Frozen):
    verbs: Mapping[str, frozenset[str]]
    nouns: frozenset[str]
    rules: Mapping[tuple[str, str], tuple[Rule, ...]]
    objects: frozenset[str]


def described(text: str) -> Described | None:
    """Return what kind of work a text tells of; None if no rule fits it well enough."""
    words = tuple(key(text, expand=False).split())
    known = _words()
    verbs = list(_found(words, known.verbs))
    if not verbs:
        return None
    objects = list(_found(words, known.objects))
    best: tuple[float, tuple[str, ...], set[int]] | None = None
    for (start, stop), (first, last) in product(verbs, objects):
        gap = first - stop if first >= stop else start - last
        if (
            not 0 <= gap <= (_AFTER if first >= stop else _BEFORE)
            or _own(words, first, last)
            or "at" in words[stop + 1 : first]
        ):
            continue
        target, form = " ".join(words[first:last]), " ".join(words[start:stop])
        for verb in known.verbs[form]:
            # "stock market" is no selling of stock, "dog walking" is walking dogs.
            if first < start and form == verb and form not in known.nouns:
                continue
            for rule in known.rules.get((verb, target), ()):
                used = {*range(start, stop), *range(first, last)}
                named = _named(words, rule.where)
                if rule.where and not named:
                    continue
                fits = len(used | named) + 0.01 * (last - first) - _GAP_COST * gap
                if best is None or fits > best[0]:
                    best = fits, rule.codes, used | named
    if best is None:
        return None
    empty = _EMPTY | around_titles("filler") | around_titles("soft")
    telling = {i for i, word in enumerate(words) if word not in empty} | best[2]
    covered = len(best[2]) / len(telling)
    return Described(best[1], covered) if covered >= _LEAST_COVERED else None


def _own(words: Sequence[str], first: int, last: int) -> bool:
    return (
        first > 0 and words[first - 1] in {"my", "our"} and not _OWN.isdisjoint(words[first:last])
    )


def _found(
    words: Sequence[str], known: Mapping[str, object] | frozenset[str]
) -> Iterator[tuple[int, int]]:
    for start in range(len(words)):
        for stop in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            if " ".join(words[start:stop]) in known:
                yield start, stop


def _named(words: Sequence[str], where: Sequence[str]) -> set[int]:
    """Return the places of the first of these phrases that is in the text; none if none is."""
    for phrase in where:
        size = len(phrase.split())
        for start in range(len(words) - size + 1):
            if " ".join(words[start : start + size]) == phrase:
                return set(range(start, start + size))
    return set()


def simplest() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each object of the rules with one verb, and the codes: ("fix elevator", ...)."""
    groups = {row["name"]: row for row in rows("verb_groups.csv")}
    for row in rows("described.csv"):
        verb = _split(row["verbs"])[0]
        verb = _split(groups[verb]["verbs"])[0] if verb in groups else verb
        where = _split(row["where"])[:1]
        for target in _split(row["objects"]):
            yield " ".join([verb, target, *where]), tuple(row["codes"].split())


@cache
def _words() -> _Words:
    groups = {row["name"]: row for row in rows("verb_groups.csv")}
    verbs: dict[str, set[str]] = defaultdict(set)
    nouns: set[str] = set()
    rules: dict[tuple[str, str], dict[tuple[str, ...], list[str]]] = defaultdict(dict)
    for row in rows("described.csv"):
        where = tuple(key(word, expand=False) for word in _split(row["where"]))
        bases: set[str] = set()
        for verb in _split(row["verbs"]):
            group = groups.get(verb)
            bases.update(_split(group["verbs"]) if group else [verb])
            for noun in _split(group["nouns"]) if group else ():
                verbs[key(noun, expand=False)].add(noun)
                nouns.add(key(noun, expand=False))
                bases.add(noun)
        for base in bases:
            for form in verb_forms(base):
                verbs[key(form, expand=False)].add(base)
        for base, target in product(bases, _split(row["objects"])):
            # Two rows for the same work: it may mean the occupations of both.
            codes = rules[base, key(target, expand=False)].setdefault(where, [])
            codes += [code for code in row["codes"].split() if code not in codes]
    return _Words(
        {form: frozenset(bases) for form, bases in verbs.items()},
        frozenset(nouns),
        {
            pair: tuple(Rule(tuple(codes), where) for where, codes in found.items())
            for pair, found in rules.items()
        },
        frozenset(target for _, target in rules),
    )


def _split(cell: str) -> list[str]:
    return cell.split("; ") if cell else []
