"""Builds a folder of fact tables from a release, pay and outlook, and the Census groups."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from retrieval.attribution import LICENCE, LICENCE_URL, attribution, readme, source_url
from retrieval.census_groups import read_groups
from retrieval.errors import AdvisorError
from retrieval.fact_folder import FactFolder, Table, check_replaceable, write_folder
from retrieval.labor_market import read_labor_market
from retrieval.release import open_release
from retrieval.tables import SENTENCES, extract, tables_read

_SAME_TAXONOMY = 0.8
"""A release of another O*NET-SOC taxonomy shares fewer of its codes with the earlier tables."""

Tables = dict[str, Table]


@dataclass(frozen=True, slots=True)
class Built:
    """What was built.

    Attributes:
        release: its name.
        occupations: how many.
        absent: tables that were not in the release.
        carried_over: fact tables taken from the earlier folder instead.
    """

    release: str
    occupations: int
    absent: tuple[str, ...]
    carried_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """What to build from.

    Attributes:
        release: folder, zip file or http(s) address of an O*NET text release.
        labor_market: folder of pay and outlook; None takes the earlier tables'.
        careers: folder of the Census 2010 groups; None takes the earlier tables'.
        earlier: tables to take from what the three above lack; None takes nothing.
        timeout_s: how long a download may stand still.
    """

    release: str
    labor_market: Path | None = None
    careers: Path | None = None
    earlier: FactFolder | None = None
    timeout_s: float = 30.0


def build(sources: Sources, out: Path, sentences: bool = False) -> Built:
    """Read a release and write its facts to ``out``.

    Args:
        sources: what to build from.
        out: folder to write; replaced only when everything succeeded.
        sentences: also write descriptions and task statements.

    Raises:
        AdvisorError: a source is missing, damaged or of another kind; ``out`` is untouched.
    """
    check_replaceable(out)
    earlier = sources.earlier
    with open_release(sources.release, sources.timeout_s) as release:
        parts = tqdm(extract(release, sentences), "Building", unit=" tables", disable=None)
        tables: Tables = {table.name: table for table in parts}
    about: dict[str, Any] = {
        "release": release.name,
        "released": release.released,
        "source": source_url(release.name),
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "attribution": attribution(release.name),
        "labor_market": earlier.manifest["labor_market"] if earlier else {},
    }
    if sources.careers is not None:
        titles = {row[0]: row[1] for row in tables["occupations"].rows}
        tables |= _by_name(read_groups(sources.careers, titles))
    if sources.labor_market is not None:
        market, about["labor_market"] = read_labor_market(
            sources.labor_market, {code[:7] for code in release.codes}
        )
        tables |= _by_name(market)
    carried = _carried_over(earlier, tables, release.codes) if earlier else {}
    # Groups, pay and outlook are in no release: only what a release should hold is worth a word.
    about["carried_over"] = [name for name in carried if name not in _NEVER_IN_A_RELEASE]
    tables |= carried
    counts = {name: len(table.rows) for name, table in tables.items()}
    write_folder(out, tables.values(), about, readme(about, counts))
    absent = tuple(name for name in tables_read() if name not in release)
    return Built(release.name, len(release.codes), absent, tuple(about["carried_over"]))


_NEVER_IN_A_RELEASE = frozenset({"groups", "occupation_groups", "pay", "outlook"})


def _by_name(tables: Iterable[Table]) -> Tables:
    return {table.name: table for table in tables}


def _carried_over(earlier: FactFolder, tables: Tables, codes: frozenset[str]) -> Tables:
    """Return the earlier tables that are still missing, cut down to the release's codes."""
    known = {code for code, *_ in earlier.table("occupations").rows}
    if len(known & codes) < _SAME_TAXONOMY * len(codes):
        raise AdvisorError(
            f"only {len(known & codes)} of the release's {len(codes)} occupation codes are known: "
            "expected a release of the O*NET-SOC 2019 taxonomy (25.1 or later)"
        )
    socs = {code[:7] for code in codes}
    found: Tables = {}
    for name in earlier.contents:
        if name in tables or name in SENTENCES:
            continue
        table = earlier.table(name)
        if name == "occupation_groups":
            rows = _groups_by_code(table, codes)
        elif table.columns[0] == "soc":
            rows = [row for row in table.rows if row[0] in socs]
        elif table.columns[0] == "code":
            rows = [row for row in table.rows if row[0] in codes]
        else:
            rows = list(table.rows)
        if name == "related":
            rows = [row for row in rows if row[1] in codes]
        found[name] = Table(name, table.columns, rows)
    return found


def _groups_by_code(table: Table, codes: frozenset[str]) -> list[tuple[str, ...]]:
    """Return the groups of each code; a new code has those of its SOC's first known code."""
    groups: dict[str, list[str]] = defaultdict(list)
    first: dict[str, str] = {}
    for code, group in table.rows:
        groups[code].append(group)
        first.setdefault(code[:7], code)
    return [
        (code, group)
        for code in sorted(codes)
        for group in groups.get(code if code in groups else first.get(code[:7], ""), [])
    ]
