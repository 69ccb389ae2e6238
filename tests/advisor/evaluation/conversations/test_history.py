"""The history of results only grows, and compares nothing across sets."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from advisor.evaluation.conversations.contestants import Contest
from advisor.evaluation.conversations.history import History, PlayedSet, entry_of
from advisor.evaluation.conversations.labelled import fingerprint
from advisor.evaluation.conversations.measuring import Results
from advisor.evaluation.conversations.report import history_text, runs_text
from advisor.evaluation.conversations.runs import Run
from retrieval.errors import AdvisorError
from tests.advisor.evaluation.conversations.examples import CASHIER, UNDATED, labelled, played

SET = PlayedSet("some/folder", "a" * 64, 1)
GOOD = Run(
    "v3 @ m",
    "m",
    ("understand-v3:111111111111",),
    "m-1",
    {"understand_prompt": "understand-v3"},
    Results([labelled()], [[played(CASHIER), played(CASHIER)]]),
)
WORSE = replace(
    GOOD,
    prompts=("understand-v3:222222222222",),
    results=Results([labelled()], [[played(UNDATED), played(UNDATED)]]),
)


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "history.jsonl"
    entry = entry_of(GOOD, SET, "0.1.0", date(2026, 11, 15))
    History(path).add(entry)
    History(path).add(entry)
    assert History(path).entries == [entry, entry]
    assert entry.scores["dates"] == 1
    assert entry.cost == {"turns": 4, "seconds": 1.5, "calls": 6, "by_rules": 0}
    assert entry.consistency == {"identical": 1.0, "agreement": 1.0}


def test_it_shows_how_scores_moved_and_what_changed(tmp_path: Path) -> None:
    history = History(tmp_path / "h.jsonl")
    history.add(entry_of(GOOD, SET, "0.1.0", date(2026, 11, 15)))
    history.add(entry_of(WORSE, SET, "0.1.1", date(2026, 11, 20)))
    text = history_text(history, SET.sha256)
    assert "2026-11-15 (0.1.0): titles 1.000, dates 1.000," in text
    assert "2026-11-20 (0.1.1): titles 1.000 (+0.000), dates 0.000 (-1.000)," in text
    assert "program: 0.1.0 -> 0.1.1" in text
    assert "prompts: understand-v3:111111111111 -> understand-v3:222222222222" in text
    assert "interviewer" not in text


def test_results_on_other_sets_are_not_compared(tmp_path: Path) -> None:
    history = History(tmp_path / "h.jsonl")
    other = replace(SET, sha256="b" * 64)
    history.add(entry_of(GOOD, SET, "0.1.0", date(2026, 11, 15)))
    with pytest.raises(AdvisorError, match=r"\(aaaaaaaaaaaa\) than these \(bbbbbbbbbbbb\)"):
        history.on(other.sha256)
    history.add(entry_of(WORSE, other, "0.1.0", date(2026, 11, 16)))
    text = history_text(history, other.sha256)
    assert "(-1.000)" not in text
    assert "1 result on other sets: not compared" in text


def test_a_half_written_line_is_cut_off_and_a_damaged_one_is_said(tmp_path: Path) -> None:
    path = tmp_path / "h.jsonl"
    History(path).add(entry_of(GOOD, SET, "0.1.0", date(2026, 11, 15)))
    whole = path.read_text("utf-8")
    path.write_text(whole + whole[:40], "utf-8")
    assert len(History(path).entries) == 1
    path.write_text(whole.replace('"repeats": 2', '"repeats": "two"'), "utf-8")
    with pytest.raises(AdvisorError, match=r"h\.jsonl, line 1: repeats: "):
        History(path)


def test_a_set_is_known_by_its_names_and_words(tmp_path: Path) -> None:
    (tmp_path / "01-a.json").write_text("{}", "utf-8")
    before = fingerprint(tmp_path)
    (tmp_path / "01-a.json").write_text("{ }", "utf-8")
    assert fingerprint(tmp_path) != before
    (tmp_path / "01-a.json").write_text("{}", "utf-8")
    assert fingerprint(tmp_path) == before
    (tmp_path / "01-a.json").rename(tmp_path / "02-a.json")
    assert fingerprint(tmp_path) != before


def test_messages_read_by_rules_are_warned_of() -> None:
    failing = replace(played(CASHIER), by_rules=2)
    run = replace(GOOD, results=Results([labelled()], [[failing]]))
    assert "! 2 messages were read by the built-in rules" in runs_text([run], SET)
    assert "built-in rules" not in runs_text([GOOD], SET)


CONTEST = """
models = [
  { name = "a", base_url = "http://127.0.0.1:1/v1", model = "m-a" },
  { name = "b", base_url = "http://127.0.0.1:1/v1", model = "m-b" },
]
variants = [
  { name = "new", understand_prompt = "understand-v3" },
  { name = "rules", interviewer = "built-in" },
]
"""


def test_every_variant_is_put_to_every_model(tmp_path: Path) -> None:
    file = tmp_path / "contest.toml"
    file.write_text(CONTEST, "utf-8")
    found = list(Contest.read(file).contestants())
    assert [one.name for one in found] == ["new @ a", "new @ b", "rules"]
    assert [one.model and one.model.model for one in found] == ["m-a", "m-b", None]
    assert found[0].change.changed == {"understand_prompt"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('model = "m-a"', 'modell = "m-a"', "models.0.model: Field required"),
        ('name = "b"', 'name = "a"', "expected each name once, got 'new @ a' again"),
        ("understand_prompt", "prompt", "variants.0.prompt: Extra inputs"),
        ("models = [", "models = ", "expected TOML"),
    ],
)
def test_a_wrong_file_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = tmp_path / "contest.toml"
    file.write_text(CONTEST.replace(old, new, 1), "utf-8")
    with pytest.raises(AdvisorError, match=said):
        Contest.read(file)
