"""Finds street addresses with a house number; a city alone is no address."""

import re
from collections.abc import Iterator

from advisor.redaction.address_lines import find_told_addresses
from advisor.redaction.address_parts import (
    CODED,
    LOWER_STATE,
    PLAIN_HOUSE,
    POST_BOX,
    ROUTE,
    SOME_YEAR,
    STREET_LAST,
    TOWN_AFTER_CODE,
    UK_POSTCODE,
    parts_after,
    parts_before,
)
from advisor.redaction.name_tables import word_set
from advisor.redaction.spans import ADDRESS, Span

_CLEAR_TYPE = (
    r"street|st|str|avenue|ave|av|boulevard|blvd|road|rd|lane|ln|terrace|ter|crescent|cres"
    r"|parkway|pkwy"
    r"|highway|hwy|mews|cul-de-sac"
)
_LOOSE_TYPE = (
    r"drive|dr|court|ct|way|place|pl|square|sq|circle|cir|trail|trl|close|row|gardens|gdns"
    r"|grove|walk|rise"
    r"|hill|park|loop|run|alley|pike|path|plaza|route|turnpike|green|quay|broadway|vale"
    r"|view|point|cove|crossing|estate|nagar|marg|colony|layout|sector"
)
_WORD = r"[^\W_][\w'’.-]{0,24}"
_SIDE = r"(?:north|south|east|west|n|s|e|w|ne|nw|se|sw)\b\.?"
_UNIT = (
    r"(?:apt|apartment|flat|unit|suite|ste|room|rm|floor|fl|bldg|building|lot|trailer|box|#"
    r"|piso|puerta|esc|bloque|int|interior|depto|dpto|departamento|apto|ap|casa|bl|local|bajo"
    r"|[aá]tico|entresuelo|principal|izq|dcha|rt|rw|kec|kel|kab|rm)"
)
_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:{_UNIT})\.?\s?#?\w{{1,6}}(?:/\d)?\s?[,/]?\s{{0,2}}){{0,2}}(?:no\.?\s|(?:{_UNIT})\.?\s)?$",
    re.I,
)
_LONGEST_BEFORE = 32
_NUMBERED = re.compile(
    rf"(?<![\w$£€.,/-])(?P<number>\d{{1,5}}[A-Za-z]?(?:[-/–]\d{{1,4}}[A-Za-z]?|\s?½|\s1/2)?),?[ ]"
    rf"(?P<words>(?:{_SIDE}[ ])?(?:{_WORD}[ ]){{0,4}}?)(?P<type>{_CLEAR_TYPE}"
    rf"|{_LOOSE_TYPE})\b\.?(?:\s{_SIDE}(?!\w))?",
    re.I,
)
_NO_STREET = word_set(
    "years year yrs yr months month mos weeks week days day hours hour hrs "
    "people men women kids jobs job "
    "in on "
    "at the a an of for to from with and or i my we was is as by miles km minutes mins "
    "percent th times time since until till during started then also called there "
    "employees staff patients students cars trucks customers rooms "
    "units locations stores different other"
)
_ROMANCE = re.compile(
    r"\b(?:calle|priv\.|cda\.|and\.|andador|retorno|prol\.|prolongaci[oó]n|circuito"
    r"|cto\.|calz\.|jl\.?|jln\.?|jalan|lorong|gang|gg\."
    r"|soi|[đd](?:ường|uong)|ng[oõ]|ul\.|ulica|ulitsa|strada|calea|bulevardul|bd\.|sos\.|largo"
    r"|pra[cç]a|estrada|rod\.|largo|passeig|rambla|cami|ave\b|vicolo|lungomare|c/|cl\.|avenida"
    r"|avda\.?|av\.|ave\.|paseo|p[ºo]\.|plaza|pza\.?|pl\."
    r"|carrera|cra\.?|kr\.?|camino|carretera|ctra\.?"
    r"|ronda|traves[ií]a|calzada|blvd\.?|boulevard|bulevar|privada|cerrada|callej[oó]n"
    r"|jir[oó]n|jr\.|pasaje|diagonal|transversal|rua|r\.|travessa|alameda"
    r"|via|viale|corso|piazza|strada|carrer|glorieta|urb\.?|urbanizaci[oó]n)(?:\s|(?<=[./])\s?)"
    r"(?:[^\W_][\w'’.ªº-]{0,24},?\s){1,6}?(?:#|n[ºo°]\.?|n[uú]m\.?|n[uú]mero"
    r"|no\.)?\s?(?P<number>\d{1,5}[A-Za-z]?)"
    r"(?:\s?(?:#|-|–|bis)\s?\d{1,4}[A-Za-z]?){0,3}\b",
    re.I,
)
_FRENCH = re.compile(
    r"(?<![\w$£€.,/-])\d{1,4}(?:\s?(?:bis|ter))?,?\s(?:rue|avenue|av\.|boulevard|bd|place"
    r"|chemin|all[ée]e|impasse|quai"
    r"|route|cours|passage|square|via|viale|rua|calle|avenida)\s(?:(?:de|du|des|de la|le"
    r"|la|les|l['’]|d['’])\s?){0,2}(?:[^\W\d_][\w'’-]{1,24}\s?){1,3}",
    re.I,
)
_GERMANIC = re.compile(
    r"(?<!\w)(?:(?:an der|am|auf der|alte|neue"
    r"|[^\W\d_]{2,20}er)\s)?[^\W\d_][\w-]{1,30}(?:stra(?:ß|ss)e|str\.|weg|platz|allee"
    r"|gasse|damm|ring|ufer"
    r"|straat|laan|gracht|plein|gatan|v[äa]gen|vej|gade|veien|katu|kuja|kaari|raitti|polku|tie"
    r"|stien|gata|kade|singel|dreef|st[íi]gur|gasse|promenade|markt|graben"
    r"|steig)\s\d{1,4}\s?[a-z]?\b"
    r"(?:\s[A-Z]\s?\d{1,3}\b)?"
    r"|\bul\.\s?[^\W\d_][\w-]{1,30}(?:\s[^\W\d_][\w-]{1,30})?\s\d{1,4}[a-z]?(?:/\d{1,4})?",
    re.I,
)
_TOLD = re.compile(
    r"\b(?:my address is|address|addr|domicilio|direcci[oó]n|adresse|live at|living at"
    r"|lives at|vivo en|reside at|residing at|stay at|mailing address)"
    r"(?:\s(?:is|es|:))?\s?[:\-]?\s?(?P<value>(?:(?:la|el"
    r"|calle)\s)?(?:#\s?)?(?:\d{1,5}[A-Za-z]?\s[^\W\d_][\w'’.-]*(?:\s[A-Z\d][\w'’.-]*){0,4}"
    r"|[A-Z][\w'’.-]*(?:\s(?:[A-Z][\w'’.-]*|de|la|del"
    r"|los)){0,4},?\s(?:n[ºo°]\.?\s?)?\d{1,5}[A-Za-z]?\b))",
)
_STATE = (
    r"A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|PR"
    r"|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]"
    r"|ON|QC|BC|AB|MB|SK|NS|NB|NSW|VIC|QLD|Ala|Calif|Texas|Florida|Ohio|California"
    r"|Oklahoma|Illinois|Georgia|Arizona|Oregon|Washington"
)
_POSTCODE = (
    r"(?:\d{5}(?:-\d{3,4})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d"
    r"|C\.?P\.?\s?\d{4,6}|\d{5}-\d{3}|\d{4}\s?[A-Z]{2}|\d{6}|\d{4})"
)
_PLACE = r"[A-ZÁÉÍÓÚÑ][\w'’.-]+(?:\s(?:[A-ZÁÉÍÓÚÑ][\w'’.-]+|de|la|del|los|el|upon|on)){0,4}"
_TAIL = re.compile(
    rf"(?:\s?[,.]?\s{{0,2}}(?:(?i:{_UNIT})\.?\s?[#nº]*\s?\w{{1,6}}\b(?:\s?[ºª°])?"
    rf"|#\s?\w{{1,6}}|\d{{1,2}}\s?(?:[ºª°]|er|do|to|th floor|st floor"
    rf"|nd floor)\s?-?(?:[A-Za-z]\b|(?:izq|dcha|centro|izquierda|derecha"
    rf"|puerta \w+)\b)?)){{0,3}}"
    rf"(?:\s?[,\n]\s?|\s)?(?:(?:{_POSTCODE}\s{_PLACE})"
    rf"|(?:{_PLACE}\s?,?\s)?(?:{_PLACE}\s?,?\s)?(?:(?:{_STATE})\b\.?,?\s?)?{_POSTCODE}\b"
    rf"|{_PLACE},?\s(?:{_STATE})\b)?"
)
_TAIL_PLACE = re.compile(
    rf",\s(?P<place>{_PLACE})(?:,\s{_PLACE}(?=,?\s(?:{_STATE}\b|{_POSTCODE}\b)))?(?:,?\s(?:{_STATE})\b)?(?:,?\s{_POSTCODE}\b)?(?=\s*(?:[.,;\n)"
    rf"|]|$|and\b|but\b))"
)
_STATES_WRITTEN = (
    r"alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida"
    r"|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana"
    r"|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana"
    r"|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina"
    r"|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina"
    r"|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia"
    r"|wisconsin|wyoming"
)
_CODE_END = (
    rf"(?:(?:(?i:{_STATES_WRITTEN})|{_STATE}|[A-Z]{{2}})\.?,?\s\d{{5}}(?:-\d{{3,4}})?"
    rf"|[A-Z]{{1,2}}\d[A-Z\d]?\s?\d[A-Z]{{2}}|[A-Z]\d[A-Z]\s?\d[A-Z]\d"
    rf"|\d{{5}}-\d{{3}}|[A-Z][\w'’-]+,?\s(?:-\s)?\d{{5,6}})(?!\w)"
)
_TO_CODE = re.compile(
    rf"(?:[\s,.–-]{{1,3}}(?!(?:I|I['’]m|My|He|She|We|Call|Tel|Phone|DOB"
    rf"|Email)\b)(?:[A-ZÁÉÍÓÚÑ\d#][\w'’.ºª]*|(?i:{_UNIT})\.?|de|la|del|do|da|dos|el|los"
    rf"|near|opp))"
    rf"{{0,9}}?[\s,.–-]{{1,3}}{_CODE_END}"
)
_TO_STATE = re.compile(
    rf"[\s,]{{1,2}}(?:[a-z'.]+[\s,]{{1,2}}){{1,3}}(?:{_STATES_WRITTEN})\b(?:\s\d{{5}}\b)?", re.I
)
_TO_LINE_CODE = re.compile(
    rf"(?:(?<!\w)(?i:{_UNIT})\.?\s?|(?<![\w$£€.,/-]))\d{{1,5}}(?:[/-]\d{{1,4}})?[A-Za-z]?,?\s(?:[A-Z\d#][\w'’.-]*"
    rf"|(?i:{_UNIT})\.?)(?:[\s,]{{1,2}}(?:[A-Z\d#][\w'’.-]*|(?i:{_UNIT})\.?|de|la|del|el"
    rf"|los|y|of|the|yr|na|do|da|des|du|am|an|der|den|upon"
    rf"|on)){{0,9}}?[\s,]{{1,2}}(?:[-–] )?{_CODE_END}"
)
_HOUSE = re.compile(
    r"(?<!\w)(?:h\.?\s?no|house(?:\s(?:no|number|#))?|road|lane|line|street|hno|door"
    r"|plot(?:\sno)?|flat\sno|door\sno"
    r"|d\.?\s?no|block|blk|villa|shop\sno|s/o|lote?|mz|manzana|sector"
    r"|no)\b\.?\s?[:#]?\s?\d[\w/-]{0,8}"
    r"(?:,\s?(?:(?-i:[A-ZÀ-Þ\d])|(?=[^,\n.;]{0,24}(?:nagar|road|street|marg|colony|lane|sector"
    r"|\d)))"
    r"[^,\n.;]{1,30}){1,5}(?<![\s,])",
    re.I,
)
_DIGIT = re.compile(r"\d")
_ROMANCE_WORDS = frozenset({"a", "as", "no"})
_UNTYPED = re.compile(
    r"(?<![\w$£€.,/#-])(?!(?:19|20)\d\d\b)\d{1,5}[A-Za-z]?\s(?:[A-Z][\w'’.-]*\s?){1,4}(?<!\s)"
    rf"(?=,?\s(?i:{_UNIT})\.?\s?#?\d|,\s[A-Z][\w'’]+(?:\s[A-Z][\w'’]+)?(?:,|\s\d|\s*$|\s*\n))"
)
_CODE_LENGTH = 24
_ZIP = re.compile(
    rf"(?:\b(?:{_STATE})\b\.?,?\s|\b(?i:zip(?: ?code)?|post ?code|postal code"
    rf"|c[oó]digo postal|c\.?p\.?|plz)(?:\s(?i:is|es))?\s?:?\s?)(?P<value>{_POSTCODE})\b"
)


def find_addresses(text: str) -> Iterator[Span]:
    """Find streets with their numbers, flats, and the place and postcode that follow them."""
    yield from find_told_addresses(text)
    if not _DIGIT.search(text):
        return
    for found in _NUMBERED.finditer(text):
        if _is_street(found):
            window = text[max(0, found.start() - _LONGEST_BEFORE) : found.start()]
            before = _BEFORE.search(window)
            start = found.start() - (len(before.group()) if before else 0)
            yield from _with_place(text, start, found.end())
    for found in _UNTYPED.finditer(text):
        yield from _with_place(text, *found.span())
    for pattern in (_ROMANCE, _FRENCH, _GERMANIC, STREET_LAST, POST_BOX, ROUTE, CODED):
        for found in pattern.finditer(text):
            words = set(found.group().lower().split())
            if words & _NO_STREET - _ROMANCE_WORDS or SOME_YEAR.search(found.group()):
                continue
            yield from _with_place(text, found.start(), found.start() + len(found.group().rstrip()))
    for found in (*_TOLD.finditer(text), *PLAIN_HOUSE.finditer(text)):
        yield from _with_place(text, *found.span("value"))
    yield from (Span(*found.span(), ADDRESS) for found in _TO_LINE_CODE.finditer(text))
    for found in _HOUSE.finditer(text):
        yield from _with_place(text, *found.span())
    for found in UK_POSTCODE.finditer(text):
        yield Span(*found.span(), ADDRESS)
        yield from parts_before(text, found.start(), any_part=True)
    for found in _ZIP.finditer(text):
        if len(found["value"]) > 4:
            yield Span(*found.span("value"), ADDRESS)


def _is_street(found: re.Match[str]) -> bool:
    """Tell "22 Elm Road" from "10 hours drive" and "3 years on the street"."""
    words = found["words"].lower().replace(".", "").split()
    if any(word in _NO_STREET for word in words) or SOME_YEAR.match(found.group()):
        return False
    kind = found["type"]
    if re.fullmatch(_CLEAR_TYPE, kind, re.I):
        return bool(words) or kind[0].isupper()
    return (
        bool(words)
        and (
            kind[0].isupper()
            or (
                len(words) == 1
                and len(kind) > 3
                and kind.lower() in {"drive", "court", "lane", "place"}
            )
        )
    ) or kind == "Broadway"


def _with_place(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the address with flat, place and postcode, as far as they follow.

    A place without a postcode is not sure: "22 Elm Road, Baker" may end in a job.
    """
    for tail in (_TAIL, _TO_CODE, _TO_STATE, LOWER_STATE):
        if found := tail.match(text, end):
            end = start + len(text[start : found.end()].rstrip(" ,.\n"))
    if town := TOWN_AFTER_CODE.match(text, end):
        end = town.end()
    yield Span(start, end, ADDRESS)
    yield from parts_before(text, start, any_part=False)
    ends_in_code = re.search(r"\d{5}|\d[A-Z]{2}$", text[start:end][-_CODE_LENGTH:])
    if not ends_in_code:
        yield from parts_after(text, end)
    if not ends_in_code and (place := _TAIL_PLACE.match(text, end)):
        yield Span(place.start("place"), place.end(), ADDRESS, sure=False)
