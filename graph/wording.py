"""How the advisor puts things: questions, suggestions, what it cannot do."""

from collections.abc import Sequence

from advisor.career import CareerHistory, Job
from advisor.figures import common_cautions, staying_words
from advisor.interest_words import told
from advisor.phrases import education_text, job_text, percent
from advisor.recommendation import Recommendation, TargetAssessment
from graph.events import Progress
from graph.understanding import Question, Topic

_LISTED_JOBS = 5
"""More jobs than this are not listed to choose from."""

_QUESTIONS = {
    Topic.FIRST_JOB: (
        "What do you do now, or what was your last job?"
        " You can tell me several jobs at once, or paste a CV."
    ),
    Topic.OTHER_JOBS: "Have you done any other work, before or besides this, paid or unpaid?",
    Topic.EDUCATION: "What about school, degrees or courses?",
    Topic.INTERESTS: "What do you enjoy doing, or would like more of?",
    Topic.LIMITS: (
        "Is there anything you can't or won't do: hours, pay, more school, a kind of work?"
    ),
}

HELLO = "Hello!"

GREETING = (
    "Hello! Tell me about the work you have done, in your own words,"
    " and I'll show you next jobs that people with a history like yours moved to, and why."
)

REASON_APART = "What your history says is told with the suggestions."
"""The reason itself stands in one place: above the cards, and where there are none, by itself."""

NO_OTHERS = (
    "I have no other jobs that the data supports, so these are the likeliest ones again."
    " Tell me more about what you like or rule out, or name a job you have in mind."
)
ANYTHING_ELSE = (
    'Say "show me suggestions" to see them again, ask about a job, or correct anything I noted.'
)


def question_text(question: Question, history: CareerHistory) -> str:
    """Return the question as it is put; the same question always reads the same."""
    if question.topic in _QUESTIONS:
        return _QUESTIONS[question.topic]
    options = "; ".join(f"{n}) {o.title}" for n, o in enumerate(question.options, 1))
    if question.topic is Topic.TARGET_TITLE:
        return f'By "{question.subject}", did you mean one of these: {options}?'
    if question.topic is Topic.WHICH_DATE:
        return _which_date(question.subject or "", history)
    job = history.job(question.subject or "")
    if question.topic is Topic.JOB_DATES:
        return f"When did you work as {job_text(job, dates=False)}: from when to when?"
    return (
        f"Which comes closest to your work as {job_text(job, dates=False)}: {options}?"
        ' A number is enough, or "none of these".'
    )


def still_open(question: Question, history: CareerHistory) -> str:
    """Recall a question that was put before and not answered."""
    return f"Whenever you like, my question is still: {question_text(question, history)}"


def _which_date(subject: str, history: CareerHistory) -> str:
    """Ask whose date it is; see ``Topic.WHICH_DATE``."""
    dates, _, job_id = subject.partition(" ")
    start, slash, end = dates.partition("/")
    if job_id:
        job = history.job(job_id)
        return f"Did your work as {job_text(job, dates=False)} start or end in {start}?"
    jobs = "; ".join(job_text(job) for job in history.jobs[-_LISTED_JOBS:])
    if not slash:
        return f"Which job do you mean, and did it start or end in {start}: {jobs}?"
    if start and end:
        return f"Which job was from {start} to {end}: {jobs}?"
    return f"Which job {f'started in {start}' if start else f'ended in {end}'}: {jobs}?"


def what_about_it(job: Job) -> str:
    """Ask what should change about a job that was only pointed at."""
    return (
        f"You mean {job_text(job)}. What about it? Say for instance"
        f' "the {job.title} job ended in 2018", or "remove the {job.title} job".'
    )


def summary(history: CareerHistory) -> list[str]:
    """Say everything that is known about the person."""
    if history == CareerHistory():
        return ["You haven't told me anything about your work yet."]
    parts = {
        "Jobs": [job_text(job) for job in history.jobs],
        "Education": [education_text(entry) for entry in history.education],
        "You like": list(history.interests),
        "Skills": list(history.skills),
        "You rule out": [limit.quote for limit in history.limits],
    }
    known = [f"{name}: {'; '.join(items)}." for name, items in parts.items() if items]
    profile = history.interest_profile
    return [*known, told(profile)] if profile else known


def left(progress: Progress) -> str:
    """Say how much is left to ask."""
    if not progress.left:
        return "Nothing is left to ask."
    now = ' You can also say "show me suggestions now".' if progress.enough else ""
    return (
        f"{progress.done} of {progress.total} topics done; left: {', '.join(progress.left)}.{now}"
    )


def not_enough(history: CareerHistory) -> str:
    """Say what is missing before anything can be suggested."""
    if not history.jobs:
        return (
            "I can't suggest anything yet: I need at least one job you have held,"
            ' for instance "cashier at a grocery store since 2019". Babysitting, helping out,'
            " volunteering or a school project count as work too:"
            ' "I babysat for neighbors from 2021 to 2023". Or say "take the interest test" to rate'
            " activities."
        )
    if not any(job.code for job in history.jobs):
        names = ", ".join(f'"{job.title}"' for job in history.jobs[-2:])
        return (
            f"I can't suggest anything yet: I found no O*NET occupation for {names}."
            " Could you put it in other words, the way a job advert would?"
        )
    return "One more fact and I can suggest something: since when, for example, or your education."


def unchanged(shown: Recommendation) -> str:
    """Say that the suggestions are the ones already shown."""
    titles = "; ".join(s.title for s in shown.suggestions)
    return (
        f"My suggestions are still the same: {titles}."
        " Tell me more about your work, what you like or rule out, and they may change."
    )


def no_more_questions(history: CareerHistory, *, enough: bool) -> str:
    """Say that it is fine to be asked nothing more, and what can be done now."""
    now = (
        'Say "show me suggestions" to see them, ask about a job, or correct anything I noted.'
        if enough
        else not_enough(history)
    )
    return f"That's fine, I won't ask. {now}"


def recommendation_sentences(
    shown: Recommendation, *, further: bool = False, first: bool = True
) -> list[str]:
    """Say the suggestions in a few lines; the cards hold the rest.

    Args:
        shown: the suggestions.
        further: whether they come after others that were shown before.
        first: whether it was not said before where the reason stands.
    """
    count = len(shown.suggestions)
    lines = [REASON_APART] if shown.reason and first else []
    if count == 0:
        lines.append("After what you ruled out, no suggestion is left.")
    else:
        other = "other " if further else ""
        if_so = "change occupation" if shown.stay.held else "go into other work"
        one = f"Here is 1 {other}next job" if count == 1 else f"Here are {count} {other}next jobs"
        lines.append(f"{one}, with the chance of each if you {if_so}:")
        lines.append(
            "\n".join(
                f"{n}. {s.title}: {percent(s.probability_if_moving)}"
                for n, s in enumerate(shown.suggestions, 1)
            )
        )
    lines.append(f"{' '.join(staying_words(shown.stay))}: {percent(shown.stay.probability)}.")
    lines += [*shown.notes, *common_cautions(shown.suggestions)]
    if further:
        lines.append(
            'The jobs I showed before are left out; "show me suggestions" brings them back.'
        )
    if count:
        lines.append(
            "Ask me why, what one pays or whether it is growing, or name a job of your own."
        )
    return lines


def assessment_sentences(weighed: TargetAssessment) -> list[str]:
    """Say how a job the person named looks from where they are."""
    target = weighed.suggestion
    if weighed.rank is None:
        place = f"{target.title} lies in the occupation group you work in now."
    else:
        place = (
            f"{target.title}: {percent(target.probability_if_moving)} of those who change"
            f" occupation from where you are; rank {weighed.rank} of {weighed.of}."
        )
    reasons = [f"{reason.text} (You: {reason.evidence})" for reason in target.reasons]
    return [place, *reasons, *weighed.steps, *target.cautions]


def nothing_found(subject: str) -> str:
    """Say that no occupation fits the words."""
    return f'I found no O*NET occupation for "{subject}". Try the name a job advert would use.'


def unread(parts: Sequence[str]) -> list[str]:
    """Say which parts of a message could not be read; empty when all could."""
    if not parts:
        return []
    return [f"I couldn't read this part: {'; '.join(parts)}. Could you put it another way?"]
