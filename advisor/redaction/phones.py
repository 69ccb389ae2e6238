"""Finds telephone numbers of many countries, messily written ones too."""

import re
from collections.abc import Iterator

from phonenumbers import NumberParseException, is_valid_number, parse

from advisor.redaction.spans import PHONE, Span

_FEWEST, _MOST = 6, 17
_LOCAL, _NATIONAL = 7, 9
_CANDIDATE = re.compile(
    r"(?<![\w$£€#.,/-])(?:\+|00)?\(?\+?\d[\d\s().\-‐–/·•_*]{4,30}\d(?![\w%])"
    r"(?:\s?,?\s?(?:ext(?:ension)?\.?|x|#|int\.?)\s?:?\s?\d{1,6}\b)?",
    re.I,
)
_INTRODUCED = re.compile(
    r"(?:phone|tele|tel\b|tlf|tfno|\bcel|\bcell|mobile|\bmob\b|\bph\b|call|text|txt|sms"
    r"|whats ?app|viber|signal"
    r"|fax|number|m[oó]vil|tel[eé]fono|llam|reach|contact|ring|land ?line|home|work|direct|telefon"
    r"|handy|portable|numero|n[uú]mero|dial|pager|voicemail|hmu|hit me)[^\d+]{0,28}$",
    re.I,
)
_YEAR = r"(?:19|20)\d\d"
_NOT_PHONE = re.compile(
    rf"{_YEAR}\D+{_YEAR}|{_YEAR}(?:[-/.]\d\d?){{1,2}}|\d\d?[-/. ]\d\d?[-/. ](?:{_YEAR}|\d\d)"
    rf"|\d\d?/{_YEAR}(?:\D+\d\d?/{_YEAR})?|\d\d?/\d\d?\D+\d\d?/\d\d?|{_YEAR}(?:\D+{_YEAR})+"
    r"|\d\d-\d{4}(?:\.\d\d)?|\d{5}-\d{4}|\d\d?/\d\d?/\d{2,4}\D+\d\d?/\d\d?/\d{2,4}"
    r"|\d{1,3}(?:\.\d{3})+"
    rf"|(?:\d\d?[/.-])?{_YEAR}\s?[-–/]\s?(?:\d\d?[/.-])?{_YEAR}|{_YEAR}\s?[-–]\s?\d\d?[/.-]{_YEAR}"
)
_SOME_YEAR = re.compile(r"19[4-9]\d|20[0-4]\d")
_AMOUNT = re.compile(
    r"\s?(?:k\b|usd|eur|gbp|dollars?|euros?|pounds|pesos|hours?|hrs?|people|years?|units?|sq)", re.I
)
_GROUPED = re.compile(
    r"\+.*|00\d.*|\(\d{2,5}\).*|(?:1[ .-])?\(?\d{3}\)?[ ./-]*\d{3}[ ./-]*\d{4}.*"
    r"|0\d[\d ./-]{7,14}|\d{3}[ .-]\d{4}.*",
    re.S,
)
_REGIONS = (
    "US",
    "GB",
    "ES",
    "MX",
    "IN",
    "DE",
    "FR",
    "BR",
    "PH",
    "NG",
    "AU",
    "CO",
    "AR",
    "PL",
    "IT",
    "KE",
    "PK",
)
_DIGIT = (
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple"
    "|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
)
_HALF_SPELLED = re.compile(
    rf"\b(?:{_DIGIT})(?:[\s,.-]{{1,3}}(?:{_DIGIT})){{2}}[\s,.-]{{1,3}}\d{{3}}[\s.-]?\d{{4}}\b", re.I
)
_SPELLED = re.compile(rf"\b(?:{_DIGIT})(?:[\s,.-]{{1,3}}(?:{_DIGIT}|\d)){{6,16}}\b", re.I)
_SHORT = re.compile(
    r"\b(?:phone|tel|telephone|mobile|cell|whatsapp|tel[eé]fono)(?:\s(?:number|no))?\.?\s?(?:is|es)?\s?:?\s?"
    r"(?P<number>(?!(?:19|20)\d\d\b)\d(?:[ -]?\d){3,5})(?![\w-])",
    re.I,
)
_EXTENSION = re.compile(r"\b(?:ext(?:ension)?|extensi[oó]n)\b\.?:?\s?#?\s?\d{2,6}\b", re.I)


def find_phones(text: str) -> Iterator[Span]:
    """Find telephone numbers, with their extensions, and numbers spelled out in words."""
    yield from (Span(*found.span(), PHONE) for found in _SPELLED.finditer(text))
    if not any(map(str.isdigit, text)):
        return
    yield from (Span(*found.span(), PHONE) for found in _HALF_SPELLED.finditer(text))
    for found in _CANDIDATE.finditer(text):
        yield from _numbers(text, found.start(), found.group())
    yield from (Span(*found.span("number"), PHONE) for found in _SHORT.finditer(text))
    yield from (Span(*found.span(), PHONE) for found in _EXTENSION.finditer(text))


def _numbers(text: str, start: int, candidate: str) -> Iterator[Span]:
    """Yield the numbers of a stretch of digits, which a line break or wide gap divides."""
    for part in re.finditer(
        r"[^\n]+?(?=\s*\n|\s{3,}|\s+[/–-]\s+(?=\+|\(|\d{3}\D|\d{5})|$)", candidate
    ):
        piece = part.group().strip()
        where = start + part.start() + part.group().index(piece) if piece else 0
        if piece and _is_phone(text, where, piece):
            yield Span(where, where + len(piece), PHONE)


def _is_phone(text: str, start: int, number: str) -> bool:
    digits = re.sub(r"\D", "", re.split(r"[a-z#,]", number, maxsplit=1, flags=re.I)[0])
    if ")" not in number:
        number = number.lstrip("(")
    groups = re.findall(r"\d+", number)
    dates = any(map(_SOME_YEAR.fullmatch, groups)) and all(
        len(group) <= 2 or _SOME_YEAR.fullmatch(group) for group in groups
    )
    if dates and not number.startswith("+"):
        return False
    if not _FEWEST <= len(digits) <= _MOST or _NOT_PHONE.fullmatch(number.strip("() ")):
        return False
    if _INTRODUCED.search(text[max(0, start - 48) : start]):
        return True
    if len(digits) < _LOCAL or _AMOUNT.match(text, start + len(number)):
        return False
    return bool(_GROUPED.fullmatch(number)) or (
        len(digits) >= _NATIONAL and any(_is_valid(digits, region) for region in _REGIONS)
    )


def _is_valid(digits: str, region: str) -> bool:
    try:
        return is_valid_number(parse(digits, region))
    except NumberParseException:
        return False
