"""How far to trust the suggestions stands in the report, PDF and Word alike."""

from dataclasses import replace
from pathlib import Path

import pytest

from advisor.career import CareerHistory
from advisor.competence.check import COUNSELLOR
from advisor.competence.wording import WEAK_GUIDE, self_sentence
from advisor.report import write_report
from retrieval.catalog import Catalog
from tests.advisor.report.test_report import KINDS, TODAY, Kind, squeezed, text_of
from tests.competence_examples import CHECK, SAID


@pytest.mark.parametrize("kind", KINDS)
def test_measured_and_self_rated_stand_apart(catalog: Catalog, tmp_path: Path, kind: Kind) -> None:
    path = tmp_path / f"report.{kind}"
    checks = (replace(CHECK, said=SAID), replace(CHECK, title="Cooks", measured=None))
    write_report(
        CareerHistory(), None, None, path, checks=checks, kind=kind, today=TODAY, catalog=catalog
    )
    text = text_of(path)
    assert squeezed("How far to trust this") in text
    assert squeezed("870 people it did not learn from") in text
    for cell in ("12 %", "6.2 %", "5.8 % (4.5 % to 7.4 %)"):
        assert squeezed(cell) in text
    measured, said = squeezed("5.8 % (4.5 %"), squeezed(self_sentence(SAID))
    assert text.index(measured) < text.index(said) < text.index(squeezed(WEAK_GUIDE))
    assert squeezed("Cooks: How right model-1 is about this kind of work was not measured.") in text
    assert text.count(squeezed(COUNSELLOR)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_said_of_ratings_nobody_gave(
    catalog: Catalog, tmp_path: Path, kind: Kind
) -> None:
    path = tmp_path / f"report.{kind}"
    write_report(
        CareerHistory(), None, None, path, checks=(CHECK,), kind=kind, today=TODAY, catalog=catalog
    )
    assert squeezed(WEAK_GUIDE) not in text_of(path)
    write_report(CareerHistory(), None, None, path, kind=kind, today=TODAY, catalog=catalog)
    assert squeezed("How far to trust this") not in text_of(path)
