"""What interests cost and change, and whose answers are believed.

Run ``python -m benchmarks.interests --from ../shared/careers``, where the NLSY97 ``valid`` people
are, with ``--write`` for ``benchmarks/interests.md``. No survey holds both interests and later
jobs, so two stand-ins bound what is not known: the interests of an occupation drawn by lot
(unrelated to where people go) and the mean interests of the person's own occupations so far
(related as work is to the next work).
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from advisor.interest_choice import BETWEEN
from advisor.interests import AREAS, doubt_of
from advisor.model.outcome_rates import Floats
from advisor.model.transitions import TransitionCounts
from advisor.settings import Settings
from advisor.training.panel import Transition, read_panel, transitions
from benchmarks.machine import describe
from retrieval.catalog import Catalog

OUT = Path(__file__).with_suffix(".md")
WEIGHTS = (0.0, 0.25, 0.5, BETWEEN, 1.0, 1.5)
_SHOWN = 5
_FLOOR = 0.002
"""As in ``advisor.selection``: less likely groups are not suggested."""


class GroupInterests:
    """O*NET's interests by occupation group, as arrays."""

    def __init__(self, catalog: Catalog, groups: Sequence[str]) -> None:
        rated = {
            code: np.array([found[area] for area in AREAS])
            for code in catalog.occupations
            if (found := catalog.interests(code)) is not None
        }
        places = {code: place for place, code in enumerate(rated)}
        self.occupations = np.array(list(rated.values()))
        """(occupations, 6)"""
        member = np.zeros((len(groups), len(rated)))
        for row, group in enumerate(groups):
            for code in catalog.groups[group].members:
                if code in places:
                    member[row, places[code]] = 1
        self._mean = member / np.maximum(member.sum(1, keepdims=True), 1)
        self.means = self._mean @ self.occupations
        """(groups, 6), zeros where nothing is rated"""
        self._standard = _standard(self.occupations)

    def correlations(self, profile: Floats) -> Floats:
        """Return (groups,) the mean correlation of each group's occupations with a profile (6,)."""
        alike = self._standard @ _standard(profile[None])[0] / len(AREAS)
        return np.asarray(self._mean @ alike)


def _standard(rows: Floats) -> Floats:
    spread = rows.std(axis=1, keepdims=True)
    return np.asarray((rows - rows.mean(axis=1, keepdims=True)) / np.where(spread, spread, 1))


def shown(chances: Floats, factors: Floats) -> list[int]:
    """Return the places of the five groups with the largest chance times factor."""
    likely = chances >= _FLOOR * chances.sum()
    order = np.argsort(-np.where(likely, chances * factors, 0), kind="stable")
    return [int(place) for place in order[:_SHOWN]]


def choice_lines(panel: Path) -> list[str]:
    """Return the table of hits and changes by weight."""
    settings = Settings.load()
    catalog = Catalog.load(settings.onet_dir)
    predictor = TransitionCounts.load(settings.careers_dir, catalog)
    interests = GroupInterests(catalog, predictor.codes)
    steps = [step for step in transitions(read_panel(panel, "valid")) if _moves(step)]
    draw = np.random.default_rng(1)
    hits, changed, moved = (np.zeros((2, len(WEIGHTS))) for _ in range(3))
    for step in steps:
        chances = predictor.chances(step.situation).groups.copy()
        chances[predictor.index[step.situation.group]] = 0
        goal = predictor.index[str(step.next_group)]
        usual = shown(chances, np.ones(len(chances)))
        held = {**step.situation.held, step.situation.group: step.situation.tenure or 1}
        years = np.zeros(len(chances))
        for group, count in held.items():
            if group in predictor.index:
                years[predictor.index[group]] = count
        profiles = (draw.permutation(interests.occupations)[0], years @ interests.means)
        for row, profile in enumerate(profiles):
            alike = interests.correlations(profile)
            for column, weight in enumerate(WEIGHTS):
                five = shown(chances, np.exp(weight * alike))
                hits[row, column] += goal in five
                changed[row, column] += len(set(five) - set(usual))
                moved[row, column] += sum(a != b for a, b in zip(five, usual, strict=True))
    hits, changed, moved = (figure / len(steps) for figure in (hits, changed, moved))
    rows = [
        f"| {weight:.2f} | {np.exp(weight):.2f} | {hits[0, n]:.3f} | {changed[0, n]:.1f} |"
        f" {moved[0, n]:.1f} | {hits[1, n]:.3f} | {changed[1, n]:.1f} | {moved[1, n]:.1f} |"
        for n, weight in enumerate(WEIGHTS)
    ]
    return [
        f"{len(steps):,} moves of the NLSY97 `valid` people to another occupation group, predicted"
        f" by `{predictor.model}`; five groups are shown, by chance x exp(weight x correlation).",
        "",
        "| weight | a perfect fit counts | by lot: hit@5 | new of 5 | in another place |"
        " own past: hit@5 | new of 5 | in another place |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
        "",
        "*By lot*: the interests are those of an occupation drawn by lot, so they say nothing about"
        " the person. *Own past*: the mean interests of the person's occupations so far, weighted"
        f" by years. The weight in use is {BETWEEN:.2f}.",
    ]


def _moves(step: Transition) -> bool:
    return step.next_group is not None and step.next_group != step.situation.group


def belief_lines(people: int) -> list[str]:
    """Return the table of whose answers are believed."""
    draw = np.random.default_rng(2)
    lines = ["| answers | items | used | flat | contradictory |", "|---|---|---|---|---|"]
    for each in (5, 10):
        areas = [area for _ in range(each) for area in AREAS]
        for name, spread in (("at random, 1 to 5 alike", None), ("at random, mostly liking", 0.0)):
            found: Counter[str] = Counter()
            for _ in range(people):
                answers = (
                    draw.integers(1, 6, len(areas))
                    if spread is None
                    else _answers(draw, each, 0.0, 3.8, 0.9)
                )
                found[str(doubt_of(areas, [int(a) for a in answers]))] += 1
            lines.append(_belief_line(name, len(areas), found))
        for spread in (0.5, 0.7, 0.9, 1.1):
            found = Counter(
                str(doubt_of(areas, [int(a) for a in _answers(draw, each, spread, 3.0, 1.1)]))
                for _ in range(people)
            )
            alpha = spread**2 / (spread**2 + 1.1**2 / each)
            name = f"areas differ by {spread} (reliability {alpha:.2f})"
            lines.append(_belief_line(name, len(areas), found))
    return lines


def _answers(
    draw: np.random.Generator, each: int, spread: float, mean: float, noise: float
) -> Floats:
    """Return answers of somebody whose areas differ by a standard deviation of ``spread``."""
    liked = np.tile(draw.normal(mean, spread, len(AREAS)), each)
    return np.asarray(np.clip(np.rint(liked + draw.normal(0, noise, len(liked))), 1, 5))


def _belief_line(name: str, items: int, found: Counter[str]) -> str:
    total = sum(found.values())
    shares = (found["None"] / total, found["flat"] / total, found["contradictory"] / total)
    return f"| {name} | {items} | " + " | ".join(f"{share:.1%}" for share in shares) + " |"


def measure(panel: Path, people: int) -> list[str]:
    """Return the lines of the page."""
    return [
        f"`python -m benchmarks.interests --from ../shared/careers --write` on {describe()}.",
        "",
        "## What interests cost and change",
        "",
        *choice_lines(panel),
        "",
        "## Whose answers are believed",
        "",
        f"{people:,} simulated people a line. Those with interests like each area by a normal"
        " amount around the middle of the scale, and each activity by that and a deviation of"
        " 1.1; reliability is Cronbach's alpha of an area's score before rounding.",
        "",
        *belief_lines(people),
    ]


def main() -> None:
    """Measure, print and, if asked, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="panel", type=Path, required=True, metavar="DIR")
    parser.add_argument("--people", type=int, default=2000, help="default: 2000")
    parser.add_argument("--write", action="store_true", help=f"write {OUT.name}")
    args = parser.parse_args()
    text = "\n".join(["# Interests: measured", "", *measure(args.panel, args.people)]) + "\n"
    print(text)
    if args.write:
        OUT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
