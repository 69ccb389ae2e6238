"""What a report says, whatever file it becomes: plain text in sections."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from advisor import figures
from advisor.career import CareerHistory, Job
from advisor.competence.check import CompetenceCheck
from advisor.interest_words import fit_sentence
from advisor.phrases import dates_text, education_text, percent
from advisor.recommendation import (
    Reason,
    Recommendation,
    SkillComparison,
    Suggestion,
    TargetAssessment,
)
from advisor.report.how_to_read import how_to_read
from advisor.report.liking import LikingTable, liking_table
from advisor.report.trust import TrustTable, trust_table
from retrieval.attribution import LICENCE_URL, attribution
from retrieval.occupations import OccupationCatalog

TITLE = "Career report"
LANGUAGE = "en-US"
AUTHOR = "Career advisor"

_LONGEST_QUOTE = 400
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SKILLS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class JobLine:
    """A line of the timeline; ``occupation`` is O*NET's name for the job, None if not linked."""

    dates: str
    job: str
    occupation: str | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Labelled figures with the source to show below them; None where there is nothing."""

    rows: tuple[tuple[str, str], ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """One occupation.

    Attributes:
        percent, condition: the chance of it, and for whom: those who change occupation, or for
            an occupation in one's own group everybody.
        chance: the same in a sentence, with the chance within a year.
        observed: how often the move was seen; None where a reason says so.
        place: for a target, where it stands among all; None for a suggestion.
        steps: for a target, what would bring it closer.
        missing, shared: skills, most important first.
        fit: with the person's interests, in a sentence; None if it is not known.
    """

    title: str
    code: str
    url: str
    percent: str
    condition: str
    chance: str
    observed: str | None
    place: str | None
    reasons: tuple[Reason, ...]
    steps: tuple[str, ...]
    cautions: tuple[str, ...]
    missing: tuple[SkillComparison, ...]
    shared: tuple[SkillComparison, ...]
    fit: str | None
    preparation: str
    education: Figures
    pay: Figures
    outlook: Figures


@dataclass(frozen=True, slots=True)
class ReportContent:
    """All of a report; empty tuples and None where there is nothing to say.

    Attributes:
        made: the date in words.
        told: label and text of the education, and of what the person likes and rules out.
        liking: the answers to a questionnaire.
        stay: what may go on or come again, in two parts of a sentence, and its chance.
        reading: how to read the numbers; ``sources``: where they come from.
    """

    made: str
    jobs: tuple[JobLine, ...]
    told: tuple[tuple[str, str], ...]
    liking: LikingTable | None
    reason: str | None
    stay: tuple[str, str, str] | None
    notes: tuple[str, ...]
    cards: tuple[Card, ...]
    target: Card | None
    trust: TrustTable | None
    reading: tuple[str, ...]
    sources: tuple[str, ...]


def report_content(  # noqa: PLR0913  # everything a report says, from its five owners
    history: CareerHistory,
    recommendation: Recommendation | None,
    assessment: TargetAssessment | None,
    *,
    checks: Sequence[CompetenceCheck],
    today: date,
    catalog: OccupationCatalog,
) -> ReportContent:
    """Return what a report on these says; arguments as of ``write_report``."""
    shown = recommendation
    common = figures.common_cautions(shown.suggestions) if shown else ()
    return ReportContent(
        made=f"{today:%B} {today.day}, {today.year}",
        jobs=tuple(_job_line(job, catalog) for job in history.jobs),
        told=_told(history),
        liking=liking_table(history.interest_profile, shown),
        reason=_reason(shown),
        stay=(*figures.staying_words(shown.stay), percent(shown.stay.probability))
        if shown
        else None,
        notes=tuple(map(_line, (*shown.notes, *common))) if shown else (),
        cards=tuple(_card(s, without=common) for s in shown.suggestions) if shown else (),
        target=_target(assessment, without=common) if assessment else None,
        trust=trust_table(checks),
        reading=how_to_read(
            has_cards=assessment is not None or bool(shown and shown.suggestions),
            has_fits=bool(shown and shown.liked),
        ),
        sources=_sources(shown, assessment, catalog),
    )


def _reason(shown: Recommendation | None) -> str | None:
    if shown is None or not shown.reason:
        return None
    return _line(figures.reason_sentence(shown) or "")


def _line(text: str) -> str:
    """Return text on one line, without the characters that no file can hold."""
    return " ".join(_NOT_XML.sub("", text).split())


def _quote(text: str) -> str:
    """Return text on one line, short enough for a card; a cut shows."""
    text = _line(text)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1].rstrip()}…"


def _job_line(job: Job, catalog: OccupationCatalog) -> JobLine:
    occupation = catalog.occupations.get(job.code) if job.code else None
    name = f"{occupation.title} ({occupation.code})" if occupation else None
    text = job.title + (f", {job.employer}" if job.employer else "")
    return JobLine(
        dates_text(job),
        _quote(text if job.paid else f"{text} (unpaid)"),
        f"{name}, best guess" if name and job.tentative else name,
    )


def _told(history: CareerHistory) -> tuple[tuple[str, str], ...]:
    lists = {
        "Education": [education_text(entry) for entry in history.education],
        "You like": history.interests,
        "You named as skills": history.skills,
        "You rule out": [limit.quote for limit in history.limits],
    }
    return tuple((label, "; ".join(map(_quote, texts))) for label, texts in lists.items() if texts)


def _card(
    suggestion: Suggestion,
    place: str | None = None,
    steps: Sequence[str] = (),
    without: Sequence[str] = (),
) -> Card:
    pay, outlook = suggestion.pay, suggestion.outlook
    counted = any(reason.kind == "move" for reason in suggestion.reasons)
    return Card(
        title=suggestion.title,
        code=suggestion.code,
        url=suggestion.url,
        percent=figures.headline_chance(suggestion),
        condition=(
            "if you change occupation" if suggestion.probability_if_moving else "a year from now"
        ),
        chance=figures.chance_sentence(suggestion),
        observed=None if counted else figures.observed_sentence(suggestion),
        place=place,
        reasons=tuple(
            Reason(r.kind, _quote(r.text), _quote(r.evidence)) for r in suggestion.reasons
        ),
        steps=tuple(map(_line, steps)),
        cautions=tuple(_quote(c) for c in suggestion.cautions if c not in without),
        missing=suggestion.missing[:_SKILLS_SHOWN],
        shared=suggestion.shared[:_SKILLS_SHOWN],
        fit=fit_sentence(suggestion.interest_fit) if suggestion.interest_fit else None,
        preparation=figures.preparation_text(suggestion.job_zone),
        education=Figures(
            tuple(figures.education_rows(suggestion.education)),
            "Education required, say the people in the job (O*NET)"
            if suggestion.education
            else None,
        ),
        pay=Figures(tuple(figures.pay_rows(pay)), figures.pay_source(pay) if pay else None),
        outlook=Figures(
            tuple(figures.outlook_rows(outlook)),
            figures.outlook_source(outlook) if outlook else None,
        ),
    )


def _target(assessment: TargetAssessment, without: Sequence[str]) -> Card:
    if assessment.rank is None:
        place = "It lies in the occupation group you work in now."
    else:
        place = (
            f"Its group is number {assessment.rank:,} of the {assessment.of:,} occupation groups"
            " you could move to, the most probable first."
        )
    return _card(assessment.suggestion, place, assessment.steps, without)


def _sources(
    shown: Recommendation | None, assessment: TargetAssessment | None, catalog: OccupationCatalog
) -> tuple[str, ...]:
    suggestions = [*(shown.suggestions if shown else ()), *_weighed(assessment)]
    published = dict.fromkeys(
        [
            *(f"{s.pay.source} ({s.pay.year})" for s in suggestions if s.pay),
            *(f"{s.outlook.source} ({s.outlook.period})" for s in suggestions if s.outlook),
        ]
    )
    lines = [f"Chances and counts: {shown.source}. Predictor: {shown.model}."] if shown else []
    if published:
        lines.append(f"Pay and outlook: {'; '.join(published)}. Public domain.")
    lines.append(f"{attribution(catalog.release)} Licence: {LICENCE_URL}")
    return tuple(map(_line, lines))


def _weighed(assessment: TargetAssessment | None) -> tuple[Suggestion, ...]:
    return (assessment.suggestion,) if assessment else ()
