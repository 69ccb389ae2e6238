"""Lets simulated people talk to the advisor, several conversations at a time."""

import atexit
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from typing import Self

from advisor.career import CareerHistory
from advisor.evaluation.simulated.conversation import Conversation, converse
from advisor.evaluation.simulated.person import Person
from advisor.evaluation.simulated.talk import Answered, Question
from advisor.evaluation.simulated.written import Templates, Writer
from advisor.model.situation import GroupOf
from advisor.settings import Settings
from graph import events
from graph.advisor import Advisor
from graph.session import Session
from graph.understanding import Question as Asked
from retrieval.catalog import Catalog
from retrieval.errors import AdvisorError
from retrieval.progress import Progress
from retrieval.search import open_search

WORKERS = 2


class SessionTalk:
    """A ``Talk`` over a conversation with the product."""

    def __init__(self, session: Session) -> None:
        """Keep the conversation."""
        self._session = session

    def say(self, text: str) -> Answered:
        """Send a message and return what came back."""
        began = time.perf_counter()
        came = list(self._session.reply(text))
        seconds = time.perf_counter() - began
        history = self._session.state().history
        asked = [event for event in came if isinstance(event, events.Asked)]
        return Answered(
            text="".join(event.text for event in came if isinstance(event, events.TextDelta)),
            question=_question(asked[-1].question, asked[-1].text, history) if asked else None,
            history=history,
            suggested=any(isinstance(event, events.Suggested) for event in came),
            failures=tuple(event.message for event in came if isinstance(event, events.Failed)),
            seconds=seconds,
        )


def _question(question: Asked, text: str, history: CareerHistory) -> Question:
    about = next((job.title for job in history.jobs if job.id == question.subject), None)
    return Question(str(question.topic), question.key, text, about, question.options)


class Line:
    """An advisor whose today is that of whoever talks to it."""

    def __init__(self, advisor: Advisor, today: list[date], group_of: GroupOf, writer: Writer):
        """Keep the advisor and the one-element list that its clock reads."""
        self._advisor = advisor
        self._today = today
        self._group_of = group_of
        self._writer = writer

    @classmethod
    def open(cls, settings: Settings, writer: Writer) -> Self:
        """Load an advisor that keeps nothing on disk; raise ``AdvisorError`` if it cannot."""
        from advisor.model.transitions import TransitionCounts  # noqa: PLC0415  # quick --help

        today = [date.min]
        advisor = Advisor.open(settings, today=lambda: today[0], keep=False)
        counts = TransitionCounts.load(settings.careers_dir, advisor.services.catalog)
        return cls(advisor, today, counts.group_of, writer)

    def hold(self, person: Person) -> Conversation:
        """Hold one conversation."""
        self._today[0] = person.today
        session = self._advisor.conversation()
        try:
            return converse(person, SessionTalk(session), self._group_of, self._writer)
        finally:
            session.delete()


_line: Line | None = None
"""The worker process's own; there is one a process, made when the process starts."""


def _start(settings: Settings, writer: Callable[[], Writer]) -> None:
    global _line  # noqa: PLW0603  # a pool gives its processes no other place to keep things
    words = writer().__enter__()
    atexit.register(words.__exit__, None, None, None)
    _line = Line.open(settings, words)


def _hold(person: Person) -> Conversation:
    if _line is None:
        raise RuntimeError("the worker process was not started")
    return _line.hold(person)


def hold_all(
    people: Sequence[Person],
    settings: Settings,
    progress: Progress,
    writer: Callable[[], Writer] = Templates,
    workers: int = WORKERS,
) -> list[Conversation]:
    """Hold every conversation, in the order of the people.

    Args:
        people: who talks.
        settings: which advisor they talk to.
        progress: told how many conversations are done.
        writer: makes what words their messages; called once in every process.
        workers: processes; with 1, all is done in this one.

    Raises:
        AdvisorError: the advisor or the writer cannot be opened, or a process died.
    """
    if workers == 1:
        with writer() as words:
            line = Line.open(settings, words)
            return _told(map(line.hold, people), len(people), progress)
    # Each process computes on one core: two that compute on two each are slower than one.
    os.environ["OMP_NUM_THREADS"] = "1"
    # Opened here first, so that what is missing is said once, and nothing is built twice.
    open_search(Catalog.load(settings.onet_dir, settings.imported_onet_dir), settings.data_dir)
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, spawned, _start, (settings, writer)) as pool:
        try:
            return _told(pool.map(_hold, people), len(people), progress)
        except BrokenProcessPool as error:
            raise AdvisorError(
                "expected conversations from the processes that hold them, one died:"
                " run it with --workers 1 to see why"
            ) from error


def _told(
    conversations: Iterable[Conversation], total: int, progress: Progress
) -> list[Conversation]:
    """Return the conversations, telling how many are done."""
    held: list[Conversation] = []
    progress("conversations", 0, total)
    for conversation in conversations:
        held.append(conversation)
        progress("conversations", len(held), total)
    return held
