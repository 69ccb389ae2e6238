"""Read short answers to the open question: a choice, "skip", "no, that's all"."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from graph.rules.sentences import Clause
from graph.rules.spelling import repair
from graph.rules.subjects import ordinal
from graph.rules.words import fold
from graph.understanding import Topic
from retrieval.occupations import OccupationMatch

_DECLINES = re.compile(
    r"^(?:(?:no|well|um+|uh+|hm+|sorry|honestly|actually|please|i think|i guess|oh|ok|okay|can we|let's|lets|just|i'd|i'll|i|can i|could we|may i|that|that's|that is|it's|prefer to|it's kind of|kind of|a bit)[ ,]+)*"
    r"(?:would |'d )?(?:(?:rather|prefer) not\b.*|skip\b(?! to).{0,30}|pass(?: on (?:this|that|it))?|none of (?:your|ur) (?:business|concern)|"
    r"next(?: (?:question|one|please))*|move on|no comment|(?:too |very )?(?:private|personal|sensitive)\b.*|ask (?:me )?(?:something|anything) else|next topic|"
    r"(?:don't|do not|can't|won't|will not|wouldn't|refuse to|not going to|'m not going to|am not going to|don't really|really don't|don't even|don't wanna|don't want to|would not like to|do not wish to|not comfortable)(?: (?:like to|want to|feel like|feel comfortable|care to|exactly|really|wish to|quite))* (?:know|remember|recall|say(?:ing)?|tell(?:ing)?(?: you)?|answer(?:ing)?|shar(?:e|ing)|talk(?:ing)? about|discuss(?:ing)?|disclose|think of)\b.{0,40}|"
    r"(?:have |i've )?(?:absolutely )?no (?:idea|clue)\b.{0,20}|(?:'m |am |i'm )?not (?:really |so |very |too )?(?:sure|certain)\b.{0,20}|idk|dunno|forg[oe]t\b.{0,20}|unsure|can't say|hard to say|no memory|unknown|n/?a|not important|(?:doesn't|does not) matter|whatever|irrelevant|"
    r"mind your (?:own )?business|prefiero no\b.*|no se|no (?:me )?(?:acuerdo|recuerdo)|paso|siguiente|ni idea|no quiero (?:decir|contestar|responder)\w*|who knows|not telling|i decline|decline|(?:why|none of) (?:does it matter|yours))$"
)
_NOTHING = re.compile(
    r"^(?:(?:no+|nope|nah|naw|well|um+|i think|i guess|oh|ok|okay|yes|yeah|honestly|actually|so|pretty much|basically|and|but|thanks|sorry|for (?:jobs?|work|school|me|education)|really)[ ,]+)*"
    r"(?:no+|nope|nah|naw|negative|none(?: (?:at all|really|that i can think of|so far|whatsoever|of (?:that|those|these)|yet|other|come to mind))*|nothing(?: (?:else|more|really|much|comes to mind|to add|special|in particular|specific|that i can think of|that comes to mind|like that|at all|i can think of))*|nada(?: mas)?|ningun[oa]?|"
    r"no more|(?:i (?:said|told you|already said|already told you) )?(?:that )?i(?:'ve| have| had|'d)? (?:had |have |got )?(?:no|not had any|never had any) (?:other|more|others|real)(?: \w+){0,3}|(?:before|after|besides) (?:that|this),? (?:nothing|none)\b.*|no more than (?:that|this)|no more jobs\b.{0,25}|no (?:further|additional|previous|prior|earlier)(?: \w+){1,3}|that(?:'s| is|s| was) (?:all|everything|it),? i(?:'ve)? (?:ever |have |really )*(?:did|done|had|worked)\b.{0,20}|that(?:'s| is|s| was) (?:all|everything) i(?:'ve)? (?:ever |have |really )*(?:did|done|had|worked)\b.{0,20}|no tengo (?:mas|otr[oa]s?)\b.{0,20}|that(?:'s| is|s| was|'d be|'ll be| would be| will be) (?:it|all(?: (?:the|my)(?: \w+){1,3}(?:,? (?:apart from|except|besides|other than) .*)?)?|everything|about it|the (?:only |full |whole |complete |entire )?(?:one|lot|story|thing|list)|(?:all|everything|the only \w+) (?:i (?:have|had|did|do|got|can think of|remember|know)|of (?:it|them)|there is|so far)|pretty much it|basically it|all of (?:it|them|'?em))(?: (?:for (?:now|jobs?|work|me|my \w+|education|school)|really|i think|thanks?(?: you)?|so far|i guess|there is|there (?:is|was)|jobs?|folks|then|for work history))*|"
    r"(?:i'm |im |all )?(?:done|finished)(?: (?:here|now|with (?:jobs|that)))?|not (?:really|that i (?:can think of|know of|recall|remember)|at all|anymore|at the moment|yet)|no (?:other|others|thanks?|thank you|limits?|restrictions?|preferences?|others? (?:jobs?|work)|more (?:jobs?|work|schooling?|education|degrees?)|hard limits|deal ?breakers?|constraints|(?:other )?(?:jobs?|degrees?|education|school|experience|work|diploma|hobbies|interests|qualifications|college))(?: (?:really|before that|before|at all|for me|that i can think of|before this|besides that|either|yet))*|"
    r"(?:just|only) (?:that|this|the one|one|those|these|that one|that job|the one job)(?: (?:one|job|two|ones|company|employer|place))?|i (?:don't|do not|didn't|haven't|never did|do not|never have)(?: (?:have|had|do|did|think so|really|any|anything|got|believe so))*(?: (?:else|more|limits?|other jobs?|restrictions?|preferences?|at all|jobs?))*|i (?:can't|cannot) think of (?:any|anything)(?: (?:else|more))?|never|nope? never|all good|i'm (?:open|flexible|good)(?: to (?:anything|everything|all|whatever))?|open to (?:anything|everything|all)|anything(?: goes| is fine| works)?|flexible|"
    r"(?:that's|thats|that is) (?:the )?only (?:job|one|work|thing|place)\b.{0,40}|it's my (?:first|only) job|eso es todo|es todo|ya (?:esta|no)|nunca|"
    r"nobody|there (?:is|are|was|were|isn't|aren't)(?: (?:no|nothing|any|anything|none|more|others?|else))+|i've (?:never|not) (?:worked|had (?:a|any) jobs?)(?: (?:before|yet|at all|ever))?|(?:i have |i've )?never (?:had a job|worked)(?: (?:before|yet|at all))?|no (?:work )?experience(?: (?:yet|at all))?)"
    r"(?:[ ,]+(?:no+|nope|thanks?|thank you|that(?:'s| is|s) (?:it|all|everything)|really|sorry|i think|for now|nothing else|nothing|none|please|i guess|gracias|eso es todo|honestly|actually|promise|i promise|lol|not really|i don't|no more|so far|i'm done|else))*$"
)
_YES = re.compile(
    r"^(?:yes|yeah|yep|yup|sure|correct|right|exactly|that's (?:it|right|the one|correct)|that one|si|claro|ok|okay|indeed|true|the first(?: one)? is (?:right|fine|good)|sounds (?:right|good)|close enough|good enough)(?: (?:it is|that's (?:it|right)|please|exactly|that one|the first(?: one)?|yes|correct|right))*$"
)
_NEITHER = re.compile(
    r"^(?:no+|nope|nah|none(?: of (?:these|those|them|the above|that|it))?|neither(?: of (?:them|these|those))?|not (?:really|any(?: of (?:them|these|those))?|quite|exactly)|no none|nothing (?:fits|matches|there)|ninguna?|something else|other|another|no ninguno|none (?:fit|match|apply|really)|none really fit|wrong)(?:[ ,]+(?:of (?:these|those|them)|sorry|really|fit|match|apply|none of (?:these|those|them)))*$"
)
_LEAD = re.compile(
    r"^(?:(?:it's|its|it is|it was|i'd say|i would say|i think|that would be|probably|maybe|the closest is|closest is|more like|mostly|definitely|yes|yeah|um+|i guess|i meant?|i was|i'm|go with|pick|choose|number|option|let's say|la|el|an?|the)[ ,:]+)+"
)
_SAME = 82
"""Similarity (0-100) from which an answer names one of the options."""


def declines(clause: Clause) -> bool:
    """Whether a clause says that the person would rather not, or cannot, answer."""
    return bool(_DECLINES.match(repair(clause.plain)))


def has_nothing(clause: Clause) -> bool:
    """Whether a clause says that there is nothing (more) to tell."""
    return bool(_NOTHING.match(repair(clause.plain)))


def chooses_none(clause: Clause) -> bool:
    """Whether a clause turns all options down."""
    return bool(_NEITHER.match(repair(clause.plain)))


def choice(answer: str, options: Sequence[OccupationMatch]) -> OccupationMatch | None:
    """Return the option an answer picks: by number, by (part of) its title, or by "yes".

    None if it picks none of them, or could mean several.
    """
    said = repair(" ".join(fold(answer).split()).strip(" .,!?'\"()"))
    if not options or len(said) > 120:
        return None
    if _YES.match(said):
        return options[0]
    bare = _LEAD.sub("", said).strip()
    for words in (said, bare):
        number = ordinal(words, len(options))
        if number is not None:
            return options[number - 1] if 1 <= number <= len(options) else None
    for topic in (bare, said):
        found = _named(topic, options)
        if found:
            return found
    return None


def _named(said: str, options: Sequence[OccupationMatch]) -> OccupationMatch | None:
    if len(said) < 3:
        return None
    scored = sorted(((_similarity(said, o), -n) for n, o in enumerate(options)), reverse=True)
    best, place = scored[0]
    clear = len(scored) == 1 or best - scored[1][0] >= 5
    return options[-place] if best >= _SAME and clear else None


def _similarity(said: str, option: OccupationMatch) -> float:
    """Return how alike an answer and an option are: whole, or as words within its title."""
    scores = []
    for title in (option.title, option.matched_title):
        plain = fold(title)
        whole = fuzz.ratio(_singular(said), _singular(plain))
        inside = fuzz.token_set_ratio(_singular(said), _singular(plain)) - 4
        scores.append(max(whole, inside))
    return max(scores)


def _singular(words: str) -> str:
    """Return the words without plural endings, so that "nurse" fits "Nurses"."""
    plain = [re.sub(r"(?<=[a-z]{3})s$", "", w) for w in re.findall(r"[\w-]+", words)]
    return " ".join(w for w in plain if w not in ("a", "an", "the", "and", "of", "all", "other"))


_SENTENCE = re.compile(
    r"^(?:no|nah|nope|just|only|yes|yeah|well)\b|\b(?:i|i'm|i've|i'd|im|it|it's|that's|they|we|he|she|"
    r"there|you|is|are|was|were|been|has|had|did|does|isn't|since|years?|jobs?|unemployed|worked|resume|cv|"
    r"(?:19|20)\d\d)\b"
)
_MOST_WORDS = 12
_NO_OTHER_JOBS = re.compile(
    r"\b(?:no|never|only|all|any|just)\b.*\b(?:jobs?|work|company|employer|positions?|trabajos?)\b"
)


def is_bare(clause: Clause) -> bool:
    """Whether a clause is a phrase alone ("nights", "fixing things"), as short answers are."""
    said = repair(clause.plain)
    return not clause.asks and not _SENTENCE.search(said) and len(said.split()) <= _MOST_WORDS


def ends_jobs(clause: Clause) -> bool:
    """Whether a clause that says "nothing more" says it of jobs, whatever was asked."""
    return bool(_NO_OTHER_JOBS.search(clause.plain))


OPEN_TOPICS = frozenset({Topic.OTHER_JOBS, Topic.EDUCATION, Topic.INTERESTS, Topic.LIMITS, Topic.FIRST_JOB})
"""Questions that "no, that's all" answers; to the others it says that they are not answered."""
