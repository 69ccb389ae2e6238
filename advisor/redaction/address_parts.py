"""Finds the parts of an address that commas set off, and knows the forms of half addresses."""

import re
from collections.abc import Iterator

from advisor.redaction.spans import ADDRESS, Span

SOME_YEAR = re.compile(
    r"(?:^|[^,#\d]\s)(?:19|20)\d\d(?!\d)|\b(?:19|20)\d\d,|\b(?:spring|string|during) \d", re.I
)
_SMALL = (
    r"(?:(?i:col|fracc|urb|bl|sc|ap|et|edif|mz|lt|casa|piso|puerta|apto|bajo|int|dpto|depto|esc"
    r"|kec|kel|kab|rt|rw|d|no|apt|unit|flat|suite|ste|floor|fl|villa|sector|phase|barrio|near|opp"
    r"|cross|main|brgy|barangay|bgy|sitio|purok|vill|village|post|p\.?s|dist|tehsil|taluk|mandal"
    r"|house|road|lane|block|blk|lot|plot|ward|priv|residencial|res|conj|bairro|parish|townland"
    r"|co)\.?:?\s?)"
)
_PART = re.compile(
    rf"\.?,\s?(?P<part>(?:{_SMALL}(?=[A-Z\d,.;]|\s|$))?"
    r"(?:[A-ZÁÉÍÓÚÑİ\d#][\w'’.º-]*)(?: (?:[A-ZÁÉÍÓÚÑİ\d#][\w'’.:-]*|de|la|del|of|upon|al|y)){0,4}"
    r"|(?i:bajo|[aá]tico|entresuelo|principal))"
    r"(?:\s?[-–]\s?\d{3,6}|\s\d{3})?(?=\s*(?:[.,;)\n]|$)|\s(?:and|but|so|to|for|is|if|y|near|in"
    r"|with|-|–|—)\b)"
)
_MOST_PARTS = 5
_PART_BEFORE = re.compile(
    r"(?:^|[\n;|·:(]\s?|,\s?|\b(?:at|on|to|in|from"
    r"|is)\s)(?P<part>[A-ZÀ-Þ\d#][\w'’./-]*(?:\s(?:[A-ZÀ-Þ\d#][\w'’./-]*|de|la|of|the)){0,4}),?\s?$"
)
_HOUSE_PART = re.compile(
    r"\d|\b(?:house|mill|farm|cottage|lodge|villas?|apartments?|tower|court|block|lane|road"
    r"|street|flat"
    r"|building|estate|manor|barn|hall|mews|terrace|close|park|gardens?|view|phase|sector|plot)\b",
    re.I,
)
# "Kirkkokatu 12 B 14, 90100 Oulu": a street of any language tells itself by what follows it.
CODED = re.compile(
    r"(?<![\w-])[A-ZÀ-Þ][\w'’.-]{2,30}(?:[ ](?:[A-ZÀ-Þ][\w'’.-]*|de|la|del|da|do|van|der|den|di"
    r"|of|na|pod)){0,4}"
    r",?[ ](?:n[ro°º]\.?\s?)?(?!(?:19|20)\d\d\b)\d{1,4}\s?[A-Za-z]?(?:[/-]\d{1,4}"
    r"|\s[A-Z]?\s?\d{1,3}){0,2},[ ]"
    r"(?:[A-Z]{1,2}-)?(?:\d{4}\s?[A-Z]{2}|\d{5}|\d{2}-\d{3}|\d{3}\s\d{2}|\d{4}(?:-\d{3})?|\d{6})["
    r" ][A-ZÀ-Þ][\w'’-]+"
    r"(?:\s[A-ZÀ-Þ][\w'’-]+)?"
)
PLAIN_HOUSE = re.compile(
    r"\b(?i:(?:live|living|lives|stay|staying|stays|crash(?:ing)?|reside|room|renting|rent|moved"
    r"|house|place|home"
    r"|apartment|apt)\s(?:is\s)?(?:now\s)?(?:at|on|to"
    r"|in))\s(?P<value>\d{1,5}[A-Za-z]?(?:[-/]\d{1,4})?\s"
    r"(?!(?i:years?|months?|weeks?|days?|hours?|different|people|other|places?|cities|jobs?"
    r"|states?|of|am|pm|per|th|a|in|on|at|and|or)\b)"
    r"(?:[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2}|[a-z'’]{3,20}(?=\s*(?:[.,;]|$))))"
)
LOWER_STATE = re.compile(
    r",?\s[a-z]{3,16}(?:\s[a-z]{3,16})?,?\s(?:a[lkzr]|c[at]|fl|ga|i[ad]|il|k[sy]|m[dinot]|ms"
    r"|n[cdehjmvy]|ok|oh|ri|s[cd]"
    r"|t[nx]|ut|v[at]|w[aivy])(?:\s\d{5})?(?=\s*(?:$|[.,;)\n]|on\b|and\b|is\b|but\b|for\b))"
)
STREET_LAST = re.compile(
    r"(?<!\w)(?:\d{4,5}\s[^\W\d_]{2,30},?\s)?[^\W\d_][\w-]{1,30}\s(?:utca|[uú]t|t[eé]r|sokak"
    r"|sok\.|caddesi|cad\.|mahallesi|mah\.)\s(?:no:?\s?)?\d{1,4}(?:/\d{1,4})?",
    re.I,
)
ROUTE = re.compile(r"\b(?:rr|hc|rural route|r\.r\.)\s?#?\d{1,4},?\s(?:box|bx)\s?#?\d{1,6}\b", re.I)
TOWN_AFTER_CODE = re.compile(r"(?<=\d{4}) [A-Z][\w'’-]+(?=\s*(?:[,.;\n]|$))")
UK_POSTCODE = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?!\w)")
POST_BOX = re.compile(
    r"\b(?:p\.?\s?o\.?\s?box|post office box|apartado(?: postal| de correos)?|postfach"
    r"|casilla)\s?#?\s?\d{1,8}",
    re.I,
)
_LONGEST_PART = 60


def parts_before(text: str, end: int, *, any_part: bool) -> Iterator[Span]:
    """Yield what stands before an address between commas and names a house, each for itself."""
    for number in range(_MOST_PARTS):
        if text[max(0, end - 2) : end].strip() != "," and not (any_part and number == 0):
            return
        part = _PART_BEFORE.search(text, max(0, end - _LONGEST_PART), end)
        if part is None or not (any_part or _HOUSE_PART.search(part["part"])):
            return
        if SOME_YEAR.search(part["part"]) or re.search(r"(?:19|20)\d\d|\d{6}", part["part"]):
            return
        yield Span(part.start("part"), part.end("part"), ADDRESS, sure=False)
        end = part.start("part")


def parts_after(text: str, end: int) -> Iterator[Span]:
    """Yield what follows an address between commas, each for itself: it may be a job."""
    for _ in range(_MOST_PARTS):
        part = _PART.match(text, end)
        if part is None:
            return
        yield Span(part.start("part"), part.end(), ADDRESS, sure=False)
        end = part.end()
