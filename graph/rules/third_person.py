"""Rewrites a short biography ("Ana Ruiz is a nurse. She ...") so that it reads like one's own."""

import re

_OPENING = re.compile(
    r"\s*(?:(?:Mr|Ms|Mrs|Dr)\.? )?[A-Z][\w'-]+(?: [A-Z][\w'.-]*){1,3}"
    r"(?=,? (?:is|was|has|works|worked|served|serves|brings|began|started|holds|spent)\b)"
)
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|im|ive|my|me|soy|mi)\b")
_SUBJECT = re.compile(r"\b(?:he|she)\b")
_POSSESSIVE = re.compile(r"\b(?:his|her)\b")
_VERB = {" is": " am", " has": "'ve ", " works": " work ", " serves": " serve "}
_FOLLOWING = re.compile(r"(?<=\bi)( *)( is| has| works| serves)\b")


def as_first_person(text: str, folded: str) -> str:
    """Return the folded text of a biography with "i" for its person; other texts unchanged.

    The result has the length of the input, so that offsets found in one hold in the other.
    """
    opening = _OPENING.match(text)
    if opening is None or _FIRST_PERSON.search(folded):
        return folded
    said = "i".rjust(opening.end()) + folded[opening.end() :]
    said = _SUBJECT.sub(lambda m: "i".rjust(len(m[0])), said)
    said = _POSSESSIVE.sub(lambda m: "my".rjust(len(m[0])), said)
    return _FOLLOWING.sub(lambda m: m[1] + _VERB[m[2]], said)
