"""Writes the page of licences from the metadata of the packages that the advisor stands on.

``python -m release.licences`` walks from this project's requirements, extras included, to all that
they require, and looks each package up among those installed here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
EXTRAS_AT_RUN_TIME = ("train", "evaluate", "study", "bayes", "traces", "scale")
"""Extras of this project that people run it with; the others build, test and document it."""
EXCUSED: Mapping[str, str] = {
    "psycopg": "LGPL, for Postgres only: used as a library as it is, and can be replaced",
    "psycopg-binary": "LGPL, as psycopg",
    "psycopg-pool": "LGPL, as psycopg",
}
"""Copyleft packages that may be used all the same, and why."""
_COPYLEFT = re.compile(r"\b[AL]?GPL|GNU (?:Affero |Lesser )?General", re.IGNORECASE)
_FREER = re.compile(r"\sOR\s")


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package.

    Attributes:
        name: canonical.
        version: installed.
        licence: as its metadata has it; "not said" where it does not say.
    """

    name: str
    version: str
    licence: str

    @property
    def copyleft(self) -> bool:
        """Whether it can only be had under a licence of the GPL's family."""
        return bool(_COPYLEFT.search(self.licence)) and not _FREER.search(self.licence)


def requirements(extras: tuple[str, ...]) -> list[Requirement]:
    """Return what this project requires with extras, from ``pyproject.toml``."""
    import tomllib  # noqa: PLC0415  # only here

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]
    texts = [*project["dependencies"], *(text for extra in extras for text in optional[extra])]
    return [Requirement(text) for text in texts]


def installed(extras: tuple[str, ...]) -> list[Package]:
    """Return the installed ones among the packages that the project stands on, by name."""
    found: dict[str, Package] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(one, extra) for one in requirements(extras) for extra in ("", *one.extras)]
    while waiting:
        requirement, extra = waiting.pop()
        name = canonicalize_name(requirement.name)
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            there = distribution(name)
        except PackageNotFoundError:
            continue
        found[name] = Package(name, there.version, _licence(name))
        for text in there.requires or ():
            needed = Requirement(text)
            if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                waiting += [(needed, wanted) for wanted in ("", *needed.extras)]
    return [found[name] for name in sorted(found)]


def page(packages: list[Package]) -> str:
    """Return the page as Markdown."""
    rows = [f"| {one.name} | {one.version.partition('+')[0]} | {one.licence} |" for one in packages]
    excuses = [f"- `{name}`: {why}." for name, why in sorted(EXCUSED.items())]
    return "\n".join(
        [
            "# Licences",
            "",
            "What the advisor stands on when it runs, with all its extras, as the packages say;"
            " written by `python -m release.licences`. The shipped data have licences of their own:"
            " [O*NET](../data/onet/README.md), [careers](../data/careers/README.md),"
            " [names](../data/names/README.md).",
            "",
            "No package may be under the GPL or AGPL only; these are under the LGPL and excused:",
            "",
            *excuses,
            "",
            "| package | version | licence |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _licence(name: str) -> str:
    """Return a package's licence: expression, classifiers, or the first line of its text."""
    about = distribution(name).metadata
    expression, text = (
        (about.get_all(field) or [""])[0].strip() for field in ("License-Expression", "License")
    )
    classified = ", ".join(_classified(about.get_all("Classifier") or []))
    return (expression or classified or text.partition("\n")[0][:80] or "not said").replace(
        "|", "/"
    )


def _classified(classifiers: list[str]) -> Iterator[str]:
    for one in classifiers:
        kind, _, licence = one.partition(" :: ")
        if kind == "License":
            last = licence.rpartition(" :: ")[2]
            if last != "OSI Approved":
                yield last


if __name__ == "__main__":
    PAGE.write_text(page(installed(EXTRAS_AT_RUN_TIME)), "utf-8")
