"""Finds where a message mentions schooling: degrees, schools attended, certificates, courses."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from advisor.career import EducationLevel
from graph.rules.degree_words import DEGREES, NOT_TRADE
from graph.rules.school_fields import Find
from graph.rules.training import find_training, known_certificates

_LEVELS = tuple((level, re.compile(pattern)) for level, pattern in DEGREES)
_UPPER = re.compile(
    r"(?<![\w.])(B\.?A|B\.?S|M\.?A|M\.?S|A\.?A|A\.?S|J\.?D|M\.?D|BSc|MSc|HS)\b\.?(?![\w&'/-])"
)
_UPPER_LEVELS = {
    "BA": EducationLevel.BACHELOR,
    "BS": EducationLevel.BACHELOR,
    "BSC": EducationLevel.BACHELOR,
    "MA": EducationLevel.MASTER,
    "MS": EducationLevel.MASTER,
    "MSC": EducationLevel.MASTER,
    "AA": EducationLevel.ASSOCIATE,
    "AS": EducationLevel.ASSOCIATE,
    "JD": EducationLevel.PROFESSIONAL,
    "MD": EducationLevel.PROFESSIONAL,
    "HS": EducationLevel.HIGH_SCHOOL,
}
_NOT_DEGREE_AFTER = re.compile(
    r" ?(?:office|word|excel|teams|access|project|windows|sql|dos|outlook|powerpoint|teachers?"
    r"|tutor|student teacher|paint|walk|is\b|was\b|about|with (?:him|her|them))"
)
_STUDY = re.compile(
    r"\b(?:stud(?:ied|ying|y)|major(?:ed|ing) in|my major (?:is|was)|estudie|estudio|estudiando"
    r"|student (?:of|in)|degree was in)\s+(?!for\b|to\b|hard\b|abroad\b|at\b|full|part|there"
    r"|in (?:college|school)|online|and\b|under|with\b|group)"
)
_AT_COLLEGE = re.compile(
    r"\b(?:at|to|attend(?:ed|ing)?|in|from|of) (?:a |an |the "
    r"|my )?(?:[\w.']{1,30} ){0,3}?(?:college|university|uni|grad school|state|tech|universidad"
    r"|institute)\b|\buniversity of\b|\b(?:a|my) (?:degree|bachelor)|\b(?:undergrad|freshman"
    r"|sophomore|major)\b|\bcollege\b|\bstudent at (?!.{0,20}high)"
)
_WENT = re.compile(
    r"\b(?:went to|attended|studied at|started|tried|did) (?:a |an |the |my "
    r"|some )?(?:[\w.']{1,30} ){0,3}?(?:college|university|uni)\b(?: of \w+)?"
)
_GRADE = re.compile(
    r"^\W*(?:(?:up to|until|finished|completed|only|just|to|through|some|i|got|went"
    r"|made it)\s)*(?:the )?(?:6|7|8|9|10|11|eigh|nin|ten|eleven)th(?: grade)?\b"
)
UNFINISHED = re.compile(
    r"\b(?:dropped out|drop out|never (?:finished|graduated|completed|got (?:it|the|my))"
    r"|(?:didn't|did not|didnt|couldn't) (?:finish|graduate|complete|get (?:it|the|my degree))"
    r"|unfinished|incomplete|no degree|without (?:finishing|graduating|a degree)|"
    r"left before|quit (?:before|after)|not finished|flunked out|no (?:lo |la )?termine"
    r"|one semester short|credits short|ran out of money|not completed|had to (?:quit|stop"
    r"|leave|drop))\b"
)
_SENTENCE = re.compile(r"(?:(?<!\bst)(?<!\bmt)(?<!\bft)(?<!\bdr)\.|[;!?\n])(?=\s|$)")
_TERSE = re.compile(
    rf"\b(ba|bs|ma|ms|associate'?s|(?:bachelor'?s?|master'?s?){NOT_TRADE})\b"
    r"(?= (?!at\b|for\b|with\b)(?:in |was |is )?(?:[a-z&-]{2,}[ ,]{1,2}){1,4}\x01)"
)
_TERSE_LEVELS = (
    ("ba", EducationLevel.BACHELOR),
    ("bs", EducationLevel.BACHELOR),
    ("ma", EducationLevel.MASTER),
    ("ms", EducationLevel.MASTER),
    ("as", EducationLevel.ASSOCIATE),
)
_OPENS_NOTE = re.compile(r"(?:^|[\n,;.(*|-]|\b(?:and|an|n|my|a|have|got|then|plus|with))\s*$")
_ANSWERS = (
    (EducationLevel.HIGH_SCHOOL, re.compile(r"\b(?:high[- ]?school|hs)\b")),
    (
        EducationLevel.BACHELOR,
        re.compile(
            r"^\W*(?:college|university|uni)\b"
            r"(?! (?:of\b|professor|teacher|lecturer|instructor|dropout|\w+ed\b))"
        ),
    ),
    (EducationLevel.LESS_THAN_HIGH_SCHOOL, _GRADE),
)
"""Words that say enough in answer to a question about schooling."""
_NEAR = 240
"""Characters within which the parts of one statement stand."""
_MOST = 60
"""Mentions read from one message."""


def find_schooling(text: str, masked: str, *, asked: bool) -> list[Find]:
    """Return every mention of schooling, none overlapping, in order.

    Args:
        text: the message.
        masked: it folded, with its dates masked.
        asked: whether it answers a question about schooling, so that "high school" says enough.
    """
    finds: list[Find] = []
    for find in _levelled(masked):
        _add(finds, find, masked)
    finds = [
        f for f in finds if not _workplace_only(masked, f) and not _only_when(masked, f, finds)
    ]
    for match in _UPPER.finditer(text):
        if _degree_letters(masked, match, asked=asked):
            level = _UPPER_LEVELS[match[1].replace(".", "").upper()]
            _add(finds, Find(level, match.start(), match.end()), masked)
    for find in [*_terse(masked), *known_certificates(text, masked)]:
        _add(finds, find, masked)
    for level, pattern in _ANSWERS if asked else ():
        for match in pattern.finditer(masked):
            _add(finds, Find(level, match.start(), match.end()), masked)
    for find in [*_attended(masked, finds), *islice(find_training(text, masked), _MOST)]:
        _add(finds, find, masked)
    for find in _studied(masked, finds, asked=asked):
        _add(finds, find, masked)
    finds = [f for f in finds if not _only_when(masked, f, finds)]
    return sorted(finds, key=lambda f: f.left)


def _add(finds: list[Find], find: Find, masked: str) -> None:
    """Add a mention unless it overlaps another or only repeats the word "degree" after one."""
    words = masked[find.left : find.right]
    repeats = words.startswith(("degree", "a degree")) and any(
        0 <= find.left - f.right <= 3 for f in finds
    )
    free = all(find.right <= f.left or f.right <= find.left for f in finds)
    other = _NOT_DEGREE_AFTER.match(masked, find.right)
    if free and not repeats and not other and len(finds) < _MOST:
        finds.append(find)


def _levelled(masked: str) -> Iterator[Find]:
    """Yield schooling whose words say a level; what was not finished first."""
    unfinished = (EducationLevel.SOME_COLLEGE, EducationLevel.LESS_THAN_HIGH_SCHOOL)
    for level, pattern in sorted(_LEVELS, key=lambda entry: entry[0] not in unfinished):
        for match in pattern.finditer(masked):
            yield Find(level, match.start(), match.end())


def _studied(masked: str, finds: Sequence[Find], *, asked: bool) -> Iterator[Find]:
    """Yield "studying biology": a bachelor's if a college is named, else without a level."""
    for match in _STUDY.finditer(masked):
        if not any(_same_clause(masked, f, match.start()) for f in finds):
            sentence = masked[match.start() : _end_of(masked, match.end())]
            college = asked or _AT_COLLEGE.search(sentence)
            yield Find(EducationLevel.BACHELOR if college else None, match.start(), match.end())


def _terse(masked: str) -> Iterator[Find]:
    """Yield "ba history 2017", "associates office admin, 2010": degree, subject and date alone."""
    for match in _TERSE.finditer(masked):
        before = masked[max(0, match.start() - 12) : match.start()]
        if _OPENS_NOTE.search(before):
            level = next(level for start, level in _TERSE_LEVELS if match[1].startswith(start))
            yield Find(level, match.start(1), match.end(1))


def _attended(masked: str, finds: Sequence[Find]) -> Iterator[Find]:
    """Yield "went to college" with the level that the rest of its sentence tells, if it does."""
    for match in _WENT.finditer(masked):
        if any(_same_clause(masked, f, match.start()) for f in finds):
            continue
        low = max(0, match.start() - _NEAR)
        begin = max((m.end() for m in _SENTENCE.finditer(masked, low, match.start())), default=low)
        sentence = masked[begin : _end_of(masked, match.end())]
        if UNFINISHED.search(sentence) or (
            re.match(
                r"[^.;]{0,30} for (?=\x01)|[^.;]{0,12}\x01", masked[match.end() : match.end() + 40]
            )
            and "graduat" not in sentence
        ):
            yield Find(EducationLevel.SOME_COLLEGE, match.start(), match.end())
        elif re.search(r"\b(?:graduated|got my degree|finished)\b", sentence):
            short = "community" in match[0] or "junior" in match[0]
            level = EducationLevel.ASSOCIATE if short else EducationLevel.BACHELOR
            yield Find(level, match.start(), match.end())


def _only_when(masked: str, find: Find, finds: Sequence[Find]) -> bool:
    """Whether "class of 2012" only says when another degree was finished."""
    if masked[find.left : find.right] != "class":
        return False
    return any(f is not find and _same_clause(masked, f, find.left) for f in finds)


def _workplace_only(masked: str, find: Find) -> bool:
    """Whether "a high school" is where the person worked, not what they finished."""
    words = masked[find.left : find.right]
    if find.level is not EducationLevel.HIGH_SCHOOL or not re.match(
        r"high|[\w.]+ high school,? ?$", words
    ):
        return False
    if re.search(r"diploma|grad|degree|education|equiv|yes|yeah|only", words):
        return False
    before = masked[max(0, find.left - 30) : find.left]
    return bool(
        re.search(
            r"\b(?:at|in|for|a|an|the|local|teach\w*|taught|work\w*|as|of|another|public"
            r"|my old)\s*$",
            before,
        )
    )


def _degree_letters(masked: str, match: re.Match[str], *, asked: bool) -> bool:
    """Whether capital letters such as BA, MS or MD stand for a degree here."""
    before = masked[max(0, match.start() - 24) : match.start()]
    after = masked[match.end() : match.end() + 24]
    if (
        re.search(r", ?$", before)
        and match[1] in ("MA", "MD", "MS")
        and not re.search(r"\x01, ?$", before)
    ):
        return False
    follows = re.match(r"[\s,(]*(?:in\b|from\b|\x01|degree|of\b|program|[-–:])", after)
    opens = re.search(
        r"(?:\b(?:my|an?|got|have|earned|hold|and|with|then|\x01)|^|[\n;,(*|])\s*$", before
    )
    if match[1] == "HS":
        return bool(re.match(r" ?\x01| diploma| grad| class", after))
    words_follow = re.match(r" [a-z]{4,}", after)
    return bool(
        follows or (opens and (asked or words_follow or not after.strip() or after[:1] in ",.;)"))
    )


def _same_clause(masked: str, find: Find, place: int) -> bool:
    low, high = min(find.left, place), max(find.right, place)
    return high - low < 120 and not _SENTENCE.search(masked, low, high)


def _end_of(masked: str, place: int) -> int:
    end = _SENTENCE.search(masked, place, place + _NEAR)
    return end.start() if end else min(len(masked), place + _NEAR)
