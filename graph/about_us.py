"""Answers to questions about the advisor itself, from what it really does and keeps."""

from advisor.log.notice import Choice
from advisor.recommendation import Recommendation
from graph.fixed_answers import ENGLISH, LANGUAGES
from graph.state import Services
from graph.understanding import Intent, Understanding

ABOUT_US = frozenset(
    {
        Intent.LANGUAGE,
        Intent.MACHINE,
        Intent.PRIVACY,
        Intent.TRUST,
        Intent.CERTAINTY,
        Intent.SOURCES,
    }
)
"""What ``about_us`` answers."""

_BUILT_IN = "built-in"
_LOOK_INTO = "So take the suggestions as places to start looking, and check what matters to you."
# True of every model tried: hit@1 of moves, docs/evaluation/nlsy97.
_OFTEN_WRONG = (
    "Where somebody goes next is hard to foresee: my first guess is wrong more often than right."
)
CHECK = (
    "You need not take my word: each suggestion says what you told me that it rests on, each"
    ' figure where it is from, and what is not known is said to be so. Ask "why", or "where do'
    ' the numbers come from".'
)
_CAN_BE_WRONG = (
    "I can be wrong. The chances say how often people with a history like yours moved to such"
    " jobs, not what will happen to you, nor what would suit you best."
)


def about_us(
    understanding: Understanding, services: Services, shown: Recommendation | None
) -> list[str]:
    """Return the answer to a question about the advisor; empty if it is about something else."""
    match understanding.intent:
        case Intent.MACHINE:
            return _machine(services)
        case Intent.PRIVACY:
            return _privacy(services)
        case Intent.TRUST:
            return [CHECK, _how_right(services, shown)]
        case Intent.CERTAINTY:
            return [_CAN_BE_WRONG, _how_right(services, shown)]
        case Intent.SOURCES:
            return _sources(shown)
        case Intent.LANGUAGE:
            return [f"{LANGUAGES.get(understanding.subject or '', '')} {ENGLISH}".strip()]
    return []


def _machine(services: Services) -> list[str]:
    name = services.interviewer.name
    reading = "Fixed rules read what you write and word my replies"
    if name != _BUILT_IN:
        reading = f"The language model {name} reads what you write and words my replies"
    return [
        f"Yes, I'm a program; no person writes these replies. {reading}; the chances come"
        " from a statistical model of careers that people really had.",
    ]


def _kept(choice: Choice) -> str:
    parts = [
        f"{kept.what[0].lower()}{kept.what[1:]}, {kept.until}" for kept in choice.kept if kept.text
    ]
    return f"{'; and '.join(parts)}."


def _privacy(services: Services) -> list[str]:
    notice, name = services.notice, services.interviewer.name
    if notice is None:
        kept = "Your conversation is held in this computer's memory and gone when I am closed."
    else:
        kept = (
            "Your conversation is stored on the computer that runs this advisor; whoever has access"
            " to that computer, or the conversation's link, can read it. How long it stays is up to"
            f' you. With "{notice.choices[0].title}": {_kept(notice.choices[0])}'
            f' With "{notice.choices[1].title}": {_kept(notice.choices[1])}'
            ' You can change that below the chat, and "Delete my data" erases everything at once.'
        )
    sent = "Nothing you write is passed on to anyone else to be answered."
    if name != _BUILT_IN:
        sent = (
            f"To be read and answered, what you write, and what I have noted, goes to the server of"
            f" the language model {name}; what that server keeps, I don't know."
        )
    if services.model_server:
        also = (
            "Your jobs and education also go" if name != _BUILT_IN else "Your jobs and education go"
        )
        server = f"{also} to the server that works out the chances."
        sent = f"{sent} {server}" if name != _BUILT_IN else server
    return [f"{kept} {sent}"]


def _how_right(services: Services, shown: Recommendation | None) -> str:
    """Say how often the suggestions were right where that was measured, and what follows."""
    measured = services.measured
    own = measured is not None and (shown is None or shown.model == measured.model)
    accuracy = measured.overall if measured and own else None
    if accuracy is None:
        return f"{_OFTEN_WRONG} {_LOOK_INTO}"
    share = f"{100 * accuracy.counts.found:.0f} in 100"
    return (
        f"Tried on {accuracy.people}: {share} of those who changed occupation went to one of the"
        f" five kinds of work it held likeliest for them. {_LOOK_INTO}"
    )


def _sources(shown: Recommendation | None) -> list[str]:
    facts = (
        "What jobs need and what they are like comes from O*NET, by the U.S. Department of Labor;"
        " pay and outlook from the U.S. Bureau of Labor Statistics."
    )
    if shown is None:
        chances = (
            "The chances rest on careers observed year by year in the National Longitudinal Surveys"
            " of the U.S. Bureau of Labor Statistics; with the suggestions I name the exact source."
        )
    else:
        chances = (
            f"The chances are those of {shown.model}. They rest on observed careers:"
            f" {shown.source.rstrip('.')}."
        )
    return [facts, chances]
