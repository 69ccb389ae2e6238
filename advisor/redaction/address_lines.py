"""Finds addresses that words or their line tell: introduced ones, and lines of a résumé's head."""

import re
from collections.abc import Iterator

from advisor.redaction.spans import ADDRESS, Span

_LABEL = (
    r"(?:(?:home|mailing|postal|current|street|my|new|old|permanent|present|full)\s)*"
    r"(?:add?ress|addr?|domicilio|direcci[oó]n|adresse|anschrift|alamat|indirizzo|endere[cç]o|adres"
    r"|adresa|wohnhaft|residence|residing|location|addy|tirahan|lak[ck][ií]m|osoite|bosatt)"
)
_LABELLED = re.compile(
    rf"(?<!\w)(?<!e-mail )(?<!email )(?<!ip ){_LABEL}(?:\s(?:is|es|ist|est|was)\s"
    rf"|\s?[:=-]\s?)(?P<value>[^\n;|·]{{4,140}})",
    re.I,
)
_SPELLED = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|hundred|oh)"
)
_STREET = (
    r"(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|court|ct|boulevard|blvd|way|place|circle"
    r"|terrace|trail|parkway|highway|close|crescent|loop|pike|row|square|court)"
)
_SPOKEN = re.compile(
    rf"\b{_SPELLED}(?:[\s-]{_SPELLED}){{0,5}}\s(?:(?:north|south|east|west)\s)?(?:[^\W\d_][\w'’-]+\s){{1,3}}?{_STREET}\b"
    r"(?:,?\s(?:apt|apartment|unit|number)\s\w+)?(?:,?\s(?:in|at)\s(?!the\b|a\b|my\b)[^\W\d_]{3,20})?",
    re.I,
)
_LIVES = re.compile(
    r"(?:\b(?:i(?:['’]m| am)?|we|he|she|they|my \w+|who)?\s?(?:live|lives|lived"
    r"|living|stay|stays|staying|reside|resides"
    r"|residing|located|moved|based)\s(?:at|on|from|to|in)\b(?: the)?|\bvivo en\b"
    r"|\bvive en\b|\bvivimos en\b"
    r"|\bmy (?:place|house|home|apartment|flat|shop|room) is (?:on|at|in)\b"
    r"|\bch?ez moi au\b|\bj['’]habite(?: au| à)?\b"
    r"|\bich wohne in(?: der| dem)?\b|\bmoro (?:na|no|em)\b|\babito in\b|\b(?:send"
    r"|mail|ship|deliver|sent|mailed|shipped|went|came) (?:it |them |that |this "
    r"|everything |me )?(?:to|from)\b"
    r"|\bpick me up (?:at|from|on)\b|\bnow at\b|\bcare of\b)\s*"
    r"(?P<value>(?=[^\n.;!?]{0,60}\d)[^\n;!?]{4,140})",
    re.I,
)
_STOP = re.compile(
    r"(?:\s[-–—]\s(?=[a-z{])|(?<!\b[^\W\d_])(?<!\b[^\W\d_]{2})(?<!\b[^\W\d_]{3})[.!?](?:\s+(?=[A-Z\[])|\s*$)|,?\s(?:and|but|so|want|wanna|need|because|since|for|with|where|which|when|if|i|i['’]?m"
    r"|my|phone|tel|tell?|cell?|mobile|email|e-mail|call|dob|born|is|was|looking|y"
    r"|pero|quiero|busco|porque|as|can|to be|until|till|before|after|now|then"
    r"|it['’]?s|he|she|we|they|pls|please|thanks|und|et|je|ich|suis|sou|eu|sono|trabajo|mi|tengo|soy|near|by"
    r"|about)\b(?!\s*\d))",
)
_NUMBER = re.compile(
    r"(?<![\w$£€])#?(?:no\.?\s?)?(?!(?:19|20)\d\d\b)\d{1,5}(?:[-/]\d{1,5}){0,3}[A-Za-z]?\b", re.I
)
_PLACE_WORD = re.compile(
    r"\b(?:house|flat|apt|apartment|apartments|unit|street|str|st|road|rd|avenue|ave|lane|block|blk|lot|phase|sector"
    r"|floor|plot|room|rm|box|nagar|marg|colony|calle|colonia|col|barrio|urb|mz|lt|km|barangay|brgy|purok|sitio"
    r"|jalan|jl|jln|lorong|taman|rt|rw|kampung|desa|gang|ul|ulica|rue|via|viale|piazza|rua|travessa|strada|bairro"
    r"|estate|close|crescent|terrace|way|drive|court|district|village|ward|cross|main|layout|villa|tower|building|bldg"
    r"|soi|moo|dong|gu|ku|chome|mah|cad|sok|sk|h\.?\s?no|hno|c/|av|avda|avenida|carrera|cra|kr|manzana|lote|depto|interior"
    r"|int|piso|dpto|rr|rural route|hc|highway|hwy|route|rte|county road|cr"
    r"|p\.?\s?o\.?\s?box|apartado|bp|postfach)\b",
    re.I,
)
_GERMAN = re.compile(
    r"\w(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|bach|hof|straat|laan|gatan|vägen|vej|veien)\s\d",
    re.I,
)
_CODE = re.compile(
    r"\b(?:\d{5}(?:-\d{4})?|\d{6}|\d{3} \d{3}|\d{4} ?[A-Z]{2}"
    r"|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{4})\b"
)
_NOT_ADDRESS = re.compile(
    r"@|https?:|www\.|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|january|february|march|april|june|july|august"
    r"|september|october|november|december|enero|febrero|present|since|years?|yrs?|dob|born|birth|ssn|passport"
    r"|dni|nie|licen[cs]e|lic|id|tel|phone|cell|mobile|fax|expires?|gpa|level|grade|hours?|team|staff|students?|sales|%)\b"
    r"|(?:19|20)\d\d\s?[-–/]|[$£€%+]|\d{3}[ .-]\d{3}[ .-]\d{4}|\(\d{3}\)|[-–] ?(?:19"
    r"|20)\d\d\b|\[(?:PHONE|EMAIL|ID|BIRTH)",
    re.I,
)
_HEAD, _PLAIN_HEAD = 7, 4
_PLAIN = re.compile(
    r"\d{1,5}[A-Za-z]?(?: [A-ZÀ-Þ][\w'’.-]+){1,3}"
    r"|[A-ZÀ-Þ][\w'’.-]+(?: [\w'’.-]+){0,2} \d{1,4}[a-z]?, [A-ZÀ-Þ][\w'’ .-]+"
)
_DIGIT = re.compile(r"\d")
_MOST_LINE = 130


def find_told_addresses(text: str) -> Iterator[Span]:
    """Find what follows "address:" or "I live at", and the lines of a head that are an address."""
    yield from (Span(*found.span(), ADDRESS) for found in _SPOKEN.finditer(text))
    if not _DIGIT.search(text):
        return
    for found in _LABELLED.finditer(text):
        if _NUMBER.search(found["value"]) and "@" not in found["value"]:
            yield _cut(text, *found.span("value"))
    for found in _LIVES.finditer(text):
        span = _cut(text, *found.span("value"))
        value = text[span.start : span.end]
        number = _NUMBER.search(value)
        placed = _PLACE_WORD.search(value) or _GERMAN.search(value) or _CODE.search(value)
        if number and placed and number.start() < 30 and not _NOT_ADDRESS.search(value):
            yield span
    yield from _lines(text)


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines, or parts of lines between bars, that hold a number and a word of places."""
    if "\n" not in text and "|" not in text and "·" not in text:
        return
    for count, line in enumerate(re.finditer(r"[^\n]+", text)):
        for part in re.finditer(r"[^|·•]+?(?=\s*(?:[|·•]|$))", line.group()):
            value = part.group().strip()
            commas = value.count(",") + value.count(" - ")
            if not value or len(value) > _MOST_LINE or _NOT_ADDRESS.search(value):
                continue
            numbers = [n.group() for n in _NUMBER.finditer(value)]
            placed = bool(_PLACE_WORD.search(value) or _GERMAN.search(value))
            coded = bool(_CODE.search(value)) and commas > 0
            opens = bool(re.match(r"#?\d", value)) and commas > 0 and count > 0
            plain = 0 < count < _PLAIN_HEAD and bool(_PLAIN.fullmatch(value))
            if (
                numbers
                and count < _HEAD
                and (plain or placed + coded + opens > 1 or (placed and commas))
            ):
                start = line.start() + part.start() + part.group().index(value)
                yield Span(start, start + len(value), ADDRESS, sure=False)


def _cut(text: str, start: int, end: int) -> Span:
    """Return an address as far as it goes: to the end of its sentence or the next clause."""
    stop = _STOP.search(text, start + 3, end)
    end = stop.start() if stop else end
    return Span(start, start + len(text[start:end].rstrip(" ,.)\"'")), ADDRESS)
