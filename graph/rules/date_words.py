"""The words that dates are made of: months, seasons, decades, in English and Spanish."""

import re
from collections.abc import Iterable

_ENGLISH = "january february march april may june july august september october november december"
_SPANISH = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)
MONTHS: dict[str, int] = {
    name[:length]: place
    for names in (_ENGLISH, _SPANISH)
    for place, name in enumerate(names.split(), start=1)
    for length in (3, 4, len(name))
} | {"setiembre": 9, "febuary": 2, "septem": 9, "novem": 11, "decem": 12}
"""Month by folded name or abbreviation, English and Spanish."""

SEASONS = {
    "spring": 3, "primavera": 3, "summer": 6, "verano": 6, "fall": 9, "autumn": 9, "otono": 9,
    "winter": 12, "invierno": 12, "christmas": 12,
}  # fmt: skip
DECADES = {
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
    "aughts": 2000,
    "noughties": 2000,
}
WITHIN_DECADE = {
    "early": 2,
    "beginning": 1,
    "start": 1,
    "mid": 5,
    "middle": 5,
    "late": 8,
    "end": 9,
}


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of alternatives, longest first, so that none hides a longer one."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"
