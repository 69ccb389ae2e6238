"""Words that introduce a name: "my name is", "Dr.", "my boss", "regards,"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from advisor.redaction.name_tables import fold, word_set
from advisor.redaction.name_words import Word
from advisor.redaction.trust import Introduction, Trust

_MINE = (
    r"(?:my|our|his|her|their|the|mi|mis|nuestr[oa]|su|mein|meine|mon|ma|meu|minha|old|former"
    r"|ex|ex-|new|another|late|then|big|little|older|younger)"
)
_RELATIVES = (
    r"mom|mum|mother|mama|dad|father|sister|brother|sis|bro|husband|wife|hubby|son"
    r"|daughter|uncle|aunt|auntie|cousin"
    r"|grandma|grandpa|grandmother|grandfather|nephew|niece|girlfriend|boyfriend"
    r"|fianc[eé]e?|stepfather|stepmother|roommate|flatmate|neighbou?r|stepdad|stepmom|kid|twin|tutu|in-law"
    r"|hermano|hermana|esposo|esposa|marido|mujer|hijo|hija|t[ií]o|t[ií]a|primo|prima"
    r"|madre|padre|mam[aá]|pap[aá]|novi[oa]|vecin[oa]|cu[nñ]ad[oa]|abuel[oa]|suegr[oa]"
    r"|mari|femme|fr[eè]re|s[oœ]e?ur|bruder|schwester|mann|frau|irm[aã]o?|marido|esposa"
    r"|compadre|comadre|grandson|granddaughter|grandkid|stepson|stepdaughter|stepbrother"
    r"|stepsister|godmother|godfather|godson|goddaughter|nieto|nieta|sobrin[oa]|yerno|nuera"
    r"|baby|toddler|kids|boys|girls|sons|ex"
)
_PEOPLE = (
    r"boss|manager|supervisor|foreman|forewoman|forelady|co-?worker|colleague|friend|buddy"
    r"|pal|mate|bestie|mentor|partner|teacher|professor|coach|instructor"
    r"|advisor|adviser|counsel+or|trainer|owner|director|lead|leader|landlord|landlady"
    r"|roomie|caseworker|recruiter|interviewer|principal|officer|guy|lady|man|woman|girl"
    r"|jef[ea]|patr[oó]n|patr[aã]o|chefe|abogad[oa]|attorney|therapist|patrona|amig[oa]|supervisora|gerente|encargad[oa]|compa[nñ]er[oa]"
    r"|due[nñ][oa]|profesora?|maestr[oa]|chef|sergeant|captain|doctor|dentist|lawyer|nurse"
    r"|client|patient|customer|chief|head|vp|ceo|rep|assistant|agent|worker|student"
    r"|employer|employee|tutor|pastor|reverend|preceptor|ref|coordinator|host|hostess"
)
_LEAD = (
    r"(?:\s?[,:(–—-]\s?|\s)(?:(?:was|is|es|era|called|named|llamad[oa]|a guy named|name is"
    r"|name was|se llama|heißt)\s)?"
)


_CERTAIN = re.compile(
    r"(?:\b(?:my|the|his|her|whose|full|legal|birth|maiden|real|first|last|family|middle"
    r"|given|nick|sur)\s?names?(?:['’]s|\s(?:is|was|are|be|es))?\s?:?(?:\sactually|\sjust"
    r"|\sis)?"
    r"|\bname['’]?s|\bname\sis|\bcall(?:ed)?\sme(?:\sby)?|\beveryone calls me|\bgoes by"
    r"|\bgo by|\bknown as|\bnamed"
    r"|\b(?:me|se)\s(?:l?l?lamo|yamo|llaman|dicen)|\bme llamo"
    r"|\bmi nombre(?:\scompleto)?\ses|\bje m['’]appelle|\bich hei(?:ß|ss)e|\bmein name ist"
    r"|\b(?:o\s)?meu nome (?:é|e)|\bmi chiamo|\bjag heter|\bjeg heter|\bik heet"
    r"|\bnazywam si[eę]|\bmenya zovut|\badim|\badım|\bnama saya"
    r"|\bpangalan ko(?:\say)?\s(?:si)?|\bmoi,? c['’]est|\bmwen rele|\b(?:jmenuji|volám) s[ea]"
    r"|\bm[aă] numesc|\bnumele meu este|\bminun nimeni on|\ba nevem|\bzovem se|\bnaitwa"
    r"|\bjina langu ni|\bt[eê]n t[oô]i l[aà]|\bmera naam|\bme chamo|\bchamo-me|\bmijn naam is"
    r"|\bmit navn er|\bmeu nome [eé]|\bmi nombre completo:?"
    r"|\bв?меня зовут|\bмене звати"
    r"|\b[DSWC]/[oO]:?|\bname(?!\s(?:of|on|in|for|and|tag|change|brand|a|the|my|to|as|it)\b))\s+",
    re.I,
)
_LABEL = re.compile(
    r"(?:(?:full |first |last |family |given |legal |candidate |applicant |student "
    r"|employee |patient |emergency |contact )*(?:names?|contact|applicant|candidate"
    r"|referees?|references?|supervisor|manager|attn|emergency contact|signed|signature"
    r"|nombre(?: completo)?|nombres|apellidos?|nom|pr[eé]nom|vorname|nachname|nome|nama"
    r"|ad soyad|imi[eę])"
    r"(?:\s(?:name|person|no\.?|number|\d))?|resume of|cv of|curriculum vitae"
    r"|r[eé]sum[eé])\s?(?:[:=–—-]\s?|\s(?=[A-Z])|(?<=name)\s)",
    re.I | re.M,
)
_REFERENCE = re.compile(
    r"\b(?:references?|referees?|ref|contact|attn|supervisor|manager|boss|cc|witness"
    r"|signed|interpreter|written by|attention|supervised by|trained by|managed by|hired by"
    r"|recommended by|referred by|interviewed by|signed by|reports? to|reported to|reporting to"
    r"|answer to|ask for|under)(?:\s?:\s?|\s(?=[A-Z\W]))",
    re.I,
)
_HONORIFIC = re.compile(
    r"(?<![\w'’])(?:mr|mrs|ms|mx|dr|prof|mme|mlle|dra|srta|sra|fr|rev|hon|m[sr]s?r?)\b\.?\s+"
    r"|(?<![\w'’])(?:mister|missus|madam|se[nñ]ora?|se[nñ]orita|do[nñ]a|herr|monsieur"
    r"|madame|reverend|sir|lord|dame|ustad|sheikh|hajji|auntie|uncle|aunt|sister|brother"
    r"|tito|tita)\s+",
    re.I,
)
_RANK = re.compile(
    r"(?<![\w'’-])(?:miss|don|sr\.?|lic\.?|ing\.?|frau|pastor|father|sgt\.?|sergeant|lt\.?"
    r"|lieutenant|capt\.?|captain|col\.?|colonel|major|cpl\.?|judge|coach|officer"
    r"|chef|detective|principal|professor|doctor|bro|nurse|pvt\.?|deacon|bishop|imam|rabbi"
    r"|chief|foreman|councillor|senator|hi|hello|hey|dear|hola|estimad[oa]|querid[oa]|sup"
    r"|yo|liebe[r]?|cher|ch[eè]re|thanks|thank you|gracias|cheers|love|congrats|thx|ty)\s?,?\s+",
    re.I,
)
_RELATION = re.compile(
    rf"\b(?:{_MINE}\s(?:[\w-]+\s){{0,2}}?(?:{_PEOPLE}|{_RELATIVES})s?|(?:{_RELATIVES})){_LEAD}",
    re.I,
)
_PERSONAL = re.compile(
    r"\b(?i:told|tell|asked|ask|text|texted|emailed|met|meet|thank|according\sto|care\sof|like"
    r"|caring\sfor|interview(?:ed|ing)?\swith|work(?:ed|ing)?\s(?:with|alongside|under|beside)"
    r"|wr(?:ite|ote)\sto|forward(?:ed)?\sto|sen[dt]\s(?:it\s)?to|sp(?:eak|oke)\s(?:to|with)"
    r"|talk(?:ed|ing)?\s(?:to|with)|(?:submitted|prepared|signed|approved|reviewed|referred|made"
    r"|written|witnessed|fired|taught|mentored|raised)\sby|it\swas|it['’]s|thanks\sto|married|babysat|nanny\sfor"
    r"|cared\sfor|named\safter|replaced|covering\sfor|introduced\sme\sto|called|know|knew"
    r"|when|that|because|but|if|while|since|until|hired|fired|between)(?:\s?:)?\s+(?=[A-ZÀ-Þ])"
)
_MYSELF = re.compile(
    r"\b(?:i['’]?m|i\sam|im|this\sis|it['’]?s|its|we\sare|we['’]re|soy|yo\ssoy|je\ssuis"
    r"|ich\sbin|eu\ssou|sou|sono|ako si|si)\s+(?:called\s)?",
    re.I,
)
_BESIDE = re.compile(
    r"\b(?:under|with|for|by|to|from|and|y|con|para|por|de|ask\sfor|asked|told|tell|email"
    r"|call|text|see|met|meet|reporting\sto|reported\sto|thanks\sto|than|like|named|or|be"
    r"|about|e|und|et|mit|von|between|because|that|but|when|if|cc|said|says|until|till"
    r"|after)\s+|\bw/\s?",
    re.I,
)
_OPTIONAL = re.compile(r"(?:(\[\w+\])|(\w))\?")
_LABEL_BEFORE = re.compile(r"(?:^|[\n|;,.•])[ \t]*$")
_LONGEST_SIGNATURE = 60
_LABEL_GAP = 6
_CERTAIN_FIRST = (
    "my the his her whose full legal birth maiden real first last family middle given "
    "nick sur name names named surname "
    "nickname call called everyone goes go known me se mi je ich mein o meu jag jeg ik "
    "nazywam menya adim nama pangalan d s w c moi mwen jmenuji volam ma numele minun zovem naitwa "
    "jina ten mera chamo chamo-me mijn mit меня мене a"
)
_LABEL_FIRST = (
    "full first last family given legal candidate applicant student employee patient "
    "emergency contact name names referee "
    "referees reference references supervisor manager attn signed signature nombre "
    "nombres attention supervised trained managed hired recommended referred interviewed "
    "report reports reported reporting answer ask under apellido apellidos nom prenom vorname "
    " "
    "nachname nome nama ad imie resume cv curriculum ref boss cc witness interpreter written"
)
_HONORIFIC_FIRST = (
    "mr mrs ms mx dr prof mme mlle dra srta sra fr rev hon msr mssr mister missus madam "
    "senor senora senorita dona don herr "
    "monsieur madame reverend sir lord dame ustad sheikh hajji auntie uncle aunt sister "
    "brother tito tita"
)
_RANK_FIRST = (
    "miss don sr lic ing frau pastor father sgt sergeant lt lieutenant capt captain col "
    "colonel major cpl judge coach officer "
    "chef detective principal professor doctor bro nurse pvt deacon bishop imam rabbi "
    "chief foreman councillor senator hi hello hey "
    "dear hola estimado estimada querido querida sup yo liebe lieber cher chere thanks "
    "thank gracias cheers love congrats thx ty"
)
_CLOSING_FIRST = (
    "regards sincerely thanks thank cheers best wishes saludos atentamente cordialmente "
    "un gracias cordially yours truly "
    "faithfully love respectfully mit freundlichen grussen grußen gruß gruss gruße grusse "
    "grüße cordialement obrigado "
    "obrigada att thx ty peace xoxo x xx"
)
_PERSONAL_FIRST = (
    "told tell asked ask text texted emailed met meet thank according care caring interview "
    "interviewed interviewing work worked working write wrote forward forwarded send sent speak "
    "spoke talk talked talking submitted prepared signed approved reviewed referred made written "
    "witnessed fired taught mentored raised it it's thanks married babysat nanny cared named "
    "replaced covering introduced called know knew when that because but if while since until "
    "hired between like"
)
_BESIDE_FIRST = (
    "under with for by to from and y con para por de ask asked told tell email call text "
    "see met meet reporting reported thanks "
    "than like named or be about e und et mit von between because that but when if cc "
    "said says until till after w"
)
_CALLED_THINGS = word_set(
    "place bar clinic salon shop company startup restaurant agency home store "
    "boat firm school market "
    "motel hotel dairy farm "
    "diner cafe church town city street app program tool software"
)
_LAST_WORDS = r"(?=[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,3}[ .!]*(?:$|\n))"
_CLOSING = re.compile(
    r"\b(?:regards|sincerely|thanks|thank\syou|cheers|best|best\swishes|wishes|saludos"
    r"|atentamente|cordialmente|un\sabrazo|gracias|cordially|yours|truly|faithfully|love"
    r"|respectfully|(?:mit\s)?(?:freundlichen\s)?gr[uü](?:ß|ss)en?|cordialement|obrigad[oa]|att|thx|ty|peace|xoxo"
    r"|xx?)\s?(?:[,.!–—-]+\s*|\n\s*)[-–—~]?\s*" + _LAST_WORDS,
    re.I,
)
_DASH = re.compile(
    r"(?:[.!?)]\s*|\n)[-–—~]{1,2}\s*(?=[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2}\s*$)"
)


@cache
def _introducers() -> tuple[tuple[re.Pattern[str], Trust, frozenset[str]], ...]:
    """Return each pattern, how far it is trusted, and the folded words it can start with."""
    return (
        (_CERTAIN, Trust.CERTAIN, _trigger(_CERTAIN_FIRST)),
        (_LABEL, Trust.LIKELY, _trigger(_LABEL_FIRST)),
        (_REFERENCE, Trust.LIKELY, _trigger(_LABEL_FIRST)),
        (_HONORIFIC, Trust.CERTAIN, _trigger(_HONORIFIC_FIRST)),
        (_RANK, Trust.PERSONAL, _trigger(_RANK_FIRST)),
        (_RELATION, Trust.LIKELY, _trigger(f"{_MINE}|{_RELATIVES}")),
        (
            _MYSELF,
            Trust.SELF,
            _trigger("i'm im i this it's its we we're soy yo je ich eu sou sono ako"),
        ),
        (_PERSONAL, Trust.PERSONAL, _trigger(_PERSONAL_FIRST)),
        (_CLOSING, Trust.LIKELY, _trigger(_CLOSING_FIRST)),
        (_BESIDE, Trust.LISTED, _trigger(_BESIDE_FIRST)),
    )


def introductions(text: str, words: Sequence[Word]) -> Iterator[Introduction]:
    """Yield the places where words before say that a name may start."""
    for pattern, trust, first in _introducers():
        for word in words:
            if word.key not in first or not (found := pattern.match(text, word.start)):
                continue
            before = max(0, word.start - _LABEL_GAP), word.start
            if pattern is not _LABEL or _LABEL_BEFORE.search(text, *before):
                yield Introduction(found.end(), trust)
    for number, word in enumerate(words[1:], 1):
        if word.key == "called" and words[number - 1].key not in _CALLED_THINGS:
            yield Introduction(word.end + 1, Trust.LISTED)
    if found := _DASH.search(text, max(0, len(text) - _LONGEST_SIGNATURE)):
        yield Introduction(found.end(), Trust.LISTED)


def _trigger(first: str) -> frozenset[str]:
    """Return the words of a list or of alternatives, with the spellings that they allow."""
    found: set[str] = set()
    for word in re.split(r"[\s|]+", first.removeprefix("(?:").removesuffix(")")):
        for plain in (_OPTIONAL.sub("", word), _OPTIONAL.sub(r"\1\2", word)):
            options = re.search(r"\[(\w+)\]", plain)
            letters = options[1] if options else "-"
            spelled = (
                [plain.replace(options[0], letter) for letter in letters] if options else [plain]
            )
            found.update(fold(one).rstrip("-") for one in spelled)
    return frozenset(found)
