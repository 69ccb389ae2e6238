"""Finds high school and what other countries have in its place, where the person finished it."""

import re
from collections.abc import Iterator

from advisor.career import EducationLevel as Level
from graph.rules.school_clauses import sentence_at
from graph.rules.school_fields import Find

_HS = r"(?:hi(?:gh)?[- ]?schoo?l|h\.?s\.?|highschool|secondary school|sixth form)"
_DIPLOMA = re.compile(
    r"\bg\.?e\.?d\b\.?|\bhi-?set\b|\bhigh[- ]?school (?:diploma|graduate"
    r"|grad|degree|education|equivalen\w+|dipl\w+|certificate|only|yeah"
    r"|yes)\b"
    r"|\bh\.?s\.? (?:diploma|grad(?:uate)?|degree|ged|class of|\x01)"
    r"|\b(?:graduated?|grad|finish(?:ed)?|complet\w+|graduating|done with|only|just|have|got"
    rf"|passed) (?:from )?(?:my |only |the )?(?:\w+ )?(?:{_HS}\b|12th grade)"
    r"|\b(?:graduated|finished) (?:from )?(?:[\w'.]{1,30} ){1,4}high\b|\ba[- ]levels?\b"
    r"|\b(?:finish|finished|finishing|complete|completed) (?:the )?"
    r"(?:12|12th|twelve|twelfth) (?:class|classes|grade|standard|years?(?: of)? school)\b"
    rf"|\bgcses?\b|\b{_HS}(?=,? ?(?:\x01|graduated|finished|class of))"
    r"|\b(?!in\b|at\b|the\b|a\b|my\b|during\b|since\b|after\b|of\b|from\b|and\b"
    r"|n\b)(?:[a-z]{1,2}\.|[\w']{1,30}) high school,? ?(?=\x01)"
    r"|\b(?:prepa(?:ratoria)?|bachillerato|bachiller"
    r"|secundaria|liceo)\b|\bequivalency diploma\b|\bbaccalaureate\b|\babitur\b|\bleaving cert\w*"
    r"|\bdiploma from (?:[\w'.]{1,20} ){1,4}(?:high|hs)\b(?: school)?"
    r"|(?:^|(?<=[,.;\n] )|(?<=just )|(?<=only )|(?<=regular ))(?:an? |my )?diploma(?=,? ?\x01)"
    r"|\bhs class\b|\bhighschool\b(?= ?\x01)|\bdiploma de (?:high school|preparatoria|secundaria)\b"
    r"|\b(?:finished|graduated(?: from)?|completed) (?:[\w.']{1,20} ){1,4}high school\b"
    r"|\bbaccalaureat\b|\byear 1[23]\b(?=,? ?\x01|\W*$)|\bmatric(?:ulat\w+)?\b|\b(?:12th|hsc"
    r"|10\+2)(?: (?:pass(?:ed)?|standard))?"
    r"(?= ?\x01)|\b12th pass(?:ed)?\b|\btermine la escuela\b|\b(?:finished|completed) school\b"
    r"(?=,? ?(?:in )?(?:back in )?\x01)|\bregents diploma\b"
)
_TOLD = re.compile(
    rf"\b(?P<name>{_HS})(?=[,:]? ?(?:(?:of course|was|too|also|diploma|for me|back|done|over|"
    r"i finished|i graduated|i left|left|that was|in [a-z]+|at [a-z]+),? ){0,3}[,(:-]{0,2} ?\x01)"
)
"""High school with its date in the same sentence."""
_NOT_TOLD = re.compile(
    r"\b(?:in|at|during|after|since|a|the|before|for|while|local|teach\w*|taught|work\w*|of"
    r"|another|through|public|as|after-)\s*$"
)
_STILL = re.compile(
    rf"\b(?:still |currently |am |i'm |im |just in )(?:a |an )?(?:(?:freshman|sophomore|junior"
    rf"|senior"
    rf"|student) )?(?:in |at )?{_HS}\b(?: (?:student|senior|junior|sophomore|freshman))?"
    rf"|\b(?:freshman|sophomore|junior|senior) (?:in |at )(?:[\w.']{{1,20}} ){{0,3}}?{_HS}\b"
    r"|\b(?:i'm|i am|im|still|currently) in (?:the )?(?:9|10|11|12|nin|ten|eleven|twelf)th grade\b"
    rf"|\b{_HS} (?:senior|junior|sophomore|freshman)\b(?! year)"
)
_WHILE = re.compile(
    r"\b(?:did|work\w*|jobs?|babysat|babysitting|volunteer\w*|coached|taught|mowed)\b[^.;\n]*"
    r"\b(?:in|during|through(?:out)?|since|after) $"
)
"""Says only when some work was: "I did babysitting in high school"."""
_WAS = re.compile(r"\b(?:was|as|were|when|while)\b")
_HIGH_SCHOOL = re.compile(rf"\b{_HS}(?![\w])")
_ALONE = re.compile(rf"\W*{_HS},? (?:class of )?'?\d\d\W*$")
_NOTHING_ELSE = re.compile(
    rf"\W*(?:(?:i|i've|ive|have|got|did|went|to|just|only|mainly|yes|yeah|yep|well|um+|ok|so"
    rf"|finished|completed|a|my|it's|was|is|up|through)\W+)*(?:{_HS}|secondary school)"
    r"(?:\W+(?:only|just|that's (?:all|it)|and that's (?:all|it)|education|level|here|for me"
    r"|i (?:guess|think)|lol|sorry|please))*\W*"
)
"""High school as all that a message says, which is an answer whatever was asked."""
_CLASS_OF = re.compile(r"\bclass (?:of )?(?=\x01|'?\d\d\b)")
_GRADUATED = re.compile(
    r"(?:^|[\n,;.] ?|\bi )(?:just )?(?P<name>graduated|graduate|graduating|finished school|grad)"
    r"(?=,? ?(?:in |back in |this |last |may |june )?\x01)"
)

_ONLY_GRADUATED = re.compile(r"(?:i )?graduated,? (?:in |back in )?\x01++\W*$")


def find_high_school(masked: str, *, asked: bool) -> Iterator[Find]:
    """Yield high school finished or still attended.

    Args:
        masked: the folded message with its dates masked.
        asked: whether it answers a question about schooling, so that "high school" says enough.
    """
    for match in _STILL.finditer(masked):
        if not _WAS.search(masked[max(0, match.start() - 20) : match.start()]):
            yield Find(Level.HIGH_SCHOOL, match.start(), match.end(), going_on=True)
    for match in _DIPLOMA.finditer(masked):
        find = Find(Level.HIGH_SCHOOL, match.start(), match.end())
        if not _workplace_only(masked, find):
            yield find
    for match in _TOLD.finditer(masked):
        find = Find(Level.HIGH_SCHOOL, match.start(), match.end())
        before = masked[max(0, match.start() - 15) : match.start()]
        if not _NOT_TOLD.search(before) and not _workplace_only(masked, find):
            yield find
    alone = _ALONE.match(masked) or _NOTHING_ELSE.fullmatch(masked)
    for match in _HIGH_SCHOOL.finditer(masked) if asked or alone else ():
        if _WHILE.search(masked[max(0, match.start() - 90) : match.start()]):
            continue
        if not re.match(r",? ?(?:no|nope|never|none|nah|not)\b", masked[match.end() :]):
            yield Find(Level.HIGH_SCHOOL, match.start(), match.end())


def find_graduations(masked: str, *, asked: bool) -> Iterator[Find]:
    """Yield "class of 2012" and, in an answer, "graduated 2012": high school if nothing else.

    The caller leaves out those that only say when something else was finished.
    """
    for match in _CLASS_OF.finditer(masked):
        yield Find(Level.HIGH_SCHOOL, match.start(), match.end())
    for match in _GRADUATED.finditer(masked) if asked or _ONLY_GRADUATED.match(masked) else ():
        college = re.search(
            r"\b(?:college|university|degree)\b", sentence_at(masked, *match.span())
        )
        level = Level.BACHELOR if college else Level.HIGH_SCHOOL
        yield Find(level, match.start("name"), match.end("name"))


def _workplace_only(masked: str, find: Find) -> bool:
    """Whether "a high school" is where the person worked, not what they finished."""
    words = masked[find.left : find.right]
    if not re.match(r"high|[\w.]+ high school,? ?$", words):
        return False
    if re.search(r"diploma|grad|degree|education|equiv|yes|yeah|only", words):
        return False
    before = masked[max(0, find.left - 60) : find.left]
    return bool(
        re.search(
            r"\b(?:work\w*|coach\w*|teach\w*|taught|clean\w*|volunteer\w*|sub\w*) "
            r"(?:\w+ ){0,3}?(?:at|for) (?:[\w.']+ ){0,3}$"
            r"|\b(?:at|in|for|a|an|the|local|teach\w*|taught|work\w*|as|of|another|public"
            r"|my old)\s*$",
            before,
        )
    )
