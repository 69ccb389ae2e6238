"""The words for degrees, schools and certificates, and the level each means (folded patterns)."""

from advisor.career import EducationLevel as Level

_MS = r"(?:master'?s?'?|masters'|maestria|mestrado)"
_BA = r"(?:bachelor'?s?'?|bachelors'|batchelor'?s?|bachlor'?s?|licenciatura|licenciad[oa] en)"
NOT_TRADE = (
    r"(?! (?:electrician|plumber|carpenter|chef|class|bedroom|sergeant|mechanic|technician"
    r"|stylist|barber"
    r"|builder|craftsman|tradesman|gardener|baker|tournament|builder|party|pad|plan|key|mason"
    r"|welder|at\b"
    r"|planner|scheduler|instructor|trainer|cosmetologist|sommelier|brewer|card|pipefitter"
    r"|tailor|apartment))"
)

DEGREES: tuple[tuple[Level, str], ...] = (
    (
        Level.DOCTORATE,
        r"\bph\.? ?d'?s?\b\.?|\bdoctorate\b|\bdoctoral (?:degree|program|studies)"
        r"|\bdoctorado\b"
        r"|\bd\.?phil\b|\bed\.?d\b\.?(?= |,|$)|\bpsy\.?d\b|\bd\.?n\.?p\b\.?(?= (?:in|from|degree))"
        r"|\bdoctor of (?:philosophy|education|psychology|nursing practice|science)\b",
    ),
    (
        Level.PROFESSIONAL,
        r"\bjuris doctor\b|\bj\.d\.|\bpharm\.?d\b|\bd\.?d\.?s\b\.?(?! )"
        r"|\bd\.?v\.?m\b|\bm\.d\.(?! )"
        r"|\bdoctor of (?:medicine|pharmacy|dental \w+|veterinary medicine|law|physical therapy"
        r"|osteopathic medicine"
        r"|chiropractic|optometry|dentistry)\b|\blaw degree\b|\bmedical degree\b|\bdental degree\b"
        r"|(?<!during )(?<!before )(?<!after )(?<!in )(?<!at )(?<!between )\b(?:law|med|medical"
        r"|dental|vet|pharmacy) school\b(?=[^.;\n]{0,20}(?:graduated|finished|\x01))"
        r"|\b(?:graduated (?:from )?|finished |completed |did |went to )(?:[\w.]+ )?(?:law"
        r"|medical|med|dental|pharmacy|vet|veterinary) school\b"
        r"|\bmd(?= (?:degree|from)\b)|\bjd(?= (?:degree|from|in)\b)|\bm\.?b\.?b\.?s\b"
        r"|\bjd(?=,? \x01)",
    ),
    (
        Level.MASTER,
        rf"\b{_MS}{NOT_TRADE}\b(?= ?(?:degree|in\b|of\b|from\b|program|level|thesis"
        rf"|\x01|[,.;)!?]|$|and\b|en\b|then\b|at\b|but\b|for\b|i\b|too\b|back\b"
        rf"|last\b|this\b))"
        r"|\bmasters? of [a-z]+\b(?! ceremon)|\bm\.?b\.?a\b\.?|\bm\.a\.|\bm\.s\.(?: ?w\.)?"
        r"|\bm\. ?ed\b\.?|\bmed(?= in (?:ed|curr|admin|couns|spec|elem))|\bm\.?sc\b\.?"
        r"|\bm\.?s\.?w\b\.?"
        r"|\bm\.?p\.?h\b(?= (?:in|from|at|degree)|,|$| \x01)|\bm\.?f\.?a\b\.?|\bmsn\b"
        r"|\bm\.?eng\b|\bm\.?p\.?a\b(?= (?:in|from|degree))|\bgraduate degree\b"
        r"|\bm[as](?= (?:in|degree|from)\b)|\b(?:finished|completed|did"
        r"|graduated from) grad(?:uate)? school\b|\bm\.?phil\b|\bll\.?m\b"
        r"|\bms(?:me|ee|cs|it|ed)\b|\bmlis\b|\bmaster'?s\b(?= (?:is|was)\b| ?\()",
    ),
    (
        Level.ASSOCIATE,
        r"\bassociate'?s?'? (?:degree|of|in|from)\b|\bassociates\b(?= ?(?:degree"
        r"|[,.;]|$|\x01|at\b))|\bassociate'?s(?= ?(?:[,.;)!?]|$|\x01|and\b"
        r"|but\b))|\bassociate degree\b"
        r"|\ba\.a\.?s?\.?(?= |,|$)|\ba\.s\.(?= |,|$)|\baas\b(?= (?:in|degree|from)| ?\x01|,|$)"
        r"|\ba[as](?= (?:degree|in [a-z])\b)|\b(?:2|two)[- ]year (?:college )?degree\b"
        r"|\bfoundation degree\b|\bhnd\b"
        r"|\bcommunity college (?:degree|graduate|grad)\b|\b(?:graduated|finished"
        r"|degree) (?:from |at )?(?:a |my |the )?(?:local )?(?:community|junior) college\b"
        r"|\btecnico superior\b|\bassociates? (?:of|in) \w+"
        r"|\badn\b|\basn\b(?= |,|$)",
    ),
    (
        Level.BACHELOR,
        rf"\b{_BA}{NOT_TRADE}\b|\bb\.a\.|\bb\.s\.(?: ?[cn]\.)?|\bb\.?sc\b\.?"
        rf"|\bb\.?f\.?a\b\.?|\bb\.?b\.?a\b\.?|\bb\.?s\.?n\b\.?|\bb\.?eng\b"
        rf"|\bb\.?tech\b|\bb\. ?ed\b\.?|\bb\.?com\b|\bllb\b|\bbsw\b"
        rf"|\bbcs\b"
        r"|\bb[as](?= (?:in|degree|from)\b)|\bundergrad(?:uate)?(?: degree)?\b(?! (?:student"
        r"|research|job|advis))|\b(?:4|four)[- ]year (?:college )?degree\b|\b(?:college"
        r"|university|uni|honou?rs|first) degree\b"
        r"|\b(?:graduated|finished|completed|done with|got through|grad) (?:from )?(?:my "
        r"|the )?(?:4 year |four year )?(?:college|university|uni|undergrad)\b"
        r"|\bcollege (?:grad(?:uate)?|diploma|educated)\b"
        r"|\buniversity graduate\b|\b(?:a|my|the) degrees? (?:in|from)\b|\bdegree (?:in"
        r"|from) \w+|\bbachillerato universitario\b|\btitulo (?:universitario|en|de)\b"
        r"|\bingenieria en\b|\bcarrera (?:de|en)\b|\btermine la (?:universidad|carrera)\b"
        r"|\bbs(?:me|ee|cs|ce|it|ba|ed)\b",
    ),
    (
        Level.SOME_COLLEGE,
        r"\bsome (?:college|university|uni|community college)\b|\b(?:dropped"
        r"|drop|flunked|failed) out (?:of )?(?:my |the )?(?:\w+ )?(?:college"
        r"|university|uni|community college|state|school of)\b"
        r"|\bcollege drop-?out\b"
        r"|\b(?:didn't|did not|never|didnt|couldn't|haven't|havent) (?:actually "
        r"|ever )?(?:finish(?:ed)?|complete(?:d)?|graduate(?:d)?(?: from)?) (?:my |the "
        r"|with )?(?:college|university|uni|degree|a degree|bachelor'?s?|undergrad|it at)\b"
        r"|(?:\x01++|\b(?:one|two|three|four|a|half a|a couple|a couple of|a few|some"
        r"|\d) (?:years?|yrs?|semesters?|terms?|quarters?))(?: worth)? (?:of|in|at"
        r"|at a) (?:a )?(?:community |junior |state |city )?(?:college|university|uni)\b"
        r"|\bcollege (?:credits?|classes|courses)\b|\bleft (?:college|university"
        r"|uni)\b(?= (?:without|before|early|after|because|to\b))"
        r"|\b(?:credits|semesters?) (?:of|toward|towards|short of)\b|\balgo de universidad\b"
        r"|\bno termine la universidad\b|\buniversidad (?:incompleta|trunca)\b"
        r"|\bleft (?:the )?(?:[\w.]{1,20} ){0,3}(?:university|college"
        r"|uni)\b(?: of \w+)?(?=[^.;]{0,30}\b(?:without|after|before|early)\b)|\btook (?:some"
        r"|a few|a couple(?: of)?) (?:college |community college |university )?(?:classes"
        r"|courses)\b(?=[^.;]{0,60}\b(?:college|university|never finished|didn'?t finish"
        r"|no degree)\b)",
    ),
    (
        Level.HIGH_SCHOOL,
        r"\bg\.?e\.?d\b\.?|\bhi-?set\b|\bhigh[- ]?school (?:diploma|graduate"
        r"|grad|degree|education|equivalen\w+|dipl\w+|certificate|only|yeah"
        r"|yes)\b"
        r"|\bh\.?s\.? (?:diploma|grad(?:uate)?|degree|ged|class of|\x01)|\b(?:graduated?"
        r"|finish(?:ed)?|complet\w+|graduating|done with|only|just|have|got"
        r"|passed) (?:from )?(?:my |only |the )?(?:\w+ )?(?:high[- ]?school|hs|highschool"
        r"|12th grade|secondary school|sixth form)\b"
        r"|\b(?:graduated|finished) from (?:[\w'.]{1,30} ){1,4}high\b|\ba[- ]levels?\b"
        r"|\bgcses?\b|\bhigh[- ]?school\b(?=,? ?(?:\x01|graduated|finished|class of))"
        r"|\b(?!in\b|at\b|the\b|a\b|my\b|during\b|since\b|after\b|of\b|from\b|and\b"
        r"|n\b)[\w.']{1,30} high school,? ?(?=\x01)|\b(?:prepa(?:ratoria)?|bachillerato"
        r"|secundaria"
        r"|liceo)\b|\bequivalency diploma\b|\bbaccalaureate\b|\babitur\b|\bleaving cert\w*"
        r"|\bclass (?=\x01)|\bhs class\b|\bhighschool\b(?= ?\x01)|\bdiploma de (?:high school"
        r"|preparatoria|secundaria)\b"
        r"|\b(?:finished|graduated(?: from)?|completed) (?:[\w.']{1,20} ){1,4}high school\b"
        r"|\bbaccalaureat\b",
    ),
    (
        Level.LESS_THAN_HIGH_SCHOOL,
        r"\b(?:dropped|drop|flunked"
        r"|kicked) out (?:of )?(?:of )?(?:in |at "
        r"|after )?(?:the )?(?:high[- ]?school|hs|school|highschool"
        r"|(?:my )?(?:freshman|sophomore|junior|senior) year|(?:9|10"
        r"|11|8|7|6|12|nin|ten|eleven|eigh|seven|six"
        r"|twelf)th ?(?:grade)?|grade (?:8|9|10|11))\b"
        r"|\bhigh[- ]?school drop-?out\b"
        r"|\b(?:didn't|did not|never|didnt|not|couldn't|don't|dont|haven't) (?:actually |even "
        r"|ever |have )?(?:finish\w*|complet\w*|graduat\w*|get|have|got|a) ?(?:from )?(?:my |a "
        r"|the )?(?:high[- ]?school|hs|highschool|school|ged)\b|\bno (?:high school "
        r"|hs )?diploma\b|\bno ged\b"
        r"|\bleft school (?:at|after|when|early|without)\b|\b(?:only )?(?:finished |through "
        r"|up to |until |made it to |completed )(?:the )?(?:6|7|8|9|10|11|six|seven|eigh|nin"
        r"|ten|eleven)th(?: grade)?\b|\b(?:6|7|8|9|10|11|eigh|nin|ten"
        r"|eleven)th[- ]grade education\b|\b(?<!escuela )(?:la |solo )?primaria\b"
        r"|\bno termine la (?:secundaria|prepa\w*|escuela)\b|\bquit school\b"
        r"|\bdropped out\b(?= (?:in|at|after|when|junior|senior|sophomore|freshman))"
        r"|\bsome high ?school\b",
    ),
)
"""Patterns by level, looked for in this order; the first to claim a stretch of text keeps it."""

CERTIFICATES = (
    r"\b(?P<before>(?:[\w+&/.'-]{1,30} ){0,4}?)(?P<word>certificat(?:e|es|ion|ions)"
    r"|certs?|licen[cs]e|licensure|licencia|certificado|certified|credentials?|boot ?camp"
    r"|diploma)\b(?:(?: course| program| training| class)?(?: in| of| as an?| en| de"
    r"| for|:)? ?)"
)
"""A certificate, licence or course with what stands before it."""

TRAINING = (
    r"\b(?:trade|vocational|technical|beauty|cosmetology|culinary|barber|welding|truck driving"
    r"|driving|nursing|art|massage|cooking|bartending|secretarial|flight|real estate|chef|hair"
    r"|ministry|bible|film|music|design|electrical|hvac|coding|technical|tech) (?:school"
    r"|college|academy|institute)\b"
    r"|\b(?:police|fire|sheriff's|correctional) academy\b|(?:\b[a-z]{4,15} )?\bapprenticeship\b"
    r"|\b(?:took|taking"
    r"|did|doing|finished|completed|passed|tome|hice) (?:an? |some |my |the |un |unas? "
    r"|evening |night |online )*(?P<course>(?:[\w+&/.-]{1,30} ){1,4}?)(?:class(?:es)?|courses?"
    r"|training|program|curso|clases|workshop)\b"
    r"|\b(?:curso|clases|diplomado) de (?P<curso>\w+(?: \w+)?)|\bcdl\b(?! (?:driver|job))"
    r"|\besl classes\b|(?P<note>\b(?:[a-z]{3,15} ){1,3}(?:course|program)\b(?=,? ?\x01))"
    r"|\bbtec\b|\bnvq\b"
)
"""Schooling without a level."""

FIELD_BY_DEGREE = {
    "bsn": "nursing",
    "msn": "nursing",
    "mba": "business administration",
    "bba": "business administration",
    "msw": "social work",
    "bsw": "social work",
    "mph": "public health",
    "med": "education",
    "bed": "education",
    "jd": "law",
    "llb": "law",
    "llm": "law",
    "pharmd": "pharmacy",
    "dds": "dentistry",
    "bfa": "fine arts",
    "mfa": "fine arts",
    "dvm": "veterinary medicine",
    "edd": "education",
    "beng": "engineering",
    "dnp": "nursing",
    "bcom": "commerce",
    "juris doctor": "law",
    "mbbs": "medicine",
    "psyd": "psychology",
    "md": "medicine",
    "mpa": "public administration",
    "meng": "engineering",
    "btech": "technology",
}
"""The field that the name of a degree says, by the name without dots."""
