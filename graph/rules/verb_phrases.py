"""Takes the phrase around a verb apart: its object, and whether it is in the present tense."""

from collections.abc import Sequence

from graph.rules.title_words import FUNCTION_WORDS
from graph.rules.words import Token, word_set

_REACH = 6
"""How many words after a verb its object may lie."""
SKIPPED = word_set(
    """
    a an the my our their his her some all of out up off for in on with to people's other
    different big small local new old used heavy many lots semi large various fresh private
    public own
    """
)
"""Words before the object that say nothing about it."""
_NOT_OBJECTS = word_set("it them that this him her things stuff everything something me you us")
_PAST = word_set(
    """
    drove driven taught ran sold built took kept made did wrote drew laid rang hung had swept
    sewed caught grew left led was were been babysat worked done got gone went fed cut joined
    years months spent served experience trabaje trabajaba
    """
)


def is_present(tokens: Sequence[Token], place: int) -> bool:
    """Whether the verb is in the present tense: "I drive", "I'm doing", "trabajo"."""
    verb = tokens[place].text
    before = [token.text for token in tokens[max(0, place - 3) : place]]
    if verb == "been" or (verb.endswith("ing") and "been" in before[-2:]):
        return True
    if verb in (
        "trabajo",
        "limpio",
        "cuido",
        "manejo",
        "vendo",
        "cocino",
        "enseno",
        "conduzco",
        "i'm",
        "im",
        "am",
    ):
        return True
    if verb.endswith("ing"):
        return bool(before) and before[-1] in ("i'm", "im", "am", "currently", "now")
    # "I left in 2022 and now drive a cab": the word for now stands in the place of "I".
    said_now = before[-2:] == ["these", "days"] or before[-1:] in (["now"], ["currently"])
    return (
        ("i" in before or said_now)
        and verb not in _PAST
        and not verb.endswith("ed")
        and "did" not in before
    )


def singular(thing: str) -> str:
    """Return "fence" for "fences": what stands before the head of a title is singular."""
    keeps = thing.endswith(("ss", "us", "is", "ics", "ths", "math"))
    if keeps or len(thing) < 5 or not thing.endswith("s"):
        return thing
    if thing.endswith("ies"):
        return thing[:-3] + "y"
    return thing[:-2] if thing.endswith(("shes", "ches", "xes", "sses")) else thing[:-1]


def objects_of(tokens: Sequence[Token], place: int) -> list[Token]:
    """Return the words after a verb, up to the end of its phrase, without articles and the like."""
    objects: list[Token] = []
    for token in tokens[place + 1 : place + 1 + _REACH + 4]:
        if not token.word or token.text in (
            "as",
            "at",
            "and",
            "from",
            "i",
            "but",
            "while",
            "because",
            "since",
        ):
            if token.text != "and" or not objects:
                break
            break
        if token.text not in (
            "a",
            "an",
            "the",
            "some",
            "big",
            "own",
            "my",
            "our",
            "people's",
            "other",
        ):
            objects.append(token)
        if len(objects) >= _REACH:
            break
    return objects


def object_phrase(tokens: Sequence[Token], place: int) -> list[Token]:
    """Return the plain noun phrase right after a verb, at most three words; empty if none."""
    words: list[Token] = []
    for token in tokens[place + 1 : place + 7]:
        if not words and token.text in SKIPPED:
            continue
        if not token.word or token.text in FUNCTION_WORDS or token.text in _NOT_OBJECTS:
            break
        words.append(token)
    return words if 1 <= len(words) <= 3 else []
