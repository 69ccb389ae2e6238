"""Puts a study's questionnaires to its models: what was answered before is not asked again."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import httpx2

from advisor.study.answers import AnswerFile, open_answers
from advisor.study.config import ModelSection
from advisor.study.plan import Call, Plan
from advisor.study.replies import Outcome, read_reply, schema
from advisor.study.server import ModelClient, NoReplyError, Reply
from retrieval.errors import AdvisorError

_FAILURES = 5
"""Requests in a row without a reply after which a model is left."""
_SHOWN = 60
"""Characters of a reply that are shown as an example."""
Progress = Callable[[str, int, int], None]
"""Takes what is done, how much of it, and how much there is."""


@dataclass(slots=True)
class _Tally:
    """How it goes with one model, in this run."""

    replies: int = 0
    rated: int = 0
    failed: int = 0
    failed_in_a_row: int = 0
    stopped: str | None = None
    """Why the model was left; None while it is not."""


@dataclass(slots=True)
class Finished:
    """What a run came to.

    Attributes:
        asked: replies that came.
        failed: requests that got none; they are sent again when the study goes on.
        before: replies of earlier runs.
        left: for each model that was left, why.
    """

    asked: int = 0
    failed: int = 0
    before: int = 0
    left: list[str] = field(default_factory=list)


def run_study(plan: Plan, clock: Callable[[], datetime], progress: Progress) -> Finished:
    """Ask whatever has no reply yet; return when all is asked or every model was left.

    Raises:
        AdvisorError: a key is missing or the folder cannot be used.
    """
    with open_answers(plan) as file:
        return asyncio.run(_run(plan, file, clock, progress))


async def _run(
    plan: Plan, file: AnswerFile, clock: Callable[[], datetime], progress: Progress
) -> Finished:
    models = plan.config.models
    limits = {
        url: asyncio.Semaphore(min(m.max_in_flight for m in models if m.base_url == url))
        for url in {model.base_url for model in models}
    }
    finished = Finished()
    async with httpx2.AsyncClient(follow_redirects=False) as http:
        desk = _Desk(plan, file, clock)
        respondents = [
            _Respondent(desk, model, ModelClient(model, http), limits[model.base_url])
            for model in models
        ]
        async with asyncio.TaskGroup() as tasks:
            for one in respondents:
                tasks.create_task(one.answer_all(progress, finished))
    return finished


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all models of a run share: the plan, the file of answers, the time."""

    plan: Plan
    file: AnswerFile
    clock: Callable[[], datetime]


class _Respondent:
    """One model answering its part of a study."""

    def __init__(
        self,
        desk: "_Desk",
        section: ModelSection,
        client: ModelClient,
        limit: asyncio.Semaphore,
    ) -> None:
        self._desk = desk
        self._section = section
        self._client = client
        self._limit = limit
        self._tally = _Tally()

    async def answer_all(self, progress: Progress, finished: Finished) -> None:
        done = self._desk.file.done()
        calls = list(self._desk.plan.calls(self._section.name))
        open_calls = [call for call in calls if call.key not in done]
        before = len(calls) - len(open_calls)
        finished.before += before
        progress(self._section.name, before, len(calls))
        queue = iter(open_calls)

        async def work(queue: Iterator[Call]) -> None:
            for call in queue:
                async with self._limit:
                    if self._tally.stopped is not None:
                        return
                    try:
                        await self._answer(call)
                    except OSError as error:
                        self._tally.stopped = self._why(f"its replies cannot be kept: {error}")
                progress(self._section.name, before + self._tally.replies, len(calls))

        async with asyncio.TaskGroup() as workers:
            for _ in range(self._section.max_in_flight):
                workers.create_task(work(queue))
        finished.asked += self._tally.replies
        finished.failed += self._tally.failed
        if self._tally.stopped is not None:
            finished.left.append(self._tally.stopped)

    async def _answer(self, call: Call) -> None:
        """Ask, and write down what comes."""
        sha256 = self._desk.plan.wordings[call.kind, call.language, call.prompt].sha256
        tally = self._tally
        try:
            reply = await self._client.ask(self._desk.plan.text(call), schema(len(call.items)))
        except AdvisorError as error:
            tally.stopped = str(error)
        except NoReplyError as error:
            self._desk.file.add_failure(call, str(error), sha256, self._desk.clock())
            tally.failed += 1
            tally.failed_in_a_row += 1
            if tally.failed_in_a_row >= _FAILURES:
                tally.stopped = self._why(
                    f"{tally.failed_in_a_row} requests in a row got no reply ({error}); run the"
                    " study again when it answers, what was done is kept"
                )
        else:
            tally.replies += 1
            tally.failed_in_a_row = 0
            self._keep(call, reply)

    def _keep(self, call: Call, reply: Reply) -> None:
        """Write a reply down; leave a model that does not answer with ratings."""
        wording = self._desk.plan.wordings[call.kind, call.language, call.prompt]
        answers = read_reply(reply.content, reply.finish_reason, len(call.items), wording.labels)
        self._desk.file.add(call, reply, answers, wording.sha256, self._desk.clock())
        tally = self._tally
        tally.rated += sum(answer.outcome is Outcome.RATED for answer in answers)
        patience = self._section.give_up_after
        if patience and not tally.rated and tally.replies >= patience:
            shown = " ".join((reply.content or "").split())[:_SHOWN]
            tally.stopped = self._why(
                f"{tally.replies} replies and no rating among them, the last one {shown!r};"
                " give_up_after = 0 asks on"
            )

    def _why(self, what: str) -> str:
        return f"model {self._section.name!r} at {self._section.base_url}: {what}"
