"""Talk to the advisor in tests, and pick what it answered."""

from graph.events import Event, Failed, TextDelta
from graph.session import Session

COOK = "I was a cook at Denny's from 2010 to 2015, now I'm a waiter at Hilton since 2016"
"""Two jobs, dated: enough for suggestions."""


def say(session: Session, *messages: str) -> list[Event]:
    """Send the messages; return the events of the last."""
    events: list[Event] = []
    for message in messages:
        events = list(session.reply(message))
        assert not [e for e in events if isinstance(e, Failed)]
    return events


def text(events: list[Event]) -> str:
    """Return the words of a reply."""
    return "".join(e.text for e in events if isinstance(e, TextDelta))


def only(events: list[Event], kind: type[Event]) -> Event:
    """Return the one event of a kind."""
    (found,) = [e for e in events if isinstance(e, kind)]
    return found
