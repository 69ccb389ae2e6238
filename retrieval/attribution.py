"""Words the attribution that must travel with every copy of the O*NET facts."""

from collections.abc import Mapping
from typing import Any

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

_TABLES = {
    "occupations": "O*NET-SOC 2019 code and title",
    "job_zones": "preparation needed, 1 (little) to 5 (extensive)",
    "titles": "alternate and reported titles, the short form of a title, whether workers "
    "reported it",
    "interests": "RIASEC profile, scale OI (1 to 7)",
    "work_values": "work values, scale EX (1 to 7)",
    "work_styles": "work styles, scale WI (-3 to 3)",
    "skills": "importance (IM, 1 to 5) and level (LV, 0 to 7) of each skill",
    "knowledge": "importance and level of each knowledge area",
    "education": "required education, percent of workers by category (scale RL), shares above zero",
    "education_categories": "names of the education categories",
    "technologies": "software named for an occupation, hot and in-demand flags",
    "related": "related occupations, closest first",
    "groups": "Census 2010 occupation groups",
    "occupation_groups": "groups of each occupation, best fit first",
    "pay": "employment and wages by SOC code, and the code they were published for",
    "outlook": "growth, openings and entry education by SOC code, likewise",
    "descriptions": "one paragraph per occupation",
    "tasks": "task statements, core tasks first",
}


def attribution(release: str) -> str:
    """Return O*NET's attribution for a modified work."""
    return (
        f"This product includes information from the O*NET {release} Database by the U.S. "
        "Department of Labor, Employment and Training Administration (USDOL/ETA). Used under the "
        "CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA. The information has been "
        "modified: selected, joined and laid out anew. USDOL/ETA has not approved, endorsed, or "
        "tested these modifications."
    )


def source_url(release: str) -> str:
    """Return the address of the official zip of a release."""
    return f"https://www.onetcenter.org/dl_files/database/db_{release.replace('.', '_')}_text.zip"


def readme(about: Mapping[str, Any], row_counts: Mapping[str, int]) -> str:
    """Return the README of a folder of fact tables.

    Args:
        about: the manifest without its tables.
        row_counts: by table name, in the order to list them.
    """
    released = f" ({about['released']})" if about["released"] else ""
    lines = [
        "# Facts about occupations",
        "",
        f"Built from the O*NET {about['release']} Database{released}, <{about['source']}>.",
        "Written by `advisor onet`; do not edit by hand. `manifest.json` has a SHA-256 per table.",
        "",
        f"{about['attribution']} Licence: [{LICENCE}]({LICENCE_URL}).",
        "",
    ]
    lines += [
        f"{part['source']} ({part.get('period') or part['year']}): public domain.\n"
        for part in about["labor_market"].values()
    ]
    if about["carried_over"]:
        names = ", ".join(f"`{name}`" for name in about["carried_over"])
        lines += [f"Not in this release and kept from the tables before it: {names}.", ""]
    lines += ["| table | rows | what |", "|---|---|---|"]
    lines += [f"| `{name}.csv` | {count} | {_what(name)} |" for name, count in row_counts.items()]
    kind = "imported" if "descriptions" in row_counts else "built"
    return "\n".join([*lines, "", _NOTES, _ORIGIN[kind]])


def _what(name: str) -> str:
    if name.endswith("_elements"):
        return f"names of the elements of `{name.removesuffix('_elements')}`"
    if name.endswith("_imprecise"):
        return f"`{name.removesuffix('_imprecise')}` that O*NET recommends not to show alone"
    return _TABLES[name]


_NOTES = """\
- An empty cell means not published.
- Ratings that O*NET recommends to suppress are kept, because a profile needs all its elements, and
  listed in the tables named `imprecise`.
- Of several groups the first is the one of the occupation's own title, else the one whose SOC 2010
  code agrees with the occupation's code in most leading characters, else the smaller one. Baristas
  are put first among the counter attendants (4060), and disc jockeys, whom the crosswalk lists
  under a Census 2018 code, among the announcers (2800).
- Pay and outlook join by the first seven characters of the code. Where that SOC is not published,
  the figures are those of the code under which it is published together with others, else those of
  the broad occupation. `>=` marks a wage at or above the survey's top code. Where only an hourly
  wage is published it stays hourly: such work is not done all year. Openings are published in
  hundreds, so 0 means fewer than 50.
"""

_ORIGIN = {
    "built": """\
Facts only: no descriptions and no task statements. To rebuild:

    advisor onet build --from ../shared/onet/db_30_1_text \\
        --labor-market ../shared/labor_market --careers ../shared/careers --out data/onet
""",
    "imported": """\
Imported by `advisor onet import` for your own use. Delete this folder to use the shipped tables.
""",
}
