"""One-line notations of what was read, so that expectations fit beside their messages."""

from advisor.career import Education, Job
from graph.rules.dates import DateSpan


def shown_job(job: Job) -> str:
    """Return ``title @ employer start..end 36m unpaid``, parts that are unknown left out."""
    parts = [job.title]
    if job.employer:
        parts.append(f"@ {job.employer}")
    if job.start or job.end:
        parts.append(f"{job.start or ''}..{job.end or ''}")
    if job.duration_months and not (job.start and job.end):
        parts.append(f"{job.duration_months}m")
    if not job.paid:
        parts.append("unpaid")
    return " ".join(parts)


def shown_education(entry: Education) -> str:
    """Return ``level in field year @ school going on``, parts that are unknown left out."""
    parts = [entry.level.value if entry.level else "-"]
    if entry.field:
        parts.append(f"in {entry.field}")
    if entry.year:
        parts.append(str(entry.year))
    if entry.school:
        parts.append(f"@ {entry.school}")
    if entry.in_progress:
        parts.append("going on")
    return " ".join(parts)


def shown_date(span: DateSpan) -> str:
    """Return ``start..end``, ``36m``, or ``kind start``; ``~`` marks what is approximate."""
    about = "~" if span.approximate else ""
    if span.kind == "duration":
        return f"{about}{span.duration_months}m"
    return f"{about}{span.kind} {span.start or ''}..{span.end or ''}"
