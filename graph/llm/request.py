"""What a language model is told about a message: what is known so far, and the message as data."""

import json

from graph.understanding import TurnContext


def describe_turn(message: str, context: TurnContext) -> str:
    """Return one JSON object; nothing in a message can end the string that holds it."""
    history, question = context.history, context.question
    asked = None
    if question:
        options = [{"code": o.code, "title": o.title} for o in question.options]
        asked = {"topic": question.topic, "about": question.subject, "options": options}
    jobs = [
        {"id": j.id, "title": j.title, "employer": j.employer}
        | {"start": _text(j.start), "end": _text(j.end)}
        for j in history.jobs
    ]
    education = [
        {"id": e.id, "level": e.level, "field": e.field, "year": _text(e.year), "school": e.school}
        for e in history.education
    ]
    known = {
        "jobs": jobs,
        "education": education,
        "interests": history.interests,
        "skills": history.skills,
        "limits": [limit.quote for limit in history.limits],
    }
    request = {
        "today": context.today.isoformat(),
        "question": asked,
        "suggestions": context.suggestions,
        "known": known,
        "message": message,
    }
    return json.dumps(request, ensure_ascii=False)


def _text(date: object) -> str | None:
    return None if date is None else str(date)
