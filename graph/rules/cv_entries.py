"""Reads the heading lines of the jobs in a CV: which part is the title, which the employer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.rules.cv_bullets import headings, is_prose
from graph.rules.cv_lines import (
    is_after_name,
    is_nameless,
    is_no_job,
    is_unit,
    tells_duties,
)
from graph.rules.cv_pieces import beside, pieces_of
from graph.rules.cv_sections import Block, Line
from graph.rules.dates import DateKind, DateSpan
from graph.rules.titles import TitleFinder
from graph.rules.words import fold

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
_SPANISH_TITLE = re.compile(
    r"[a-z]{3,}(?:ista|dora?|[te]ora?|[eñn]era?|[eñn]ero|ario|aria|ante|ente|logo|loga)"
    r"(?: (?:de|del|en) .+)"
)
"""A title told with what it works at: "recepcionista de hotel"."""
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
    opening = headings(text, block.lines)
    lines = [
        line
        for line in block.lines
        if (line in opening if line.bullet else not is_prose(text, line))
    ]
    dated = [place for place, line in enumerate(lines) if _is_dated(line)]
    if not dated and any(line.dates for line in lines):
        # "Acme / 6 yrs 3 mos" above the roles held there.
        return [Entry(lines, [], paid, list(pieces_of(text, lines[0]))[:1])], []
    if not dated and not paid:
        named = [line for line in block.lines if len(text[line.left : line.right].split()) <= 8]
        return [Entry([line], [], paid, list(pieces_of(text, line))[:1]) for line in named], []
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
        # An item of a list names a role; what stands above the list is where it was held.
        told = sorted(group, key=lambda line: not line.bullet)
        pieces = [piece for line in told for piece in pieces_of(text, line)]
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
    return frozenset(p for line in told for p in pieces_of(text, line) if not is_nameless(p))


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


def name_parts(text: str, entries: list[Entry], titles: TitleFinder) -> None:
    """Tell each entry's title from its employer; unclear ones follow the way of the others."""
    for entry in entries:
        _close_gaps(text, entry, titles)
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


def _close_gaps(text: str, entry: Entry, titles: TitleFinder) -> None:
    """Join parts that only a gap of spaces cuts out of one title: "Home  Health Aide"."""
    said = text[entry.lines[0].left : entry.lines[-1].right]
    for place in range(len(entry.pieces) - 1, 0, -1):
        first, second = entry.pieces[place - 1 : place + 1]
        if beside(said, first, second) and titles.knows_whole(fold(f"{first} {second}")):
            entry.pieces[place - 1 : place + 1] = [f"{first} {second}"]


def _guess(entry: Entry, following: Entry | None, *, title_first: bool) -> None:
    """Name an entry none of whose parts ends like a title."""
    plain = [_ORGANISATION.search(fold(piece)) is None for piece in entry.pieces]
    roles_follow = following is not None and following.title and len(following.pieces) == 1
    if len(entry.pieces) == 1 and (roles_follow or not plain[0]):
        # "Acme (2015-2023)" above the roles held there.
        entry.employer = entry.pieces[0]
        return
    place = 0 if title_first or len(entry.pieces) == 1 else 1
    near = plain[:_TWO_TITLES]
    _settle(entry, place if plain[place] or not any(near) else near.index(True))


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
    if _SPANISH_TITLE.fullmatch(whole):
        return _SURE
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
