"""Reads a title out of what a person says they did ("drove trucks" is a truck driver)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.rules.title_words import FUNCTION_WORDS, STRIPPED
from graph.rules.verb_phrases import SKIPPED, is_present, object_phrase, objects_of, singular
from graph.rules.verb_words import VERB_LINES
from graph.rules.words import Token, word_set
from graph.rules.work_words import BUSINESSES, CREDENTIALS, FIELDS, FORCES, PLACES

_OWN_FAMILY = word_set(
    """
    mom mother dad father grandma grandmother grandfather grandpa son daughter kids husband wife
    parents brother sister mama papa abuela abuelo aunt uncle
    """
)
_ELDERS = word_set(
    """
    mom mother dad father grandma grandmother grandfather grandpa husband wife parents brother
    sister mama papa abuela abuelo aunt uncle madre padre grandparents nana granny
    """
)


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


_CARE = re.compile(r"(?:took|take|taking) care of |(?:cared|caring) for |look(?:ed|ing) after ")


class DeedReader:
    """Finds work told by verbs, lines of work and workplaces."""

    def __init__(self) -> None:
        self._verbs: dict[str, list[tuple[str, str]]] = {}
        for line in VERB_LINES.replace("\n    ", " ").strip().splitlines():
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
                deeds.append(replace(deed, now=is_present(tokens, place)))
                while place < len(tokens) and tokens[place].left < deed.right:
                    place += 1
            else:
                place += 1
        return deeds

    def _may_begin(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether a verb here can tell what the person did, by the word before it."""
        before = tokens[place - 1].text if place else ""
        blocked = (
            "like",
            "love",
            "enjoy",
            "to",
            "at",
            "about",
            "the",
            "a",
            "my",
            "good",
            "prefer",
            "he",
            "she",
            "they",
            "you",
            "liked",
            "loved",
            "enjoyed",
            "hate",
            "hated",
            "is",
            "of",
            "can",
            "could",
            "enjoys",
            "will",
            "would",
            "than",
            "in",
            "with",
            "who",
            "be",
        )
        verb = tokens[place].text
        if before == "my" and verb == "own":
            return True
        if before in ("is", "was") and verb.endswith("ing"):
            return any(t.text in ("job", "work", "role") for t in tokens[:place])
        if (
            place
            and before[0].isalpha()
            and before not in FUNCTION_WORDS
            and not before.endswith("ly")
        ):
            return False
        return before not in blocked or (
            before in ("of", "in") and tokens[place].text.endswith("ing")
        )

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
        objects = objects_of(tokens, place)
        keys: dict[str, Token] = {}
        for index, token in enumerate(objects):
            keys.setdefault(token.text, token)
            for length in (2, 3, 4):
                pair = objects[index : index + length]
                if len(pair) == length:
                    keys.setdefault("_".join(t.text for t in pair), pair[-1])
        for word, title in rules:
            if word in keys and title:
                return Deed(
                    tokens[place].left,
                    keys[word].right,
                    title.replace("*", singular(word.replace("_", " "))),
                )
            if word in keys:
                return None
        return self._general(text, tokens, place, rules)

    def _general(
        self, text: str, tokens: Sequence[Token], place: int, rules: list[tuple[str, str]]
    ) -> Deed | None:
        general = dict(rules)
        verb = tokens[place]
        own = verb.text in _JOBS_IN_THEMSELVES
        if "*" in general:
            words = object_phrase(tokens, place)
            if words:
                thing = singular(" ".join(text[words[0].left : words[-1].right].split()))
                return Deed(verb.left, words[-1].right, general["*"].replace("{}", thing), sure=own)
        if "*@" in general:
            following = {t.text for t in tokens[place + 1 : place + 4]}
            if following & (_OWN_FAMILY | {"home", "dinner", "myself", "lunch"}):
                return None
            sure = own or verb.text.endswith("ed")
            return Deed(verb.left, verb.right, general["*@"], sure=sure)
        return None

    def _field(self, text: str, tokens: Sequence[Token], place: int) -> Deed | None:
        """Read "worked in retail", "10 years in sales", "in the army", "worked at a warehouse"."""
        token = tokens[place]
        if token.text not in _WORKING and token.text[0] != "\x01":
            return None
        if (
            token.text == "been"
            and place + 1 < len(tokens)
            and tokens[place + 1].text in self._verbs
        ):
            return None
        for begin in range(place + 1, min(place + 9, len(tokens))):
            between = tokens[begin - 1]
            passes = between.text in _INTO or (not between.word and between.text[0] in "\x01\x02")
            if token.text[0] == "\x01" and tokens[place + 1].text not in ("in", "of", "doing"):
                return None
            if begin > place + 1 and not passes:
                return None
            for length in (4, 3, 2, 1):
                words = " ".join(t.text for t in tokens[begin : begin + length])
                right = tokens[min(begin + length, len(tokens)) - 1].right
                if words in FORCES:
                    return Deed(
                        token.left, right, FORCES[words], employer=text[tokens[begin].left : right]
                    )
                following = tokens[begin + length].text if begin + length < len(tokens) else ""
                if following in CREDENTIALS or (words == "it" and not _means_it(tokens, begin)):
                    return None
                if words in FIELDS:
                    return Deed(token.left, right, FIELDS[words])
        return None

    def _business(self, text: str, tokens: Sequence[Token], place: int) -> Deed | None:
        verb = tokens[place].text
        my_own = verb == "own" and place > 0 and tokens[place - 1].text == "my"
        if (verb not in _RUNNING and not my_own) or place + 2 > len(tokens):
            return None
        objects = objects_of(tokens, place)
        for index, token in enumerate(objects):
            if token.text not in BUSINESSES:
                continue
            if index + 1 < len(objects) and objects[index + 1].text in BUSINESSES | {
                "manager",
                "owner",
            }:
                continue
            said = {t.text for t in objects[:index]}
            owned = said & {"own", "small", "our", "my"} or token.text in _OWNED or my_own
            if verb in ("had", "have") and not owned:
                return None
            words = [
                t for t in objects[: index + 1] if t.text not in SKIPPED | STRIPPED | {"family"}
            ]
            thing = (
                " ".join(text[words[0].left : words[-1].right].split()).lower()
                if words
                else token.text
            )
            title = f"{thing} owner" if len(thing.split()) <= 4 else "business owner"
            return Deed(tokens[place].left, token.right, title)
        return None

    def _family_care(self, tokens: Sequence[Token], place: int) -> Deed | None:
        words = [t.text for t in tokens[place : place + 9]]
        if not _CARE.match(" ".join(words)):
            return None
        if "my" not in words:
            return None
        end = next(
            (p for p in range(place, min(place + 9, len(tokens))) if tokens[p].text in _ELDERS),
            None,
        )
        if end is None:
            return None
        return Deed(tokens[place].left, tokens[end].right, "family caregiver", paid=False)


def _means_it(tokens: Sequence[Token], place: int) -> bool:
    """Whether "it" stands for information technology: "in it", "IT"."""
    shouted = place + 1 < len(tokens) and tokens[place + 1].upper
    return (tokens[place].upper and not shouted) or tokens[place - 1].text in ("in", "of")


_JOBS_IN_THEMSELVES = word_set(
    """
    volunteer babysat babysit babysitting bartend bartending tutor tutoring coach coaching
    waitress waitressing weld substitute volunteering lifeguarding temping landscaping
    freelancing dj djing
    """
)
"""Verbs that tell of a job in any tense."""

_WORKING = word_set(
    """
    worked work working works been job jobs career experience years doing did do done started
    trabaje trabajaba trabajo serve served serving i'm im am was stint year months background
    went joined enlisted quit left got shifts spent weekends nights summers
    """
)
_INTO = word_set(
    """
    years year experience of mostly mainly a lot lots various for in into the some doing at
    selling on with en un una part-time full-time time us my
    """
)
_OWNED = word_set("business company shop restaurant bakery salon farm store cafe negocio tienda")
"""Businesses that one who "had" them owned."""
_RUNNING = word_set(
    """
    ran run running own owned owning opened open started start had have launched founded
    """
)


def workplace_title(kind: str) -> str | None:
    """Return the title for a kind of workplace ("shoe factory"); None if it says nothing."""
    words = kind.split()
    for begin in range(len(words)):
        title = PLACES.get(" ".join(words[begin:]))
        if title:
            return title
    return None
