"""Checks the tokens that sites sign, and makes and checks the short-lived ones of visits.

A site's token says who comes from where; it is traded in once for a visit token of our own, which
every request carries and which is bound to the page's origin. Neither is ever part of an address.
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

import jwt
from pydantic import BaseModel, ConfigDict, Field

from advisor.log.notice import ANONYMOUS_HOURS
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen
from web.errors import ApiError
from web.signed import LEEWAY, Signed, header_of, unverified_issuer, verified
from web.sites import SHORTEST_SECRET, Key, Site, Sites

Level = Literal["anonymous", "known"]
AUDIENCE = "career-advisor"
"""``aud`` of a site's token."""
LONGEST_LIFE = timedelta(minutes=10)
"""Of a site's token, from ``iat`` to ``exp``."""
VISIT_LIFE = timedelta(minutes=15)
"""Of a visit token."""
ANONYMOUS_LIFE = timedelta(hours=ANONYMOUS_HOURS)
"""How long an anonymous visit can be renewed without a site's server."""
_VISIT = "career-advisor-visit"


@dataclass(frozen=True, slots=True)
class Visit(Frozen):
    """Who sends a request.

    Attributes:
        site: id of the site the visitor came by.
        visitor: pseudonym of the visitor there.
        level: "known" where the site vouches for who it is.
        origin: of the page the visit is bound to.
        began: when the visit began.
        named: whether a site's token named the visitor.
    """

    site: str
    visitor: str
    level: Level
    origin: str
    began: datetime
    named: bool

    @property
    def owner(self) -> str:
        """Name of the visitor for what belongs to them."""
        return f"{self.site}:{self.visitor}"


class _SiteClaims(BaseModel):
    model_config = ConfigDict(strict=True)

    sub: str = Field(min_length=1, max_length=128)
    jti: str = Field(min_length=8, max_length=128)
    level: Level
    origin: str = Field(max_length=300)
    iat: int
    exp: int


class _VisitClaims(BaseModel):
    model_config = ConfigDict(strict=True)

    sub: str
    site: str
    level: Level
    origin: str
    began: int
    named: bool


@dataclass(frozen=True, slots=True)
class SiteToken(Frozen):
    """What a site's token says, once it was found genuine.

    Attributes:
        visit: the visit it begins.
        id: unique for the site; a token is taken once.
        until: after which it is not taken any more.
    """

    visit: Visit
    id: str
    until: datetime


@dataclass(frozen=True, slots=True)
class VisitKeys(Frozen):
    """The secrets that visit tokens are signed with, by id; the first one signs."""

    secrets: Mapping[str, bytes] = field(repr=False)

    @classmethod
    def read(cls, text: str) -> "VisitKeys":
        """Read ``id:secret,id:secret``.

        Raises:
            AdvisorError: a part is no such pair, or a secret is too short.
        """
        found: dict[str, bytes] = {}
        for part in text.split(","):
            name, colon, secret = part.strip().partition(":")
            if not colon or not name or len(secret.encode()) < SHORTEST_SECRET:
                raise AdvisorError(
                    "ADVISOR_VISIT_KEYS: expected id:secret, several separated by commas, each"
                    f" secret of at least {SHORTEST_SECRET} characters; try openssl rand -hex 32"
                )
            found[name] = secret.encode()
        return cls(found)


class Tokens:
    """Checks and makes tokens.

    Args:
        sites: who may sign.
        keys: of visit tokens.
        pseudonym: turns a visitor's id into a name that leads back to nobody without its key.
        now: the clock, timezone-aware.
    """

    def __init__(
        self,
        sites: Sites,
        keys: VisitKeys,
        pseudonym: Callable[[str], str],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._sites = sites
        self._keys = keys
        self._pseudonym = pseudonym
        self._now = now

    def of_site(self, token: str, origin: str | None) -> SiteToken:
        """Return what a site's token says.

        Args:
            token: the JWT.
            origin: that the browser named; None where it named none.

        Raises:
            ApiError: the token is expired, altered, not of a known site, for another audience or
                another origin, or too long-lived.
        """
        site, key = self._signer(token)
        signed = Signed(key.secret, key.algorithm, AUDIENCE, site.id)
        claims = verified(_SiteClaims, token, signed, self._now())
        if claims.exp - claims.iat > LONGEST_LIFE.total_seconds():
            raise ApiError(
                "token_invalid",
                f"The token lives longer than {LONGEST_LIFE.total_seconds():.0f} seconds.",
            )
        if claims.iat > (self._now() + LEEWAY).timestamp():
            raise ApiError("token_invalid", "The token was made in the future.")
        if claims.origin not in site.origins or (origin is not None and origin != claims.origin):
            raise ApiError("origin_refused", "The token is not for this page's origin.")
        name = self._pseudonym(f"visitor:{site.id}:{claims.sub}")
        visit = Visit(site.id, name, claims.level, claims.origin, self._now(), named=True)
        until = datetime.fromtimestamp(claims.exp, UTC) + LEEWAY
        once = hashlib.sha256(f"{site.id}\0{claims.jti}".encode()).hexdigest()
        return SiteToken(visit, once, until)

    def anonymous(self, site_id: str, origin: str | None) -> Visit:
        """Return the visit of somebody new.

        Raises:
            ApiError: the site is unknown, does not take such visits, or is not at this origin.
        """
        site = self._sites.by_id.get(site_id)
        if site is None or origin is None or origin not in site.origins:
            raise ApiError("origin_refused", "This site may not embed the advisor from this page.")
        if not site.anonymous:
            raise ApiError("token_missing", "This site's own server has to sign a token first.")
        name = self._pseudonym(f"visitor:{site.id}:{secrets.token_hex(16)}")
        return Visit(site.id, name, "anonymous", origin, self._now(), named=False)

    def issue(self, visit: Visit) -> tuple[str, datetime]:
        """Return a visit token and when it expires."""
        now = self._now()
        name, secret = next(iter(self._keys.secrets.items()))
        expires = now + VISIT_LIFE
        claims = {
            "iss": AUDIENCE,
            "aud": _VISIT,
            "sub": visit.visitor,
            "site": visit.site,
            "level": visit.level,
            "origin": visit.origin,
            "began": int(visit.began.timestamp()),
            "named": visit.named,
            "iat": int(now.timestamp()),
            "exp": int(expires.timestamp()),
        }
        return jwt.encode(claims, secret, "HS256", headers={"kid": name}), expires

    def visit(self, token: str, origin: str | None) -> Visit:
        """Return the visit of a token that a request carries.

        Raises:
            ApiError: the token is expired, altered or of another origin, or its site is not served
                any more.
        """
        secret = self._keys.secrets.get(header_of(token).get("kid", ""))
        if secret is None:
            raise ApiError("token_invalid", "The visit token is not one of this advisor's.")
        signed = Signed(secret, "HS256", _VISIT, AUDIENCE)
        claims = verified(_VisitClaims, token, signed, self._now())
        if origin is not None and origin != claims.origin:
            raise ApiError("origin_refused", "The visit token is not for this page's origin.")
        site = self._sites.by_id.get(claims.site)
        if site is None or claims.origin not in site.origins:
            raise ApiError("origin_refused", "This site may not embed the advisor any more.")
        began = datetime.fromtimestamp(claims.began, UTC)
        return Visit(
            claims.site, claims.sub, claims.level, claims.origin, began, named=claims.named
        )

    def renewed(self, visit: Visit) -> Visit:
        """Return an anonymous visit to go on with.

        Raises:
            ApiError: its site's server has to sign a token, or it has lasted long enough.
        """
        if visit.named:
            raise ApiError("token_missing", "The site's own server has to sign a new token.")
        if self._now() - visit.began > ANONYMOUS_LIFE:
            raise ApiError("token_expired", "This visit has lasted long: please begin a new one.")
        return visit

    def _signer(self, token: str) -> tuple[Site, Key]:
        """Return the site and the key a token names; both are believed only once it is verified."""
        site = self._sites.by_id.get(unverified_issuer(token))
        key = site.keys.get(header_of(token).get("kid", "")) if site is not None else None
        if site is None or key is None:
            raise ApiError("token_invalid", "The token names no key of a site known here.")
        return site, key
