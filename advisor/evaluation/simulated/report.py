"""The figures of simulated conversations as tables, and a conversation as a page of text."""

from collections.abc import Iterator

from advisor.evaluation.bootstrap import Interval
from advisor.evaluation.figures import HITS
from advisor.evaluation.simulated.conversation import Conversation
from advisor.evaluation.simulated.judging import KINDS
from advisor.evaluation.simulated.measuring import DEPTH, SOURCES, Measured, Results

_HEAD = ("", "conversations", *(f"{name}, F1" for name in KINDS.values()))
_TURNS = ("a question twice", "failed turns", "first suggestions, turn")
_HITS = (*(f"hit@{DEPTH} {source}" for source in SOURCES), "lost")


def table(results: Results) -> list[str]:
    """Return the lines of a Markdown table: everybody, then each way of telling."""
    head = (*_HEAD, *_TURNS, *_HITS)
    rows = [("all", results.everyone), *sorted(results.by_style.items())]
    return [
        _row(head),
        _row(("---", *("--:" for _ in head[1:]))),
        *(_row((name.replace("_", " "), *_cells(one))) for name, one in rows),
    ]


def summary(results: Results) -> list[str]:
    """Return what the table has no room for, a sentence a line."""
    one = results.everyone
    lines = [
        f"{source}: " + ", ".join(f"hit@{k} {one.hits[source][k]:.3f}" for k in HITS)
        for source in SOURCES
    ]
    told = _percent(one.loss_of_telling)
    rest = None
    if one.loss is not None and one.loss_of_telling is not None:
        rest = one.loss - one.loss_of_telling
    lines += [
        f"hit@{DEPTH} lost from the record to what was heard: {_percent(one.loss)}"
        f"{_between(one.loss_interval)}",
        f"of that, lost to a history told and understood perfectly: {told}; the rest, lost in"
        f" conversation: {_percent(rest)}{_between(one.lost_in_talk_interval)}",
        f"turns: {one.turns}, {one.turns / one.conversations:.1f} a conversation",
        f"conversations without suggestions: {one.unsuggested}",
    ]
    if one.by_model or one.stand_ins:
        lines.append(
            f"messages worded by the language model: {one.by_model}; by the templates in its"
            f" place, as it left out a fact, added a year or did not answer: {one.stand_ins}"
        )
    return lines


def transcript(conversation: Conversation) -> Iterator[str]:
    """Yield the lines of a conversation, one that was held with the person's real past in it."""
    person = conversation.person
    yield f"person {person.id}, {person.style}, {person.today}; next: {person.answer}"
    for job in person.jobs:
        yield f"  {job.start}-{job.end or 'now'} {job.title} ({job.group}, {job.code})"
    for entry in person.education:
        yield f"  {entry.level} {entry.year or ''}".rstrip()
    for turn in conversation.turns:
        yield f"> {turn.message}"
        yield f"< {' '.join(turn.answer.text.split())}"
        yield from (f"! {failure}" for failure in turn.answer.failures)


def _cells(one: Measured) -> list[str]:
    first = "–" if one.first_suggestion is None else f"{one.first_suggestion:g}"
    return [
        str(one.conversations),
        *(_number(one.scores[kind].f1) for kind in KINDS),
        str(one.repeated),
        str(one.failures),
        first,
        *(_number(one.hits[source][DEPTH]) for source in SOURCES),
        _percent(one.loss),
    ]


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _between(value: Interval | None) -> str:
    return f" (95 %: {100 * value[0]:.1f} to {100 * value[1]:.1f} %)" if value else ""
