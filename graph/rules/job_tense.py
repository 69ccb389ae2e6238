"""Tells from the words around a title whether the person has the job now."""

import re

_PRESENT = re.compile(
    r"^\s*been\b|\b(?:title|job|position|role|occupation|profession) is\b"
    r"|\b(?:i'm|im|i am|currently|now|presently|i work|i've been|ive been|i have been|soy"
    r"|(?:have|i've) (?:since )?\x01+ worked"
    r"|trabajo|ahora|actualmente|still|these days|at the moment|right now|today|estoy"
    r"|present)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|used to|worked|had|former|formerly|previously|retired|ex|did|left|quit"
    r"|until|fui|era|trabaje|laid off|before|my (?:first|last|previous|old))\b"
)


def holds_now(before: str, after: str) -> bool:
    """Whether the person says they have the job now."""
    near = before[-60:]
    if re.search(r"\b(?:former|retired|ex|laid off|unemployed)\b", near):
        return False
    now = _PRESENT.search(near)
    if now and "worked" in now[0]:
        return True
    if now and not _PAST.search(near, now.end()):
        return not re.search(r"\b(?:former|retired|ex)\b\W*$", before)
    if re.search(r"\b(?:still (?:doing|do|work|there|am|here|at it)|i still|sigo)\b", after):
        return True
    return bool(
        re.match(
            r"[^.,;]{0,40}\b(?:right now|currently|at the moment|now|these days|ahora)\b", after
        )
    ) and not _PAST.search(before)
