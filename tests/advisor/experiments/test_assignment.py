"""Who gets which variant: always the same, in the shares asked for, independently."""

from collections import Counter
from typing import Any

import pytest
from scipy.stats import chisquare  # type: ignore[import-untyped]

from advisor.experiments.assignment import assigned, variant_of
from advisor.experiments.config import Experiment, Experiments

IDS = [f"conversation-{number}" for number in range(12_000)]


def experiment(**changes: Any) -> Experiment:
    values: dict[str, Any] = {
        "name": "first",
        "salt": "salt",
        "metric": "completion",
        "stopping": {"kind": "sequential"},
        "variants": [{"name": "a"}, {"name": "b"}],
    }
    return Experiment.model_validate(values | changes)


def test_the_hash_is_what_it_was() -> None:
    # Another hash would move conversations of a running experiment on another server.
    found = [variant_of(experiment(), f"c{number}") for number in range(12)]
    assert "".join(str(one) for one in found) == "bbbaaababbba"


def test_weights_are_kept_to() -> None:
    variants = [{"name": "a", "weight": 1}, {"name": "b", "weight": 2}, {"name": "c", "weight": 1}]
    one = experiment(variants=variants)
    counts = Counter(variant_of(one, conversation) for conversation in IDS)
    assert chisquare([counts[name] for name in "abc"], [3_000, 6_000, 3_000]).pvalue > 0.01


def test_a_larger_share_moves_nobody() -> None:
    few, many = experiment(share=0.25), experiment(share=0.75)
    before = {c: variant_of(few, c) for c in IDS}
    after = {c: variant_of(many, c) for c in IDS}
    in_before = {c: v for c, v in before.items() if v}
    assert len(in_before) == pytest.approx(3_000, abs=200)
    assert all(after[c] == v for c, v in in_before.items())
    assert sum(v is not None for v in after.values()) == pytest.approx(9_000, abs=200)
    balance = Counter(in_before.values())
    assert balance["a"] == pytest.approx(1_500, abs=150), "share and variant are drawn apart"


def test_a_share_of_nothing_lets_nobody_in() -> None:
    assert not any(variant_of(experiment(share=0), c) for c in IDS[:1_000])


@pytest.mark.parametrize("changes", [{"name": "second"}, {"salt": "other"}])
def test_two_experiments_are_independent(changes: dict[str, str]) -> None:
    one, other = experiment(), experiment(**changes)
    both = Counter((variant_of(one, c), variant_of(other, c)) for c in IDS)
    assert chisquare([both[pair] for pair in sorted(both, key=str)]).pvalue > 0.01
    assert len(both) == 4


def test_a_conversation_takes_part_in_several() -> None:
    all_of_them = Experiments(experiments=(experiment(), experiment(name="second", share=0)))
    assert set(assigned(all_of_them, "c1")) == {"first"}
