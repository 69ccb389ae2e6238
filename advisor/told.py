"""The person's own facts in a few words, as the evidence a reason rests on."""

from advisor.career import PRESENT, Education, Job
from advisor.schooling import LEVEL_NAMES


def job_told(job: Job) -> str:
    """Return what the person calls a job, with its years as far as they are known."""
    start = job.start.year if job.start else None
    if job.end is None:
        years = f"since {start}" if start else ""
    elif job.end == PRESENT:
        years = f"{start} to now" if start else "now"
    elif start and start != job.end.year:
        years = f"{start} to {job.end.year}"
    else:
        years = str(job.end.year) if start else f"until {job.end.year}"
    return f'"{job.title}", {years}' if years else f'"{job.title}"'


def education_told(entry: Education) -> str:
    """Return an education entry in a few words."""
    text = LEVEL_NAMES[entry.level] if entry.level else "course"
    text += f" in {entry.field}" if entry.field else ""
    return f"{text}, {entry.year.year}" if entry.year else text


def listed(items: list[str] | tuple[str, ...]) -> str:
    """Join items as a person would: ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
