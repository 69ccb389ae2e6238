"""Read what a person likes, and the skills and tools they name."""

import re
from collections.abc import Iterator

from advisor.edits import Note
from graph.rules.sentences import Clause

_VERY = (
    r"(?:really |also |do |always |have always |'ve always |mostly |just |still |kind of |kinda |"
    r"sort of |truly |absolutely |especially |particularly |very |very much |quite |pretty |super |so |most |"
    r"honestly |actually |used to |even |big |huge |a |more |all )*"
)
_LIKES = (
    re.compile(
        rf"\bi(?:'ve|'d| have| do| would)? ?{_VERY}(?:love[ds]?|like[ds]?|enjoy(?:ed|s)?|adore[ds]?|prefer(?:red)?|"
        rf"get a kick out of|miss|thrive on|care (?:deeply )?about|find joy in) {_VERY}(?P<x>.+)"
    ),
    re.compile(
        rf"\bi(?:'m|m| am|'ve been| was| have been) {_VERY}(?:into|interested in|passionate about|fascinated (?:by|with)|"
        rf"fond of|keen on|curious about|good with|great with|handy with|happiest (?:when|with|doing)|"
        rf"drawn to|excited (?:about|by)|crazy about|obsessed with|fan of|best with) (?P<x>.+)"
    ),
    re.compile(
        rf"^(?:{_VERY})(?:love|loved|like|enjoy|enjoyed|into|interested in|passionate about|fan of|good with|great with|keen on) {_VERY}(?P<x>.+)"
    ),
    re.compile(
        r"\b(?:hobby|hobbies|passions?|interests?|favou?rite (?:thing|part|things|subject|class)s?(?: (?:at|about|of|in) [\w ]+?)?|what i (?:really |most )?(?:like|love|enjoy)d?(?: (?:most|best|about \w+))*)"
        r"(?: (?:is|was|are|were|include|includes|have always been|has always been)|:)(?: (?:always|probably|mostly|definitely))* (?P<x>.+)"
    ),
    re.compile(
        r"\bi(?:'d| would| want| wanna|'m hoping|'m looking| am looking| hope| wish| really want)?(?: (?:really|also|rather|just|like|love|prefer|want|to))* "
        r"(?:(?:like|love|prefer|want|wanna|rather|hope) (?:to )?|to |for )(?P<x>(?:work(?:ing)? (?:with|in|on|outside|outdoors|for)|help(?:ing)?|do(?:ing)? (?:something|more|things)|"
        r"be (?:outside|outdoors|around|with|creative|working)|mak(?:e|ing) (?:things|a difference|people)|build(?:ing)?|creat(?:e|ing)|something|teach(?:ing)? |car(?:e|ing) for|tak(?:e|ing) care of|"
        r"us(?:e|ing) my|solv(?:e|ing)|more (?:creative|time|responsibility|people|contact)|fix(?:ing)?|travel(?:ing)?|design(?:ing)?|lead(?:ing)?|writ(?:e|ing)|cook(?:ing)?|grow(?:ing)? (?:things|plants|food|vegetables))\b.*)"
    ),
    re.compile(r"\b(?:in|with) my (?:free|spare) time,?(?: i)?(?: (?:like to|love to|love|like|enjoy|usually|often|mostly|do|also))* (?P<x>.+)"),
    re.compile(r"^(?P<x>.+?) (?:is|are|was|has always been|have always been|was always) (?:my (?:passion|hobby|thing|hobbies|life|favou?rite\b.*|jam)|(?:the |definitely the )?best part|what i (?:love|like|enjoy))\b"),
    re.compile(r"\bi(?:'m| am| consider myself)?(?: (?:very|more|a|an|really|quite|pretty|such|definitely|kind|sort|of))* (?P<x>people person|creative person|creative|artistic|handy|mechanically inclined|hands[- ]on(?: person| type)?|outdoors(?:y| person)(?: type)?|animal (?:lover|person)|night owl|number person|numbers person|techie|tech savvy|tech person|bookworm|problem solver)\b"),
    re.compile(r"\b(?:me (?:gusta|gustan|encanta|encantan|interesa|interesan|apasiona)|disfruto(?: de)?) (?:mucho )?(?P<x>.+)"),
)
_NOT_LIKED = re.compile(
    r"^(?:it|that|this|them|him|her|you|these|those|(?:the|that|this|your) (?:\w+ )?(?:one|idea|suggestions?|job|answer|option|sound)s?\b.*|(?:to )?(?:know|see|hear|ask|tell|change|add|say|be an?|become|earn|make more|start|have (?:an?|more)|get|go|switch|move|find|work as)\b.*|"
    r"(?:know|see|hear|a|an) .*|my (?:job|boss|coworkers|work)|what .*|how .*|if .*|when .*|nothing|none|nights?|weekends?|a job.*|some .*|suggestions?.*|(?:the|your) (?:first|second|third|last|top|number).*|not .*|money|working there.*|being there.*|it .*|that .*)$"
)
_DENIED = re.compile(
    r"\b(?:don't|doesn't|didn't|do not|did not|never|not|no longer|hate[ds]?|wouldn't|can't|won't|isn't|no me)\b"
)
_SKILL_VERBS = (
    r"(?:weld|type|code|program|cook|bake|drive|sew|paint|draw|repair|fix|build|design|operate|"
    r"speak|teach|translate|use|play|sing|edit|solder|read (?:blueprints|schematics|music|and write \w+)|run (?:a|an|the) \w+|cut hair|do (?:hair|nails|makeup|bookkeeping|taxes|plumbing|electrical|carpentry|drywall|accounting|payroll)|"
    r"install|ride|handle|manage|train (?:dogs|horses)|sign|write (?:code|sql|python|reports))"
)
_SKILLS = (
    re.compile(r"\bi (?:also |really )?know (?:how to |a lot about |a bit of |a little |some |my way around )?(?P<x>(?!that\b|what|how\b|i\b|it\b|you|him|her|them|this|why|when|where|who|if|nothing|about)\S.*)"),
    re.compile(rf"\bi can (?:also |really |still |even )*(?P<x>{_SKILL_VERBS}\b.*)"),
    re.compile(r"\bi (?:also )?(?P<x>speak .+)"),
    re.compile(
        r"\b(?:i(?:'m| am|'ve| have)? (?:also |very |quite |pretty |really |fairly )*)?(?:proficient (?:in|with|at)|fluent in|skilled (?:in|with|at)|certified (?:in|on)|"
        r"experienced (?:in|with)|familiar with|good at|great at|comfortable with|trained (?:in|on)|expert (?:in|at)|well versed in|really good at|best at|got experience (?:in|with)|"
        r"(?:have |some |got )?(?:experience|skills?|knowledge) (?:with|in|of|using)) (?P<x>(?!that\b|it\b|this\b|the (?:job|work)\b|jobs?\b|what|my job)\S.*)"
    ),
    re.compile(r"\b(?:(?:computer |technical |my |other |key |special |soft |hard )*(?:skills|tools|languages|software)(?: (?:are|include)|:)|habilidades:) ?(?P<x>(?!are\b|i\b|that\b|for\b|do\b|to\b|and\b|from\b|at\b|from\b|needed|you|it\b)\S.*)"),
    re.compile(r"\bi (?:have |got |hold |'ve got |also have )+(?:an? |my )?(?P<x>(?:\w+ )?(?:cdl(?: class \w)?|class [a-c] (?:cdl|license)|(?:forklift|driver'?s?|driving|commercial|real estate|cosmetology|teaching|nursing|hazmat|pilot'?s?|trade|electrician'?s?|plumbing|gun|security|guard) (?:licen[sc]e|certificate|certification|endorsement|cert|card|ticket)))\b"),
    re.compile(r"^(?:an? )?(?P<x>(?:\w+ )?(?:forklift|cdl|driver'?s|commercial|hazmat) (?:licen[sc]e|certificate|certification|endorsement))\b"),
    re.compile(r"\b(?P<x>bilingual(?: in .+| \(.+\))?)"),
    re.compile(r"\bi (?:used?|use|worked with|work with|have used|'ve used|learned|learnt|have learned) (?:to use )?(?P<x>(?:excel|word|powerpoint|quickbooks|python|java|sql|photoshop|autocad|salesforce|sap|office|microsoft \w+|google \w+|illustrator|solidworks|tableau|outlook|wordpress|javascript|html|css|c\+\+|linux|figma|cad|cnc|epic|pos systems?|r)\b.*)"),
    re.compile(r"\b(?:hablo|se) (?P<x>(?:ingles|espanol|frances|usar|manejar|soldar|cocinar|programar|excel|word)\b.*)"),
)
_TAIL = re.compile(
    r"(?:,? (?:because|but|since|so|although|though|when|while|which|who|even though|if|and (?:i|i'm|my|it|that|so|would|want)\b|porque|pero)\b.*| (?:too|as well|also|a lot|very much|the most|most|best|mostly|i guess|i think|actually|though|more than anything|really|honestly|obviously|definitely|of course|lol|haha|to be honest|tbh|for sure|at least|somehow|sometimes|maybe|funny enough|at work|at my job|on the job|for work|i suppose|or something(?: like that)?|and stuff(?: like that)?|and so on|etc|mucho|lately|these days|well|fluently|pretty well|"
    r"in general|or whatever|and all that|and things like that))+$"
)
_SPLIT = re.compile(r"\s*,\s*(?:and |or |y )?|\s+(?:and|y|&|/|plus|as well as)\s+|\s*/\s*|\s*;\s*")
_OPENING = re.compile(r"^(?:to|also|maybe|probably|just|mostly|especially|i (?:also )?(?:like|love|enjoy)) ", re.IGNORECASE)
_UNWANTED = re.compile(r"(?:less|not|no|but not|fewer|never|without) ")
_MOST_ITEMS, _MOST_WORDS = 12, 9
_SHARED_VERB = re.compile(r"^(?:to )?(?:\w+ing|work|help|fix|build|make|do|be|play|watch|read|write|cook|teach|with|speak|use)\b")


def read_interests(clause: Clause) -> tuple[Note, ...]:
    """Return what the person says they like, as hints in their own words."""
    for pattern in _LIKES:
        found = pattern.search(clause.plain)
        if found and not _DENIED.search(clause.plain, 0, found.start("x")):
            items = _items(clause, found)
            return tuple(Note("interest", item) for item in items if not _is_no_interest(item))
    return ()


def read_skills(clause: Clause) -> tuple[Note, ...]:
    """Return the skills, tools and licences a clause names."""
    for pattern in _SKILLS:
        found = pattern.search(clause.plain)
        if found and not _DENIED.search(clause.plain, 0, found.start("x")):
            return tuple(Note("skill", item) for item in _items(clause, found))
    return ()


def read_interest_answer(clause: Clause) -> tuple[Note, ...]:
    """Return the interests in a bare answer to "what do you enjoy": "computers and cars"."""
    text = _TAIL.sub("", clause.text)
    return tuple(Note("interest", i) for i in _split(text) if not _is_no_interest(i))


def _is_no_interest(item: str) -> bool:
    return bool(_NOT_LIKED.match(item.lower())) or not any(c.isalpha() for c in item)


def _items(clause: Clause, found: re.Match[str]) -> list[str]:
    """Return the things named, as written: places in the folded clause are places in the text."""
    written = " ".join(clause.text.split())
    text = found["x"] if len(written) != len(clause.plain) else written[slice(*found.span("x"))]
    return list(_split(_TAIL.sub("", text)))


def _trimmed(item: str) -> str:
    return _OPENING.sub("", _TAIL.sub("", item.strip(" .,;:!?\"'()-")))


def _split(text: str) -> Iterator[str]:
    """Cut a list into its items; one with long items stays whole."""
    items = [_trimmed(item) for item in _SPLIT.split(text)]
    items = [item for item in items if item and not _UNWANTED.match(item.lower())]
    if any(len(item.split()) > _MOST_WORDS for item in items) or len(items) > _MOST_ITEMS:
        items = [" ".join(text.split())[:120]]
    yield from items
