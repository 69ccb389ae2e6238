"""Reads a title out of what a person says they did ("drove trucks" is a truck driver)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.rules.title_words import FUNCTION_WORDS, STRIPPED
from graph.rules.verb_words import VERB_LINES
from graph.rules.words import Token
from graph.rules.work_words import BUSINESSES, FIELDS, FORCES, PLACES

_REACH = 6
"""How many words after a verb its object may lie."""
_SKIPPED = frozenset(
    "a an the my our their his her some all of out up off for in on with to people's other different "
    "big small local new old used heavy many lots semi large various fresh private public own".split()
)
_OWN_FAMILY = frozenset(
    "mom mother dad father grandma grandmother grandfather grandpa son daughter kids husband wife "
    "parents brother sister mama papa abuela abuelo aunt uncle".split()
)
_ELDERS = frozenset(
    "mom mother dad father grandma grandmother grandfather grandpa husband wife parents brother sister mama "
    "papa abuela abuelo aunt uncle madre padre grandparents nana granny".split()
)
_NOT_OBJECTS = frozenset("it them that this him her things stuff everything something me you us".split())


@dataclass(frozen=True, slots=True)
class Deed:
    """Work told by what was done.

    Attributes:
        left, right: offsets of the verb and its object.
        title: a short title for it.
        paid: False for family care.
        sure: whether the words alone tell of a job; otherwise a date or employer must.
        employer: the employer the words imply (an armed force); None for none.
        now: told in the present tense.
    """

    left: int
    right: int
    title: str
    paid: bool = True
    sure: bool = True
    employer: str | None = None
    now: bool = False


class DeedReader:
    """Finds work told by verbs, lines of work and workplaces."""

    def __init__(self) -> None:
        self._verbs: dict[str, list[tuple[str, str]]] = {}
        for line in VERB_LINES.strip().splitlines():
            forms, _, objects = line.partition(" : ")
            rules = [
                (word.strip(), title.strip())
                for part in objects.split(";")
                for words, _, title in [part.partition("=")]
                for word in words.split()
            ]
            for form in forms.split():
                self._verbs.setdefault(form, []).extend(rules)

    def find(self, text: str, tokens: Sequence[Token]) -> list[Deed]:
        """Return the deeds in the tokens of one clause, in order, none overlapping."""
        deeds: list[Deed] = []
        place = 0
        while place < len(tokens):
            deed = self._at(text, tokens, place) if self._may_begin(tokens, place) else None
            if deed:
                deeds.append(replace(deed, now=_present(tokens, place)))
                while place < len(tokens) and tokens[place].left < deed.right:
                    place += 1
            else:
                place += 1
        return deeds

    def _may_begin(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether a verb here can tell what the person did, by the word before it."""
        before = tokens[place - 1].text if place else ""
        blocked = ("like", "love", "enjoy", "to", "at", "about", "the", "a", "my", "good", "prefer", "he",
                   "she", "they", "you", "liked", "loved", "enjoyed", "hate", "hated", "is", "of", "can",
                   "could", "enjoys", "will", "would", "than", "in", "with", "who", "be")  # fmt: skip
        verb = tokens[place].text
        if before in ("is", "was") and verb.endswith("ing"):
            return any(t.text in ("job", "work", "role") for t in tokens[:place])
        if place and before[0].isalnum() and before not in FUNCTION_WORDS and not before.endswith("ly"):
            return False
        return before not in blocked or (before in ("of", "in") and tokens[place].text.endswith("ing"))

    def _at(self, text: str, tokens: Sequence[Token], place: int) -> Deed | None:
        return (
            self._business(text, tokens, place)
            or self._family_care(tokens, place)
            or self._verb(text, tokens, place)
            or self._field(text, tokens, place)
        )

    def _verb(self, text: str, tokens: Sequence[Token], place: int) -> Deed | None:
        rules = self._verbs.get(tokens[place].text)
        if rules is None:
            return None
        objects = _objects(tokens, place)
        keys = {}
        for index, token in enumerate(objects):
            keys.setdefault(token.text, token)
            for length in (2, 3, 4):
                pair = objects[index : index + length]
                if len(pair) == length:
                    keys.setdefault("_".join(t.text for t in pair), pair[-1])
        for word, title in rules:
            if word in keys and title:
                return Deed(tokens[place].left, keys[word].right, title.replace("*", _singular(word.replace("_", " "))))
            if word in keys:
                return None
        return self._general(text, tokens, place, rules)

    def _general(
        self, text: str, tokens: Sequence[Token], place: int, rules: list[tuple[str, str]]
    ) -> Deed | None:
        general = dict(rules)
        verb = tokens[place]
        if "*" in general:
            words = _object_phrase(tokens, place)
            if words:
                thing = _singular(" ".join(text[words[0].left : words[-1].right].split()))
                return Deed(verb.left, words[-1].right, general["*"].replace("{}", thing), sure=False)
        if "*@" in general:
            following = {t.text for t in tokens[place + 1 : place + 4]}
            if following & (_OWN_FAMILY | {"home", "dinner", "myself", "lunch"}):
                return None
            past = verb.text.endswith("ed") or verb.text in _JOBS_IN_THEMSELVES
            return Deed(verb.left, verb.right, general["*@"], sure=past)
        return None

    def _field(self, text: str, tokens: Sequence[Token], place: int) -> Deed | None:
        """Read "worked in retail", "10 years in sales", "in the army", "worked at a warehouse"."""
        token = tokens[place]
        if token.text not in _WORKING and token.text[0] != "\x01":
            return None
        for begin in range(place + 1, min(place + 9, len(tokens))):
            between = tokens[begin - 1]
            passes = between.text in _INTO or not between.word and between.text[0] in "\x01\x02"
            if token.text[0] == "\x01" and tokens[place + 1].text not in ("in", "of", "doing"):
                return None
            if begin > place + 1 and not passes:
                return None
            for length in (4, 3, 2, 1):
                words = " ".join(t.text for t in tokens[begin : begin + length])
                right = tokens[min(begin + length, len(tokens)) - 1].right
                if words in FORCES:
                    return Deed(token.left, right, FORCES[words], employer=text[tokens[begin].left : right])
                if words in FIELDS:
                    return Deed(token.left, right, FIELDS[words])
        return None

    def _business(self, text: str, tokens: Sequence[Token], place: int) -> Deed | None:
        verb = tokens[place].text
        if verb not in _RUNNING or place + 2 > len(tokens):
            return None
        objects = _objects(tokens, place)
        for index, token in enumerate(objects):
            if token.text not in BUSINESSES:
                continue
            if index + 1 < len(objects) and objects[index + 1].text in BUSINESSES | {"manager", "owner"}:
                continue
            said = {t.text for t in objects[:index]}
            opened = verb in ("had", "have", "started", "start", "launched", "opened", "started")
            if opened and not said & {"own", "small", "our"} and verb in ("had", "have"):
                return None
            words = [t for t in objects[: index + 1] if t.text not in _SKIPPED | STRIPPED | {"family"}]
            thing = " ".join(text[words[0].left : words[-1].right].split()).lower() if words else token.text
            title = f"{thing} owner" if len(thing.split()) <= 4 else "business owner"
            return Deed(tokens[place].left, token.right, title)
        return None

    def _family_care(self, tokens: Sequence[Token], place: int) -> Deed | None:
        words = [t.text for t in tokens[place : place + 9]]
        if words[:3] not in (["took", "care", "of"], ["take", "care", "of"], ["taking", "care", "of"]):
            if words[:2] not in (["cared", "for"], ["caring", "for"], ["looked", "after"], ["looking", "after"]):
                return None
        if "my" not in words:
            return None
        end = next((p for p in range(place, min(place + 9, len(tokens))) if tokens[p].text in _ELDERS), None)
        if end is None:
            return None
        return Deed(tokens[place].left, tokens[end].right, "family caregiver", paid=False)


_JOBS_IN_THEMSELVES = frozenset(
    "volunteer babysat babysit babysitting bartend bartending tutor tutoring coach coaching waitress "
    "waitressing weld substitute volunteering lifeguarding temping landscaping freelancing".split()
)
"""Verbs that tell of a job in any tense."""

_PAST = frozenset(
    "drove driven taught ran sold built took kept made did wrote drew laid rang hung had swept sewed caught grew "
    "left led was were been babysat worked done got gone went fed cut joined years months spent served experience "
    "trabaje trabajaba".split()
)


def _present(tokens: Sequence[Token], place: int) -> bool:
    """Whether the verb is in the present tense: "I drive", "I'm doing", "trabajo"."""
    verb = tokens[place].text
    before = [token.text for token in tokens[max(0, place - 3) : place]]
    if verb.endswith("ing") and "been" in before[-2:]:
        return True
    if verb in ("trabajo", "limpio", "cuido", "manejo", "vendo", "cocino", "enseno", "conduzco", "i'm", "im", "am"):
        return True
    if verb.endswith("ing"):
        return bool(before) and before[-1] in ("i'm", "im", "am", "currently", "now")
    return "i" in before and verb not in _PAST and not verb.endswith("ed") and "did" not in before


_WORKING = frozenset("worked work working works been job jobs career experience years doing did do done started "
    "trabaje trabajaba trabajo serve served serving i'm im am was stint year months background went joined "
    "enlisted got shifts spent weekends nights summers".split())  # fmt: skip
_INTO = frozenset("years year experience of mostly mainly a lot lots various for in into the of a some doing at selling on with en un una part-time full-time time us my".split())
_RUNNING = frozenset("ran run running own owned owning opened open started start had have launched founded".split())


def workplace_title(kind: str) -> str | None:
    """Return a title for a kind of workplace, "factory worker" for "shoe factory"; None if unknown."""
    words = kind.split()
    for begin in range(len(words)):
        title = PLACES.get(" ".join(words[begin:]))
        if title:
            return title
    return None


def _singular(thing: str) -> str:
    """Return "fence" for "fences": what stands before the head of a title is singular."""
    keeps = thing.endswith(("ss", "us", "is", "ics", "ths", "math"))
    if keeps or len(thing) < 5 or not thing.endswith("s"):
        return thing
    if thing.endswith("ies"):
        return thing[:-3] + "y"
    return thing[:-2] if thing.endswith(("shes", "ches", "xes", "sses")) else thing[:-1]


def _objects(tokens: Sequence[Token], place: int) -> list[Token]:
    """Return the words after a verb, up to the end of its phrase, without articles and the like."""
    objects: list[Token] = []
    for token in tokens[place + 1 : place + 1 + _REACH + 4]:
        if not token.word or token.text in ("as", "at", "and", "from", "i", "but", "while", "because", "since"):
            if token.text != "and" or not objects:
                break
            break
        if token.text not in ("a", "an", "the", "some", "big", "own", "my", "our", "people's", "other"):
            objects.append(token)
        if len(objects) >= _REACH:
            break
    return objects


def _object_phrase(tokens: Sequence[Token], place: int) -> list[Token]:
    """Return the plain noun phrase right after a verb, at most three words; empty if none."""
    words: list[Token] = []
    for token in tokens[place + 1 : place + 7]:
        if not words and token.text in _SKIPPED:
            continue
        if not token.word or token.text in FUNCTION_WORDS or token.text in _NOT_OBJECTS:
            break
        words.append(token)
    return words if 1 <= len(words) <= 3 else []
