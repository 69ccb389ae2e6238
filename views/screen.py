"""Turns a conversation and the events of a turn into what the screen shows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Protocol

from advisor.figures import reason_sentence
from advisor.log.consent import Consent
from advisor.recommendation import Recommendation
from graph.events import Event, Failed, Noticed, Progress, Suggested, TargetWeighed, TextDelta
from graph.snapshot import Snapshot
from graph.wording import GREETING
from views.cards import cards_html
from views.interests import interests_html
from views.templates import keep_percent_together, render
from views.timeline import Problem, Titles, timeline_html

WAITING = "…"

Message = dict[str, object]
"""A chat message as the chat component takes it."""


class Conversation(Protocol):
    """The part of ``graph.session.Session`` that the screen reads."""

    @property
    def id(self) -> str:
        """Identifies the conversation; whoever has it can read the conversation."""
        ...

    def state(self) -> Snapshot:
        """Return the conversation as it stands."""
        ...


@dataclass(frozen=True, slots=True)
class Frame:
    """What to draw: chat messages and HTML panels; None leaves a panel as it is.

    ``spoken`` is not seen: a screen reader says it. Whole replies only, and nothing twice.
    ``whole`` frames say what the person agreed to as well.
    """

    chat: list[Message]
    progress: str | None = None
    timeline: str | None = None
    cards: str | None = None
    data: str | None = None
    spoken: str | None = None
    failed: bool = False
    interests: str | None = None
    items: str | None = None
    consent: Consent | None = None
    whole: bool = False

    @property
    def panels(self) -> tuple[str | None, ...]:
        """The panels in the order of the fields."""
        parts = (self.progress, self.timeline, self.cards, self.data, self.spoken)
        return (*parts, self.interests, self.items)


def frames(
    conversation: Conversation,
    titles: Titles,
    events: Iterable[Event],
    said: str | None = None,
    notice: str | None = None,
) -> Iterator[Frame]:
    """Yield the screen as a turn unfolds; the last frame is the whole screen.

    Args:
        conversation: the one the turn belongs to.
        titles: names of the occupations.
        events: the turn.
        said: what the person sent, shown at once; None for an edit.
        notice: a line to show at the end besides what the turn says.
    """
    before = conversation.state()
    recommendation, assessment = before.recommendation, before.assessment
    lines = _transcript(before)
    if said and said.strip():
        lines.append(_user(said))
    answer, failures, noticed = "", list[str](), list[str]()
    # From here on the link is on the screen: should the process die, it leads back to this turn.
    # A reply is spoken when it is whole; emptied before, so that the same words are spoken again.
    yield Frame(
        [*lines, _advisor(WAITING)], data=data_html(conversation.id, before.consent), spoken=""
    )
    for event in events:
        match event:
            case TextDelta(text):
                answer += text
                yield Frame([*lines, _advisor(answer)])
                continue
            case Suggested():
                recommendation = event.recommendation
            case TargetWeighed():
                assessment = event.assessment
            case Failed(message):
                failures.append(message)
                continue
            case Noticed(message):
                noticed.append(message)
                continue
            case _:
                continue
        cards = cards_html(recommendation, assessment)
        yield Frame([*lines, _advisor(answer or WAITING)], cards=cards)
    notices = [*failures, *noticed, *([notice] if notice else [])]
    last = whole_screen(conversation, titles, notices=notices, failed=bool(failures))
    if conversation.state().history.interest_profile != before.history.interest_profile:
        # A page of activities left open holds older answers, and would put them back.
        last = replace(last, items="")
    yield replace(last, spoken=_spoken([*_new_reason(before, recommendation), answer, *notices]))


def _new_reason(before: Snapshot, shown: Recommendation | None) -> list[str]:
    """Return what the history says, where it is new: the reply only refers to it."""
    said = reason_sentence(shown) if shown else None
    known = reason_sentence(before.recommendation) if before.recommendation else None
    return [said] if said and said != known else []


def whole_screen(
    conversation: Conversation,
    titles: Titles,
    problem: Problem | None = None,
    notices: Iterable[str] = (),
    failed: bool = False,
) -> Frame:
    """Return everything as it stands.

    Args:
        conversation: the one to show.
        titles: names of the occupations.
        problem: a timeline form to show again.
        notices: lines that are not part of the conversation, shown at its end.
        failed: whether the message sent was not taken.
    """
    state = conversation.state()
    chat = _transcript(state)
    offered = state.choices or state.options
    if not notices and state.transcript:
        chat[-1]["options"] = [{"value": words} for words in offered]
    begun = state.transcript or state.history.interest_profile
    chat += [_advisor(f"⚠ {notice}") for notice in notices]
    shown = len(state.recommendation.suggestions) if state.recommendation else 0
    return Frame(
        chat,
        progress=progress_html(state.progress, shown),
        timeline=timeline_html(state.history, titles, problem),
        cards=cards_html(state.recommendation, state.assessment),
        data=data_html(conversation.id if begun else None, state.consent),
        failed=failed,
        interests=interests_html(state.history, titles.instruments),
        consent=state.consent,
        whole=True,
    )


def progress_html(progress: Progress, suggestions: int) -> str:
    """Return the panel that says how much is left; ``suggestions`` is how many are shown."""
    hint = "You can have suggestions whenever you like."
    if not progress.enough:
        hint = "Two facts, one of them a job, are enough for first suggestions."
    return render(
        "progress", progress=progress, suggestions=suggestions, hint="" if suggestions else hint
    )


def data_html(
    conversation_id: str | None, consent: Consent | None, *, logged_only: bool = False
) -> str:
    """Return the panel for coming back, taking along and deleting.

    Args:
        conversation_id: of the conversation; None before anything is said.
        consent: what the person chose.
        logged_only: whether only the log still has something of it.
    """
    stays = consent is not Consent.USE
    return render("data", id=conversation_id, stays=stays, logged_only=logged_only)


def line_of(state: Snapshot, place: int) -> int:
    """Return which line of the transcript stands at a place of the chat; -1 for the greeting."""
    shown = [k for k, line in enumerate(state.transcript) if line.text.strip()]
    return shown[place - 1] if 0 < place <= len(shown) else -1


def _transcript(state: Snapshot) -> list[Message]:
    said = [line for line in state.transcript if line.text.strip()]  # an empty bubble says nothing
    lines = [_user(x.text) if x.role == "user" else _advisor(x.text) for x in said]
    return [_advisor(GREETING), *lines]


def _user(text: str) -> Message:
    return {"role": "user", "content": _as_typed(text)}


def _advisor(text: str) -> Message:
    """Return a line of the advisor's; the items of a list stand close together."""
    close = re.sub(r"\n\n(?=\d+\. )", "\n", text)
    return {"role": "assistant", "content": keep_percent_together(_as_typed(close))}


def _spoken(texts: Iterable[str]) -> str:
    """Return what a screen reader is to say, a paragraph each."""
    paragraphs = [part for text in texts for part in text.split("\n\n") if part]
    return "".join(f"<p>{escape(part)}</p>" for part in paragraphs)


def _as_typed(text: str) -> str:
    """Escape what the chat component would take for a tag; quotes mean nothing to it."""
    return escape(text, quote=False)
