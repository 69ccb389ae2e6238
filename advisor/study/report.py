"""Writes a study's report: one HTML page that needs nothing beside it, and its numbers as CSV."""

import base64
import math
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from advisor.study.bayes import check_bambi
from advisor.study.comparing import read_experts
from advisor.study.ratings import read_study
from advisor.study.sections import Part, Table, Wanted, parts
from retrieval.errors import AdvisorError

PAGE = "report.html"


def write_report(
    run: Path, out: Path, experts: Path | None = None, bayes: bool = False, seed: int = 0
) -> Path:
    """Write the report of a study's folder; return the page.

    Args:
        run: the study's folder.
        out: gets ``report.html`` and a CSV file a table.
        experts: expert ratings to compare competence with, see ``comparing.read_experts``.
        bayes: fit the mixed model with bambi as well.
        seed: of everything drawn.

    Raises:
        AdvisorError: there is nothing to report, or a file is not what it should be.
    """
    if bayes:
        check_bambi()
    data = read_study(run)
    rated = None
    if experts is not None:
        items = data.settings["items"].get("competence")
        if not items:
            raise AdvisorError("--experts needs a study that asks for competence")
        rated = read_experts(experts, {item["index"]: item["area"] for item in items})
    found = list(parts(data, Wanted(rated, bayes, seed)))
    try:
        out.mkdir(parents=True, exist_ok=True)
        for part in found:
            for table in part.tables:
                table.rows.to_csv(out / f"{table.name}.csv", index=False)
        page = out / PAGE
        page.write_text(_page(data.settings["name"], found), "utf-8")
    except OSError as error:
        raise AdvisorError(f"expected a folder to write to at {out}: {error.strerror}") from error
    return page


def _page(name: str, found: Sequence[Part]) -> str:
    environment = Environment(
        loader=PackageLoader("advisor.study", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shown = [
        {
            "title": part.title,
            "text": part.text,
            "image": base64.b64encode(part.image).decode() if part.image else None,
            "tables": [_shown(table) for table in part.tables],
        }
        for part in found
    ]
    return environment.get_template("report.html").render(name=name, parts=shown)


def _shown(table: Table) -> dict[str, object]:
    columns = [str(column) for column in table.rows.columns]
    return {
        "name": table.name,
        "title": table.title,
        "folded": table.folded,
        "columns": columns,
        "rows": [
            [_cell(column, value) for column, value in zip(columns, row, strict=True)]
            for row in table.rows.itertuples(index=False)
        ],
    }


def _cell(column: str, value: object) -> str:
    """Return a number as a paper prints it; nothing for what is missing."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return "\N{EN DASH}"
    if isinstance(value, float):
        if column == "p" or column.endswith(("_p", "holm")):
            return "< .001" if value < 0.001 else f"{value:.3f}".removeprefix("0")
        return f"{value:.3f}" if abs(value) < 10_000 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
