"""Regular expressions on texts that were made to keep them busy."""

import json
import time
from collections.abc import Callable
from random import Random

import pytest

from graph.taming import tame
from tests.security.hostile_texts import hostile, patterns
from tests.security.service import Service
from tests.web.visitor import Visitor, new_id

New = Callable[..., Visitor]
SIZE = 20_000
_PATTERN_SIZE = 6_000
LONGEST_SEARCH_S = 1.5
"""Processor seconds of one search in one hostile message; an ordinary one takes microseconds."""
LONGEST_TURN_S = 6.0
"""Processor seconds of the service for a turn; of the slowest text measured, twice."""


@pytest.mark.system
def test_no_pattern_of_ours_needs_long_for_a_hostile_message() -> None:
    chance = Random(5)
    found = patterns()
    assert len(found) > 400
    slow = dict[str, float]()
    for where, pattern in found.items():
        for text in hostile(pattern, _PATTERN_SIZE, chance):
            tamed = tame(text)
            begun = time.process_time()
            pattern.search(tamed)
            taken = time.process_time() - begun
            if taken > LONGEST_SEARCH_S:
                slow[where] = taken
    assert slow == {}


def _again(text: str) -> str:
    return (text * (SIZE // len(text) + 1))[:SIZE]


def _mixed(parts: str, seed: int = 1) -> str:
    words = parts.split("|")
    return "".join(Random(seed).choices(words, k=SIZE))[:SIZE]


TEXTS = {
    "spaces": "x" + " " * (SIZE - 2) + "x",
    "any spaces": "x" + _mixed(" |\t|\u00a0|\u3000|\u2003")[1:-1] + "x",
    "empty lines": "x" + _mixed("\n| \n|\t\n|\r\n")[1:-1] + "x",
    "dashes": "-" * SIZE,
    "any marks": _mixed("-|–|.|,|:|;|/|'|\"|(|)|•|*|_|="),
    "letters": _mixed("a|b|e|s|é|A|O"),
    "capitals": _mixed("A|B|ANNA |MARIA |O’|-|de la "),
    "digits": _mixed("0|1|2|9|-|/| |."),
    "parts of addresses": _mixed(".apt|, Apt. 4|# 12 |St |12 Elm |unit "),
    "births": _mixed("-birth |-date | born |on |(|my birthday 1 "),
    "kin": _mixed("single |married |mother |of |two |my |guy |"),
    "names": _mixed("Anna |Maria |van |der |Dr. |I am |my name is "),
    "dates": _mixed("2015|-|2016|to |since |May |until |present |/"),
    "mails": _mixed("a@|b.|@c|.d|http://|www.|e.com|/"),
    "jobs": _mixed("I was |a nurse |at Mercy |and |then |a cook |, |from 2010 "),
    "a CV's lines": _mixed("Experience\n|Nurse|\t| – |Mercy\n|2010 - 2012\n|• did\n|\n"),
    "a CV's table": _mixed("| title | employer | start | end |\n||\t|, |;| from | to "),
    "bullets": _again("- nurse at Mercy 2010\n"),
    "quotations": _mixed("\"|“|”|'|’|no|not|I |said "),
    "one sentence": _again("I was a nurse and a cook and "),
    "questions": _mixed("why? |what |about |that |? |does it pay |how |"),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_no_hostile_message_keeps_the_service_busy(
    service: Service, visitor: New, kind: str
) -> None:
    me = visitor("anna")
    conversation = me.begin("evaluation")
    body = json.dumps({"id": new_id(), "text": TEXTS[kind]})
    before = service.processor_s()
    headers = {"Content-Type": "application/json"}
    address = f"/conversations/{conversation}/messages"
    answer = me.http.post(address, content=body, headers=headers, timeout=120)
    assert answer.status_code == 200
    assert service.processor_s() - before < LONGEST_TURN_S
