"""The title index is built once, reused, survives two builders, and is rebuilt when damaged."""

import multiprocessing
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from retrieval.catalog import Catalog
from retrieval.index import TitleIndex
from retrieval.occupations import Occupation, Pay
from retrieval.search import HybridSearch
from retrieval.title_table import TitleTable
from retrieval.told import phrases
from tests.fakes import LetterEmbedder

CODES = ("29-1141.00", "35-2014.00", "53-3032.00")


class SmallCatalog(Catalog):
    """A few real occupations, so that an index is built in a moment."""

    def __init__(self, whole: Catalog) -> None:
        self._whole = whole

    @property
    def occupations(self) -> Mapping[str, Occupation]:
        return {code: self._whole.occupations[code] for code in CODES}

    def pay(self, code: str) -> Pay | None:
        return self._whole.pay(code)


@pytest.fixture
def table(catalog: Catalog) -> TitleTable:
    return TitleTable(SmallCatalog(catalog))


def test_it_is_built_once_and_reused(table: TitleTable, tmp_path: Path) -> None:
    embedder = LetterEmbedder()
    steps: list[str] = []
    TitleIndex.open(
        table, tmp_path, embedder, lambda what, _done, _total: steps.append(what)
    ).close()
    assert steps
    first = embedder.texts
    assert first == len(table.rows) + len(phrases())
    again = TitleIndex.open(table, tmp_path, embedder)
    assert embedder.texts == first
    rows, cosines = again.nearest(again.vectors([5]), 3)[0]
    assert rows[0] == 5
    assert cosines[0] == pytest.approx(1.0, abs=1e-5)
    again.close()
    assert [path.name for path in (tmp_path / "index").glob(".building-*")] == []


@pytest.mark.parametrize(
    "name", ["manifest.json", "own.npy", "table.json", "data_level0.bin", "chroma.sqlite3"]
)
def test_a_damaged_index_is_built_again_and_said_so(
    table: TitleTable, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    TitleIndex.open(table, tmp_path, LetterEmbedder()).close()
    (file,) = (tmp_path / "index").rglob(name)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])
    index = TitleIndex.open(table, tmp_path, LetterEmbedder())
    assert len(index.nearest(index.own[:1], 3)[0][0]) == 3
    assert capsys.readouterr().err == "advisor: the title index is damaged and is built again\n"
    index.close()


def test_other_titles_get_an_index_of_their_own(catalog: Catalog, table: TitleTable) -> None:
    fewer = TitleTable(SmallCatalog(catalog), frozenset({"Trucker"}))
    assert fewer.fingerprint != table.fingerprint
    assert TitleTable(SmallCatalog(catalog)).fingerprint == table.fingerprint


def _open_and_ask(data_dir: Path, answers: "multiprocessing.Queue[str]") -> None:
    whole = Catalog.load(Path(__file__).resolve().parents[2] / "data" / "onet")
    small = TitleTable(SmallCatalog(whole))
    embedder = LetterEmbedder()
    index = TitleIndex.open(small, data_dir, embedder)
    answers.put(HybridSearch(small, index, embedder).match("RN", 1)[0].code)


def test_two_processes_may_open_it_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[str] = context.Queue()
    processes = [context.Process(target=_open_and_ask, args=(tmp_path, answers)) for _ in range(2)]
    for process in processes:
        process.start()
    assert [answers.get(timeout=90) for _ in processes] == ["29-1141.00"] * 2
    for process in processes:
        process.join()
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 1


def test_a_folder_that_cannot_be_written_is_one_clear_line(
    table: TitleTable, tmp_path: Path
) -> None:
    from retrieval.errors import AdvisorError  # noqa: PLC0415

    (tmp_path / "index").write_text("in the way")
    with pytest.raises(AdvisorError, match="ADVISOR_DATA_DIR"):
        TitleIndex.open(table, tmp_path, LetterEmbedder())


def test_nearest_by_meaning_is_almost_exact(search: HybridSearch) -> None:
    """HNSW is approximate: its recall of the 50 nearest on the real index."""
    index = search._index
    rows = list(range(100, 50_000, 2_500))
    vectors = index.vectors(rows)
    everything = np.concatenate(
        [
            index.vectors(range(i, min(i + 5_000, len(search._table.rows))))
            for i in range(0, len(search._table.rows), 5_000)
        ]
    )
    exact = np.argsort(-(vectors @ everything.T), axis=1)[:, :50]
    found = [set(rows.tolist()) for rows, _ in index.nearest(vectors, 50)]
    recall = np.mean([len(a & set(b.tolist())) / 50 for a, b in zip(found, exact, strict=True)])
    assert recall >= 0.95


def test_opening_a_built_index_reads_the_titles_and_makes_nothing(
    catalog: Catalog, table: TitleTable, tmp_path: Path
) -> None:
    embedder = LetterEmbedder()
    built = TitleIndex.open(table, tmp_path, embedder)
    again = TitleTable(SmallCatalog(catalog))
    opened = TitleIndex.open(again, tmp_path, embedder)
    assert list(again.rows) == list(table.rows)
    assert list(again.keys) == list(table.keys)
    assert again.find("r.n.") == table.find("r.n.") is not None
    searches = [
        HybridSearch(titles, index, embedder) for titles, index in ((table, built), (again, opened))
    ]
    for text in ("registred nurse", "line cok", "truckr"):
        assert searches[0].match(text) == searches[1].match(text)
    built.close()
    opened.close()


def test_a_newer_index_replaces_the_others_unless_they_are_in_use(
    catalog: Catalog, table: TitleTable, tmp_path: Path
) -> None:
    def titles(*left_out: str) -> TitleTable:
        return TitleTable(SmallCatalog(catalog), frozenset(left_out))

    def kept() -> set[str]:
        return {path.name for path in (tmp_path / "index").iterdir() if path.is_dir()}

    used, newer, newest = table, titles("Trucker"), titles("Trucker", "Line Cook")
    (tmp_path / "index" / ".building-left-behind").mkdir(parents=True)
    reader = TitleIndex.open(used, tmp_path, LetterEmbedder())
    assert kept() == {used.fingerprint}
    TitleIndex.open(newer, tmp_path, LetterEmbedder()).close()
    assert kept() == {used.fingerprint, newer.fingerprint}
    assert len(reader.nearest(reader.own[:1], 3)[0][0]) == 3
    reader.close()
    stale = tmp_path / "index" / f"{used.fingerprint}.0123abcd.use"
    stale.touch()
    TitleIndex.open(newest, tmp_path, LetterEmbedder()).close()
    assert kept() == {newest.fingerprint}
    assert list((tmp_path / "index").glob("*.use")) == []
