"""The ratings of a study as a table: a row for each item that a model was asked about."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from advisor.study.answers import checked_rows, read_settings
from advisor.study.replies import Outcome
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen
from retrieval.occupations import Riasec

AREAS = tuple(area.value for area in Riasec)
RUN = ["model", "language", "prompt", "order", "repeat"]
"""What tells one filling-in of a questionnaire from another."""


@dataclass(frozen=True, slots=True)
class StudyData(Frozen):
    """What a study's folder holds.

    Attributes:
        settings: what ``study.json`` says.
        rows: the replies as they were written, failures among them.
        asked: a row an item asked about: ``kind``, ``model``, ``language``, ``prompt``, ``order``,
            ``repeat``, ``run`` (the five before as one text), ``item``, ``area``, ``position``
            (0 first to 1 last in its order), ``outcome``, ``rating`` (1 to 5, or missing).
    """

    settings: Mapping[str, Any]
    rows: tuple[Mapping[str, Any], ...]
    asked: pd.DataFrame

    def ratings(self, kind: str) -> pd.DataFrame:
        """Return the rows of a questionnaire that have a rating."""
        chosen: pd.DataFrame = self.asked[
            (self.asked["kind"] == kind) & self.asked["rating"].notna()
        ]
        return chosen

    def sizes(self, kind: str) -> Mapping[str, int]:
        """Return how many items each area of a questionnaire has."""
        return Counter(item["area"] for item in self.settings["items"][kind])

    @property
    def kinds(self) -> list[str]:
        """The questionnaires that have any rating."""
        rated = self.asked[self.asked["rating"].notna()]
        return [kind for kind in self.settings["items"] if (rated["kind"] == kind).any()]

    @property
    def families(self) -> Mapping[str, list[str]]:
        """The models of each family of more than one, in the order of the settings."""
        found: dict[str, list[str]] = {}
        for model, family in self.settings["families"].items():
            found.setdefault(family, []).append(model)
        return {family: models for family, models in found.items() if len(models) > 1}


def read_study(folder: Path) -> StudyData:
    """Read a study's folder.

    Raises:
        AdvisorError: it is none, or nothing was answered yet.
    """
    settings = read_settings(folder)
    rows = checked_rows(folder)
    final = {row["call"]: row for row in rows}
    if not final:
        raise AdvisorError(f"expected answers in {folder}, got none: run the study first")
    areas = {
        kind: {item["index"]: item["area"] for item in items}
        for kind, items in settings["items"].items()
    }
    at_once = settings["meaning"]["asking"]["items_per_call"]
    asked = pd.DataFrame(
        {
            **{name: row[name] for name in ("kind", *RUN)},
            "run": "|".join(str(row[name]) for name in RUN),
            "item": item,
            "area": areas[row["kind"]][item],
            "position": ((row["block"] - 1) * at_once + place)
            / max(1, len(areas[row["kind"]]) - 1),
            "outcome": outcome,
            "rating": rating,
        }
        for row in final.values()
        for place, (item, outcome, rating) in enumerate(
            zip(row["items"], row["outcomes"], row["ratings"], strict=True)
        )
    )
    asked["rating"] = asked["rating"].astype(float)
    return StudyData(settings, tuple(rows), asked)


def outcome_table(data: StudyData) -> pd.DataFrame:
    """Return how many items came to what, by questionnaire, model and language."""
    counts = data.asked.groupby(["kind", "model", "language"], sort=False)["outcome"].value_counts()
    table = counts.unstack(fill_value=0)
    table = table.reindex(columns=[one.value for one in Outcome], fill_value=0)
    table.insert(0, "asked", table.sum(axis=1))
    return table.reset_index()


def answered_by(data: StudyData) -> pd.DataFrame:
    """Return which model each server said it was, asked how, how often and from when to when.

    A name that changes within a study is another model than the one asked at first.
    """
    replies = pd.DataFrame(
        {
            "model": row["model"],
            "said_by": row["said_by"] or "",
            "form": row["form"],
            "at": row["at"],
        }
        for row in data.rows
        if "said_by" in row
    )
    if replies.empty:
        return replies
    groups = replies.groupby(["model", "said_by", "form"], sort=False)["at"]
    return groups.agg(replies="count", first="min", last="max").reset_index()
