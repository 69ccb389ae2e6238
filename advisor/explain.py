"""Answers to "why", "what does it pay", "is it growing" and "what does it need", in sentences."""

from collections.abc import Sequence

from advisor.phrases import listed, percent
from advisor.recommendation import SkillComparison, Suggestion
from retrieval.occupations import EducationShare, Outlook, Pay

_JOB_ZONES = {
    1: "little or no preparation",
    2: "some preparation",
    3: "medium preparation",
    4: "considerable preparation",
    5: "extensive preparation",
}
_SHARES = 3
_SKILLS = 4
_STEADY = 1.0
"""Growth (percent, either way) up to which employment is said to stay about the same."""


def why_sentences(suggestion: Suggestion) -> tuple[str, ...]:
    """Say why an occupation is suggested, each reason with the fact it rests on."""
    reasons = [f"{r.text} (You told me: {r.evidence}.)" for r in suggestion.reasons]
    if not suggestion.probability_if_moving:
        return tuple(reasons)
    group = f' ("{suggestion.group_title}")' if suggestion.group_title != suggestion.title else ""
    chance = (
        f"The model gives {suggestion.title}{group} a chance of"
        f" {percent(suggestion.probability_if_moving)} if you change occupation, and of"
        f" {percent(suggestion.probability)} within a year."
    )
    return (*reasons, chance)


def pay_sentences(title: str, pay: Pay | None) -> tuple[str, ...]:
    """Say what an occupation pays, with source and year; what is not published is said so."""
    if pay is None:
        return (f"Pay for {title} is not published.",)
    source = f"({pay.source}, {pay.year})"
    broader = _broader(pay.broader, pay.soc, "the pay")
    if pay.median is None and pay.hourly_median is not None:
        hour = f"${pay.hourly_median:,.2f}"
        return (
            f"{title}: half earn more than {hour} an hour; yearly pay is not published {source}.",
            *broader,
        )
    if pay.median is None:
        median = f"{title}: the median pay is not published {source}."
    elif "median" in pay.top_coded:
        median = f"{title}: the median is at or above {dollars(pay.median)} a year {source}."
    else:
        median = f"{title}: half earn more than {dollars(pay.median)} a year {source}."
    ends = []
    if pay.p10 is not None:
        ends.append(f"One in ten earns less than {_wage(pay, 'p10', pay.p10)}.")
    if pay.p90 is not None:
        ends.append(f"One in ten earns more than {_wage(pay, 'p90', pay.p90)}.")
    return (median, *ends, *broader)


def outlook_sentences(title: str, outlook: Outlook | None) -> tuple[str, ...]:
    """Say how employment is projected to change, with source and period."""
    if outlook is None:
        return (f"The outlook for {title} is not published.",)
    source = f"({outlook.source}, {outlook.period})"
    growth, openings = outlook.growth_percent, outlook.openings_per_year
    if growth is None:
        change = f"{title}: the projected change in jobs is not published {source}."
    elif abs(growth) <= _STEADY:
        change = f"{title}: the number of jobs is projected to stay about the same,"
        change += f" {growth:+.1f} % {source}."
    else:
        verb = "grow" if growth > 0 else "shrink"
        change = (
            f"{title}: the number of jobs is projected to {verb} by {abs(growth):.1f} % {source}."
        )
    if openings is None:
        yearly = "Yearly openings are not published."
    elif openings == 0:
        yearly = "Fewer than 50 openings a year are expected."
    else:
        yearly = f"About {openings:,} openings a year are expected."
    return (change, yearly, *_broader(outlook.broader, outlook.soc, "the outlook"))


def preparation_sentences(
    title: str,
    job_zone: int | None,
    education: Sequence[EducationShare],
    outlook: Outlook | None,
) -> tuple[str, ...]:
    """Say what preparation an occupation needs, by O*NET and the Employment Projections."""
    zone = f"{title}: O*NET has not rated the preparation needed."
    if job_zone is not None:
        zone = f"{title}: {_JOB_ZONES[job_zone]} needed (O*NET job zone {job_zone} of 5)."
    largest = sorted(education, key=lambda share: -share.percent)[:_SHARES]
    shares = [
        f"{share.percent:.0f} % say {share.label.lower()}"
        + (" (few answers)" if share.imprecise else "")
        for share in largest
        if share.percent >= 1
    ]
    asked = "What education people in it say is required is not surveyed."
    if shares:
        asked = f"Asked what education is required, {listed(shares)} (O*NET)."
    entry = outlook.entry_education if outlook else None
    typical = [f"Typical at entry: {entry} ({outlook.source})."] if entry and outlook else []
    return (zone, asked, *typical)


def skills_sentences(suggestion: Suggestion) -> tuple[str, ...]:
    """Say which skills are shared and which are missing, with O*NET's levels."""
    if not suggestion.shared and not suggestion.missing:
        return (f"O*NET has no skill ratings for {suggestion.title}.",)
    if not suggestion.shared and all(row.held is None for row in suggestion.missing):
        names = listed([row.name for row in suggestion.missing[:_SKILLS]])
        return (
            f"Most important for {suggestion.title}: {names} (O*NET)."
            " Your own jobs are not rated, so I can't compare.",
        )
    lines = []
    if suggestion.shared:
        names = listed([row.name for row in suggestion.shared[:_SKILLS]])
        lines.append(f"Your work already asked for {names}.")
    if suggestion.missing:
        gaps = listed([_gap(row) for row in suggestion.missing[:_SKILLS]])
        lines.append(f"It asks for more of {gaps} (O*NET levels, 0 to 7).")
    return tuple(lines)


def dollars(amount: int) -> str:
    """Return an amount in US dollars, ``$46,300``."""
    return f"${amount:,}"


def _wage(pay: Pay, field: str, amount: int) -> str:
    return f"an amount at or above {dollars(amount)}" if field in pay.top_coded else dollars(amount)


def _gap(row: SkillComparison) -> str:
    held = "not known for your jobs" if row.held is None else f"{row.held:.1f} so far"
    return f"{row.name} (level {row.needed:.1f}, {held})"


def _broader(broader: bool, soc: str, what: str) -> tuple[str, ...]:
    if not broader:
        return ()
    return (f"That is {what} of a broader occupation, SOC {soc}: this one alone is not published.",)
