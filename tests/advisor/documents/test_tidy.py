"""Clean characters and lines."""

import time

import pytest

from advisor.documents.tidy import shorten, tidy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("of\ufb01ce \ufb02oor sta\ufb00", "office floor staff"),
        ("mana\xadger", "manager"),
        ("mana\xad\nger", "manager"),
        ("manage-\nment", "management"),
        ("full-\ntime", "full-time"),
        ("2012-\n2015", "2012-\n2015"),
        ("Cook -\nDiner", "Cook -\nDiner"),
        ("Jean-\nPierre", "Jean-\nPierre"),
        ("E X P E R I E N C E", "EXPERIENCE"),
        ("W O R K  H I S T O R Y", "WORK HISTORY"),
        ("a b c", "a b c"),
        ("Cook\t\t2012", "Cook   2012"),
        ("Cook            2012", "Cook   2012"),
        ("Cook\xa0at\u2009Diner", "Cook at Diner"),
        ("\uf0b7 Ran the grill", "• Ran the grill"),
        ("Co\0ok\x07\x1b[1m \u202ediner\u202c\u200b", "Cook[1m diner"),
        ("Jose\u0301", "José"),
        ("one\r\ntwo\rthree\x0bfour", "one\ntwo\nthree\nfour"),
        ("one\n\n\n \n\ntwo", "one\n\ntwo"),
        ("  Cook  \n  Diner  ", "Cook\nDiner"),
        ("\ue000\ud800\uffff", ""),
    ],
)
def test_tidy(text: str, expected: str) -> None:
    assert tidy(text) == expected


@pytest.mark.parametrize("piece", [" ", "a ", "\t", "a-\n", "\xad", "\n", "ab", "A  B ", "\xad "])
def test_long_runs_take_little_time(piece: str) -> None:
    start = time.process_time()
    tidy(piece * 60_000)
    assert time.process_time() - start < 2


def test_tidying_again_changes_nothing() -> None:
    text = tidy("Cook\t2012\nmanage-\nment\n\n\n• E X P E R I E N C E")
    assert tidy(text) == text


def test_shorten() -> None:
    assert shorten("one\ntwo", 20) == "one\ntwo"
    assert shorten("one two\nthree four", 12) == "one two"
    assert shorten("x" * 30, 12) == "x" * 12
