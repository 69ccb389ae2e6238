"""A competence check in sentences."""

from advisor.competence.check import CompetenceCheck, Kind, SelfCheck, SelfRating
from advisor.measured import ALL, Accuracy
from advisor.phrases import percent

LANGUAGE_NAMES = {"en": "English", "es": "Spanish"}
KIND_NAMES: dict[Kind, str] = {"doing": "doing this work", "advising": "advising on it"}

WEAK_GUIDE = (
    "What a language model says of its own competence is known to be a weak guide: models tend to"
    " rate themselves high, and can be confident and wrong. Where it and the measurement disagree,"
    " go by the measurement."
)


def measured_sentences(check: CompetenceCheck) -> tuple[str, ...]:
    """Say how right the predictor was about this kind of work; what is not known is said."""
    if check.measured is None:
        return (f"How right {check.predictor} is about this kind of work was not measured.",)
    measured, counts = check.measured, check.measured.counts
    low, high = counts.observed_interval
    return (
        f"{_whose(check, measured)} it named {_kind(measured)} to"
        f" {counts.movers:,} who then changed occupation, with a mean chance of"
        f" {percent(counts.stated)}: {percent(counts.observed)} did go into it (95 % interval"
        f" {percent(low)} to {percent(high)}).",
        f"Of {counts.arrived:,} who changed to it, it had named it to {percent(counts.found)}"
        " among its five likeliest.",
        f"To you it gives {percent(check.stated)} if you change.",
    )


def _whose(check: CompetenceCheck, measured: Accuracy) -> str:
    few = "" if measured.of == check.group_title else " Too few for this group alone, so:"
    return f"Among {measured.people}, {check.predictor} was put to the test.{few} Each year"


def _kind(measured: Accuracy) -> str:
    if measured.of == ALL:
        return "the occupations it thought likeliest"
    return f"“{measured.of}”" if measured.of[:1].isupper() else f"occupations in {measured.of}"


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
        KIND_NAMES[rating.kind].capitalize(),
        LANGUAGE_NAMES[rating.language],
        "–" if rating.mean is None else f"{rating.mean:.1f}",
        "–" if rating.spread is None else f"{rating.spread:.1f}",
        "–" if rating.agreement is None else percent(rating.agreement),
        ", ".join(f"{n} {what}" for n, what in lost if n) or "none",
    )


def cost_sentence(said: SelfCheck) -> str:
    """Say what the self-rating took."""
    tokens = "" if said.tokens is None else f", {said.tokens:,} tokens"
    calls = f"{said.calls} answer{'' if said.calls == 1 else 's'}"
    return (
        f"{said.activities} activities, asked {said.repeats} times in each language in another"
        f" order: {calls}{tokens} (kept, so that nothing is asked twice)."
    )


def languages_sentence(said: SelfCheck) -> str | None:
    """Say how far its ratings differ between languages; None where there is nothing to compare."""
    if said.apart is None:
        return None
    return f"Between the two languages an activity's rating differs by {said.apart:.1f} points."
