"""Joins pay and outlook of the U.S. Bureau of Labor Statistics to O*NET's occupations."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from retrieval.csv_input import read_csv
from retrieval.errors import AdvisorError
from retrieval.fact_folder import Table

COMBINED = {
    "21-1011": "21-1018",
    "21-1014": "21-1018",
    "25-2055": "25-2052",
    "25-2056": "25-2052",
    "25-9042": "25-9045",
    "25-9043": "25-9045",
    "25-9049": "25-9045",
    "51-2022": "51-2028",
    "51-2023": "51-2028",
    "53-1042": "53-1047",
    "53-1043": "53-1047",
    "53-1044": "53-1047",
    "53-1049": "53-1047",
}
"""SOC occupations that the survey publishes only together, under a code of its own that is
narrower than the broad one (OEWS and Employment Projections share these)."""

PAY_COLUMNS = (
    "soc",
    "published_soc",
    "published_title",
    "employment",
    "p10",
    "median",
    "p90",
    "hourly_median",
)
OUTLOOK_COLUMNS = (
    "soc",
    "published_soc",
    "published_title",
    "growth_percent",
    "openings_per_year",
    "entry_education",
)

_WAGES = (
    "soc",
    "title",
    "employment",
    "annual_p10",
    "annual_median",
    "annual_p90",
    "hourly_median",
    "hourly_only",
)
_PROJECTIONS = ("soc", "title", "change_pct", "openings_annual_thousands", "entry_education")
"""Columns read from the two files."""

AT_OR_ABOVE = ">="
"""Marks a wage that is at or above the number which follows."""

Lines = Mapping[str, Mapping[str, str]]


def published_level(soc: str, published: Iterable[str]) -> str | None:
    """Return the narrowest SOC code, from ``soc`` up to the broad level, that has figures."""
    known = set(published)
    levels = (soc, COMBINED.get(soc, soc), soc[:-1] + "0")
    return next((level for level in levels if level in known), None)


def read_labor_market(
    folder: Path, socs: Iterable[str]
) -> tuple[tuple[Table, Table], dict[str, dict[str, object]]]:
    """Read pay and outlook for these SOC codes.

    Args:
        folder: holds ``oews_mayYYYY_national.csv`` and ``projections_YYYY_YYYY.csv``.
        socs: seven-character SOC 2018 codes; one published at no level gets no row.

    Returns:
        The tables ``pay`` and ``outlook``, and the manifest entry with sources and years.

    Raises:
        AdvisorError: a file is missing or not laid out as expected.
    """
    wages_path, year = _newest(folder, "oews_may*_national.csv")
    projections_path, period = _newest(folder, "projections_*_*.csv")
    # A code published as both broad and detailed carries the same figures twice.
    wages = {line["soc"]: line for line in read_csv(wages_path, *_WAGES)}
    projections = {line["soc"]: line for line in read_csv(projections_path, *_PROJECTIONS)}
    wanted = sorted(set(socs))
    pay = Table("pay", PAY_COLUMNS, _pay_rows(wages, wanted, _top_code(projections), wages_path))
    outlook = Table(
        "outlook", OUTLOOK_COLUMNS, _outlook_rows(projections, wanted, projections_path)
    )
    about: dict[str, dict[str, object]] = {
        "pay": {
            "source": "U.S. Bureau of Labor Statistics, Occupational Employment and Wage "
            "Statistics",
            "year": int(year[:4]),
        },
        "outlook": {
            "source": "U.S. Bureau of Labor Statistics, Employment Projections",
            "period": f"{period[:4]}-{period[-2:]}",
        },
    }
    return (pay, outlook), about


def _pay_rows(lines: Lines, socs: list[str], top_code: str, path: Path) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for soc in socs:
        level = published_level(soc, lines)
        if level is None:
            continue
        line = lines[level]
        where = f"{path}, {level}"
        hourly = line["hourly_median"] if line["hourly_only"] == "TRUE" else ""
        rows.append(
            (
                soc,
                level,
                line["title"].strip(),
                _amount(line["employment"], "", where),
                *(
                    _amount(line[name], top_code, where)
                    for name in ("annual_p10", "annual_median", "annual_p90")
                ),
                # Work that is not done all year has no annual figure, and none is made up.
                "" if hourly == "#" else _amount(hourly, "", where),
            )
        )
    return rows


def _outlook_rows(lines: Lines, socs: list[str], path: Path) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for soc in socs:
        level = published_level(soc, lines)
        if level is None:
            continue
        line = lines[level]
        where = f"{path}, {level}"
        openings = _amount(line["openings_annual_thousands"], "", where)
        rows.append(
            (
                soc,
                level,
                line["title"].strip(),
                _amount(line["change_pct"], "", where),
                str(round(float(openings) * 1000)) if openings else "",
                line["entry_education"].strip().replace("—", ""),
            )
        )
    return rows


def _amount(text: str, top_code: str, where: str) -> str:
    """Return the figure as published, marked if top-coded; empty if it is not published."""
    if text in {"", "*", "**", "—", "-"}:
        return ""
    if text == "#" and top_code:
        return AT_OR_ABOVE + top_code
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise AdvisorError(f"{where}: expected a number, *, ** or #, got {text!r}")
    return text


def _top_code(lines: Lines) -> str:
    """Return the wage from which the survey says only "at or above": the projections spell it."""
    stated = {
        text
        for line in lines.values()
        for column, text in line.items()
        if column.startswith("median_annual_wage")
    }
    limits = {text[2:].strip("$").replace(",", "") for text in stated if text.startswith(">=")}
    if len(limits) != 1:
        raise AdvisorError(
            f"the projections state {len(limits)} top-coded wages; expected one, like >=$239,200"
        )
    return limits.pop()


def _newest(folder: Path, pattern: str) -> tuple[Path, str]:
    """Return the newest file and the years in its name."""
    found = sorted(folder.glob(pattern))
    if not found:
        raise AdvisorError(f"{folder}: expected a file {pattern}, found none")
    return found[-1], "_".join(re.findall(r"\d{4}", found[-1].name))
