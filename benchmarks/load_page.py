"""Makes the page of the load test out of what was measured."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Any

from benchmarks.load_runs import InARow, Run
from benchmarks.machine import describe, percentile

_PEOPLE = (
    "A person begins a visit with a token of the site, agrees to something (60 % to be kept for"
    " evaluation), writes the messages of a labelled conversation (the `dev` split: 332"
    " conversations of 5 messages on average, 15 words each on average, 1 to 244), asks for"
    " suggestions, looks at them and at how far to trust them, takes a copy (30 %: all data,"
    " résumé or report) and erases everything (40 %) or leaves; then somebody new comes.",
    "",
    "Before a message a person reads the reply (238 words a minute, adults reading silently:"
    " Brysbaert 2019), pauses (log-normal, median 2 s, spread 0.6) and writes (log-normal from"
    " person to person, median 40 words a minute, spread 0.35: between 52 on keyboards, Dhakal"
    " et al. 2018, and 36 on phones, Palin et al. 2019). Everybody has an address of their own,"
    " so the limits are those that are shipped.",
)


def page(talks: Sequence[Run], most: Sequence[Run], row: InARow | None) -> str:
    """Return the page."""
    people = talks[0].people if talks else 0
    lines = [
        "# Many people at once",
        "",
        f"`python -m benchmarks.load --write` on {describe()}: Postgres, the replicas, nginx and"
        " Locust together, started natively on loopback with the files of `deploy/`. Built-in"
        " interviewer; everything written to Postgres; one thread a replica for numbers"
        " (`OMP_NUM_THREADS=1`). “Others” is processor time of the machine that none of these"
        " processes took: more than a few percent means that something else ran beside it.",
        "",
        f"## {people} people who think between messages",
        "",
        *_PEOPLE,
        "",
        *_talks(talks),
        "",
        "### By request",
        "",
        *_by_request(talks),
        "",
        "### Memory and processors",
        "",
        *_resources(talks),
        "",
        "Replicas grow by what each of their threads needs at first, which five minutes may not see"
        " the end of (presumed, not measured); what many conversations leave is below. Postgres's"
        " memory is that of all its processes added up:"
        " pages that they share count several times, and fill as they are first used.",
        "",
        "### Postgres",
        "",
        *_postgres(talks),
        "",
        "## As many as it can",
        "",
        *_most(most),
        "",
    ]
    if row is not None:
        lines += ["## Many short conversations in a row", "", *_row(row), ""]
    return "\n".join(lines)


def _talks(talks: Sequence[Run]) -> Iterable[str]:
    yield (
        "| replicas | minutes | turns | first event, p50 / p95 (ms) | done, p50 / p95 / p99 (ms) |"
        " requests a second | errors |"
    )
    yield "|---|---|---|---|---|---|---|"
    for run in talks:
        yield _turns_row(run)


def _turns_row(run: Run) -> str:
    turns = _named(run, "turn")
    done = [one["ms"] for one in turns]
    first = [one["first_ms"] for one in turns if one["first_ms"] is not None]
    seconds = run.ended - run.began
    wrong = [one for one in run.requests if one["error"]]
    return (
        f"| {run.replicas} | {seconds / 60:.1f} | {len(turns):,} |"
        f" {percentile(first, 0.5):.0f} / {percentile(first, 0.95):.0f} |"
        f" {percentile(done, 0.5):.0f} / {percentile(done, 0.95):.0f} /"
        f" {percentile(done, 0.99):.0f} |"
        f" {len(run.requests) / seconds:.1f} | {_errors(wrong)} |"
    )


def _errors(wrong: Sequence[dict[str, Any]]) -> str:
    if not wrong:
        return "0"
    kinds = Counter(f"{one['name']}: {str(one['error'])[:80]}" for one in wrong)
    return f"{len(wrong)} ({'; '.join(f'{n} × {kind}' for kind, n in kinds.most_common(3))})"


def _by_request(talks: Sequence[Run]) -> Iterable[str]:
    yield (
        "| request | "
        + " | ".join(
            f"{run.replicas} replica{'s' * (run.replicas > 1)}: number, p50 / p95 (ms)"
            for run in talks
        )
        + " |"
    )
    yield "|---|" + "---|" * len(talks)
    for name in sorted({one["name"] for run in talks for one in run.requests}):
        cells = []
        for run in talks:
            took = [one["ms"] for one in _named(run, name)]
            cells.append(
                f"{len(took):,}, {percentile(took, 0.5):.0f} / {percentile(took, 0.95):.0f}"
                if took
                else "–"
            )
        yield f"| {name} | {' | '.join(cells)} |"


def _resources(talks: Sequence[Run]) -> Iterable[str]:
    yield (
        "| replicas | process | memory at first, halfway, at the end (MiB) |"
        " growth a minute in the second half (MiB, 95 %) | processor (% of a core) |"
        " processor a turn (ms) |"
    )
    yield "|---|---|---|---|---|---|"
    for run in talks:
        turns = len(_named(run, "turn"))
        seconds = run.samples[-1].at - run.samples[0].at
        ours = 0.0
        for name in run.samples[0].mib:
            memory = [(one.at / 60, one.mib[name]) for one in run.samples if one.mib[name]]
            used = run.samples[-1].cpu_s[name] - run.samples[0].cpu_s[name]
            used = max(used, 0.0)
            ours += used
            half = memory[len(memory) // 2 :]
            slope, wide = _slope(half)
            yield (
                f"| {run.replicas} | {name} | {memory[0][1]:.0f}, {half[0][1]:.0f},"
                f" {memory[-1][1]:.0f} |"
                f" {slope:+.2f} ± {wide:.2f} | {used / seconds:.0%} | {used / turns * 1000:.1f} |"
            )
        machine = run.samples[-1].machine_s - run.samples[0].machine_s
        yield f"| {run.replicas} | others | – | – | {(machine - ours) / seconds:.0%} | – |"


def _slope(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return the slope of a line through points (least squares) and half its 95 % interval."""
    count = len(points)
    if count < 3:
        return 0.0, 0.0
    mean_x = sum(x for x, _ in points) / count
    mean_y = sum(y for _, y in points) / count
    square = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / square
    left = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in points)
    return slope, 1.96 * sqrt(left / (count - 2) / square)


def _postgres(talks: Sequence[Run]) -> Iterable[str]:
    yield "| replicas | connections at most | table: rows, KiB |"
    yield "|---|---|---|"
    for run in talks:
        tables = "; ".join(
            f"{name}: {rows:,}, {size / 1024:,.0f}"
            for name, (size, rows) in run.tables.items()
            if rows > 0
        )
        yield f"| {run.replicas} | {run.connections} | {tables} |"


def _most(most: Sequence[Run]) -> Iterable[str]:
    if not most:
        return
    yield (
        f"{most[0].people} people without a thought between messages, for"
        f" {most[0].ended - most[0].began:.0f} seconds."
    )
    yield ""
    yield (
        "| replicas | turns a second | requests a second | turn, p50 / p95 (ms) |"
        " processors: replicas, Postgres, nginx, Locust, others (% of a core) | errors |"
    )
    yield "|---|---|---|---|---|---|"
    for run in most:
        done = [one["ms"] for one in _named(run, "turn")]
        seconds = run.ended - run.began
        wrong = [one for one in run.requests if one["error"]]
        yield (
            f"| {run.replicas} | {len(done) / seconds:.1f} | {len(run.requests) / seconds:.1f} |"
            f" {percentile(done, 0.5):.0f} / {percentile(done, 0.95):.0f} |"
            f" {_shares(run)} | {_errors(wrong)} |"
        )
    if len(most) > 1:
        grown = _rate(most[-1]) / _rate(most[0])
        yield ""
        yield (
            f"From {most[0].replicas} to {most[-1].replicas} replicas: {grown:.2f} times as many"
            " turns. A replica can use one core, as Python runs one thread at a time. Two replicas,"
            " Postgres and Locust share the two cores with the others: what limits here is the"
            " machine, and with cores to spare the factor should be nearer to 2 (expected, not"
            " measured). Everybody waits for"
            " everybody else where nobody thinks: short turns overtake long ones (suggestions), so"
            " the slowest tell of the queue, not of the turn."
        )


def _rate(run: Run) -> float:
    return len(_named(run, "turn")) / (run.ended - run.began)


def _shares(run: Run) -> str:
    first, last = run.samples[0], run.samples[-1]
    seconds = last.at - first.at
    used = {name: max(last.cpu_s[name] - first.cpu_s[name], 0.0) for name in first.cpu_s}
    others = last.machine_s - first.machine_s - sum(used.values())
    replicas = sum(share for name, share in used.items() if name.startswith("replica"))
    parts = (replicas, used["Postgres"], used["nginx"], used["Locust"], others)
    return ", ".join(f"{part / seconds:.0%}" for part in parts)


def _row(row: InARow) -> Iterable[str]:
    tenth = len(row.mib) // 10
    after = row.mib[tenth:]
    slope, wide = _slope([(number / 1000, mib) for number, mib in after])
    yield (
        f"{row.conversations:,} conversations on one replica, one after the other, each by somebody"
        f" new: {row.mib[0][1]:.0f} MiB before, {after[0][1]:.0f} MiB after a tenth of them,"
        f" {row.mib[-1][1]:.0f} MiB at the end. Growth after the first tenth:"
        f" {slope:+.2f} ± {wide:.2f} MiB a thousand conversations."
    )


def _named(run: Run, name: str) -> list[dict[str, Any]]:
    return [one for one in run.requests if one["name"] == name]
