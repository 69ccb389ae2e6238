"""Whose request it is, and whether it may pass: tokens, origins, rates, ownership."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Path, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from graph.advisor import Advisor
from graph.session import Session
from graph.store.conversations import ConversationStore
from retrieval.frozen import Frozen
from views.own_address import origin_of, own_origin
from web.bodies import Features, NewVisit, Visitor, VisitToken
from web.errors import ApiError
from web.limits import Rate, RateLimits
from web.tokens import Tokens, Visit

ConversationId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
NO_SUCH = "There is no such conversation; it may have been deleted, or not been used for long."
bearer = HTTPBearer(auto_error=False, description="The visit token of `POST /visits`.")


@dataclass(frozen=True, slots=True)
class Rates(Frozen):
    """How much one visitor, and one address, may do."""

    visitor: Rate
    messages: Rate
    address: Rate
    visits: Rate


@dataclass(frozen=True, slots=True)
class Own(Frozen):
    """What the advisor itself is.

    Attributes:
        url: where browsers find it, without the last slash; None to take the request's word.
        counsellors: whether there are any, so that known visitors can share.
    """

    url: str | None
    counsellors: bool

    def address(self, request: Request) -> str:
        """Return where browsers find it."""
        return self.url or f"{request.url.scheme}://{request.url.netloc}"


class Access:
    """The door of the API.

    Args:
        tokens: checks and makes them.
        store: knows whose a conversation is, and which tokens were taken.
        limits: count requests.
        rates: what is counted against.
        own: what the advisor itself is.
    """

    def __init__(
        self,
        tokens: Tokens,
        store: ConversationStore,
        limits: RateLimits,
        rates: Rates,
        own: Own,
    ) -> None:
        self._tokens = tokens
        self._store = store
        self._limits = limits
        self._rates = rates
        self._own = own

    def begin(
        self, request: Request, body: NewVisit, credentials: HTTPAuthorizationCredentials | None
    ) -> VisitToken:
        """Return the token of a visit: a new one, or one to go on with.

        Raises:
            ApiError: the site's token was refused, or there were too many visits.
        """
        self._limits.address(_address(request), "visits", self._rates.visits)
        origin, own = self._origin(request)
        if body.token is not None:
            said = self._tokens.of_site(body.token, origin)
            if not self._store.tokens.use_once(said.id, said.until):
                raise ApiError("token_used", "The token was used before: get a new one.")
            visit = said.visit
        elif body.site is not None:
            page = body.parent if own else origin
            visit = self._tokens.anonymous(body.site, page)
        elif credentials is not None:
            visit = self._tokens.renewed(self._tokens.visit(credentials.credentials, origin))
        else:
            raise ApiError("token_missing", "Expected a token, or the name of the site.")
        token, expires = self._tokens.issue(visit)
        return VisitToken(
            token=token,
            expires_at=expires,
            visitor=Visitor(level=visit.level, site=visit.site),
            features=Features(shares=self.may_share(visit)),
        )

    def may_share(self, visit: Visit) -> bool:
        """Whether a visitor can share with a counsellor."""
        return visit.level == "known" and self._own.counsellors

    def link(self, request: Request, path: str) -> str:
        """Return a link to a page of the advisor's own."""
        return self._own.address(request) + path

    def visit(self, request: Request, credentials: HTTPAuthorizationCredentials | None) -> Visit:
        """Return whose request it is, and count it.

        Raises:
            ApiError: the token is missing or refused, or there were too many requests.
        """
        if credentials is None:
            self._limits.address(_address(request), "all", self._rates.address)
            raise ApiError("token_missing", "Expected a visit token in the Authorization header.")
        origin, _ = self._origin(request)
        try:
            visit = self._tokens.visit(credentials.credentials, origin)
        except ApiError:
            self._limits.address(_address(request), "all", self._rates.address)
            raise
        self._limits.visitor(visit.owner, "all", self._rates.visitor)
        return visit

    def count_message(self, request: Request, visit: Visit) -> None:
        """Count a message; raise ``ApiError`` if there were too many."""
        self._limits.visitor(visit.owner, "messages", self._rates.messages)
        self._limits.address(_address(request), "messages", self._rates.address)

    def session(
        self, advisor: Advisor, conversation_id: str, visit: Visit, *, or_past: bool = False
    ) -> Session:
        """Return a conversation of the visitor's.

        Args:
            advisor: holds it.
            conversation_id: its id.
            visit: the visitor's.
            or_past: whether one that is gone will do, of which the log may have something.

        Raises:
            ApiError: it is not there, or somebody else's: both are answered alike.
        """
        owners = self._store.owners
        owner = owners.ever(conversation_id) if or_past else owners.of(conversation_id)
        if owner != visit.owner:
            raise ApiError("not_found", NO_SUCH)
        return advisor.conversation(conversation_id)

    def _origin(self, request: Request) -> tuple[str | None, bool]:
        """Return the origin of the page that asks, None where it is ours or no browser's."""
        origin = request.headers.get("origin")
        if origin is None:
            return None, False
        configured = origin_of(self._own.url) if self._own.url else None
        own = own_origin(request.scope, configured)
        return (None, True) if origin == own else (origin, False)


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"
