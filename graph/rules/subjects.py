"""The occupation or suggestion that a request is about, cut out of its clause."""

import re
from collections.abc import Callable

from graph.rules.phrase_tables import listed
from graph.understanding import TurnContext

KnowsTitle = Callable[[str], bool]
"""Whether a phrase is an occupation people know ("nursing", "welder")."""

_ORDINALS = {
    "first": 1, "1st": 1, "one": 1, "primera": 1, "primero": 1, "top": 1, "uno": 1,
    "second": 2, "2nd": 2, "two": 2, "segunda": 2, "segundo": 2, "dos": 2,
    "third": 3, "3rd": 3, "three": 3, "tercera": 3, "tercero": 3, "tres": 3,
    "fourth": 4, "4th": 4, "four": 4, "cuarta": 4, "cuarto": 4, "cuatro": 4,
    "fifth": 5, "5th": 5, "five": 5, "quinta": 5, "quinto": 5, "cinco": 5,
}  # fmt: skip
_ORDINAL_WORDS = "|".join(sorted((w for w in _ORDINALS if w != "one"), key=len, reverse=True))
_THING = (
    r"one|job|entry|suggestion|option|choice|position|role|card|idea|occupation|career|"
    r"recommendation|opcion|sugerencia|trabajo|empleo|puesto"
)
_ORDINAL = re.compile(
    rf"(?:the |my |that |this |la |el |mi )*(?:very )?"
    rf"(?:(?P<word>{_ORDINAL_WORDS}|last|final|ultima|ultimo|\d)(?: (?:{_THING}))?"
    rf"|(?:number|no\.?|nr\.?|option|suggestion|#|job|numero|opcion)? ?#?(?P<number>\d|one|two|three|four|five))"
)
_PRONOUN = re.compile(
    r"(?:it|that|this|them|they|those|these|me|you|he|she|(?:that|this|the|those|these|such an?) "
    r"(?:one|job|ones|jobs|kind of job|career|role|position|work|field|suggestions?|occupation)|eso|esto|ese|all(?: of (?:them|these))?)"
)
_ARTICLE = re.compile(
    r"^(?:(?:an?|the|some|any|being|becoming|a kind of|some kind of|some sort of|like|maybe|"
    r"perhaps|un|una|el|la|los|las|working|work|job|jobs|career|position|role|as|more of)\s+(?:as\s+)?"
    r"(?:an?\s+|un\s+|una\s+)?)+"
)
_TAIL = re.compile(
    r"\s*(?:,|\(|:| - ).*$"
    r"|\s+(?:because|but|since|so that|so|if|when|while|even though|although|though|given|after|"
    r"before|until|or|and then|and maybe|at least|at some|at a|at the|at my|at \d+|for me|for someone|for a living|"
    r"with my|with no|with a degree|without|porque|pero|para mi|o)\b.*$"
)
_CLOSING = re.compile(
    r"\s+(?:one day|some ?day|eventually|next|now|again|instead|too|as well|please|maybe|perhaps|"
    r"by any chance|in the future|in future|at some point|myself|anyway|really|ever|soon|or so|"
    r"for example|then|right now|these days|nowadays|today|though|like that|like this|"
    r"a (?:good|realistic|bad|viable|possible) (?:fit|choice|option|idea|match|job|career|one)|"
    r"(?:job|career|role|position|profession|work|type)s?|in my case|as a career|as a job|algun dia|"
    r"for real|still|also|later|this year|next year|or not|all day|y'?know|you know|alguna vez)$"
)
_MOST_WORDS = 7


def ordinal(words: str, count: int) -> int | None:
    """Return which of ``count`` things shown is meant, from 1; None if the words number none."""
    found = _ORDINAL.fullmatch(words.strip())
    if not found:
        return None
    word = found["word"] or found["number"]
    if word in ("last", "final", "ultima", "ultimo"):
        return count or None
    return int(word) if word.isdigit() else _ORDINALS[word]


def read_subject(words: str | None, context: TurnContext) -> str | None:
    """Return the subject of a request: "2" for an ordinal, None for "it", else the occupation."""
    if not words or _PRONOUN.fullmatch(words.strip()):
        return None
    number = ordinal(words, len(context.suggestions))
    if number is not None:
        return str(number) if number <= max(5, len(context.suggestions)) else None
    subject = clean_subject(words)
    if not subject or _PRONOUN.fullmatch(subject):
        return None
    number = ordinal(subject, len(context.suggestions))
    return str(number) if number else subject


def clean_subject(words: str) -> str | None:
    """Return an occupation's words without articles and trailing talk; None if nothing is left."""
    words = _TAIL.sub("", words.strip(" '\"-.,"))
    words = _ARTICLE.sub("", words + " ").strip()
    shorter = _CLOSING.sub("", words)
    while shorter != words:
        words, shorter = shorter, _CLOSING.sub("", shorter)
    words = words.strip(" '\"-.,")
    return words if words and len(words.split()) <= _MOST_WORDS else None


def is_occupation(subject: str, knows_title: KnowsTitle) -> bool:
    """Whether folded words name an occupation, a field ("retail") or what is done in one."""
    if knows_title(subject) or listed("fields").fullmatch(subject):
        return True
    stem = re.sub(r"(?:ing|e)$", "", subject)
    return len(stem) > 3 and " " not in stem and knows_title(f"{stem}er")
