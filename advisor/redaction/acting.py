"""Finds names by what a person does or is beside them: they say, quit, own, are somebody's boss."""

import re
from collections.abc import Iterator, Sequence

from advisor.redaction.name_tables import word_set
from advisor.redaction.name_words import Word
from advisor.redaction.organisations import HOUSE_FIRST, PLACE_FIRST, Organisations
from retrieval.lexicon import employers
from retrieval.titles import clean

PERSON_DOES = (
    r"(?:said|says|told|tells|asked|asks|thinks|thought|texted|emailed|e-mailed|phoned|wrote me"
    r"|knows me|owes|taught|trained|hired|fired|promoted|promised|warned|yelled|screamed|cried"
    r"|laughed|swears|swore|quit|quits|retired|got (?:fired|hired|promoted|mad|hurt|sick|married"
    r"|the job|a job|me|him|her|laid|\w+ed|\w+ job)|found out|walked out|showed me|gave me|gives me"
    r"|let me|made me|makes me|helped|helps|wants me|needs me|keeps (?:telling|saying|asking|\w+ing"
    r"|my)|called (?:me|in|out)|calls me|left us|took over|interviewed|recommended|suggested"
    r"|introduced|convinced|reckons|believes|insists|insisted|claims|admitted|mentioned|explained"
    r"|died|passed away|is (?:my|retiring|leaving|out|gone|on leave|the (?:one|guy|boss|lady|owner"
    r"|manager|lead|supervisor|hiring|foreman|person|head|officer|director))|was (?:my|our|fired"
    r"|promoted|the (?:one|boss|manager|supervisor|lead|owner))|(?:can|could|will|would) (?:vouch"
    r"|confirm|tell you|recommend|back me)|doesn['’]?t (?:like|know|want|think|care|trust|listen)"
    r"|didn['’]?t (?:like|know|want|think|care|hire|say|tell|get|even)|won['’]?t (?:let|stop|give"
    r"|pay|answer|listen|write)|hates|loves|used to (?:be|work|say|run|manage)|never (?:paid|told"
    r"|said|showed|gave|called)|dice|dijo|me dijo|me dio|m['’]a dit|a dit|disse|sagte|sagt"
    r"|meinte)\b"
)
_ARE = (
    r"(?:(?:both )?(?:run|are|were|own|have|said|say|told|got|owe|want|think|quit|work|worked))\b"
)
_CAP = r"[A-ZÀ-Þ][\w'’ʼ-]*[\wʼ]"
_PARTICLE = r"(?:de|la|lo|del|da|dos|van|von|der|el|al|bin|ben|di|le)"
_FULL = rf"{_CAP}(?: (?:{_PARTICLE} )?{_CAP}){{0,3}}"
_SUBJECT = re.compile(
    rf"(?:^|[.!?;:,…)][\"”']?\s|\n|[\"“(]|\b(?:and|but|because|that|so|when|if|then|while|since|y"
    rf"|que|et|e|und|as|what|like|says|said|think|thinks|where|how|after|before) )(?P<name>{_FULL})"
    rf"(?:,? who| \([^()\n]{{1,30}}\)|, (?:my|our|the) [\w' -]{{2,30}},|,? (?:my|our) [\w'"
    rf" -]{{2,24}})?"
    rf" (?:(?:just|also|already|never|always|still|once|recently|really|has|had|even) )?"
    rf"(?={PERSON_DOES})"
)
_LIST = re.compile(
    rf"(?P<name>{_CAP}(?: {_CAP})?)(?P<rest>(?:, {_CAP}(?: {_CAP})?){{0,5}},? (?:and|&|y|et|or|und)"
    rf" {_CAP}(?: {_CAP})?)(?= (?:{_ARE}|{PERSON_DOES}))"
)
_MEMBER = re.compile(rf"{_CAP}(?: {_CAP})?")
_FROM_PERSON = (
    r"(?:[\w']+ed|told|taught|shown|given|chosen|let go|led|seen|held|sent|written up|laid off) by"
    r"|(?:note|message|msg|email|letter|reference|call|text|texts|referral|advice|recommendation"
    r"|word|quote|feedback|help|rec|voicemail|visit|permission|support) from|heard from|(?:shift"
    r"|work|worked|working|meeting|met|call|interview|talk|talked|talking|spoke|speak|speaking|live"
    r"|lives|living|appointment|argue|argued|fight|along|touch|up|trained|training|chat|chatted"
    r"|ride|carpool|convo|conversation|sit|sat|rooming|drink|paired|partnered|stuck|on shift) with"
    r"|(?:report|reports|reported|reporting|listen|listened|married|engaged|apologize|apologized"
    r"|reply|replied|answer|answered|answering|related|talk|talked|talking|spoke|sorry|lied|said"
    r"|complained|introduced|lend|lent|next|assistant|secretary|pa) to|(?:worked|working|work|serve"
    r"|served|trained|studied|apprenticed|apprentice|was|am|been) under|(?:fill|filling|filled"
    r"|cover"
    r"|covering|covered|waiting|asked|ask|asking|babysit|babysat|nannied|cared|caring|sub|subbed"
    r"|subbing) (?:in )?for|(?:complain\w*|complaint|ask\w*|told \w+|talk\w*|rumou?rs?|worried"
    r"|heard) (?:about|on)|grandma|grandpa|granny|nana|abuela|abuelo|t[ií]a|t[ií]o|aunty|coworkers?"
    r"|co-workers?|colleagues?"
)
_AFTER_PERSONAL = re.compile(rf"\b(?i:{_FROM_PERSON}) (?P<name>{_FULL})(?!\w)")
_NOT_BY = re.compile(
    r"(?:own|employ|acquir|operat|manufactur|certifi|accredit|publish|produc|sponsor|fund|power|us"
    r"|offer|licens|develop|contract|organi[sz])\w*ed by",
    re.I,
)
_LOWER_FRIEND = re.compile(
    r"\b(?:my|our|his|her) (?:\w+ )?(?:friend|buddy|boss|manager|supervisor|foreman|co-?worker"
    r"|brother|sister|cousin|uncle|aunt|auntie|wife|husband|son|daughter|mom|dad|neighbou?r|nephew"
    r"|niece|roommate|girlfriend|boyfriend|partner|mentor|sis|bro|mum|kid|lead|teacher|pastor"
    r"|landlord|ex|grandson|granddaughter),? (?P<name>[^\W\d_A-Z][\w'-]+)"
    r"(?=(?:'s)? (?:got|get|is|was|has|had|didn|did|does|doesn|can|will|would|works|worked|says"
    r"|went|came|owns|runs|makes|left|moved|and i\b|at\b|from\b|who\b|" + PERSON_DOES + r"))"
)
_LOWER_SUBJECT = re.compile(
    r"(?:^|[.!?;,]\s|\n|\b(?:and|but|because|cuz|cause|that|so|when|if|then|y|que) )"
    r"(?P<name>[a-zà-ÿ][\w'-]+)(?: (?:just|also|already|never|always|still))? (?=(?:said|says"
    r"|told|texted|owes"
    r"|fired me|hired me|trained me|taught me|promised|warned|is my|was my|yelled|quit|showed me"
    r"|called me|asked me|gave me|helped me|made me|got (?:fired|promoted|hired)|dijo|me dijo)\b)"
)
_NICKNAME = re.compile(
    rf"(?<![\w-])(?P<name>{_CAP}(?: {_CAP})? (?:[\"“'‘«]{_CAP}[\"”'’»]|\((?:[A-Z][a-z]+)\))"
    rf" {_CAP}(?: {_CAP})?)"
)
_UPPER = r"[A-ZÀ-Þ][A-ZÀ-Þ'’-]*[A-ZÀ-Þ]"
_SURNAME_FIRST = re.compile(
    rf"(?:^|\n|[-–—:>|(]\s?|\b(?:[Ii]s|[Aa]s|[Ff]or|[Bb]y|[Tt]o|[Ff]rom|[Nn]ame) )"
    rf"(?P<name>(?:{_PARTICLE} )?(?:{_CAP}(?: {_CAP})?, {_CAP}(?: (?:{_CAP}|[A-Z]\.?))?"
    rf"|{_UPPER}(?:[ -]{_UPPER})? [A-ZÀ-Þ][a-zà-ÿ][\w'’-]+(?: [A-ZÀ-Þ][a-zà-ÿ]+)?))"
    rf"(?=\s*(?:$|\n|[(|.;:)]|[-–—]|[A-Z]{{4}}))"
)
_SIGNED = re.compile(
    rf"(?:[.!?)]|\n|\.\.\.)\s*[-–—~]\s?(?P<name>{_CAP}(?: {_CAP})?)(?=\s*(?:$|\n|[,.(]))"
    rf"|(?<![\w'’])[a-zà-ÿ]{{2,20}}, (?P<last>{_CAP}(?: {_CAP})?)[.! ]*$"
)
_MIXED_CASE = re.compile(r"[a-z]{2}[A-Z]")
_TWO = 2
_OFTEN = 3
_SELDOM = 3_000
_NOT_SUBJECT = word_set(
    "i he she we they you it who this that these those someone somebody everyone everybody nobody "
    "boss manager management hr people chef coach nurse doctor doc judge sergeant captain pastor "
    "mom dad mum mommy daddy grandma grandpa teacher professor recruiter recruiters google"
    " linkedin "
    "indeed glassdoor ai chatgpt everything nothing what there here dr mr mrs ms company corporate "
    "god job work school will may can just now then today yesterday tomorrow said says told and or "
    "supervisor foreman my the a an his her our their"
)


class Acting:
    """Reads names off what persons do; what it yields stands even where a title is alike."""

    def __init__(self, organisations: Organisations, titles: frozenset[str]) -> None:
        self._organisations = organisations
        self._titles = titles
        self._employers = employers()

    def __call__(self, text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Yield start and end of each name."""
        at = {word.start: word for word in words}
        for found in _SUBJECT.finditer(text):
            yield from self._fitting(at, *found.span("name"))
        for found in _AFTER_PERSONAL.finditer(text):
            if not _NOT_BY.match(found.group()):
                yield from self._fitting(at, *found.span("name"))
        for found in _LIST.finditer(text):
            yield from self._members(text, at, *found.span())
        for pattern in (_NICKNAME, _SURNAME_FIRST):
            for found in pattern.finditer(text):
                yield from self._whole(at, *found.span("name"))
        for found in _SIGNED.finditer(text):
            group = "name" if found["name"] else "last"
            yield from self._fitting(at, *found.span(group), loose=group == "name")
        yield from self._lower(text, at)

    def _inside(self, at: dict[int, Word], start: int, end: int) -> list[Word]:
        return [at[place] for place in range(start, end) if place in at]

    def _is_firm(self, words: Sequence[Word]) -> bool:
        return any(
            self._organisations.is_word(w) or w.key in HOUSE_FIRST or w.key in PLACE_FIRST
            for w in words
        )

    def _fitting(
        self, at: dict[int, Word], start: int, end: int, *, loose: bool = False
    ) -> Iterator[tuple[int, int]]:
        """Yield words with capitals of which the first is a given or a rare one."""
        inside = self._inside(at, start, end)
        while len(inside) > 1 and (inside[0].key in _NOT_SUBJECT or _is_opening(inside[0])):
            inside.pop(0)
        if not inside or inside[0].acronym or inside[0].key in _NOT_SUBJECT - {"may"}:
            return
        first = inside[0]
        if self._is_firm(inside) or (first.place and not first.given) or inside[-1].acronym:
            return
        whole = " ".join(w.key for w in inside)
        if whole in self._titles and (len(inside) > 1 or not first.given):
            return
        if clean(" ".join(w.written for w in inside)) in self._employers or _is_brand(first):
            return
        named = first.given >= _TWO or (bool(first.given) and not first.stop) or first.rare
        family = first.family and not first.place and not first.stop and first.common < _SELDOM
        if named or family or (loose and not first.stop):
            yield first.start, inside[-1].end

    def _members(
        self, text: str, at: dict[int, Word], start: int, end: int
    ) -> Iterator[tuple[int, int]]:
        """Yield all of a list of people if one of them is surely one."""
        members = [
            (found.span(), self._inside(at, *found.span()))
            for found in _MEMBER.finditer(text, start, end)
        ]
        firsts = [inside[0] for _, inside in members if inside]
        if all(w.key in self._titles for w in firsts):
            return
        if any(self._is_firm(inside) for _, inside in members):
            return
        if any(w.clear or w.rare for w in firsts) or all(w.listed for w in firsts):
            for (first, last), inside in members:
                if inside and not (inside[0].stop and not inside[0].given):
                    yield first, last

    def _whole(self, at: dict[int, Word], start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield a whole stretch most words of which are names."""
        inside = [w for w in self._inside(at, start, end) if len(w.key) > 1]
        fits = [w for w in inside if (w.listed and not w.place) or w.rare]
        given = any(w.given or w.rare for w in inside[1:]) and any(w.listed for w in inside)
        if any(w.key in self._titles and not w.given for w in inside):
            return
        if len(fits) * 2 > len(inside) and given and not self._is_firm(inside):
            yield start, end

    def _lower(self, text: str, at: dict[int, Word]) -> Iterator[tuple[int, int]]:
        for found in _LOWER_FRIEND.finditer(text):
            word = at.get(found.start("name"))
            if word and not word.stop and (word.given or word.rare or not word.common):
                yield word.start, word.end
        for found in _LOWER_SUBJECT.finditer(text):
            word = at.get(found.start("name"))
            if word is None or word.key in _NOT_SUBJECT or word.place:
                continue
            if word.given >= _OFTEN or (word.listed and word.common < _SELDOM) or word.rare:
                yield word.start, word.end


def _is_brand(word: Word) -> bool:
    return bool(_MIXED_CASE.search(word.written)) and not word.listed


def _is_opening(word: Word) -> bool:
    return word.stop and not word.given
