"""Reads the people to evaluate and those that the baselines learn from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from advisor.evaluation.protocols import UnavailableError
from advisor.panels.codes import OccupationCodes
from advisor.panels.examples import CareerText, career_text, titles_of
from advisor.panels.observed import Cohort, ObservedCareer
from advisor.panels.reading import PanelFiles, PanelReport, read_careers
from retrieval.errors import AdvisorError

NO_SPLIT = "all"
"""What ``read_careers`` calls the split of people in a file that names none."""


@dataclass(frozen=True)
class People:
    """The people evaluated; both sequences are in the same order.

    Attributes:
        observed: as read, with calendar years.
        careers: as every model sees them.
        notes: what was found wrong with the files or done otherwise than asked, to be shown.
    """

    observed: Sequence[ObservedCareer]
    careers: Sequence[CareerText]
    notes: Sequence[str]

    def sampled(self, people: int, seed: int) -> "People":
        """Return so many of the people with a transition, the same for the same seed."""
        able = [place for place, career in enumerate(self.careers) if len(career.years) > 1]
        if people < len(able):
            chosen = np.random.default_rng(seed).choice(able, people, replace=False)
            able = sorted(int(place) for place in chosen)
        return replace(
            self,
            observed=[self.observed[place] for place in able],
            careers=[self.careers[place] for place in able],
        )


def people(files: PanelFiles, cohort: Cohort, split: str, codes: OccupationCodes) -> People:
    """Return the people of a split, or of the only split that a file of others holds.

    Raises:
        AdvisorError: a file cannot be read, or nobody in it can be evaluated.
    """
    observed, report = read_careers(files, cohort, codes, [split])
    notes = _faults(report)
    if not observed:
        observed, _ = read_careers(files, cohort, codes)
        found = sorted({career.split for career in observed})
        if len(found) != 1:
            raise AdvisorError(
                f"expected people of the split {split} in {files.persons},"
                f" got {' and '.join(found) or 'nobody with a usable year'}"
            )
        notes.append(f"{files.persons.name} has nobody of {split}: its {found[0]} people are used")
    if all(len(career.years) < 2 for career in observed):
        raise AdvisorError(
            f"expected people with two observed years or more in {files.person_years}, got none"
        )
    titles = titles_of(codes, cohort)
    return People(observed, [career_text(career, titles) for career in observed], notes)


def training_careers(
    panels: Path, cohort: Cohort, codes: OccupationCodes
) -> tuple[list[CareerText], list[CareerText]]:
    """Return the careers of the ``train`` and of the ``valid`` people of a folder of panels.

    Raises:
        UnavailableError: the folder holds no panel of the cohort with both.
    """
    files = PanelFiles.of(panels, cohort)
    if not files.person_years.exists():
        raise UnavailableError(f"nothing to learn from: there is no {files.person_years}")
    observed, _ = read_careers(files, cohort, codes, ["train", "valid"])
    titles = titles_of(codes, cohort)
    found = {
        split: [career_text(career, titles) for career in observed if career.split == split]
        for split in ("train", "valid")
    }
    for split, careers in found.items():
        if all(len(career.years) < 2 for career in careers):
            raise UnavailableError(f"nothing to learn from: no {split} people in {panels}")
    return found["train"], found["valid"]


def _faults(report: PanelReport) -> list[str]:
    return [
        f"{report.file}: {problem.rows:,} rows (first in line {problem.first_line}): {problem.what}"
        for problem in report.problems
    ]
