"""Reads the heading lines of the jobs in a CV: which part is the title, which the employer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.rules.cv_lines import (
    is_after_name,
    is_nameless,
    is_no_job,
    is_note,
    is_place,
    is_unit,
    tells_duties,
    without_label,
)
from graph.rules.cv_sections import Block, Line
from graph.rules.dates import DateKind, DateSpan
from graph.rules.titles import TitleFinder
from graph.rules.words import fold

_SPLIT = re.compile(
    r"\s+[|/·*–—-]+\s+|\s*[|·•–—]\s*|\t+|\s{2,}|,\s+|\s+@\s*|\s+(?:at|with|for|en"
    r"|para) (?=[A-Z])|\s*[()]\s*|: "
)
_STATE = re.compile(
    r"[A-Z]{2}(?: \d{5}(?:-\d{4})?)?\.?|USA?|U\.S\.A?\.?|UK|[Rr]emote|[Hh]ybrid|United States"
    r"|Mexico|México|Canada"
)
_ORGANISATION = re.compile(
    r"\b(?:inc|llc|ltd|corp|company|co|hospital|university|college|school|schools|daycare"
    r"|preschool|academy|salon|shop|hotel|restaurant|clinic|bank|store|center|centre|group"
    r"|services"
    r"|solutions|systems|industries|foods?|airlines|agency|studio|labs?|institute|foundation"
    r"|city of|county|department|district|church|partners|associates|health|media|consulting"
    r"|technologies|bakery|cafe|grill|pub|inn|market|supermarket|library|museum|ministry|homes"
    r"|motors|electric|plumbing|construction|logistics|international|partnership|gmbh|plc"
    r"|firm)\b"
)
_PROSE_WORDS = 11
_TWO_TITLES, _SURE = 2, 3
"""Titles that may share a line; and the score from which a part surely is one."""


@dataclass
class Entry:
    """The heading lines of one job.

    Attributes:
        sure: whether a part of it is known for a title.
        duties: the parts that seem to tell what was done there.
        two_titles: whether a slash sets off its first two parts only: "Lead / Cashier @ Kroger".
    """

    lines: list[Line]
    dates: list[DateSpan]
    paid: bool
    pieces: list[str]
    title: str | None = None
    employer: str | None = None
    title_first: bool | None = None
    sure: bool = False
    two_titles: bool = False
    duties: frozenset[str] = frozenset()


def entries_of(
    text: str, block: Block, waiting: list[Line], *, paid: bool
) -> tuple[list[Entry], list[Line]]:
    """Return the entries of a block, and heading lines whose dates may be in the next block."""
    lines = [line for line in block.lines if not line.bullet and not _prose(text, line)]
    bullets = [line for line in block.lines if line.bullet]
    if bullets and not any(line.dates for line in lines):
        listed = [line for line in bullets if line.dates and not _prose(text, line)]
        lines = listed if 2 * len(listed) > len(bullets) else lines
    dated = [place for place, line in enumerate(lines) if _is_dated(line)]
    if not dated and any(line.dates for line in lines):
        # "Acme / 6 yrs 3 mos" above the roles held there.
        return [Entry(lines, [], paid, list(_pieces(text, lines[0]))[:1])], []
    if not dated and not paid:
        named = [line for line in block.lines if len(text[line.left : line.right].split()) <= 8]
        return [Entry([line], [], paid, list(_pieces(text, line))[:1]) for line in named], []
    if not dated:
        bare = [line for line in lines if len(text[line.left : line.right].split()) <= 8]
        return [], bare[-2:] if len(bare) == len(lines) else []
    groups: list[list[Line]] = []
    if dated[0] == 0:
        ends = [*dated[1:], len(lines)]
        groups = [lines[begin:end] for begin, end in zip(dated, ends, strict=True)]
    else:
        begin = 0
        for place in dated:
            groups.append(lines[begin : place + 1])
            begin = place + 1
        groups[-1] += lines[begin:]
    if waiting and len(groups[0]) == 1:
        groups[0] = [*waiting, *groups[0]]
    entries = []
    for group in groups:
        spans = [span for line in group for span in line.dates]
        pieces = [piece for line in group for piece in _pieces(text, line)]
        entries.append(
            Entry(
                group,
                spans,
                paid,
                pieces,
                two_titles=_slash_first(text, group, pieces),
                duties=_duties(text, group),
            )
        )
    return entries, []


def _duties(text: str, group: Sequence[Line]) -> frozenset[str]:
    """Return the parts of the lines below the date of a job that read like its duties."""
    last = max((place for place, line in enumerate(group) if line.dates), default=len(group))
    if text[group[0].left : group[-1].right].islower():
        return frozenset()  # names are written small here as well
    told = [line for line in group[last + 1 :] if tells_duties(text[line.left : line.right])]
    return frozenset(p for line in told for p in _pieces(text, line) if not is_nameless(p))


def _slash_first(text: str, lines: Sequence[Line], pieces: Sequence[str]) -> bool:
    """Whether a slash stands between the first two parts of a heading and nowhere else."""
    if len(pieces) <= _TWO_TITLES:
        return False
    said = text[lines[0].left : lines[-1].right]
    first, second, third = (said.find(piece) for piece in pieces[:3])
    between = said[first + len(pieces[0]) : second]
    return "/" in between and "/" not in said[second + len(pieces[1]) : third]


def _is_dated(line: Line) -> bool:
    """Whether a line says when, not only for how long."""
    return any(span.kind is not DateKind.DURATION for span in line.dates)


def _prose(text: str, line: Line) -> bool:
    words = text[line.left : line.right].split()
    stops = text[line.right - 1] == "." and len(words) > 3 and len(words[-1]) > 4
    return ((len(words) > _PROSE_WORDS or stops) and not line.dates) or len(
        words
    ) > 2 * _PROSE_WORDS


def _pieces(text: str, line: Line) -> Iterator[str]:
    """Yield the parts of a heading line without dates and places."""
    said = without_label(undated(text, line))
    if is_place(said):
        return
    parts = [p.strip(" \t,;:.-–—|()[]*") for p in _SPLIT.split(said)]
    parts = [p for p in parts if p and not is_note(p)]
    if len(parts) > 2 and re.match(r"[\w ]{3,20}: ", text[line.left : line.right]):
        parts = parts[1:]
    for place, part in enumerate(parts):
        following = parts[place + 1] if place + 1 < len(parts) else ""
        if _STATE.fullmatch(part) or (_STATE.fullmatch(following) and place > 0):
            continue
        if any(c.isalpha() for c in part):
            yield part


def undated(text: str, line: Line) -> str:
    """Return a line with tabs in place of its dates."""
    rest = list(text[line.left : line.right])
    for span in line.dates:
        for place in range(max(span.left, line.left), min(span.right, line.right)):
            rest[place - line.left] = "\t"
    return "".join(rest)


def name_parts(entries: list[Entry], titles: TitleFinder) -> None:
    """Tell each entry's title from its employer; unclear ones follow the way of the others."""
    for entry in entries:
        heading = [piece for piece in entry.pieces if piece not in entry.duties]
        if any(_title_score(piece, titles) for piece in heading):
            entry.pieces = heading
        scored = [_title_score(piece, titles) for piece in entry.pieces]
        best = max(scored, default=0)
        if len(scored) > _TWO_TITLES and min(scored[:2]) >= _SURE and entry.two_titles:
            # "Shift Lead / Cashier @ Kroger" is one job.
            entry.pieces[:2] = [" / ".join(entry.pieces[:2])]
            scored[:2] = [best]
        if best > 0:
            place = scored.index(best)
            _settle(entry, place)
            entry.sure = True
            if len(entry.pieces) > 1:
                entry.title_first = place == 0
    votes = [entry.title_first for entry in entries if entry.title_first is not None]
    title_first = votes.count(True) >= votes.count(False)
    employer: str | None = None
    for place, entry in enumerate(entries):
        if entry.pieces and is_no_job(entry.pieces[0]):
            continue
        following = entries[place + 1] if place + 1 < len(entries) else None
        if entry.title is None and entry.pieces:
            _guess(entry, following, title_first=title_first)
        if entry.employer is None and entry.title and len(entry.pieces) == 1:
            entry.employer = employer
        employer = entry.employer or employer


def _guess(entry: Entry, following: Entry | None, *, title_first: bool) -> None:
    """Name an entry none of whose parts ends like a title."""
    plain = [_ORGANISATION.search(fold(piece)) is None for piece in entry.pieces]
    roles_follow = following is not None and following.title and len(following.pieces) == 1
    if len(entry.pieces) == 1 and (roles_follow or not plain[0]):
        # "Acme (2015-2023)" above the roles held there.
        entry.employer = entry.pieces[0]
        return
    place = 0 if title_first or len(entry.pieces) == 1 else 1
    _settle(entry, place if plain[place] or not any(plain) else plain.index(True))


def _settle(entry: Entry, place: int) -> None:
    """Take one part of a heading as the title and the likeliest other part as the employer."""
    entry.title = entry.pieces[place]
    others = entry.pieces[place + 1 :] + entry.pieces[:place]
    outside = [part for part in others if not is_unit(part)]
    organisations = [part for part in outside if _ORGANISATION.search(fold(part))]
    employer = next(iter([*organisations, *outside, *others]), None)
    degree = ", ".join(part for part in entry.pieces if is_after_name(part))
    if employer and degree and employer.startswith("Dr"):
        employer = f"{employer}, {degree}"
    entry.employer = None if employer and is_nameless(employer) else employer


def _title_score(piece: str, titles: TitleFinder) -> int:
    """Return how much a part of a heading looks like a title: 0 (not at all) to 4."""
    plain = re.sub(r"[^\w\s/&'-]", " ", fold(piece)).split()
    if not plain or len(plain) > 8 or is_after_name(piece):
        return 0
    whole = " ".join(plain)
    if titles.knows_whole(whole):
        return 4
    organisation = _ORGANISATION.search(whole) is not None
    head = titles.head(plain[-1]) or titles.head(plain[-1].rstrip("0123456789"))
    if organisation and _ORGANISATION.search(plain[-1]):
        return 1 if head else 0
    if head or (
        plain[-1] in ("i", "ii", "iii", "iv", "1", "2", "3")
        and len(plain) > 1
        and titles.head(plain[-2])
    ):
        return 1 if organisation and plain[-1] in ("associates", "partners") else 3
    if any(titles.head(word) for word in plain) and re.search(r"\b(?:of|to|for|in|de)\b", whole):
        return 2
    if any(titles.head(word) for word in plain) and not organisation:
        return 1
    return 0
