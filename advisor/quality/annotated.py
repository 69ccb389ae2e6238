"""Annotated turns as training examples: what was said before, the reply, the operator's label."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from advisor.log.database import Database
from advisor.log.reading import Filter, annotations, turns
from advisor.log.record import Annotation, TurnRecord


def annotated_pairs(database: Database) -> Iterator[dict[str, Any]]:
    """Yield one object an annotation, conversation by conversation.

    ``prompt`` is a list of chat messages (``role``, ``content``) that ends with the person's;
    ``response`` the reply; ``label``, ``comment``, ``operator`` and ``at`` the operator's; then
    ``conversation``, ``turn`` and what answered. All texts are the redacted ones. A turn before it
    whose text is not kept leaves a gap, which ``complete`` tells.

    Raises:
        LogUnavailableError: the database cannot be read.
    """
    notes: dict[str, list[Annotation]] = defaultdict(list)
    for note in annotations(database):
        notes[note.conversation].append(note)
    for conversation in sorted(notes):
        known = list(turns(database, Filter(conversation=conversation)))
        yield from _pairs(known, notes[conversation])


def _pairs(known: list[TurnRecord], notes: list[Annotation]) -> Iterator[dict[str, Any]]:
    said: list[dict[str, str]] = []
    complete = True
    for record in known:
        if record.text is None:
            complete = False
            continue
        if record.text.message.strip():
            said.append({"role": "user", "content": record.text.message})
        for note in notes:
            if note.turn == record.turn:
                yield _pair(record, note, list(said), complete)
        if record.text.reply.strip():
            said.append({"role": "assistant", "content": record.text.reply})


def _pair(
    record: TurnRecord, note: Annotation, prompt: list[dict[str, str]], complete: bool
) -> dict[str, Any]:
    versions = record.versions
    return {
        "prompt": prompt,
        "response": record.text.reply if record.text else "",
        "label": note.label,
        "comment": note.comment,
        "operator": note.operator,
        "at": note.at.isoformat(),
        "conversation": record.conversation,
        "turn": record.turn,
        "complete": complete,
        "advisor": versions.advisor,
        "interviewer": versions.interviewer,
        "prompts": list(versions.prompts),
        "predictor": versions.predictor,
    }
