"""The experiments an operator runs, read strictly from one TOML file."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from retrieval.errors import AdvisorError

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
"""Of an experiment or a variant: it goes into the log and into commands."""

PromptName = Annotated[str, StringConstraints(pattern=r"^[a-z_]+-v\d+$")]
"""File name of a prompt, as in ``understand-v3``."""

Metric = Literal[
    "completion",
    "turns_to_suggestion",
    "repeated_questions",
    "corrections",
    "failed_turns",
    "latency_p50",
    "latency_p95",
    "helpful",
    "facts_per_question",
]
"""What decides an experiment; ``advisor.evaluation.experiments.outcomes`` defines each."""

MOST_REASONS = 8
"""A suggestion never has more."""


class _Table(BaseModel):
    """A table of the file; a name it does not know is a mistake and is said."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Change(_Table):
    """What a variant serves in place of what the settings say; None leaves it.

    Attributes:
        interviewer: ``built-in`` or ``llm``, the language model that the settings name.
        understand_prompt, speak_prompt: file names of that model's prompts.
        predictor: ``trained``, which is what the settings name, or ``counts``.
        reasons: how many reasons a suggestion shows at most.
    """

    interviewer: Literal["built-in", "llm"] | None = None
    understand_prompt: PromptName | None = None
    speak_prompt: PromptName | None = None
    predictor: Literal["trained", "counts"] | None = None
    reasons: int | None = Field(default=None, ge=1, le=MOST_REASONS)

    @property
    def changed(self) -> frozenset[str]:
        """Names of the parts it says something about."""
        parts = Change.model_fields
        return frozenset(name for name in parts if getattr(self, name) is not None)

    @property
    def problem(self) -> str | None:
        """What in it contradicts itself; None if nothing does."""
        if self.interviewer == "built-in" and self.prompted:
            return "the built-in interviewer has no prompts, so set interviewer or prompts"
        return None

    @property
    def prompted(self) -> bool:
        """Whether it needs a language model."""
        return self.interviewer == "llm" or bool(self.changed & _PROMPTS)


class Variant(Change):
    """One of the things compared; the first of an experiment is its control.

    Attributes:
        name: of the variant; a conversation keeps its variant by this name.
        weight: its share of the conversations, relative to the other variants'.
    """

    name: Name
    weight: float = Field(default=1.0, gt=0, strict=False, allow_inf_nan=False)

    @property
    def change(self) -> Change:
        """What it changes, without its name."""
        return Change(**{name: getattr(self, name) for name in Change.model_fields})


class Fixed(_Table):
    """Effects are shown once ``n`` conversations of each variant are in, and are of those alone."""

    kind: Literal["fixed"]
    n: int = Field(ge=10)


class Sequential(_Table):
    """Effects may be looked at any time.

    Attributes:
        n: conversations, of all variants together, at which the interval is to be narrowest.
    """

    kind: Literal["sequential"]
    n: int = Field(default=2_000, ge=100)


class Experiment(_Table):
    """One experiment.

    Attributes:
        name: of the experiment.
        salt: any text; another one assigns anew, independently.
        metric: what decides.
        share: of new conversations that take part; 0 lets nobody else in.
        stopping: when effects may be looked at; decided before the first conversation.
        minimal_effect: the smallest effect worth knowing, in the metric's unit; None not to say.
        variants: two or more, the control first.
    """

    name: Name
    salt: str = Field(min_length=1)
    metric: Metric
    share: float = Field(default=1.0, ge=0, le=1, strict=False)
    stopping: Annotated[Fixed | Sequential, Field(discriminator="kind")]
    minimal_effect: float | None = Field(default=None, gt=0, strict=False, allow_inf_nan=False)
    variants: Annotated[tuple[Variant, ...], Field(min_length=2, strict=False)]

    @property
    def control(self) -> Variant:
        """What the others are compared with."""
        return self.variants[0]

    @property
    def changed(self) -> frozenset[str]:
        """Names of the parts that some variant changes."""
        return frozenset[str]().union(*(variant.changed for variant in self.variants))

    def variant(self, name: str) -> Variant | None:
        """Return the variant with a name; None if there is none."""
        return next((one for one in self.variants if one.name == name), None)


class Experiments(_Table):
    """All experiments that run at a time."""

    experiments: Annotated[tuple[Experiment, ...], Field(strict=False)] = ()

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file.

        Raises:
            AdvisorError: it is missing or says something that cannot be; one line, which names
                the experiment and the setting.
        """
        try:
            given = tomllib.loads(path.read_text("utf-8"))
            found = cls.model_validate(given)
        except OSError as error:
            raise AdvisorError(f"expected experiments at {path}: {error.strerror}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise AdvisorError(f"expected TOML in {path}: {error}") from error
        except ValidationError as error:
            first = error.errors()[0]
            where = " ".join(_named(part) for part in first["loc"])
            raise AdvisorError(f"{path}: {where}: {first['msg']}") from error
        problem = next(_problems(found.experiments), None)
        if problem is not None:
            raise AdvisorError(f"{path}: {problem}")
        return found

    def named(self, name: str) -> Experiment:
        """Return an experiment; raise ``AdvisorError`` if there is none of that name."""
        for one in self.experiments:
            if one.name == name:
                return one
        known = ", ".join(one.name for one in self.experiments) or "none"
        raise AdvisorError(f"expected the name of an experiment ({known}), got {name!r}")


_PROMPTS = frozenset({"understand_prompt", "speak_prompt"})


def _problems(experiments: tuple[Experiment, ...]) -> Iterator[str]:
    """Yield what is wrong between parts of the file."""
    yield from (f"two experiments are named {name!r}" for name in _twice(experiments))
    for one in experiments:
        yield from (
            f"experiment {one.name!r}: two variants are named {name!r}"
            for name in _twice(one.variants)
        )
        for variant in one.variants:
            problem = variant.problem
            if problem is not None:
                yield f"experiment {one.name!r}, variant {variant.name!r}: {problem}"
    for one, other in combinations(experiments, 2):
        for part in sorted(_touched(one.changed) & _touched(other.changed)):
            yield (
                f"experiments {one.name!r} and {other.name!r} both change {part}: what runs at a"
                " time must change different things"
            )


def _touched(changed: frozenset[str]) -> frozenset[str]:
    """Return the parts whose meaning a change touches: another interviewer has other prompts."""
    return changed | _PROMPTS if "interviewer" in changed else changed


def _twice(named: tuple[Experiment, ...] | tuple[Variant, ...]) -> list[str]:
    counts: Mapping[str, int] = Counter(one.name for one in named)
    return [name for name, times in counts.items() if times > 1]


def _named(part: str | int) -> str:
    return f"number {part + 1}" if isinstance(part, int) else part
