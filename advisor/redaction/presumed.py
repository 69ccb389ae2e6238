"""Presumes that a rare word with a capital names a person, unless it stands where a firm would."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from advisor.redaction.name_tables import word_set
from advisor.redaction.name_words import Word
from advisor.redaction.organisations import HOUSE_FIRST, PLACE_FIRST, Organisations

_PARTICLES = word_set(
    "de la las los del da das do dos di van von der den ter ten bin bint binti ibn al el le du y e "
    "ben ap san ni nic mac af av zu"
)
_JOINED = re.compile(r" {1,2}|[-–]|\.? |\.| ?[\"“”'‘’«»(] ?|\) ")
_TOGETHER = re.compile(r"\s?(?:,|&|/|\+|\band\b|\by\b|\bi\b|\be\b|\bund\b|\bet\b|\bor\b)\s?")
_PLACE_BEFORE = word_set(
    "at in near from to into around outside across through throughout of for chez en bei aus nach "
    "a desde hacia em na no via on between toward towards by within inside w/ joined joining left "
    "da dal dalla della bij w z v iz u pri hos kod auf unter dla ved "
    "visit visited dans pour ab bis until since"
)
_TO_PEOPLE = word_set("to for with of from between via than like called and or love")
_WITH_BEFORE = word_set(
    "use used using uses with know knows learn learned learning learnt speak speaks spoke drive "
    "drove drives study studied play plays sell sold selling passed apply applied applying run ran "
    "running a an this that every some any no like some other called own via plus pro the our "
    "my their your hablo uso both either than buy bought love hate on do did does as "
    "built build write wrote wearing read teach teaching taught les des un una el la los las der "
    "die das den dem ein eine le"
)
_KNOWLEDGE = re.compile(
    r"(?:skills?|tools?|software|languages?|idiomas?|technolog\w+|stack|certif\w+|training|courses?"
    r"|education|systems?|platforms?|equipment|programs?|proficien\w+|habilidades|formaci[oó]n"
    r"|awards?|interests?|hobbies|brands?|volunteer\w*)[^\n:]{0,20}:[^\n]*$",
    re.I,
)
_KNOWLEDGE_ABOVE = re.compile(
    r"(?:skills?|tools?|software|languages?|idiomas?|technolog\w+|certif\w+|training|habilidades"
    r"|hobbies|interests?|systems)[ \t:]*\n[^\n]*$",
    re.I,
)
_DATED = re.compile(
    r"['’s)]{0,3}[\s,(|–—·:-]{1,3}(?:(?:[A-Z][\w.]{0,14}|since|from|to|de|desde|\d\d?)[\s,/|–—-]{1,3}){0,4}"
    r"(?:(?:19|20)\d\d\b|['’]\d\d\b|present\b)"
)
_ENDS = re.compile(r"\s*(?:$|[.;\n)]|,(?! ?(?:and |y |& )?[A-Z]))")
_SENTENCE = re.compile(r"(?:^|[.!?:…\n•]|[-–—] )[\s\"“'‘(*>-]*$")
_SEPARATED = re.compile(r"\s?(?:[,;|·•@/(]|\s[-–—]|:)\s*$")
_STATE = re.compile(
    r",\s[A-Z]{2}\b|\s(?:A[LKZR]|C[AOT]|FL|GA|I[DLA]|K[SY]|M[ADINSOT]|N[EVHJMYC]|O[HK]|PA|S[CD]|T[NX]|UT|V[TA]|W[AVIY])\b"
)
_MIXED_CASE = re.compile(r"[a-zà-ÿ][A-Z]")
_MIXED_NAME = re.compile(
    r"(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|O['’]|D['’]|Al|El|Ka|Ja|Sha|Te)[A-Z]"
)
_NUMBER_AFTER = re.compile(r"[ -]?\d|[.]\w|/\w")
_CLOSED = re.compile(r"['’s]{0,2}\s*(?:$|[,.;:\n()|·/–—-])")
_SURNAME_FIRST = re.compile(r"(?:^|\n|[-–—:] )[A-Z][\w'’-]+, $")
_LONG_LINE = 500
"""Characters of a line that are looked at."""
_FAMILY = re.compile(r"(?:['’]s)? (?:famil|said|says|told|here\b|owes|trained|asked|taught|hired)")


class _Run:
    """Words with capitals that stand together: numbers of the first and the last."""

    __slots__ = ("first", "last")

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last


class _Verdict(Enum):
    NAME = "a person's"
    OTHER = "an employer's, a place's, a thing's"
    NONE = "no name"


class Presumption:
    """Reads the capitals of a text.

    A word that no dictionary, no list of places and no job title has is presumed to be part of a
    person's name; so is one that only lists of names have. Where a preposition, an article, a date
    or a company's word stands beside it, it is not, unless a given name leads it.
    """

    def __init__(self, organisations: Organisations, titles: frozenset[str]) -> None:
        self._organisations = organisations
        self._titles = titles

    def __call__(self, text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Yield start and end of what is presumed to be a name."""
        before, previous = _Verdict.NONE, None
        for run in _runs(text, words, self._titles):
            first, last = words[run.first], words[run.last]
            beside = previous is not None and bool(
                _TOGETHER.fullmatch(text[previous.end + 2 * previous.possessive : first.start])
                or _TOGETHER.fullmatch(text[previous.end : first.start])
            )
            verdict = self._verdict(text, words, run, before if beside else _Verdict.NONE)
            if verdict is _Verdict.NAME:
                yield first.start, last.end
            before, previous = verdict, last

    def _verdict(self, text: str, words: Sequence[Word], run: _Run, before: _Verdict) -> _Verdict:
        run_words = words[run.first : run.last + 1]
        telling = [w for w in run_words if len(w.key) > 1 and w.key not in _PARTICLES]
        strong = [w for w in telling if (w.rare or w.clear) and not w.acronym]
        given = any(w.given for w in strong) or (
            bool(strong) and len(telling) > 1 and bool(telling[0].given)
        )
        if not strong:
            joined = before is _Verdict.NAME and len(telling) == 1 and telling[0].listed
            if joined and not telling[0].place and not telling[0].stop:
                comma = text[max(0, telling[0].start - 2) : telling[0].start] == ", "
                if not (comma and telling[0].key in self._titles):
                    return _Verdict.NAME
            near = run.first and text[words[run.first - 1].end : words[run.first].start] == " "
            placed = near and words[run.first - 1].key in _PLACE_BEFORE
            firm = placed or any(self._organisations.is_word(w) for w in telling)
            return _Verdict.OTHER if firm or before is _Verdict.OTHER else _Verdict.NONE
        if any(_is_brand(w) for w in telling):
            return _Verdict.OTHER
        if before is _Verdict.OTHER and not given:
            return _Verdict.OTHER
        if before is not _Verdict.NAME and self._is_other(
            text, words, run, given and len(telling) > 1
        ):
            return _Verdict.OTHER
        if not given and len(telling) == 1 and self._is_label(text, words, run):
            return _Verdict.OTHER
        fits = sum(w.listed or w.rare for w in telling)
        if fits * 2 < len(telling) + (len(telling) > 1):
            return _Verdict.NONE
        return _Verdict.NAME

    def _is_label(self, text: str, words: Sequence[Word], run: _Run) -> bool:
        """Tell whether one rare word heads a field, stands alone on a line, or is no English."""
        first, last = words[run.first], words[run.last]
        after = text[last.end : last.end + 2]
        alone = text[max(0, first.start - 1) : first.start] in {"", "\n"} and after[:1] in {
            "",
            "\n",
        }
        if after[:1] == ":" or after == ".)" or (alone and first.start > 0):
            return True
        comma = text[max(0, first.start - 2) : first.start] == ", "
        if comma and _ENDS.match(text, last.end):
            return not _SURNAME_FIRST.search(text, max(0, first.start - 100), first.start)
        beside = [
            *words[max(0, run.first - 1) : run.first],
            *words[run.last + 1 : run.last + 2],
        ]
        return any(w.rare and not w.capital for w in beside)

    def _is_other(self, text: str, words: Sequence[Word], run: _Run, full: bool) -> bool:
        """Tell whether the words stand where an employer, a school, a place or a tool would."""
        first, last = words[run.first], words[run.last]
        if _FAMILY.match(text, last.end):
            return False
        if self._organisations.holds(text, words, run.first, run.last):
            return True
        near = run.first and text[words[run.first - 1].end : first.start] in {" ", ' "', " '"}
        led = words[run.first - 1].key if near else ""
        if full:
            return led in {"at", "in"} and bool(_STATE.match(text, last.end))
        run_words = words[run.first : run.last + 1]
        pair = len(run_words) > 1 and all(
            w.rare or w.clear or len(w.key) == 1 or w.key in _PARTICLES for w in run_words
        )
        if (led in _PLACE_BEFORE or led in _WITH_BEFORE) and not (pair and led in _TO_PEOPLE):
            return True
        if _DATED.match(text, last.end) or _NUMBER_AFTER.match(text, last.end):
            return True
        if _STATE.match(text, last.end):
            return True
        begin = max(text.rfind("\n", 0, first.start) + 1, first.start - _LONG_LINE)
        above = max(text.rfind("\n", 0, max(0, begin - 1)) + 1, begin - _LONG_LINE)
        line = text[begin : first.start]
        if _KNOWLEDGE.search(line) or _KNOWLEDGE_ABOVE.search(text, above, first.start):
            return True
        if _SEPARATED.search(line) and run.first and _CLOSED.match(text, last.end):
            entry = words[run.first - 1]
            if entry.key in self._titles or entry.place or self._organisations.is_word(entry):
                return True
        after = words[run.last + 1] if run.last + 1 < len(words) else None
        return (
            after is not None
            and text[last.end : after.start] in {" ", "-"}
            and not (after.capital or after.stop)
            and (after.key in self._titles or self._organisations.is_word(after))
            and run.first == run.last
        )


def _runs(text: str, words: Sequence[Word], titles: frozenset[str]) -> Iterator[_Run]:
    """Yield stretches of words with capitals; ordinary words that open a sentence are left off."""
    number = 0
    while number < len(words):
        if not _counts(words[number]):
            number += 1
            continue
        first = last = number
        at = number + 1
        while at < len(words) and not words[at - 1].possessive:
            gap = text[words[at - 1].end : words[at].start]
            opened = "(" in gap and text[words[at].end : words[at].end + 1] != ")"
            if (
                opened
                or not _JOINED.fullmatch(gap)
                or ("." in gap and words[at - 1].end - words[at - 1].start > 2)
            ):
                break
            if _counts(words[at]):
                last = at
            elif words[at].key not in _PARTICLES or words[at].capital:
                break
            at += 1
        opening = _SENTENCE.search(text, max(0, words[first].start - 6), words[first].start)
        while (
            first < last
            and (opening or words[first].common > 1000 or words[first].key in titles)
            and _plain(words[first])
        ):
            first += 1
        yield _Run(first, last)
        number = last + 1


def _counts(word: Word) -> bool:
    return word.capital and not word.stop and word.key not in PLACE_FIRST | HOUSE_FIRST


def _plain(word: Word) -> bool:
    return not word.listed and not word.rare and len(word.key) > 1


def _is_brand(word: Word) -> bool:
    return bool(_MIXED_CASE.search(word.written)) and not (
        word.listed or _MIXED_NAME.match(word.written)
    )
