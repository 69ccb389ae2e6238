"""One-line notations of what was read, and the files of cases written in them."""

from pathlib import Path

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


def cases(name: str) -> list[tuple[str, list[str]]]:
    """Return the messages of ``cases/NAME.txt`` (lines with ``>``) and what each should read as."""
    found: list[tuple[str, list[str]]] = []
    path = Path(__file__).parent / "cases" / f"{name}.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line.strip())
    return found
