"""Words speak for the occupations whose titles have them."""

from pathlib import Path

import numpy as np

from retrieval.catalog import Catalog
from retrieval.title_table import TitleTable
from retrieval.wording import Wording
from tests.retrieval.test_index import CODES, SmallCatalog


def test_words_and_last_words_speak_for_the_right_occupation(
    catalog: Catalog, tmp_path: Path
) -> None:
    wording = Wording.of(TitleTable(SmallCatalog(catalog)))
    nurse, cook, trucker = range(len(CODES))
    assert np.argmax(wording.typical("night nurse")) == nurse
    assert np.argmax(wording.typical("grill cook")) == cook
    assert np.argmax(wording.ending("furniture driver")) == trucker
    assert not wording.typical("zzz").any()
    assert not wording.ending("").any()
    wording.save(tmp_path)
    again = Wording.load(tmp_path)
    assert np.array_equal(again.typical("night nurse"), wording.typical("night nurse"))
    assert np.array_equal(again.ending("line cook"), wording.ending("line cook"))
