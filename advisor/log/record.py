"""One turn of a conversation as the log keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from advisor.log.consent import Consent
from retrieval.frozen import Frozen

SCHEMA = 1
"""Version of the record; a reader refuses a version it does not know."""

TurnKind = Literal["message", "document", "edit", "items"]
"""What the person did: wrote, sent a CV, changed the timeline, answered activities."""

Redaction = Literal["done", "failed", "not kept"]
"""Whether the text was redacted, could not be (none is kept then), or was not to be kept."""


@dataclass(frozen=True, slots=True)
class Versions(Frozen):
    """What answered a turn.

    Attributes:
        advisor: version of the program.
        interviewer: "built-in" or the configured language model's name.
        prompts: name, version and the first 12 digits of the SHA-256 of each prompt, such as
            ``understand-v3:0123456789ab``; empty for the built-in interviewer.
        predictor: name of the model that gives the chances.
        variants: variant by experiment, for those that the conversation takes part in.
    """

    advisor: str
    interviewer: str
    prompts: tuple[str, ...]
    predictor: str
    variants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known(Frozen):
    """How much was known after a turn; counts, nothing of what.

    Attributes:
        jobs: jobs told.
        dated: those of them with a start.
        linked: those with an occupation that is no guess.
        education: degrees, schools and courses told.
        topics_done, topics: of what the advisor would like to know.
        lines: lines of the transcript, the person's and the advisor's.
    """

    jobs: int
    dated: int
    linked: int
    education: int
    topics_done: int
    topics: int
    lines: int


@dataclass(frozen=True, slots=True)
class Timing(Frozen):
    """Milliseconds from the message to the reply's first word (None: no word), and to its end."""

    first_ms: float | None
    total_ms: float


@dataclass(frozen=True, slots=True)
class TurnText(Frozen):
    """What was said in a turn, redacted.

    Attributes:
        message: the person's words; empty for an edit by hand.
        reply: the advisor's words.
        events: what happened, as JSON: ``asked``, ``history``, ``suggested``, ``target``,
            ``edits``, ``items``, ``failed``; see ``graph.turn_events``.
    """

    message: str
    reply: str
    events: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class TurnRecord(Frozen):
    """One turn.

    Attributes:
        conversation: pseudonym of the conversation, see ``advisor.log.pseudonyms``.
        turn: counts up from 1 within the conversation; 0 before it is written.
        at: when the message came, timezone-aware.
        consent: the level when it was written.
        kind: what the person did.
        intent: what the message was understood to want; None for an edit, and without consent to
            keep the text.
        act: what the reply did; None if the turn failed before that was decided.
        asked: topic of the question put; None if none was.
        repeated: whether a question with the same key had been put before.
        corrected: whether the turn changed or removed something told before.
        suggested: how many suggestions the turn showed anew; 0 if none.
        known: what was known after it.
        timing: how long it took.
        calls: calls of a language model.
        failed: whether the person was told that something did not work.
        versions: what answered.
        redaction: what became of the text.
        text: the redacted text; None where none is kept.
        visitor: pseudonym of a visitor that a host site vouched for; None without one.
        schema: version of the record.
    """

    conversation: str
    turn: int
    at: datetime
    consent: Consent
    kind: TurnKind
    intent: str | None
    act: str | None
    asked: str | None
    repeated: bool
    corrected: bool
    suggested: int
    known: Known
    timing: Timing
    calls: int
    failed: bool
    versions: Versions
    redaction: Redaction
    text: TurnText | None
    visitor: str | None = None
    schema: int = SCHEMA


@dataclass(frozen=True, slots=True)
class Thumb(Frozen):
    """Whether a person found a reply helpful: their last word on the turn counts."""

    conversation: str
    turn: int
    at: datetime
    helpful: bool


@dataclass(frozen=True, slots=True)
class Annotation(Frozen):
    """What an operator noted about a turn: a label of their choice, and a comment."""

    conversation: str
    turn: int
    at: datetime
    operator: str
    label: str
    comment: str


@dataclass(frozen=True, slots=True)
class Verdict(Frozen):
    """What a language model said of a redacted conversation.

    Attributes:
        conversation: pseudonym.
        turn: the last turn that it saw.
        at: when it said so.
        judge: name of the model.
        prompt: what it was asked, as ``Versions.prompts`` has it.
        ratings: 1 to 5 by criterion; None for an answer that was none.
    """

    conversation: str
    turn: int
    at: datetime
    judge: str
    prompt: str
    ratings: Mapping[str, int] | None
