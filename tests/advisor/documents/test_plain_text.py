"""Encodings of plain-text files."""

import codecs

import pytest

from advisor.documents.plain_text import decode
from retrieval.errors import AdvisorError

CV = "Zoë – Küchenchef at “Café René”, 2012–2015"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(encoding: str) -> None:
    assert decode(CV.encode(encoding)) == CV


def test_big_endian_with_a_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + CV.encode("utf-16-be")) == CV


def test_bytes_without_a_meaning_in_cp1252() -> None:
    assert decode("René".encode("latin-1") + b"\x81" + b" cook" * 20).startswith("René")


def test_other_scripts_in_unicode() -> None:
    assert decode("Повар, 2012–2015, 厨师".encode()) == "Повар, 2012–2015, 厨师"


def test_other_scripts_in_old_encodings_are_not_guessed() -> None:
    with pytest.raises(AdvisorError, match="unknown encoding"):
        decode("Повар в столовой с 2012 года".encode("cp1251"))


@pytest.mark.parametrize("data", [bytes(100), b"\x01\x02\x03\x04" * 50, b"cook\0\0\0cook"])
def test_what_is_not_text(data: bytes) -> None:
    with pytest.raises(AdvisorError, match="another kind"):
        decode(data)
