"""Is the study's report right: ``python -m benchmarks.study [--seeds N] [--write]``.

Simulated respondents without any effect show how often something is found all the same; ones with
planted effects how often the intervals hold them; and a large study how long the model takes.
"""

import argparse
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.formula.api as smf

from advisor.study.effects import fit_effects
from advisor.study.means import area_means
from advisor.study.ratings import AREAS
from advisor.study.responders import responder_tests
from advisor.study.versions import version_differences
from benchmarks.machine import describe

OUT = Path(__file__).with_suffix(".md")
ALPHA = 0.05
_SEEDS = 100


@dataclass(frozen=True)
class Simulated:
    """A study of simulated respondents.

    Attributes:
        random: ratings are drawn evenly from 1 to 5; everything below then does not matter.
        areas: half width of what an area adds, drawn for each model and language.
        own: half width of a model's liking for single items, in each language.
        item: half width of what an item adds for everybody.
    """

    random: bool = False
    areas: float = 0.0
    own: float = 0.0
    item: float = 0.4
    models: int = 3
    languages: int = 2
    items_per_area: int = 5
    runs: int = 10

    def draw(self, seed: int) -> tuple[pd.DataFrame, np.ndarray]:
        """Return ratings, and what is expected of each area, (areas, models, languages)."""
        generator = np.random.default_rng(seed)
        items = 6 * self.items_per_area
        shape = (items, self.models, self.languages, self.runs)
        area = np.arange(items) % 6
        effects = generator.uniform(-self.areas, self.areas, (6, self.models, self.languages))
        wanted = 3 + effects[area][..., None] + np.zeros(shape)
        wanted += generator.uniform(-self.item, self.item, (items, 1, 1, 1))
        wanted += generator.uniform(-self.own, self.own, shape[:3])[..., None]
        wanted += generator.uniform(-0.5, 0.5, shape)
        if wanted.min() < 1 or wanted.max() > 5:
            raise ValueError("effects so large that ratings would be cut off")
        # Rounded up or down by chance, so that the mean stays what it was.
        rating = np.floor(wanted) + (generator.random(shape) < wanted % 1)
        if self.random:
            rating, effects = generator.integers(1, 6, shape).astype(float), 0 * effects
        return _table(rating, area), 3 + effects


def _table(rating: np.ndarray, area: np.ndarray) -> pd.DataFrame:
    item, model, language, run = (part.ravel() for part in np.indices(rating.shape))
    table = pd.DataFrame(
        {
            "model": [f"m{one}" for one in model],
            "language": [f"l{one}" for one in language],
            "item": item + 1,
            "area": [AREAS[one] for one in area[item]],
            "rating": rating.ravel(),
        }
    )
    table["run"] = [f"{m}|{lang}|{r}" for m, lang, r in zip(model, language, run, strict=True)]
    return table


def false_positives(study: Simulated, seeds: int) -> Mapping[str, tuple[int, int]]:
    """Return for each test how often p was below .05, and how often it was made."""
    hits: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for seed in range(seeds):
        ratings, _ = study.draw(seed)
        for name, p in _tests(ratings, seed):
            made[name] += 1
            hits[name] += p < ALPHA
    return {name: (hits[name], made[name]) for name in made}


def _tests(ratings: pd.DataFrame, seed: int) -> Iterator[tuple[str, float]]:
    for own_items, label in ((False, "mixed model"), (True, "with likings for single items")):
        terms = fit_effects(ratings, own_items).terms
        for term, p in zip(terms["term"], terms["p"], strict=True):
            yield f"{label}: {term}", float(p)
    found = responder_tests(ratings, seed)
    for name in ("items_p", "areas_p", "uniform_p"):
        yield f"responders: {name}, each model and language", float(found[name].iloc[0])
    yield "responders: any items_holm", float(found["items_holm"].min())
    yield "responders: any areas_holm", float(found["areas_holm"].min())
    sizes = ratings.groupby("area")["item"].nunique().to_dict()
    versions = version_differences(
        ratings, {str(k): int(n) for k, n in sizes.items()}, {"v": ["m0", "m1"]}
    )
    yield "versions: p, each area", float(versions["p"].iloc[0])
    yield "versions: any holm", float(versions["holm"].min())
    yield "versions: any items_holm", float(versions["items_holm"].min())


def coverage(study: Simulated, seeds: int) -> Mapping[str, tuple[int, int]]:
    """Return for each kind of interval how many hold what was planted, and how many there are."""
    held: Counter[str] = Counter()
    made: Counter[str] = Counter()

    def count(name: str, low: float, wanted: float, high: float) -> None:
        made[name] += 1
        held[name] += low <= wanted <= high

    for seed in range(seeds):
        ratings, cells = study.draw(seed)
        truth = {
            (f"m{m}", f"l{lang}", area): cells[place, m, lang]
            for place, area in enumerate(AREAS)
            for m in range(study.models)
            for lang in range(study.languages)
        }
        sizes = dict.fromkeys(AREAS, study.items_per_area)
        for row in area_means(ratings, sizes).to_dict("records"):
            wanted = truth[row["model"], row["language"], row["area"]]
            count("means: low_items to high_items", row["low_items"], wanted, row["high_items"])
        for own_items, label in ((False, "mixed model"), (True, "with likings for single items")):
            effects = fit_effects(ratings, own_items).effects
            for term, wanted_effects in _truths(cells).items():
                rows = effects[effects["term"] == term]
                for low, wanted, high in zip(
                    rows["low"], wanted_effects.ravel(), rows["high"], strict=True
                ):
                    count(f"{label}: {term}", low, float(wanted), high)
    return {name: (held[name], made[name]) for name in made}


def _truths(cells: np.ndarray) -> Mapping[str, np.ndarray]:
    mean = cells.mean()
    area, model = cells.mean(axis=(1, 2)) - mean, cells.mean(axis=(0, 2)) - mean
    both = cells.mean(axis=2) - mean - area[:, None] - model[None, :]
    return {"area": area, "model": model, "area x model": both}


def timings() -> Mapping[str, float]:
    """Return seconds of one fit of 10,800 ratings: 60 items, 3 models, 3 languages, 20 repeats."""
    ratings, _ = Simulated(areas=0.3, own=0.3, languages=3, items_per_area=10, runs=20).draw(0)
    found = {}
    for name, own_items in (("the report's", False), ("the report's, likings too", True)):
        began = time.perf_counter()
        fit_effects(ratings, own_items)
        found[name] = time.perf_counter() - began
    with warnings.catch_warnings():
        # It warns of variances at zero, which are what there is here.
        warnings.simplefilter("ignore")
        began = time.perf_counter()
        smf.mixedlm(
            "rating ~ C(area, Sum) * C(model, Sum) * C(language, Sum)",
            ratings.assign(all=1),
            groups="all",
            vc_formula={"item": "0 + C(item)", "run": "0 + C(run)"},
            use_sparse=True,
        ).fit(reml=True, method="lbfgs")
        found["statsmodels, sparse"] = time.perf_counter() - began
    return found


def main() -> None:
    """Measure and print, or write ``benchmarks/study.md``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=_SEEDS)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    text = _page(args.seeds)
    if args.write:
        OUT.write_text(text, "utf-8")
    print(text)


def _page(seeds: int) -> str:
    design = "30 items, 3 models, 2 languages, 10 repeats"
    random = false_positives(Simulated(random=True), seeds)
    own = false_positives(Simulated(own=0.6), seeds)
    held = coverage(Simulated(areas=0.6), seeds)
    held_own = coverage(Simulated(areas=0.4, own=0.5), seeds)
    lines = [
        "# The study: is its report right",
        "",
        f"`python -m benchmarks.study --seeds {seeds} --write` on {describe()}.",
        f"Each figure is over {seeds} simulated studies ({design}).",
        "",
        "## Found where nothing is",
        "",
        "Share of tests with p below .05, which is what they should be. *Random*: ratings drawn"
        " evenly from 1 to 5.",
        "*Likings*: models that like single items, in each language anew, but no area; there the"
        " items do differ, and versions do, so that those tests are right to say so.",
        "",
        "| test | random | likings |",
        "|---|---|---|",
        *(f"| {name} | {_share(random[name])} | {_share(own[name])} |" for name in random),
        "",
        "## Planted effects held by intervals of 95 %",
        "",
        "| interval | areas only | areas and likings |",
        "|---|---|---|",
        *(f"| {name} | {_share(held[name])} | {_share(held_own[name])} |" for name in held),
        "",
        "## Seconds for 10,800 ratings",
        "",
        "| fit | s |",
        "|---|---|",
        *(f"| {name} | {seconds:.1f} |" for name, seconds in timings().items()),
        "",
    ]
    return "\n".join(lines)


def _share(counts: tuple[int, int]) -> str:
    return f"{counts[0] / counts[1]:.3f}"


if __name__ == "__main__":
    main()
