"""Fit the weights of title search on titles left out of an index; never on the messy lists.

``python -m benchmarks.fit_titles`` writes ``retrieval/ranking.json``.
"""

import json
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from advisor.settings import Settings
from benchmarks.held_out import Query, as_written, leave_out
from retrieval.catalog import Catalog
from retrieval.embedding import MiniLM
from retrieval.evidence import Evidence
from retrieval.index import TitleIndex
from retrieval.ranking import CONFIDENCE_FEATURES, FEATURES, Ranking, Scored, confidence_features
from retrieval.search import HybridSearch
from retrieval.title_table import TitleTable

SEED = 20_260
SHARE = 0.04
LISTED = 1_000
"""Titles that are in the index, to weigh what is listed against what is only near."""
FORGETTING = 1e-3
"""L2 penalty."""
NOT_TITLES = Path(__file__).with_name("not_titles.txt")


@dataclass(frozen=True, slots=True)
class Example:
    """One query's candidates: features (candidates, features), target shares, and its weight."""

    values: NDArray[np.float64]
    target: NDArray[np.float64]
    weight: float


def main() -> None:
    """Fit on one seed's left-out titles and write the weights."""
    catalog = Catalog.load(Settings.load().onet_dir)
    titles, queries = leave_out(catalog, SHARE, SEED)
    rng = random.Random(SEED)
    asked = [as_written(query, rng) for query in queries] + _listed(catalog, rng)
    table, embedder = TitleTable(catalog, titles), MiniLM()
    with tempfile.TemporaryDirectory() as folder:
        index = TitleIndex.open(table, Path(folder), embedder)
        # The shipped weights may lack a feature that has just been added.
        unfitted = Ranking((0.0,) * len(FEATURES), (0.0,) * (len(CONFIDENCE_FEATURES) + 1))
        search = HybridSearch(table, index, embedder, unfitted)
        gathered = [(query, *search.gather(query.text)) for query in asked + _nothing()]
        found = [_example(scored, table, query) for query, _, scored in gathered]
        examples = [example for example in found if example]
        weights = fit_ranking(examples)
        confidence = _fit_confidence(gathered, table, weights)
    stored = {
        "fitted_by": f"python -m benchmarks.fit_titles, seed {SEED}, O*NET {catalog.release}",
        "weights": _named(FEATURES, weights),
        "confidence": _named((*CONFIDENCE_FEATURES, "constant"), confidence),
    }
    path = Path(__file__).resolve().parents[1] / "retrieval" / "ranking.json"
    path.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    print(f"{len(examples)} examples; wrote {path}")


def fit_ranking(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Return the weights whose softmax over candidates gives the right ones most probability."""
    most = max(len(example.target) for example in examples)
    values = torch.zeros(len(examples), most, len(FEATURES), dtype=torch.float64)
    target = torch.zeros(len(examples), most, dtype=torch.float64)
    absent = torch.ones(len(examples), most, dtype=torch.bool)
    for i, example in enumerate(examples):
        n = len(example.target)
        values[i, :n] = torch.from_numpy(example.values)
        target[i, :n] = torch.from_numpy(example.target)
        absent[i, :n] = False
    weight = torch.tensor([example.weight for example in examples], dtype=torch.float64)

    def loss(weights: torch.Tensor) -> torch.Tensor:
        scores = (values @ weights).masked_fill(absent, -1e9)
        right = torch.logsumexp(scores.masked_fill(target == 0, -1e9), 1)
        wrong = torch.logsumexp(scores, 1) - right
        # Among several right ones, the share of each counts too, but less.
        order = -(target * (scores - right[:, None]).masked_fill(target == 0, 0.0)).sum(1)
        return (weight * (wrong + 0.3 * order)).sum() / weight.sum() + FORGETTING * (
            weights @ weights
        )

    return _minimise(loss, len(FEATURES))


def _example(scored: Scored, table: TitleTable, query: Query) -> Example | None:
    """Return a query's features; None if no candidate is right (nothing can be learned from it)."""
    right = np.array([table.codes[position] in query.codes for position in scored.positions])
    if not right.any():
        return None
    jobs = right * 10.0 ** table.log_jobs[scored.positions]
    # Titles are spread evenly over occupations, people are not: a title counts as the square
    # root of the jobs, between the two.
    return Example(scored.features, jobs / jobs.sum(), float(np.sqrt(jobs.max())))


def _listed(catalog: Catalog, rng: random.Random) -> list[Query]:
    _, queries = leave_out(catalog, SHARE, SEED + 1)
    return [as_written(query, rng) for query in queries[:LISTED]]


def _nothing() -> list[Query]:
    """Return texts that name no job: every other one, the rest is for judging."""
    lines = NOT_TITLES.read_text(encoding="utf-8").splitlines()
    return [Query(text, frozenset(), 0.0) for text in lines[::2]]


def _fit_confidence(
    gathered: Sequence[tuple[Query, Evidence, Scored]],
    table: TitleTable,
    weights: NDArray[np.float64],
) -> NDArray[np.float64]:
    values, right, weight = [], [], []
    for query, evidence, unweighed in gathered:
        scored = unweighed.weighed(weights)
        values.append(np.append(confidence_features(scored, evidence), 1.0))
        right.append(table.codes[scored.positions[0]] in query.codes)
        # There are few of them here, and they are not to be taken for a job: with a quarter of the
        # weight the search is sure of some of those that are not fitted on.
        weight.append(np.sqrt(query.jobs + 20_000) if query.codes else 4_000.0)
    x = torch.from_numpy(np.array(values))
    y = torch.tensor(right, dtype=torch.float64)
    w = torch.tensor(np.array(weight), dtype=torch.float64)

    def loss(coefficients: torch.Tensor) -> torch.Tensor:
        each = torch.nn.functional.binary_cross_entropy_with_logits(
            x @ coefficients, y, reduction="none"
        )
        return (w * each).sum() / w.sum() + FORGETTING * (coefficients @ coefficients) / 10

    return _minimise(loss, x.shape[1])


def _minimise(loss: Callable[[torch.Tensor], torch.Tensor], size: int) -> NDArray[np.float64]:
    weights = torch.zeros(size, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=500, line_search_fn="strong_wolfe")

    def step() -> torch.Tensor:
        optimizer.zero_grad()
        value = loss(weights)
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(step)  # type: ignore[no-untyped-call]
    return np.asarray(weights.detach().numpy(), dtype=np.float64)


def _named(names: Sequence[str], values: NDArray[np.float64]) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}


if __name__ == "__main__":
    main()
