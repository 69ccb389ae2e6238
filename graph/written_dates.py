"""Reads a date that a person wrote into a field by itself."""

from datetime import date

from advisor.career import When
from graph.rules.dates import DateKind, find_dates
from retrieval.errors import AdvisorError


def read_when(text: str, name: str, today: date) -> When:
    """Return the date.

    Args:
        text: such as "2019", "2019-05", "May 2019", "last May".
        name: of the field, for the message.
        today: the calendar.

    Raises:
        AdvisorError: it is no date, or holds more than one.
    """
    try:
        return When.parse(text)
    except ValueError:
        spans = find_dates(text, today)
    whole = len(spans) == 1 and spans[0].kind is DateKind.POINT
    start = spans[0].start if whole else None
    if start is None or (spans[0].left, spans[0].right) != (0, len(text)):
        raise AdvisorError(
            f'I could not read the {name} "{text}". Write a year like 2019, or a month like'
            " 2019-05 or May 2019; leave it empty if you are not sure."
        )
    return start
