"""What to know before a comparison of variants is believed."""

from collections import Counter
from collections.abc import Iterator, Sequence

from advisor.evaluation.experiments.comparison import Arm, Effect
from advisor.evaluation.experiments.outcomes import MEASURES, Outcome
from advisor.evaluation.experiments.sizes import MISMATCH, POWER, share_mismatch
from advisor.experiments.config import Experiment, Fixed

_NAMED = 3


def warnings_of(
    experiment: Experiment,
    outcomes: Sequence[Outcome],
    arms: Sequence[Arm],
    needs: Sequence[Effect],
) -> Iterator[str]:
    """Yield one line each.

    Args:
        experiment: as it stands in the file.
        outcomes: all its conversations.
        arms: its variants.
        needs: what the minimal effect needs, for each variant but the control.
    """
    yield from _counts(arms)
    yield from _size(experiment, arms, needs)
    yield from _answered(experiment, outcomes)
    gone = Counter(one.variant for one in outcomes if experiment.variant(one.variant) is None)
    for variant, count in gone.items():
        yield (
            f"{_conversations(count)} began with {variant!r}, which is no longer in the file: not"
            " compared"
        )
    missing = sum(one.values[experiment.metric] is None for one in outcomes)
    if missing:
        yield (
            f"{_conversations(missing)} of {len(outcomes):,} have no {experiment.metric}"
            f" ({MEASURES[experiment.metric].says}): variants are compared on the others, who may"
            " not be the same kind of people in each"
        )


def _counts(arms: Sequence[Arm]) -> Iterator[str]:
    p = share_mismatch([arm.entered for arm in arms], [arm.share for arm in arms])
    if p < MISMATCH:
        counts = ", ".join(f"{arm.entered:,} {arm.variant}" for arm in arms)
        yield (
            f"the counts ({counts}) are not those of the weights (chi-square p = {p:.1g}):"
            " conversations are missing from a variant, or the weights were changed; find out why"
            " before anything else is believed"
        )


def _size(experiment: Experiment, arms: Sequence[Arm], needs: Sequence[Effect]) -> Iterator[str]:
    entered, stopping = sum(arm.over for arm in arms), experiment.stopping
    for need in needs:
        effect = experiment.minimal_effect
        if isinstance(stopping, Fixed):
            if need.power is not None and need.power < POWER:
                yield (
                    f"{need.variant!r}: too few are planned: {stopping.n:,} of each variant show an"
                    f" effect of {effect:g} with a power of {need.power:.0%}; {POWER:.0%} needs"
                    f" {need.needed:,} of each"
                )
        elif need.needed is not None and entered < need.needed:
            yield (
                f"{need.variant!r}: {_conversations(entered)} so far; an effect of {effect:g} shows"
                f" with a power of {POWER:.0%} from about {need.needed:,} on"
            )
    if isinstance(stopping, Fixed) and len({arm.share for arm in arms}) > 1:
        yield (
            f"the weights differ, so the first {stopping.n:,} of each variant are not of the same"
            " days: what changes with time counts as an effect; give all the same weight, or use"
            ' kind = "sequential"'
        )
    if experiment.minimal_effect is None:
        yield "no minimal_effect is set, so whether there are enough conversations is not known"


def _answered(experiment: Experiment, outcomes: Sequence[Outcome]) -> Iterator[str]:
    for variant in experiment.variants:
        sets = dict.fromkeys(
            one for o in outcomes if o.variant == variant.name for one in o.answered
        )
        if len(sets) > 1:
            named = "; ".join(list(sets)[:_NAMED]) + ("; ..." if len(sets) > _NAMED else "")
            yield (
                f"{variant.name!r} was not one and the same all the time: it was answered by"
                f" {len(sets)} combinations of interviewer, prompts and predictor ({named})"
            )


def _conversations(count: int) -> str:
    return "1 conversation" if count == 1 else f"{count:,} conversations"
