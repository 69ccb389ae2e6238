"""The interviewer that lets a language model read messages and word replies, and checks both."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from advisor.breaker import CircuitBreaker
from advisor.settings import Settings
from advisor.structured import StructuredAnswers
from graph.llm.answer import answer_schema, parse_answer
from graph.llm.failure import ServerFailure, unusable
from graph.llm.guard import Guard
from graph.llm.prompts import Prompts, open_prompts
from graph.llm.rater import LLMRater
from graph.llm.reading import read_answer
from graph.llm.request import describe_turn
from graph.llm.speech import Speaker
from graph.rules.feelings import read_feeling
from graph.understanding import (
    CALLS_PER_TURN,
    PARAGRAPH,
    Interviewer,
    ReplyPlan,
    TurnContext,
    Understanding,
)
from retrieval.errors import AdvisorError

if TYPE_CHECKING:
    from graph.llm.server import ChatServer

logger = logging.getLogger(__name__)

_LONGEST_MESSAGE = 20_000
"""Characters, about 5,000 tokens; the built-in interviewer reads what is longer."""


def open_interviewer(
    settings: Settings,
    fallback: Interviewer,
    clock: Callable[[], float] = time.monotonic,
    titles: Iterable[str] = (),
) -> Interviewer:
    """Return the interviewer the operator configured; nothing is sent yet.

    Args:
        settings: names the server; without one the fallback itself is returned.
        fallback: the built-in interviewer.
        clock: seconds, for how long a failing server is left alone.
        titles: occupation titles, which a wording may neither add nor leave out.

    Raises:
        AdvisorError: the server is set in part, or its address or a prompt's name is wrong.
    """
    server = _open_server(settings)
    if server is None:
        return fallback
    model, chat = server
    return LLMInterviewer(
        model,
        chat,
        fallback,
        CircuitBreaker(clock),
        titles=titles,
        prompts=open_prompts(settings),
    )


def open_rater(settings: Settings) -> LLMRater | None:
    """Return the configured language model as one that can rate itself; None without one.

    Raises:
        AdvisorError: the server is configured in part, or its address is no address.
    """
    server = _open_server(settings)
    return LLMRater(*server) if server else None


def _open_server(settings: Settings) -> "tuple[str, ChatServer] | None":
    """Return the configured model's name and its server; None if none is configured."""
    base_url, model = settings.llm_base_url, settings.llm_model
    if not base_url and not model:
        return None
    if not model:
        raise AdvisorError("ADVISOR_LLM_MODEL: expected a model's name with ADVISOR_LLM_BASE_URL")
    if not base_url:
        raise AdvisorError("ADVISOR_LLM_BASE_URL: expected an address with ADVISOR_LLM_MODEL")
    _check_address(base_url)
    # Imported here because it takes over a second, which only those pay who configured a server.
    from graph.llm.server import ChatServer  # noqa: PLC0415

    key, timeout = settings.llm_api_key, settings.llm_timeout_s
    return model, ChatServer(base_url, model, key, timeout, settings.llm_retries)


def _check_address(base_url: str) -> None:
    try:
        parts = urlsplit(base_url)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        good = False
    shown = "an address with a password" if "@" in base_url else repr(base_url)
    if not good or "@" in base_url:
        raise AdvisorError(
            "ADVISOR_LLM_BASE_URL: expected an address like http://127.0.0.1:8000/v1, got " + shown
        )
    if parts.path.rstrip("/").endswith("/completions"):
        raise AdvisorError(f"ADVISOR_LLM_BASE_URL: leave out what follows /v1, got {base_url!r}")


class LLMInterviewer:
    """Reads and words with a language model; the fallback stands in wherever that fails.

    Args:
        name: the model's name.
        server: makes the calls.
        fallback: the built-in interviewer.
        breaker: keeps turns quick while the server is down.
        titles: as for ``open_interviewer``.
        prompts: what it is told to do.

    Attributes:
        by_rules: messages that the fallback read so far; exact for one turn at a time.
    """

    def __init__(  # noqa: PLR0913
        self,
        name: str,
        server: "ChatServer",
        fallback: Interviewer,
        breaker: CircuitBreaker,
        *,
        titles: Iterable[str],
        prompts: Prompts,
    ) -> None:
        self.name = name
        self.prompts = prompts
        self.by_rules = 0
        self._server = server
        self.fallback = fallback
        self._breaker = breaker
        guard = Guard(titles, secrets=[prompt.text for prompt in prompts])
        self._speaker = Speaker(server, self.prompts.speak.text, guard)
        self._schema: dict[str, Any] = answer_schema()
        self._structured = StructuredAnswers()

    def understand(self, message: str, context: TurnContext) -> Understanding:
        """Return what the message says; see ``Interviewer``."""
        if len(message) > _LONGEST_MESSAGE:
            notice = "That is too long for the language model, so I read it with my built-in rules."
            return replace(self._by_rules(message, context), notice=notice)
        if not message.strip() or not self._breaker.allows():
            return self._by_rules(message, context)
        try:
            text, calls = self._ask(describe_turn(message, context))
            understanding = self._read(text, message, context)
        except ServerFailure as failure:
            self._failed(failure)
            return replace(
                self._by_rules(message, context),
                notice=self._notice(failure),
                # The server just failed: the rest of the turn does without it.
                calls_spent=CALLS_PER_TURN,
            )
        self._breaker.succeeded()
        return replace(understanding, calls_spent=calls)

    def speak(self, plan: ReplyPlan, message: str) -> Iterator[str]:
        """Yield the reply sentence by sentence; see ``Interviewer``.

        The message is not sent: the plan is all that may be said, and what the model does not see
        cannot mislead it.
        """
        said = 0
        if plan.sentences and plan.calls_spent < CALLS_PER_TURN and self._breaker.allows():
            try:
                with closing(self._speaker.wordings(plan.sentences)) as wordings:
                    for wording in wordings:
                        yield PARAGRAPH + wording if said else wording
                        said += 1
                self._breaker.succeeded()
            except ServerFailure as failure:
                self._failed(failure)
        rest = plan.sentences[said:]
        if rest:
            if said:
                yield PARAGRAPH
            yield from self.fallback.speak(replace(plan, sentences=rest), message)

    @property
    def calls(self) -> int:
        """As ``ChatServer.calls``."""
        return self._server.calls

    def _by_rules(self, message: str, context: TurnContext) -> Understanding:
        self.by_rules += bool(message.strip())
        return self.fallback.understand(message, context)

    def _ask(self, request: str) -> tuple[str, int]:
        """Return the model's text and the calls it took."""
        prompt = self.prompts.understand.text
        if not self._structured.wanted():
            return self._server.complete(prompt, request, None), 1
        try:
            text = self._server.complete(prompt, request, self._schema)
        except ServerFailure as failure:
            if not failure.format_rejected:
                raise
        else:
            self._structured.accepted()
            return text, 1
        text = self._server.complete(prompt, request, None)
        logger.info("language model %s: refused a JSON schema, asked in words for now", self.name)
        self._structured.refused()
        return text, 2

    def _read(self, text: str, message: str, context: TurnContext) -> Understanding:
        parsed = parse_answer(text)
        if parsed is None:
            raise unusable("the answer holds no JSON object of the form asked for")
        answer, dropped = parsed
        understanding, lost = read_answer(answer, message, context, by=self.name)
        if dropped or lost:
            logger.info(
                "language model %s: %d parts invalid, %d not in the message",
                self.name,
                dropped,
                lost,
            )
        if understanding is None:
            raise unusable(f"nothing in the answer is supported by the message ({lost} facts)")
        return replace(understanding, feeling=read_feeling(message))

    def _failed(self, failure: ServerFailure) -> None:
        self._breaker.failed()
        logger.warning("language model %s: %s", self.name, failure.reason)

    def _notice(self, failure: ServerFailure) -> str | None:
        """Return the line for the person; None once the failures have been said to go on."""
        breaker = self._breaker
        if breaker.failures > breaker.limit:
            return None
        notice = f"The language model {failure.said}, so I read this with my built-in rules."
        if breaker.failures == breaker.limit:
            notice += f" I'll go on without it and try again in {breaker.pause_s:g} seconds."
        return notice
