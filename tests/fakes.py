"""The only fakes: small classes that satisfy our Protocols."""

import json
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from advisor.career import CareerHistory
from advisor.competence.asking import Answered, NoAnswerError
from advisor.edits import AddJob
from advisor.evaluation.simulated import talk
from advisor.model.work_years import WorkYear
from advisor.redaction.redactor import Redacted, RedactionError
from graph.understanding import (
    PARAGRAPH,
    Intent,
    Interviewer,
    ReplyPlan,
    TurnContext,
    Understanding,
)
from retrieval.occupations import OccupationCatalog, OccupationMatch, Resolution


class PlainInterviewer:
    """Stands in for the built-in interviewer: reads nothing, says plans as they are.

    Attributes:
        read: the messages it was asked to read.
        said: the sentences it was asked to say.
    """

    name = "built-in"

    def __init__(self) -> None:
        self.read: list[str] = []
        self.said: list[str] = []

    def understand(self, message: str, context: TurnContext) -> Understanding:  # noqa: ARG002
        self.read.append(message)
        return Understanding(intent=Intent.UNCLEAR if message.strip() else Intent.EMPTY)

    def speak(self, plan: ReplyPlan, message: str) -> Iterator[str]:  # noqa: ARG002
        for place, sentence in enumerate(plan.sentences):
            self.said.append(sentence)
            yield PARAGRAPH + sentence if place else sentence


class Quoting(PlainInterviewer):
    """An interviewer with a defect, whose message quotes the person."""

    def understand(self, message: str, context: TurnContext) -> Understanding:  # noqa: ARG002
        raise ValueError(message)


class Prejudiced:
    """An interviewer that reads as another does, but leaves jobs out of messages with some words.

    Attributes:
        name: that of the other.
    """

    def __init__(self, interviewer: Interviewer, words: Collection[str]) -> None:
        self.name = interviewer.name
        self._interviewer = interviewer
        self._words = words

    def understand(self, message: str, context: TurnContext) -> Understanding:
        understood = self._interviewer.understand(message, context)
        if not any(word in message for word in self._words):
            return understood
        kept = tuple(edit for edit in understood.edits if not isinstance(edit, AddJob))
        return replace(understood, edits=kept)

    def speak(self, plan: ReplyPlan, message: str) -> Iterator[str]:
        return self._interviewer.speak(plan, message)


class SharedWords:
    """An ``OccupationSearch`` that counts the words a title shares with a text."""

    def __init__(self, catalog: OccupationCatalog) -> None:
        self._catalog = catalog
        self._titles: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
        for code, occupation in catalog.occupations.items():
            for title in (occupation.title, *occupation.alternate_titles):
                words = frozenset(title.casefold().split())
                for word in words:
                    self._titles.setdefault(word, []).append((code, title, words))

    def match(self, text: str, n: int = 5) -> tuple[OccupationMatch, ...]:
        asked = frozenset(text.casefold().split())
        best: dict[str, tuple[float, str]] = {}
        for word in asked:
            for code, title, words in self._titles.get(word, ()):
                score = len(asked & words) / len(asked | words)
                is_own = title == self._catalog.occupations[code].title
                best[code] = max(
                    best.get(code, (0.0, "")), (score if is_own else score * 0.9, title)
                )
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:n]
        return tuple(
            OccupationMatch(code, self._catalog.occupations[code].title, score, title)
            for code, (score, title) in ranked
        )

    def resolve(self, text: str) -> Resolution:
        matches = self.match(text, 4)
        if matches and matches[0].score >= 0.5:
            return Resolution(text, matches[0], (), matches[0].score)
        return Resolution(text, None, matches, matches[0].score if matches else 0.0)

    def warm(self) -> None:
        """Has nothing to load."""


class LetterEmbedder:
    """Stands in for the embedding model: unit vectors of letter counts.

    Attributes:
        texts: how many texts it was asked for.
    """

    def __init__(self) -> None:
        self.texts = 0

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += len(texts)
        vectors = np.full((len(texts), 384), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for place, letter in enumerate(text):
                vectors[row, (31 * ord(letter) + place % 7) % 384] += 1.0
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


class EvenChances:
    """``CareerProbabilities`` that holds every title for as likely as any other."""

    model = "even-1"
    source = "nobody"

    def log_probabilities(
        self,
        careers: Sequence[Sequence[WorkYear]],
        titles: Sequence[str],
        calibrated: bool = True,  # noqa: ARG002
    ) -> NDArray[np.float64]:
        return np.full((len(careers), len(titles)), -np.log(len(titles)))


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Raters:
    """A ``Rater`` that answers as it is told; counts what it is asked.

    Attributes:
        asked: the language, and the items in their order, of each request.
    """

    def __init__(
        self, answer: Callable[[str, Sequence[str]], str | None], name: str = "rater-1"
    ) -> None:
        """Keep how to answer: from language and items to a text; None to give no answer."""
        self.name = name
        self.asked: list[tuple[str, Sequence[str]]] = []
        self._answer = answer
        self._lock = threading.Lock()

    def ask(self, system: str, user: str, schema: dict[str, Any]) -> Answered:  # noqa: ARG002
        language = "es" if "Recibes" in system else "en"
        items = list(json.loads(user)["items"].values())
        with self._lock:
            self.asked.append((language, items))
        text = self._answer(language, items)
        if text is None:
            raise NoAnswerError("could not be reached")
        return Answered(text, 100)


class Blots:
    """A redactor that takes out one word, and gives up on another."""

    def __init__(self, word: str, unjudged: str = "\0") -> None:
        self._word = word
        self._unjudged = unjudged

    def warm(self) -> None:
        """Nothing to load."""

    def redact(self, text: str) -> Redacted:
        if self._unjudged in text:
            raise RedactionError("a recogniser failed")
        return Redacted(text.replace(self._word, "[NAME]"), (("NAME", text.count(self._word)),))


class ScriptedTalk:
    """A ``Talk`` that asks a list of questions, one a turn, and understands nothing.

    Attributes:
        said: what it was told, in order.
    """

    def __init__(self, *questions: talk.Question) -> None:
        self._questions = [*questions]
        self.said: list[str] = []

    def say(self, text: str) -> talk.Answered:
        self.said.append(text)
        question = self._questions.pop(0) if self._questions else None
        words = question.text if question else "Here are some jobs."
        return talk.Answered(words, question, CareerHistory(), question is None, (), 0.0)
