"""Uploads as a whole: the kind follows from the content, and every bad file gets one line."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.documents import LONGEST_TEXT, DocumentText, read_document
from graph.session import LONGEST_MESSAGE
from retrieval.errors import AdvisorError
from tests.advisor.documents.files import (
    JOBS,
    locked_pdf,
    pdf_cv,
    saved,
    scanned_pdf,
    word_cv,
    zip_of,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
OTHER_KINDS = {
    "a program": b"MZ\x90\0\x03\0\0\0" + bytes(300),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(300),
    "an old Office (.doc) document": OLE,
    "a document locked with a password": OLE + "EncryptedPackage".encode("utf-16-le"),
    "a rich-text (.rtf) document": rb"{\rtf1\ansi Cook 2012-2015}",
    "an OpenDocument (.odt) file": zip_of({"mimetype": b"application", "content.xml": b"<a/>"}),
    "an Excel file": zip_of({"xl/workbook.xml": b"<a/>"}),
    "a zip archive": zip_of({"cv.txt": b"Cook 2012-2015"}),
    "a compressed archive": b"\x1f\x8b\x08" + bytes(50),
    "a web page or XML file": b"\n<!DOCTYPE html><p>Cook 2012-2015</p>",
    "a file of another kind": bytes(range(256)) * 4,
}


def problem(path: Path, name: str | None = None) -> str:
    """The one line that a file is refused with."""
    with pytest.raises(AdvisorError) as raised:
        read_document(path, name)
    line = str(raised.value)
    assert "\n" not in line
    assert len(line) < 250
    return line


@pytest.mark.parametrize("name", ["cv.pdf", "cv.docx", "cv.txt", "cv"])
@pytest.mark.parametrize("data", [pdf_cv(), word_cv(), b"Line cook, 2012 to 2015"])
def test_the_name_plays_no_part(tmp_path: Path, data: bytes, name: str) -> None:
    assert "Line cook" in read_document(saved(tmp_path, data, name)).text


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_other_kinds_are_named(tmp_path: Path, kind: str) -> None:
    line = problem(saved(tmp_path, OTHER_KINDS[kind], "cv.pdf"))
    assert line.startswith("cv.pdf: expected a PDF, Word (.docx) or text file, got ")
    assert kind in line


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_file_without_text(tmp_path: Path, data: bytes) -> None:
    assert "expected a CV, got" in problem(saved(tmp_path, data))


def test_ten_megabytes_are_read_and_more_are_not(tmp_path: Path) -> None:
    line = b"Line cook at the Blue Diner\n"
    most = (line * (10 * 2**20 // len(line) + 1))[: 10 * 2**20]
    assert read_document(saved(tmp_path, most)).truncated
    assert "at most 10 MB" in problem(saved(tmp_path, most + b"x"))


def test_a_long_document_keeps_whole_lines_and_says_so(tmp_path: Path) -> None:
    lines = [f"{n}. Line cook at the Blue Diner" for n in range(2_000)]
    read = read_document(saved(tmp_path, "\n".join(lines).encode()))
    assert read.truncated
    assert len(read.text) <= LONGEST_TEXT
    kept = read.text.split("\n")
    assert kept == lines[: len(kept)]
    assert f"the first {len(read.text):,} characters" in (read.notice or "")
    assert DocumentText("all of it", None, truncated=False).notice is None


def test_a_text_fits_into_one_message() -> None:
    assert LONGEST_TEXT == LONGEST_MESSAGE


def test_what_is_not_a_file(tmp_path: Path) -> None:
    assert "choose a file" in problem(tmp_path)
    assert "could not be opened" in problem(tmp_path / "gone.pdf")
    os.mkfifo(tmp_path / "pipe")
    assert "choose a file" in problem(tmp_path / "pipe")


def test_messages_show_what_the_person_calls_the_file(tmp_path: Path) -> None:
    path = saved(tmp_path, b"")
    assert problem(path, "../../my\ncv.pdf").startswith("mycv.pdf: ")
    assert problem(path, "x" * 500).startswith("x" * 59 + "…: ")
    assert problem(path, "\n").startswith("the file: ")


def test_an_ordinary_cv_takes_under_a_second_and_a_half(tmp_path: Path) -> None:
    for data in (pdf_cv(), word_cv()):
        path = saved(tmp_path, data)
        times = []
        for _ in range(3):
            start = time.perf_counter()
            read_document(path)
            times.append(time.perf_counter() - start)
        assert min(times) < 1.5


def test_the_process_that_reads_sees_no_keys_of_the_operator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It runs from any folder, and nothing of the environment decides what code it loads."""
    (tmp_path / "pypdf.py").write_text("raise SystemExit('taken over')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert JOBS[0][0] in read_document(saved(tmp_path, pdf_cv())).text


REAL = {
    "pdf": pdf_cv(2),
    "locked pdf": locked_pdf(""),
    "scan": scanned_pdf(),
    "docx": word_cv(),
}
BOUNDED = settings(
    deadline=45_000, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


def reads_or_refuses(folder: Path, data: bytes) -> None:
    try:
        read = read_document(saved(folder, data))
    except AdvisorError as error:
        assert "\n" not in str(error)
    else:
        assert read.text.strip()
        assert len(read.text) <= LONGEST_TEXT
        assert not any(c in read.text for c in "\0\x1b\ufffe\ud800")


@settings(BOUNDED, max_examples=300)
@given(data=st.binary(max_size=3_000))
def test_random_bytes(tmp_path: Path, data: bytes) -> None:
    reads_or_refuses(tmp_path, data)


@settings(BOUNDED, max_examples=200)
@given(text=st.text(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be"]))
def test_any_text(tmp_path: Path, text: str, encoding: str) -> None:
    reads_or_refuses(tmp_path, text.encode(encoding, "ignore"))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A real file with bytes changed, cut out, doubled or cut off."""
    data = bytearray(REAL[draw(st.sampled_from(sorted(REAL)))])
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, max(0, len(data) - 1)))
        end = min(len(data), start + draw(st.integers(0, 200)))
        change = draw(st.sampled_from(["replace", "remove", "double", "end"]))
        if change == "replace":
            data[start:end] = draw(st.binary(max_size=end - start))
        elif change == "remove":
            del data[start:end]
        elif change == "double":
            data[start:start] = data[start:end]
        elif draw(st.booleans()):
            del data[start:]
    return bytes(data)


@settings(BOUNDED, max_examples=25)
@given(data=damaged())
def test_damaged_files(tmp_path: Path, data: bytes) -> None:
    reads_or_refuses(tmp_path, data)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@settings(BOUNDED, max_examples=1_000, derandomize=False)
@given(data=damaged())
def test_many_damaged_files(tmp_path: Path, data: bytes) -> None:
    reads_or_refuses(tmp_path, data)
