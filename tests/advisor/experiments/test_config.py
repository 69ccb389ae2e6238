"""Experiments are read strictly; what is wrong is said in one line that names the place."""

from pathlib import Path

import pytest

from advisor.experiments.config import Experiments, Fixed, Sequential
from retrieval.errors import AdvisorError

ROOT = Path(__file__).resolve().parents[3]
TWO = """
[[experiments]]
name = "shorter"
salt = "2026-11"
metric = "completion"
share = 0.5
stopping = { kind = "fixed", n = 400 }
minimal_effect = 0.05

[[experiments.variants]]
name = "control"

[[experiments.variants]]
name = "three"
weight = 2
reasons = 3

[[experiments]]
name = "counting"
salt = "2026-11"
metric = "latency_p50"
stopping = { kind = "sequential" }

[[experiments.variants]]
name = "control"

[[experiments.variants]]
name = "counts"
predictor = "counts"
"""


def read(folder: Path, text: str) -> Experiments:
    file = folder / "experiments.toml"
    file.write_text(text, "utf-8")
    return Experiments.read(file)


def test_a_file_is_read_as_it_is_meant(tmp_path: Path) -> None:
    shorter, counting = read(tmp_path, TWO).experiments
    assert (shorter.share, shorter.stopping, shorter.minimal_effect) == (
        0.5,
        Fixed(kind="fixed", n=400),
        0.05,
    )
    assert shorter.control.change.changed == frozenset()
    assert shorter.variants[1].change.changed == {"reasons"}
    assert [variant.weight for variant in shorter.variants] == [1, 2]
    assert counting.stopping == Sequential(kind="sequential")
    assert (counting.share, counting.minimal_effect) == (1, None)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('metric = "completion"', 'metric = "joy"', "experiments number 1 metric: Input should be"),
        ('salt = "2026-11"\nmetric = "com', 'salt = ""\nmetric = "com', "salt: String should have"),
        ("share = 0.5", "share = 1.5", "share: Input should be less than or equal to 1"),
        ("weight = 2", "weight = 0", "variants number 2 weight: Input should be greater than 0"),
        ("weight = 2", "weihgt = 2", "variants number 2 weihgt: Extra inputs"),
        ("reasons = 3", "reasons = 0", "reasons: Input should be greater than or equal to 1"),
        ("reasons = 3", 'reasons = "3"', "reasons: Input should be a valid integer"),
        ("reasons = 3", 'interviewer = "gpt"', "interviewer: Input should be 'built-in' or 'llm'"),
        ("reasons = 3", 'speak_prompt = "../x"', "speak_prompt: String should match"),
        ('kind = "fixed", n = 400', 'kind = "fixed"', "stopping fixed n: Field required"),
        ('kind = "fixed", n = 400', 'kind = "whenever"', "stopping: Input tag 'whenever'"),
        ('name = "three"', 'name = "control"', "'shorter': two variants are named 'control'"),
        ('name = "counting"', 'name = "shorter"', "two experiments are named 'shorter'"),
        ("reasons = 3", 'predictor = "counts"', "'shorter' and 'counting' both change predictor"),
        (
            "reasons = 3",
            'interviewer = "built-in"\nspeak_prompt = "speak-v1"',
            "variant 'three': the built-in interviewer has no prompts",
        ),
        ("share = 0.5", "share = ", "expected TOML"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert TWO.count(old) >= 1
    with pytest.raises(AdvisorError) as raised:
        read(tmp_path, TWO.replace(old, new, 1))
    line = str(raised.value)
    assert said in line
    assert str(tmp_path) in line
    assert "\n" not in line


def test_an_interviewer_is_not_varied_beside_its_prompts(tmp_path: Path) -> None:
    text = TWO.replace("reasons = 3", 'interviewer = "built-in"').replace(
        'predictor = "counts"', 'speak_prompt = "speak-v1"'
    )
    with pytest.raises(AdvisorError, match="both change speak_prompt"):
        read(tmp_path, text)


def test_two_prompts_may_be_varied_at_a_time(tmp_path: Path) -> None:
    text = TWO.replace("reasons = 3", 'understand_prompt = "understand-v2"').replace(
        'predictor = "counts"', 'speak_prompt = "speak-v1"'
    )
    assert len(read(tmp_path, text).experiments) == 2


def test_one_variant_is_no_experiment(tmp_path: Path) -> None:
    text = TWO.partition('[[experiments.variants]]\nname = "three"')[0]
    with pytest.raises(AdvisorError, match=r"number 1 variants: .*at least 2 items"):
        read(tmp_path, text)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match=r"expected experiments at .*none\.toml: No such file"):
        Experiments.read(tmp_path / "none.toml")


def test_an_unknown_name_is_said_with_the_known_ones(tmp_path: Path) -> None:
    found = read(tmp_path, TWO)
    assert found.named("counting").metric == "latency_p50"
    with pytest.raises(AdvisorError, match=r"\(shorter, counting\), got 'other'"):
        found.named("other")


def test_the_sample_is_one() -> None:
    assert Experiments.read(ROOT / "configs" / "experiments.toml").experiments
