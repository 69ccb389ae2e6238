"""The list of conversations that operators choose from, and the export of what they noted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from advisor.log.consent import Consent
from advisor.log.log import ConversationLog
from advisor.log.record import Annotation
from advisor.quality.annotated import annotated_pairs
from advisor.quality.conversations import Scope
from advisor.quality.listing import PAGE_SIZE, Trait, listed, program_versions
from tests.advisor.log.examples import NOON, TURN
from tests.advisor.quality.examples import fill, said


@pytest.mark.parametrize(
    ("traits", "found"),
    [
        ((), "cadb"),
        (("failed",), "c"),
        (("disliked",), "b"),
        (("corrected",), "bd"),
        (("unfinished",), "cbd"),
        (("unannotated",), "bc"),
        (("unredacted",), "b"),
        (("unredacted", "disliked"), "b"),
        (("unredacted", "failed"), ""),
    ],
)
def test_traits(log: ConversationLog, traits: tuple[Trait, ...], found: str) -> None:
    fill(log)
    log.annotate(Annotation("a" * 32, 1, NOON, "kim", "good", ""))
    page = listed(log.database, Scope(), traits)
    assert sorted(row.counts.conversation[0] for row in page.rows) == sorted(found)
    assert page.total == len(found)


def test_rows_say_what_can_be_read_and_what_is_noted(log: ConversationLog) -> None:
    fill(log)
    for label in ("good", "misread"):
        log.annotate(Annotation("a" * 32, 1, NOON, "kim", label, ""))
    rows = listed(log.database, Scope(), ()).rows
    by_name = {row.counts.conversation[0]: (row.readable, row.notes) for row in rows}
    assert by_name == {"a": (2, 2), "b": (2, 0), "c": (1, 0), "d": (0, 0)}
    assert rows[0].counts.conversation[0] == "c", "newest first"
    assert program_versions(log.database) == ["0.1.0", "0.2.0"]


def test_pages(log: ConversationLog) -> None:
    for k in range(PAGE_SIZE + 1):
        log.append(replace(TURN, conversation=f"{k:032}", at=NOON + timedelta(minutes=k)))
    first, second = (listed(log.database, Scope(), (), page) for page in (1, 2))
    assert (len(first.rows), len(second.rows), first.pages) == (PAGE_SIZE, 1, 2)
    assert second.rows[0].counts.conversation == f"{0:032}"
    assert listed(log.database, Scope(), (), 99) == second
    assert listed(log.database, Scope(), (), 0) == first


def test_an_annotated_turn_becomes_a_training_example(log: ConversationLog) -> None:
    fill(log)
    log.annotate(Annotation("a" * 32, 2, NOON, "kim", "good", "to the point"))
    log.annotate(Annotation("a" * 32, 1, NOON, "lee", "asked again", ""))
    log.annotate(Annotation("b" * 32, 1, NOON, "lee", "unhelpful", ""))
    log.note_consent("b" * 32, Consent.USE, NOON, 1)
    first, second = annotated_pairs(log.database)
    assert first["prompt"] == [{"role": "user", "content": "I weld"}]
    assert (first["response"], first["label"]) == ("Since when?", "asked again")
    assert second["prompt"] == [
        {"role": "user", "content": "I weld"},
        {"role": "assistant", "content": "Since when?"},
        {"role": "user", "content": "2015"},
    ]
    expected = ("I suggest these.", "good", "to the point", "kim", True)
    names = ("response", "label", "comment", "operator", "complete")
    assert tuple(second[name] for name in names) == expected


def test_a_text_not_kept_leaves_a_gap_that_is_told(log: ConversationLog) -> None:
    log.append(replace(said("a", "", ""), redaction="failed", text=None))
    log.append(said("a", "2015", "Noted."))
    log.annotate(Annotation("a" * 32, 2, NOON, "kim", "good", ""))
    (pair,) = annotated_pairs(log.database)
    assert not pair["complete"]
