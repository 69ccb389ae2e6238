"""A competence check in sentences and cells."""

from collections.abc import Sequence

from advisor.competence.check import CompetenceCheck, Kind, SelfCheck, SelfRating
from advisor.measured import ALL
from advisor.phrases import percent

LANGUAGE_NAMES = {"en": "English", "es": "Spanish"}
KIND_NAMES: dict[Kind, str] = {"doing": "doing this work", "advising": "advising on it"}
NO_NUMBER = "–"

WEAK_GUIDE = (
    "A language model's rating of itself is known to be a weak guide: models tend to rate"
    " themselves high, and can be sure and wrong. Where it and the measurement disagree, go by the"
    " measurement."
)
COLUMNS = ("To you", "On average", "Came true", "Foreseen")
"""Of the table of what was measured."""


def measured_intro(checks: Sequence[CompetenceCheck]) -> str:
    """Say who was measured, and what the columns of the table mean."""
    measured = next((check.measured for check in checks if check.measured), None)
    if measured is None:
        return f"How right {checks[0].predictor} is about this work was not measured."
    return (
        f"{checks[0].predictor} was put to the test on {measured.people}. The table shows the"
        " chance you are given if you change occupation; the chance it gave them on average; how"
        " many of them did go into that work (with the 95 % interval); and, of those who went, how"
        " many had it among their five likeliest."
    )


def measured_row(check: CompetenceCheck) -> tuple[str, ...]:
    """Return what was measured as cells, in the order of ``COLUMNS``."""
    stated = percent(check.stated) if check.stated else NO_NUMBER
    if check.measured is None:
        return (stated, *(NO_NUMBER for _ in COLUMNS[1:]))
    counts = check.measured.counts
    low, high = counts.observed_interval
    came = f"{percent(counts.observed)} ({percent(low)} to {percent(high)})"
    return (stated, percent(counts.stated), came, percent(counts.found))


def measured_of(check: CompetenceCheck) -> str:
    """Say what the numbers are of, and of how many people."""
    if check.measured is None:
        return "not measured"
    counts, of = check.measured.counts, check.measured.of
    what = f"“{of}”"
    if of == ALL:
        what = "all work, as too few went into this kind"
    elif of != check.group_title:
        what = f"{of} as a whole, as too few went into this group"
    return f"{what}: named {counts.movers:,} times; {counts.arrived:,} went, named or not"


def self_sentence(said: SelfCheck) -> str:
    """Say what the language model thinks of itself, in one sentence."""
    means = {kind: said.mean(kind) for kind in KIND_NAMES}
    parts = [
        f"{mean:.1f} of 5 at {KIND_NAMES[kind]}" for kind, mean in means.items() if mean is not None
    ]
    if not parts:
        declined = any(r.refused for r in said.ratings) and not any(r.broken for r in said.ratings)
        how = "declined to rate itself" if declined else "gave no rating that can be used"
        return f"{said.model} {how}."
    return f"{said.model} rates itself {' and '.join(parts)}."


def rating_row(rating: SelfRating) -> tuple[str, ...]:
    """Return a rating as cells: what, language, mean, spread, agreement, without a number."""
    lost = [(rating.refused, "declined"), (rating.broken, "unusable")]
    return (
        rating.kind.capitalize(),
        LANGUAGE_NAMES[rating.language],
        NO_NUMBER if rating.mean is None else f"{rating.mean:.1f}",
        NO_NUMBER if rating.spread is None else f"{rating.spread:.1f}",
        NO_NUMBER if rating.agreement is None else percent(rating.agreement),
        ", ".join(f"{n} {what}" for n, what in lost if n) or "none",
    )


def cost_sentence(said: SelfCheck) -> str:
    """Say how the model was asked, and what it took."""
    times = "once" if said.repeats == 1 else f"{said.repeats} times"
    tokens = "" if said.tokens is None else f" and {said.tokens:,} tokens"
    calls = f"{said.calls} call{'' if said.calls == 1 else 's'}"
    return (
        f"{said.activities} activities, asked {times} in each language, each time in another"
        f" order: {calls}{tokens}. Answers are kept, so nothing is asked twice."
    )


def languages_sentence(said: SelfCheck) -> str | None:
    """Say how far its ratings differ between languages; None where there is nothing to compare."""
    if said.apart is None:
        return None
    return (
        f"Asked in the other language, it rates an activity {said.apart:.1f} points apart on"
        " average."
    )
