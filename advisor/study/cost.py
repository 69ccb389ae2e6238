"""What a study costs: requests and tokens, expected before and counted after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.study.plan import Plan
from retrieval.frozen import Frozen

_LETTERS_A_TOKEN = 4
"""Of scripts written with letters; of others every character counts as a token."""
_ANSWER_TOKENS = 8
"""Of a structured answer to one item."""


@dataclass(frozen=True, slots=True)
class Cost(Frozen):
    """What one model was, or would be, asked.

    Attributes:
        model: its name.
        calls: replies, or requests that are planned.
        sent: requests that went out for these, retries included; what never got a reply has no
            tokens and is left out.
        tokens_in, tokens_out: their tokens.
        uncounted: replies whose tokens the server did not count.
        price: in the currency of the settings; None where a price is not set.
    """

    model: str
    calls: int
    sent: int
    tokens_in: int
    tokens_out: int
    uncounted: int
    price: float | None


def expected(plan: Plan) -> Sequence[Cost]:
    """Return what the whole study will take, about: a model that explains itself says more."""
    costs = []
    for model in plan.config.models:
        calls = list(plan.calls(model.name))
        tokens_in = sum(_tokens(plan.text(call)) for call in calls)
        tokens_out = sum(_ANSWER_TOKENS * len(call.items) for call in calls)
        price = _price(tokens_in, tokens_out, (model.price_in, model.price_out))
        costs.append(Cost(model.name, len(calls), len(calls), tokens_in, tokens_out, 0, price))
    return costs


def counted(
    rows: Iterable[Mapping[str, Any]], prices: Mapping[str, Sequence[float | None]]
) -> Sequence[Cost]:
    """Return what was spent, by the rows of an answer file, models in order of their first."""
    by_model: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_model.setdefault(row["model"], []).append(row)
    costs = []
    for model, told in by_model.items():
        replies = [row for row in told if "sent" in row]
        tokens_in = sum(row["tokens_in"] or 0 for row in replies)
        tokens_out = sum(row["tokens_out"] or 0 for row in replies)
        costs.append(
            Cost(
                model=model,
                calls=len(replies),
                sent=sum(row["sent"] for row in replies),
                tokens_in=tokens_in,
                tokens_out=tokens_out,
                uncounted=sum(row["tokens_in"] is None for row in replies),
                price=_price(tokens_in, tokens_out, prices.get(model, (None, None))),
            )
        )
    return costs


def cost_line(cost: Cost) -> str:
    """Return a cost as one line for the person who pays it."""
    line = (
        f"{cost.model}: {cost.calls:,} replies to {cost.sent:,} requests, {cost.tokens_in:,} tokens"
        f" in, {cost.tokens_out:,} out"
    )
    if cost.uncounted:
        line += f" ({cost.uncounted:,} replies not counted by the server)"
    return line if cost.price is None else f"{line}, price {cost.price:,.2f}"


def _price(tokens_in: int, tokens_out: int, prices: Sequence[float | None]) -> float | None:
    price_in, price_out = prices
    if price_in is None or price_out is None:
        return None
    return (tokens_in * price_in + tokens_out * price_out) / 1e6


def _tokens(text: str) -> int:
    letters = sum(character < "\u2e80" for character in text)
    return letters // _LETTERS_A_TOKEN + len(text) - letters
