"""Pseudonyms of conversations: salted, so that the log alone leads back to nobody."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from pydantic import SecretStr

from retrieval.errors import AdvisorError

_SHORTEST_SECRET = 16
_HEX_DIGITS = 32


class Pseudonyms:
    """Turns ids into HMAC-SHA256 pseudonyms, 128 bits, with a secret that is not in the log."""

    def __init__(self, secret: bytes) -> None:
        """Use the secret.

        Raises:
            AdvisorError: the secret has fewer than 16 bytes.
        """
        if len(secret) < _SHORTEST_SECRET:
            raise AdvisorError(
                f"ADVISOR_LOG_SECRET: expected at least {_SHORTEST_SECRET} characters,"
                f" got {len(secret)}; try the output of: openssl rand -hex 32"
            )
        self._secret = secret

    def of(self, identifier: str) -> str:
        """Return the pseudonym, 32 hexadecimal digits; the same one for the same id."""
        digest = hmac.new(self._secret, identifier.encode(), hashlib.sha256).hexdigest()
        return digest[:_HEX_DIGITS]


def open_pseudonyms(secret: SecretStr | None, key_file: Path) -> Pseudonyms:
    """Return the pseudonyms of the configured secret, else of a key made once and kept.

    Args:
        secret: the operator's; several processes on several computers must share one.
        key_file: where the key of this computer is kept, readable by its owner only.

    Raises:
        AdvisorError: the secret is too short, or the file cannot be read or written.
    """
    if secret is not None:
        return Pseudonyms(secret.get_secret_value().encode())
    try:
        key_file.parent.mkdir(parents=True, exist_ok=True)
        _make_once(key_file)
        return Pseudonyms(key_file.read_bytes())
    except OSError as error:
        raise AdvisorError(
            f"expected a readable key at {key_file}, got: {error.strerror or error};"
            " set ADVISOR_LOG_SECRET or make the folder writable"
        ) from error


def _make_once(path: Path) -> None:
    """Write the key whole or not at all, also where two processes start at once."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_hex(32).encode())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
