"""Tells a person what their history says: the facts that were picked, in their own terms.

A reason is picked from years as the survey counts them (``advisor.model.reasons``). A person is
told the same facts as they gave them: dates, never years counted up, and nothing that was only
assumed to lay the career out. What follows from it is what the model's chances say.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from advisor.career import PRESENT, CareerHistory, Job, When
from advisor.model.claims import Claim, Topic
from advisor.model.themes import Theme
from advisor.model.title_facts import TitleFacts
from advisor.phrases import LEVELS, duration_text

MOST_FACTS = 2
"""Facts told beside the present or last job."""
_FEW = 3
"""Occupations or employers from which it is worth saying how many there were."""
_GOES_TO = {
    Theme.STEP_UP: "more demanding work in the same field",
    Theme.NEIGHBOURING: "other work in the same field",
    Theme.NEW_FIELD: "work in another field",
    Theme.RETURN: "work they did before",
    Theme.STUDY: "school or training",
    Theme.PAUSE: "a time without a job",
}
_IDLE = (Theme.STUDY, Theme.PAUSE)
_AN_LETTERS = frozenset("AEFHILMNORSX")
_Y_SOUND = ("uni", "use", "usa", "usu", "uti", "uro", "eu", "ux", "uk")


@dataclass(frozen=True)
class Facts:
    """What is told from.

    Attributes:
        history: as the person told it.
        title_of: by job, the title the model knows its work by; None if it knows none.
        titles: what is known of titles.
        working: whether the person is taken to have a job now.
        studying: whether they are taken to be in education.
    """

    history: CareerHistory
    title_of: Mapping[str, str | None]
    titles: Mapping[str, TitleFacts]
    working: bool
    studying: bool

    def of(self, job: Job) -> TitleFacts | None:
        """Return what is known of a job's work."""
        title = self.title_of.get(job.id)
        return self.titles.get(title) if title else None

    @property
    def known(self) -> list[Job]:
        """The jobs whose work the model knows."""
        return [job for job in self.history.jobs if self.title_of.get(job.id)]

    @property
    def latest(self) -> Job | None:
        """The job held now, or the last one; None if the model knows none of them."""
        return CareerHistory(jobs=tuple(self.known)).latest_job


def tell(facts: Facts, claims: Sequence[Claim], weights: Mapping[Theme, float]) -> str:
    """Return the reason as sentences to the person.

    Args:
        facts: what they told.
        claims: what a reason picked, the weightiest first; borne out by the career.
        weights: chance of each reading of the coming year.
    """
    told = [_job_sentence(facts)]
    topics = {claim.topic for claim in claims}
    for claim in claims:
        sentence = _sentence(claim, topics, facts)
        if sentence and sentence not in told and len(told) <= MOST_FACTS:
            told.append(sentence)
    return " ".join([*told, *_outlook(facts, weights)])


def with_article(title: str) -> str:
    """Return a job's title behind "a" or "an"; one in the plural stays as it is."""
    first = title.split(maxsplit=1)[0] if title.split() else ""
    last = title.rsplit(maxsplit=1)[-1].casefold() if title.split() else ""
    if last.endswith("s") and not last.endswith(("ss", "us", "is")):
        return title
    if first.isupper() and len(first) <= 4:
        vowel = first[0] in _AN_LETTERS
    else:
        vowel = first[:1].casefold() in tuple("aeiou") and not first.casefold().startswith(_Y_SOUND)
    return f"{'an' if vowel else 'a'} {title}"


def _job_sentence(facts: Facts) -> str:
    job = facts.latest
    if job is None:
        return ""
    where = f" at {job.employer}" if job.employer else ""
    work = with_article(job.title)
    if isinstance(job.end, When):
        return f"Your last job, as {work}{where}, ended in {job.end}."
    if job.start and job.end == PRESENT:
        return f"You have worked as {work}{where} since {job.start}."
    if job.start:
        return f"You began to work as {work}{where} in {job.start}."
    if job.duration_months:
        length = duration_text(job.duration_months)
        have = "have worked" if job.end == PRESENT else "worked"
        return f"You {have} as {work}{where} for {length}."
    return f"You told me of work as {work}{where}."


def _sentence(claim: Claim, topics: Collection[Topic], facts: Facts) -> str | None:
    """Return a claim in the person's own terms; None for what they did not tell as such."""
    match claim.topic:
        case Topic.RETURN:
            return _returned(facts)
        case Topic.CHANGES:
            return _changes(claim, facts)
        case Topic.FIELD | Topic.PREPARATION:
            return _compared(topics, facts)
        case Topic.EDUCATION:
            return _education(facts.history)
        case _:
            return None


def _earlier(facts: Facts) -> Job | None:
    """Return the last job before the present one that was other work."""
    now = facts.latest
    if now is None:
        return None
    others = [job for job in facts.known if facts.title_of[job.id] != facts.title_of[now.id]]
    return CareerHistory(jobs=tuple(others)).latest_job


def _returned(facts: Facts) -> str | None:
    """Say that they are back in work from before, where the dates told show it."""
    now = facts.latest
    other = _earlier(facts)
    if now is None or other is None or now.start is None or other.start is None:
        return None
    for job in facts.known:
        same = facts.title_of[job.id] == facts.title_of[now.id]
        if job.id != now.id and same and job.start and job.start.year < other.start.year:
            return f"You had done such work before, as {with_article(job.title)}."
    return None


def _changes(claim: Claim, facts: Facts) -> str | None:
    employers = {job.employer.casefold() for job in facts.known if job.employer}
    titles = {facts.title_of[job.id] for job in facts.known}
    if "employers" in claim.text and len(employers) >= _FEW:
        return f"You told me of {len(employers)} employers."
    if "occupations" in claim.text and len(titles) >= _FEW:
        return f"You told me of {len(titles)} different occupations."
    return None


def _compared(topics: Collection[Topic], facts: Facts) -> str | None:
    """Say what they did before and how it compares, in the respects that were picked."""
    now, other = facts.latest, _earlier(facts)
    here, there = (facts.of(job) if job else None for job in (now, other))
    if other is None or here is None or there is None:
        return None
    parts = []
    if Topic.FIELD in topics:
        parts.append(f"in {'the same' if here.field == there.field else 'another'} field")
    zones = (there.job_zone, here.job_zone)
    if Topic.PREPARATION in topics and None not in zones and zones[0] != zones[1]:
        asked = "less" if (there.job_zone or 0) < (here.job_zone or 0) else "more"
        parts.append(f"where {asked} preparation is asked for")
    if not parts:
        return None
    return f"Before, you worked as {with_article(other.title)}, {' and '.join(parts)}."


def _education(history: CareerHistory) -> str | None:
    level = history.highest_education
    if level is None:
        return None
    name = LEVELS[level]
    article = with_article(name) if name.endswith(("degree", "doctorate")) else name
    return f"Your highest level of education is {article}."


def _outlook(facts: Facts, weights: Mapping[Theme, float]) -> Iterator[str]:
    """Yield what people with such a history do, by the model's chances alone."""
    into_work = {
        theme: weight
        for theme, weight in weights.items()
        if theme is not Theme.STAY and theme not in _IDLE
    }
    if not facts.working:
        goal = _GOES_TO[max(into_work, key=lambda theme: into_work[theme])]
        who = "finish studying and start a job" if facts.studying else "go back to work"
        yield f"People with a history like yours who {who} most often go to {goal}."
        return
    moves = {theme: weight for theme, weight in weights.items() if theme is not Theme.STAY}
    likeliest = max(moves, key=lambda theme: moves[theme])
    goal = f"go to {_GOES_TO[likeliest]}"
    if likeliest is Theme.PAUSE:
        goal = f"have {_GOES_TO[likeliest]} first"
    if weights[Theme.STAY] >= 0.5:
        yield "Most people with a history like yours are in the same occupation a year later."
        yield f"Those who leave it most often {goal}."
    else:
        yield (
            "Most people with a history like yours are not in the same occupation a year later;"
            f" they most often {goal}."
        )
