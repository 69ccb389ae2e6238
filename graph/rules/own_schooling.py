"""Tells the person's own schooling from other people's, from wishes and from requirements."""

import re

from advisor.career import EducationLevel
from graph.rules.school_clauses import SENTENCE_MARK, sentence_bounds
from graph.rules.school_fields import Find

_RELATIVES = (
    r"(?:wife|husband|hubby|spouse|mom|mum|mother|dad|father|parents?|brothers?|sisters?|sons?"
    r"|daughters?|kids?|children|friends?|boss|partner|boyfriend|girlfriend|cousins?|uncle|aunt|ex"
    r"|fiancee?|roommate|manager|supervisor|nephew|niece|grand\w+|coworkers?|co-workers?|esposa"
    r"|esposo|hijo|hija|hijos|hermano|hermana|mama|papa|madre|padre)"
)
_VERB = (
    r"(?:has|have|had|got|gets|is|are|was|were|went|goes|graduated|studied|studies|did|finished"
    r"|finishing|earned|holds|never|dropped|just|also|attends|attended|teaches|says|wants|said"
    r"|thinks|told|keeps|starts|started|completed|tiene|estudia|estudio|es|fue|termino)"
)
_OWN_AGAIN = r"(?![^.;\n]*\b(?:i|i'm|i've|im|ive)\b)"
_SOMEBODY = re.compile(
    rf"\b(?:my|his|her|their|mi|mis|our) (?:[\w-]+ ){{0,2}}?{_RELATIVES} (?:\w+ ){{0,2}}?{_VERB}\b"
    rf"{_OWN_AGAIN}[^.;\n]*$"
    rf"|\b(?:my|his|her|their) (?:[\w-]+ )?{_RELATIVES}'s [^.;\n,]{{0,25}}$"
    rf"|\b(?:he|she|they)(?:'s)? {_VERB}\b{_OWN_AGAIN}[^.;\n]*$"
)
_WANTED = re.compile(
    r"\b(?:want|wants|wanted|would like|'d (?:like|do|take|get|go|rather|consider)|id (?:like|do"
    r"|take)|would (?:do|take|rather|consider)|love to|like to|thinking|think about"
    r"|hope|hoping|plan"
    r"|planning|consider\w*|needs?|needed|needing|required?|requires|requiring|requirement"
    r"|if i|go back|going back|should i|should get|apply\w*|wish|wished|maybe|might|don't have"
    r"|dont have|do not have|didn't have|never had|never got an?|can't|cannot|cant|afford|ask for"
    r"|asks for|asking for|without|instead of"
    r"|interested|interest|looking|what about|how about|dream\w*|someday|one day|could get"
    r"|could do|people with|anyone with|open to|willing to|prefer\w*|rather than|accepted to"
    r"|tuition for|save up for|quiero|quisiera|me gustaria)\b(?! (?:it|the job|work))"
    r"[^,]{0,50}$"
    r"|\b(?:their|his|her|your|people's|students'?) (?:\w+ )?$"
    r"|\b(?:no|not|ni|sin|isn't|wasn't|don't|dont|didn't|didnt|never)(?: an?| la| el| my)?\s*$"
)
_ASKS = re.compile(
    r"\s*(?:(?:and|but|so|also|ok|oh|hmm),? )*(?:would|do|does|is|are|should|can|could|will|what"
    r"|how|which|where|why|who|if i|que|cual|puedo|necesito)\b"
)
_NOT_OWN_AFTER = re.compile(
    r"(?: degree)?(?: level)? (?:student(?!s)|required|requirement|teachers?|teaching|professor"
    r"|football|basketball|baseball|team|coach|kids|sports|math|english|science|counselor"
    r"|librarian|principal|cafeteria|boys|girls|choir|band|holder needed)\b"
)
_NOT_HELD = re.compile(
    r" ?(?:is|was|are|isn't|is still|are still) ?(?:not (?:yet )?)?(?:ready|valid|recogni[sz]ed"
    r"|accepted"
    r"|pending|required|needed|expired|suspended|revoked)\b"
)
"""After a licence: it does not hold, or is only asked for."""
_STATED = (EducationLevel.LESS_THAN_HIGH_SCHOOL, EducationLevel.SOME_COLLEGE)


def is_stated(level: EducationLevel | None) -> bool:
    """Whether a level says itself that something was not finished or not done."""
    return level in _STATED


def is_own(masked: str, find: Find, bounds: tuple[int, int]) -> bool:
    """Whether a mention tells what the person did, not somebody else's, wished or asked for."""
    high_school = find.level is EducationLevel.HIGH_SCHOOL
    if high_school and _NOT_OWN_AFTER.match(masked, find.right) and not find.going_on:
        return False
    # The verb may be the first word of what was found: "my brother finished law school".
    low = max(0, find.left - 100)
    if _SOMEBODY.search(masked[low : _first_word_end(masked, find)]):
        return False
    if find.level is None and _NOT_HELD.match(masked, find.right):
        return False
    if _is_question(masked, find):
        return False
    return is_stated(find.level) or not _WANTED.search(masked[bounds[0] : find.left])


def _first_word_end(masked: str, find: Find) -> int:
    space = masked.find(" ", find.left, find.right)
    return space if space > 0 else find.left


def _is_question(masked: str, find: Find) -> bool:
    begin, end = sentence_bounds(masked, find.left, find.right)
    mark = SENTENCE_MARK.match(masked, end)
    return mark is not None and mark[0] == "?" and _ASKS.match(masked[begin:end]) is not None
