"""Reads the documents: fenced blocks of commands, what is said of each, and the files they use.

A block of ``sh``, ``bash`` or ``console`` is run by a test, from top to bottom of its page. A
comment in the line above says otherwise: ``<!-- not run: REASON -->`` for what a test cannot do,
``<!-- slow: REASON -->`` for what only ``make bench`` does, ``<!-- typed: TEXT -->`` for what a
person would type. A block with ``title="NAME"`` is a file of that name; lines of a ``console``
block without ``$`` are what the command before them prints, where ``...`` stands for anything.
"""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>[\w-]*)(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)```[ ]*$",
    re.MULTILINE | re.DOTALL,
)
_MARK = re.compile(r"<!-- (?P<kind>not run|slow|typed): (?P<text>.+) -->\s*\Z")
_TITLE = re.compile(r'title="([^"]+)"')
_SET = re.compile(r"[A-Z_][A-Z0-9_]*=")
_BEFORE, _NO_CALL = ("do", "then", "else", "if", "!"), ("for", "done", "fi")
_SHELLS = ("sh", "bash", "console")


@dataclass(frozen=True, slots=True)
class Command:
    """A command line of a page.

    Attributes:
        line: as bash reads it, put together from lines that end in a backslash.
        place: file and line number, for messages.
        prints: lines that it is said to print.
        mark: ``not run``, ``slow``, or empty for what every run of the tests does.
        typed: what it reads from standard input.
    """

    line: str
    place: str
    prints: tuple[str, ...] = ()
    mark: str = ""
    typed: str = ""

    @property
    def calls(self) -> tuple[tuple[str, ...], ...]:
        """Every program that the line starts, with its arguments."""
        joined = self.line.replace("\\\n", " ").replace("\n", " ; ")
        lexer = shlex.shlex(joined, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        found: list[list[str]] = [[]]
        redirected = False
        for token in lexer:
            if set(token) <= set("|&;()"):
                found.append([])
            elif set(token) <= set("<>"):
                redirected = True
            elif redirected:
                redirected = False
            elif found[-1] or not (token in _BEFORE or _SET.match(token)):
                found[-1].append(token)
        return tuple(tuple(call) for call in found if call and call[0] not in _NO_CALL)


@dataclass(frozen=True, slots=True)
class Shown:
    """A file that a page shows: its name and its text."""

    name: str
    text: str


def pages() -> list[Path]:
    """Return the documents whose commands are checked."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *_beside_data()]


def steps(page: Path) -> Iterator[Command | Shown]:
    """Return what a page has its reader write and run, in order."""
    text = page.read_text("utf-8")
    for block in _FENCE.finditer(text):
        title = _TITLE.search(block["info"])
        if title:
            yield Shown(title[1], block["body"])
        if block["language"] not in _SHELLS:
            continue
        mark = _MARK.search(text[: block.start()])
        kind, said = (mark["kind"], mark["text"]) if mark else ("", "")
        first = text.count("\n", 0, block.start()) + 2
        for number, line, prints in _lines(block["body"], block["language"] == "console"):
            place = f"{page.relative_to(ROOT)}:{first + number}"
            typed = said if kind == "typed" else ""
            yield Command(line, place, prints, "" if typed else kind, typed)


def commands(page: Path) -> list[Command]:
    """Return the commands of a page, in order."""
    return [step for step in steps(page) if isinstance(step, Command)]


def _open(line: str) -> bool:
    """Whether bash would read on: a quotation or a loop is not closed."""
    try:
        words = shlex.split(line, comments=True)
    except ValueError:
        return True
    return words.count("do") > words.count("done") or words.count("if") > words.count("fi")


def _beside_data() -> list[Path]:
    return sorted((ROOT / "data").glob("*/README.md"))


def _lines(body: str, console: bool) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Return number, text and output of each command line of a block."""
    rows = body.splitlines()
    number = 0
    while number < len(rows):
        start, row = number, rows[number].strip()
        number += 1
        if console:
            row = row.removeprefix("$ ")
        while (row.endswith("\\") or _open(row)) and number < len(rows):
            row = f"{row}\n{rows[number].strip()}"
            number += 1
        prints = []
        while console and number < len(rows) and not rows[number].startswith("$ "):
            prints.append(rows[number].rstrip())
            number += 1
        if row and not row.startswith("#"):
            yield start, row, tuple(line for line in prints if line)
