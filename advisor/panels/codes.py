"""The occupation codes of both cohorts: OCC1990 titles, and how Census 2010 groups map to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import pandas as pd

from retrieval.errors import AdvisorError
from retrieval.occupations import OccupationCatalog

TABLE = "occ1990.csv"
SURVEY_GROUPS = "census2010_occupations.csv"
SURVEY_OCC1990 = "occ1990_occupations.csv"


@dataclass(frozen=True)
class OccupationCodes:
    """Titles and the crosswalk.

    Attributes:
        groups: title by Census 2010 code.
        occ1990: title by OCC1990 code.
        occ1990_of: OCC1990 code by Census 2010 code, where the crosswalk has one.
    """

    groups: Mapping[str, str]
    occ1990: Mapping[str, str]
    occ1990_of: Mapping[str, str]

    @classmethod
    def load(cls, careers_dir: Path, catalog: OccupationCatalog) -> Self:
        """Read the shipped table; raise ``AdvisorError`` if it is missing or damaged."""
        try:
            table = pd.read_csv(careers_dir / TABLE, dtype=str, keep_default_na=False)
            rows = list(table[["occ1990", "title", "groups"]].itertuples(index=False))
        except (OSError, ValueError, KeyError) as error:
            raise AdvisorError(
                f"expected the OCC1990 codes in {careers_dir / TABLE}, got {error}:"
                " install the advisor again"
            ) from error
        return cls(
            groups={code: group.title for code, group in catalog.groups.items()},
            occ1990={code: title for code, title, _ in rows},
            occ1990_of={group: code for code, _, groups in rows for group in groups.split()},
        )

    @cached_property
    def single_group_of(self) -> Mapping[str, str]:
        """Census 2010 code of each OCC1990 code that stands for that one group alone."""
        members: dict[str, list[str]] = {}
        for group, code in self.occ1990_of.items():
            members.setdefault(code, []).append(group)
        return {code: groups[0] for code, groups in members.items() if len(groups) == 1}

    @cached_property
    def groups_of_title(self) -> Mapping[str, Sequence[str]]:
        """Census 2010 codes that each title of either cohort stands for; empty for none."""
        of_occ1990: dict[str, list[str]] = {code: [] for code in self.occ1990}
        for group, code in self.occ1990_of.items():
            of_occ1990[code].append(group)
        titles: dict[str, Sequence[str]] = {
            self.occ1990[code]: groups for code, groups in of_occ1990.items()
        }
        return {**titles, **{title: (group,) for group, title in self.groups.items()}}


def write_occ1990(panel_folder: Path, out: Path) -> None:
    """Write the table from the code lists beside the panels.

    Raises:
        AdvisorError: the folder does not hold the code lists.
    """
    try:
        titles = pd.read_csv(panel_folder / SURVEY_OCC1990, dtype=str)
        groups = pd.read_csv(panel_folder / SURVEY_GROUPS, dtype=str).dropna(subset=["occ1990"])
        joined = groups.groupby("occ1990").occ2010.agg(" ".join)
        known = pd.concat([titles.occ1990, groups.occ1990]).drop_duplicates()
        table = pd.DataFrame({"occ1990": sorted(known, key=int)})
        table["title"] = table.occ1990.map(titles.set_index("occ1990").title)
        table["groups"] = table.occ1990.map(joined).fillna("")
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise AdvisorError(
            f"expected {SURVEY_OCC1990} and {SURVEY_GROUPS} in {panel_folder}, got {error}"
        ) from error
    table.to_csv(out / TABLE, index=False, lineterminator="\n")
