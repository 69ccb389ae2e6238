"""Exports: what was logged, as JSON lines and as Parquet, whole or not at all."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from advisor.log.database import LogUnavailableError
from advisor.log.export import Format, exported, write_export
from advisor.log.log import ConversationLog
from advisor.log.reading import Filter
from advisor.log.record import Annotation, Thumb
from retrieval.errors import AdvisorError
from tests.advisor.log.examples import NOON, TURN, counted


@pytest.fixture
def filled(log: ConversationLog) -> ConversationLog:
    log.append(TURN)
    log.append(counted("b"))
    log.note_thumb(Thumb("a" * 32, 1, NOON, helpful=True))
    log.note_thumb(Thumb("a" * 32, 1, NOON, helpful=False))  # the last word counts
    log.annotate(Annotation("a" * 32, 1, NOON, "kim", "misread", "was a weaver"))
    return log


def test_json_lines_hold_turns_thumbs_and_notes(filled: ConversationLog, tmp_path: Path) -> None:
    path = tmp_path / "turns.jsonl"
    assert write_export(exported(filled.database, Filter()), "jsonl", path) == 2
    first, second = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    assert (first["message"], first["helpful"], first["jobs"]) == ("I'm a welder", False, 2)
    assert path.stat().st_mode & 0o077 == 0  # nobody else on the computer can read it
    assert first["events"] == [{"event": "asked", "topic": "job_dates"}]
    assert first["at"] == "2026-11-15T12:00:00+00:00"
    (note,) = first["annotations"]
    assert (note["label"], note["comment"], note["operator"]) == ("misread", "was a weaver", "kim")
    assert (second["message"], second["helpful"], second["annotations"]) == (None, None, [])


def test_parquet_holds_the_same(filled: ConversationLog, tmp_path: Path) -> None:
    path = tmp_path / "turns.parquet"
    rows = list(exported(filled.database, Filter()))
    assert write_export(rows, "parquet", path) == 2
    read = pq.read_table(path).to_pylist()
    for row in read:
        for name in ("prompts", "variants", "events", "annotations"):
            row[name] = json.loads(row[name])
    assert read == json.loads(json.dumps(rows))


def test_a_filter_that_lets_nothing_pass_leaves_an_empty_file(
    filled: ConversationLog, tmp_path: Path
) -> None:
    rows = list(exported(filled.database, Filter(model="nobody")))
    assert write_export(rows, "jsonl", tmp_path / "none.jsonl") == 0
    assert write_export(rows, "parquet", tmp_path / "none.parquet") == 0
    assert (tmp_path / "none.jsonl").read_text() == ""
    assert pq.read_table(tmp_path / "none.parquet").num_rows == 0


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        yield {}

    with pytest.raises(AdvisorError, match="expected a writable file at"):
        write_export(rows(), "jsonl", tmp_path / "nowhere" / "turns.jsonl")


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_what_breaks_off_leaves_no_file(tmp_path: Path, form: Format) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        yield {"message": "I'm a welder"}
        raise LogUnavailableError("the log cannot be used: it went away")

    with pytest.raises(LogUnavailableError):
        write_export(rows(), form, tmp_path / "turns")
    assert list(tmp_path.iterdir()) == []
