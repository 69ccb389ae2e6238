"""Words a simulated person's messages: by the templates, or by a language model that is checked."""

import asyncio
import re
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Protocol, Self

from advisor.evaluation.simulated.styles import Style
from advisor.evaluation.simulated.wording import Said
from advisor.prompt_files import load_prompt
from advisor.settings import Settings
from advisor.training.chat import ChatClient, NoAnswerError
from advisor.training.sections import ServerSection
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen

PROMPT = "telling-v1"
_PACKAGE = "advisor.evaluation.simulated"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST = 3
"""Times the template's length; more is a story of its own."""
_SHORT = 200
"""Characters that any message may have."""
By = Literal["templates", "model", "stand-in"]


@dataclass(frozen=True, slots=True)
class Written(Frozen):
    """A message as it is sent.

    Attributes:
        text: the words.
        by: ``stand-in`` where the templates stand in for a language model that left out a fact,
            added a year or gave no answer.
    """

    text: str
    by: By = "templates"


class Writer(Protocol):
    """Words a person's messages; used in a ``with`` block."""

    def __enter__(self) -> Self:
        """Get ready."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of what it holds."""
        ...

    def write(self, said: Said, style: Style, question: str | None) -> Written:
        """Return the message for what is to be said.

        Args:
            said: as the templates have it, with the facts that must be in it.
            style: how the person tells things.
            question: what the advisor asked; None if it asked nothing.
        """
        ...


class Templates:
    """Leaves every message as the templates have it."""

    def __enter__(self) -> Self:
        """Do nothing."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Do nothing."""

    def write(self, said: Said, style: Style, question: str | None) -> Written:  # noqa: ARG002
        """Return the text as it is."""
        return Written(said.text)


class ModelWriter:
    """Has an OpenAI-compatible server word every message that holds a fact."""

    def __init__(self, section: ServerSection) -> None:
        """Prepare; nothing is sent.

        Raises:
            AdvisorError: the key is not where the section says.
        """
        self._section = section
        self._prompt = load_prompt(_PACKAGE, PROMPT)
        self._client = ChatClient(section, "language model that plays people")
        # One loop for all calls: connections belong to the loop that opened them.
        self._loop = asyncio.Runner()

    @classmethod
    def configured(cls, settings: Settings) -> Self:
        """Return it for the language model in the settings; raise ``AdvisorError`` if none is."""
        if not settings.llm_base_url or not settings.llm_model:
            raise AdvisorError("--llm needs a server: set ADVISOR_LLM_BASE_URL and _MODEL")
        return cls(
            ServerSection(
                base_url=settings.llm_base_url,
                model=settings.llm_model,
                api_key_env="ADVISOR_LLM_API_KEY" if settings.llm_api_key else None,
                timeout_s=settings.llm_timeout_s,
                retries=settings.llm_retries,
            )
        )

    def __enter__(self) -> Self:
        """Open the loop that calls are made in."""
        self._loop.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self._loop.run(self._client.__aexit__(kind, error, trace))
        self._loop.close()

    def write(self, said: Said, style: Style, question: str | None) -> Written:
        """Return the model's message if it says what it must, else the templates'."""
        if not said.facts:
            return Written(said.text)
        asked = f"The advisor's question: {question}\n" if question else ""
        task = f"{asked}What the message has to say: {said.text}\nIn this manner: {style.about}"
        try:
            text = self._loop.run(self._client.ask(self._prompt.text, task))
        except NoAnswerError:
            return Written(said.text, "stand-in")
        sound = says_the_same(text, said)
        return Written(text, "model") if sound else Written(said.text, "stand-in")


def says_the_same(text: str, said: Said) -> bool:
    """Whether a message holds every fact, no year of its own, and is no longer than it may be."""
    low = text.casefold()
    return (
        all(fact.casefold() in low for fact in said.facts)
        and {*_YEAR.findall(text)} <= {*_YEAR.findall(said.text)}
        and len(text) <= max(_SHORT, _LONGEST * len(said.text))
    )
