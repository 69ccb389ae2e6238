"""One token for everything that is said again and again, and nothing lost of the rest."""

import pytest
from transformers import PreTrainedTokenizerFast

from advisor.model.rendering import opening, phrases
from advisor.training.tokenizer import MARKS, build_tokenizer

TITLES = ["Cashiers", "Cooks", "Cooks, all other", "Not working", "As before"]


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerFast:
    return build_tokenizer(TITLES, ["two years of the same work"], 300)


def tokens(tokenizer: PreTrainedTokenizerFast, text: str) -> list[str]:
    return list(tokenizer.tokenize(text))


@pytest.mark.parametrize("text", [*TITLES, *MARKS, *phrases(), opening(1), opening(60)])
def test_what_is_said_often_is_one_token(tokenizer: PreTrainedTokenizerFast, text: str) -> None:
    assert tokens(tokenizer, text) == [text]


def test_a_line_is_cut_at_its_parts(tokenizer: PreTrainedTokenizerFast) -> None:
    line = "\nYear 2: Cooks, all other | 2nd year | same employer, full time | high school"
    assert tokens(tokenizer, line) == [
        "\nYear 2: ",
        "Cooks, all other",
        " | 2nd year",
        " | same employer, full time",
        " | high school",
    ]


@pytest.mark.parametrize("text", ["Cookspersons", "naïve Köche 厨师", "  two  spaces\n"])
def test_any_other_text_survives(tokenizer: PreTrainedTokenizerFast, text: str) -> None:
    ids = tokenizer(text, add_special_tokens=False).input_ids
    assert tokenizer.decode(ids) == text
    assert "Cooks" not in tokens(tokenizer, "Cookspersons")
