"""Verifies signed tokens (JWT): signature, audience, issuer and time, as the key demands it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

import jwt
from pydantic import BaseModel, ValidationError

from retrieval.frozen import Frozen
from web.errors import ApiError

LEEWAY = timedelta(seconds=30)
"""By how much clocks may differ."""
_LONGEST = 4_096
"""Characters of a token."""
_Claims = TypeVar("_Claims", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Signed(Frozen):
    """How a token must have been signed, by whom and for whom.

    Attributes:
        secret: the secret, or the public key as PEM.
        algorithm: the only one that counts, whatever the token says.
        audience: its ``aud``.
        issuer: its ``iss``.
    """

    secret: str | bytes = field(repr=False)
    algorithm: str
    audience: str
    issuer: str


def header_of(token: str) -> Mapping[str, str]:
    """Return the texts of a token's header, of which nothing is verified.

    Raises:
        ApiError: it is no token, or too long.
    """
    if len(token) > _LONGEST:
        raise ApiError("token_invalid", "The token is too long.")
    try:
        header = jwt.get_unverified_header(token)
    except jwt.InvalidTokenError as error:
        raise ApiError("token_invalid", "The token cannot be read.") from error
    return {name: value for name, value in header.items() if isinstance(value, str)}


def unverified_issuer(token: str) -> str:
    """Return who a token says it is from; "" if it does not say. Nothing of it is verified.

    Raises:
        ApiError: it cannot be read.
    """
    header_of(token)
    try:
        issuer = jwt.decode(token, options={"verify_signature": False}).get("iss")
    except jwt.InvalidTokenError as error:
        raise ApiError("token_invalid", "The token cannot be read.") from error
    return issuer if isinstance(issuer, str) else ""


def verified(kind: type[_Claims], token: str, signed: Signed, now: datetime) -> _Claims:
    """Verify a token and return its claims.

    Args:
        kind: what they are read into.
        token: the JWT.
        signed: how it must have been signed.
        now: timezone-aware.

    Raises:
        ApiError: it is not genuine, expired, or says something else than it should.
    """
    try:
        return kind.model_validate(_decoded(token, signed, now))
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ApiError("token_invalid", f"The token's {where}: {first['msg']}.") from error


def _decoded(token: str, signed: Signed, now: datetime) -> Mapping[str, Any]:
    """Verify signature, audience, issuer and time; the algorithm is the key's, not the token's."""
    try:
        claims = jwt.decode(
            token,
            signed.secret,
            algorithms=[signed.algorithm],
            audience=signed.audience,
            issuer=signed.issuer,
            # Times are checked below against the clock that was given.
            options={
                "require": ["exp", "iat", "aud", "iss", "sub"],
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
    except (jwt.InvalidTokenError, jwt.InvalidKeyError) as error:
        raise ApiError("token_invalid", "The token is not genuine.") from error
    expires = claims["exp"]
    if isinstance(expires, bool) or not isinstance(expires, int):
        raise ApiError("token_invalid", "The token's exp is no whole number.")
    if now.timestamp() > expires + LEEWAY.total_seconds():
        raise ApiError("token_expired", "The token has expired: get a new one.")
    return cast(Mapping[str, Any], claims)
