"""Comparisons: what is shown when, what is warned of, and that looking early tells nothing."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from advisor.evaluation.experiments.comparing import compare
from advisor.evaluation.experiments.outcomes import MEASURES, WINDOW
from advisor.evaluation.experiments.report import comparison_text, comparison_to_json
from tests.advisor.evaluation.experiments.examples import (
    LATER,
    START,
    drawn,
    experiment,
    growing,
    outcome,
)

SEQUENTIAL = {"kind": "sequential", "n": 1_000}


def warned(text: str, warnings: tuple[str, ...]) -> bool:
    return any(text in warning for warning in warnings)


def test_before_the_number_decided_on_only_counts_are_shown() -> None:
    conversations = drawn({"control": (199, 0.2), "new": (230, 0.9)})
    found = compare(experiment(), conversations, LATER)
    assert found.measured == {}
    assert [(arm.entered, arm.over, arm.analysed) for arm in found.arms] == [
        (199, 199, 0),
        (230, 230, 0),
    ]
    assert found.waiting is not None
    assert found.waiting.startswith("199 of the 200 conversations of each variant")
    told = json.dumps(comparison_to_json(found))
    assert '"metrics": {}' in told
    for text in (told, comparison_text(found)):
        assert "effect " not in text.replace("an effect of 0.05", "")
        assert "0.9" not in text


def test_a_fixed_experiment_is_analysed_on_its_first_conversations_whatever_comes_later() -> None:
    conversations = drawn({"control": (300, 0.5), "new": (300, 0.6)}, seed=4)
    both_in = [
        found.measured
        for some in growing(conversations, 20)
        if not (found := compare(experiment(), some, LATER)).waiting
    ]
    assert len(both_in) > 5
    assert all(measured == both_in[0] for measured in both_in)
    first = both_in[0]["completion"]
    assert [level.n for level in first.levels] == [200, 200]


def test_an_effect_comes_with_its_interval_and_power() -> None:
    conversations = drawn({"control": (200, 0.5), "new": (200, 0.75)}, seed=1)
    found = compare(experiment(), conversations, LATER)
    (effect,) = found.measured["completion"].effects
    assert effect.estimate is not None
    assert 0.1 < effect.estimate.low < effect.estimate.difference < effect.estimate.high < 0.4
    assert effect.estimate.p < 0.001
    assert effect.p_holm == effect.estimate.p
    assert effect.power is not None
    assert effect.power < 0.3
    assert warned("'new': too few are planned: 200 of each variant", found.warnings)
    assert warned(f"80% needs {effect.needed:,} of each", found.warnings)
    assert set(found.measured) == set(MEASURES)
    text = comparison_text(found)
    assert "effect +0.2" in text
    assert text.index("completion: reached") < text.index("Beside it") < text.index("corrections:")


def test_several_variants_are_corrected_by_holm() -> None:
    variants = [{"name": name} for name in ("control", "a", "b")]
    one = experiment(variants=variants)
    counts = {"control": (200, 0.5), "a": (200, 0.62), "b": (200, 0.66)}
    found = compare(one, drawn(counts, seed=2), LATER)
    effects = {e.variant: e for e in found.measured["completion"].effects}
    raw = sorted((e.estimate.p, e.p_holm) for e in effects.values() if e.estimate)
    assert raw[0][1] == pytest.approx(2 * raw[0][0])
    assert raw[1][1] == pytest.approx(max(raw[1][0], 2 * raw[0][0]))
    assert "by Holm" in comparison_text(found)


def test_a_sequential_experiment_is_shown_from_fifty_of_each_on() -> None:
    one = experiment(stopping=SEQUENTIAL)
    counts = {"control": (49, 0.5), "new": (60, 0.5)}
    assert compare(one, drawn(counts), LATER).waiting == (
        "49 conversations of a variant: effects are shown from 50 of each on"
    )
    found = compare(one, drawn({"control": (300, 0.5), "new": (300, 0.8)}), LATER)
    (effect,) = found.measured["completion"].effects
    assert effect.estimate is not None
    assert effect.estimate.low > 0
    assert found.measured["completion"].levels[0].low is None
    fixed = compare(experiment(), drawn({"control": (300, 0.5), "new": (300, 0.8)}), LATER)
    (shorter,) = fixed.measured["completion"].effects
    assert shorter.estimate is not None
    width = effect.estimate.high - effect.estimate.low
    assert width > 1.2 * (shorter.estimate.high - shorter.estimate.low) * (200 / 300) ** 0.5


def test_a_sequential_experiment_says_how_many_it_needs() -> None:
    one = experiment(stopping=SEQUENTIAL)
    found = compare(one, drawn({"control": (100, 0.5), "new": (100, 0.5)}), LATER)
    assert warned("'new': 200 conversations so far; an effect of 0.05 shows", found.warnings)
    unknown = compare(one.model_copy(update={"minimal_effect": None}), [], LATER)
    assert warned("no minimal_effect is set", unknown.warnings)


def test_conversations_of_today_are_counted_and_not_analysed() -> None:
    conversations = drawn({"control": (200, 0.5), "new": (200, 0.5)})
    now = START + timedelta(minutes=399) + WINDOW
    assert compare(experiment(), conversations, now).waiting is None
    early = compare(experiment(), conversations, now - timedelta(minutes=1))
    assert early.waiting is not None
    assert sum(arm.over for arm in early.arms) == 399
    assert sum(arm.entered for arm in early.arms) == 400


def test_counts_that_are_not_those_of_the_weights_are_warned_of() -> None:
    uneven = drawn({"control": (700, 0.5), "new": (500, 0.5)})
    found = compare(experiment(), uneven, LATER)
    assert warned("the counts (700 control, 500 new) are not those of the weights", found.warnings)
    even = compare(experiment(), drawn({"control": (620, 0.5), "new": (600, 0.5)}), LATER)
    assert not warned("the counts", even.warnings)
    weights = [{"name": "control", "weight": 7}, {"name": "new", "weight": 5}]
    planned = compare(experiment(variants=weights), uneven, LATER)
    assert not warned("the counts", planned.warnings)


def test_variants_that_left_the_file_are_told() -> None:
    conversations = [*drawn({"control": (3, 0.5), "new": (3, 0.5)}), outcome(9, "old")]
    found = compare(experiment(), conversations, LATER)
    assert warned("1 conversation began with 'old', which is no longer in", found.warnings)
    assert [arm.variant for arm in found.arms] == ["control", "new"]


def test_a_variant_that_meant_different_things_is_told() -> None:
    changed = replace(outcome(9, "new"), answered=("built-in, m-2",))
    found = compare(experiment(), [outcome(1, "new"), changed, outcome(2, "control")], LATER)
    (line,) = [w for w in found.warnings if "one and the same" in w]
    assert line.startswith("'new'")
    assert "(built-in, m-1; built-in, m-2)" in line


def test_conversations_without_a_value_are_told() -> None:
    one = experiment(metric="helpful", stopping={"kind": "fixed", "n": 10})
    thumbs = [outcome(n, name, n % 2, "helpful") for n in range(12) for name in ("control", "new")]
    silent = [outcome(n, name, None, "helpful") for n in range(8) for name in ("control", "new")]
    found = compare(one, [*thumbs, *silent], LATER)
    assert warned("16 conversations of 40 have no helpful", found.warnings)
    assert sum(level.n for level in found.measured["helpful"].levels) < 20


def test_metrics_that_do_not_vary_tell_no_effect() -> None:
    found = compare(experiment(), drawn({"control": (200, 0.5), "new": (200, 0.5)}), LATER)
    (effect,) = found.measured["latency_p50"].effects
    assert (effect.estimate, effect.p_holm) == (None, None)
    assert "new: 1, n = 200; no effect can be told" in comparison_text(found)


def test_first_conversations_of_other_days_are_warned_of() -> None:
    weighed = [{"name": "control", "weight": 3}, {"name": "new", "weight": 1}]
    outcomes = drawn({"control": (600, 0.5), "new": (200, 0.5)})
    said = "are not of the same days"
    assert any(said in w for w in compare(experiment(variants=weighed), outcomes, LATER).warnings)
    looked = {"kind": "sequential", "n": 400}
    for one in (experiment(), experiment(variants=weighed, stopping=looked)):
        assert not any(said in w for w in compare(one, outcomes, LATER).warnings)
