import random

from advisor.evaluation.simulated.typos import misspelt

TEXT = "I worked as a warehouse supervisor from 2004 to 2009, before college."


def test_words_change_and_numbers_and_first_letters_do_not() -> None:
    for seed in range(50):
        text = misspelt(TEXT, 1.0, random.Random(seed))
        assert text != TEXT
        assert [word for word in text.replace(",", "").split() if word.isdigit()] == [
            "2004",
            "2009",
        ]
        assert [word[0] for word in text.split()] == [word[0] for word in TEXT.split()]
        assert len(text.split()) == len(TEXT.split())


def test_no_share_changes_nothing() -> None:
    assert misspelt(TEXT, 0.0, random.Random(0)) == TEXT
