"""What the advisor stands on: pinned to the version that was tested, and free to use."""

import re

import pytest
from packaging.utils import canonicalize_name

from release.licences import EXCUSED, EXTRAS_AT_RUN_TIME, PAGE, ROOT, Package, installed

PIN = re.compile(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.+!]+)")
AT_RUN_TIME = installed(EXTRAS_AT_RUN_TIME)


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    found = [PIN.fullmatch(line) for line in lines]
    assert [line for line, pin in zip(lines, found, strict=True) if pin is None] == []
    return {canonicalize_name(pin[1]): pin[2] for pin in found if pin}


def test_the_requirements_are_followed_to_the_end() -> None:
    names = {package.name for package in AT_RUN_TIME}
    assert {"torch", "gradio", "chromadb", "onnxruntime", "certifi"} <= names
    assert len(names) > 100
    assert "pytest" not in names


@pytest.mark.parametrize("package", AT_RUN_TIME, ids=lambda package: package.name)
def test_what_runs_is_pinned_to_the_version_that_is_installed(package: Package) -> None:
    # torch's version says which build it is behind a "+".
    assert pins().get(package.name) == package.version.partition("+")[0]


@pytest.mark.parametrize("package", AT_RUN_TIME, ids=lambda package: package.name)
def test_what_runs_is_free_to_use_and_on_the_page(package: Package) -> None:
    assert not package.copyleft or package.name in EXCUSED
    assert package.licence != "not said"
    row = f"| {package.name} | {package.version.partition('+')[0]} | {package.licence} |"
    assert row in PAGE.read_text("utf-8"), "run: python -m release.licences"


def test_nothing_is_excused_that_needs_no_excuse() -> None:
    there = {package.name: package.copyleft for package in AT_RUN_TIME}
    assert [name for name in EXCUSED if there.get(name) is False] == []


@pytest.mark.parametrize(
    ("licence", "copyleft"),
    [
        ("GPL-3.0-or-later", True),
        ("AGPL-3.0-only", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("LGPL-3.0-only", True),
        ("MIT OR GPL-2.0-only", False),
        ("MPL-2.0 AND MIT", False),
        ("Apache-2.0", False),
    ],
)
def test_copyleft_is_recognised(licence: str, copyleft: bool) -> None:
    assert Package("x", "1", licence).copyleft is copyleft
