"""What a comparison of an experiment's variants comes to."""

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.evaluation.experiments.estimate import Estimate
from advisor.experiments.config import Experiment, Metric
from retrieval.frozen import Frozen


@dataclass(frozen=True, slots=True)
class Arm(Frozen):
    """The conversations of a variant.

    Attributes:
        variant: its name.
        share: of the conversations that it was to get.
        entered: conversations that began with it.
        over: those of them whose time is over.
        analysed: those of them that effects are about; 0 while none may be shown.
    """

    variant: str
    share: float
    entered: int
    over: int
    analysed: int


@dataclass(frozen=True, slots=True)
class Level(Frozen):
    """A metric in one variant.

    Attributes:
        n: conversations that have a value.
        mean: of them; None for fewer than two.
        low, high: its 95 % interval, with the number of conversations fixed; None where the
            conversations may be looked at any time, or do not differ.
    """

    n: int
    mean: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Effect(Frozen):
    """A variant against the control.

    Attributes:
        estimate: None where it cannot be told: too few conversations, or all alike.
        p_holm: p corrected for the number of variants.
        needed: conversations that show the minimal effect with a power of 80 %: of each variant
            where their number is fixed, else of all together; None where no minimal effect is set
            or nothing is known of the spread.
        power: to show it with those planned; None as above, and for sequential experiments.
    """

    variant: str
    estimate: Estimate | None
    p_holm: float | None = None
    needed: int | None = None
    power: float | None = None


@dataclass(frozen=True, slots=True)
class Measured(Frozen):
    """A metric in every variant, the control first, and the effects of the others."""

    levels: tuple[Level, ...]
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Comparison(Frozen):
    """What the log says of an experiment.

    Attributes:
        experiment: as it stands in the file.
        arms: in its order, the control first.
        measured: by metric; empty while nothing may be shown.
        waiting: why nothing may be shown yet; None when it is.
        warnings: what to know before believing it, one line each.
    """

    experiment: Experiment
    arms: tuple[Arm, ...]
    measured: Mapping[Metric, Measured]
    waiting: str | None
    warnings: tuple[str, ...]
