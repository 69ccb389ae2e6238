"""A file of accounts: a name and the scrypt hash of a password a line."""

import base64
import binascii
import hashlib
import hmac
import os
import re
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from advisor.accounts.roles import Role
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen

SHORTEST = 12
"""Characters of a password at least."""
LONGEST = 200
"""Characters of a password at most, so that a try costs no more than another."""
_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
_COST, _BLOCK, _LANES = 2**15, 8, 3
"""32 MiB and a few tenths of a second a try."""
_MEMORY = 2**27
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class _Hash(Frozen):
    cost: int
    block: int
    lanes: int
    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, password: str) -> Self:
        salt = secrets.token_bytes(16)
        return cls(_COST, _BLOCK, _LANES, salt, _scrypt(password, salt, _COST, _BLOCK, _LANES))

    @classmethod
    def of_nobody(cls) -> Self:
        """Return one that costs as much to try and that no password fits."""
        return cls(_COST, _BLOCK, _LANES, secrets.token_bytes(16), secrets.token_bytes(_LENGTH))

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what ``str`` gives; raise ``ValueError`` for anything else."""
        kind, cost, block, lanes, salt, digest = text.split("$")
        if kind != "scrypt":
            raise ValueError(kind)
        raw = (base64.b64decode(part, validate=True) for part in (salt, digest))
        found = cls(int(cost), int(block), int(lanes), *raw)
        if 128 * found.cost * found.block > _MEMORY or len(found.digest) != _LENGTH:
            raise ValueError(text)
        return found

    def __str__(self) -> str:
        salt, digest = (base64.b64encode(part).decode() for part in (self.salt, self.digest))
        return f"scrypt${self.cost}${self.block}${self.lanes}${salt}${digest}"

    def fits(self, password: str) -> bool:
        made = _scrypt(password, self.salt, self.cost, self.block, self.lanes)
        return hmac.compare_digest(made, self.digest)


class AccountFile:
    """The accounts in a file of lines ``name:scrypt$cost$block$lanes$salt$digest``.

    It is read at every use, so that somebody taken off it is out at once.
    """

    def __init__(self, path: Path, role: Role) -> None:
        """Use the file of people of a role; nothing is read yet."""
        self.path = path
        self.role = role
        self._nobody = _Hash.of_nobody()
        self._one_at_a_time = threading.Lock()

    def names(self) -> frozenset[str]:
        """Return who may sign in.

        Raises:
            AdvisorError: the file is missing or a line of it is none.
        """
        return frozenset(self._read())

    def check(self, name: str, password: str) -> bool:
        """Whether the password is the name's; an unknown name takes as long as a known one.

        Tries are checked one at a time: many at once would take memory from the conversations.

        Raises:
            AdvisorError: as ``names``.
        """
        known = self._read().get(name)
        with self._one_at_a_time:
            fits = (known or self._nobody).fits(password[: LONGEST + 1])
        return fits and known is not None

    def add(self, name: str, password: str) -> None:
        """Add an account, or give one a new password; only the file's owner may read it then.

        Raises:
            AdvisorError: the name or the password will not do, or the file cannot be written.
        """
        if not _NAME.fullmatch(name):
            raise AdvisorError(
                f"expected a name of up to 64 letters, digits, '.', '_' and '-', got {name[:80]!r}"
            )
        if not SHORTEST <= len(password) <= LONGEST:
            raise AdvisorError(
                f"expected a password of {SHORTEST} to {LONGEST} characters, got {len(password)}"
            )
        known = self._read() if self.path.exists() else {}
        self._write(known | {name: _Hash.of(password)})

    def remove(self, name: str) -> None:
        """Take somebody off the file; their sessions end with that.

        Raises:
            AdvisorError: there is no such account, or the file cannot be written.
        """
        known = self._read()
        if name not in known:
            there = ", ".join(sorted(known)) or "none"
            raise AdvisorError(
                f"expected {self.role.one} of {self.path} ({there}), got {name[:80]!r}"
            )
        self._write({other: known[other] for other in known if other != name})

    def _read(self) -> dict[str, _Hash]:
        try:
            lines = self.path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise AdvisorError(
                f"{self.role.variable}: expected a readable file at {self.path}: make it with"
                f" `{self.role.command} add NAME`"
            ) from error
        found = {}
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            name, _, rest = line.partition(":")
            try:
                found[name] = _Hash.read(rest.strip())
            except (ValueError, binascii.Error) as error:
                # The line may hold a password typed in clear: it is not repeated.
                raise AdvisorError(
                    f"{self.path}, line {number}: expected name:scrypt-hash as"
                    f" `{self.role.command} add` writes it"
                ) from error
        return found

    def _write(self, accounts: dict[str, _Hash]) -> None:
        draft = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}")
        lines = "".join(f"{name}:{made}\n" for name, made in sorted(accounts.items()))
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(lines)
            draft.replace(self.path)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise AdvisorError(
                f"expected a writable file at {self.path}: {error.strerror or error}"
            ) from error


def _scrypt(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return hashlib.scrypt(
        password.encode(), salt=salt, n=cost, r=block, p=lanes, maxmem=_MEMORY * 2, dklen=_LENGTH
    )
