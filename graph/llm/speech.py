"""Has a language model word a reply sentence by sentence, and stops at the first bad one."""

import json
import logging
import re
from collections.abc import Generator
from contextlib import closing
from typing import TYPE_CHECKING

from graph.llm.failure import unusable
from graph.llm.guard import Guard

if TYPE_CHECKING:
    from graph.llm.server import ChatServer

logger = logging.getLogger(__name__)

_LONGEST_REPLY = 20_000
"""Characters read of a reply, reasoning included."""

_LINE = re.compile(r"\[(\d+)\]\s*(\S.*)")


class Speaker:
    """Asks for one numbered line per sentence, so that it is known which sentences were said.

    Args:
        server: makes the call.
        prompt: the system text.
        guard: compares each line with its sentence.
    """

    def __init__(self, server: "ChatServer", prompt: str, guard: Guard) -> None:
        self._server = server
        self._prompt = prompt
        self._guard = guard

    def wordings(self, sentences: tuple[str, ...]) -> Generator[str, None, None]:
        """Yield faithful wordings of the first sentences, in order, as far as there are any.

        Raises:
            ServerFailure: the call failed, perhaps after some sentences.
        """
        done = 0
        with closing(self._lines(sentences)) as lines:
            for line in lines:
                found = _LINE.fullmatch(line.strip())
                if found is None and done == 0:
                    continue  # "Sure, here is the reply:"
                wording = found[2].strip() if found and int(found[1]) == done + 1 else ""
                objection = "not the next sentence"
                if wording:
                    objection = self._guard.objection(wording, sentences[done]) or ""
                if objection:
                    logger.info("a wording was dropped: %s", objection)
                    return
                yield wording
                done += 1
                if done == len(sentences):
                    return

    def _lines(self, sentences: tuple[str, ...]) -> Generator[str, None, None]:
        """Yield the model's lines as they become whole; blank lines are left out."""
        numbered = [{"number": n, "sentence": text} for n, text in enumerate(sentences, 1)]
        user = json.dumps(numbered, ensure_ascii=False)
        received, line = 0, ""
        with closing(self._server.stream(self._prompt, user)) as pieces:
            for piece in pieces:
                received += len(piece)
                if received > _LONGEST_REPLY:
                    raise unusable(f"the reply is longer than {_LONGEST_REPLY} characters")
                *whole, line = (line + piece).split("\n")
                yield from (text for text in whole if text.strip())
        if line.strip():
            yield line
