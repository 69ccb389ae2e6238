"""Writes logged turns as JSON lines or Parquet, with thumbs and the operators' notes."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from advisor.log.database import Database
from advisor.log.reading import Filter, annotations, thumbs, turns
from advisor.log.record import TurnRecord
from retrieval.errors import AdvisorError

Format = Literal["jsonl", "parquet"]
_NESTED = ("prompts", "variants", "events", "annotations")
"""Columns that Parquet holds as JSON text: their shape differs from turn to turn."""
_ROWS_A_GROUP = 5_000


def record_to_json(record: TurnRecord) -> dict[str, Any]:
    """Return a turn as one flat object; without text, what was said and happened is None."""
    values = asdict(record)
    for part in ("known", "timing", "versions"):
        values.update(values.pop(part))
    text = values.pop("text") or {"message": None, "reply": None, "events": None}
    return {**values, **text, "at": record.at.isoformat(), "consent": record.consent.value}


def exported(database: Database, wanted: Filter) -> Iterator[dict[str, Any]]:
    """Yield the turns that pass as ``record_to_json``, with ``helpful`` and ``annotations``.

    Raises:
        LogUnavailableError: the database cannot be read.
    """
    helpful = {(t.conversation, t.turn): t.helpful for t in thumbs(database, wanted.conversation)}
    notes: dict[tuple[str, int], list[Mapping[str, Any]]] = defaultdict(list)
    for note in annotations(database, wanted.conversation):
        values = {"at": note.at.isoformat(), "operator": note.operator}
        labelled = {"label": note.label, "comment": note.comment}
        notes[note.conversation, note.turn].append(values | labelled)
    for record in turns(database, wanted):
        turn = (record.conversation, record.turn)
        yield record_to_json(record) | {
            "helpful": helpful.get(turn),
            "annotations": notes.get(turn, []),
        }


def write_export(rows: Iterable[Mapping[str, Any]], form: Format, path: Path) -> int:
    """Write the rows whole or not at all; return how many.

    Raises:
        AdvisorError: the file cannot be written.
    """
    draft = path.with_name(f"{path.name}.part")
    try:
        draft.touch(mode=0o600)
        count = _jsonl(rows, draft) if form == "jsonl" else _parquet(rows, draft)
        draft.replace(path)
    except OSError as error:
        raise AdvisorError(
            f"expected a writable file at {path}, got: {error.strerror or error}"
        ) from error
    finally:
        with suppress(OSError):  # nobody would look for what people said in a half-written file
            draft.unlink(missing_ok=True)
    return count


def _jsonl(rows: Iterable[Mapping[str, Any]], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _parquet(rows: Iterable[Mapping[str, Any]], path: Path) -> int:
    import pyarrow as pa  # noqa: PLC0415  # a second, which serving spares
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = pa.schema([(name, _arrow(pa, kind)) for name, kind in _COLUMNS.items()])
    count, group = 0, list[Mapping[str, Any]]()
    with pq.ParquetWriter(path, schema) as writer:
        for row in rows:
            group.append({k: json.dumps(v) if k in _NESTED else v for k, v in row.items()})
            count += 1
            if len(group) == _ROWS_A_GROUP:
                writer.write_table(pa.Table.from_pylist(group, schema))
                group = []
        writer.write_table(pa.Table.from_pylist(group, schema))
    return count


def _arrow(arrow: Any, kind: type) -> Any:
    kinds = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
    return kinds[kind]


_COLUMNS: dict[str, type] = {
    "conversation": str,
    "visitor": str,
    "turn": int,
    "at": str,
    "consent": str,
    "kind": str,
    "intent": str,
    "act": str,
    "asked": str,
    "repeated": bool,
    "corrected": bool,
    "suggested": int,
    "jobs": int,
    "dated": int,
    "linked": int,
    "education": int,
    "topics_done": int,
    "topics": int,
    "lines": int,
    "first_ms": float,
    "total_ms": float,
    "calls": int,
    "failed": bool,
    "advisor": str,
    "interviewer": str,
    "prompts": str,
    "predictor": str,
    "variants": str,
    "redaction": str,
    "schema": int,
    "message": str,
    "reply": str,
    "events": str,
    "helpful": bool,
    "annotations": str,
}
