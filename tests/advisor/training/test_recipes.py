"""What each recipe learns, as tokens that fit; and the messages when it cannot."""

from pathlib import Path

import pytest
from tokenizers import Regex, Tokenizer, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast

from advisor.model.reasoned_text import completion_of, prompt_of
from advisor.model.work_years import WorkYear
from advisor.training.config import TrainingConfig
from advisor.training.dpo import dpo, fitting
from advisor.training.json_lines import Journal, read_rows, write_rows
from advisor.training.reasons import REASONS
from advisor.training.recipes import Encoder, Lesson, lesson
from advisor.training.sections import Recipe
from advisor.training.sft import sft
from retrieval.errors import AdvisorError
from tests.advisor.training.conftest import Settle, Tiny

PROMPT = prompt_of((WorkYear("Cashiers", 1), WorkYear("Cashiers", 2)))
ROW = {"prompt": PROMPT, "completion": completion_of("Long there.", "Carpenters")}


def nothing(*_: object) -> None:
    """Shows no progress."""


@pytest.mark.parametrize(
    ("recipe", "expected"),
    [
        ("joint", Lesson(PROMPT, "<think>Long there.</think><answer>Carpenters</answer>")),
        ("reasoner", Lesson(PROMPT, "<think>Long there.</think>")),
        ("predictor", Lesson(PROMPT + "<think>Long there.</think>", "<answer>Carpenters</answer>")),
        ("answer_only", Lesson(PROMPT, "<answer>Carpenters</answer>")),
    ],
)
def test_what_a_recipe_learns(recipe: Recipe, expected: Lesson) -> None:
    assert lesson(ROW, recipe) == expected


@pytest.mark.parametrize("row", [{}, {"prompt": "a"}, {**ROW, "completion": "Carpenters"}])
def test_a_row_that_is_none_is_said(row: dict[str, str]) -> None:
    with pytest.raises(AdvisorError, match="run `advisor train reasons` again"):
        lesson(row, "joint")


def test_the_loss_is_taken_of_the_completion(words: PreTrainedTokenizerFast) -> None:
    (row,) = Encoder(words, 100).rows([lesson(ROW, "answer_only")])
    learnt = [i for i, on in zip(row["input_ids"], row["completion_mask"], strict=True) if on]
    assert words.convert_ids_to_tokens(learnt) == ["<answer>", "Carpenters", "</answer>", "<end>"]
    told = row["input_ids"][: -len(learnt)]
    assert told[0] == words.bos_token_id
    assert words.decode(told[1:]) == PROMPT


def test_the_oldest_years_go_first(words: PreTrainedTokenizerFast) -> None:
    one = lesson(ROW, "answer_only")
    whole = len(Encoder(words, 100).rows([one])[0]["input_ids"])
    assert Encoder(words, whole).fitted(one) == one
    shorter = Encoder(words, whole - 1).fitted(one)
    assert shorter == Lesson("\nYear 2: Cashiers | 2nd year\n", one.completion)
    assert Encoder(words, 8).fitted(one) is None
    assert Encoder(words, 8).rows([one]) == []


def test_a_long_thought_is_never_cut(words: PreTrainedTokenizerFast) -> None:
    """Of what a predictor is told, the years may go and the reason may not."""
    one = lesson(ROW, "predictor")
    for most in range(5, 100):
        fitted = Encoder(words, most).fitted(one)
        if fitted is not None:
            assert fitted.prompt.endswith("<think>Long there.</think>")
            assert fitted.prompt.startswith("\nYear ")
            assert "Cashiers" in fitted.prompt


def test_pairs_are_encoded_like_single_lessons(words: PreTrainedTokenizerFast) -> None:
    pair = {"prompt": PROMPT, "chosen": ROW["completion"], "rejected": completion_of("No.", "x")}
    encoder = Encoder(words, 100)
    (row,) = fitting([pair], "joint", encoder)
    single = encoder.rows([lesson(ROW, "joint")])[0]["input_ids"]
    assert row["prompt_ids"] + row["chosen_ids"] == single
    assert row["rejected_ids"] == encoder.after(completion_of("No.", "x"))
    assert fitting([pair], "joint", Encoder(words, 8)) == []
    (thought,) = fitting([pair], "reasoner", encoder)
    assert words.decode(thought["chosen_ids"]) == "<think>Long there.</think><end>"


def test_no_token_reaches_over_a_mark(words: PreTrainedTokenizerFast) -> None:
    """A tokenizer that does not know the marks would join them to what stands beside them."""
    joining = Tokenizer(models.WordLevel({">x": 0, "</answer": 1, "?": 2, "<e>": 3}, "?"))
    joining.pre_tokenizer = pre_tokenizers.Split(Regex(">[a-z]"), "isolated")
    names = {"eos_token": "<e>", "unk_token": "?"}
    plain = PreTrainedTokenizerFast(tokenizer_object=joining, **names)  # type: ignore[no-untyped-call]
    assert 0 in plain("<answer>x</answer>").input_ids
    assert 0 not in Encoder(plain, 100).after("<answer>x</answer>")
    assert Encoder(words, 100).after("<answer>x</answer>") == [
        *words("<answer>x</answer>").input_ids,
        words.eos_token_id,
    ]


def test_what_a_killed_run_leaves_half_written_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    journal = Journal(path)
    journal.add({"a": 1})
    with path.open("a") as file:
        file.write('{"a": ')
    again = Journal(path)
    again.add({"a": 2})
    assert again.rows() == [{"a": 1}, {"a": 2}]
    assert write_rows(path, [{"b": 1}]) == 1
    assert list(read_rows(path)) == [{"b": 1}]
    path.write_text("[1]\n")
    with pytest.raises(AdvisorError, match="expected a JSON object in each line"):
        list(read_rows(path))


def prepared(settle: Settle, *lines: str) -> TrainingConfig:
    config = TrainingConfig.read(settle(*lines))
    for name in ("sft.jsonl", "valid.sft.jsonl", "dpo.jsonl", "valid.dpo.jsonl"):
        (config.run / REASONS).mkdir(parents=True, exist_ok=True)
        write_rows(config.run / REASONS / name, [ROW] if "sft" in name else [])
    return config


def test_the_reasons_come_first(settle: Settle) -> None:
    with pytest.raises(AdvisorError, match=r"expected a file at .*sft\.jsonl"):
        sft(TrainingConfig.read(settle()), nothing)


def test_a_missing_model_is_said(settle: Settle) -> None:
    with pytest.raises(AdvisorError, match="expected a causal language model"):
        sft(prepared(settle, "[sft]", 'model = "/no/such/model"'), nothing)
    with pytest.raises(AdvisorError, match="run `advisor train sft`"):
        dpo(prepared(settle), nothing)


def test_a_length_beyond_the_model_is_said(settle: Settle, tiny: Tiny) -> None:
    config = prepared(settle, "[sft]", f'model = "{tiny("llama")}"', "max_length = 4096")
    with pytest.raises(AdvisorError, match="`max_length` to be at most 512"):
        sft(config, nothing)


def test_rows_that_do_not_fit_are_said(settle: Settle, tiny: Tiny) -> None:
    config = prepared(settle, "[sft]", f'model = "{tiny("llama")}"', "max_length = 16")
    with pytest.raises(AdvisorError, match="got 0 and 0"):
        sft(config, nothing)


def test_missing_deepspeed_settings_are_said(settle: Settle, tmp_path: Path) -> None:
    config = prepared(settle, "[sft]", f'deepspeed = "{tmp_path / "none.json"}"')
    with pytest.raises(AdvisorError, match="DeepSpeed's settings at"):
        sft(config, nothing)


@pytest.mark.parametrize("name", ["advisor-mini", "qwen3-0.6b", "qwen3-1.7b", "qwen3-8b"])
def test_the_example_settings_can_be_read(name: str) -> None:
    root = Path(__file__).resolve().parents[3]
    config = TrainingConfig.read(root / "configs" / f"{name}.toml")
    assert config.name.startswith(name)
    for section in (config.sft, config.dpo):
        if section.deepspeed is not None:
            assert (root / section.deepspeed).exists()


def test_an_unknown_recipe_is_said(settle: Settle) -> None:
    with pytest.raises(AdvisorError, match=r"sft\.recipe"):
        TrainingConfig.read(settle("[sft]", 'recipe = "magic"'))
