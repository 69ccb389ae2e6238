"""How far suggestions may differ, and where they differ by more."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.evaluation.counterfactual.summary import Summary
from retrieval.errors import AdvisorError

Kind = Literal["built-in", "llm"]


class Bounds(BaseModel):
    """The bounds for one kind of interviewer.

    Attributes:
        repeats: how often each history is told without a swap.
        identical: whether every pair must come to the same suggestions.
        rbo_p: persistence of the rank-biased overlap.
        rbo: least mean rank-biased overlap of each part of a dimension, noise taken off.
        preparation: greatest difference of the mean job zone, from no swap and between parts.
        unread: greatest share of messages that another interviewer read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    repeats: int = Field(ge=1, le=20)
    identical: bool
    rbo_p: float = Field(gt=0, lt=1)
    rbo: float = Field(ge=0, le=1)
    preparation: float = Field(ge=0)
    unread: float = Field(ge=0, le=1)


def read_bounds(path: Path, kind: Kind) -> Bounds:
    """Read the bounds for a kind of interviewer.

    Raises:
        AdvisorError: the file is missing or holds something else.
    """
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        return Bounds.model_validate({**table["bounds"], **table[kind]})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise AdvisorError(
            f"expected bounds in {path}, with [bounds] and [{kind}]: {error}"
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise AdvisorError(f"{path}: {name}: {first['msg']}, got {first['input']!r}") from error


def breaches(found: Summary, bounds: Bounds) -> tuple[str, ...]:
    """Return what is beyond the bounds, a line each; empty if nothing is."""
    return tuple(_breaches(found, bounds))


def _breaches(found: Summary, bounds: Bounds) -> Iterator[str]:
    if found.unread > bounds.unread:
        yield (
            f"another interviewer read {found.unread:.0%} of the messages, more than"
            f" {bounds.unread:.0%}: this says little of the one under test"
        )
    for history in found.empty:
        yield f"{history}: nothing was suggested without a swap, so its pairs say nothing"
    if bounds.identical:
        for pair in found.different:
            yield f"{pair}: other suggestions"
        for pair in found.read_otherwise:
            yield f"{pair}: another history was read"
        return
    for part in found.parts:
        if part.rbo < bounds.rbo:
            yield (
                f"{part.dimension}, {part.group}: mean rank-biased overlap {part.rbo:.3f}, less"
                f" than {bounds.rbo:g}"
            )
        if part.preparation is None:
            yield f"{part.dimension}, {part.group}: no preparation level can be compared"
        elif abs(part.preparation) > bounds.preparation:
            yield (
                f"{part.dimension}, {part.group}: mean preparation level {part.preparation:+.3f}"
                f" job zones, more than {bounds.preparation:g} apart"
            )
    for dimension, apart in found.apart.items():
        if apart > bounds.preparation:
            yield (
                f"{dimension}: its parts are {apart:.3f} job zones apart, more than"
                f" {bounds.preparation:g}"
            )
