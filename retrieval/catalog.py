"""Read access to the facts of every occupation, from the shipped or an imported folder."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Self

from retrieval.fact_folder import FactFolder, read_folder
from retrieval.labor_market import AT_OR_ABOVE
from retrieval.occupations import (
    EducationShare,
    Occupation,
    OccupationGroup,
    Outlook,
    Pay,
    Rating,
    Riasec,
    Technology,
)

_Rows = Sequence[tuple[str, ...]]
_ByCode = Mapping[str, _Rows]


def read_shipped(onet_dir: Path) -> FactFolder:
    """Read the shipped fact tables; raise ``AdvisorError`` if they are missing or damaged."""
    remedy = "reinstall, or run `advisor onet build --from` an O*NET text release"
    return read_folder(onet_dir, remedy)


class Catalog:
    """The ``OccupationCatalog`` over a folder of fact tables.

    Tables are checked when loaded and parsed when first asked for. What is missing from the data
    is None or empty, never zero; an unknown code raises ``KeyError``.
    """

    def __init__(self, facts: FactFolder) -> None:
        self._facts = facts

    @classmethod
    def load(cls, onet_dir: Path, imported: Path | None = None) -> Self:
        """Load the imported release if there is one, else the shipped tables.

        Args:
            onet_dir: the shipped fact tables.
            imported: where ``advisor onet import`` puts a release; may not exist.

        Raises:
            AdvisorError: the tables are missing, damaged or of another version.
        """
        if imported is not None and imported.is_dir():
            remedy = f"run `advisor onet import` again, or delete {imported}"
            return cls(read_folder(imported, remedy))
        return cls(read_shipped(onet_dir))

    @property
    def release(self) -> str:
        """Return the name of the O*NET release, for example ``"30.1"``."""
        return str(self._facts.manifest["release"])

    @property
    def source(self) -> str:
        """Return the attribution to show with the facts."""
        return str(self._facts.manifest["attribution"])

    @property
    def fingerprint(self) -> str:
        """Return a hex digest that changes when any fact changes."""
        return self._facts.fingerprint

    @cached_property
    def occupations(self) -> Mapping[str, Occupation]:
        """Return all occupations by code, in code order."""
        groups = self._grouped("occupation_groups")
        zones = dict(self._rows("job_zones"))
        descriptions = dict(self._rows("descriptions"))
        return MappingProxyType(
            {
                code: Occupation(
                    code=code,
                    title=title,
                    groups=tuple(group for (group,) in groups.get(code, ())),
                    job_zone=int(zones[code]) if code in zones else None,
                    alternate_titles=tuple(row[0] for row in self._titles.get(code, ())),
                    description=descriptions.get(code),
                )
                for code, title in self._rows("occupations")
            }
        )

    @cached_property
    def groups(self) -> Mapping[str, OccupationGroup]:
        """Return all Census 2010 groups by code; one group (9830) has no members."""
        members: dict[str, list[str]] = defaultdict(list)
        for code, group in self._rows("occupation_groups"):
            members[group].append(code)
        return MappingProxyType(
            {
                group: OccupationGroup(group, title, tuple(members[group]))
                for group, title in self._rows("groups")
            }
        )

    def alternate_titles(self, code: str) -> Sequence[str]:
        """Return the alternate titles, which include the reported ones."""
        return self.occupations[code].alternate_titles

    def reported_titles(self, code: str) -> Sequence[str]:
        """Return the titles that workers reported for themselves."""
        return tuple(
            title
            for title, _, reported in self._titles.get(self._known(code), ())
            if reported == "1"
        )

    def short_titles(self, code: str) -> Mapping[str, str]:
        """Return the short form (``"CEO"``) of those alternate titles that have one."""
        return {
            title: short for title, short, _ in self._titles.get(self._known(code), ()) if short
        }

    def skills(self, code: str) -> Sequence[Rating]:
        """Return the skill ratings in content model order; empty if not rated."""
        return self._skills.get(self._known(code), ())

    def knowledge(self, code: str) -> Sequence[Rating]:
        """Return the knowledge ratings in content model order; empty if not rated."""
        return self._knowledge.get(self._known(code), ())

    def interests(self, code: str) -> Mapping[Riasec, float] | None:
        """Return the six OI scores, 1 to 7; None if not rated."""
        scores = self._interests.get(self._known(code))
        return {area: scores[area] for area in Riasec} if scores else None

    def work_values(self, code: str) -> Mapping[str, float]:
        """Return extent (1 to 7) by work value name; empty if not rated."""
        return self._work_values.get(self._known(code), {})

    def work_styles(self, code: str) -> Mapping[str, float]:
        """Return impact (-3 to 3) by work style name; empty if not rated."""
        return self._work_styles.get(self._known(code), {})

    def education(self, code: str) -> Sequence[EducationShare]:
        """Return required education, shares above zero, category order; empty if not surveyed."""
        return tuple(
            EducationShare(
                int(category), self._education_labels[category], float(percent), imprecise == "1"
            )
            for category, percent, imprecise in self._education.get(self._known(code), ())
        )

    def technologies(self, code: str) -> Sequence[Technology]:
        """Return software: in demand first, then hot, then by name; empty if none is listed."""
        return tuple(
            Technology(name, hot == "1", in_demand == "1")
            for name, hot, in_demand in self._technologies.get(self._known(code), ())
        )

    def related(self, code: str) -> Sequence[str]:
        """Return related occupations' codes, closest first; empty if none are listed."""
        return tuple(other for (other,) in self._related.get(self._known(code), ()))

    def pay(self, code: str) -> Pay | None:
        """Return wages; None if not published at any level."""
        row = self._pay.get(self._known(code)[:7])
        if row is None:
            return None
        soc, _, employment, p10, median, p90, hourly = row
        about = self._facts.manifest["labor_market"]["pay"]
        wages = {"p10": p10, "median": median, "p90": p90}
        numbers = {name: _whole(text.removeprefix(AT_OR_ABOVE)) for name, text in wages.items()}
        return Pay(
            **numbers,
            top_coded=tuple(name for name, text in wages.items() if text.startswith(AT_OR_ABOVE)),
            employment=_whole(employment),
            soc=soc,
            broader=soc != code[:7],
            source=about["source"],
            year=about["year"],
            hourly_median=float(hourly) if hourly else None,
        )

    def outlook(self, code: str) -> Outlook | None:
        """Return projections; None if not published at any level."""
        row = self._outlook.get(self._known(code)[:7])
        if row is None:
            return None
        soc, _, growth, openings, education = row
        about = self._facts.manifest["labor_market"]["outlook"]
        return Outlook(
            growth_percent=float(growth) if growth else None,
            openings_per_year=_whole(openings),
            entry_education=education or None,
            soc=soc,
            broader=soc != code[:7],
            period=about["period"],
            source=about["source"],
        )

    def tasks(self, code: str) -> Sequence[str]:
        """Return task statements, core ones first; empty unless a full release was imported."""
        return tuple(task for (task,) in self._tasks.get(self._known(code), ()))

    @cached_property
    def _titles(self) -> _ByCode:
        return self._grouped("titles")

    @cached_property
    def _skills(self) -> Mapping[str, tuple[Rating, ...]]:
        return self._ratings("skills")

    @cached_property
    def _knowledge(self) -> Mapping[str, tuple[Rating, ...]]:
        return self._ratings("knowledge")

    @cached_property
    def _interests(self) -> Mapping[str, Mapping[str, float]]:
        return self._profiles("interests")

    @cached_property
    def _work_values(self) -> Mapping[str, Mapping[str, float]]:
        return self._profiles("work_values")

    @cached_property
    def _work_styles(self) -> Mapping[str, Mapping[str, float]]:
        return self._profiles("work_styles")

    @cached_property
    def _education(self) -> _ByCode:
        return self._grouped("education")

    @cached_property
    def _education_labels(self) -> Mapping[str, str]:
        return dict(self._rows("education_categories"))

    @cached_property
    def _technologies(self) -> _ByCode:
        return self._grouped("technologies")

    @cached_property
    def _related(self) -> _ByCode:
        return self._grouped("related")

    @cached_property
    def _tasks(self) -> _ByCode:
        return self._grouped("tasks")

    @cached_property
    def _pay(self) -> Mapping[str, tuple[str, ...]]:
        return {soc: tuple(row) for soc, *row in self._rows("pay")}

    @cached_property
    def _outlook(self) -> Mapping[str, tuple[str, ...]]:
        return {soc: tuple(row) for soc, *row in self._rows("outlook")}

    def _known(self, code: str) -> str:
        """Return the code; raise ``KeyError`` if there is no such occupation."""
        return self.occupations[code].code

    def _rows(self, table: str) -> _Rows:
        """Return the rows; none if the release had no such table."""
        return self._facts.table(table).rows if table in self._facts else ()

    def _grouped(self, table: str) -> _ByCode:
        """Return the rows by their first column, without it, in the table's order."""
        grouped: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for code, *row in self._rows(table):
            grouped[code].append(tuple(row))
        return dict(grouped)

    def _profiles(self, table: str) -> dict[str, dict[str, float]]:
        """Return the published values by code and element name."""
        names = dict(self._rows(f"{table}_elements"))
        if table not in self._facts:
            return {}
        content = self._facts.table(table)
        elements = [names[column.split()[0]] for column in content.columns[1:]]
        return {
            code: {name: float(text) for name, text in zip(elements, row, strict=True) if text}
            for code, *row in content.rows
        }

    def _ratings(self, table: str) -> dict[str, tuple[Rating, ...]]:
        """Return the ratings by code; each element has two columns, importance and level."""
        if table not in self._facts:
            return {}
        names = self._rows(f"{table}_elements")
        imprecise = set(self._rows(f"{table}_imprecise"))
        return {
            code: tuple(
                Rating(element, name, float(importance), float(level), (code, element) in imprecise)
                for (element, name), importance, level in zip(
                    names, cells[::2], cells[1::2], strict=True
                )
                if importance and level
            )
            for code, *cells in self._facts.table(table).rows
        }


def _whole(text: str) -> int | None:
    return int(text) if text else None
