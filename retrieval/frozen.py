"""Base of the frozen values that travel through checkpoints and JSON: lists come back as tuples."""

from dataclasses import fields


class Frozen:
    """Turns list arguments of a frozen dataclass into tuples.

    Checkpoints and JSON know no tuples; without this a value read back would not equal the one
    written.
    """

    __slots__ = ()

    def __post_init__(self) -> None:
        for item in fields(self):  # type: ignore[arg-type]  # subclasses are dataclasses
            value = getattr(self, item.name)
            if isinstance(value, list):
                object.__setattr__(self, item.name, tuple(value))
