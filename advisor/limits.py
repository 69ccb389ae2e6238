"""What a person rules out, checked against the facts of an occupation; what cannot be is said."""

from collections.abc import Sequence

from advisor.career import CareerHistory, Limit, LimitKind
from advisor.own_words import names
from advisor.schooling import schooling
from retrieval.occupations import OccupationCatalog, OccupationSearch

_NEAR = 5
"""How many of O*NET's related occupations, closest first, are avoided with an avoided one."""

_NO_DATA = {
    LimitKind.SCHEDULE: "the data says nothing about hours or shifts",
    LimitKind.PHYSICAL: "the data says nothing about physical demands",
    LimitKind.PLACE: "the data says nothing about places, travel or working from home",
    LimitKind.OTHER: "the data says nothing about that",
}


class Limits:
    """One person's limits."""

    def __init__(
        self, history: CareerHistory, catalog: OccupationCatalog, search: OccupationSearch
    ) -> None:
        self._catalog = catalog
        self._education = history.highest_education
        self._limits = history.limits
        self._no_school = any(x.kind is LimitKind.NO_MORE_SCHOOL for x in history.limits)
        self._avoided: dict[str, str] = {}
        self.notes: tuple[str, ...] = tuple(self._resolve(search))

    def against(self, code: str) -> str | None:
        """Return why the occupation is ruled out, as the end of "left out because …", or None."""
        if code in self._avoided:
            return f'you said "{self._avoided[code]}"'
        if self._no_school and self._more_school_needed(code):
            return "more school is asked for than you have"
        pay = self._catalog.pay(code)
        for limit in self._minimums():
            if pay and pay.median is not None and pay.median < (limit.dollars or 0):
                return f"the median pay is below ${limit.dollars:,} a year"
        return None

    def cautions(self, code: str) -> Sequence[str]:
        """Return what the facts cannot tell about this person's limits."""
        lines = [
            f'You said "{limit.quote}": {_NO_DATA[limit.kind]}, so please ask about it.'
            for limit in self._limits
            if limit.kind in _NO_DATA
        ]
        if self._no_school and self._more_school_needed(code) is None:
            unknown = "the school it needs" if self._education else "your education"
            lines.append(f"You want no more school, but {unknown} is not known, so please check.")
        pay = self._catalog.pay(code)
        if any(self._minimums()) and (pay is None or pay.median is None):
            lines.append("Yearly pay is not published, so your minimum could not be checked.")
        return lines

    def _more_school_needed(self, code: str) -> bool | None:
        """Return whether more is needed; None when the person's or the job's level is unknown."""
        if self._education is None:
            return None
        return schooling(self._education, self._catalog, code).more_needed

    def _minimums(self) -> list[Limit]:
        return [x for x in self._limits if x.kind is LimitKind.MINIMUM_PAY and x.dollars]

    def _resolve(self, search: OccupationSearch) -> list[str]:
        """Find the occupations to avoid; return a line for each limit that cannot be applied."""
        notes = []
        for limit in self._limits:
            if limit.kind is LimitKind.MINIMUM_PAY and not limit.dollars:
                notes.append(f'You said "{limit.quote}", but I read no yearly amount in it.')
            if limit.kind is not LimitKind.AVOID_OCCUPATION:
                continue
            text = limit.occupation or limit.quote
            found = search.resolve(text)
            meant = [match.code for match in (found.match, *found.alternatives) if match]
            meant += [
                c for c, known in self._catalog.occupations.items() if names(known.title, text)
            ]
            if not meant:
                notes.append(f'I could not tell which occupations you mean by "{limit.quote}".')
            for code in (*meant, *self._alike(meant[:1])):
                self._avoided.setdefault(code, limit.quote)
        return notes

    def _alike(self, codes: Sequence[str]) -> list[str]:
        """Return the occupations of the same groups and the closest related ones."""
        alike: list[str] = []
        for code in codes:
            for group in self._catalog.occupations[code].groups[:1]:
                alike += self._catalog.groups[group].members
            alike += self._catalog.related(code)[:_NEAR]
        return alike
