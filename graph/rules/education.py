"""Reads education from a message: degrees, schools, certificates, with field and year."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.career import Education, EducationLevel, When
from graph.rules.dates import DateKind, DateSpan, find_dates
from graph.rules.degree_words import CERTIFICATES, DEGREES, FIELD_BY_DEGREE, TRAINING
from graph.rules.segments import MASK_DATE
from graph.rules.words import fold
from graph.understanding import Question, Topic


@dataclass(frozen=True, slots=True)
class EducationMention:
    """Schooling told in a message.

    Attributes:
        education: the entry; its id is empty.
        left, right: offsets of the words it was read from.
        dates: the date spans that belong to it.
    """

    education: Education
    left: int
    right: int
    dates: tuple[DateSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class _Find:
    level: EducationLevel | None
    left: int
    right: int
    field: str | None = None


_LEVELS = tuple((level, re.compile(pattern)) for level, pattern in DEGREES)
_CERTIFICATE = re.compile(CERTIFICATES)
_TRAINING = re.compile(TRAINING)
_UPPER = re.compile(r"(?<![\w.])(B\.?A|B\.?S|M\.?A|M\.?S|A\.?A|A\.?S|J\.?D|M\.?D|BSc|MSc|HS)\b\.?(?![\w&'/-])")
_UPPER_LEVELS = {
    "BA": EducationLevel.BACHELOR, "BS": EducationLevel.BACHELOR, "BSC": EducationLevel.BACHELOR,
    "MA": EducationLevel.MASTER, "MS": EducationLevel.MASTER, "MSC": EducationLevel.MASTER,
    "AA": EducationLevel.ASSOCIATE, "AS": EducationLevel.ASSOCIATE, "JD": EducationLevel.PROFESSIONAL,
    "MD": EducationLevel.PROFESSIONAL, "HS": EducationLevel.HIGH_SCHOOL,
}  # fmt: skip
_NOT_DEGREE_AFTER = re.compile(
    r" ?(?:office|word|excel|teams|access|project|windows|sql|dos|outlook|powerpoint|teachers?|tutor|student teacher|paint|walk|is\b|was\b|about|with (?:him|her|them))"
)
_CLAUSE_END = re.compile(
    r"[.;!?\n](?=\s|$)|,? (?:and|but|so|then|while|before|after|when|where|which)(?: then| also| i)* (?:i\b|i've|i'm|worked|work\b|was\b|started|got (?:a|my first) job|became|am\b|drove|currently work|now i|my (?:first|current|last) job)|\bthen (?:worked|i)\b"
)
_IN_FIELD = re.compile(
    r"[\s,]*(?:level |degrees? |student |candidate |diploma |program(?:me)? |certificate |major(?:ing)? |course |\x01+[\s,]*|\(|hons\)? |honou?rs |with (?:honou?rs|distinction) )*(?:with )?"
    r"(?:a |an |my )?(?:(?:major|majoring|concentration|focus|specialization|emphasis|degree)(?:ed)? )?(?:in|of|en|on|as an?|for|de)\s+(?!progress\b|the (?:end|process)\b|a (?:year|few)\b)"
)
_OF_FIELD = re.compile(r"^(?:science|sciences|arts?|applied science|applied arts|fine arts|philosophy)(?:,| in| of| -)? ?(?:\(?hons\)?)? ?(?:in )?")
_FIELD_STOP = re.compile(
    r"[.;:!?\n()\x01|*\"]|,|\s-+\s| (?:from|at|in|when|while|with|but|i|then|through|back|which|where|who|because|after|before|since|until|last|this|my|for|so|as|on|via|by|graduated|finished|class|degree|and (?:a|an|i|then|my|also|now|worked|high|master'?s?|minor|bachelor'?s?|phd|later|am|got|the)|minor|it|was|is|to|but|or|now|en la|en el|right|too|online|never|didn't|y|desde|hasta|de la|along|program|course|school|there|here|plus|also|should|will|expected|concentration)\b"
)
_FIELD_BEFORE = re.compile(r"((?:[\w&/'-]+ ){1,3})$")
_NOT_FIELDS = frozenset(
    "a an the my his her with have has had got get getting earned earn did do doing finished finish completed hold "
    "holding i in of and from for to first second only just also then no any some one two half his received obtained "
    "pursuing working on toward towards finally now currently later another that this is was back honors honours advanced "
    "college university undergraduate graduate full four-year 4-year same own ged or but went i've i'm ive im took passed "
    "starting started need required being am be by until after completing finishing taking studying year years without "
    "useless fancy proper online new official state valid driver drivers driver's driving degree yes never didn't his their tengo una un mi la".split()
)
_SCHOOL = re.compile(
    r"(?:\bfrom|\bat|\bout of|@|\bgraduated|,|\bthrough|\bde la|\ben la|\ben el|\battend(?:ed|ing)|-|\))\s+(?:the )?"
    r"((?:[A-ZÁÉÍÓÚ][\w.&'’-]*|UC|MIT)(?:,? ?(?:of|at|the|in|de|&|and|-|–)? ?(?:[A-ZÁÉÍÓÚ][\w.&'’-]*)){0,6})"
)
_SCHOOL_WORD = re.compile(
    r"\b(?:university|college|institute|school|academy|state|tech|polytechnic|high|universidad|instituto|colegio|uc|u)\b|^[a-z]{2,5}$"
)
_GOING_ON = re.compile(
    r"\b(?:studying|pursuing|working (?:on|toward|towards)|currently|in progress|will (?:graduate|finish|be done|complete)|should (?:graduate|finish|be done)|expect(?:ed|ing)?|enrolled|still in|"
    r"am in|i'm in|im in|graduating|finishing|doing (?:a|my|an)|getting my|going to (?:finish|graduate)|majoring|sophomore|freshman|taking|attending|i go to|student at|almost done|anticipated|estudiando|estudio|earning|(?:left|away) (?:to go|from))\b"
)
_UNFINISHED = re.compile(
    r"\b(?:dropped out|drop out|never (?:finished|graduated|completed|got (?:it|the|my))|(?:didn't|did not|didnt|couldn't) (?:finish|graduate|complete|get (?:it|the|my degree))|unfinished|incomplete|no degree|without (?:finishing|graduating|a degree)|"
    r"left before|quit (?:before|after)|not finished|flunked out|no (?:lo |la )?termine|one semester short|credits short|ran out of money|not completed|had to (?:quit|stop|leave|drop))\b"
)
_STUDY = re.compile(
    r"\b(?:stud(?:ied|ying|y)|major(?:ed|ing) in|my major (?:is|was)|estudie|estudio|estudiando|student (?:of|in)|degree was in)\s+(?!for\b|to\b|hard\b|abroad\b|at\b|full|part|there|in (?:college|school)|online|and\b|under|with\b|group)"
)
_AT_COLLEGE = re.compile(
    r"\b(?:at|to|attend(?:ed|ing)?|in|from|of) (?:a |an |the |my )?(?:[\w.']+ ){0,3}?(?:college|university|uni|grad school|state|tech|universidad|institute)\b|\buniversity of\b|\b(?:a|my) (?:degree|bachelor)|\b(?:undergrad|freshman|sophomore|major)\b|\bcollege\b"
)
_WENT = re.compile(
    r"\b(?:went to|attended|studied at|started|tried|did|at|from) (?:a |an |the |my |some )?(?:[\w.']+ ){0,3}?(?:college|university|uni)\b(?: of \w+)?"
)
_FINISHED_LATER = re.compile(
    r"[^.;!?\n]{0,60}?[,.]? (?:and )?(?:i )?(?:finished|completed|graduated|got it|passed|finishing)(?: it| that| up)?(?: \w+){0,2}? ?(?P<date>\x01+)"
)
_LEVELLED = re.compile(r"\b(?:college|university|bachelor|master|degree|high school|job|work\w*)\b")
_GRADE = re.compile(
    r"^\W*(?:(?:up to|until|finished|completed|only|just|to|through|some|i|got|went|made it)\s)*(?:the )?(?:6|7|8|9|10|11|eigh|nin|ten|eleven)th(?: grade)?\b"
)
_SOMEBODY = re.compile(
    r"\b(?:my|his|her|their) (?:\w+ ){0,2}?(?:wife|husband|mom|mum|mother|dad|father|parents?|brothers?|sisters?|sons?|daughters?|kids?|friends?|boss|partner|boyfriend|girlfriend|cousin|uncle|aunt|ex)\b(?![^.;\n]*\bi\b)[^.;\n]*$|\b(?:he|she|they)(?:'s)? (?:has|have|got|is|was|went|graduated|studied)\b(?![^.;\n]*\bi\b)[^.;\n]*$"
)
_SENTENCE = re.compile(r"[.;!?\n](?=\s|$)")


def read_education(
    text: str,
    today: date,
    question: Question | None = None,
    dates: Sequence[DateSpan] | None = None,
) -> list[EducationMention]:
    """Return the schooling told in a message, in the order told.

    Args:
        text: the message.
        today: the day it was written.
        question: the open question; after one about education, "high school" alone is an answer.
        dates: the message's date spans, if already found.
    """
    folded = fold(text)
    dates = find_dates(text, today, folded) if dates is None else dates
    masked = mask(folded, ((d.left, d.right) for d in dates), MASK_DATE)
    asked = question is not None and question.topic in (Topic.EDUCATION, Topic.EDUCATION_YEAR)
    finds = _finds(text, masked, asked=asked)
    mentions = [
        _mention(text, masked, find, _bounds(masked, finds, place), dates, today)
        for place, find in enumerate(finds)
    ]
    return _settled([m for m in mentions if m is not None])


def mask(folded: str, spans: Iterable[tuple[int, int]], character: str) -> str:
    """Return the text with the characters of the spans replaced, its length unchanged."""
    parts: list[str] = []
    place = 0
    for left, right in sorted(spans):
        left = max(left, place)
        if right <= left:
            continue
        parts += [folded[place:left], character * (right - left)]
        place = right
    return "".join([*parts, folded[place:]])


def _finds(text: str, masked: str, *, asked: bool) -> list[_Find]:
    """Return every mention of schooling, none overlapping, in order."""
    finds: list[_Find] = []

    def add(find: _Find) -> None:
        free = all(find.right <= f.left or f.right <= find.left for f in finds)
        says_degree = find.left < find.right and masked[find.left : find.right].startswith(("degree", "a degree"))
        if says_degree and any(0 <= find.left - f.right <= 3 for f in finds):
            return
        if free and not _NOT_DEGREE_AFTER.match(masked, find.right):
            finds.append(find)

    for level in (EducationLevel.SOME_COLLEGE, EducationLevel.LESS_THAN_HIGH_SCHOOL):
        pattern = dict(_LEVELS)[level]
        for match in pattern.finditer(masked):
            add(_Find(level, match.start(), match.end()))
    for level, pattern in _LEVELS:
        for match in pattern.finditer(masked):
            add(_Find(level, match.start(), match.end()))
    finds = [f for f in finds if not _workplace_only(masked, f)]
    for match in _UPPER.finditer(text):
        if _degree_letters(masked, match, asked=asked):
            add(_Find(_UPPER_LEVELS[match[1].replace(".", "").upper()], match.start(), match.end()))
    if asked:
        for match in re.finditer(r"\b(?:high[- ]?school|hs)\b", masked):
            add(_Find(EducationLevel.HIGH_SCHOOL, match.start(), match.end()))
        for match in re.finditer(r"^\W*(?:college|university|uni)\b(?! (?:of\b|professor|teacher|lecturer|instructor|dropout|\w+ed\b))", masked):
            add(_Find(EducationLevel.BACHELOR, match.start(), match.end()))
        for match in _GRADE.finditer(masked):
            add(_Find(EducationLevel.LESS_THAN_HIGH_SCHOOL, match.start(), match.end()))
    for find in _attended(masked, finds):
        add(find)
    for find in _without_level(text, masked):
        add(find)
    for match in _STUDY.finditer(masked):
        near = any(_same_clause(masked, f, match.start()) for f in finds)
        if not near:
            sentence = masked[match.start() : _end_of(masked, match.end())]
            level_of = EducationLevel.BACHELOR if _AT_COLLEGE.search(sentence) or asked else None
            add(_Find(level_of, match.start(), match.end()))
    return sorted(finds, key=lambda f: f.left)


def _attended(masked: str, finds: Sequence[_Find]) -> Iterator[_Find]:
    """Yield "went to college" with the level that the rest of its sentence tells, if it does."""
    for match in _WENT.finditer(masked):
        if any(_same_clause(masked, f, match.start()) for f in finds):
            continue
        begin = max((m.end() for m in _SENTENCE.finditer(masked, 0, match.start())), default=0)
        sentence = masked[begin : _end_of(masked, match.end())]
        if _UNFINISHED.search(sentence) or re.match(r"[^.;]{0,30} for (?=\x01)|[^.;]{0,12}\x01", masked[match.end() : match.end() + 40]) and "graduat" not in sentence:
            yield _Find(EducationLevel.SOME_COLLEGE, match.start(), match.end())
        elif re.search(r"\b(?:graduated|got my degree|finished)\b", sentence):
            short = "community" in match[0] or "junior" in match[0]
            level = EducationLevel.ASSOCIATE if short else EducationLevel.BACHELOR
            yield _Find(level, match.start(), match.end())


def _workplace_only(masked: str, find: _Find) -> bool:
    """Whether "a high school" is where the person worked, not what they finished."""
    words = masked[find.left : find.right]
    if find.level is not EducationLevel.HIGH_SCHOOL or not re.match(r"high|[\w.]+ high school,? ?$", words):
        return False
    if re.search(r"diploma|grad|degree|education|equiv|yes|yeah|only", words):
        return False
    before = masked[max(0, find.left - 30) : find.left]
    return bool(re.search(r"\b(?:at|in|for|a|an|the|local|teach\w*|taught|work\w*|as|of|another|public|my old)\s*$", before))


def _degree_letters(masked: str, match: re.Match[str], *, asked: bool) -> bool:
    """Whether capital letters such as BA, MS or MD stand for a degree here."""
    before = masked[max(0, match.start() - 24) : match.start()]
    after = masked[match.end() : match.end() + 24]
    if re.search(r", ?$", before) and match[1] in ("MA", "MD", "MS") and not re.search(r"\x01, ?$", before):
        return False
    follows = re.match(r"[\s,(]*(?:in\b|from\b|\x01|degree|of\b|program|[-–:])", after)
    opens = re.search(r"(?:\b(?:my|an?|got|have|earned|hold|and|with|then|\x01)|^|[\n;,(*|])\s*$", before)
    if match[1] == "HS":
        return bool(re.match(r" ?\x01| diploma| grad| class", after))
    words_follow = re.match(r" [a-z]{4,}", after)
    return bool(follows or (opens and (asked or words_follow or not after.strip() or after[:1] in ",.;)")))


def _without_level(text: str, masked: str) -> Iterator[_Find]:
    """Yield certificates, licences and courses, named as the person names them."""
    for match in _CERTIFICATE.finditer(masked):
        name = _name_before(text, match.start("before"), match.end("before"))
        if match["word"] in ("certified", "diploma") and name is None:
            after = _field_at(text, masked, match.end(), starts=True)
            if match["word"] == "certified" or after is None or not re.search(r" (?:in|en) ?$", match[0]):
                continue
        if name is None and re.search(r"(?: in| of| as an?| en| de| for|:) ?$", match[0]):
            name = _field_at(text, masked, match.end(), starts=True)
        if name is None and match["word"] in ("license", "licence", "licencia", "certs", "cert"):
            continue
        left = match.start("word") - (len(name) + 1 if name and name in text[match.start("before") : match.end("before")] else 0)
        yield _Find(None, max(left, match.start()), match.end(), name or match["word"])
    yield from _listed(text, masked)
    for match in _TRAINING.finditer(masked):
        place_only = re.search(r"\b(?:at|from|by|through) (?:the |a |an |my |local )*$", masked[max(0, match.start() - 20) : match.start()])
        school = re.search(r"(?:college|school|academy|institute)$", match[0]) and text[match.start()].isupper()
        if (place_only or school) and re.search(r"\b(?:certificat|diploma|degree|licen[cs]e|course|associate|studied)", masked[max(0, match.start() - 90) : match.start()]):
            continue
        course = match["course"] or match["curso"]
        name = text[match.start() : match.end()]
        into = re.compile(r" (?:for|in|to be an?|to become an?) (?=[a-z])").match(masked, match.end())
        if not course and into:
            name = _field_at(text, masked, into.end(), starts=True) or name
        if course:
            group = "course" if match["course"] else "curso"
            name = _name_before(text, match.start(group), match.end(group)) or ""
        if name:
            yield _Find(None, match.start(), match.end(), name.strip())


def _listed(text: str, masked: str) -> Iterator[_Find]:
    """Yield the items of "Certs: CompTIA A+ (2014) and Security+ (2019)"."""
    for label in re.finditer(r"\b(?:cert(?:ification|ificate)?s?|licen[cs]es?)(?: include)?:? ?(?=:|include)[: ]", masked):
        end = re.search(r"[.;\n](?=\s|$)", masked[label.end() :])
        stop = label.end() + end.start() if end else len(masked)
        for item in re.finditer(r"[^,()\x01]+?(?=\s*(?:,|\(|\x01|$| and | & ))", masked[label.end() : stop]):
            left, right = label.end() + item.start(), label.end() + item.end()
            name = re.sub(r"^(?:and|&|also|[\s)])+", "", text[left:right]).strip(" .)")
            if name and fold(name) not in ("and", "&", "in"):
                yield _Find(None, right - len(name), right, name)


def _name_before(text: str, left: int, right: int) -> str | None:
    words = text[left:right].split()
    kept: list[str] = []
    for word in reversed(words):
        if fold(word).strip(",.") in _NOT_FIELDS or word[-1] in ".;:!?":
            break
        kept.append(word)
    return " ".join(reversed(kept)).strip(" ,.-*") or None


def _same_clause(masked: str, find: _Find, place: int) -> bool:
    low, high = min(find.left, place), max(find.right, place)
    return high - low < 120 and not _SENTENCE.search(masked, low, high)


def _end_of(masked: str, place: int) -> int:
    end = _SENTENCE.search(masked, place)
    return end.start() if end else len(masked)


def _bounds(masked: str, finds: Sequence[_Find], place: int) -> tuple[int, int]:
    """Return the stretch of text in which a mention's field, year and school may stand."""
    find = finds[place]
    left = finds[place - 1].right if place else 0
    for mark in re.finditer(r"[.;!?\n](?=\s|$)|\b(?:then|and) ", masked[left : find.left]):
        left_of = left + mark.end()
        if left_of <= find.left:
            last = left_of
            left = last if mark[0][0] in ".;!?\n" else left
    right = finds[place + 1].left if place + 1 < len(finds) else len(masked)
    end = _CLAUSE_END.search(masked, find.right, right)
    return max(left, find.left - 120), min(right, end.start() if end else right, find.right + 160)


def _mention(
    text: str,
    masked: str,
    find: _Find,
    bounds: tuple[int, int],
    dates: Sequence[DateSpan],
    today: date,
) -> EducationMention | None:
    left, right = bounds
    clause = masked[left:right]
    used = _dates_of(masked, find, bounds, dates)
    year = _year(used)
    subject = find.field or _field(text, masked, find, bounds)
    level = find.level
    wanted = re.search(r"\b(?:want|wanted|would like|'d like|thinking|hope|hoping|plan|planning|consider\w*|need|required?|requires|if i|go back|should i|apply\w*|wish|maybe|might|no|don't have|dont have|without|interested|looking|what about|quiero)\b(?! (?:it|the job|work))[^,]{0,50}$", masked[left : find.left])
    stated = level in (EducationLevel.LESS_THAN_HIGH_SCHOOL, EducationLevel.SOME_COLLEGE)
    if _SOMEBODY.search(masked, max(0, find.left - 100), find.left):
        return None
    if wanted and not stated:
        return None
    if re.match(r"(?: degree)? (?:student(?!s)|required|requirement|teacher|professor)\b", masked[find.right :]) and level is EducationLevel.HIGH_SCHOOL:
        return None
    if level and level.rank > EducationLevel.SOME_COLLEGE.rank and _UNFINISHED.search(clause):
        level, year = EducationLevel.SOME_COLLEGE, year
    going = bool(_GOING_ON.search(clause)) and not stated or bool(year and (year.year, year.month or 12) > (today.year, today.month))
    end = max([find.right, *(d.right for d in used)])
    school, school_right = _school(text, masked, find, bounds)
    end = max(end, school_right)
    if subject:
        at = fold(text).find(fold(subject), find.right, right)
        end = max(end, at + len(subject)) if at >= 0 else end
    entry = Education(
        id="",
        level=level,
        field=subject,
        year=year,
        school=school,
        quote=" ".join(text[min(find.left, *(d.left for d in used)) if used else find.left : end].split()),
        in_progress=going and level is not EducationLevel.SOME_COLLEGE,
    )
    return EducationMention(entry, find.left, end, tuple(used))


def _dates_of(
    masked: str, find: _Find, bounds: tuple[int, int], dates: Sequence[DateSpan]
) -> list[DateSpan]:
    """Return the date after the mention within its clause, else the one just before it."""
    left, right = bounds
    after = [d for d in dates if find.right <= d.left + 1 and d.right <= right + 1 and d.kind is not DateKind.DURATION]
    inside = [d for d in dates if find.left <= d.left < find.right]
    if inside or after:
        return (inside or after)[:1]
    late = _FINISHED_LATER.match(masked, find.right)
    if late and not _LEVELLED.search(masked, find.right, late.end()):
        return [d for d in dates if late.start("date") <= d.left + 1 and d.left < late.end("date")][:1]
    before = [d for d in dates if left <= d.left and d.right <= find.left and d.kind is not DateKind.DURATION]
    if before and re.fullmatch(r"[\s,:-]*(?:(?:i |graduated|got|with|earned|finished|completed|received|my|an?|from|high|school|the|was|when|in|,|did|have|has|into the recession) ?)*", masked[before[-1].right : find.left].lstrip()):
        return before[-1:]
    return []


def _year(dates: Sequence[DateSpan]) -> When | None:
    for span in dates:
        end = span.end if isinstance(span.end, When) else None
        return end or (span.start if span.end is None else None)
    return None


def _field(text: str, masked: str, find: _Find, bounds: tuple[int, int]) -> str | None:
    """Return the subject after or before the name of a degree."""
    words = masked[find.left : find.right]
    if find.level in (EducationLevel.HIGH_SCHOOL, EducationLevel.LESS_THAN_HIGH_SCHOOL):
        return None
    if re.search(r"\b(?:in|of|en|studying|studied|study|major\w* in|estudi\w+|licenciad[oa] en|ingenieria en|carrera de) ?$|\s$", words):
        found = _field_at(text, masked, find.right, starts=True)
        if found:
            return found
    last = re.search(r"\b(?:degree (?:in|from)|(?:masters?|bachelors?|associates?|doctor|licenciad[oa]) (?:of|in|en)) (\w+)$", words)
    start = find.left + last.start(1) if last and "from" not in last[0] else find.right
    found = _field_at(text, masked, start, starts=bool(last and "from" not in last[0]))
    if found:
        return found
    name = FIELD_BY_DEGREE.get(words.replace(".", "").replace(" ", "").strip())
    if name:
        return name
    before = _FIELD_BEFORE.search(masked, max(bounds[0], find.left - 40), find.left)
    if before and re.match(r"\s*degree", masked[find.right :]) or before and words.endswith("degree"):
        return _name_before(text, before.start(1), before.end(1))
    return None


def _field_at(text: str, masked: str, start: int, *, starts: bool) -> str | None:
    """Read the subject at ``start``; ``starts`` if it begins there without "in"."""
    if not starts:
        into = _IN_FIELD.match(masked, start)
        comma = re.compile(r",? (?=[A-Za-z]{4,})|, ").match(masked, start)
        if into:
            start = into.end()
        elif comma and text[comma.end() : comma.end() + 1].isalpha():
            start = comma.end()
            word = re.compile(r"[\w.-]+").match(masked, start)
            if not word or word[0] in _NOT_FIELDS or _SCHOOL_WORD.search(masked[start : start + 40].split(",")[0]):
                return None
        else:
            return None
    stop = _FIELD_STOP.search(masked, start, start + 80)
    end = stop.start() if stop else min(len(masked), start + 60)
    of = _OF_FIELD.match(masked[start : start + 80].lstrip())
    if of and re.search(r"(?:in|,|of|-) ?$", of[0]):
        further = _field_at(text, masked, start + of.end(), starts=True)
        if further:
            return further
    elif of and (into := re.compile(r"(?:science|arts)\s*(?:degree )?(?:in|,)\s+").match(masked, start)):
        return _field_at(text, masked, into.end(), starts=True)
    name = " ".join(text[start:end].split()).strip(" ,.-:")
    plain = fold(name)
    if not name or not any(c.isalpha() for c in name) or plain.split()[0] in _NOT_FIELDS - {"graduate", "driving", "first", "advanced"}:
        return None
    return name if len(name.split()) <= 7 else " ".join(name.split()[:7])


def _school(text: str, masked: str, find: _Find, bounds: tuple[int, int]) -> tuple[str | None, int]:
    for match in _SCHOOL.finditer(text, find.left, bounds[1]):
        name = " ".join(match[1].split()).strip(" ,.-")
        strong = re.match(r"from|at|out of|@|attend|graduated", masked[match.start() : match.start() + 9].strip())
        if MASK_DATE in masked[match.start(1) : match.end(1)]:
            continue
        if _SCHOOL_WORD.search(fold(name)) or strong:
            return name, match.end(1)
    return None, 0


def _settled(mentions: list[EducationMention]) -> list[EducationMention]:
    """Drop what another mention of the message makes untrue or says better."""
    levels = {m.education.level for m in mentions}
    ranks = [level.rank for level in levels if level]
    kept: list[EducationMention] = []
    for mention in mentions:
        level = mention.education.level
        if level is EducationLevel.LESS_THAN_HIGH_SCHOOL and max(ranks) > 0:
            continue
        twin = next((k for k in kept if k.education.level == level and _same(k.education, mention.education)), None)
        if twin is None:
            kept.append(mention)
        else:
            kept[kept.index(twin)] = _merged(twin, mention)
    return kept


def _same(a: Education, b: Education) -> bool:
    if a.level is None:
        return a.field is not None and b.field is not None and (fold(a.field) in fold(b.field) or fold(b.field) in fold(a.field))
    fields = a.field is None or b.field is None or fold(a.field) == fold(b.field)
    return fields and (a.year is None or b.year is None or a.year.year == b.year.year)


def _merged(a: EducationMention, b: EducationMention) -> EducationMention:
    entry = Education(
        id="",
        level=a.education.level,
        field=a.education.field or b.education.field,
        year=a.education.year or b.education.year,
        school=a.education.school or b.education.school,
        quote=a.education.quote,
        in_progress=a.education.in_progress or b.education.in_progress,
    )
    return EducationMention(entry, a.left, a.right, a.dates + b.dates)
