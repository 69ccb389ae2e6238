"""How much two ranked lists have in common."""

from collections.abc import Sequence


def overlap(one: Sequence[str], other: Sequence[str], depth: int) -> float:
    """Return the share of the first ``depth`` that both hold, 1 for two empty lists."""
    a, b = set(one[:depth]), set(other[:depth])
    longest = max(len(a), len(b))
    return len(a & b) / longest if longest else 1.0


def rank_biased_overlap(one: Sequence[str], other: Sequence[str], p: float) -> float:
    """Return the extrapolated rank-biased overlap of two rankings without ties, 0 to 1.

    Webber, Moffat and Zobel (2010), "A similarity measure for indefinite rankings", equation 32:
    agreement at each depth weighs ``p`` times that at the depth before, and that beyond the lists
    is taken to go on as at their ends.

    Args:
        one: a ranking; two empty ones are the same, an empty one shares nothing with another.
        other: a ranking, perhaps of another length.
        p: between 0 and 1; at 0.8 the first five places carry 86 % of the weight.
    """
    short, long = sorted((one, other), key=len)
    if not short:
        return 1.0 if not long else 0.0
    s, l = len(short), len(long)  # noqa: E741  # as in the paper
    common = [len(set(short[:depth]) & set(long[:depth])) for depth in range(1, l + 1)]
    total = sum(common[d - 1] / d * p**d for d in range(1, l + 1))
    at_s = common[s - 1]
    total += sum(at_s * (d - s) / (s * d) * p**d for d in range(s + 1, l + 1))
    rest = ((common[l - 1] - at_s) / l + at_s / s) * p**l
    return (1 - p) / p * total + rest
