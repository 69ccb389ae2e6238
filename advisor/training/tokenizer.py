"""Builds the tokenizer of a model trained from scratch: one token a title, byte pairs for the rest.

A title of its own token makes the trie of titles one level deep, so that the whole distribution
over the next state costs one forward pass (benchmarks/scoring.md compares the speed of both).
"""

from collections.abc import Iterable, Sequence

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from advisor.model.reasoned_text import ANSWER, ANSWER_END, THINK, THINK_END
from advisor.model.rendering import MOST_YEARS, opening, phrases

PAD, BEGIN, END = "<pad>", "<begin>", "<end>"
MARKS = (PAD, BEGIN, END, THINK, THINK_END, ANSWER, ANSWER_END)


def build_tokenizer(
    titles: Sequence[str], corpus: Iterable[str], byte_pairs: int
) -> PreTrainedTokenizerFast:
    """Return a tokenizer that knows marks, year openings, facts and titles as single tokens.

    Args:
        titles: each becomes one token, in this order.
        corpus: text to learn byte pairs from (titles and reasons).
        byte_pairs: size of the byte-pair vocabulary, its 256 bytes included.
    """
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=byte_pairs + len(MARKS),
        special_tokens=list(MARKS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(corpus, trainer)
    whole = [*(opening(n) for n in range(1, MOST_YEARS + 1)), *phrases()]
    tokenizer.add_tokens([AddedToken(text, normalized=False) for text in whole])
    tokenizer.add_tokens(
        [AddedToken(title, single_word=True, normalized=False) for title in titles]
    )
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        pad_token=PAD,
        bos_token=BEGIN,
        eos_token=END,
        clean_up_tokenization_spaces=False,
    )
