"""What a message says: edits to the history, and what the person wants next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, Protocol

from advisor.career import CareerHistory
from advisor.edits import Edit
from graph.items import ItemStep
from retrieval.frozen import Frozen
from retrieval.occupations import OccupationMatch


class Intent(StrEnum):
    """What the person wants from this turn, besides telling facts."""

    TELL = "tell"
    SUGGEST = "suggest"
    """Show suggestions now."""
    OTHERS = "others"
    """Show other suggestions than those on the screen: "none of these", "what else"."""
    WHY = "why"
    """Why was this suggested (``subject`` may name or number the suggestion)."""
    WEIGH = "weigh"
    """Weigh a target job of their own (``subject``): "what about nursing?"."""
    PAY = "pay"
    """What does ``subject`` (or the present suggestions) pay."""
    OUTLOOK = "outlook"
    """Is ``subject`` growing."""
    SKILLS = "skills"
    """What skills or preparation does ``subject`` need."""
    SUMMARY = "summary"
    """What do you know about me."""
    PROGRESS = "progress"
    """How much is left."""
    HELP = "help"
    """What can you do, how does this work."""
    MACHINE = "machine"
    """Is this an AI, am I talking to a person."""
    PRIVACY = "privacy"
    """What happens with my data, who sees this."""
    TRUST = "trust"
    """Why should I trust you, I don't believe those numbers."""
    LANGUAGE = "language"
    """Writes in a language that is not read; ``subject`` is its ISO 639-1 code."""
    SOURCES = "sources"
    """Where do the figures come from."""
    CERTAINTY = "certainty"
    """How sure are you, can this be wrong."""
    AGE = "age"
    """Am I too old or too young for this."""
    AUTOMATION = "automation"
    """Which jobs will AI or robots take, which are safe."""
    UNDO = "undo"
    """Take the last change back, or that to the job that ``subject`` names: "put it back"."""
    STOP = "stop"
    """Wants no more questions: "I don't want to tell you more"."""
    ERASE = "erase"
    """Wants everything deleted."""
    MISUNDERSTOOD = "misunderstood"
    """Says that something was got wrong: "you don't understand me"."""
    NAMED = "named"
    """Only names an occupation (``subject``) while suggestions are shown: held, or wanted?"""
    DECLINE = "decline"
    """Would rather not answer the question asked."""
    NOTHING_MORE = "nothing_more"
    """That was all ("no", "that's it") in answer to an open question."""
    GREETING = "greeting"
    THANKS = "thanks"
    """Thanks or goodbye."""
    DISTRESS = "distress"
    """Speaks of suicide or of harming themselves."""
    OFF_TOPIC = "off_topic"
    EMPTY = "empty"
    UNCLEAR = "unclear"
    """Seems to be about the career but nothing could be read from it."""


PARAGRAPH = "\n\n"
"""Stands between the paragraphs of a reply."""

CALLS_PER_TURN = 2
"""The most language-model calls in a turn: one to read the message, one to word the reply."""


class Topic(StrEnum):
    """What a question asks about."""

    FIRST_JOB = "first_job"
    """What do you do, or what did you do last."""
    JOB_DATES = "job_dates"
    """From when to when was job ``subject``."""
    JOB_TITLE = "job_title"
    """Which occupation is job ``subject``: one of ``options``, "did you mean"."""
    OTHER_JOBS = "other_jobs"
    """Any work before or beside what was told."""
    EDUCATION = "education"
    """Schools, degrees, courses."""
    EDUCATION_YEAR = "education_year"
    """When was education ``subject`` finished."""
    INTERESTS = "interests"
    """What do you enjoy, what do you want more of."""
    LIMITS = "limits"
    """Anything you can't or won't do."""
    TARGET_TITLE = "target_title"
    """Which occupation is the target: one of ``options``."""
    WHICH_DATE = "which_date"
    """Which job, and which end, a date corrects. ``subject`` is the date: "2010/2015", "2019/" for
    a start, "/2019" an end, "2019" either; and the job if only the end is asked for: "2019 j2"."""


class Feeling(StrEnum):
    """What a message tells in passing that deserves a human word and no question."""

    BOSS = "boss"
    """A boss or coworkers who are hard to bear."""
    EXHAUSTED = "exhausted"
    """Burned out, fed up, miserable at work."""
    DISMISSED = "dismissed"
    """Fired, laid off."""
    LOSS = "loss"
    """Someone close died."""
    ILLNESS = "illness"
    """Someone close, or the person, is ill."""
    DISCOURAGED = "discouraged"
    """Useless, worthless, wanted by nobody, in their own words."""


@dataclass(frozen=True, slots=True)
class Question(Frozen):
    """A question the advisor put.

    Attributes:
        topic: what it asks about.
        subject: id of the job or education entry it is about; None for the whole history. What
            ``TARGET_TITLE`` and ``WHICH_DATE`` hold there is said with them.
        options: for "did you mean", the occupations to choose from.
    """

    topic: Topic
    subject: str | None = None
    options: tuple[OccupationMatch, ...] = ()

    @property
    def key(self) -> str:
        """Identity of the question: one with the same key is never put twice."""
        return f"{self.topic}:{self.subject or ''}"


@dataclass(frozen=True, slots=True)
class Understanding(Frozen):
    """What one message says.

    Attributes:
        edits: changes to the history, in the order told. Jobs added carry no code: linking
            titles to occupations is a later step. A choice among ``Question.options`` arrives as
            ``ChangeJob(id, {"code": …})``.
        intent: what the person wants; ``TELL`` when they only told facts.
        subject: the occupation or suggestion a question is about, in the person's words
            ("nursing", "the second one"); None when not said.
        compared: the other occupation of "compare nurse and teacher"; None if there is only one.
        chosen: O*NET code the person picked among ``TARGET_TITLE`` options; None otherwise.
        unread: parts of the message about the career that could not be read, to be said back.
        declined: question keys the person would rather not answer.
        unplaced: a corrected date that could be of several jobs, or of both ends of one, as
            ``Question.subject`` of ``WHICH_DATE`` has it.
        meant: id of a job that the person points at without saying what about it.
        feeling: what is told in passing and taken up in a sentence; nothing else rests on it.
        by: which interviewer read it: "built-in" or a language model's name.
        notice: one polite line for the person when the configured interviewer failed and
            another one stood in; None otherwise.
        calls_spent: how much of ``CALLS_PER_TURN`` the reading used up.
        step: what it does with the interest questionnaire; None when it is about other things.
    """

    edits: tuple[Edit, ...] = ()
    intent: Intent = Intent.TELL
    subject: str | None = None
    chosen: str | None = None
    compared: str | None = None
    unread: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    unplaced: str | None = None
    meant: str | None = None
    feeling: Feeling | None = None
    by: str = "built-in"
    notice: str | None = None
    calls_spent: int = 0
    step: ItemStep | None = None


@dataclass(frozen=True, slots=True)
class TurnContext(Frozen):
    """What an interviewer may look at besides the message.

    Attributes:
        history: everything known so far.
        question: the question the advisor asked last; None if none is open.
        suggestions: titles of the suggestions on the screen, in order.
        today: for "last summer", "three years ago".
        earlier: the history before it was last changed; None if it never was, or is not known.
        just_changed: whether the message before this one changed it.
    """

    history: CareerHistory
    question: Question | None
    suggestions: tuple[str, ...]
    today: date
    earlier: CareerHistory | None = None
    just_changed: bool = False


@dataclass(frozen=True, slots=True)
class ReplyPlan(Frozen):
    """What a reply has to say, before it is worded.

    Attributes:
        sentences: the complete reply in order, each item a paragraph of plain sentences, every
            fact in it true and every number final. The built-in interviewer says them as they are;
            a language model may rephrase them but adds nothing.
        kind: the act the reply carries out, for the log.
        calls_spent: ``Understanding.calls_spent`` of this turn; at ``CALLS_PER_TURN`` the reply is
            worded without a language model.
    """

    sentences: tuple[str, ...]
    kind: Literal[
        "ask",
        "confirm",
        "suggest",
        "weigh_target",
        "explain",
        "revise",
        "questionnaire",
        "help",
    ]
    calls_spent: int = 0


class Interviewer(Protocol):
    """Reads messages and words replies."""

    @property
    def name(self) -> str:
        """The language model's name, or "built-in"."""
        ...

    def understand(self, message: str, context: TurnContext) -> Understanding:
        """Return what the message says. Never raises for odd input: it is ``UNCLEAR`` then."""
        ...

    def speak(self, plan: ReplyPlan, message: str) -> Iterator[str]:
        """Yield the reply in pieces as they become ready."""
        ...
