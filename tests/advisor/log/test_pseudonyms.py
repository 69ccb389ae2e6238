"""Pseudonyms: the same for the same secret, and no way back without it."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr

from advisor.log.pseudonyms import Pseudonyms, open_pseudonyms
from retrieval.errors import AdvisorError

SECRET = b"0123456789abcdef"


def test_one_id_has_one_pseudonym_per_secret() -> None:
    first, other = Pseudonyms(SECRET), Pseudonyms(SECRET[::-1])
    assert first.of("x") == Pseudonyms(SECRET).of("x")
    assert len({first.of("x"), first.of("y"), other.of("x")}) == 3
    assert len(first.of("x")) == 32


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(AdvisorError, match="at least 16 characters, got 5"):
        open_pseudonyms(SecretStr("short"), Path("unused"))


def test_a_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "data" / "log.key"
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: open_pseudonyms(None, path).of("x"), range(16)))
    assert len(set(made)) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["log.key"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(AdvisorError, match="expected a readable key at"):
        open_pseudonyms(None, tmp_path / "file" / "log.key")
