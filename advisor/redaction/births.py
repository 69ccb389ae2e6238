"""Finds dates of birth, which only words around them tell from the dates of jobs."""

import re
from collections.abc import Iterator

from advisor.redaction.spans import BIRTH_DATE, Span

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    r"|sep?tiembre|octubre|noviembre|diciembre|janvier|f[eé]vrier|mars|avril|mai|juin"
    r"|juillet|ao[uû]t"
    r"|septembre|octobre|novembre|d[eé]cembre|januar|februar|m[aä]rz|juni|juli|oktober|dezember"
    r"|janeiro|fevereiro|mar[cç]o|maio|junho|julho|setembro|outubro|novembro|dezembro|gennaio"
    r"|agustus|januari|februari|maret|mei|desember|stycznia|lutego|marca|kwietnia|maja"
    r"|czerwca|lipca|sierpnia|września|października|listopada|grudnia|ocak|şubat|nisan"
    r"|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|augusti|december"
    r"|janu[aá]r|febru[aá]r|m[aá]rcius|[aá]prilis|m[aá]jus|j[uú]nius|j[uú]lius|augusztus|szeptember"
    r"|okt[oó]ber|ledna|[uú]nora|b[rř]ezna|dubna|kv[eě]tna|[cč]ervna|[cč]ervence|srpna"
    r"|z[aá][rř][ií]|listopadu"
    r"|prosince|ianuarie|februarie|martie|aprilie|mai|iunie|iulie|septembrie|octombrie|noiembrie"
    r"|decembrie|maart|augustus|j[uú]nius|j[uú]lius|m[aá]jus|j[uú]ni|pebrero|hunyo|hulyo"
    r"|setyembre|oktubre|nobyembre|disyembre"
    r"|marso|stycze[nń]|luty|marzec|kwiecie[nń]|maj|czerwiec|lipiec|sierpie[nń]|wrzesie[nń]"
    r"|\w{3,6}kuuta|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября"
    r"|декабря|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада"
    r"|грудня|th[aá]ng \d\d?|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre)\b\.?"
)
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d|\d\d)"
_DAY = r"(?:the\s)?\d{1,2}(?:st|nd|rd|th|er|º|ª|\.)?"
_OF = r"(?:\s(?:of|de|del))?"
_WORDED = rf"{_DAY}{_OF}[\s-]{_MONTH}(?:(?:,|{_OF})?[\s-]{_YEAR}\b)?"
_MONTH_FIRST = rf"{_MONTH}\s?(?:{_DAY}\b)(?:(?:,\s?|\s|{_OF}\s){_YEAR}\b)?"
_NUMBERS = (
    r"\d{1,4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{2,4}|\d{1,2}[/]\d{1,2}|\d{1,2} \d{1,2} (?:19"
    r"|20)?\d\d|\d{8}|\d{6}"
)
_MONTH_YEAR = rf"{_MONTH}(?:,|{_OF})?\s(?:19|20)\d\d"
_ONES = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    r"|thirtieth|(?:twenty|thirty)[\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth"
    r"|ninth)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety|hundred|thousand|oh|and|uno|primero|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez"
    r"|once|doce|trece|catorce|quince|veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta"
    r"|noventa|cien|mil|novecientos|y|de|del|of|the|in|" + r"\d{1,4})"
)
_SPOKEN = (
    rf"(?:(?:{_ONES}[\s-]){{1,4}}{_MONTH}(?:,?[\s-]{_ONES}\b){{0,6}}"
    rf"|{_MONTH}(?:,?[\s-]{_ONES}\b){{1,7}})"
)
_DATE = (
    rf"(?:(?:19|20)\d\d[.,]?[\s-]{_MONTH}[\s-]\d{{1,2}}\.?"
    rf"|{_YEAR},?\s(?:on\s|the\s|el\s|le\s){{0,2}}"
    rf"(?:{_DAY}{_OF}\s{_MONTH}|{_MONTH}\s{_DAY})|\(?\d{{1,2}}/{_MONTH}/\d{{2,4}}"
    rf"|{_MONTH}/\d{{1,2}}/\d{{2,4}}|\d{{1,2}}[A-Za-z]{{3}}\d{{2,4}}"
    rf"|\d{{4}}年\d{{1,2}}月\d{{1,2}}日|{_WORDED}|{_MONTH_FIRST}|{_MONTH_YEAR}"
    rf"|{_NUMBERS}|{_SPOKEN})(?!\w)"
)
_BIRTH = (
    r"(?:\bborn\b|\bdob\b|\bd\.\s?o\.\s?b\b\.?|\bdate of birth\b|\bbirth ?-?date\b|\bbirth ?-?day\b"
    r"|\bb-?day\b|\bbirth\b|\bnac(?:[ií]|i[oó])\b|\bnacid[oa]\b|\bnacimiento\b"
    r"|\bf\.?\s?nac\b\.?|\bcumplea[nñ]os\b"
    r"|\bcumplo\b(?:\s\w{1,12}){0,2}|\bn[eé]e?\b|\bnaissance\b|\bgeboren\b"
    r"|\bgeburtsdatum\b|\bgeb\.|\bnascid[oa]\b|\bnasci\b"
    r"|\bnascimento\b|\bnat[oa]\b|\bnascita\b|\bturn(?:ed|ing|s)?\s\d\d\b|\bb\.(?=\s?\d)"
    r"|\bdo[gğ]um\b|\bd\.\s?t\b|\bttl\b|\blahir\b|\burodz\w{0,6}|\bur\.|\bf[oöø]dd?t?\b"
    r"|\bf[oöø]dselsd\w{0,8}|\bdate naiss\w{0,5}|\bdata ur\w{0,8}|\bn[aá]sc\b"
    r"|\bdatum narozen[ií]"
    r"|\bдата рождения|\bродил(?:ся|ась)|\bдата народження|\bgennhthika|\bsyntym\w{0,9}"
    r"|\bipinanganak|\bkapanganakan|\bszület\w{0,6}|\bgeboortedatum|\bfecha de nac\w{0,7}"
    r"|\bd\.o\.b|\bd/o/b"
    r"|\bsinh\b|\bn[eé]e? le\b|\bje suis du\b|\bsoy del\b|\bnac[ií] un\b|\bf(?:ec(?:ha)?"
    r"|ch)?\.?\s?(?:de\s)?nac\w{0,8}"
    r"|\bdata de nasc\w{0,8}|\bd\.?\s?n\b\.?(?=\s?:)|\bnasceu\b|\bnaci[oó]\b|\bcame into (?:this"
    r"|the) world"
    r"|\b(?:years? old|y/?o|yrs old|a[nñ]os|anos|ans)\b,?\s?\(?(?=[\d\w])"
    r"|\banniversaire\b|\banivers[aá]rio\b|\bhappy birthday"
    r"|\b(?:hit|will be|be)\s\d\d\b(?=[^\d.\n?!;]{1,20}\d)|\bmy day is\b|\bgeburtstag"
    r"|\bd/b\b|\bng[aà]y sinh|\bn[aă]scut[aă]?\b|\btanggal lahir"
    r"|\bf\.?\s?n\b\.?(?=\s?:?\s?\d)"
    r"|\bfecha de nac\b\.?|\bnasc\b\.?|\b(?:turn|be)\s\d\d\son\b|\b(?:age|aged"
    r"|i['’]m)\s\d\d\b,?\s?\(?"
    r"|\*(?=\s?\d\d?\.\s?\d\d?\.)|生年月日|出生|생년월일|\bсад\b|\bдр\b"
    r"|\bn\.\s(?=\d))"
)
_FILLER = r"[^\d.\n?!;]{0,40}?"
_AFTER = re.compile(rf"{_BIRTH}(?:{_FILLER}|\.?\s?[:=-]?\s{{0,2}})(?P<date>{_DATE})", re.I)
_BEFORE = re.compile(
    rf"(?<!\w)(?P<date>{_DATE})(?:\s?[()]\s?|,?\s(?:is|was|being|es|-)?\s?)(?:(?:my|his|her|mi)\s)?"
    r"(?:dob\b|d\.o\.b|birth|b-?day|date of birth|cumplea|fecha de nac|(?:that['’]?s |is"
    r" )?(?:when |the day )?"
    r"(?:i was|she was|he was|was|my) born|born\b|nac[ií]\b|when i was born|je suis n"
    r"|nasci\b|b\.\s)",
    re.I,
)
_HINT = re.compile(rf"(?<![^\W\d_])(?:{_BIRTH}|cumplea|birth|b-?day)", re.I)
_DIGIT = re.compile(r"\d")
_BEFORE_HINT, _AFTER_HINT = 48, 28


def find_birth_dates(text: str) -> Iterator[Span]:
    """Find days of birth; a year alone stays, it tells nobody apart."""
    for hint in _HINT.finditer(text):
        if found := _AFTER.match(text, hint.start()):
            yield Span(*found.span("date"), BIRTH_DATE)
        first, last = max(0, hint.start() - _BEFORE_HINT), hint.end() + _AFTER_HINT
        if not _DIGIT.search(text, first, last):
            continue
        for found in _BEFORE.finditer(text, first, last):
            yield Span(*found.span("date"), BIRTH_DATE)
