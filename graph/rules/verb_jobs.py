"""Reads a title out of what a person says they did ("drove trucks" is a truck driver)."""

from collections.abc import Sequence
from dataclasses import replace

from graph.rules.deed_fields import DETERMINERS, line_of_work
from graph.rules.deed_owners import family_care, own_business
from graph.rules.deeds import Deed
from graph.rules.title_words import FUNCTION_WORDS
from graph.rules.verb_phrases import is_present, object_phrase, objects_of, singular
from graph.rules.verb_words import VERB_LINES
from graph.rules.words import Token, word_set

_OWN_FAMILY = word_set(
    """
    mom mother dad father grandma grandmother grandfather grandpa son daughter kids husband wife
    parents brother sister mama papa abuela abuelo aunt uncle
    """
)


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

    def find(self, text: str, tokens: Sequence[Token], places: Sequence[int] = ()) -> list[Deed]:
        """Return the deeds in the tokens of one clause, in order, none overlapping.

        Args:
            text: the message.
            tokens: the clause's tokens.
            places: offsets where workplaces end, after which a verb tells what was done there.
        """
        deeds: list[Deed] = []
        place = len(tokens) if tokens and _asks(text, tokens) else 0
        while place < len(tokens):
            there = place > 0 and tokens[place - 1].right in places
            begins = self._may_begin(tokens, place) or (there and tokens[place].text[-3:] == "ing")
            deed = self._at(text, tokens, place) if begins else family_care(tokens, place)
            if deed:
                now = tokens[place].text not in DETERMINERS and is_present(tokens, place)
                deeds.append(replace(deed, now=now))
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
        helped = before == "with" and place > 1 and tokens[place - 2].text.startswith("help")
        if verb.endswith("ing") and (helped or before.startswith("volunteer")):
            return True
        if before == "to" and place > 1 and tokens[place - 2].text == "used":
            return True
        if before in ("is", "was"):
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
            own_business(text, tokens, place)
            or family_care(tokens, place)
            or self._verb(text, tokens, place)
            or line_of_work(text, tokens, place)
        )

    def _verb(self, text: str, tokens: Sequence[Token], place: int) -> Deed | None:
        rules = self._verbs.get(tokens[place].text)
        if rules is None or _sold_own(tokens[place : place + 2]):
            return None
        objects = objects_of(tokens, place)
        keys: dict[str, Token] = {}
        for index, token in enumerate(objects):
            keys.setdefault(token.text, token)
            for length in (2, 3, 4):
                pair = objects[index : index + length]
                if len(pair) == length:
                    keys.setdefault("_".join(t.text for t in pair), pair[-1])
        if not _FUN.isdisjoint(keys):
            return None
        for word, title in rules:
            if word in keys and _receives(objects, keys[word]) and "*" in dict(rules):
                continue
            if word in keys and title:
                own_things = tokens[place].text in _PERHAPS_FOR_FUN and is_present(tokens, place)
                return Deed(
                    tokens[place].left,
                    keys[word].right,
                    title.replace("*", singular(word.replace("_", " "))),
                    sure=not own_things,
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


def _asks(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a clause asks what others do: "do locksmiths ever do security?"."""
    ends = text[tokens[-1].right :].lstrip().startswith("?") or tokens[-1].text == "?"
    return ends and tokens[0].text in ("do", "does", "did")


def _sold_own(words: Sequence[Token]) -> bool:
    """Whether something of one's own was given up: "we sold our herd" tells of no trade."""
    return len(words) > 1 and words[0].text == "sold" and words[1].text in ("our", "my")


def _receives(objects: Sequence[Token], thing: Token) -> bool:
    """Whether "to" makes an object of a verb its receiver: "taught chess to children"."""
    return any(token.text == "to" and token.right < thing.left for token in objects[1:])


_FUN = frozenset({"fun", "hobby"})
_PERHAPS_FOR_FUN = word_set("make making sew knit draw bake")
"""Verbs that in the present tell as often of a hobby: "I make jewelry"."""
_JOBS_IN_THEMSELVES = word_set(
    """
    volunteer babysat babysit babysitting bartend bartending tutor tutoring coach coaching
    waitress waitressing weld substitute volunteering lifeguarding temping landscaping
    freelancing dj djing
    """
)
"""Verbs that tell of a job in any tense."""
