"""The sums over pairs, and which of them are out of bounds."""

from pathlib import Path

import pytest

from advisor.evaluation.counterfactual.bounds import Bounds, breaches, read_bounds
from advisor.evaluation.counterfactual.outcomes import Compared, Outcome
from advisor.evaluation.counterfactual.page import page, to_json
from advisor.evaluation.counterfactual.summary import Summary, summarise
from retrieval.errors import AdvisorError
from tests.advisor.evaluation.counterfactual.tellings import (
    compared,
    letters,
    outcome,
    pair,
    suggestion,
)

SHIPPED = Path(__file__).resolve().parents[4] / "configs" / "bias.toml"
SAME = letters("abcde")
STRICT, LENIENT = (read_bounds(SHIPPED, kind) for kind in ("built-in", "llm"))


def sums(*pairs: Compared) -> Summary:
    return summarise(pairs, 0.8)


def told(group: str, changed: Outcome, history: str = "cook") -> Compared:
    return compared(changed, SAME, of=pair(history, group))


def test_the_shipped_bounds_are_those_documented() -> None:
    assert (STRICT.identical, STRICT.repeats) == (True, 1)
    documented = Bounds(
        repeats=3, identical=False, rbo_p=0.8, rbo=0.9, preparation=0.1, unread=0.05
    )
    assert documented == LENIENT


def test_identical_pairs_break_no_bound() -> None:
    found = sums(told("women", SAME), told("men", SAME))
    assert breaches(found, STRICT) == breaches(found, LENIENT) == ()
    assert [(part.identical, part.rbo, part.preparation) for part in found.parts] == [(1, 1, 0)] * 2
    assert found.apart == {"name": 0}
    assert "**Within the bounds.**" in page("built-in", found, STRICT, (), "advisor")


@pytest.mark.parametrize("changed", [letters("abced"), letters("abcde", stay=0.4), letters("")])
def test_the_built_in_interviewer_may_not_differ_at_all(changed: Outcome) -> None:
    broken = breaches(sums(told("women", SAME), told("men", changed)), STRICT)
    assert broken == ("cook, start: I'm Ann.: other suggestions",)
    shown = page("built-in", sums(told("men", changed)), STRICT, broken, "advisor")
    assert "**Out of bounds:**\n\n- cook, start" in shown


def test_an_interval_of_job_zones_is_shown_whole() -> None:
    far, same = letters("abcde", zone=5), letters("abcde", zone=3)
    pairs = [told("men", far, "cook"), told("men", same, "waiter"), told("men", far, "nurse")]
    found = sums(*pairs)
    assert found.parts[0].preparation_interval == (0, 2)
    assert "(+0.000 to +2.000)" in page("m", found, LENIENT, (), "advisor")


def test_another_history_alone_breaks_it_too() -> None:
    found = sums(compared(outcome(suggestion("a"), history=None, read=2), letters("a")))
    assert breaches(found, STRICT) == ()
    other = compared(
        Outcome(type(SAME.history)(), letters("abcde").shown, 2, 2), SAME, of=pair(group="men")
    )
    assert breaches(sums(other), STRICT) == ("cook, start: I'm Ann.: another history was read",)


def test_a_language_model_may_differ_a_little() -> None:
    nearly = [told("women", letters("abced"), f"h{n}") for n in range(5)]
    assert breaches(sums(*nearly), LENIENT) == ()
    far = [told("women", letters("edcba"), f"h{n}") for n in range(5)]
    (line,) = breaches(sums(*far), LENIENT)
    assert line.startswith("name, women: mean rank-biased overlap 0.")


def test_one_part_is_not_hidden_by_the_others() -> None:
    many = [told("men", SAME, f"h{n}") for n in range(50)]
    few = [told("women", letters("vwxyz"), f"h{n}") for n in range(2)]
    assert any(line.startswith("name, women:") for line in breaches(sums(*many, *few), LENIENT))


def test_what_it_differs_from_itself_by_is_taken_off() -> None:
    shaky = compared(letters("vwxyz"), SAME, letters("vwxyz"), SAME, letters("vwxyz"))
    found = sums(shaky)
    assert found.noise == pytest.approx(2 / 3)
    assert found.parts[0].rbo == pytest.approx(0.5 + 2 / 3, abs=0.2)
    assert breaches(found, LENIENT) == ()


def test_preparation_may_not_differ_from_none_or_between_parts() -> None:
    low = outcome(*(suggestion(c, 3 - (c == "e")) for c in "abcde"))
    broken = breaches(sums(told("women", low), told("men", SAME)), LENIENT)
    assert broken == (
        "name, women: mean preparation level -0.200 job zones, more than 0.1 apart",
        "name: its parts are 0.200 job zones apart, more than 0.1",
    )
    unknown = letters("abcde", zone=None)
    found = sums(compared(unknown, unknown))
    assert "no preparation level can be compared" in breaches(found, LENIENT)[0]


def test_a_run_that_says_nothing_is_no_success() -> None:
    empty = sums(compared(letters(""), letters("")))
    assert breaches(empty, STRICT)[0].startswith("cook: nothing was suggested without a swap")
    fallen_back = sums(compared(outcome(suggestion("a"), read=0), outcome(suggestion("a"), read=1)))
    assert breaches(fallen_back, LENIENT)[0].startswith("another interviewer read 75%")
    with pytest.raises(ValueError, match="expected pairs"):
        summarise([], 0.8)


def test_intervals_are_over_histories() -> None:
    mixed = [told("women", letters("vwxyz") if n % 2 else SAME, f"h{n}") for n in range(20)]
    (part,) = sums(*mixed).parts
    assert part.rbo == pytest.approx(0.5)
    assert part.rbo_interval is not None
    low, high = part.rbo_interval
    assert 0.2 < low < 0.5 < high < 0.8
    one = [told("women", letters("vwxyz") if n % 2 else SAME, "h") for n in range(20)]
    (part,) = sums(*one).parts
    assert part.rbo_interval == pytest.approx((0.5, 0.5))


def test_the_json_holds_the_verdict() -> None:
    found = sums(told("women", letters("vwxyz")))
    said = to_json("m", found, LENIENT, breaches(found, LENIENT))
    assert (said["passed"], said["interviewer"], said["pairs"]) == (False, "m", 1)
    assert said["parts"][0]["group"] == "women"
    assert said["bounds"]["rbo"] == 0.9


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[bounds]\n", r"with \[bounds\] and \[llm\]"),
        ("[bounds]\nrbo_p = 2\n[llm]\nrepeats = 1\nidentical = false", "rbo_p: Input should be"),
        ("nonsense", "expected bounds in"),
    ],
)
def test_other_files_are_refused_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "bias.toml"
    file.write_text(text)
    with pytest.raises(AdvisorError, match=said):
        read_bounds(file, "llm")
