"""A competence check as tests show it."""

from advisor.competence.check import KINDS, CompetenceCheck, SelfCheck, SelfRating
from advisor.measured import Accuracy, Counts

COUNTS = Counts(5000, 100.0, 100, 1000, 62.0, 58, 100, 12)
CHECK = CompetenceCheck(
    "29-1141.00",
    "Registered <b>Nurses</b>",
    "Registered nurses",
    0.123,
    "model-1",
    Accuracy("Registered nurses", COUNTS, "870 people it did not learn from"),
)
SAID = SelfCheck(
    "llm-1",
    ("competence_en-v1", "competence_es-v1"),
    8,
    3,
    tuple(
        SelfRating(kind, language, 4.5, 0.5, 0.75, 20, 3, 1)
        for kind in KINDS
        for language in ("en", "es")
    ),
    0.4,
    6,
    1234,
)
