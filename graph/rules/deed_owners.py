"""Reads work without an employer: businesses of one's own and the care of one's family."""

import re
from collections.abc import Sequence

from graph.rules.deeds import Deed
from graph.rules.title_words import STRIPPED
from graph.rules.verb_phrases import SKIPPED, objects_of
from graph.rules.words import Token, word_set
from graph.rules.work_words import BUSINESSES

_ELDERS = word_set(
    """
    mom mother dad father grandma grandmother grandfather grandpa husband wife parents brother
    sister mama papa abuela abuelo aunt uncle madre padre grandparents nana granny
    """
)
CARE = re.compile(r"(?:took|take|taking) care of |(?:cared|caring) for |look(?:ed|ing) after ")
"""Opens the care of somebody."""
_OWNED = word_set("business company shop restaurant bakery salon farm store cafe negocio tienda")
"""Businesses that one who "had" them owned."""
_RUNNING = word_set(
    """
    ran run running own owned owning opened open started start had have launched founded
    """
)


def own_business(text: str, tokens: Sequence[Token], place: int) -> Deed | None:
    """Read "ran my own bakery" at ``place``; None if no business is told there."""
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
        words = [t for t in objects[: index + 1] if t.text not in SKIPPED | STRIPPED | {"family"}]
        thing = (
            " ".join(text[words[0].left : words[-1].right].split()).lower() if words else token.text
        )
        title = f"{thing} owner" if len(thing.split()) <= 4 else "business owner"
        return Deed(tokens[place].left, token.right, title)
    return None


def family_care(tokens: Sequence[Token], place: int) -> Deed | None:
    """Read "took care of my mother" at ``place``; None if it tells something else."""
    words = [t.text for t in tokens[place : place + 9]]
    if not CARE.match(" ".join(words)):
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
