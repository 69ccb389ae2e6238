"""Read what a person rules out: school, low pay, occupations, hours, lifting, places."""

import re
from dataclasses import replace

from advisor.career import Limit, LimitKind
from graph.rules.money import yearly_dollars
from graph.rules.phrase_tables import search, sections
from graph.rules.sentences import Clause
from graph.rules.spelling import repair
from graph.rules.subjects import KnowsTitle, clean_subject, is_occupation
from graph.rules.verb_phrases import singular
from graph.rules.words import fold
from graph.rules.work_words import FIELDS
from graph.rules.workplace_titles import workplace_title

_LONGEST_CLAUSE = 200
"""Characters; longer clauses tell something else."""

_FEW = 3
"""Words of an occupation named alone as a limit, at most."""

_SEPARATOR = re.compile(r"\s*[,;/]\s*(?:(?:and|or) )?|\s+(?:and|or|y|o)\s+", re.IGNORECASE)

_NO = re.compile(
    r"(?:(?:and|so|please|just|also) )*(?:no|not)(?: more)? (?!i\b|it\b|that\b|longer\b)"
)
_AGAIN = re.compile(
    r"(?<=\w)(?:,| and| or)? (?=(?:no|not)(?: more)? (?!more than|less|longer)\w)", re.IGNORECASE
)
"""Where another limit of the same clause begins."""

_BY_WORDS = (
    LimitKind.NO_MORE_SCHOOL,
    LimitKind.SCHEDULE,
    LimitKind.PHYSICAL,
    LimitKind.PLACE,
)
"""Kinds known by the words of the clause alone; the phrases of each are in ``limits.txt``."""


_ONLY_WHEN = re.compile(
    r"(?:just|only|solo) (?:(?:for|in|during|from|since|until|between|en) )?(?:19|20)\d\d\b[\W\d]*"
)
"""When something was: "only in 2004" rules nothing out."""


def read_limits(clause: Clause, knows_title: KnowsTitle) -> tuple[Limit, ...]:
    """Return the limits a clause states; empty for a clause that tells something else."""
    said = repair(clause.plain)
    if len(said) > _LONGEST_CLAUSE or is_willing(clause) or _ONLY_WHEN.fullmatch(said):
        return ()
    listed = _listed(clause, knows_title)
    if listed:
        return listed
    limits = [Limit(kind, clause.text) for kind in _BY_WORDS if _rules_out(said, kind)]
    dollars = yearly_dollars(said) if search("limits", "minimum_pay", said) else None
    if dollars:
        limits.append(Limit(LimitKind.MINIMUM_PAY, clause.text, dollars=dollars))
    if limits:
        return tuple(limits)
    occupation = _avoided(said, knows_title)
    if occupation:
        return (Limit(LimitKind.AVOID_OCCUPATION, clause.text, occupation=occupation),)
    if _rules_out(said, LimitKind.OTHER) and not search("limits", "no limit", said):
        return (Limit(LimitKind.OTHER, clause.text),)
    return ()


def _listed(clause: Clause, knows_title: KnowsTitle) -> tuple[Limit, ...]:
    """Return the limits of "no retail no cleaning", "no retail or cleaning"; empty for others."""
    opened = _NO.match(clause.plain)
    if opened is None or _NO.fullmatch(clause.plain):
        return ()
    parts = [part.strip(" ,") for part in _AGAIN.split(clause.text)]
    if len(parts) == 1:
        words = _SEPARATOR.split(clause.text[opened.end() :])
        if len(words) == 1 or not all(_is_work(fold(word), knows_title) for word in words):
            return ()
        parts = [f"{clause.text[: opened.end()]}{word}" for word in words]
    pieces = [replace(clause, text=part, plain=fold(part)) for part in parts]
    found = [read_limits(piece, knows_title) for piece in pieces]
    return tuple(limit for limits in found for limit in limits) if all(found) else ()


def read_limit_answer(clause: Clause, knows_title: KnowsTitle) -> Limit:
    """Return the limit that a bare answer to "what won't you do" means: "nights", "retail"."""
    said = repair(clause.plain)
    dollars = yearly_dollars(said)
    if dollars:
        return Limit(LimitKind.MINIMUM_PAY, clause.text, dollars=dollars)
    for kind in _BY_WORDS:
        if search("limits", f"bare {kind}", said):
            return Limit(kind, clause.text)
    subject = clean_subject(said)
    few = "," not in said and len(said.split()) <= _FEW
    if subject and few and is_occupation(subject, knows_title):
        return Limit(LimitKind.AVOID_OCCUPATION, clause.text, occupation=subject)
    return Limit(LimitKind.OTHER, clause.text)


def read_limit_list(clause: Clause, knows_title: KnowsTitle) -> tuple[Limit, ...]:
    """Return the limits of a bare answer that may be a list: "sales, retail"."""
    whole = read_limit_answer(clause, knows_title)
    parts = [replace(clause, text=part, plain=fold(part)) for part in _SEPARATOR.split(clause.text)]
    listed = tuple(read_limit_answer(part, knows_title) for part in parts if part.plain)
    kinds = {limit.kind for limit in listed}
    unclear = LimitKind.OTHER in kinds or kinds == {whole.kind} - {LimitKind.AVOID_OCCUPATION}
    return (whole,) if unclear or not listed else listed


def is_willing(clause: Clause) -> bool:
    """Whether a clause says that something would be all right ("I don't mind overtime")."""
    return search("limits", "willing", clause.plain) is not None


def _rules_out(said: str, kind: LimitKind) -> bool:
    """Whether a phrase fits that tells of now, not of a job in the past ("I had no weekends")."""
    for pattern in sections("limits")[kind]:
        found = pattern.search(said)
        if found:
            return kind == LimitKind.PHYSICAL or not _tells_past(said[: found.end()])
    return False


def _tells_past(said: str) -> bool:
    return search("limits", "past", said) is not None


def _is_work(subject: str, knows_title: KnowsTitle) -> bool:
    """Whether folded words name an occupation, a line of work or a kind of workplace."""
    named = subject in FIELDS or workplace_title(singular(subject)) is not None
    # "bedside care", "line work": hardly anything but a kind of work.
    named = named or subject.endswith((" care", " work"))
    return named or is_occupation(subject, knows_title)


def _avoided(said: str, knows_title: KnowsTitle) -> str | None:
    """Return the occupation or field that folded words rule out."""
    (after,) = sections("limits")["after occupation"]
    for pattern in sections("limits")["avoid_occupation"]:
        found = pattern.search(said)
        if not found or _tells_past(said[: found.start("x")]):
            continue
        if search("limits", "not avoided", found["x"]):
            continue
        subject = clean_subject(after.sub("", found["x"]))
        if subject and _is_work(subject, knows_title):
            return subject
    left = search("limits", "go back to", said)
    return clean_subject(after.sub("", left["x"])) if left else None
