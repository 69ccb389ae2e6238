"""Finds names by where they stand: at a text's head or end, before an e-mail, in an address."""

import re
from collections.abc import Iterator, Sequence

from advisor.redaction.name_tables import NameTables, fold, word_set
from advisor.redaction.name_words import Word
from advisor.redaction.organisations import HOUSE_FIRST, PLACE_FIRST

_W = r"(?:[^\W\d_]\.|[^\W\d_][\w'’ʻʼ‘-]*)"
_PART = rf"(?:[\"“«']?{_W}[\"”»']?)"
_NAME = rf"{_PART}(?: {_PART}){{0,4}}"
_CONTACT = (
    r"(?:[\w.+-]{1,64}@|(?!(?:19|20)\d\d\b)\(?\+?\d[\d ().-]{6,}|\[(?:EMAIL|PHONE"
    r"|ADDRESS|LINK|ID|BIRTH DATE)\]"
    r"|(?:tel|cell?|phone|mobile|mob|m[oó]vil|e-?mail|correo|dob|born|n[eé]e?|geb|nacid[oa]|ssn"
    r"|dni|nie|id|passport|lic|license)\b)"
)
_BEFORE_CONTACT = re.compile(
    rf"(?:^|[\n,;:·|•(]|\. |\s[-–—]\s)[ \t*]*(?P<name>{_NAME})\s?(?:[,;:·|•(–—-]|\n)?\s*"
    rf"(?={_CONTACT})",
    re.I,
)
_WHOLE_LINE = re.compile(rf"^[ \t*•\d.)-]*(?P<name>{_NAME})[ \t,.]*$", re.M)
_REVERSED = re.compile(
    r"(?:^|\n|[-–—:]\s)(?P<name>(?:[A-ZÀ-Þ][\w'’-]+), [A-ZÀ-Þ][\w'’-]+(?: [A-Z]\.?)?)"
    r"(?=\s*(?:$|\n|\(|\s[-–—]\s|[A-Z]{4}))"
)
_LAST = re.compile(
    rf"(?:[.!?,)]|\s[-–—~]{{1,2}})\s*[-–—~]*\s*(?P<name>{_W}(?: {_W}){{0,2}})[ .!]*$"
)
_HERE = re.compile(
    rf"(?:^|[.!?,]\s|\n)(?:(?:hi|hey|hello|hola|yo"
    rf"|buenas)[,!]? )?(?P<name>{_W}(?: {_W}){{0,2}}) (?:here|again|aqu[ií])\b",
    re.I,
)
_DOES = re.compile(
    rf"(?:^|[.!?,;:]\s|\n|\b(?:and|but|because|that|so|when|if|y"
    rf"|que) )(?P<name>{_W}(?: {_W}){{0,2}}?)(?:,? (?:is|was|were|used to be|era"
    rf"|es) (?:my|our|the|mi|his|her)\b"
    r"|,? (?:my|our|mi) (?:old |former |then |ex-)?(?:boss|manager|supervisor|coworker|co-worker"
    r"|foreman|lead|jef[ea]|wife|husband|son|daughter|sister|brother|mom|dad|friend|neighbor|neighbour"
    r"|mentor|cousin|aunt|uncle|team|chef|partner)\b"
    r"|(?:,? who)? (?:said|says|told|owes|trained|taught|hired|fired|promised"
    r"|promoted|interviewed|called me"
    r"|recommended|asked me|gave me|showed me|got me|can vouch|will vouch|wrote me"
    r"|keeps|dice|dijo|seemed|cried))"
)
_IN_TEAM = re.compile(
    r"(?P<name>(?!(?:Ask|Tell|Call|Text|See|Or|And|But"
    r"|My)\b)[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?),? (?:(?:in|from|at) (?:HR|hr"
    r"|payroll|accounting|accounts|dispatch|the (?:office|front|warehouse|kitchen"
    r"|agency|union|resettlement|job|temp|staffing)|receiving|sales|shipping"
    r"|recruiting|personnel|finance|IT)\b)"
)
_HEADINGS = word_set(
    "resume cv curriculum vitae summary profile objective experience education skills references "
    "work history employment contact personal details information about professional career "
    "languages certifications training awards hobbies interests position address phone email name "
    "cover letter application experiencia educacion formacion habilidades idiomas datos personales "
    "perfil laboral estudios lebenslauf berufserfahrung ausbildung responsibilities duties "
    "achievements projects volunteer volunteering tel mobile cell mail"
)
_LABELLED = re.compile(
    rf"\b(?:name|nombre(?: completo)?|nom|nome|nama|vorname|nachname|apellidos?|surname|candidate"
    rf"|applicant|attn|attention|referee|c/o)\s?[:=]\s?(?P<name>{_NAME})(?=\s*(?:$|[\n,;/|(·]))",
    re.I,
)
_I_WHO = re.compile(r"\bI,? (?P<name>(?:[A-Z][\w'’-]+ ){0,4}[A-Z][\w'’-]+),")
_OPENING = re.compile(
    rf"^(?:(?:hi|hello|hey|hola)[,!.]? )?(?P<name>{_NAME}?)(?=\s?[,|·(–—:]| - "
    rf"| and I\b| y yo\b|['’]s (?-i:[a-z])| from \w| \d\d\b|\n)",
    re.I,
)
_APPOSED = re.compile(r"(?:^|[.!?;]\s|\n)(?P<name>[A-Z][\w'’-]+), (?:my|our) [\w' -]{2,30}[,.]")
_HOUSEHOLD = re.compile(
    r"\b[Tt]he (?P<name>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?)(?: famil(?:y|ies)"
    r"| household| kids| residence| twins"
    r"| children)\b"
)
_ASKED = re.compile(
    r"\b(?:ask|asked|told|tell|text|texted|see|met|know|knows|contact|and|or|with|like|under|saw)\s$",
    re.I,
)
_MIXED = re.compile(r"^[A-Z][a-z]*[a-z]{2}[A-Z]")
_OFTEN = 3
_MONTH_NAMES = word_set("january april may june july august march julio abril enero junio agosto")
_HEAD_LINES = 2
_ORDINARY, _SELDOM_WORD = 2_000, 30_000


class Positions:
    """Knows the places where a person's name stands whatever the lists say of its words."""

    def __init__(self, tables: NameTables, titles: frozenset[str]) -> None:
        self._tables = tables
        self._titles = titles

    def __call__(self, text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Yield start and end of what stands in such a place and can be a name."""
        at = {word.start: number for number, word in enumerate(words)}
        for pattern in (
            _BEFORE_CONTACT,
            _LAST,
            _HERE,
            _DOES,
            _IN_TEAM,
            _LABELLED,
            _I_WHO,
            _OPENING,
            _REVERSED,
        ):
            for found in pattern.finditer(text):
                yield from self._fitting(text, words, at, found, pattern)
        if "\n" in text:
            ends = [text.find("\n"), text.rfind("\n")]
            for found in _WHOLE_LINE.finditer(text):
                head = text.count("\n", 0, found.start()) < _HEAD_LINES
                if head or found.start() > ends[1]:
                    yield from self._fitting(text, words, at, found, _WHOLE_LINE)

    def certain(self, text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Yield words that are names there even if they are titles of work elsewhere."""
        at = {word.start: word for word in words}
        for found in _HOUSEHOLD.finditer(text):
            if not any(
                (w := at.get(place)) and (w.stop or self._is_firm(w))
                for place in range(*found.span("name"))
            ):
                yield found.span("name")
        for pattern in (_IN_TEAM, _APPOSED):
            for found in pattern.finditer(text):
                word = at.get(found.start("name"))
                led = pattern is _APPOSED or _ASKED.search(
                    text, max(0, found.start() - 14), found.start()
                )
                if word and led and word.capital and word.listed and not word.place:
                    yield found.span("name")

    def _is_firm(self, word: Word) -> bool:
        return word.key in self._tables.organisations or word.key in self._tables.brands

    def _fitting(
        self,
        text: str,
        words: Sequence[Word],
        at: dict[int, int],
        found: re.Match[str],
        pattern: re.Pattern[str],
    ) -> Iterator[tuple[int, int]]:
        start, end = found.span("name")
        inside = []
        number = next((at[place] for place in range(start, end) if place in at), None)
        while number is not None and number < len(words) and words[number].start < end:
            inside.append(words[number])
            number += 1
        # A sentence may run up to the name: "call me, I'm Ana Ruiz, 555 0142".
        while inside and (
            (
                inside[0].stop
                and not (
                    inside[0].capital
                    and inside[0].given >= (1 if pattern is _WHOLE_LINE else _OFTEN)
                )
            )
            or inside[0].key in _HEADINGS
            or (_filler(inside[0]) and pattern is not _LABELLED)
        ):
            inside.pop(0)
        if pattern is _OPENING and (not inside or inside[0].start > start):
            return
        if len(inside) < 1 + (pattern is _WHOLE_LINE) or not self._can_be_name(inside, pattern):
            return
        if fold(text[inside[0].start : inside[-1].end]) in self._titles:
            return
        yield inside[0].start, max(inside[-1].end, end if text[end - 1] in '"”»)' else 0)

    def _can_be_name(self, words: Sequence[Word], pattern: re.Pattern[str]) -> bool:
        named = pattern in {_LABELLED, _I_WHO}
        if any(
            (w.stop and not w.listed and not (named and w.capital))
            or w.key in _HEADINGS
            or w.key in HOUSE_FIRST
            for w in words
        ):
            return False
        if words[0].key in PLACE_FIRST or words[-1].key in self._tables.organisations:
            return False
        capitals = all(w.written[0].isupper() or len(w.key) <= 3 for w in words)
        if not capitals and any(w.written[0].isupper() for w in words):
            return False
        telling = [w for w in words if w.listed or w.rare or len(w.key) <= 2]
        if not telling or any(_MIXED.search(w.written) and not w.listed for w in words):
            return False
        strange = len(words) - len(telling)
        if strange > (pattern in {_WHOLE_LINE, _LABELLED, _I_WHO, _OPENING, _HERE, _DOES}) + (
            pattern in {_LABELLED, _I_WHO}
        ):
            return False
        if len(words) == 1:
            return self._can_be_alone(words[0], pattern, capitals=capitals)
        if pattern in {_BEFORE_CONTACT, _LAST} and not any(w.given or w.family for w in words):
            return capitals and all(w.rare for w in words)
        if pattern is _REVERSED:
            return bool(words[1].given) and not any(w.place for w in words) and strange == 0
        if pattern is _OPENING and not (words[0].given or words[0].rare):
            return False
        if not capitals:
            return all((w.listed or w.rare) and w.common < _ORDINARY for w in words) and any(
                w.clear or w.rare for w in words
            )
        led = words[0].listed or words[0].rare or words[0].key in {"big", "lil", "little"}
        return (led or pattern is _HERE) and not (words[0].place and not words[0].given)

    def _can_be_alone(self, word: Word, pattern: re.Pattern[str], *, capitals: bool) -> bool:
        """Tell whether one word is a name where the pattern found it."""
        if word.key in _MONTH_NAMES and pattern not in {_LABELLED, _HERE}:
            return False
        if pattern is _OPENING:
            often = word.given >= _OFTEN and word.common < _SELDOM_WORD
            return often and not word.place
        weak = pattern in {_BEFORE_CONTACT, _LAST}
        if weak and not word.given:
            return False
        if not capitals:
            often = pattern is _DOES and word.given >= _OFTEN
            return often or (word.common < _ORDINARY and (word.clear or word.rare))
        if not weak and word.capital and word.given:
            return not (word.stop and word.given < _OFTEN)
        return (word.rare or word.given > 0) and not word.place and not word.acronym


def _filler(word: Word) -> bool:
    return not word.listed and not word.rare and (word.common >= _ORDINARY or word.stop)
