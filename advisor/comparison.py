"""Two occupations against each other, figure by figure, in sentences."""

from advisor.explain import outlook_sentences, pay_sentences, preparation_sentences
from advisor.phrases import percent
from advisor.recommendation import TargetAssessment
from retrieval.occupations import OccupationCatalog

Pair = tuple[TargetAssessment, TargetAssessment]


def comparison_sentences(
    codes: tuple[str, str], catalog: OccupationCatalog, weighed: Pair | None
) -> list[str]:
    """Say how two occupations compare; which is better is left to the person.

    Args:
        codes: the O*NET-SOC codes, in the order named.
        catalog: pay, outlook and preparation.
        weighed: both as the predictor weighs them; None while no job of the person is known.

    Returns:
        A paragraph for each kind of figure.
    """
    first, second = (catalog.occupations[code].title for code in codes)
    if codes[0] == codes[1]:
        return [f"Both are {first} to me, so there is nothing to compare. Name another one."]
    lines = [f"{first} and {second}, by the figures I have:"]
    if weighed is None:
        lines.append("Chance: I know no job of yours yet, so I can't say how likely each is.")
    else:
        lines.append(f"Chance if you change occupation: {'; '.join(map(_chance, weighed))}.")
    lines.append("Pay. " + " ".join(_pay(code, catalog) for code in codes))
    lines.append("Growth. " + " ".join(_growth(code, catalog) for code in codes))
    lines.append("Preparation. " + " ".join(_preparation(code, catalog) for code in codes))
    lines += [
        f"{target.suggestion.title}: {caution}"
        for target in weighed or ()
        for caution in target.suggestion.cautions
    ]
    lines.append("Which is better depends on what counts for you; the figures don't decide that.")
    return lines


def _chance(weighed: TargetAssessment) -> str:
    target = weighed.suggestion
    if weighed.rank is None:
        return f"{target.title} lies in the occupation group you work in now"
    chance = percent(target.probability_if_moving)
    return f"{target.title} {chance} (rank {weighed.rank} of {weighed.of})"


def _pay(code: str, catalog: OccupationCatalog) -> str:
    pay = catalog.pay(code)
    said = pay_sentences(catalog.occupations[code].title, pay)
    return _with_broader(said, broader=bool(pay and pay.broader))


def _growth(code: str, catalog: OccupationCatalog) -> str:
    outlook = catalog.outlook(code)
    said = outlook_sentences(catalog.occupations[code].title, outlook)
    return _with_broader(said, broader=bool(outlook and outlook.broader))


def _with_broader(said: tuple[str, ...], *, broader: bool) -> str:
    """Return the first sentence, and the last where that says whose figures these are."""
    return f"{said[0]} {said[-1]}" if broader else said[0]


def _preparation(code: str, catalog: OccupationCatalog) -> str:
    occupation, outlook = catalog.occupations[code], catalog.outlook(code)
    zone, *_, last = preparation_sentences(
        occupation.title, occupation.job_zone, catalog.education(code), outlook
    )
    return f"{zone} {last}" if outlook and outlook.entry_education else zone
