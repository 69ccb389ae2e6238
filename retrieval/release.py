"""Reads an official O*NET text release from a folder or a zip, and refuses a damaged one."""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from retrieval.download import fetched
from retrieval.errors import AdvisorError

OCCUPATIONS = "Occupation Data"
"""The one table without which there is no release; every other one may be missing."""

MAX_ARCHIVE_BYTES = 300_000_000
MAX_TABLE_BYTES = 200_000_000
MAX_TOTAL_BYTES = 800_000_000
MAX_ENTRIES = 2_000
MAX_RATIO = 150
"""Far above release 30.1, whose 36 smaller tables pack 35 MB into 4.4, at most 15 to 1."""

_CODE = re.compile(r"\d\d-\d{4}\.\d\d")
_EXPECTED = "expected an O*NET text release (https://www.onetcenter.org/database.html)"


@dataclass(frozen=True, slots=True)
class Release:
    """The tables of one release, held as bytes until they are asked for.

    Attributes:
        name: for example ``"30.1"``.
        released: when, as its ``Read Me.txt`` says, for example ``"December 2025"``; None if not.
        codes: the O*NET-SOC codes of ``Occupation Data``.
        tables: contents by table name, without ``.txt``.
    """

    name: str
    released: str | None
    codes: frozenset[str]
    tables: Mapping[str, bytes]

    def __contains__(self, table: str) -> bool:
        return table in self.tables

    def rows(self, table: str, *columns: str) -> Iterator[tuple[str, ...]]:
        """Yield the named columns of each row, in file order.

        A first column ``O*NET-SOC Code`` is checked against ``Occupation Data``.

        Raises:
            AdvisorError: the file is cut off, not UTF-8, lacks a column, or a row is broken.
        """
        for line, row in _read_rows(table, self.tables[table], columns):
            if columns[0] == "O*NET-SOC Code" and row[0] not in self.codes:
                raise AdvisorError(
                    f"{table}.txt, line {line}: occupation {row[0]!r} is not in {OCCUPATIONS}.txt; "
                    "the release is incomplete, download it again"
                )
            yield row


@contextmanager
def open_release(source: str, timeout_s: float = 30.0) -> Iterator[Release]:
    """Open a release.

    Args:
        source: a folder, a zip file, or the http(s) address of a zip; the tables may lie in a
            folder of their own.
        timeout_s: how long a download may stand still.

    Raises:
        AdvisorError: nothing there, or not an undamaged O*NET text release.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", source):
        with fetched(source, timeout_s, MAX_ARCHIVE_BYTES) as path:
            yield _from_zip(path, source)
        return
    path = Path(source)
    if path.is_dir():
        yield _from_folder(path)
    elif path.is_file():
        yield _from_zip(path, source)
    else:
        raise AdvisorError(f"{source}: no such folder or file; {_EXPECTED}")


def _from_folder(path: Path) -> Release:
    tables: dict[str, bytes] = {}
    try:
        places = (path / f"{OCCUPATIONS}.txt", *path.glob(f"*/{OCCUPATIONS}.txt"))
        found = [place.parent for place in places if place.is_file()]
        if len(found) != 1:
            raise AdvisorError(f"{path}: {_what_is_there(len(found))}")
        for file in sorted(found[0].glob("*.txt")):
            if file.stat().st_size > MAX_TABLE_BYTES:
                raise AdvisorError(f"{file}: larger than any O*NET table; {_EXPECTED}")
            tables[file.stem] = file.read_bytes()
    except OSError as error:
        raise AdvisorError(f"{path}: cannot read it: {error}") from error
    return _release(tables, str(path), found[0].resolve().name)


def _from_zip(path: Path, source: str) -> Release:
    try:
        if path.stat().st_size > MAX_ARCHIVE_BYTES:
            raise AdvisorError(f"{source}: larger than any O*NET release; {_EXPECTED}")
        with path.open("rb") as file:
            start = file.read(256).lstrip().lower()
        if start.startswith((b"<!doctype", b"<html", b"<?xml")):
            raise AdvisorError(f"{source}: a web page, not a zip; {_EXPECTED}")
        with zipfile.ZipFile(path) as archive:
            _check_entries(archive, source)
            if broken := archive.testzip():
                raise AdvisorError(f"{source}: {broken!r} is damaged; download it again")
            return _from_archive(archive, source)
    # A damaged header can ask for a zip version or compression that Python does not know.
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise AdvisorError(
            f"{source}: not a zip, or damaged or cut off ({error}); {_EXPECTED}"
        ) from error
    except OSError as error:
        raise AdvisorError(f"{source}: cannot read it: {error}") from error


def _check_entries(archive: zipfile.ZipFile, source: str) -> None:
    """Refuse names that point outside, links, passwords and sizes no release has."""
    entries = archive.infolist()
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ":" in name or ".." in PurePosixPath(name).parts:
            raise AdvisorError(f"{source}: unsafe file name {entry.filename!r}; {_EXPECTED}")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise AdvisorError(f"{source}: {entry.filename!r} is a link; {_EXPECTED}")
        if entry.flag_bits & 1:
            raise AdvisorError(f"{source}: protected by a password; {_EXPECTED}")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise AdvisorError(f"{source}: packed in an unusual way; {_EXPECTED}")
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > MAX_TABLE_BYTES or (entry.file_size > 1_000_000 and ratio > MAX_RATIO):
            raise AdvisorError(f"{source}: {entry.filename!r} unpacks far too large; {_EXPECTED}")
    if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_TOTAL_BYTES:
        raise AdvisorError(f"{source}: unpacks larger than any O*NET release; {_EXPECTED}")


def _from_archive(archive: zipfile.ZipFile, source: str) -> Release:
    paths = {PurePosixPath(entry.filename): entry for entry in archive.infolist()}
    folders = {path.parent for path in paths if path.name == f"{OCCUPATIONS}.txt"}
    if len(folders) != 1:
        raise AdvisorError(f"{source}: {_what_is_there(len(folders))}")
    folder = folders.pop()
    tables = {
        path.stem: archive.read(entry)
        for path, entry in paths.items()
        if path.parent == folder and path.suffix == ".txt"
    }
    return _release(tables, source, folder.name or PurePosixPath(source).stem)


def _what_is_there(count: int) -> str:
    if count:
        return f"holds {count} releases; give the folder of one"
    return f"no {OCCUPATIONS}.txt in it; {_EXPECTED}, text version"


def _release(tables: Mapping[str, bytes], source: str, folder: str) -> Release:
    """Check the list of occupations and find out which release it is."""
    codes: set[str] = set()
    columns = ("O*NET-SOC Code", "Title", "Description")
    for line, (code, title, _) in _read_rows(OCCUPATIONS, tables[OCCUPATIONS], columns):
        if not _CODE.fullmatch(code) or not title or code in codes:
            raise AdvisorError(
                f"{OCCUPATIONS}.txt, line {line}: expected a new code like 15-1252.00 and a title, "
                f"got {code!r}, {title!r}; download the release again"
            )
        codes.add(code)
    if not codes:
        raise AdvisorError(f"{source}: {OCCUPATIONS}.txt lists no occupations; {_EXPECTED}")
    read_me = tables.get("Read Me", b"").decode("utf-8", "replace")
    stated = re.search(r"O\*NET (\d+\.\d+) Database", read_me)
    named = re.search(r"db_(\d+)_(\d+)", folder)
    if stated:
        name = stated[1]
    elif named:
        name = f"{named[1]}.{named[2]}"
    else:
        raise AdvisorError(
            f"{source}: cannot tell which release it is: expected Read Me.txt or a folder named "
            "like db_30_1_text"
        )
    released = re.search(r"^(\w+ \d{4}) Release", read_me, re.MULTILINE)
    return Release(name, released[1] if released else None, frozenset(codes), tables)


def _read_rows(
    table: str, content: bytes, columns: tuple[str, ...]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield line number and the named columns; the format knows no quotes and no escapes."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AdvisorError(
            f"{table}.txt: not UTF-8 at byte {error.start}; download the release again"
        ) from error
    lines = text.split("\n")
    if lines.pop():
        raise AdvisorError(f"{table}.txt: its last line is cut off; download the release again")
    header = lines[0].rstrip("\r").split("\t") if lines else []
    missing = [column for column in columns if column not in header]
    if missing:
        raise AdvisorError(
            f"{table}.txt: expected a column {missing[0]!r} as in release 30.1, "
            f"got {', '.join(header)[:200] or 'an empty file'}"
        )
    places = [header.index(column) for column in columns]
    for number, line in enumerate(lines[1:], start=2):
        cells = line.removesuffix("\r").split("\t")
        if "\r" in line[:-1]:
            raise AdvisorError(
                f"{table}.txt, line {number}: a line break in the middle; "
                "download the release again"
            )
        if len(cells) != len(header):
            raise AdvisorError(
                f"{table}.txt, line {number}: expected {len(header)} columns, got {len(cells)}; "
                "download the release again"
            )
        yield number, tuple(cells[place] for place in places)
