"""The words for degrees from associate to doctorate (folded patterns, letters aside)."""

from advisor.career import EducationLevel as Level

_MS = r"(?:master'?s?'?|masters'|masterate|maestria|mestrado)"
_BA = (
    r"(?:bachelor'?s?'?|bachelors'|ba[tc]?chel[oe]r'?s?|bachlor'?s?|licenciatura|licenciad[oa] en)"
)
_COLLEGE = r"(?:college|university|uni)"
_SCHOOLS = r"(?:law|med|medical|dental|vet|veterinary|pharmacy|optometry)"
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
        r"\bdoctorate\b|\bdoctoral (?:degree|program|studies|student|candidate)|\bdoctorado\b"
        r"|\bdoctor of (?:philosophy|education|psychology|nursing practice|science)\b",
    ),
    (
        Level.PROFESSIONAL,
        r"\bjuris doctor\b|\bj\.d\.(?! power)|\bd\.?d\.?s\b\.?(?! )|\bm\.d\.(?! )|\bd\.?v\.?m\b"
        r"|\bdoctor of (?:medicine|pharmacy|dental \w+|veterinary medicine|law|physical therapy"
        r"|osteopathic medicine"
        r"|chiropractic|optometry|dentistry)\b|\b(?:law|medical|dental|pharmacy) degree\b"
        r"|(?<!during )(?<!before )(?<!after )(?<!in )(?<!at )(?<!between )"
        rf"\b{_SCHOOLS} school\b(?=[^.;\n]{{0,25}}(?:graduated|finished|\x01))"
        r"|\b(?:graduated (?:from )?|finished |completed |did |went to )(?:[\w.]+ )?"
        rf"{_SCHOOLS} school\b"
        r"|\b(?:md|jd)(?= (?:degree|from|in)\b)|\bjd(?=,? \x01)",
    ),
    (
        Level.MASTER,
        rf"\b{_MS}{NOT_TRADE}\b(?= ?(?:degree|in\b|of\b|from\b|program|level|thesis"
        rf"|\x01|[,.;:)!?(-]|$|and\b|en\b|then\b|at\b|but\b|for\b|i\b|too\b|back\b"
        rf"|last\b|this\b|was\b|is\b|through\b|online\b|student|candidate|next\b|by\b|with\b))"
        r"|\bmasters? of [a-z]+\b(?! ceremon)|\bm\.a\.|\bm\.s\.(?: ?w\.)?|\bgraduate degree\b"
        r"|\bm[as](?= (?:in|degree|from)\b)"
        r"|\b(?:finished|completed|did|graduated from) grad(?:uate)? school\b"
        r"|(?:^|(?<=[.,;:\n] )|(?<=then ))grad(?:uate)? school\b(?! i\b)(?=[^.;\n]{0,50}\x01)"
        r"|\bdiplom\b|\bdiplom-?ingenieur\w*",
    ),
    (
        Level.ASSOCIATE,
        r"\bass?ociate'?s?'? (?:degree|of|in|from)\b|\bassociates\b(?= ?(?:degree"
        r"|[,.;:(-]|$|\x01|at\b|and\b|but\b|then\b))|\bassociate'?s(?= ?(?:[,.;:)!?(-]|$|\x01"
        r"|and\b|but\b|was\b|is\b|then\b))"
        r"|\ba\.a\.?s?\.?(?= |,|$)|\ba\.s\.(?= |,|$)"
        r"|\ba[as](?= (?:degree|in [a-z])\b)|\b(?:2|two)[- ](?:year|yr) (?:college )?degree\b"
        r"|\bfoundation degree\b"
        r"|\b(?:community|junior) college (?:degree|graduate|grad)\b|\b(?:graduated|finished"
        r"|degree) (?:from |at )?(?:a |my |the )?(?:local )?(?:community|junior) college\b"
        r"|\btecnico superior\b|\btecnico superior universitario\b|\bassociates? (?:of|in) \w+",
    ),
    (
        Level.BACHELOR,
        rf"\b{_BA}{NOT_TRADE}\b|\bb\.a\.|\bb\.s\.(?: ?[cn]\.)?|\bb[as](?= (?:in|degree|from)\b)"
        r"|\bundergrad(?:uate)?(?: degree| studies)?\b(?! (?:student|research|job|advis|school"
        r"|admiss|program|course))|\b(?:4|four)[- ](?:year|yr) (?:college )?degree\b"
        rf"|\b(?:{_COLLEGE}|honou?rs|first) degree\b"
        r"|\b(?:graduated|finished|completed|done with|got through|grad) (?:from )?(?:my "
        rf"|the )?(?:4 year |four year )?(?:{_COLLEGE}|undergrad)\b(?! of\b)"
        r"|\b(?:graduated|grad) (?:from )?(?:the )?university of \w+"
        rf"|\bcollege (?:grad(?:uate)?|diploma|educated)\b|\b{_COLLEGE} graduate\b"
        r"|\b(?:a|my|the) degrees? (?:in|from)\b|\b(?:my|the) degrees? (?:is|was) in\b"
        r"|\b(?:after|since|upon) (?:graduating|finishing|completing) (?:from )?(?:my )?"
        rf"{_COLLEGE}\b|(?<!\d )(?<!\x01 )\bdegrees? (?:in|from) \w+"
        r"|\b(?:first|1st|second|2:1|2:2|upper second|2nd)[- ]class hon(?:ou)?rs\b"
        r"|\b(?:have|got|hold|earned|finished|completed|received|with) (?:a|my|the|an?"
        r" \w+ed) degree\b"
        r"|\bbachillerato universitario\b|\btitulo (?:universitario|en|de)\b"
        r"|\b(?:la )?ingenieria en\b|\bcarrera (?:universitaria )?(?:de|en)\b"
        r"|\b(?:egresad[oa]|titulad[oa]|graduad[oa]) (?:de|en)\b(?! (?:la )?(?:prepa|secund))"
        r"|\bme (?:gradue|titule|recibi) (?:de|en) la universidad(?: nacional| autonoma"
        r"| tecnologica| central| catolica)?\b"
        r"|\btermine la (?:universidad|carrera)\b|\bprofesorado (?:de|en)\b"
        r"|\blicence (?:in|de|en) (?=(?:law|economics|history|letters|droit|lettres))",
    ),
)
"""Patterns by level, looked for in this order; the first to claim a stretch of text keeps it."""
