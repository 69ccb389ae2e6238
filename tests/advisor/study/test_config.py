"""The settings of a study that are shipped as an example."""

from pathlib import Path

from advisor.instruments.reading import available
from advisor.settings import Settings
from advisor.study.config import StudyConfig
from advisor.study.plan import make_plan

EXAMPLE = Path(__file__).resolve().parents[3] / "configs" / "study.toml"


def test_the_example_is_a_study_that_can_be_run() -> None:
    plan = make_plan(StudyConfig.read(EXAMPLE), available(Settings(instruments_dir=None)))
    assert len(list(plan.calls("model-1"))) == 20 * 2 * 60 * 3 * 2
    texts = {plan.text(call) for call in plan.calls("model-2") if call.repeat == 1}
    # Every item in every language, wording and questionnaire is a question of its own.
    assert len(texts) == 2 * 60 * 3 * 2
