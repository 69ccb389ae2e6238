"""Fact tables are replaced only by whole ones, and damage is noticed when they are read."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.catalog import Catalog
from retrieval.errors import AdvisorError
from retrieval.fact_folder import FactFolder, Table, read_folder, write_folder

TABLE = Table("things", ("code", "what"), [("a", 'say "x", y'), ("b", "")])


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def write(folder: Path, table: Table = TABLE) -> None:
    write_folder(folder, [table], {"release": "1.0"}, "Read me.\n")


def test_round_trip(tmp_path: Path) -> None:
    write(tmp_path / "facts")
    facts = read_folder(tmp_path / "facts", "")
    assert facts.table("things") == TABLE
    assert facts.manifest["release"] == "1.0"
    assert sorted(tmp_path.iterdir()) == [tmp_path / "facts"]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))


@given(st.lists(st.tuples(CELLS, CELLS)))
def test_any_text_survives(rows: list[tuple[str, str]]) -> None:
    table = Table("t", ("a", "b"), rows)
    assert FactFolder({}, {"t": table.to_bytes()}).table("t") == table


def test_fingerprint_follows_the_facts(tmp_path: Path) -> None:
    write(tmp_path / "a")
    write(tmp_path / "b")
    write(tmp_path / "c", Table("things", TABLE.columns, [("a", "z")]))
    a, b, c = (read_folder(tmp_path / name, "").fingerprint for name in "abc")
    assert a == b != c


def test_an_earlier_folder_is_replaced_whole(tmp_path: Path) -> None:
    write(tmp_path / "facts", Table("others", ("code",), []))
    write(tmp_path / "facts")
    assert set(snapshot(tmp_path / "facts")) == {"README.md", "manifest.json", "things.csv"}


def test_other_peoples_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mother.csv").write_text("Dear mother")
    with pytest.raises(AdvisorError, match=r"holds other files \(mother.csv\)"):
        write(tmp_path / "letters")
    assert snapshot(tmp_path / "letters") == {"mother.csv": b"Dear mother"}
    write(tmp_path / "facts")
    (tmp_path / "facts" / "photo.png").write_bytes(b"")
    with pytest.raises(AdvisorError, match=r"photo.png"):
        write(tmp_path / "facts")
    with pytest.raises(AdvisorError, match="expected a folder"):
        write(tmp_path / "facts" / "photo.png")


def test_a_failure_while_writing_leaves_the_old_tables(tmp_path: Path) -> None:
    write(tmp_path / "facts")
    before = snapshot(tmp_path / "facts")
    with pytest.raises(AdvisorError, match="cannot write"):
        write(tmp_path / "facts", Table("no/such", ("code",), []))
    assert snapshot(tmp_path / "facts") == before
    assert sorted(tmp_path.iterdir()) == [tmp_path / "facts"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_no_permission(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(AdvisorError, match="cannot write"):
        write(tmp_path / "closed" / "facts")


def test_damage_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "facts"

    def complaint() -> str:
        with pytest.raises(AdvisorError) as caught:
            read_folder(folder, "run this")
        assert str(caught.value).endswith("; run this")
        return str(caught.value)

    assert "missing" in complaint()
    write(folder)
    table = folder / "things.csv"
    table.write_bytes(table.read_bytes()[:-1])
    assert "things.csv: changed or damaged" in complaint()
    table.unlink()
    assert "things.csv: an O*NET table is missing" in complaint()
    write(folder)
    manifest = folder / "manifest.json"
    stated = json.loads(manifest.read_text())
    for text in ("", "{", "[]", "{}", '{"layout": 1}', '{"layout": 1, "tables": {"things": 1}}'):
        manifest.write_text(text)
        assert "manifest.json: damaged" in complaint()
    manifest.write_text(json.dumps({**stated, "layout": 99}))
    assert "layout 99, expected" in complaint()


def test_catalog_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="run `advisor onet build"):
        Catalog.load(tmp_path / "absent")
    (tmp_path / "imported").mkdir()
    with pytest.raises(AdvisorError, match="run `advisor onet import` again, or delete"):
        Catalog.load(tmp_path / "absent", tmp_path / "imported")
