"""A conversation between two messages, as the page, the downloads and the tests see it."""

from dataclasses import dataclass

from advisor.career import CareerHistory
from advisor.log.consent import Consent
from advisor.recommendation import Recommendation, TargetAssessment
from graph.agenda import progress
from graph.events import Progress
from graph.items import Instruments, choices
from graph.state import ConversationState, Line
from graph.understanding import Question

NONE_OF_THESE = "None of these"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A conversation between two messages."""

    history: CareerHistory
    progress: Progress
    question: Question | None
    questions_asked: tuple[str, ...]
    recommendation: Recommendation | None
    assessment: TargetAssessment | None
    transcript: tuple[Line, ...]
    unfinished: bool
    """True when the process died in the middle of a turn; ``Session.resume`` finishes it."""
    choices: tuple[str, ...] = ()
    """What answers the activity asked about, for buttons; empty when none is."""
    consent: Consent | None = None
    """What the person agreed to; None before they chose."""
    last_message: str = ""
    """The last message as it was read: of a document all its text, which no transcript shows."""
    earlier: tuple[CareerHistory, ...] = ()
    """The history as it was before the last changes, for "undo" and "redo"."""
    closed: tuple[str, ...] = ()
    """Keys of questions answered or declined."""
    received: tuple[str, ...] = ()
    """Ids of the messages answered last, oldest first."""

    @property
    def options(self) -> tuple[str, ...]:
        """What answers a "did you mean" question, for buttons; each is sent as its own words.

        A question stays open while the person asks something else; there are no buttons below that.
        """
        if self.question is None or not self.transcript:
            return ()
        titles = tuple(option.title for option in self.question.options)
        asked = titles and all(title in self.transcript[-1].text for title in titles)
        return (*titles, NONE_OF_THESE) if asked else ()


def snapshot(
    values: ConversationState,
    instruments: Instruments,
    consent: Consent | None,
    *,
    unfinished: bool,
) -> Snapshot:
    """Return the conversation as its state has it; an empty one if nothing was said yet."""
    history = values.get("history", CareerHistory())
    return Snapshot(
        history=history,
        progress=progress(history, values.get("closed", ())),
        question=values.get("question"),
        questions_asked=tuple(values.get("questions_asked", ())),
        recommendation=values.get("recommendation"),
        assessment=values.get("assessment"),
        transcript=tuple(values.get("transcript", ())),
        choices=choices(values.get("taking"), instruments),
        unfinished=unfinished,
        consent=consent,
        last_message=values.get("message", ""),
        earlier=(*values.get("past", ()), *values.get("undone", ())),
        closed=tuple(values.get("closed", ())),
        received=tuple(values.get("received", ())),
    )
