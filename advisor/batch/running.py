"""Runs a job: divides the input, has the parts scored that are not done, and commits each."""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from advisor.batch.deaths import CountedDeaths
from advisor.batch.folder import JobFolder
from advisor.batch.parts import Part, divide
from advisor.batch.scoring import Opener, Scored, score
from retrieval.errors import AdvisorError
from retrieval.progress import Progress

Engine = Callable[[Sequence[Part], Opener], Generator[Scored]]
"""Scores parts, each once, and yields them in any order; the opener is called where it scores."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked for.

    Attributes:
        source: a file of histories, one a line; or a folder of such files.
        out: the folder that gets the results.
        today: the day to predict from; None for that of the run before, or of this one.
        rows: histories a part; None for those of the run before, or the usual ones.
        facts: a hash of everything the answers rest on.
    """

    source: Path
    out: Path
    today: date | None
    rows: int | None
    facts: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job came to: how many histories there are, and how many were set aside."""

    rows: int
    aside_rows: int


USUAL_ROWS = 200
"""Histories a part: a minute's work, three megabytes of results."""


def run_job(
    job: Job,
    opener: Callable[[date], Opener],
    engine: Engine,
    now: date,
    progress: Progress,
) -> Outcome:
    """Score what is not scored yet, part by part.

    Args:
        job: what is asked for.
        opener: returns, for the day to predict from, what loads the model.
        engine: scores the parts.
        now: the day of this run.
        progress: told how many histories are done.

    Raises:
        AdvisorError: the input cannot be read, changed, or the folder is that of another job; or
            the engine stopped, and the same command goes on.
    """
    with JobFolder.held(job.out) as folder:
        before = folder.began_with() or {}
        today = job.today or date.fromisoformat(before.get("today", now.isoformat()))
        part_rows = job.rows or int(before.get("part rows", USUAL_ROWS))
        given = divide(job.source, part_rows)
        folder.begin(
            {
                "input": given.sha256,
                "today": today.isoformat(),
                "part rows": part_rows,
                "model or tables": job.facts,
                "rows": given.rows,
            }
        )
        done = folder.done()
        left = [part for part in given.parts if part.number not in done]
        rows = sum(part.rows for part in done.values())
        progress("histories", rows, given.rows)
        if left:
            with closing(engine(left, opener(today))) as scored_parts:
                for scored in scored_parts:
                    done[scored.number] = folder.commit(scored)
                    rows += scored.rows
                    progress("histories", rows, given.rows)
        if len(done) != len(given.parts) or rows != given.rows:
            raise AdvisorError(
                f"expected {given.rows} rows in {len(given.parts)} parts, got {rows} in"
                f" {len(done)}: run the same command again"
            )
        return Outcome(rows, sum(part.aside_rows for part in done.values()))


def plain(parts: Sequence[Part], opener: Opener) -> Generator[Scored]:
    """Score one part after the other in this process."""
    answer, deaths = opener(), CountedDeaths()
    for part in parts:
        yield score(part, answer, deaths)
