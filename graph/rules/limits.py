"""Read what a person rules out: school, low pay, occupations, hours, lifting, places."""

import re
from collections.abc import Iterable

from advisor.career import Limit, LimitKind
from graph.rules.money import yearly_dollars
from graph.rules.sentences import Clause
from graph.rules.spelling import repair
from graph.rules.subjects import KnowsTitle, clean_subject, is_occupation

_NEGATION = (
    r"(?:no|not|never|without|avoid(?:ing)?|nothing|refuse to|hate|hating|can't stand|dislike|except|"
    r"(?:can't|can not|won't|will not|wouldn't|would not|don't|do not|not able to|unable to|"
    r"not willing to|unwilling to|not going to|rather not|prefer not to|not interested in|"
    r"not looking (?:for|to)|no longer|tired of|sick of|fed up with|done with|struggle with|"
    r"trouble with|not (?:good|comfortable) with|nada de|no quiero|no puedo|sin|anything but|"
    r"don't (?:like|want|enjoy)|allergic to|scared of|afraid of)"
    r"(?: (?:do(?:ing)?|work(?:ing)?|want|wanna|have|be(?:ing)?|to|any|go(?:ing)?|back|take|on|the|"
    r"more|really|ever|again|anymore|like|at|in|as|trabajar|mas|hacer|por la))*)"
)
_ONLY = (
    r"(?:only|just|must|has to be|have to be|need(?:s)? to be|need|needs|looking for|want|prefer|"
    r"would like|has to|have to|should be|solo)"
)

_SCHOOL = (
    r"(?:school(?:ing)?|college|uni(?:versity)?|stud(?:y|ies|ying)|(?:more |another |a |any )*degree|"
    r"class(?:es|room)?|education|train(?:ing)?|retrain(?:ing)?|courses?|exams?|la escuela|estudiar|"
    r"the books)"
)
_NO_SCHOOL = re.compile(
    rf"\b(?:no (?:more|further|extra|additional)|not? (?:going |go )?(?:back )?to|"
    rf"(?:can't|won't|will not|wouldn't|don't|do not|not able to|not willing to|unwilling to|unable to|"
    rf"not going to|rather not|prefer not to|never|no quiero|no puedo|without|refuse to|avoid|"
    rf"not interested in|no (?:time|money|patience|energy) for|too (?:old|late|busy|tired|poor) (?:for|to)|"
    rf"done with|finished with|sick of|tired of|skip)"
    rf"(?: (?:want|wanna|like|to|plan|planning|intend|go|going|do|doing|get|getting|take|taking|afford|"
    rf"have|be|being|start|starting|spend|spending|pay|back|for|in|into|years?|through|return|returning|"
    rf"any|more|another|again|a|an|the|time|money|ever|really|even|on|spending|long|four|two|volver))*)"
    rf" {_SCHOOL}\b"
)
_NO_SCHOOL_SHORT = re.compile(rf"^no {_SCHOOL}(?: (?:again|please|anymore))+$")

_HOURS = (
    r"(?:(?:over)?nights?|night ?shifts?|evenings?|weekends?|saturdays?|sundays?|shifts?|shift ?work|"
    r"overtime|holidays?|on[- ]call|early (?:mornings?|starts?|shifts?)|early|graveyard|long (?:hours|days|shifts)|"
    r"full[- ]?time|part[- ]?time|(?:12|twelve)[- ]hours?|days? shifts?|daytime|days|mornings?|"
    r"rotating (?:shifts|schedule)|late(?: shifts?| hours)?|crazy hours|split shifts|after \d{1,2} ?(?:pm)?|"
    r"before \d{1,2} ?(?:am)?|past \d{1,2} ?(?:pm)?|noches?|fines de semana|turnos?|9[- ]to[- ]5|nine to five|"
    r"school hours|office hours|regular hours|flexible(?: hours| schedule| work)?|fixed (?:hours|schedule)|"
    r"medio tiempo|tiempo completo|double shifts|(?:more than )?\d\d (?:\+ )?hours? (?:a|per) week)"
)
_NO_HOURS = re.compile(rf"\b{_NEGATION}\b.{{0,25}}?\b{_HOURS}\b")
_ONLY_HOURS = re.compile(
    rf"\b{_ONLY} (?:(?:to |be |work(?:ing)? |do |on |in |a |the |at |something |jobs? |with |have )*){_HOURS}\b"
    rf"|^(?:only |just )?{_HOURS}(?: (?:shifts?|jobs?|work|hours|schedule))*(?: (?:only|please|preferably))+$"
    r"|\b(?:home|pick (?:up )?(?:my|the) \w+(?: up)?) (?:by|before|at|on|for|every) (?:\d|(?:the )?(?:weekends?|nights?|evenings?|dinner|night|sundays?|saturdays?|day))"
)
_BODY = (
    r"(?:heavy(?: (?:lifting|things|stuff|loads?|boxes|objects|work|labor))?|lift(?:ing)?|stand(?:ing)?(?= (?:for|all|up|long|on|too|that|much|a lot|around|or|and)\b|$)|"
    r"on my feet|kneel(?:ing)?|bend(?:ing)?(?: over)?|climb(?:ing)?|ladders?|heights|physical(?:ly)?|manual (?:labou?r|work)|"
    r"carry(?:ing)?|hard labou?r|sit(?:ting)? (?:all day|for long|down all)|crawl(?:ing)?|stairs|levantar|cargar|"
    r"strenuous|squat(?:ting)?|walk(?:ing)? (?:all day|a lot|far|long))"
)
_NO_BODY = re.compile(
    rf"\b{_NEGATION}\b.{{0,30}}?\b{_BODY}\b"
    r"|\b(?:bad|hurt|injured|weak|sore|messed up|wrecked|blew out|shot|broken|busted|torn|screwed up|aching) (?:my |lower |a |the |left |right )*"
    r"(?:back|knees?|hips?|shoulders?|wrists?|neck|ankles?|legs?|feet|foot|joints|arms?|hands?)\b"
    r"|\bmy (?:lower |left |right )?(?:back|knees?|hips?|shoulders?|wrists?|neck|ankles?|legs?|feet|joints|hands?|body) (?:is|are|has|have|can't|won't|hurts?|went|gave)\b"
    r"|\b(?:back|knee|hip|shoulder|wrist|neck|joint) (?:problems?|pain|injury|issues?|trouble|surgery)\b"
    r"|\bmy hands (?:all day|anymore)\b|\b(?:arthritis|wheelchair|dolor de espalda|desk (?:job|work) only|carpal tunnel)\b"
    rf"|\b{_ONLY} (?:\w+ )*?(?:desk (?:job|work)|seated|sitting down|sit down|light duty)\b"
)
_WHERE = (
    r"(?:travel(?:l?ing)?|commut(?:e|ing)|relocat(?:e|ing|ion)|mov(?:e|ing)(?! (?:up|on|into|things|heavy))|driv(?:e|ing)|"
    r"far(?: from home)?|long (?:commutes?|drives?)|viajar|manejar|conducir|mudarme|"
    r"leave (?:my |the )?(?:\w+ )?(?:city|town|state|area|county|country|home|[a-z]+)|"
    r"(?:be|go) away from (?:home|my)|over the road|otr|in (?:an |the )?office)"
)
_NO_WHERE = re.compile(
    rf"\b{_NEGATION}\b.{{0,20}}?\b{_WHERE}\b|\bno (?:car|license|licence|vehicle|transportation)\b|"
    r"\b(?:don't|do not) (?:have|own) (?:a |any )?(?:car|license|licence|vehicle|transportation)\b"
)
_ONLY_WHERE = re.compile(
    rf"\b(?:{_ONLY}) (?:(?:to |be |work(?:ing)? |do |a |something |jobs? |it |that's |fully |100% |completely |\w+ing )*)"
    r"(?:remote(?:ly)?|from home|work from home|wfh|close to home|near (?:home|my|here|me|the)\b|local(?:ly)?|in town|"
    r"nearby|within \w+ (?:miles|minutes|mins|km|hours?)|walking distance|near a bus|hybrid)"
    r"|\b(?:remote|work from home|wfh)(?: (?:jobs?|work|positions?))? only\b|^(?:fully )?(?:remote|work from home|wfh)(?: please| only)?$"
    r"|\b(?:stay(?:ing)?|remain|want to live|live) (?:in|near|around|close to) (?!school|shape|touch|my (?:field|job)|the (?:field|same))\w+"
    r"|\bwithin (?:\w+ )?(?:\d+|half an|an|one|thirty|twenty)(?:[- ]?\w+)? (?:miles|minutes?|mins?|km|hour)\b"
    r"|\b(?:only|has to be|must be|need(?:s)? to be|needs? something|something) (?:in|around|near|close to) (?!the (?:field|industry))(?:the )?\w+(?: area)?$"
)
_PAY = re.compile(
    r"\b(?:at least|minimum(?: of)?|min|no(?:t|thing)? (?:less|lower|under|below)(?: than)?|nothing (?:less|lower|under|below)(?: than)?|"
    r"(?:not|don't|won't|can't|wouldn't|nothing) .{0,25}(?:less|lower|under|below)(?: than)?|more than|over|above|upwards of|starting at|"
    r"(?:need|have|want|has|must|got|hope|like) (?:it )?(?:to )?(?:make|earn|pay|bring (?:home|in)|get(?: paid)?|take home|clear)(?:s)?(?: (?:about|around))?|"
    r"can't (?:live|survive|get by) on|pays?|salary (?:of|above|over)|por lo menos|al menos|minimo|menos de)\b"
)
_WORK = r"(?:work|jobs?|gigs?|roles?|positions?|stuff|type (?:of )?(?:work|jobs?)|careers?)"
_AVOID = (
    re.compile(
        r"\b(?:don't want to|do not want to|won't|will not|never want to|never|not going to|no longer want to|don't wanna|refuse to) "
        r"(?:ever )?(?P<x>[\w-]+(?: [\w-]+){0,2}?) (?:again|anymore|any more|ever again|for a living)\b"
    ),
    re.compile(
        r"\b(?:won't|will not|wouldn't|would not|can't|can not|don't|do not|never|not|no longer|refuse to|"
        r"rather not|prefer not to|hate to|no quiero|nunca)(?: (?:ever|want|wanna|like|would|really|going|"
        r"willing|plan|planning|looking|wish|to|be able|interested in|even|care))* "
        r"(?:do(?:ing)?|work(?:ing)?(?: (?:in|as|at|with))?|go(?:ing)? back (?:in)?to(?: (?:being|working in|doing))?|go into|return(?:ing)? to|be(?:ing)?|become|"
        r"becoming|try|end up (?:as|in)|trabajar (?:en|como|de)|ser|hacer) (?:an? |any |the |in )*(?P<x>.+)"
    ),
    re.compile(
        rf"\b(?:no more|anything but|anything except|everything but|everything except|never again|nothing (?:in|like|to do with)|"
        rf"not interested in|except(?: for)?|stay away from|avoid|nada de|no mas|(?:done|finished|through|fed up|had it) with|"
        rf"(?:sick|tired) of(?: (?:doing|being|working (?:in|as)))?|(?:had|have) enough of|get out of|leave|leaving|i hated?|can't stand|out of) (?:an? |any |the |doing |being |working (?:in|as) )*(?P<x>.+)"
    ),
    re.compile(rf"^(?:please )?(?:not|no|never)(?: (?:to|in|as|an?|any|more))* (?P<x>.+?)(?: (?:{_WORK}|again|ever|anymore|any more|please|for me|thanks))+$"),
    re.compile(r"^(?P<x>.+?) (?:is|are|isn't|aren't|was|was never)(?: (?:really|just|definitely))* (?:not )?(?:for me|my thing|out|off the table|a no|a no go|out of the question)$"),
    re.compile(r"^(?:not|no|never)(?: (?:in|as|an?|any))* (?P<x>.+)$"),
)
_AGAIN = re.compile(
    rf"(?: (?:again|anymore|any more|ever|ever again|please|for (?:the rest of )?my life|{_WORK}|either|for me|thanks|at all|no more|nunca mas|de nuevo|industry|sector|field|another day|mas|otra vez|if possible|though))+$"
)
_CANNOT_WORK = re.compile(
    r"\b(?:can't|can not) do .{0,40}\b(?:all day|anymore|any more|any longer)\b"
    r"|\b(?:can't|won't|will not|don't want to|don't wanna|do not want to|refuse to|not willing to|rather not|prefer not to|unable to|"
    r"not able to|no longer want to|never want to|wouldn't want to|don't like(?: to)?|hate(?: to)?|can't stand|not comfortable|"
    r"no quiero|no puedo)(?: (?:really|ever|just))* (?:be (?:around|in|near|with|stuck|told|a)|being|deal(?:ing)?|work(?:ing)?|handle|handling|talk(?:ing)?|sit(?:ting)?|sell(?:ing)?|"
    r"manag(?:e|ing)|supervis(?:e|ing)|cold call\w*|wear|touch|do (?:any|the|cold)|staring|stare|look at|speak(?:ing)?|spend|trabajar|lead|have (?:a|to))\b"
    r"|\b(?:allergic to|allergy|afraid of|scared of|phobia)\b"
    r"|^(?:no|not|nothing) (?:\w+ )?(?:customers?|clients?|sales|selling|cold calls?|phones?|blood|chemicals?|animals?|kids|children|people|public|dangerous|danger|"
    r"office politics|paperwork|computers?|stress(?:ful)?|commission|uniforms?|boss(?:es)?|noise|outdoors?|indoors?|desk|offices?|office jobs?|weapons?|guns?)\b"
)
_NO_LIMIT = re.compile(
    r"\b(?:remember|recall|say|tell|know|think|believe|understand|wait|complain|decide|find|figure|answer|share|talk about (?:it|that)|"
    r"have (?:any|a) (?:degree|limits?|preference|problem|experience)|mind|care|matter|finish(?:ed)?|graduate|wrong|sure|yet|get (?:a|the) (?:job|degree))\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|worked|did|couldn't|didn't|left|quit|used to|went|wasn't|weren't|got)\b"
)


_WILLING = re.compile(
    r"\b(?:don't|doesn't|wouldn't|won't|do not) (?:really )?(?:mind|care)\b|\b(?:no|not a) problem\b"
    r"|\b(?:is|are|am|i'm|'s) (?:fine|ok|okay|alright)\b|\bsince (?:19|20)\d\d\b"
)
_LONGEST_CLAUSE = 200
"""Characters; longer clauses tell something else."""


def read_limits(clause: Clause, knows_title: KnowsTitle) -> tuple[Limit, ...]:
    """Return the limits a clause states; empty for a clause that tells something else."""
    said = repair(clause.plain)
    if len(said) > _LONGEST_CLAUSE or _WILLING.search(said):
        return ()
    kinds = [kind for kind, patterns in _KINDS if _rules_out(said, kind, patterns)]
    limits = [Limit(kind, clause.text) for kind in kinds]
    limits.extend(_pay(said, clause))
    if not limits:
        limits.extend(_avoided(said, clause, knows_title))
    cannot = _CANNOT_WORK.search(said)
    if not limits and cannot and not _NO_LIMIT.search(said) and not _PAST.search(said, 0, cannot.end()):
        limits.append(Limit(LimitKind.OTHER, clause.text))
    return tuple(limits)


_KINDS: tuple[tuple[LimitKind, tuple[re.Pattern[str], ...]], ...] = (
    (LimitKind.NO_MORE_SCHOOL, (_NO_SCHOOL, _NO_SCHOOL_SHORT)),
    (LimitKind.SCHEDULE, (_NO_HOURS, _ONLY_HOURS)),
    (LimitKind.PHYSICAL, (_NO_BODY,)),
    (LimitKind.PLACE, (_NO_WHERE, _ONLY_WHERE)),
)
_BARE: tuple[tuple[LimitKind, re.Pattern[str]], ...] = (
    (LimitKind.NO_MORE_SCHOOL, re.compile(rf"^(?:going back to |more |going to )*{_SCHOOL}\b")),
    (LimitKind.SCHEDULE, re.compile(rf"\b{_HOURS}\b")),
    (LimitKind.PHYSICAL, re.compile(rf"\b{_BODY}\b")),
    (LimitKind.PLACE, re.compile(rf"\b{_WHERE}\b|\bremote(?:ly)?\b|\bfrom home\b")),
)


def read_limit_answer(clause: Clause, knows_title: KnowsTitle) -> Limit:
    """Return the limit that a bare answer to "what won't you do" means: "nights", "retail"."""
    said = repair(clause.plain)
    dollars = yearly_dollars(said)
    if dollars:
        return Limit(LimitKind.MINIMUM_PAY, clause.text, dollars=dollars)
    for kind, pattern in _BARE:
        if pattern.search(said):
            return Limit(kind, clause.text)
    subject = clean_subject(said)
    if subject and is_occupation(subject, knows_title):
        return Limit(LimitKind.AVOID_OCCUPATION, clause.text, occupation=subject)
    return Limit(LimitKind.OTHER, clause.text)


def limits_of(clauses: Iterable[Clause], knows_title: KnowsTitle) -> tuple[Limit, ...]:
    """Return the limits that clauses state, in order."""
    return tuple(limit for clause in clauses for limit in read_limits(clause, knows_title))


def _rules_out(said: str, kind: LimitKind, patterns: Iterable[re.Pattern[str]]) -> bool:
    """Whether a pattern fits that tells of now, not of a job in the past ("I had no weekends")."""
    for pattern in patterns:
        found = pattern.search(said)
        if found:
            return kind == LimitKind.PHYSICAL or not _PAST.search(said, 0, found.end())
    return False


def _pay(said: str, clause: Clause) -> list[Limit]:
    if not _PAY.search(said):
        return []
    dollars = yearly_dollars(said)
    return [Limit(LimitKind.MINIMUM_PAY, clause.text, dollars=dollars)] if dollars else []


def _avoided(said: str, clause: Clause, knows_title: KnowsTitle) -> list[Limit]:
    for pattern in _AVOID:
        found = pattern.search(said)
        if not found or _PAST.search(said, 0, found.start("x")):
            continue
        subject = clean_subject(_AGAIN.sub("", found["x"]))
        if subject and is_occupation(subject, knows_title):
            return [Limit(LimitKind.AVOID_OCCUPATION, clause.text, occupation=subject)]
    return []
