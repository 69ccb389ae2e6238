"""The shape of the project: the README's tree, the arrows, the names it installs."""

import ast
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from benchmarks.readme import rendered

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = ("advisor", "advisor_cli", "graph", "retrieval", "ui", "views", "web")
NOT_SERVING = {"advisor.training", "advisor.evaluation", "advisor.study"}


def test_the_readme_lists_every_module() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert readme == rendered(readme), "run: python -m benchmarks.readme"


@pytest.mark.parametrize("name", TOP_LEVEL)
def test_no_other_distribution_owns_a_top_level_name(name: str) -> None:
    owners = set(packages_distributions().get(name, ["career-advisor"]))
    assert owners == {"career-advisor"}


def test_only_the_command_line_imports_the_app() -> None:
    importers = {
        file.relative_to(ROOT).parts[0]
        for package in TOP_LEVEL
        for file in (ROOT / package).rglob("*.py")
        if "ui" in _imported(file)
    }
    assert importers == {"advisor_cli"}


@pytest.mark.parametrize("part", ["training", "the evaluation", "the study"])
def test_every_serving_module_is_kept_from(part: str) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (named,) = (c for c in contracts if c["name"] == f"Serving never imports {part}")
    there = {
        f"advisor.{path.stem}"
        for path in (ROOT / "advisor").iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").exists()) and path.stem != "__init__"
    }
    assert set(named["source_modules"]) == {
        "web",
        "views",
        "graph",
        "retrieval",
        *there - NOT_SERVING,
    }


def test_tests_and_data_are_not_installed() -> None:
    installed = packages_distributions()
    assert "career-advisor" not in installed.get("tests", [])
    assert "career-advisor" not in installed.get("data", [])


def _imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_the_changelog_has_the_present_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest = changelog.partition("\n## ")[2].partition(",")[0]
    assert newest == project["version"]
