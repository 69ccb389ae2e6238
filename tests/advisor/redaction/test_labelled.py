"""The targets, over texts that were marked by people who had not seen the rules.

Over all files together the targets hold. Over the file that nobody tuned on the recall does not
reach 97 %, as ``benchmarks/redaction.md`` says; what it was when it was counted must not get worse.
"""

from advisor.redaction.redactor import Redactor
from benchmarks.redaction import BLIND, SPLITS, Marked, read, score

LEAST_RECALL, LEAST_PRECISION, MOST_DAMAGE = 0.97, 0.95, 0.03
LEAST_BLIND_RECALL, LEAST_BLIND_PRECISION = 0.946, 0.90


def test_identifiers_go_and_titles_stay(redactor: Redactor) -> None:
    texts = [marked for split in SPLITS for marked in read(split)]
    total = score(redactor, texts)
    assert total.recall >= LEAST_RECALL
    assert total.precision >= LEAST_PRECISION
    assert total.damage < MOST_DAMAGE


def test_of_blind_texts_most_goes_and_titles_stay(redactor: Redactor) -> None:
    total = score(redactor, read(BLIND))
    assert total.recall >= LEAST_BLIND_RECALL
    assert total.precision >= LEAST_BLIND_PRECISION
    assert total.damage < MOST_DAMAGE


def test_marks_are_read() -> None:
    marked = Marked.parse(r"I'm [[NAME|Ana]], {{cook}}\nborn [[BIRTH_DATE|3 May 1988]]")
    assert marked.text == "I'm Ana, cook\nborn 3 May 1988"
    assert [(marked.text[a:b], kind) for a, b, kind in marked.identifiers] == [
        ("Ana", "NAME"),
        ("3 May 1988", "BIRTH DATE"),
    ]
    assert [marked.text[a:b] for a, b in marked.titles] == ["cook"]
