"""What pages say of the source tree is there: paths, and pages that link to each other."""

import re
from pathlib import Path

import pytest

from release.site import in_site, taken_in
from retrieval.errors import AdvisorError
from tests.docs.documents import ROOT, pages

# Named by what makes them, not shipped or not there yet: results, environments, people's data.
_MADE = ("runs/", "build/", "dist/", ".venv/", "../shared/")
_TOP = {path.name for path in ROOT.iterdir() if path.is_dir()}
_PATH = re.compile(r"`([\w.-]+(?:/[\w.*-]+)+/?)`")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_paths_that_a_page_names_are_there(page: Path) -> None:
    named = _PATH.findall(page.read_text("utf-8"))
    ours = [p for p in named if p.split("/")[0] in _TOP and not p.startswith(_MADE)]
    assert [path for path in ours if not any(ROOT.glob(path.rstrip("/")))] == []


def test_links_lead_on_in_the_site() -> None:
    known = {"log.md", "decisions/0014-log.md", "benchmarks/bias.md"}
    told = (
        "[a](../benchmarks/bias.md#x), [b](decisions/0014-log.md), [c](#here), [d](https://e.org)"
    )
    assert in_site(told, "log.md", known) == (
        "[a](benchmarks/bias.md#x), [b](decisions/0014-log.md), [c](#here), [d](https://e.org)"
    )
    assert in_site("[log](../log.md)", "decisions/0014-log.md", known) == "[log](../log.md)"


def test_files_that_are_no_pages_are_named() -> None:
    study = "[configs/study.toml](../configs/study.toml), [settings](../configs/study.toml)"
    assert in_site(study, "study.md", set()) == (
        "`configs/study.toml`, settings (`configs/study.toml`)"
    )


def test_code_is_left_alone_and_a_link_to_nothing_is_an_error() -> None:
    code = "```sh\n[x](../nothing.md)\n```\n"
    assert in_site(code, "log.md", set()) == code
    with pytest.raises(AdvisorError, match=r"expected docs/nothing\.md, which docs/log\.md links"):
        in_site("[x](nothing.md)", "log.md", set())


def test_pages_beside_the_data_and_the_figures_are_taken_in() -> None:
    assert {"CHANGELOG.md", "benchmarks/titles.md", "data/model/README.md"} <= set(taken_in())
