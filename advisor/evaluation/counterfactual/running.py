"""Tells every pair of histories to an interviewer and collects what came of it."""

from collections.abc import Sequence

from advisor.evaluation.counterfactual.outcomes import Compared, Outcome, Talk
from advisor.evaluation.counterfactual.pairs import Pair
from retrieval.progress import Progress


def compare(
    pairs: Sequence[Pair], talk: Talk, repeats: int = 1, progress: Progress | None = None
) -> list[Compared]:
    """Tell the pairs, each history without a swap once for all its pairs.

    Args:
        pairs: what to tell.
        talk: holds a conversation and returns what it came to.
        repeats: how often a history is told without a swap, to see what differs by itself.
        progress: told how many pairs are done.

    Raises:
        AdvisorError: a conversation failed.
    """
    references: dict[tuple[str, ...], tuple[Outcome, ...]] = {}
    found = []
    for done, pair in enumerate(pairs):
        if progress:
            progress("pairs", done, len(pairs))
        if pair.reference not in references:
            references[pair.reference] = tuple(talk(pair.reference) for _ in range(repeats))
        found.append(Compared(pair, references[pair.reference], talk(pair.changed)))
    if progress:
        progress("pairs", len(pairs), len(pairs))
    return found
