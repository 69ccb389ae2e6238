"""Events and the outcome of a conversation as JSON, for automation."""

from typing import Any

from advisor.competence.as_json import competence_to_json
from advisor.history_json import history_to_json, recommendation_to_json, target_to_json
from graph.events import (
    Asked,
    CompetenceChecked,
    Event,
    Failed,
    HistoryChanged,
    Noticed,
    Progress,
    Suggested,
    TargetWeighed,
    TextDelta,
)


def event_to_json(event: Event) -> dict[str, Any]:
    """Return an event as an object with its kind under ``event``."""
    match event:
        case TextDelta(text):
            return {"event": "text", "text": text}
        case Asked(question, text):
            return {
                "event": "asked",
                "topic": question.topic.value,
                "text": text,
                "options": [{"code": o.code, "title": o.title} for o in question.options],
            }
        case HistoryChanged(history, progress):
            return {
                "event": "history",
                "history": history_to_json(history),
                "progress": _progress(progress),
            }
        case Suggested(recommendation):
            return {
                "event": "suggested",
                "recommendation": recommendation_to_json(recommendation),
            }
        case TargetWeighed(assessment):
            return {"event": "target", "target": target_to_json(assessment)}
        case CompetenceChecked(checks, complete):
            found = [competence_to_json(check) for check in checks]
            return {"event": "competence", "checks": found, "complete": complete}
        case Failed(message):
            return {"event": "failed", "message": message}
        case Noticed(message):
            return {"event": "noticed", "message": message}


def _progress(progress: Progress) -> dict[str, Any]:
    return {
        "done": progress.done,
        "total": progress.total,
        "left": list(progress.left),
        "enough": progress.enough,
    }
