"""Finds lengths of time in a message: "for about 3 yrs", "a year and a half", "18 months"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.rules.date_points import one_of
from graph.rules.words import NUMBERS, number


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as written.

    Attributes:
        left, right: offsets in the message, with "for" and "about".
        months: at least 1.
        approximate: marked as inexact by the person.
        until_now: said to reach to the present ("the last five years").
    """

    left: int
    right: int
    months: int
    approximate: bool
    until_now: bool


_NUMBER = rf"(?:\d{{1,2}}(?:\.\d{{1,2}})?|{one_of(NUMBERS)})"
_UNIT = r"(?:years?|yrs?|y|months?|mos?|mths?|weeks?|wks?|decades?|anos?|mes(?:es)?|semanas?)"
_INEXACT = r"about|around|almost|nearly|over|more than|roughly|approximately|approx\.?|like|maybe"
_INEXACT += (
    r"|probably|close to|just under|just over|at least|under|less than|~|casi|como|unos|unas"
)
_INEXACT += r"|alrededor de|mas de"
_DURATION = re.compile(
    r"(?:(?<!\w)(?P<lead>for|during|lasted|spent|of|with|over|in|within|throughout|durante|por"
    r"|llevo"
    r"|tengo|desde hace|going on)\s+)?"
    r"(?:(?:only|just|a total of|another|solo) )?"
    rf"(?P<about>(?:(?:{_INEXACT})\s*){{0,2}})"
    r"(?P<until>(?:the|my|these|los) (?:last|past|ultimos)(?: (?:about|almost|or so))?\s)?"
    rf"(?<![\w$.-])(?P<number>{_NUMBER})"
    rf"(?:\s?(?:-|to|or|o|a)\s?(?P<upper>{_NUMBER}))?"
    r"(?P<plus>\+| plus)?(?P<half1> (?:and a half|1/2|y medio)|½)?"
    r"(?P<small>(?: of| de)?(?: a| an| un)?(?: full| whole| good| solid| or so| short"
    r"| long)?)[\s-]{0,2}"
    rf"(?P<unit>{_UNIT})\b\.?"
    r"(?P<half2> (?:and|y) (?:a half|medio|1/2))?"
    rf"(?:,? (?:and |y )?(?P<more>{_NUMBER}) ?(?:months?|mos?|mths?|meses)\b)?"
    r"(?P<after> or so| and change| plus| o asi)?(?P<now> (?:now|straight now|so far"
    r"|and counting)\b)?"
)
_UNTIL_NOW = ("llevo", "tengo", "desde hace", "going on")
_TENGO_GOES_ON = re.compile(
    r" (?:de experiencia|trabajando|haciendo|como|en (?:el|la|est[ea]|mi|una?)\b|aqui|ahi|siendo"
    r"|manejando|cocinando|limpiando|cuidando)"
)
_ONE_UNIT = re.compile(
    r"(?:\b(?:for|over|in|during)\s+)?\bthe (?:last|past) (?P<unit>year|decade)\b(?! (?:of|in))"
)
_NOT_AFTER = re.compile(
    r"[\s-]*(?:olds?|ago|back|of age|older|younger|later|after|earlier|from now|before|degree"
    r"|college"
    r"|program(?:me)?|course|diploma|certificate|universit\w+|school|plan|warranty|university"
    r"|away|left"
    r"|de edad|despues|atras|antes)\b(?! (?:at|that|when|i)\b)"
)
_NOT_BEFORE = re.compile(
    r"\b(?:every|per|each|next|twice|once|times|old|age|aged|hace|k|dollars)\s*$|\$\s*$|\d$"
)


def find_durations(folded: str) -> Iterator[Duration]:
    """Yield the lengths of time of a folded message; ages and rates are not lengths."""
    for match in _ONE_UNIT.finditer(folded):
        length = 120 if match["unit"] == "decade" else 12
        yield Duration(match.start(), match.end(), length, False, True)
    for match in _DURATION.finditer(folded):
        months = _months(match)
        dotted = match[0].endswith(".")
        if months is None or (not dotted and _NOT_AFTER.match(folded, match.end())):
            continue
        before = folded[max(0, match.start() - 10) : match.start()]
        if _NOT_BEFORE.search(before) or not _stands_alone(folded, match):
            continue
        lead = match["lead"] or ""
        until_now = bool(match["until"] or match["now"]) or lead in _UNTIL_NOW
        if lead == "tengo" and not _TENGO_GOES_ON.match(folded, match.end()):
            # "Tengo 24 años" tells an age.
            continue
        if lead in ("in", "within", "over") and not until_now and lead != "over":
            continue
        inexact = match["about"] or match["plus"] or match["after"] or match["upper"]
        vague = match["number"] in ("couple", "few", "par", "pocos", "unos") or lead == "over"
        yield Duration(match.start(), match.end(), months, bool(inexact) or vague, until_now)


def _months(match: re.Match[str]) -> int | None:
    amount = number(match["number"])
    upper = number(match["upper"]) if match["upper"] else None
    if amount is None:
        return None
    if upper is not None:
        if upper <= amount:
            return None
        amount = (amount + upper) / 2
    if match["half1"] or match["half2"]:
        amount += 0.5
    unit = match["unit"]
    per_unit = 120.0 if unit.startswith("d") else 12.0 if unit[0] in "ya" else 1.0
    if unit[0] == "w" or unit.startswith("sem"):
        per_unit = 12 / 52
    months = round(amount * per_unit)
    if match["more"]:
        months += round(number(match["more"]) or 0)
    return months if 1 <= months <= 720 else None


def _stands_alone(folded: str, match: re.Match[str]) -> bool:
    """Whether "a year" is a length and not a rate ("40k a year") or a unit of something else."""
    if match["number"] not in ("a", "an", "un", "una"):
        return True
    if match["lead"] or match["about"] or match["half2"] or match["more"] or match["until"]:
        return True
    before = folded[max(0, match.start() - 12) : match.start()]
    if re.search(
        r"(?:^|[\n,;(]|\b(?:did|stayed|worked|was|there|took|only|just|after|and|then))\s*$", before
    ):
        return True
    after = folded[match.end() : match.end() + 8]
    return bool(re.match(r" (?:as|at|there|then|with)\b", after)) and not re.search(r"\d", before)
