"""Base of the frozen values that travel through checkpoints and JSON: lists come back as tuples."""

from dataclasses import fields
from functools import cache


class Frozen:
    """Turns list arguments of a frozen dataclass into tuples.

    Checkpoints and JSON know no tuples; without this a value read back would not equal the one
    written.
    """

    __slots__ = ()

    def __post_init__(self) -> None:
        for name in _names(type(self)):  # type: ignore[arg-type]  # classes can be hashed
            value = getattr(self, name)
            if isinstance(value, list):
                object.__setattr__(self, name, tuple(value))


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the fields of a dataclass; looked up once, as values are made by the thousand."""
    return tuple(item.name for item in fields(kind))
