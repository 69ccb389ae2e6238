"""Signs tokens as the server of a site does."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

SECRET = "a secret of a careers site, 32 bytes or more"  # noqa: S105  # of these tests
ORIGIN = "https://careers.example"
SITE = "careers"


def claims(now: datetime | None = None, **changes: Any) -> dict[str, Any]:
    """Return what a token says; ``changes`` of None leave a claim out."""
    at = now or datetime.now(UTC)
    said: dict[str, Any] = {
        "iss": SITE,
        "aud": "career-advisor",
        "sub": "visitor-1",
        "level": "known",
        "origin": ORIGIN,
        "jti": secrets.token_hex(8),
        "iat": int(at.timestamp()),
        "exp": int((at + timedelta(minutes=5)).timestamp()),
    }
    return {name: value for name, value in (said | changes).items() if value is not None}


def sign(said: dict[str, Any], key: Any = SECRET, alg: str = "HS256", kid: str = "k1") -> str:
    """Return the token."""
    return jwt.encode(said, key, alg, headers={"kid": kid})


def ed25519_pair() -> tuple[str, str]:
    """Return private and public key as PEM."""
    return _pems(ed25519.Ed25519PrivateKey.generate())


def p256_pair() -> tuple[str, str]:
    """Return private and public key as PEM."""
    return _pems(ec.generate_private_key(ec.SECP256R1()))


def _pems(key: Any) -> tuple[str, str]:
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public.decode()
