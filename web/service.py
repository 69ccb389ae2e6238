"""What the routes of the API work with, and how they ask for it."""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials

from graph.advisor import Advisor
from graph.session import Session
from web.access import Access, ConversationId, bearer
from web.metrics import Metrics
from web.tokens import Visit
from web.turns import Turns


@dataclass(frozen=True, slots=True)
class Service:
    """What a process serves the API with.

    Attributes:
        advisor: holds the conversations.
        access: the door.
        turns: that are being answered.
        metrics: figures of them.
    """

    advisor: Advisor
    access: Access
    turns: Turns
    metrics: Metrics


def _service(request: Request) -> Service:
    return cast(Service, request.app.state.service)


Serving = Annotated[Service, Depends(_service)]
Credentials = Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]


def _visit(request: Request, credentials: Credentials, service: Serving) -> Visit:
    return service.access.visit(request, credentials)


Visiting = Annotated[Visit, Depends(_visit)]


def _own(conversation_id: ConversationId, visit: Visiting, service: Serving) -> Session:
    return service.access.session(service.advisor, conversation_id, visit)


Own = Annotated[Session, Depends(_own)]
"""A conversation of the visitor's."""


def _own_or_past(conversation_id: ConversationId, visit: Visiting, service: Serving) -> Session:
    return service.access.session(service.advisor, conversation_id, visit, or_past=True)


OwnOrPast = Annotated[Session, Depends(_own_or_past)]
"""A conversation of the visitor's; one that is gone too, of which the log may have something."""


def _counted(request: Request, visit: Visiting, session: Own, service: Serving) -> Session:
    service.access.count_message(request, visit)
    return session


Writing = Annotated[Session, Depends(_counted)]
"""A conversation of the visitor's, for a request that takes a turn."""
