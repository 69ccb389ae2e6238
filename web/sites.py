"""The sites that may embed the advisor: their origins, and the keys they sign tokens with.

The file is TOML::

    [[site]]
    id = "careers-north"
    name = "Careers North"
    origins = ["https://careers-north.example"]
    anonymous = true                  # visitors may come without a token of the site's server

    [[site.key]]
    id = "2026-11"
    alg = "HS256"                     # or "EdDSA", "ES256" with a public key
    env = "CAREERS_NORTH_KEY"         # the variable that holds the secret or the public key

Several keys at once are how keys are changed: the new one is added, the site's server starts to
sign with it, and the old one is taken out when its last token has expired.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen

Algorithm = Literal["HS256", "EdDSA", "ES256"]
SHORTEST_SECRET = 32
"""Bytes of an HS256 secret at least (RFC 7518, section 3.2)."""
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:.]+\](:\d{1,5})?")


def _origin(text: str) -> str:
    if not _ORIGIN.fullmatch(text):
        raise ValueError(
            "expected an origin like https://careers.example (scheme, host in lower case, port if"
            f" any, nothing after it), got {text!r:.120}"
        )
    return text


_Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,64}$")]


class _Key(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: _Id
    alg: Algorithm
    env: Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]


class _Site(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: _Id
    name: Annotated[str, Field(min_length=1, max_length=120)]
    origins: Annotated[list[Annotated[str, AfterValidator(_origin)]], Field(min_length=1)]
    anonymous: bool = False
    key: list[_Key] = Field(default_factory=list)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    site: list[_Site] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Key(Frozen):
    """What a site's server signs with.

    Attributes:
        id: the token's ``kid``.
        algorithm: the only one that a token of this key may name.
        secret: shared secret, or public key as PEM; never shown.
    """

    id: str
    algorithm: Algorithm
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Site(Frozen):
    """A site that may embed the advisor.

    Attributes:
        id: a token's ``iss``.
        name: for people.
        origins: where its pages are, as browsers name it.
        anonymous: whether visitors may come without a token of the site's server.
        keys: by id.
    """

    id: str
    name: str
    origins: tuple[str, ...]
    anonymous: bool
    keys: Mapping[str, Key]


@dataclass(frozen=True, slots=True)
class Sites(Frozen):
    """All sites, by id."""

    by_id: Mapping[str, Site] = field(default_factory=dict)

    @property
    def origins(self) -> tuple[str, ...]:
        """Every origin of every site, once, in order."""
        found = (origin for site in self.by_id.values() for origin in site.origins)
        return tuple(dict.fromkeys(found))

    @classmethod
    def load(cls, path: Path | None, environment: Mapping[str, str] = os.environ) -> Self:
        """Read the file; no file means no sites.

        Args:
            path: the TOML file.
            environment: holds the keys.

        Raises:
            AdvisorError: the file is missing or wrong, or a key is not in the environment; the
                line never holds a key.
        """
        if path is None:
            return cls()
        try:
            read = _File.model_validate(tomllib.loads(path.read_text("utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise AdvisorError(
                f"ADVISOR_SITES: expected a TOML file of sites at {path}: {error}"
            ) from error
        except ValidationError as error:
            first = error.errors(include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise AdvisorError(f"ADVISOR_SITES: {path}: {where}: {first['msg']}") from error
        sites = [_site(site, environment) for site in read.site]
        _once("site", [site.id for site in sites])
        return cls({site.id: site for site in sites})


def _site(read: _Site, environment: Mapping[str, str]) -> Site:
    _once(f"key of {read.id}", [key.id for key in read.key])
    if not read.key and not read.anonymous:
        raise AdvisorError(
            f"ADVISOR_SITES: {read.id}: expected a key, or anonymous = true: nobody could visit"
        )
    keys = {key.id: _key(read.id, key, environment) for key in read.key}
    return Site(read.id, read.name, tuple(read.origins), read.anonymous, keys)


def _key(site: str, key: _Key, environment: Mapping[str, str]) -> Key:
    secret = environment.get(key.env, "")
    if not secret:
        raise AdvisorError(
            f"{key.env}: expected the key {key.id} of the site {site} in this variable, got nothing"
        )
    if key.alg == "HS256" and len(secret.encode()) < SHORTEST_SECRET:
        raise AdvisorError(
            f"{key.env}: expected a secret of at least {SHORTEST_SECRET} bytes; try the output of:"
            " openssl rand -hex 32"
        )
    if key.alg != "HS256" and "PUBLIC KEY" not in secret:
        raise AdvisorError(f"{key.env}: expected a public key as PEM for {key.alg}")
    return Key(key.id, key.alg, secret)


def _once(what: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise AdvisorError(f"ADVISOR_SITES: expected each {what} once, got {name} twice")
        seen.add(name)
