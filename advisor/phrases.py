"""Short phrases for facts about a person: a job, its dates, a degree, a chance."""

from collections.abc import Sequence

from advisor.career import PRESENT, Education, EducationLevel, Job

LEVELS = {
    EducationLevel.LESS_THAN_HIGH_SCHOOL: "some school",
    EducationLevel.HIGH_SCHOOL: "high school",
    EducationLevel.SOME_COLLEGE: "some college",
    EducationLevel.ASSOCIATE: "associate's degree",
    EducationLevel.BACHELOR: "bachelor's degree",
    EducationLevel.MASTER: "master's degree",
    EducationLevel.PROFESSIONAL: "professional degree",
    EducationLevel.DOCTORATE: "doctorate",
}


def job_text(job: Job, dates: bool = True) -> str:
    """Return a job in a few words: title, employer, dates as far as they are known."""
    text = job.title + (f" at {job.employer}" if job.employer else "")
    return f"{text} ({dates_text(job)})" if dates and dates_text(job) else text


def dates_text(job: Job) -> str:
    """Return a job's dates as a person reads them; empty when nothing is known."""
    about = "about " if any(getattr(w, "approximate", False) for w in (job.start, job.end)) else ""
    if job.start and job.end:
        same = str(job.start) == str(job.end)
        return about + (f"{job.start}" if same else f"{job.start} to {job.end}")
    if job.start:
        return f"{about}from {job.start}"
    if job.end == PRESENT:
        return "now"
    if job.end:
        return f"{about}until {job.end}"
    if job.duration_months:
        return duration_text(job.duration_months)
    return ""


def duration_text(months: int) -> str:
    """Return a length of time in years or months."""
    if months < 24 and months % 12:
        return f"{months} month{'s' if months > 1 else ''}"
    years = round(months / 12, 1)
    return f"{years:g} year{'' if years == 1 else 's'}"


def education_text(entry: Education) -> str:
    """Return an education entry in a few words."""
    name = LEVELS[entry.level] if entry.level else "course"
    text = f"{name} in {entry.field}" if entry.field else name
    if not entry.level and entry.field:
        text = entry.field
    text += f" from {entry.school}" if entry.school else ""
    text += ", still going on" if entry.in_progress else ""
    return f"{text} ({entry.year})" if entry.year else text


def percent(probability: float) -> str:
    """Return a probability as a person reads it; small ones are not rounded to zero."""
    if probability < 0.001:
        return "under 0.1 %"
    return f"{probability * 100:.1f} %" if probability < 0.095 else f"{probability * 100:.0f} %"


def listed(items: Sequence[str]) -> str:
    """Join items as a person would: ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
