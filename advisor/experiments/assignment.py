"""Which variant a conversation gets: by a salted hash of its id, the same wherever it is asked."""

import hashlib
import hmac
from itertools import accumulate

from advisor.experiments.config import Experiment, Experiments

_BITS = 64


def assigned(experiments: Experiments, conversation_id: str) -> dict[str, str]:
    """Return the variant by experiment, for those that a new conversation takes part in."""
    found = ((one.name, variant_of(one, conversation_id)) for one in experiments.experiments)
    return {name: variant for name, variant in found if variant is not None}


def variant_of(experiment: Experiment, conversation_id: str) -> str | None:
    """Return the variant of a new conversation; None if it does not take part.

    Taking part and the variant are drawn apart, so that a larger share lets others in and moves
    nobody who would have been in before; and each experiment draws for itself, even with the salt
    of another.
    """
    if _uniform(experiment, "share", conversation_id) >= experiment.share:
        return None
    bounds = list(accumulate(variant.weight for variant in experiment.variants))
    point = _uniform(experiment, "variant", conversation_id) * bounds[-1]
    for variant, bound in zip(experiment.variants, bounds, strict=True):
        if point < bound:
            return variant.name
    return experiment.variants[-1].name  # the product was rounded up to the last bound


def _uniform(experiment: Experiment, drawn: str, conversation_id: str) -> float:
    """Return a number in [0, 1): HMAC-SHA256 keyed by the salt."""
    message = "\n".join((experiment.name, drawn, conversation_id))
    digest = hmac.digest(experiment.salt.encode(), message.encode(), hashlib.sha256)
    # 53 bits fit a float exactly, so that it never becomes 1.
    return (int.from_bytes(digest[: _BITS // 8], "big") >> (_BITS - 53)) / 2**53
