"""What happened in a turn, as the log keeps it: compact JSON that a later version can replay.

Each event is an object with its kind under ``event``:
    ``asked``: ``topic``, ``subject`` (id of the entry), ``options`` (codes of "did you mean").
    ``history``: ``history`` as ``advisor.history_json`` writes it.
    ``suggested``: ``model``, ``suggestions`` of ``code``, ``title``, ``group`` and ``chance``.
    ``target``: ``code``, ``title`` and ``chance`` of the person's own target.
    ``failed``, ``noticed``: ``message``.
    ``edits``: ``edits`` by hand, as ``graph.edit_json`` writes them.
    ``items``: answers to activities, the fields of ``graph.items.GivenItems``.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from advisor.history_json import history_to_json
from graph.edit_json import edits_to_json
from graph.events import (
    Asked,
    Event,
    Failed,
    HistoryChanged,
    Noticed,
    Suggested,
    TargetWeighed,
)
from graph.state import ConversationState

Json = dict[str, Any]


def given_events(given: ConversationState | None) -> list[Json]:
    """Return what the person did on the page in place of writing."""
    if given is None:
        return []
    manual, items = given.get("manual"), given.get("given")
    if manual is not None:
        return [{"event": "edits", "edits": edits_to_json(manual)}]
    if items is not None:
        return [{"event": "items", **asdict(items)}]
    return []


def logged_events(events: Iterable[Event]) -> list[Json]:
    """Return what the advisor did; its words are logged beside this."""
    return [found for event in events if (found := _logged(event)) is not None]


def _logged(event: Event) -> Json | None:
    match event:
        case Asked(question, _):
            options = [option.code for option in question.options]
            topic = question.topic.value
            return _named("asked", topic=topic, subject=question.subject, options=options)
        case HistoryChanged(history, _):
            return _named("history", history=history_to_json(history))
        case Suggested(recommendation):
            shown = [
                {"code": s.code, "title": s.title, "group": s.group, "chance": s.probability}
                for s in recommendation.suggestions
            ]
            return _named("suggested", model=recommendation.model, suggestions=shown)
        case TargetWeighed(assessment):
            weighed = assessment.suggestion
            return _named(
                "target", code=weighed.code, title=weighed.title, chance=weighed.probability
            )
        case Failed(message):
            return _named("failed", message=message)
        case Noticed(message):
            return _named("noticed", message=message)
        case _:
            return None


def _named(kind: str, **values: object) -> Json:
    return {"event": kind, **values}
