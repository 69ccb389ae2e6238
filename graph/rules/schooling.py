"""Finds where a message mentions schooling: degrees, schools attended, certificates, courses."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from advisor.career import EducationLevel
from graph.rules.degree_words import CERTIFICATES, DEGREES, TRAINING
from graph.rules.school_fields import Find, field_at, name_before
from graph.rules.words import fold

_LEVELS = tuple((level, re.compile(pattern)) for level, pattern in DEGREES)
_CERTIFICATE = re.compile(CERTIFICATES)
_TRAINING = re.compile(TRAINING)
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
    r"|sophomore|major)\b|\bcollege\b"
)
_WENT = re.compile(
    r"\b(?:went to|attended|studied at|started|tried|did|at|from) (?:a |an |the |my "
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
_SENTENCE = re.compile(r"[.;!?\n](?=\s|$)")
_WORKPLACE_BEFORE = re.compile(
    r"\b(?:teach|taught|teaching|work\w*|job|manag\w*|hired|instructor|teacher|employed)\b"
    r"[^.;]{0,40}\b(?:at|for|in) (?:an? |the |my |local )*$"
)
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
    finds = [f for f in finds if not _workplace_only(masked, f)]
    for match in _UPPER.finditer(text):
        if _degree_letters(masked, match, asked=asked):
            level = _UPPER_LEVELS[match[1].replace(".", "").upper()]
            _add(finds, Find(level, match.start(), match.end()), masked)
    for level, pattern in _ANSWERS if asked else ():
        for match in pattern.finditer(masked):
            _add(finds, Find(level, match.start(), match.end()), masked)
    for find in [*_attended(masked, finds), *islice(_without_level(text, masked), _MOST)]:
        _add(finds, find, masked)
    for find in _studied(masked, finds, asked=asked):
        _add(finds, find, masked)
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


def _without_level(text: str, masked: str) -> Iterator[Find]:
    """Yield certificates, licences and courses, named as the person names them."""
    for match in _CERTIFICATE.finditer(masked):
        name = name_before(text, match.start("before"), match.end("before"))
        if match["word"] in ("certified", "diploma") and name is None:
            after = field_at(text, masked, match.end(), starts=True)
            if (
                match["word"] == "certified"
                or after is None
                or not re.search(r" (?:in|en) ?$", match[0])
            ):
                continue
        if name is None and re.search(r"(?: in| of| as an?| en| de| for|:) ?$", match[0]):
            name = field_at(text, masked, match.end(), starts=True)
        if name is None and match["word"] in ("license", "licence", "licencia", "certs", "cert"):
            continue
        left = match.start("word") - (
            len(name) + 1
            if name and name in text[match.start("before") : match.end("before")]
            else 0
        )
        yield Find(None, max(left, match.start()), match.end(), name or match["word"])
    yield from _listed(text, masked)
    for match in _TRAINING.finditer(masked):
        place_only = re.search(
            r"\b(?:at|from|by|through) (?:the |a |an |my |local )*$",
            masked[max(0, match.start() - 20) : match.start()],
        )
        school = (
            re.search(r"(?:college|school|academy|institute)$", match[0])
            and text[match.start()].isupper()
        )
        if (place_only or school) and re.search(
            r"\b(?:certificat|diploma|degree|licen[cs]e|course|associate|studied)",
            masked[max(0, match.start() - 90) : match.start()],
        ):
            continue
        if re.search(
            r"\b(?:before|during|after|between|while in|until|since) (?:my |the |i went to "
            r"|going to )?$",
            masked[max(0, match.start() - 30) : match.start()],
        ):
            continue
        if _WORKPLACE_BEFORE.search(masked, max(0, match.start() - 70), match.start()):
            continue
        course = match["course"] or match["curso"]
        name = text[match.start() : match.end()]
        into = re.compile(r" (?:for|in|to be an?|to become an?) (?=[a-z])").match(
            masked, match.end()
        )
        if not course and into:
            name = field_at(text, masked, into.end(), starts=True) or name
        if course:
            group = "course" if match["course"] else "curso"
            name = name_before(text, match.start(group), match.end(group)) or ""
        if name:
            yield Find(None, match.start(), match.end(), name.strip())


def _listed(text: str, masked: str) -> Iterator[Find]:
    """Yield the items of "Certs: CompTIA A+ (2014) and Security+ (2019)"."""
    for label in re.finditer(
        r"\b(?:cert(?:ification|ificate)?s?|licen[cs]es?)(?: include)?:? ?(?=:|include)[: ]", masked
    ):
        stop = _end_of(masked, label.end())
        for item in re.finditer(
            r"[^,()\x01]+?(?=\s*(?:,|\(|\x01|$| and | & ))", masked[label.end() : stop]
        ):
            left, right = label.end() + item.start(), label.end() + item.end()
            name = re.sub(r"^(?:and|&|also|[\s)])+", "", text[left:right]).strip(" .)")
            if name and fold(name) not in ("and", "&", "in"):
                yield Find(None, right - len(name), right, name)


def _same_clause(masked: str, find: Find, place: int) -> bool:
    low, high = min(find.left, place), max(find.right, place)
    return high - low < 120 and not _SENTENCE.search(masked, low, high)


def _end_of(masked: str, place: int) -> int:
    end = _SENTENCE.search(masked, place, place + _NEAR)
    return end.start() if end else min(len(masked), place + _NEAR)
