"""``advisor onet``: build the fact tables, import a full release, show an occupation."""

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrieval.errors import AdvisorError

_SHOWN = 8
"""How many entries of a list are printed."""

_NONE, _UNRATED = "none listed", "not rated"

if TYPE_CHECKING:
    from retrieval.build import Built
    from retrieval.catalog import Catalog


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``onet build``, ``onet import`` and ``onet show``."""
    command = subparsers.add_parser("onet", help="build, import or show O*NET's facts")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")

    build = actions.add_parser("build", help="write the fact tables (no sentences of O*NET)")
    _add_source(build)
    build.add_argument(
        "--labor-market",
        type=Path,
        metavar="DIR",
        help="BLS wages and projections; default: those of the present tables",
    )
    build.add_argument(
        "--careers",
        type=Path,
        metavar="DIR",
        help="Census 2010 groups; default: those of the present tables",
    )
    build.add_argument(
        "--out", type=Path, metavar="DIR", help="where to; default: the tables in use"
    )
    build.set_defaults(run=_build)

    import_ = actions.add_parser(
        "import", help="add a full release, with descriptions and tasks, to your own data"
    )
    _add_source(import_)
    import_.set_defaults(run=_import)

    show = actions.add_parser("show", help="print one occupation's facts with their sources")
    show.add_argument("code", metavar="CODE", help="O*NET-SOC code, for example 15-1252.00")
    show.add_argument("--json", action="store_true", help="print one JSON object")
    show.set_defaults(run=_show)


def _add_source(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--from",
        dest="source",
        required=True,
        metavar="DIR|ZIP|URL",
        help="official O*NET text release (30.1 layout)",
    )
    command.add_argument(
        "--timeout",
        type=_seconds,
        default=30.0,
        metavar="SECONDS",
        help="how long a download may stand still (default: 30)",
    )


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3600:
        raise argparse.ArgumentTypeError(f"expected seconds, up to 3600, got {text!r}")
    return seconds


def _build(args: argparse.Namespace) -> int:
    from advisor.settings import Settings  # noqa: PLC0415  # keeps --help quick
    from retrieval.build import Sources, build  # noqa: PLC0415
    from retrieval.fact_folder import exists, read_folder  # noqa: PLC0415

    settings = Settings.load()
    earlier = None
    if (args.labor_market is None or args.careers is None) and exists(settings.onet_dir):
        earlier = read_folder(settings.onet_dir, "give --labor-market and --careers")
    out = args.out or settings.onet_dir
    sources = Sources(args.source, args.labor_market, args.careers, earlier, args.timeout)
    built = build(sources, out)
    _report(built, out)
    return 0


def _import(args: argparse.Namespace) -> int:
    from advisor.settings import Settings  # noqa: PLC0415  # keeps --help quick
    from advisor_cli.progress import bar  # noqa: PLC0415
    from retrieval.build import Sources, build  # noqa: PLC0415
    from retrieval.catalog import Catalog, read_shipped  # noqa: PLC0415
    from retrieval.fact_folder import beside, check_replaceable, replace_folder  # noqa: PLC0415
    from retrieval.search import open_search  # noqa: PLC0415

    settings = Settings.load()
    folder = settings.data_dir / "onet"
    check_replaceable(folder)
    sources = Sources(args.source, earlier=read_shipped(settings.onet_dir), timeout_s=args.timeout)
    with beside(folder) as staged:
        built = build(sources, staged, sentences=True)
        # Indexed before it is moved into place: whatever fails, the old release stays in use.
        with bar() as progress:
            open_search(Catalog.load(settings.onet_dir, staged), settings.data_dir, progress)
        replace_folder(folder, staged)
    _report(built, folder)
    return 0


def _report(built: "Built", folder: Path) -> None:
    print(f"O*NET {built.release}: {built.occupations} occupations written to {folder}")
    if built.absent:
        print(f"not in this release: {', '.join(built.absent)}", file=sys.stderr)
    if built.carried_over:
        print(f"kept from the tables before: {', '.join(built.carried_over)}", file=sys.stderr)


def _show(args: argparse.Namespace) -> int:
    from advisor.settings import Settings  # noqa: PLC0415  # keeps --help quick
    from retrieval.catalog import Catalog  # noqa: PLC0415

    settings = Settings.load()
    catalog = Catalog.load(settings.onet_dir, settings.imported_onet_dir)
    if args.code not in catalog.occupations:
        raise AdvisorError(
            f"no occupation {args.code!r} in O*NET {catalog.release}; expected a code like "
            "15-1252.00, which `advisor occupations match` finds for a title"
        )
    facts = _facts(catalog, args.code)
    if args.json:
        print(json.dumps(facts, ensure_ascii=False))
    else:
        print("\n".join(_lines(facts)))
    return 0


def _facts(catalog: "Catalog", code: str) -> dict[str, Any]:
    """Return everything the catalogue knows about an occupation, ready for JSON."""
    occupation = catalog.occupations[code]
    pay, outlook = catalog.pay(code), catalog.outlook(code)
    return {
        **asdict(occupation),
        "groups": [asdict(catalog.groups[group]) for group in occupation.groups],
        "reported_titles": catalog.reported_titles(code),
        "interests": catalog.interests(code),
        "work_values": catalog.work_values(code),
        "work_styles": catalog.work_styles(code),
        "skills": [asdict(rating) for rating in catalog.skills(code)],
        "knowledge": [asdict(rating) for rating in catalog.knowledge(code)],
        "education": [asdict(share) for share in catalog.education(code)],
        "technologies": [asdict(technology) for technology in catalog.technologies(code)],
        "related": [
            {"code": other, "title": catalog.occupations[other].title}
            for other in catalog.related(code)
        ],
        "pay": asdict(pay) if pay else None,
        "outlook": asdict(outlook) if outlook else None,
        "tasks": catalog.tasks(code),
        "release": catalog.release,
        "source": catalog.source,
        "page": f"https://www.onetonline.org/link/summary/{code}",
    }


def _lines(facts: dict[str, Any]) -> list[str]:
    """Return the facts as text, the most telling ones of the long lists."""
    lines = [f"{facts['code']} {facts['title']}", f"  {facts['page']}"]
    if facts["description"]:
        lines.append(f"  {facts['description']}")
    lists: list[tuple[str, list[str], str]] = [
        ("Also called", facts["reported_titles"] or facts["alternate_titles"], _NONE),
        ("Groups (Census 2010)", [f"{g['title']} ({g['code']})" for g in facts["groups"]], _NONE),
        ("Job zone (1-5)", [str(facts["job_zone"])] if facts["job_zone"] else [], _UNRATED),
        ("Interests (1-7)", _highest(facts["interests"] or {}), _UNRATED),
        ("Values (1-7)", _highest(facts["work_values"]), _UNRATED),
        ("Work styles (-3 to 3)", _highest(facts["work_styles"]), _UNRATED),
        ("Skills (importance 1-5)", _highest(_importance(facts["skills"])), _UNRATED),
        ("Knowledge (importance 1-5)", _highest(_importance(facts["knowledge"])), _UNRATED),
        (
            "Required education",
            [f"{share['label']} {share['percent']:g} %" for share in facts["education"]],
            "not surveyed",
        ),
        ("Software", [technology["name"] for technology in facts["technologies"]], _NONE),
        ("Related", [other["title"] for other in facts["related"]], _NONE),
        ("Pay", _pay(facts["pay"]), "not published"),
        ("Outlook", _outlook(facts["outlook"]), "not published"),
        ("Tasks", facts["tasks"], "only with an imported release (advisor onet import)"),
    ]
    for label, values, otherwise in lists:
        more = f"; and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
        lines.append(f"  {label}: {'; '.join(values[:_SHOWN]) or otherwise}{more}")
    return [*lines, facts["source"]]


def _importance(ratings: list[dict[str, Any]]) -> dict[str, float]:
    return {r["name"]: r["importance"] for r in ratings if not r["imprecise"]}


def _highest(scores: Mapping[str, float]) -> list[str]:
    return [f"{name} {scores[name]:g}" for name in sorted(scores, key=lambda n: -scores[n])]


def _pay(pay: dict[str, Any] | None) -> list[str]:
    if pay is None:
        return []
    wages = [
        f"{label} {'at least ' if name in pay['top_coded'] else ''}${pay[name]:,}"
        for name, label in (("p10", "10th percentile"), ("median", "median"), ("p90", "90th"))
        if pay[name] is not None
    ]
    if pay["hourly_median"] is not None:
        wages.append(f"median ${pay['hourly_median']:.2f} an hour (no annual wage published)")
    jobs = [f"{pay['employment']:,} jobs"] if pay["employment"] is not None else []
    return [*wages, *jobs, _published(pay, f"{pay['source']} {pay['year']}")]


def _outlook(outlook: dict[str, Any] | None) -> list[str]:
    if outlook is None:
        return []
    growth, openings = outlook["growth_percent"], outlook["openings_per_year"]
    education = outlook["entry_education"]
    return [
        *([f"growth {growth:g} %"] if growth is not None else []),
        *([f"{openings:,} openings a year"] if openings is not None else []),
        *([f"usual entry education: {education}"] if education else []),
        _published(outlook, f"{outlook['source']} {outlook['period']}"),
    ]


def _published(figures: dict[str, Any], source: str) -> str:
    wider = ", a wider group" if figures["broader"] else ""
    return f"{source}, SOC {figures['soc']}{wider}"
