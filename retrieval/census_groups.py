"""Puts O*NET's occupations into the Census 2010 groups that career surveys use."""

from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from retrieval.csv_input import read_csv
from retrieval.errors import AdvisorError
from retrieval.fact_folder import Table

CENSUS_2018_ONLY = {"2755": "2800"}
"""The crosswalk lists disc jockeys under their Census 2018 code; in 2010 they were announcers."""

PREFERRED = {"35-3023.01": "4060"}
"""Baristas fit "counter attendants, ... coffee shop" although no rule below can tell."""


def read_groups(folder: Path, titles: Mapping[str, str]) -> tuple[Table, Table]:
    """Read the groups and order each occupation's groups, best fit first.

    First comes a group of the occupation's own title, then the one whose SOC 2010 code agrees
    with the occupation's code in most leading characters (these codes grow finer from left to
    right), then the smaller group, then the lower code.

    Args:
        folder: holds ``census2010_occupations.csv`` and ``census2010_to_onet.csv``.
        titles: by O*NET-SOC code.

    Returns:
        The tables ``groups`` and ``occupation_groups``.

    Raises:
        AdvisorError: a file is missing or damaged, or names an unknown group.
    """
    groups = {
        row["occ2010"]: (row["title"], row["soc2010"])
        for row in read_csv(folder / "census2010_occupations.csv", "occ2010", "title", "soc2010")
    }
    members: dict[str, set[str]] = defaultdict(set)
    path = folder / "census2010_to_onet.csv"
    for row in read_csv(path, "occ2010", "onet_code"):
        group = CENSUS_2018_ONLY.get(row["occ2010"], row["occ2010"])
        if group not in groups:
            raise AdvisorError(f"{path}: group {group!r} is not in census2010_occupations.csv")
        if row["onet_code"] in titles:
            members[group].add(row["onet_code"])
    candidates: dict[str, list[str]] = defaultdict(list)
    for group in sorted(members, key=int):
        for code in members[group]:
            candidates[code].append(group)

    def fit(code: str, group: str) -> tuple[bool, bool, int, int, int]:
        title, soc = groups[group]
        return (
            PREFERRED.get(code) != group,
            title.casefold() != titles[code].casefold(),
            -_agreement(code, soc),
            len(members[group]),
            int(group),
        )

    pairs = [
        (code, group)
        for code in sorted(candidates)
        for group in sorted(candidates[code], key=partial(fit, code))
    ]
    listed = [(group, groups[group][0]) for group in sorted(groups, key=int)]
    return (
        Table("groups", ("group", "title"), listed),
        Table("occupation_groups", ("code", "group"), pairs),
    )


def _agreement(code: str, soc: str) -> int:
    """Return how many leading characters are the same."""
    same = [a == b for a, b in zip(code, soc, strict=False)]
    return [*same, False].index(False)
