"""Says that something was not understood, or was got wrong, and what would help."""

from graph.understanding import Intent, Topic

SORRY = "I'm sorry I got that wrong."
WHAT_IS_WRONG = (
    'Tell me what is wrong, for instance "no driver jobs", "remove the cook job", or "the cook job'
    ' ended in 2018".'
)

_EXAMPLES = {
    Topic.JOB_DATES: "from 2015 to 2018",
    Topic.EDUCATION: "a bachelor's in biology, 2012",
    Topic.EDUCATION_YEAR: "in 2012",
    Topic.INTERESTS: "I like working with my hands",
    Topic.LIMITS: "no night shifts",
    Topic.JOB_TITLE: "the first one",
    Topic.TARGET_TITLE: "the first one",
    Topic.WHICH_DATE: "the first job, its end",
}
"""An answer to each question that does not ask for a job."""


def not_understood(intent: Intent, topic: Topic | None = None, *, shown: bool = False) -> str:
    """Say that nothing could be read, and what would help.

    Args:
        intent: whether there were words at all.
        topic: what the open question asks about; None if none is open.
        shown: whether suggestions are on the screen.
    """
    if intent is Intent.EMPTY:
        return "I didn't get any words there. Tell me about a job, or ask me something."
    example = "I was a cook at a diner from 2015 to 2018"
    if topic in _EXAMPLES:
        skip = "" if topic in (Topic.JOB_TITLE, Topic.TARGET_TITLE) else ', or say "skip"'
        return f'I\'m not sure I understood that. Try it like this: "{_EXAMPLES[topic]}"{skip}.'
    if topic is None and shown:
        return (
            'I\'m not sure I understood that. You can ask "why the first one?" or "what does a'
            f' nurse earn?", or tell me more: "{example}".'
        )
    return f'I\'m not sure I understood that. Try it like this: "{example}".'


def held_or_wanted(title: str) -> str:
    """Ask whether an occupation that was only named was a job held or is one wanted."""
    return (
        f'Is "{title}" a job you have had, or one you would like? If you had it, tell me when:'
        f' "I was a {title} from 2015 to 2018". If you would like it, say "I want it", and I\'ll'
        " weigh it against your history."
    )
