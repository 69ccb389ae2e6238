"""The privacy notice template says what the advisor tells people in the chat."""

import re

import pytest

from advisor.log.notice import NOTICE_VERSION, Choice, notice_of, notice_to_json
from advisor.settings import Settings
from tests.docs.documents import ROOT

NOTICE = notice_of(Settings(llm_model=None, llm_base_url=None, log_url=None, traces_url=None))
# What the second level keeps of the first is not told twice.
KEPT = {kept.what: kept.until for choice in NOTICE.choices for kept in choice.kept}


def plain(text: str) -> str:
    """Return a text without marks and line ends, in lower case."""
    return re.sub(r"\s+", " ", text.replace("*", "")).lower()


PAGE = plain((ROOT / "docs" / "privacy-notice.md").read_text("utf-8"))


@pytest.mark.parametrize("what", KEPT)
def test_what_is_kept_is_told_with_how_long(what: str) -> None:
    assert plain(f"- {what}: {KEPT[what]}.") in PAGE


@pytest.mark.parametrize("choice", NOTICE.choices, ids=lambda choice: choice.consent.value)
def test_each_choice_is_told(choice: Choice) -> None:
    assert plain(f"{choice.title}. {choice.summary}") in PAGE


def test_what_is_taken_out_the_rights_and_the_version_are_told() -> None:
    told = notice_to_json(NOTICE)
    assert plain(", ".join(NOTICE.removed)) in PAGE
    assert plain(", ".join(told["rights"])) in PAGE
    assert plain(told["identifiers"]) in PAGE
    assert f"version {NOTICE_VERSION} of that notice" in PAGE
    assert told["sent_to"] == []
    assert "it sends nothing to anybody else" in PAGE


def test_every_field_is_explained_and_used() -> None:
    text = (ROOT / "docs" / "privacy-notice.md").read_text("utf-8")
    explained, _, notice = text.partition("\n---\n")
    fields = set(re.findall(r"`\[([A-Z ]+)\]`", explained)) - {"BRACKETS"}
    assert fields == set(re.findall(r"\[([A-Z ]+)\]", notice))
