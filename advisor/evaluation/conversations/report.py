"""Runs over a set, differences between them and their history, in words and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from advisor.evaluation.conversations.history import SHOWN_HASH, Entry, History, PlayedSet, changed
from advisor.evaluation.conversations.measuring import SCORES, Scored
from advisor.evaluation.conversations.runs import Run

_SAYS = {
    "titles": "job titles, F1",
    "dates": "dates of jobs, F1",
    "education": "education, F1",
    "repeated": "conversations with a question put again",
    "failed": "conversations with a failed turn",
    "suggested": "conversations that reached suggestions",
}


def runs_to_json(runs: Sequence[Run], played: PlayedSet) -> dict[str, Any]:
    """Return runs and what the later ones differ by from the first, for programs."""
    first, *others = runs
    return {
        "set": asdict(played),
        "runs": [_run_json(run) for run in runs],
        "differences": [
            {
                "name": run.name,
                "from": first.name,
                "scores": _scores(run.results.less(first.results)),
            }
            for run in others
        ],
    }


def runs_text(runs: Sequence[Run], played: PlayedSet) -> str:
    """Return the same to read."""
    return "\n".join(_lines(runs, played))


def history_to_json(history: History, sha256: str) -> dict[str, Any]:
    """Return the entries on one set by contestant, oldest first."""
    return {
        name: [entry.model_dump(mode="json") for entry in entries]
        for name, entries in history.on(sha256).items()
    }


def history_text(history: History, sha256: str) -> str:
    """Return how each contestant's scores on one set moved, entry by entry."""
    return "\n".join(_history_lines(history, sha256))


def _run_json(run: Run) -> dict[str, Any]:
    return {
        "name": run.name,
        "interviewer": run.interviewer,
        "prompts": list(run.prompts),
        "predictor": run.predictor,
        "changes": dict(run.changes),
        "repeats": run.repeats,
        "scores": _scores(run.scores),
        "consistency": asdict(run.consistency) if run.consistency else None,
        "cost": asdict(run.cost),
    }


def _scores(scores: Mapping[str, Scored]) -> dict[str, Any]:
    return {
        name: {"value": scored.value, "interval": scored.interval}
        for name, scored in scores.items()
    }


def _lines(runs: Sequence[Run], played: PlayedSet) -> Iterator[str]:
    yield (
        f"{played.folder}: {played.conversations:,} conversations, set {played.sha256[:SHOWN_HASH]}"
    )
    first, *others = runs
    for run in runs:
        yield from _run_lines(run)
    for run in others:
        yield f"{run.name} less {first.name}, on the same conversations:"
        for name, scored in run.results.less(first.results).items():
            yield f"  {_SAYS[name]}: {_shown(scored, '+.3f')}"


def _run_lines(run: Run) -> Iterator[str]:
    prompts = f" with {', '.join(run.prompts)}" if run.prompts else ""
    yield f"{run.name}: {run.interviewer}{prompts}; {run.predictor}"
    for name, scored in run.scores.items():
        yield f"  {_SAYS[name]}: {_shown(scored, '.3f')}"
    if run.consistency is not None:
        yield (
            f"  {run.repeats} times each: {run.consistency.identical:.1%} of conversations came to"
            f" the same; facts agree to {run.consistency.agreement:.1%}"
        )
    cost = run.cost
    yield (
        f"  cost: {cost.calls:,} calls, {cost.seconds:,.1f} s for {cost.turns:,} messages"
        f" ({1000 * cost.seconds / max(1, cost.turns):,.0f} ms each)"
    )
    if cost.by_rules:
        yield (
            f"  ! {cost.by_rules:,} messages were read by the built-in rules, because the language"
            " model failed: the scores are theirs too"
        )


def _history_lines(history: History, sha256: str) -> Iterator[str]:
    for name, entries in history.on(sha256).items():
        yield f"{name}, on set {sha256[:SHOWN_HASH]}:"
        before: Entry | None = None
        for entry in entries:
            moved = ", ".join(_moved(score, before, entry) for score in SCORES)
            yield f"  {entry.date} ({entry.version}): {moved}"
            if before is not None:
                yield from (f"    {what}" for what in changed(before, entry))
            before = entry
    others = history.on_others(sha256)
    if others:
        what = "1 result" if others == 1 else f"{others:,} results"
        yield f"{what} on other sets: not compared"


def _moved(score: str, before: Entry | None, entry: Entry) -> str:
    value, old = entry.scores.get(score), before.scores.get(score) if before else None
    if value is None:
        return f"{score} unknown"
    return f"{score} {value:.3f}" + ("" if old is None else f" ({value - old:+.3f})")


def _shown(scored: Scored, form: str) -> str:
    if scored.value is None:
        return "unknown"
    value = format(scored.value, form)
    if scored.interval is None:
        return value
    low, high = (format(bound, form) for bound in scored.interval)
    return f"{value} [{low}, {high}]"
