"""Made-up outcomes: what a conversation could have come to, without holding one."""

from advisor.career import CareerHistory, Job
from advisor.evaluation.counterfactual.outcomes import Compared, Outcome
from advisor.evaluation.counterfactual.pairs import Pair
from advisor.recommendation import Recommendation, Staying, Suggestion
from retrieval.occupations import Pay


def suggestion(code: str, zone: int | None = 3, median: int | None = 50_000) -> Suggestion:
    pay = None if median is None else Pay(None, median, None, (), None, code, False, "us", 2025)
    return Suggestion(
        code=code,
        title=code,
        group=code,
        group_title=code,
        probability=0.1,
        probability_if_moving=0.2,
        moved=1,
        leavers=2,
        reasons=(),
        shared=(),
        missing=(),
        job_zone=zone,
        education=(),
        pay=pay,
        outlook=None,
        url="",
    )


def outcome(
    *shown: Suggestion, stay: float = 0.5, read: int = 2, history: CareerHistory | None = None
) -> Outcome:
    said = Recommendation(None, shown, Staying("x", "x", stay), "m", "s") if shown else None
    return Outcome(history or CareerHistory((Job("j1", "cook"),)), said, 2, read)


def letters(codes: str, zone: int | None = 3, stay: float = 0.5) -> Outcome:
    return outcome(*(suggestion(code, zone) for code in codes), stay=stay)


def pair(history: str = "cook", group: str = "women", dimension: str = "name") -> Pair:
    told = (f"I'm a {history}",)
    return Pair(history, dimension, group, "I'm Ann.", "start", told, ("I'm Ann. ", *told))


def compared(changed: Outcome, *references: Outcome, of: Pair | None = None) -> Compared:
    return Compared(of or pair(), references or (letters("abcde"),), changed)
