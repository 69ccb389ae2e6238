"""What redaction finds and what it harms: ``python -m benchmarks.redaction [--write]``.

Reads messages and résumés in which every direct identifier and every job title is marked, written
by somebody who had not seen the rules.
"""

import argparse
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from advisor.redaction.redactor import Redactor, all_titles
from advisor.settings import Settings
from benchmarks.machine import describe, percentile
from retrieval.catalog import Catalog

OUT = Path(__file__).with_suffix(".md")
LABELLED = Path(__file__).resolve().parent.parent / "tests/advisor/redaction/labelled"
DEV, BLIND = ("dev", "dev_b", "dev_c", "dev_d"), "test"
SPLITS = (*DEV, BLIND)
_MARK = re.compile(r"\[\[(?P<kind>[A-Z_]+)\|(?P<value>.*?)\]\]|\{\{(?P<title>.*?)\}\}", re.S)
_PLACEHOLDER = re.compile(r"\[(?:EMAIL|PHONE|ADDRESS|ID|BIRTH DATE|LINK|NAME)\]")
_RUNS = 20
_MESSAGE_LENGTH, _CV_LENGTH = 200, 5_000


@dataclass(frozen=True)
class Marked:
    """A text and its marks.

    Attributes:
        text: as a person would write it.
        identifiers: start, end and kind of each.
        titles: start and end of each job title.
    """

    text: str
    identifiers: tuple[tuple[int, int, str], ...]
    titles: tuple[tuple[int, int], ...]

    @classmethod
    def parse(cls, line: str) -> "Marked":
        """Read a line, in which a line break is written as a backslash and an n."""
        line = line.replace("\\n", "\n")
        pieces: list[str] = []
        identifiers: list[tuple[int, int, str]] = []
        titles: list[tuple[int, int]] = []
        done = length = 0
        for mark in _MARK.finditer(line):
            before = line[done : mark.start()]
            value = mark["title"] if mark["title"] is not None else mark["value"]
            start = length + len(before)
            pieces += [before, value]
            length = start + len(value)
            if mark["title"] is None:
                identifiers.append((start, length, mark["kind"].replace("_", " ")))
            else:
                titles.append((start, length))
            done = mark.end()
        return cls("".join([*pieces, line[done:]]), tuple(identifiers), tuple(titles))


@dataclass
class Score:
    """What was found in marked texts.

    Attributes:
        identifiers, found: by kind, how many there were and how many left no letter or digit.
        redacted, right: stretches that were replaced, and those of them in an identifier.
        titles, damaged: job titles, and those of them that lost a letter.
        errors: what was missed or wrongly taken, to read.
    """

    identifiers: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    redacted: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    titles: int = 0
    damaged: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of identifiers of which nothing is left."""
        return self.found.total() / self.identifiers.total()

    @property
    def precision(self) -> float:
        """Share of replaced stretches that hold an identifier's letters only, or nearly so."""
        return self.right.total() / self.redacted.total()

    @property
    def damage(self) -> float:
        """Share of job titles that lost a letter."""
        return self.damaged / self.titles


def read(split: str) -> Sequence[Marked]:
    """Return the marked texts of a split."""
    lines = (LABELLED / f"{split}.txt").read_text("utf-8").splitlines()
    return [Marked.parse(line) for line in lines if line.strip()]


def replaced(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end, kind of each stretch of ``before`` that is a placeholder in ``after``."""
    marks = list(_PLACEHOLDER.finditer(after))
    pieces = _PLACEHOLDER.split(after)
    # What stands between two placeholders is searched for where it first fits: texts hold no
    # placeholder of their own, and every one replaced something.
    pattern = re.escape(pieces[0]) + "".join(f"(.+?){re.escape(piece)}" for piece in pieces[1:])
    match = re.fullmatch(pattern, before, re.S)
    if match is None:
        raise ValueError("expected the redacted text to differ only in its placeholders")
    for number, mark in enumerate(marks, 1):
        yield (*match.span(number), mark.group()[1:-1])


def score(redactor: Redactor, texts: Sequence[Marked]) -> Score:
    """Redact the texts and compare with their marks."""
    total = Score()
    for marked in texts:
        after = redactor.redact(marked.text).text
        gone = list(replaced(marked.text, after))
        lost = {place for start, end, _ in gone for place in range(start, end)}
        named = {place for start, end, _ in marked.identifiers for place in range(start, end)}
        for start, end, kind in marked.identifiers:
            left = [p for p in range(start, end) if marked.text[p].isalnum() and p not in lost]
            total.identifiers[kind] += 1
            total.found[kind] += not left
            if left:
                total.errors.append(f"missed {kind}: {marked.text[start:end]!r} in {after!r}")
        for start, end, kind in gone:
            letters = [p for p in range(start, end) if marked.text[p].isalnum()]
            right = sum(p in named for p in letters) * 2 > len(letters)
            total.redacted[kind] += 1
            total.right[kind] += right
            if not right:
                total.errors.append(f"wrong {kind}: {marked.text[start:end]!r} in {marked.text!r}")
        for start, end in marked.titles:
            total.titles += 1
            hurt = any(p in lost for p in range(start, end))
            total.damaged += hurt
            if hurt:
                total.errors.append(f"title {marked.text[start:end]!r} in {marked.text!r}")
    return total


def open_redactor() -> Redactor:
    """Return the redactor as it is served."""
    catalog = Catalog.load(Settings.load().onet_dir)
    redactor = Redactor(lambda: all_titles(catalog))
    redactor.warm()
    return redactor


def _texts(length: int) -> Sequence[str]:
    """Return texts of about so many characters, made of the marked ones."""
    lines = [marked.text for marked in read("dev")]
    texts, now = [], ""
    for line in lines * (1 + 20 * length // sum(map(len, lines))):
        now = f"{now}\n{line}" if now else line
        if len(now) >= length:
            texts.append(now[:length])
            now = ""
    return texts[: max(_RUNS, 60)]


def _timed(redactor: Redactor, length: int) -> str:
    times = []
    for text in _texts(length):
        began = time.process_time()
        redactor.redact(text)
        times.append((time.process_time() - began) * 1000)
    return f"| {length:,} | {statistics.median(times):.1f} | {percentile(times, 0.95):.1f} |"


def _rows(split: str, total: Score) -> Iterator[str]:
    for kind in [*sorted(total.identifiers | total.redacted), "all"]:
        counts = (total.identifiers, total.found, total.redacted, total.right)
        there, found, redacted, right = (c.total() if kind == "all" else c[kind] for c in counts)
        recall = f"{found / there:.3f}" if there else ""
        precision = f"{right / redacted:.3f}" if redacted else ""
        yield f"| {split} | {kind} | {there} | {recall} | {redacted} | {precision} |"


def measure(redactor: Redactor) -> Iterator[str]:
    """Yield the lines of the page."""
    yield f"`python -m benchmarks.redaction` on {describe()}."
    yield ""
    yield "| texts | kind | identifiers | recall | replaced | precision |"
    yield "|---|---|---|---|---|---|"
    scores = {split: score(redactor, read(split)) for split in SPLITS}
    for split, total in scores.items():
        yield from _rows(split, total)
    yield ""
    yield "An identifier is found if no letter or digit of it is left. A replaced stretch is right"
    yield "if most of its letters belong to an identifier of any kind. The rules were written with"
    yield "the texts of `dev` to `dev_d` at hand; those of `test` were only counted."
    yield ""
    for split, total in scores.items():
        damage = f"{total.damaged} of {total.titles} ({total.damage:.1%})"
        yield f"Job titles damaged in `{split}`: {damage}."
    yield ""
    yield "| characters | ms of CPU time, median | ms of CPU time, p95 |"
    yield "|---|---|---|"
    yield _timed(redactor, _MESSAGE_LENGTH)
    yield _timed(redactor, _CV_LENGTH)


def main() -> None:
    """Measure, print and, if asked, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {OUT.name}")
    parser.add_argument("--errors", action="store_true", help="print what was wrong, not in test")
    args = parser.parse_args()
    redactor = open_redactor()
    if args.errors:
        for split in DEV:
            total = score(redactor, read(split))
            print("\n".join([*total.errors, *_rows(split, total)]))
        return
    text = (
        "\n".join(
            ["# Redaction: what it finds, what it harms, what it costs", "", *measure(redactor)]
        )
        + "\n"
    )
    print(text)
    if args.write:
        OUT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
