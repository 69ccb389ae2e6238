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
from retrieval.parsed_facts import ParsedFacts, Rows


def read_shipped(onet_dir: Path) -> FactFolder:
    """Read the shipped fact tables; raise ``AdvisorError`` if they are missing or damaged."""
    remedy = "reinstall, or run `advisor onet build --from` an O*NET text release"
    return read_folder(onet_dir, remedy)


class Catalog:
    """The ``OccupationCatalog`` over a folder of fact tables.

    Tables are checked when loaded and parsed when first asked for. What is missing from the data
    is None or empty, never zero; an unknown code raises ``KeyError``.

    Attributes:
        fingerprint: hex digest that changes when any fact changes.
    """

    def __init__(self, facts: FactFolder) -> None:
        self._manifest = facts.manifest
        self._facts = ParsedFacts(facts)
        self.fingerprint = facts.fingerprint

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
        return str(self._manifest["release"])

    @property
    def source(self) -> str:
        """Return the attribution to show with the facts."""
        return str(self._manifest["attribution"])

    @cached_property
    def occupations(self) -> Mapping[str, Occupation]:
        """Return all occupations by code, in code order."""
        titles = self._facts.by_code("titles")
        groups = self._facts.by_code("occupation_groups")
        zones = self._facts.by_code("job_zones")
        descriptions = self._facts.by_code("descriptions")
        return MappingProxyType(
            {
                code: Occupation(
                    code=code,
                    title=title,
                    groups=tuple(group for (group,) in groups.get(code, ())),
                    job_zone=int(zones[code][0][0]) if code in zones else None,
                    alternate_titles=tuple(row[0] for row in titles.get(code, ())),
                    description=descriptions[code][0][0] if code in descriptions else None,
                )
                for code, title in self._facts.rows("occupations")
            }
        )

    @cached_property
    def groups(self) -> Mapping[str, OccupationGroup]:
        """Return all Census 2010 groups by code; one group (9830) has no members."""
        members: dict[str, list[str]] = defaultdict(list)
        for code, group in self._facts.rows("occupation_groups"):
            members[group].append(code)
        return MappingProxyType(
            {
                group: OccupationGroup(group, title, tuple(members[group]))
                for group, title in self._facts.rows("groups")
            }
        )

    def alternate_titles(self, code: str) -> Sequence[str]:
        """Return the alternate titles, which include the reported ones."""
        return self.occupations[code].alternate_titles

    def reported_titles(self, code: str) -> Sequence[str]:
        """Return the titles that workers reported for themselves."""
        return tuple(title for title, _, reported in self._of("titles", code) if reported == "1")

    def short_titles(self, code: str) -> Mapping[str, str]:
        """Return the short form (``"CEO"``) of those alternate titles that have one."""
        return {title: short for title, short, _ in self._of("titles", code) if short}

    def skills(self, code: str) -> Sequence[Rating]:
        """Return the skill ratings in content model order; empty if not rated."""
        return self._facts.skills.get(self._known(code), ())

    def knowledge(self, code: str) -> Sequence[Rating]:
        """Return the knowledge ratings in content model order; empty if not rated."""
        return self._facts.knowledge.get(self._known(code), ())

    def interests(self, code: str) -> Mapping[Riasec, float] | None:
        """Return the six OI scores, 1 to 7; None if not rated."""
        scores = self._facts.profiles("interests").get(self._known(code))
        return {area: scores[area] for area in Riasec} if scores else None

    def work_values(self, code: str) -> Mapping[str, float]:
        """Return extent (1 to 7) by work value name; empty if not rated."""
        return self._facts.profiles("work_values").get(self._known(code), {})

    def work_styles(self, code: str) -> Mapping[str, float]:
        """Return impact (-3 to 3) by work style name; empty if not rated."""
        return self._facts.profiles("work_styles").get(self._known(code), {})

    def education(self, code: str) -> Sequence[EducationShare]:
        """Return required education, shares above zero, category order; empty if not surveyed."""
        labels = self._facts.by_code("education_categories")
        return tuple(
            EducationShare(int(category), labels[category][0][0], float(percent), imprecise == "1")
            for category, percent, imprecise in self._of("education", code)
        )

    def technologies(self, code: str) -> Sequence[Technology]:
        """Return software: in demand first, then hot, then by name; empty if none is listed."""
        return tuple(
            Technology(name, hot == "1", in_demand == "1")
            for name, hot, in_demand in self._of("technologies", code)
        )

    def related(self, code: str) -> Sequence[str]:
        """Return related occupations' codes, closest first; empty if none are listed."""
        return tuple(other for (other,) in self._of("related", code))

    def pay(self, code: str) -> Pay | None:
        """Return wages; None if not published at any level."""
        row = self._by_soc("pay", code)
        if row is None:
            return None
        soc, _, employment, p10, median, p90, hourly = row
        about = self._manifest["labor_market"]["pay"]
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
        row = self._by_soc("outlook", code)
        if row is None:
            return None
        soc, _, growth, openings, education = row
        about = self._manifest["labor_market"]["outlook"]
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
        return tuple(task for (task,) in self._of("tasks", code))

    def _of(self, table: str, code: str) -> Rows:
        """Return an occupation's rows of a table; raise ``KeyError`` if there is none such."""
        return self._facts.by_code(table).get(self._known(code), ())

    def _by_soc(self, table: str, code: str) -> tuple[str, ...] | None:
        """Return the row for the occupation's SOC code; None if it has none."""
        rows = self._facts.by_code(table).get(self._known(code)[:7], ())
        return rows[0] if rows else None

    def _known(self, code: str) -> str:
        """Return the code; raise ``KeyError`` if there is no such occupation."""
        return self.occupations[code].code


def _whole(text: str) -> int | None:
    return int(text) if text else None
