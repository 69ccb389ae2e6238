"""Find which known job or school a person means: by name, by number, or the one in question."""

import re
from collections.abc import Iterable
from functools import cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Prefix

from advisor.career import CareerHistory, Education, Job, When
from graph.rules.phrase_tables import lines, search
from graph.rules.subjects import place_of
from graph.rules.words import fold
from graph.rules.work_words import FIELDS
from graph.understanding import TurnContext

Entry = Job | Education

_CLOSE = 84
"""Similarity (0-100) from which two names are one, a typing mistake apart."""
_STEM, _MOST_OF = 4, 0.55
"""Letters, and share of the longer word, that two words of one stem have in common."""
_LEVELS = (
    "bachelor",
    "master",
    "doctorate",
    "associate",
    "high_school less_than_high_school",
    "some_college associate bachelor",
    "professional",
)
"""Sections of ``references.txt``: the levels that the phrases of each can mean."""


def names(said: str, history: CareerHistory) -> tuple[Job, ...]:
    """Return the jobs whose title or employer the folded words name, the best named only."""
    scored = [
        (max(_named(said, job.title), _named(said, job.employer), _in_field(said, job)), job)
        for job in history.jobs
    ]
    best = max((score for score, _ in scored), default=0)
    return tuple(job for score, job in scored if score == best) if best > 0 else ()


def find_job(said: str, context: TurnContext, *, by_default: bool = True) -> Job | None:
    """Return the job that folded words mean; None if they mean none or could mean several.

    Args:
        said: the words of the clause.
        context: what is known and asked.
        by_default: take the job asked about, or told last, if the words name none.
    """
    jobs = context.history.jobs
    number = _number(said, len(jobs))
    if number is not None:
        return jobs[number - 1] if 1 <= number <= len(jobs) else None
    named = names(said, context.history)
    if len(named) == 1:
        return named[0]
    if not by_default:
        return None
    asked = next((j for j in jobs if context.question and j.id == context.question.subject), None)
    if named:
        return asked if asked in named else None
    return asked or last_told(jobs)


def find_education(said: str, context: TurnContext, *, by_default: bool = True) -> Education | None:
    """Return the school or degree that folded words mean, as ``find_job`` does."""
    entries = context.history.education
    for levels in _LEVELS:
        if search("references", levels, said):
            fitting = [e for e in entries if e.level in levels.split()]
            return fitting[0] if len(fitting) == 1 else None
    fields = [e for e in entries if e.field and _named(said, e.field) > 0]
    if len(fields) == 1:
        return fields[0]
    asked = [e for e in entries if context.question and e.id == context.question.subject]
    if asked:
        return asked[0]
    if not by_default and not speaks_of_school(said):
        return None
    return entries[0] if len(entries) == 1 else None


def speaks_of_school(said: str) -> bool:
    """Whether folded words are about schools or degrees rather than jobs."""
    return search("references", "school", said) is not None


def last_told(entries: Iterable[Job]) -> Job | None:
    """Return the job told last: ids count up in the order of telling."""
    return max(entries, key=lambda entry: int(entry.id[1:]), default=None)


def dated_last(entry: Entry, context: TurnContext) -> tuple[str, ...]:
    """Return the attributes of an entry that the last change gave a date."""
    earlier = context.earlier
    if earlier is None:
        return ()
    entries: list[Entry] = [*earlier.jobs, *earlier.education]
    before = [e for e in entries if e.id == entry.id]
    dated = [n for n in ("start", "end", "year") if isinstance(getattr(entry, n, None), When)]
    return tuple(n for n in dated if not before or getattr(before[0], n) != getattr(entry, n))


def same_name(said: str, name: str | None) -> bool:
    """Whether two names are the same but for case, accents and a typing mistake."""
    if not name:
        return False
    a, b = fold(said).strip(), fold(name).strip()
    return a == b or (min(len(a), len(b)) >= 4 and fuzz.ratio(a, b) >= _CLOSE)


def _number(said: str, count: int) -> int | None:
    found = search("references", "number", said)
    return place_of(found["x"], count) if found else None


def _named(said: str, name: str | None) -> float:
    """Return how well words name a title or employer: 0 not at all, 2 by its whole name."""
    if not name:
        return 0
    plain = fold(name).strip()
    if re.search(rf"(?<!\w){re.escape(plain)}s?(?!\w)", said):
        return 2
    spoken = said.replace("'s", "").replace("'", "").split()
    parts = [w for w in plain.replace("'s", "").replace("'", "").split() if w not in _common()]
    found = [w for w in parts if len(w) > 2 and _spoken(w, spoken)]
    return len(found) / len(parts) if found else 0


def quoted(said: str, job: Job) -> bool:
    """Whether folded words repeat a telling word of how a job was told: "the lawn thing"."""
    told = [word for word in fold(job.quote).split() if len(word) > 3 and word not in _common()]
    return any(_spoken(word, told) for word in said.split() if len(word) > 3)


@cache
def _common() -> frozenset[str]:
    """Return words that many titles and employers share, so that they name none."""
    return frozenset(lines("common_in_names"))


def _in_field(said: str, job: Job) -> float:
    """Return 2 if words name the line of work of a job: "the subbing" of a substitute teacher."""
    found = re.search(r"\bthe (\w+ing)\b", said)
    return 2 if found and FIELDS.get(found[1]) == fold(job.title) else 0


def _same_stem(a: str, b: str) -> bool:
    """Whether two words begin alike: "nurse" and "nursing", "mediator" and "mediation"."""
    shared = Prefix.similarity(a, b)
    return shared >= _STEM and shared >= _MOST_OF * max(len(a), len(b))


def _spoken(word: str, spoken: list[str]) -> bool:
    if word in spoken or any(_same_stem(word, w) for w in spoken):
        return True
    near = [w for w in spoken if len(w) >= 4 and w[0] == word[0]] if len(word) >= 5 else []
    return process.extractOne(word, near, scorer=fuzz.ratio, score_cutoff=_CLOSE) is not None
