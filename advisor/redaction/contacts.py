"""Finds e-mail addresses, links and social handles."""

import re
from collections.abc import Iterator

from advisor.redaction.name_tables import word_set
from advisor.redaction.spans import EMAIL, LINK, Span
from retrieval.lexicon import employers
from retrieval.titles import clean

_LONGEST_LOCAL, _LONGEST_DOMAIN = 64, 255
_NOT_LOCAL = frozenset(' \t\r\n"<>()[],;:\\@|')
_DOMAIN = re.compile(r"[^\W_](?:[\w-]|\.(?=[\w-]))*")
_SPACED = re.compile(
    r"(?<![\w.+-])[\w.+-]{2,64} ?@ [\w-]{2,64}\.[a-z]{2,6}\b"
    r"|(?<![\w.+-])[\w.+-]{2,64} @[\w-]{2,64}\.[a-z]{2,6}\b",
    re.I,
)
# "ana at gmail dot com", "ana (at) example [dot] org"
_SPELLED = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:\s?(?:\bdot\b|\bpunto\b|[\[({]\s?(?:dot"
    r"|punto)\s?[\])}])\s?[\w-]{1,32}){0,3}"
    r"\s?(?:\bat\b|\barroba\b|[\[({<]\s?(?:at|arroba)\s?[\])}>])\s?"
    r"[\w-]{1,64}(?:\s?(?:\bdot\b|\bpunto\b|[\[({<]\s?(?:dot|punto)\s?[\])}>]"
    r"|\.)\s?[\w-]{2,24}){1,3}",
    re.I,
)
_DOT = re.compile(r"\bdot\b|\bpunto\b|[\[({<]\s?at|gmail|yahoo|outlook|hotmail|icloud|proton", re.I)
_AT = re.compile(r"\bat\b|arroba", re.I)

_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"\[\]]+", re.I)
_TOP = (
    "com|org|net|example|test|link|so|to|cc|studio|work|works|shop|store|pro|club|ninja|photo|photography|tech"
    "|codes|media|ee|ru|ua|ro|hu|cz|gr|tr|vn|id|my|th|sg|hk|tw|ae|il|lk|bd|gt|cr|ec|uy|edu|io|dev|me|co|info|biz|app|ai|us|uk|ca|es|mx|de|fr|it|pt|br|in|au|nz|ie|nl"
    "|ar|cl|pe|pl|se|no|dk|ch|at|be|jp|cn|kr|ph|ng|ke|za|tv|ly|gg|xyz|site|online|page|blog|design|art"
)
_BARE = re.compile(
    rf"(?<![\w@.-])(?:[a-z\d][a-z\d-]{{1,62}}\.){{1,4}}(?:{_TOP})\b(?:/[^\s<>\"\[\],;]*)?(?![\w-])",
    re.I,
)
_PATHED = re.compile(
    r"(?<![\w@./-])(?:(?:[a-z\d][a-z\d-]{0,62}\.){1,4}[a-z]{2,12}/[^\s<>\"\[\],;]+|/?(?:in|u|pub|user|channel)/[\w.@-]{4,60})",
    re.I,
)
_NO_SITES = frozenset({"asp.net", "vb.net", "ado.net", "b.com", "m.com", "i.me"})
_COMMON_SITES = word_set(
    "indeed.com monster.com ziprecruiter.com craigslist.org linkedin.com facebook.com github.com "
    "glassdoor.com amazon.com booking.com google.com gmail.com salesforce.com care.com rover.com "
    "etsy.com ebay.com udemy.com coursera.org onetonline.org bls.gov instagram.com"
)
_HANDLE = re.compile(r"(?<![\w@/.])@[^\W_]?\w[\w.-]{0,38}\w")
_NETWORK = re.compile(
    r"\b(?:instagram|insta|ig|twitter|tik ?tok|snap ?chat|snap|telegram|github|gitlab"
    r"|skype|facebook"
    r"|fb|linked-?in|discord|x|threads|bluesky|behance|youtube|wechat|line|messenger|venmo"
    r"|cash ?app|zelle)"
    r"(?:\s(?:handle|user ?name|user|usuario|name|account|id|profile))?"
    r"(?P<link>\s?[:=]\s?|\sis\s|\ses\s|\s?-\s|\s@|/|\s)@?(?P<handle>(?:/?in/|/?u/|/)?[\w][\w./:#-]{1,60}\w)",
    re.I,
)


def find_emails(text: str) -> Iterator[Span]:
    """Find e-mail addresses, also spelled out ("ana at gmail dot com")."""
    at = text.find("@")
    while at >= 0:
        first = at
        while first > 0 and at - first < _LONGEST_LOCAL and text[first - 1] not in _NOT_LOCAL:
            first -= 1
        domain = _DOMAIN.match(text, at + 1, at + 1 + _LONGEST_DOMAIN)
        local = text[first:at]
        if local and domain and (any(map(str.isalnum, local)) or "." in domain.group()):
            yield Span(first, domain.end(), EMAIL)
        at = text.find("@", at + 1)
    if "@" in text:
        yield from (Span(*found.span(), EMAIL) for found in _SPACED.finditer(text))
    if _AT.search(text) and _DOT.search(text):
        for found in _SPELLED.finditer(text):
            if _DOT.search(found.group()):
                yield Span(*found.span(), EMAIL)


def find_links(text: str) -> Iterator[Span]:
    """Find web addresses and names on social networks; employers' own sites stay."""
    for found in _ADDRESS.finditer(text):
        yield Span(found.start(), found.end() - _trailing(found.group()), LINK)
    for found in _PATHED.finditer(text):
        yield Span(found.start(), found.end() - _trailing(found.group()), LINK)
    if "." in text:
        for found in _BARE.finditer(text):
            site = found.group().lower()
            known = site in _COMMON_SITES or site in _NO_SITES or clean(site) in employers()
            if not known:
                yield Span(found.start(), found.end() - _trailing(site), LINK)
    if "@" in text:
        yield from (Span(*found.span(), LINK) for found in _HANDLE.finditer(text))
    for found in _NETWORK.finditer(text):
        handle = found["handle"]
        marked = found["link"].strip() in {":", "@", "=", "/"} or _looks_made_up(handle)
        if marked and (found["link"].strip() != "/" or found.group().lower().startswith("linked")):
            yield Span(found.start("handle"), found.end("handle"), LINK)


def _looks_made_up(handle: str) -> bool:
    """Tell whether a word is no plain word: it holds a digit, a dot or an underscore."""
    return (
        any(c.isdigit() or c in "_." for c in handle) or handle.startswith(("in/", "/in/", "u/"))
    ) and any(c.isalpha() for c in handle)


def _trailing(link: str) -> int:
    """Return how many characters at the end are the sentence's."""
    return len(link) - len(link.rstrip(".,;:!?)'\"…"))
