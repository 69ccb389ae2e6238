"""Tells what stands beside a title in notes: joining words, marks, the place it was held at."""

import re

from graph.rules.segments import MASK_SCHOOL

FRAGMENT_AFTER = re.compile(
    r"[\s\"')]*(?:$|[,;:.!?\n()\x01/&+*|@-]|(?:at|for|with|in|on|and|then|or|from|until|since"
    r"|by|en|y|para|where|but|before|after"
    r"|down|til|till|thru|w|ever|since|full|part|now|currently|while|again|there|here|when|about"
    r"|through|via|w/|near|between"
    r"|around|doing|working|making|selling|driving|taking|no|up|because|i|too|also|as|during"
    r"|mostly|type|kinda|job|position|role|de|desde|hasta|luego|despues|plus|of|most|right|over"
    r"|to|under|not|who)\b)"
)
_APART = re.compile(r"(?:,|:|\blol|\bstill)\s*(?:an? |the |first |then )?$")
AT_NAME = re.compile(r"\x01\s*(?:at|with|for)\s*$|^\s*for (?:an?|the)\s*$")
"""A name or employer follows: "in 2009 with Carrier", "flagger for a road crew"."""
NOTED_AFTER = re.compile(
    r"\s*,?\s*(?:\x01|(?:right |just )?(?:before|after|b4) (?:that|this)"
    r"|(?:(?:down|over|out|up|there|then|here) )?"
    r"(?:at|for|with|w/|@|from|there)(?!\w))"
)


def stands_apart(gap: str, after: str) -> bool:
    """Whether a comma or colon sets a title with its own place or date off: "..., clerk at X"."""
    labelled = gap.rstrip().endswith(":")
    # "MSW here, hospice social worker at VITAS": what follows the degree is the job.
    schooled = MASK_SCHOOL in gap and not gap.rstrip().endswith(" here,")
    apart = _APART.search(gap[-20:]) and not schooled
    return bool(apart and (labelled or NOTED_AFTER.match(after)))


def after_place(gap: str) -> bool:
    """Whether only the town of the employer named before stands in front: "in Tulsa, "."""
    return _TOWN.fullmatch(gap) is not None


_TOWN = re.compile(
    r"\s*(?:out |over |down |up )?(?:in|near|outside) (?:[a-z][\w.'-]* ?){1,3},\s*(?:as )?"
)


def begins_list(gap: str, after: str) -> bool:
    """Whether a list of jobs begins here: "only summer jobs, camp counselor 2019"."""
    said, comma, rest = gap.rpartition(",")
    jobs = re.search(r"\b(?:jobs?|work|worked|working|roles|positions|been)\b", said)
    return bool(
        comma and jobs and joins(rest) and re.match(r"\s*(?:$|[,\x01(]|at\b|for\b|@|and\b)", after)
    )


def joins(gap: str) -> bool:
    """Whether only joining words lie between what was read, or the clause's start, and here."""
    return bool(_GAP.fullmatch(gap))


_GAP = re.compile(
    r"(?:[\s,;:/&()\x01\"'*+>=~-]|\.|\b(?:(?:i'm|im|i am|aged?|tengo) \d\d"
    r"(?: years? old| yrs? old| ?yo| ?y/o| anos)?"
    r"|\d\d (?:years? old|yrs? old|yo|y/o|m|f)|b4 that|b4|before (?:all|any) (?:of )?(?:that|this)"
    r"|before (?:this|those|these)|beforehand|in between|meanwhile"
    r"|and|n|then|or|later|also|plus|before that|prior to that"
    r"|after that|an?|as|next|now|currently"
    r"|previously|retired|former|ex|current|present|recent|self|employed|self-employed"
    r"|freelance|professional|first|finally|lastly|before|after|mostly|mainly|once|my|the|in"
    r"|job|jobs|work|worked|history|ok|so|well|yes|yeah|hi|hello|hey|sure|um|uh|like|just|still"
    r"|for|years|y|luego|despues|antes|"
    r"un|una|eso|de|ahora|actualmente|primero|que|how|about|lets see|let's see|let|me|see|oh"
    r"|maybe|various|mainly|most recently|recently|currently|at present|right now|today"
    r"|presently|afterwards?|eventually|both|i guess|i think|probably|basically|used to be"
    r"|\w+ly|etc|followed by|one|two|some|another|part-time|full-time|part time|full time"
    r"|originally"
    r"|lol|it was"
    r"|that was|was|experience|started out|starting out|started|out|with|to start|long|ago"
    r"|formerly|(?:(?:on|every|some) )?(?:saturdays|sundays|mondays|tuesdays|wednesdays|thursdays"
    r"|fridays|weekdays|weekends|evenings|mornings))\b)*+"
)
