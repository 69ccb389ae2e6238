"""What happened in a turn, in lines that an operator can read; the texts are redacted ones."""

from collections.abc import Iterable, Mapping
from typing import Any


def event_lines(events: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[str]]]:
    """Return for each event what it was, and its details; an event of an unknown kind by name."""
    return [_readable(event) for event in events]


def _readable(event: Mapping[str, Any]) -> tuple[str, list[str]]:
    kind = str(event.get("event", "?"))
    match kind:
        case "asked":
            options = _texts(event.get("options"))
            meant = [f"to choose from: {', '.join(options)}"] if options else []
            return f"Asked about {_spaced(event.get('topic'))}", meant
        case "history":
            return "The history after the turn", _history(event.get("history"))
        case "suggested":
            shown = [_suggestion(s) for s in _mappings(event.get("suggestions"))]
            return f"Suggested (model {event.get('model')})", shown
        case "target":
            return "Weighed the person's own target", [_suggestion(event)]
        case "failed":
            return "Said that something failed", [str(event.get("message"))]
        case "noticed":
            return "Pointed out", [str(event.get("message"))]
        case "edits":
            edits = _mappings(event.get("edits"))
            return "Changed the history by hand", [_flat(edit) for edit in edits]
        case "items":
            rest = {k: v for k, v in event.items() if k != "event"}
            return "Answered activities", [_flat(rest)]
        case _:
            return kind, [_flat({k: v for k, v in event.items() if k != "event"})]


def _history(history: Any) -> list[str]:
    if not isinstance(history, Mapping):
        return []
    lines = []
    for job in _mappings(history.get("jobs")):
        when = " to ".join(str(job[name]) for name in ("start", "end") if job.get(name))
        parts = [job.get("title"), job.get("employer"), when, job.get("code")]
        lines.append("job: " + ", ".join(str(part) for part in parts if part))
    for entry in _mappings(history.get("education")):
        parts = [entry.get(name) for name in ("level", "field", "school", "year")]
        lines.append("education: " + ", ".join(str(part) for part in parts if part))
    for name in ("interests", "skills", "limits"):
        known = history.get(name)
        values = known if isinstance(known, list | tuple) else []
        lines += [f"{name[:-1]}: {_flat(value)}" for value in values]
    return lines or ["nothing yet"]


def _suggestion(shown: Mapping[str, Any]) -> str:
    chance = shown.get("chance")
    told = f", {chance * 100:.1f} %" if isinstance(chance, int | float) else ""
    return f"{shown.get('title')} ({shown.get('code')}){told}"


def _flat(value: Any) -> str:
    """Return a value in one line: what has no content is left out."""
    if isinstance(value, Mapping):
        known = {k: v for k, v in value.items() if v not in (None, "", [], (), {})}
        return ", ".join(f"{_spaced(k)}: {_flat(v)}" for k, v in known.items())
    if isinstance(value, list | tuple):
        return "; ".join(_flat(item) for item in value)
    return str(value)


def _spaced(name: Any) -> str:
    return str(name).replace("_", " ")


def _mappings(values: Any) -> list[Mapping[str, Any]]:
    if not isinstance(values, list | tuple):
        return []
    return [value for value in values if isinstance(value, Mapping)]


def _texts(values: Any) -> list[str]:
    return [str(value) for value in values] if isinstance(values, list | tuple) else []
