"""The one boundary for errors: what goes wrong in a turn becomes a line for the person."""

import logging
from collections.abc import Generator, Iterator

from graph.events import Event, Failed
from graph.store.rows import StoreUnavailableError, TurnTakenError
from retrieval.errors import AdvisorError, defect

_log = logging.getLogger(__name__)
_NOT_SAVED = (
    "I could not save this turn (the disk may be full, or the database away)."
    " What you said before is kept; please send your message again."
)


def guarded(events: Iterator[Event]) -> Generator[Event, None, None]:
    """Yield the events; what goes wrong becomes the last one.

    Raises:
        StoreUnavailableError, TurnTakenError: nothing can be said of the turn by who holds it.
    """
    try:
        yield from events
    except (StoreUnavailableError, TurnTakenError):
        raise
    except AdvisorError as error:
        yield Failed(str(error))
    except Exception as error:  # noqa: BLE001  # a defect costs a turn only
        _log.error("turn failed: %s", defect(error))
        yield Failed(
            "Something went wrong inside the advisor. What you said before is kept;"
            " please put your message another way."
        )


def stored(events: Iterator[Event]) -> Generator[Event, None, None]:
    """Yield the events, ``guarded``; that a turn could not be kept becomes the last one."""
    try:
        yield from guarded(events)
    except TurnTakenError as error:
        yield Failed(str(error))
    except StoreUnavailableError as error:
        _log.error("%s", error)
        yield Failed(_NOT_SAVED)
