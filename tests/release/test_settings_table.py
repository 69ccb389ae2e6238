"""The operator guide tells every setting, as the program has it."""

from advisor.settings import Settings
from release.settings_table import PAGE, described, rendered


def test_the_guide_has_the_settings_as_they_are() -> None:
    page = PAGE.read_text("utf-8")
    assert page == rendered(page), "run: python -m release.settings_table"


def test_every_setting_is_described_once() -> None:
    names = [name for together, _ in described() for name in together]
    assert sorted(names) == sorted(Settings.model_fields)
