"""Writes candidate reasons for questions, has them judged, and keeps a journal of it all."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from advisor.model.reasons import ReasonWriter
from advisor.model.themes import Theme, possible, theme_of
from advisor.model.title_facts import TitleFacts
from advisor.training.asking import (
    JUDGE,
    MARKS_SCHEMA,
    TEACHER,
    judge_request,
    read_marks,
    read_reason,
    teacher_request,
)
from advisor.training.chat import ChatClient, NoAnswerError
from advisor.training.json_lines import Journal
from advisor.training.judging import BuiltInJudges, Candidate, Judged, free_candidate
from advisor.training.questions import Question
from advisor.training.remembered import RememberedChat, Request
from advisor.training.sections import ReasonsSection, ServerSection
from retrieval.progress import Progress

CANDIDATES = "candidates.jsonl"
ANSWERS = "answers.jsonl"


class EvidenceCandidates:
    """Reasons from the evidence writer: several of the true reading, one each of others."""

    def __init__(self, facts: Mapping[str, TitleFacts], section: ReasonsSection, seed: int) -> None:
        """Keep what is known of titles, and how many reasons to write."""
        self._facts = facts
        self._writer = ReasonWriter(facts)
        self._section = section
        self._seed = seed

    def of(self, question: Question) -> list[Candidate]:
        """Return a question's candidates, each once; the same ones again for the same seed."""
        rng = random.Random(f"{self._seed} {question.key}")  # nosec B311  # noqa: S311  # no secret
        true = theme_of(question.years, question.title, self._facts)
        others = [t for t in Theme if t is not true and possible(t, question.years)]
        rng.shuffle(others)
        themes = [true] * self._section.draws + others[: self._section.other_themes]
        written = {self._writer.write(question.years, theme, rng): theme for theme in themes}
        return [Candidate("evidence", reason, theme) for reason, theme in written.items()]


class ReasonStudio:
    """Everything that one question goes through, and the journal of the questions done."""

    def __init__(
        self,
        section: ReasonsSection,
        evidence: EvidenceCandidates,
        judges: BuiltInJudges,
        folder: Path,
    ) -> None:
        """Open the journals in a folder; what they hold is not done again."""
        self._section = section
        self._evidence = evidence
        self._judges = judges
        self._journal = Journal(folder / CANDIDATES)
        self._answers = Journal(folder / ANSWERS)

    def write(
        self, split: str, questions: Sequence[Question], progress: Progress
    ) -> dict[str, dict[str, Any]]:
        """Do all questions that are not done yet; return the row of each question by its key.

        Raises:
            AdvisorError: a server cannot be used; everything done so far is kept.
        """
        rows = {row["key"]: row for row in self._journal.rows()}
        left = [question for question in questions if question.key not in rows]
        waiting, before = iter(left), len(rows)

        def done(row: dict[str, Any]) -> None:
            self._journal.add(row)
            rows[row["key"]] = row
            finished = len(questions) - len(left) + len(rows) - before
            progress(f"reasons ({split})", finished, len(questions))

        try:
            asyncio.run(self._work(split, waiting, done))
        except ExceptionGroup as several:
            raise _first(several) from several
        return {question.key: rows[question.key] for question in questions}

    async def _work(
        self, split: str, waiting: Iterator[Question], done: Callable[[dict[str, Any]], None]
    ) -> None:
        teacher, judge = self._section.teacher, self._section.judge
        async with AsyncExitStack() as open_clients:
            desk = _Desk(
                self._evidence,
                self._judges,
                await self._chat(open_clients, teacher, "teacher"),
                await self._chat(open_clients, judge, "judge"),
            )

            async def worker() -> None:
                for question in waiting:
                    done({"key": question.key, "split": split, **await desk.treat(question)})

            async with asyncio.TaskGroup() as group:
                for _ in range(max(s.concurrency if s else 1 for s in (teacher, judge))):
                    group.create_task(worker())

    async def _chat(
        self, open_clients: AsyncExitStack, server: ServerSection | None, kind: str
    ) -> RememberedChat | None:
        if server is None:
            return None
        client = await open_clients.enter_async_context(ChatClient(server, kind))
        return RememberedChat(client, self._answers, kind)


class _Desk:
    """Where one question is treated."""

    def __init__(
        self,
        evidence: EvidenceCandidates,
        judges: BuiltInJudges,
        teacher: RememberedChat | None,
        judge: RememberedChat | None,
    ) -> None:
        self._evidence = evidence
        self._judges = judges
        self._teacher = teacher
        self._judge = judge

    async def treat(self, question: Question) -> dict[str, Any]:
        """Return a question's candidates with their marks, and what went wrong, as plain data."""
        wrong: Counter[str] = Counter()
        candidates = self._evidence.of(question)
        taught = await self._taught(question, wrong)
        if taught is not None and taught not in (c.reason for c in candidates):
            candidates.append(free_candidate(taught))
        judged = self._judges.judge(question, candidates)
        marked = [await self._marked(question, one, wrong) for one in judged]
        return {
            "title": question.title,
            "stays": question.stays,
            "candidates": [
                asdict(one.candidate)
                | {"leaks": one.leaks, "scores": asdict(one.scores), "total": one.total}
                | {"served": asdict(one.served) if one.served else None}
                for one in marked
            ],
            "wrong": dict(wrong),
        }

    async def _taught(self, question: Question, wrong: Counter[str]) -> str | None:
        if self._teacher is None:
            return None
        try:
            request = Request(TEACHER, teacher_request(question))
            answer = await self._teacher.ask(question.key, request)
        except NoAnswerError as error:
            wrong[f"teacher: {error}"] += 1
            return None
        reason = read_reason(answer)
        if reason is None:
            wrong["teacher: no reason in the answer"] += 1
        return reason

    async def _marked(self, question: Question, one: Judged, wrong: Counter[str]) -> Judged:
        if self._judge is None or one.leaks:
            return one
        told = judge_request(question.years, one.candidate.reason, question.told)
        try:
            answer = await self._judge.ask(question.key, Request(JUDGE, told, MARKS_SCHEMA))
        except NoAnswerError as error:
            wrong[f"judge: {error}"] += 1
            return one
        served = read_marks(answer)
        if served is None:
            wrong["judge: no marks in the answer"] += 1
        return replace(one, served=served)


def _first(several: ExceptionGroup[Exception]) -> Exception:
    """Return the first failure of several, which are nested as the tasks were."""
    first = several.exceptions[0]
    return _first(first) if isinstance(first, ExceptionGroup) else first
