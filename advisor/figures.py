"""What is shown about an occupation: chances, pay, outlook and preparation in words."""

from collections.abc import Sequence

from advisor.model.prediction import EVIDENCE_WRITER
from advisor.phrases import percent
from advisor.recommendation import Recommendation, Staying, Suggestion
from retrieval.occupations import EducationShare, Outlook, Pay

NOT_PUBLISHED = "not published"

_JOB_ZONES = {
    1: "Little or no preparation: a short introduction is usually enough.",
    2: "Some preparation: from a few weeks up to a year of learning on the job.",
    3: "Medium preparation: usually one or two years of training, often a vocational course.",
    4: "Considerable preparation: often a bachelor's degree or several years in related work.",
    5: "Extensive preparation: often a graduate degree and years of experience.",
}
_EDUCATION_SHOWN = 3


def reason_sentence(shown: Recommendation) -> str | None:
    """Say what the history says, and who picked the facts; None where nothing is said."""
    if not shown.reason:
        return None
    return f"What your history says: {shown.reason} {reason_origin(shown)}"


def reason_origin(shown: Recommendation) -> str:
    """Say who picked the facts of the reason."""
    by = "rules" if shown.reason_by == EVIDENCE_WRITER else shown.reason_by
    return f"These facts are as you told them; {by} picked them."


def staying_words(stay: Staying) -> tuple[str, str]:
    """Return what the chance of staying, or of going back, is of: its name, and the rest."""
    if stay.held:
        return "Staying", f"in {stay.title} for another year"
    return "Going back", f"to {stay.title}, or close to it, within a year"


def chance_sentence(suggestion: Suggestion) -> str:
    """Say how likely the move is, first as people count, then as a number."""
    in_a_year = f"Your chance of working in it a year from now: {percent(suggestion.probability)}."
    if not suggestion.probability_if_moving:
        return f"You work in its occupation group already. {in_a_year}"
    moving = suggestion.probability_if_moving
    return (
        f"{_frequency(moving)} people with a history like yours who change occupation move to this"
        f" group ({percent(moving)}). {in_a_year}"
    )


def headline_chance(suggestion: Suggestion) -> str:
    """Return the number at the top of a card: of those who change, or of those who stay."""
    return percent(suggestion.probability_if_moving or suggestion.probability)


def observed_sentence(suggestion: Suggestion) -> str:
    """Say how often the move was observed."""
    if not suggestion.leavers:
        return "Nobody was observed leaving your occupation group, so there is no count to show."
    return (
        f"{suggestion.moved:,} of {suggestion.leavers:,} people observed leaving your occupation"
        f" group moved to this one, “{suggestion.group_title}”."
    )


def common_cautions(suggestions: Sequence[Suggestion]) -> tuple[str, ...]:
    """Return the cautions that every suggestion carries, to be said once for all."""
    if len(suggestions) < 2:
        return ()
    first, *others = suggestions
    return tuple(c for c in first.cautions if all(c in other.cautions for other in others))


def _frequency(probability: float) -> str:
    """Return a probability as a count of people: "About 1 in 8"."""
    if probability < 0.001:
        return "Fewer than 1 in 1,000"
    if probability >= 0.4:
        return f"About {max(4, min(round(probability * 10), 9))} in 10"
    count = round(1 / probability)
    if count > 20:
        count = round(count, -1 if count < 200 else -2)
    return f"About 1 in {count:,}"


def pay_rows(pay: Pay | None) -> list[tuple[str, str]]:
    """Return label and figure of the yearly pay; what is not published says so."""
    if pay is None:
        return [("Pay", NOT_PUBLISHED)]
    if pay.median is None and pay.hourly_median is not None:
        return [
            ("Half earn less than", f"${pay.hourly_median:,.2f} an hour"),
            ("Yearly pay", f"{NOT_PUBLISHED}: most do not work all year"),
        ]
    return [
        ("10 % earn less than", _dollars(pay.p10, "p10" in pay.top_coded)),
        ("Half earn less than", _dollars(pay.median, "median" in pay.top_coded)),
        ("90 % earn less than", _dollars(pay.p90, "p90" in pay.top_coded)),
    ]


def _dollars(amount: int | None, or_more: bool) -> str:
    if amount is None:
        return NOT_PUBLISHED
    return f"${amount:,} or more a year" if or_more else f"${amount:,} a year"


def pay_source(pay: Pay) -> str:
    """Say where the pay comes from."""
    return f"{pay.source}, {pay.year}{_broader(pay)}"


def median_text(pay: Pay | None) -> str:
    """Return the median pay for the line that sums a card up."""
    if pay is not None and pay.median is None and pay.hourly_median is not None:
        return f"median ${pay.hourly_median:,.2f} an hour"
    if pay is None or pay.median is None:
        return f"median pay {NOT_PUBLISHED}"
    return f"median {_dollars(pay.median, 'median' in pay.top_coded)}"


def outlook_rows(outlook: Outlook | None) -> list[tuple[str, str]]:
    """Return label and figure of the projection; what is not published says so."""
    if outlook is None:
        return [("Outlook", NOT_PUBLISHED)]
    openings = outlook.openings_per_year
    if openings is None:
        text = NOT_PUBLISHED
    else:
        text = f"about {openings:,}" if openings else "fewer than 50"
    return [("Change in jobs", _growth(outlook)), ("Openings a year", text)]


def _growth(outlook: Outlook) -> str:
    if outlook.growth_percent is None:
        return NOT_PUBLISHED
    growth = f"{outlook.growth_percent:+.1f} %".replace("-", "−")
    return f"{growth} over {_period(outlook)}"


def outlook_source(outlook: Outlook) -> str:
    """Say where the projection comes from."""
    return f"{outlook.source}, {_period(outlook)}{_broader(outlook)}"


def growth_text(outlook: Outlook | None) -> str:
    """Return the growth for the line that sums a card up."""
    if outlook is None or outlook.growth_percent is None:
        return f"outlook {NOT_PUBLISHED}"
    growth = outlook.growth_percent
    if abs(growth) < 0.05:
        return f"no change in jobs expected over {_period(outlook)}"
    word = "growing" if growth > 0 else "shrinking"
    return f"{word} {abs(growth):.1f} % over {_period(outlook)}"


def _period(outlook: Outlook) -> str:
    return outlook.period.replace("-", "–")


def _broader(figures: Pay | Outlook) -> str:
    return f", for the broader group {figures.soc}" if figures.broader else ""


def preparation_text(job_zone: int | None) -> str:
    """Return the job zone in our own words."""
    return (
        _JOB_ZONES[job_zone] if job_zone else "O*NET has not rated how much preparation it takes."
    )


def education_rows(shares: tuple[EducationShare, ...]) -> list[tuple[str, str]]:
    """Return the most common required education with its share; empty if not surveyed."""
    largest = sorted(shares, key=lambda share: -share.percent)[:_EDUCATION_SHOWN]
    return [
        (share.label, f"{share.percent:.0f} %" + (" (few answers)" if share.imprecise else ""))
        for share in largest
    ]
