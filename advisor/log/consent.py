"""What a person agreed to before the first message, and what that lets us keep."""

from enum import StrEnum


class Consent(StrEnum):
    """The two levels; a person may change theirs at any time."""

    USE = "use"
    """Only use the advisor: what was said is gone after the visit; counts and times stay."""
    EVALUATION = "evaluation"
    """Help to improve it as well: the text is kept, with what identifies people removed."""
