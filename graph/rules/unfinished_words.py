"""The words for college broken off and school left early (folded patterns)."""

import re

from advisor.career import EducationLevel as Level

_COLLEGE = (
    r"(?:college|university|uni|universidad|(?:nursing|law|grad|graduate|engineering|business|art"
    r"|film|music|med|medical|design|culinary) school)"
)
_DEGREE = (
    r"(?:(?:undergrad|undergraduate|college|four[- ]year|2[- ]year|two[- ]year) )?(?:degree"
    r"|(?:associate|bachelor|master)'?s?(?: degree)?(?: in| of)?|(?:[ab]\.?[as]\.?|bsn|adn|mba"
    r"|aas)\b)"
)
_AMOUNT = (
    r"(?:\x01++|\b(?:one|two|three|four|five|a|half a|a couple|a couple of|couple|a few|some|about"
    r" \d|\d) (?:years?|yrs?|semesters?|terms?|quarters?|months|anos?|semestres?))"
)
_CREDITS = r"(?:credits?|credit hours|units|semesters?|classes|courses|coursework)"

UNFINISHED = re.compile(
    r"\b(?:dropped out|drop out|(?:never|not|didn't|did not|didnt|couldn't|could not|haven't"
    r"|havent|wasn't able to) (?:actually |ever |quite |really |able to |end up )?(?:finn?is\w*"
    r"|graduat\w*|complet\w*|(?:got|get|getting) (?:it|the|my|a|any) ?(?:degree|diploma"
    r"|bachelor'?s?"
    r"|paper|finished|done)?|received?|earn(?:ed)?)"
    r"|unfinished|incomplete|no degree|without (?:finishing|graduating|a degree|the degree|taking)"
    r"|left (?:before|without|after|with no|early|halfway|that was (?:it|all)|in my)|(?:then|and"
    r"|but) (?:i )?left\b"
    r"|quit (?:before|after|halfway|in)|(?:then|and|but) (?:i )?quit\b|withdrew|gave up"
    r"|dropped (?:it|that)|half (?:of )?an?|(?:almost|nearly) (?:finished|completed|got)|halfway"
    r"|most of an?"
    r"|(?:flunked|failed|washed) out|no (?:lo |la )?termine|(?:la )?deje|sin terminar|inconclus[oa]"
    r"|trunc[oa]|one semester short|\w+ credits? (?:short|shy|away)|credits short"
    r"|(?:ran out of|no more) (?:money|funds)|money ran out|not completed|had to (?:quit|stop"
    r"|leave|drop|withdraw)|(?:i |then |but |and |had to )"
    r"stop(?:ped)?(?= *$| *[.,;)]| (?:going|school|that|because))|stopped (?:going|before|after))\b"
)
"""Words that say of some schooling that it was not finished."""

BROKEN_OFF: tuple[tuple[Level, str], ...] = (
    (
        Level.SOME_COLLEGE,
        rf"\b(?:(?:some|a few|a couple|\d\d?) )?{_CREDITS} (?:(?:short|shy|away) (?:of|from)"
        rf"|toward|towards)"
        rf" (?:a |an |my |the )?(?:{_DEGREE}\b ?)?"
        rf"|\bsemesters? of (?:a |an |my )?(?:{_DEGREE}\b ?)?(?!{_COLLEGE}|community)"
        rf"|\b{_CREDITS} (?:short|shy)\b"
        r"|\b(?:(?:some|a few|my|the|all the) )(?:gen ?eds?|pre-?reqs?|prerequisites?)\b"
        r"(?: classes)?(?: for| toward| towards)?"
        rf"|\bsome (?:{_COLLEGE}|community college|post-?secondary|higher ed\w*)\b"
        r"|\b(?:dropped|drop|flunked|failed) out (?:of )?(?:my |the )?(?:\w+ )?(?:college"
        r"|university|uni|community college|state|school of)\b"
        rf"|\b(?:dropped|flunked) out (?:during |in |after )?(?:of )?(?:my )?(?:freshman|sophomore"
        rf"|junior|senior|first|second|third|1st|2nd|3rd) year (?:of|at|in) {_COLLEGE}\b"
        r"|\b(?:dropped|flunked|washed) out of (?!high|hs\b|hi school|school\b|highschool|the\b"
        r"|work|life|society|secondary|middle|junior high|elementary|grade|primary|\x01|(?:6|7|8"
        r"|9|10|11|12)th|(?:nin|ten|eleven|twelf|eigh)th|that|it\b|there|this|everything|rotc|a\b"
        r"|an\b|sight|[\w.']+ (?:[\w.']+ )?high\b|[\w.']+ secondary)(?:my )?[\w.']+(?: (?:state"
        r"|tech"
        r"|college|university|school))?"
        r"|\bleft (?:college |university |uni |school )?(?:after|during|in) (?:my "
        r"|the )?(?:freshman|sophomore"
        rf"|first|second|third) year(?: (?:of|at|in) {_COLLEGE})?\b(?! of high)"
        rf"|\b{_COLLEGE} drop-?out\b"
        r"|\bdropped out\b(?= after (?:about |only |just |like )?(?:\x01|(?:an?|one|two|three|\d"
        r"|my first|the first|a few|a couple(?: of)?) (?:full )?(?:years?|yrs?|semesters?|terms?"
        r"|quarters?)\b)(?! of (?:high|hs)))"
        r"|\b(?:didn't|did not|never|didnt|couldn't|haven't|havent) (?:actually "
        r"|ever )?(?:finish(?:ed)?|complete(?:d)?|graduate(?:d)?(?: from)?|g[eo]t) (?:my |the "
        r"|with )?(?:college|university|uni|degree|a degree|bachelor'?s?|undergrad|it at)\b"
        rf"|\bcollege (?:credits?|classes|courses|coursework)\b|\b(?:some|a few) credits\b"
        rf"|\bleft {_COLLEGE}\b(?= (?:without|before|early|after|because|in my|to\b))"
        r"|\balgo de universidad\b|\bno termine la (?:universidad|carrera(?: de)?)\b"
        r"|\b(?:universidad|carrera|licenciatura) (?:incompleta|trunca|inconclusa)(?: en)?\b"
        r"|\bdeje la (?:universidad|carrera de|carrera)\b|\bestudios universitarios incompletos\b"
        rf"|\bleft (?:the )?(?:[\w.]{{1,20}} ){{0,3}}{_COLLEGE}\b(?: of \w+)?"
        r"(?=[^.;]{0,30}\b(?:without|after|before|early)\b)|\btook (?:some"
        r"|a few|a couple(?: of)?) (?:college |community college |university )?(?:classes"
        r"|courses)\b(?=[^.;]{0,60}\b(?:college|university|never finished|didn'?t finish"
        r"|no degree)\b)",
    ),
    (
        Level.LESS_THAN_HIGH_SCHOOL,
        r"\b(?:dropped|drop|flunked"
        r"|kicked) out (?:of )?(?:of )?(?:in |at "
        r"|after )?(?:the )?(?:hi(?:gh)?[- ]?school|hs|school|highschool"
        r"|(?:my )?(?:freshman|sophomore|junior|senior) year|(?:9|10"
        r"|11|8|7|6|12|nin|ten|eleven|eigh|seven|six"
        r"|twelf)th ?(?:grade)?|grade (?:8|9|10|11))\b"
        r"|\bhigh[- ]?school drop-?out\b"
        r"|\b(?:didn't|did not|never|didnt|not|couldn't|don't|dont|haven't) (?:actually |even "
        r"|ever |have )?(?:finish\w*|complet\w*|graduat\w*|get|have|got|a) ?(?:from )?(?:my |a "
        r"|the )?(?:high[- ]?school|hs|highschool|school|ged)\b"
        r"|\bno (?:high[- ]?school |hs )?diploma\b(?:[,;.]? (?:i )?(?:quit|left"
        r"|dropped out)[^.;\n]{0,20}"
        r"grade)?|\bno ged\b|\b(?:left|quit|stopped|finished) (?:going to )?school (?:at|after|when"
        r"|early|without|in) (?:the |i was )?(?:age )?(?:of )?(?:\d\d\b(?!\d)|(?:\d|10|11)th|\w+th"
        r" grade|early|\w+teen)?|\b(?:only )?(?:finished |through "
        r"|up to |until |made it to |completed |past |beyond |(?:just|only) (?:went|got|did|have) "
        r"|went (?:up )?to |got (?:up )?to |went as far as )(?:only |just |up to |to |as far as )*"
        r"(?:the )?(?:6|7|8|9|10|11|six|seven"
        r"|eigh|nin"
        r"|ten|eleven)th(?: grade)?\b|\b(?:6|7|8|9|10|11|eigh|nin|ten"
        r"|eleven)th[- ]grade education\b|\b(?<!escuela )(?:la |solo )?primaria(?= |$"
        r"|[.,])(?! \x01)"
        r"(?<!de primaria)(?! school)|\b(?:estudie |llegue |solo )?hasta (?:el )?\w+ (?:grado "
        r"|ano )?"
        r"(?:de )?(?:la )?(?:primaria|secundaria)\b|\b(?:llegue|hice|estudie|curse|termine|tengo"
        r"|solo|fui)(?: \w+)? (?:(?:solo|hasta|al|a|el|solamente) )*(?:primer|segundo|tercer|cuarto"
        r"|quinto|sexto|septimo|octavo|noveno|decimo)(?: (?:grado|ano))?\b"
        r"|\b(?:solo|solamente|nada mas|nomas) (?:\w+ ){0,2}?(?:la )?secundaria\b(?! completa)"
        r"|\bno termine la (?:secundaria|prepa\w*"
        r"|escuela)\b|\bquit school\b"
        r"|\b(?:quit|left) (?:in |after )(?:the )?(?:\d|10|11|ten|eleven|nin|eigh)th grade\b"
        r"|\bno school(?:ing)?\b[.,;]* (?:i )?(?:quit|left|dropped out) at \d\d\b"
        r"|\bdropped out\b(?= (?:in|at|after|when|junior|senior|sophomore|freshman))"
        r"|\bsome high ?school\b"
        r"|\b(?:left|quit) (?:high[- ]?school|hs|highschool) (?:early|without|before)\b",
    ),
)
"""Patterns by level; the first to claim a stretch of text keeps it."""

AMOUNT_OF_COLLEGE = re.compile(
    rf"{_AMOUNT}(?: worth)? (?:of|in|at|into|de|en) (?:(?:classes|courses|study|studies"
    rf"|coursework|credits) (?:at|in|from) )?(?:a |the |my "
    rf"|la )?(?:[\w.']{{2,20}} ){{0,2}}?{_COLLEGE}\b(?! degree)(?! of\b)"
)
"""So much time at a college: broken off unless its sentence tells a degree."""
COLLEGE_NAME = re.compile(
    r"\b(?:university of [a-z]+|[\w.'-]{2,25} (?:university|(?<!high school )college|state|tech))\b"
)
"""The name of a college; broken off only where its sentence says so."""
AMOUNT_AT = re.compile(
    rf"(?:{_AMOUNT}|\b\d\d? credits)(?: worth)? (?:of|at|in|into) (?!high|hs\b|my life|prison"
    rf"|jail)(?:a |an |the |my )?"
    r"(?P<field>(?:[\w.&'-]{1,25} ){0,2}?)(?:[\w.&'-]{2,25})"
)
"""So much time at a place: college only where its sentence says that it was broken off."""
