"""Compares what two runs give to what came next: ``python -m benchmarks.teachers RUN RUN``.

Each run is a folder that ``advisor train teach`` wrote (its ``teach/valid.npy`` holds the log
probability of every answer of the ``valid`` people). The second is compared with, person by person.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from advisor.evaluation.bootstrap import drawn_people, interval
from advisor.panels.building import careers_path
from advisor.training.steps import LIKELIHOODS, TEACH, told


def people(run: Path) -> np.ndarray:
    """Return (questions,) a number for the person whom each question of a run is about."""
    data = json.loads((run / TEACH / "run.json").read_text(encoding="utf-8"))["config"]["data"]
    valid = told(careers_path(Path(data["careers"]), data["valid_cohort"], "valid"))
    return np.repeat(np.arange(len(valid)), [len(career.years) - 1 for career in valid])


def main() -> None:
    """Print both perplexities and the interval of their difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("against", type=Path)
    args = parser.parse_args()
    one, other = (np.load(run / TEACH / LIKELIHOODS) for run in (args.run, args.against))
    person = people(args.run)
    if not len(one) == len(other) == len(person):
        raise SystemExit("expected two runs judged on the same valid people")
    weights = drawn_people(int(person.max()) + 1, seed=0)[:, person]

    def perplexities(said: np.ndarray) -> np.ndarray:
        return np.asarray(np.exp(-(weights @ said) / weights.sum(1)))

    low, high = interval(perplexities(one) - perplexities(other)) or (np.nan, np.nan)
    print(f"{args.run}: {np.exp(-one.mean()):.3f}")
    print(f"{args.against}: {np.exp(-other.mean()):.3f}")
    print(f"difference over people (95 %): {low:+.3f} to {high:+.3f}")


if __name__ == "__main__":
    main()
