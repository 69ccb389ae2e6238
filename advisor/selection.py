"""Chooses which groups are suggested, and which O*NET title stands for each.

Groups come in the predictor's order, or by chance and fit together where the person answered a
questionnaire (``advisor.interest_choice``). One is passed over when nothing but the model's
smoothing speaks for it: nobody was seen moving there, O*NET lists none of its occupations as
related to the person's, and they never did it. And when none of the five names anything the person
said they like, the last place goes to the likeliest group that does (if it is likelier than a group
drawn by lot). Inside a group, the title is the one nearest to the person's own words, jobs, skills
and interests and to where most people work.
"""

from collections import Counter

from advisor.limits import Limits
from advisor.person import Person
from advisor.skills import compare
from retrieval.occupations import OccupationCatalog

_MOST = 5
_FLOOR = 0.002
"""Least chance among movers for a suggestion: about that of a group drawn by lot (1 of 539)."""
_MILITARY = "55-"
_ALL_OTHER = "all other"
_RELATED = 20
"""How many related occupations O*NET lists."""
_IS_NEAR = 0.6
"""Nearness (0 to 2) from which a specific title is preferred to "All Other"."""


def select(
    person: Person,
    limits: Limits,
    catalog: OccupationCatalog,
    passed: frozenset[str] = frozenset(),
) -> tuple[list[tuple[str, str]], Counter[str]]:
    """Return at most five (group, occupation) pairs, and how many likely groups limits left out.

    Groups in ``passed`` are skipped. The counter's keys say why others were left out, as the end
    of "left out because …".
    """
    chosen: list[tuple[str, str]] = []
    left_out: Counter[str] = Counter()
    for group in _likely(person, catalog):
        if group in passed:
            continue
        titles = _titles(person, group, {code for _, code in chosen}, catalog)
        against = {code: limits.against(code) for code in titles}
        allowed = [code for code in titles if against[code] is None]
        if len(chosen) < _MOST:
            if allowed:
                chosen.append((group, _nearest(person, allowed, catalog)))
            left_out.update(why for why in [*against.values()][:1] if why and not allowed)
            continue
        if not person.words.found or any(_wished(person, code) for _, code in chosen):
            break
        wished = [c for c in allowed if c in person.words.found and _wished(person, c)]
        if wished:
            chosen[-1] = (group, _nearest(person, wished, catalog))
    return chosen, left_out


def _likely(person: Person, catalog: OccupationCatalog) -> list[str]:
    """Return the groups that may be suggested, by their chance times the fit, largest first."""
    served = any(known.code.startswith(_MILITARY) for _, known in person.worked)
    weighed = {
        group: chance * person.liking.factor(group)
        for group, chance in person.prediction.groups.items()
        if person.moves_to(group) >= _FLOOR
    }
    likely = [
        group
        for group in sorted(weighed, key=lambda code: (-weighed[code], code))
        if served or not all(c.startswith(_MILITARY) for c in catalog.groups[group].members)
    ]
    near = {
        group
        for _, known in person.worked
        for code in (known.code, *catalog.related(known.code))
        for group in catalog.occupations[code].groups
    }
    supported = [group for group in likely if person.prediction.counts.get(group) or group in near]
    # For an occupation never observed and not rated, the smoothing is all there is.
    return supported or likely


def _titles(person: Person, group: str, taken: set[str], catalog: OccupationCatalog) -> list[str]:
    """Return the occupations that may stand for a group: specific ones that it fits best.

    A group of all that is left over stands for its "All Other" title unless one is near.
    """
    known = catalog.occupations
    members = [
        code
        for code in catalog.groups[group].members
        if code != person.occupation.code and code not in taken
    ]
    best = [code for code in members if known[code].groups[0] == group] or members
    specific = [code for code in best if _ALL_OTHER not in known[code].title.casefold()]
    is_mixed = _ALL_OTHER in catalog.groups[group].title.casefold()
    if is_mixed and not any(_near(person, code, catalog) >= _IS_NEAR for code in specific):
        return [code for code in best if code not in specific] or specific
    return specific or best


def _near(person: Person, code: str, catalog: OccupationCatalog) -> float:
    """Return 0 to 2, how near an occupation is to the person's words and to their jobs."""
    if any(known.code == code for _, known in person.worked):
        return 2.0
    ranks = [
        catalog.related(known.code).index(code)
        for _, known in person.worked
        if code in catalog.related(known.code)
    ]
    related = 1 - min(ranks) / _RELATED if ranks else 0.0
    return person.words.closeness(code) + related


def _nearest(person: Person, codes: list[str], catalog: OccupationCatalog) -> str:
    """Return the occupation to show for a group.

    Own words, related jobs and the share of the group's employment count fully, skills and
    interests by half.
    """
    # Employment is published by SOC: it belongs to the occupation that stands for the whole SOC.
    pays = {code: catalog.pay(code) for code in codes if code.endswith(".00")}
    jobs = {code: pay.employment or 0 for code, pay in pays.items() if pay}
    largest = max(jobs.values(), default=0) or 1

    def merit(code: str) -> float:
        fit = compare(person.held, catalog, code).fit or 0.0
        known = _near(person, code, catalog) + jobs.get(code, 0) / largest
        return known + 0.5 * fit + person.liking.merit(code)

    return max(sorted(codes), key=merit)


def _wished(person: Person, code: str) -> bool:
    """Whether the occupation's titles or main skills name something the person likes."""
    return any(said.kind == "interest" for said in person.words.said(code))
