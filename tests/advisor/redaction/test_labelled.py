"""The targets, over texts that were marked by somebody who had not seen the rules."""

from advisor.redaction.redactor import Redactor
from benchmarks.redaction import SPLITS, Marked, read, score

LEAST_RECALL, LEAST_PRECISION, MOST_DAMAGE = 0.97, 0.95, 0.03


def test_identifiers_go_and_titles_stay(redactor: Redactor) -> None:
    texts = [marked for split in SPLITS for marked in read(split)]
    total = score(redactor, texts)
    assert total.recall >= LEAST_RECALL
    assert total.precision >= LEAST_PRECISION
    assert total.damage < MOST_DAMAGE


def test_marks_are_read() -> None:
    marked = Marked.parse(r"I'm [[NAME|Ana]], {{cook}}\nborn [[BIRTH_DATE|3 May 1988]]")
    assert marked.text == "I'm Ana, cook\nborn 3 May 1988"
    assert [(marked.text[a:b], kind) for a, b, kind in marked.identifiers] == [
        ("Ana", "NAME"),
        ("3 May 1988", "BIRTH DATE"),
    ]
    assert [marked.text[a:b] for a, b in marked.titles] == ["cook"]
