"""What a turn works on, and what became of a message that is sent again."""

from typing import Literal

from advisor.edits import Edit
from graph.items import GivenItems
from graph.state import ConversationState

Became = Literal["new", "unfinished", "answered"]
"""What became of a message: not seen, its turn was cut off, or answered."""


def given_turn(
    message_id: str | None,
    message: str = "",
    shown_as: str = "",
    manual: tuple[Edit, ...] | None = None,
    given: GivenItems | None = None,
) -> ConversationState:
    """Return what a turn works on; every field, since the state remembers those of the last."""
    return {
        "message": message,
        "shown_as": shown_as,
        "manual": manual,
        "given": given,
        "message_id": message_id,
    }


def became(message_id: str | None, values: ConversationState, *, unfinished: bool) -> Became:
    """Return what became of a message; one without an id is always new."""
    if message_id is None:
        return "new"
    if message_id in values.get("received", ()):
        return "answered"
    return "unfinished" if unfinished and message_id == values.get("message_id") else "new"
