"""Put right typing mistakes in the words that requests are recognised by."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

_WORDS = ["about", "actually", "already", "another", "anything", "average", "advice", "become", "becoming", "better", "between", "career", "careers", "chances", "change", "corrections", "could", "delete", "degree", "demand", "difference", "doctor", "dream", "education", "enough", "experience", "explain", "finished", "forget", "future", "going", "growing", "growth", "happens", "hours", "income", "interested", "interests", "know", "likely", "looking", "making", "market", "maybe", "minimum", "money", "more", "never", "next", "nights", "nothing", "number", "occupation", "openings", "options", "outlook", "please", "prefer", "prospects", "qualifications", "question", "questions", "rather", "reason", "reasons", "recommend", "recommendation", "recommendations", "remember", "remove", "results", "salary", "school", "second", "shifts", "should", "show", "skills", "skip", "something", "studying", "suggest", "suggested", "suggestion", "suggestions", "summary", "switch", "thanks", "think", "third", "training", "travel", "wages", "want", "weekends", "what", "where", "which", "worked", "working", "would", "years", "yesterday"]
_REAL = frozenset(
    ["abut", "celery", "chance", "charge", "choose", "could's", "dreams", "doctors", "dreamt", "forgot", "forgets", "fourth", "gone", "growth's", "hour", "housing", "idea", "incomes", "interest", "knew", "lodging", "looked", "makes", "mine", "minimal", "mind", "moving", "naught", "night", "numbers", "pleas", "preferred", "quest", "reasoned", "seasons", "remembers", "removed", "result", "salaries", "schools", "seconds", "shift", "shirts", "shown", "skill", "slip", "study", "studied", "summery", "swift", "thank", "thin", "thing", "things", "trainings", "trains", "travels", "wage", "wants", "went", "weekend", "where's", "whole", "wishes", "word", "words", "work", "works", "world", "worker", "workers", "wonder", "wound", "year", "when", "then", "than", "there", "their", "they", "them", "these", "those", "while", "white", "water", "quite", "quiet", "mother", "other", "rather", "lather", "bather", "father", "shower", "shows", "shoe", "slow", "snow", "known", "knows", "skills", "stills", "spills", "drills", "skilled", "trailing", "raining", "draining", "straining", "saving", "having", "taking", "baking", "dealing", "making", "parking", "marking", "banking", "ranking", "working", "walking", "talking", "nothings", "notching", "teaching", "reaching", "weekdays", "switched", "stitch", "kitchen", "market", "marker", "markets", "monkey", "honey", "going", "doing", "being", "growing", "glowing", "crowing", "rowing", "outlook", "future", "nature", "feature", "culture", "picture", "nursing", "nurse", "degrees", "agree", "hotels", "money's", "never", "sever", "clever", "lever", "fever", "river", "driver", "ever", "even", "event", "next", "text", "test", "best", "rest", "nest", "west"]
)
_WORD = re.compile(r"[a-z]{5,}")
_BY_LETTER: dict[str, list[str]] = {}
for _word in _WORDS:
    _BY_LETTER.setdefault(_word[0], []).append(_word)

_SHORTHAND = {
    "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "thx": "thanks",
    "wanna": "want to", "gonna": "going to", "gotta": "got to", "gimme": "give me", "lemme": "let me", "im": "i'm", "ive": "i've",
    "id": "i'd", "dont": "don't", "cant": "can't", "wont": "won't", "didnt": "didn't",
    "whats": "what's", "thats": "that's", "hows": "how's", "wasnt": "wasn't", "isnt": "isn't",
    "doesnt": "doesn't", "wouldnt": "wouldn't", "couldnt": "couldn't", "havent": "haven't",
    "lets": "let's", "wat": "what", "wut": "what", "abt": "about", "becuz": "because",
    "cuz": "because", "coz": "because", "shud": "should", "cud": "could", "wud": "would",
    "abut": "about", "teh": "the", "nite": "night", "nites": "nights", "tho": "though",
    "kno": "know", "wnat": "want", "waht": "what", "whta": "what", "hwo": "how", "shwo": "show",
    "cannot": "can't", "wich": "which", "nxt": "next", "bc": "because", "ya": "you", "yr": "year",
    "sugestions": "suggestions", "shoud": "should", "tht": "that", "hte": "the",
}  # fmt: skip
_TOKEN = re.compile(r"[a-z']+")


def repair(plain: str) -> str:
    """Return a folded clause with shorthand written out and mistyped key words put right."""
    return _TOKEN.sub(lambda m: _repaired(m[0]), plain)


@lru_cache(maxsize=8192)
def _repaired(word: str) -> str:
    if word in _SHORTHAND:
        return _SHORTHAND[word]
    if not _WORD.fullmatch(word) or word in _REAL or word in _WORDS:
        return word
    allowed = 1 if len(word) < 8 else 2
    near = [w for w in _BY_LETTER.get(word[0], ()) if len(w) >= 5]
    scored = [(OSA.distance(word, w, score_cutoff=allowed), w) for w in near]
    distance, best = min(scored, default=(allowed + 1, word))
    return best if distance <= allowed else word
