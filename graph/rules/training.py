"""Finds schooling without a level: certificates, licences, courses, trade schools."""

import re
from collections.abc import Iterator
from itertools import chain

from graph.rules.school_fields import Find, field_at, name_before
from graph.rules.study_subjects import is_subject, is_trade
from graph.rules.training_words import CERTIFICATES, TRAINING
from graph.rules.words import fold

_CERTIFICATE = re.compile(CERTIFICATES)
_TRAINING = re.compile(TRAINING)
_KNOWN_CERTIFICATE = re.compile(
    r"\b(?P<name>cpa|pmp|cpht|cda|lcsw|lmsw|licsw|lmft|lpcc?|bcba|ptcb|cwi|rhit|rhia|nccer|cpc|ccna|mcse|cfa|cpr|bls|acls|pals|phr|shrm-cp"
    r"|servsafe(?: (?:manager|food (?:handler|manager)|alcohol))?|twic|ase"
    r"|epa 608|osha[- ]?(?:10|30)|emt-?[bp]?|comptia [a-z]+\+?|security\+|network\+|a\+|nasm|ccrn"
    r"|(?:lean )?six sigma(?: \w+ belt)?|aws(?: \w+){0,3}|hazmat(?: endorsement)?"
    r"|wilderness first (?:responder|aid)|first aid|tefl|tesol|celta|cissp|itil|prince2"
    r"|series (?:7|63|65|66)|scrum master|csm|leed ap)"
    r"(?=[ ,(]*(?:since |in )?\x01| certified| credential| exam)(?: credential| certified)?"
)
_IS_LICENCE = re.compile(
    r"\b(?:lcsw|lmsw|licsw|lpcc?|lmft|lmhc|bcba|lmt)\b|\b(?:my|the) |licen|cert|credential"
)
"""Letters that always name a licence, or words that say so: "became an RN" is a job."""
_TITLED = re.compile(
    r"(?:^|(?<=[\n,;] )|(?<=[\n,;])|(?<=\. )|(?<=and ))(?:certified|licensed) "
    r"(?P<name>(?:[a-z-]{3,15} ){0,2}[a-z-]{3,15})(?=[ ,(]{1,3}(?:[a-z]{2,6}\), )?"
    r"(?:license )?\x01)"
)
_HELD = re.compile(
    r"\b(?:have|got|hold|earned|passed|obtained|received|and|plus) (?:an? |my |the )"
    r"(?P<name>cpa|pmp|cfa|cdl|ccna|cissp|tefl|celta|twic|servsafe)\b"
    r"(?=[.,;)!]|$| too\b| now\b| license| certification| exam)"
    r"|\b(?:became (?:an? )?|(?:got|earned|passed|obtained|received|have|hold) (?:an? |my |the ))"
    r"(?:licensed as an? )?(?P<licence>lcsw|lmsw|licsw|lpcc?|lmft|lmhc|bcba|rn|lpn|lvn|cna|cma|rbt"
    r"|lmt|esthetician|realtor|real estate|cosmetology|nursing|teaching|nurse aide)"
    r"(?: (?:licen[cs]e|licensure|certification|credential|cert))?\b"
    r"(?=[ ,(]*(?:back )?(?:in |since )?\x01)"
)
_WORKPLACE_BEFORE = re.compile(
    r"\b(?:teach|taught|teaching|work\w*|job|manag\w*|hired|instructor|teacher|employed)\b"
    r"[^.;]{0,40}\b(?:at|for|in) (?:an? |the |my |local )*$"
)
_NAMELESS = frozenset({"program", "programme", "course", "training", "class", "left", "quit"})
_GENERIC = frozenset(
    [
        "vocational",
        "training",
        "professional",
        "trade",
        "technical",
        "apprenticeship",
        "school",
        "college",
        "community",
        "postgraduate",
        "graduate",
        "specialization",
        "specialized",
        "advanced",
        "short",
        "university",
        "post-graduate",
        "online",
        "one-year",
        "1-year",
        "two-year",
        "night",
        "associate",
    ]
)
"""Words before "certificate" that do not name it."""
_NAMED_AFTER = re.compile(r"(?: in| of| as an?| en| de| for|:) ?$")
_COMMA_NAME = re.compile(r"\s*[,:-] (?P<name>[a-z]+(?: (?:and |& )?[a-z]+){0,2})(?=[,(\n]| -|$)")
_CAPITALS = re.compile(r"[A-Z][\w+-]*(?: [A-Z][\w+-]*){0,3}")
_TEACHER_AFTER = re.compile(
    r" (?:instructor|teacher|professor|lecturer|staff|office|counselor)s?\b"
)
_PLACE_ONLY = re.compile(r"\b(?:at|from|by|through) (?:the |a |an |my |local )*$")
_SCHOOL_END = re.compile(r"(?:college|school|academy|institute)$")
_MORE_BEFORE = re.compile(
    r"\b(?:certificat|diploma|degree|licen[cs]e|course|associate|studied|apprentice|program)"
)
_TIME_BEFORE = re.compile(
    r"\b(?:before?|b4|during|after|between|while in|until|since|in|through) (?:my |the |i went to "
    r"|going to )?$"
)
_LISTED = re.compile(
    r"\b(?:cert(?:ification|ificate)?s?|licen[cs]es?)(?: include)?:? ?(?=:|include)[: ]"
)
_ITEM = re.compile(r"[^,()\x01]+?(?=\s*(?:,|\(|\x01|$| and | & ))")
_NO_ITEM = re.compile(
    r"(?:and|&|in)$|(?:exp(?:ir(?:es|ed|ing|y))?|valid|renew\w*|current|active|issued|none)\b"
)
"""What is listed beside certificates and is none: "CPR (exp. 2027)"."""
_LISTED_LENGTH = 240
"""Characters of a list after "Certs:" that are read."""


def find_training(text: str, masked: str) -> Iterator[Find]:
    """Yield certificates, licences and courses, named as the person names them."""
    for match in _CERTIFICATE.finditer(masked):
        find = _certificate(text, masked, match)
        if find:
            yield find
    yield from _listed(text, masked)
    for match in _TITLED.finditer(masked):
        yield Find(None, *match.span("name"), text[slice(*match.span("name"))])
    for match in _TRAINING.finditer(masked):
        if not _elsewhere(text, masked, match):
            name = _training_name(text, masked, match)
            if name:
                yield Find(None, match.start(), match.end(), name.strip())


_CERTIFIED_BY = re.compile(
    r"\b(?:certified|licensed)[ ,]*\x01+[ ,]*\((?:by |through )?(?P<name>[a-z][\w+& -]{1,20})\)"
)
"""Names after the date what somebody is certified by: "certified in 2021 (PTCB)"."""


def known_certificates(text: str, masked: str) -> Iterator[Find]:
    """Yield certificates whose names everybody knows ("PMP 2014", "CPA, since 2010")."""
    for match in chain(_KNOWN_CERTIFICATE.finditer(masked), _HELD.finditer(masked)):
        group = "name" if match["name"] else "licence"
        left, right = match.span(group)
        if group == "licence" and not _IS_LICENCE.search(match[0]):
            continue
        yield Find(None, left, max(right, match.end()), text[left:right])
    for match in _CERTIFIED_BY.finditer(masked):
        yield Find(None, match.start(), match.end(), text[slice(*match.span("name"))])


def _certificate(text: str, masked: str, match: re.Match[str]) -> Find | None:
    named_after = _NAMED_AFTER.search(match[0]) is not None
    before = name_before(text, match.start("before"), match.end("before"))
    if match["word"] in ("certificado", "licencia") and not named_after:
        # Spanish names it after the word: "un certificado ASE".
        shown = _CAPITALS.match(text, match.end())
        if shown:
            return Find(None, match.start("word"), shown.end(), shown[0])
    after = field_at(text, masked, match.end(), starts=True) if named_after else None
    if before is None and (match["word"] in ("certified", "diploma") and not after):
        return None
    listed = _COMMA_NAME.match(masked, match.end()) if before is None and not after else None
    if listed and (is_subject(listed["name"]) or is_trade(listed["name"])):
        # "Certificate, Culinary Arts, Tulsa Technology Center, 2013"
        after = text[slice(*listed.span("name"))]
    generic = before is None or set(fold(before).split()) <= _GENERIC
    name = after if generic and after else before
    if name is None and match["word"] in ("license", "licence", "licencia", "certs", "cert"):
        return None
    # The name stands before the word and belongs to what was read.
    left = match.start("word") - (len(before) + 1 if before else 0)
    return Find(None, max(left, match.start()), match.end(), name or match["word"])


def _elsewhere(text: str, masked: str, match: re.Match[str]) -> bool:
    """Whether a school is only where or when something else was: "at the tech college"."""
    left = match.start()
    before = masked[max(0, left - 70) : left]
    if _TEACHER_AFTER.match(masked, match.end()):
        return True
    if _TIME_BEFORE.search(before[-30:]) or _WORKPLACE_BEFORE.search(before):
        return True
    named = _SCHOOL_END.search(match[0]) is not None and text[left].isupper()
    place = named or _PLACE_ONLY.search(before[-20:]) is not None
    return place and _MORE_BEFORE.search(masked, max(0, left - 90), left) is not None


def _training_name(text: str, masked: str, match: re.Match[str]) -> str | None:
    if match["trade"]:
        return text[slice(*match.span("trade"))]
    for group in ("course", "curso", "note", "listed"):
        if match[group]:
            name = name_before(text, match.start(group), match.end(group))
            return name if name and fold(name) not in _NAMELESS else None
    into = None if _NAMED_TRADE.match(match[0]) else _INTO.match(masked, match.end())
    name = field_at(text, masked, into.end(), starts=True) if into else None
    taught = None if name else _TAUGHT.match(masked, match.end())
    if taught and is_trade(taught["name"]):
        name = text[slice(*taught.span("name"))]
    return name or text[match.start() : match.end()]


_TAUGHT = re.compile(
    r"(?: (?:in|at|from) [\w ]{2,25}?)?(?: in)?[ ,(]*\x01*[ ,:)-]+(?:for )?"
    r"(?P<name>[a-z]+(?: [a-z]+)?)"
    r"(?=[.,;\n)]|$)"
)
"""The trade named at the end: "vocational school in 2002, construction"."""
_NAMED_TRADE = re.compile(r"(?!an |the |my |in |did |year )[a-z]+ apprenti")
_INTO = re.compile(r" (?:for|in|en|de|as an?|as|to be an?|to become an?) (?!progress)(?=[a-z])")


def _listed(text: str, masked: str) -> Iterator[Find]:
    """Yield the items of "Certs: CompTIA A+ (2014) and Security+ (2019)"."""
    for label in _LISTED.finditer(masked):
        listed = masked[label.end() : label.end() + _LISTED_LENGTH].partition("\n")[0]
        for item in _ITEM.finditer(listed.partition(". ")[0]):
            right = label.end() + item.end()
            words = text[label.end() + item.start() : right]
            name = re.sub(r"^(?:and|&|also|[\s)])+", "", words).strip(" .)")
            if name and not _NO_ITEM.match(fold(name)):
                yield Find(None, right - len(name), right, name)
