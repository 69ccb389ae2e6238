"""Builds the training data from the survey panels: careers, CAREER files and a report."""

import json
from dataclasses import asdict
from pathlib import Path

from advisor.panels.career_format import write_career_files
from advisor.panels.codes import OccupationCodes
from advisor.panels.examples import career_text, titles_of, write_careers
from advisor.panels.observed import COHORTS, SPLITS
from advisor.panels.reading import PERSON_YEARS, PanelFiles, PanelReport, read_careers
from retrieval.errors import AdvisorError
from retrieval.progress import Progress

REPORT = "report.json"
CAREER_FORMAT = "career_format"


def careers_path(folder: Path, cohort: str, split: str) -> Path:
    """Return where the careers of a cohort and split are, in a folder of built data."""
    return folder / f"{cohort}.{split}.jsonl"


def build_careers(
    panel_folder: Path, out: Path, codes: OccupationCodes, progress: Progress
) -> list[PanelReport]:
    """Read every panel in a folder, check it, and write careers and a report to ``out``.

    Raises:
        AdvisorError: the folder holds no panel, or a file of it cannot be read.
    """
    present = [cohort for cohort in COHORTS if (panel_folder / PERSON_YEARS[cohort]).exists()]
    if not present:
        raise AdvisorError(
            f"expected {' or '.join(PERSON_YEARS.values())} in {panel_folder}, found neither"
        )
    out.mkdir(parents=True, exist_ok=True)
    reports = []
    for done, cohort in enumerate(present):
        progress("careers", done, len(present))
        careers, report = read_careers(PanelFiles.of(panel_folder, cohort), cohort, codes)
        titles = titles_of(codes, cohort)
        for split in SPLITS:
            people = [career_text(c, titles) for c in careers if c.split == split]
            write_careers(careers_path(out, cohort, split), people)
        write_career_files(out / CAREER_FORMAT / cohort, careers)
        reports.append(report)
    progress("careers", len(present), len(present))
    text = json.dumps([asdict(report) for report in reports], indent=2, ensure_ascii=False)
    (out / REPORT).write_text(text + "\n", encoding="utf-8")
    return reports
