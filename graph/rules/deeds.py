"""Work that a person tells by what they did, before it is known to be a job."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deed:
    """Work told by what was done.

    Attributes:
        left, right: offsets of the verb and its object.
        title: a short title for it.
        paid: False for family care.
        sure: whether the words alone tell of a job; otherwise a date or employer must.
        employer: the employer the words imply (an armed force); None for none.
        now: told in the present tense.
    """

    left: int
    right: int
    title: str
    paid: bool = True
    sure: bool = True
    employer: str | None = None
    now: bool = False
