"""Has language models rate logged, redacted conversations; goes on where a stopped run left off."""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import httpx2
from sqlalchemy import func, select

from advisor.evaluation.judge_texts import SCHEMA, read_marks, transcript
from advisor.log.database import Database
from advisor.log.log import ConversationLog
from advisor.log.reading import Filter, turns, verdicts
from advisor.log.record import Verdict
from advisor.log.tables import TEXTS, TURNS
from advisor.prompt_files import Prompt, load_prompt
from advisor.study.config import ModelSection
from advisor.study.server import ModelClient, NoReplyError
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen
from retrieval.progress import Progress

_PROMPT = "helpfulness-v1"


@dataclass(frozen=True, slots=True)
class Judging(Frozen):
    """How a run went.

    Attributes:
        conversations: that were to be judged.
        before: verdicts that were there already.
        valid, invalid: verdicts of this run; an invalid one counts as missing.
        unanswered: requests without any answer; a further run asks again.
        gone: conversations erased meanwhile; nothing about them is kept.
    """

    conversations: int
    before: int
    valid: int
    invalid: int
    unanswered: int
    gone: int


def judge_log(
    log: ConversationLog,
    judges: Sequence[ModelSection],
    chosen: Sequence[tuple[str, int]],
    now: Callable[[], datetime],
    progress: Progress | None = None,
) -> Judging:
    """Ask every judge about every conversation that has no verdict of its yet.

    What was answered is kept at once, so a stopped run loses nothing.

    Args:
        log: the log.
        judges: the models, each on its server.
        chosen: the conversations, as ``judgeable`` returns them.
        now: the clock, timezone-aware.
        progress: told how many of how many requests are done.

    Raises:
        AdvisorError: two judges of one name, or no request to a judge can be answered.
        LogUnavailableError: the log cannot be read or written.
    """
    names = [judge.model for judge in judges]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise AdvisorError(f"expected judges that are different models, got {twice[0]!r} again")
    prompt = load_prompt("advisor.evaluation", _PROMPT)
    asking = _Asking(log, prompt, now, progress)
    return asyncio.run(asking.run(judges, chosen))


def judgeable(
    database: Database, sample: int | None = None, seed: int = 0
) -> list[tuple[str, int]]:
    """Return the conversations with all texts kept, each with its last turn, sorted.

    Args:
        database: the log.
        sample: how many at most, drawn at random; None for all.
        seed: of the draw. The same log and seed give the same sample.

    Raises:
        LogUnavailableError: the log cannot be read.
    """
    query = (
        select(TURNS.c.conversation, func.max(TURNS.c.turn))
        .join(TEXTS, TEXTS.c.turn_id == TURNS.c.id, isouter=True)
        .group_by(TURNS.c.conversation)
        .having(func.count() == func.count(TEXTS.c.turn_id))
        .order_by(TURNS.c.conversation)
    )
    with database.reading() as connection:
        found = [(name, last) for name, last in connection.execute(query)]
    if sample is None or sample >= len(found):
        return found
    return sorted(random.Random(seed).sample(found, sample))  # nosec B311  # noqa: S311  # no secret


def prompt_id(prompt: Prompt) -> str:
    """Return name, version and the first digits of the hash, as turns name their prompts."""
    return f"{prompt.name}-v{prompt.version}:{prompt.sha256[:12]}"


@dataclass(frozen=True, slots=True)
class _Judge:
    name: str
    client: ModelClient
    free: asyncio.Semaphore


class _Asking:
    """One run."""

    def __init__(
        self,
        log: ConversationLog,
        prompt: Prompt,
        now: Callable[[], datetime],
        progress: Progress | None,
    ) -> None:
        self._log = log
        self._prompt = prompt
        self._now = now
        self._progress = progress
        self._id = prompt_id(prompt)
        self._outcomes: list[str] = []

    async def run(
        self, judges: Sequence[ModelSection], chosen: Sequence[tuple[str, int]]
    ) -> Judging:
        done = {
            (v.conversation, v.turn, v.judge)
            for v in verdicts(self._log.database)
            if v.prompt == self._id
        }
        wanted = [(judge, *one) for judge in judges for one in chosen]
        left = [w for w in wanted if (w[1], w[2], w[0].model) not in done]
        async with httpx2.AsyncClient() as http:
            asked = {
                j.model: _Judge(j.model, ModelClient(j, http), asyncio.Semaphore(j.max_in_flight))
                for j in judges
            }
            try:
                async with asyncio.TaskGroup() as group:
                    for judge, name, last in left:
                        group.create_task(self._one(asked[judge.model], name, last, len(left)))
            except ExceptionGroup as several:
                known = several.subgroup(AdvisorError)
                if known is None:
                    raise
                raise _first(known) from several
        return Judging(
            conversations=len(chosen),
            before=len(wanted) - len(left),
            **{kind: self._outcomes.count(kind) for kind in _OUTCOMES},
        )

    async def _one(self, judge: _Judge, name: str, last: int, total: int) -> None:
        async with judge.free:
            records = turns(self._log.database, Filter(conversation=name))
            said = transcript(record for record in records if record.turn <= last)
            if said is None:
                self._told("gone", total)
                return
            try:
                reply = await judge.client.ask(f"{self._prompt.text}\n{said}", SCHEMA)
            except NoReplyError:
                self._told("unanswered", total)
                return
            marks = read_marks(reply.content)
            verdict = Verdict(name, last, self._now(), judge.name, self._id, marks)
            kept = self._log.note_verdict(verdict)
            self._told(("valid" if marks else "invalid") if kept else "gone", total)

    def _told(self, outcome: str, total: int) -> None:
        self._outcomes.append(outcome)
        if self._progress is not None:
            self._progress("judging", len(self._outcomes), total)


_OUTCOMES = ("valid", "invalid", "unanswered", "gone")


def _first(several: BaseException) -> BaseException:
    while isinstance(several, BaseExceptionGroup):
        several = several.exceptions[0]
    return several
