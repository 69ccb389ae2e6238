"""The bodies of the API's requests and answers, as its OpenAPI document describes them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from advisor.log.consent import Consent
from graph.session import LONGEST_MESSAGE
from web.tokens import Level

MessageId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
"""The client's own id of a message; sent again, it is answered once."""


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewVisit(_Body):
    """How a visit begins: by a token of the site's server, or by the site's name.

    Without either, the visit token of the request is renewed.
    """

    token: Annotated[str, Field(max_length=4_096)] | None = None
    site: Annotated[str, Field(max_length=64)] | None = None
    parent: Annotated[str, Field(max_length=300)] | None = None
    """Origin of the page around the frame; only the advisor's own frame may say it."""


class Visitor(BaseModel):
    """Who visits."""

    level: Level
    site: str


class Features(BaseModel):
    """What this visitor can do besides talking."""

    shares: bool


class VisitToken(BaseModel):
    """A token for the ``Authorization`` header."""

    token: str
    expires_at: datetime
    visitor: Visitor
    features: Features


class NewConversation(_Body):
    """A conversation begins with what may be kept of it."""

    consent: Consent


class NewConsent(_Body):
    """What may be kept from now on."""

    consent: Consent


class NewMessage(_Body):
    """What the person wrote."""

    id: MessageId
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_MESSAGE)]


class NewFeedback(_Body):
    """Whether a line of the transcript was helpful."""

    line: Annotated[int, Field(ge=0, le=1_000_000, strict=True)]
    helpful: Annotated[bool, Field(strict=True)]


class Line(BaseModel):
    """One line of the transcript."""

    role: Literal["user", "advisor"]
    text: str


class Known(BaseModel):
    """How much is known: topics done of all, and what is left in words."""

    done: int
    total: int
    left: list[str]
    enough: bool


class OpenQuestion(BaseModel):
    """A question that offers answers; each is sent as a message of its own words."""

    topic: str
    options: list[str]


class State(BaseModel):
    """A conversation between two messages.

    ``history``, ``recommendation`` and ``target`` are as the export has them; entries of the
    history have an ``id`` besides, and jobs the ``occupation`` they were linked to.
    """

    id: str
    consent: Consent | None
    greeting: str
    transcript: list[Line]
    progress: Known
    history: dict[str, Any]
    question: OpenQuestion | None
    choices: list[str]
    recommendation: dict[str, Any] | None
    target: dict[str, Any] | None
    unfinished: bool
    received: list[str]


class Listed(BaseModel):
    """A conversation in the list of a visitor's."""

    id: str
    touched: datetime


class ConversationList(BaseModel):
    """The conversations of a known visitor, the latest first.

    ``past`` are ids of those that are gone, of which the redacted record is kept still: it can be
    exported and erased.
    """

    conversations: list[Listed]
    past: list[str]


class Answered(BaseModel):
    """What a message led to, where no stream was asked for."""

    events: list[dict[str, Any]]
    state: State
    repeated: bool


class Shown(BaseModel):
    """What is suggested now, and the person's own target."""

    recommendation: dict[str, Any] | None
    target: dict[str, Any] | None


class Trust(BaseModel):
    """How far to trust each suggestion, in their order."""

    checks: list[dict[str, Any]]
    complete: bool


class NewShare(_Body):
    """What is shared with a counsellor, and for how long."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    """How the counsellor shall see the person."""
    days: Annotated[int, Field(ge=1, le=90, strict=True)]
    transcript: Annotated[bool, Field(strict=True)] = False
    """Whether what was said is shared as well, not its summary alone."""


class SharedLook(BaseModel):
    """When the counsellor looked, and at what."""

    at: datetime
    what: str


class ShareMade(BaseModel):
    """A link for one counsellor; opening it takes a counsellor who is signed in."""

    id: str
    url: str
    name: str
    transcript: bool
    made_at: datetime
    expires_at: datetime
    opened_by: str | None
    opened_at: datetime | None
    looks: list[SharedLook]
    """The latest ones, at most 50."""
    note: str
    """What the counsellor can see, and until when, in words for the person."""


class ShareList(BaseModel):
    """The shares of a conversation that are good, the latest first."""

    shares: list[ShareMade]
