"""A release is read from a folder or a zip, and a damaged one is refused with one clear line."""

import shutil
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.errors import AdvisorError
from retrieval.release import MAX_ENTRIES, Release, open_release
from retrieval.tables import extract
from tests.retrieval.releases import CODES, tables, write_folder, write_zip

OCCUPATIONS = "db_31_7_text/Occupation Data.txt"


def read(source: Path) -> Release:
    with open_release(str(source)) as release:
        list(extract(release, sentences=True))
    return release


def refusal(source: Path) -> str:
    with pytest.raises(AdvisorError) as caught:
        read(source)
    line = str(caught.value)
    assert "\n" not in line
    return line


def archive(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries:
            file.writestr(name, content)
    return path


@pytest.mark.parametrize("inner", [True, False])
def test_reads_a_folder_with_or_without_its_inner_folder(tmp_path: Path, inner: bool) -> None:
    folder = write_folder(tmp_path)
    release = read(tmp_path if inner else folder)
    assert release.name == "31.7"
    assert release.released == "March 2031"
    assert release.codes == set(CODES)
    assert "Skills" in release
    assert "Abilities" not in release


def test_zip_and_folder_say_the_same(tmp_path: Path) -> None:
    assert read(write_zip(tmp_path / "a.zip")) == read(write_folder(tmp_path))


def test_files_may_lie_at_the_top_of_the_zip(tmp_path: Path) -> None:
    entries = [(f"{name}.txt", text.encode()) for name, text in tables().items()]
    assert read(archive(tmp_path / "flat.zip", *entries)).name == "31.7"


def test_release_is_named_by_its_folder_when_the_read_me_is_missing(tmp_path: Path) -> None:
    texts = {name: text for name, text in tables().items() if name != "Read Me"}
    assert read(write_zip(tmp_path / "a.zip", texts)).name == "31.7"
    folder = write_folder(tmp_path, texts)
    assert read(folder).name == "31.7"
    assert "which release" in refusal(folder.rename(tmp_path / "something"))


@pytest.mark.parametrize("name", [name for name in tables() if name != "Occupation Data"])
def test_any_other_table_may_be_missing(tmp_path: Path, name: str) -> None:
    texts = {other: text for other, text in tables().items() if other != name}
    assert read(write_folder(tmp_path, texts)).codes == set(CODES)


def test_columns_are_found_by_name_and_quotes_are_text(tmp_path: Path) -> None:
    with open_release(str(write_folder(tmp_path))) as release:
        rows = list(release.rows("Task Statements", "Task", "O*NET-SOC Code"))
    assert rows[0] == ('Sweep up the "shop".', "47-2031.00")


def test_nothing_there(tmp_path: Path) -> None:
    assert "no such folder or file" in refusal(tmp_path / "absent")
    assert "no Occupation Data.txt" in refusal(tmp_path)


def test_two_releases_in_one_folder(tmp_path: Path) -> None:
    shutil.copytree(write_folder(tmp_path), tmp_path / "db_31_6_text")
    assert "holds 2 releases" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a zip"),
        (b"hello", "not a zip"),
        (b"\n<!DOCTYPE html><html></html>", "a web page"),
        (b"PK\x03\x04" + bytes(100), "not a zip"),
    ],
)
def test_other_files_are_not_zips(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    assert said in refusal(tmp_path / "a.zip")


def test_zip_of_something_else(tmp_path: Path) -> None:
    assert "no Occupation Data.txt" in refusal(archive(tmp_path / "a.zip", ("x.txt", b"x")))
    assert "no Occupation Data.txt" in refusal(archive(tmp_path / "b.zip"))


def test_every_cut_of_a_zip_is_noticed(tmp_path: Path) -> None:
    whole = write_zip(tmp_path / "a.zip").read_bytes()
    for length in range(0, len(whole), 97):
        (tmp_path / "cut.zip").write_bytes(whole[:length])
        assert refusal(tmp_path / "cut.zip")


def test_changed_bytes_in_the_zip_are_noticed(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip")
    content = bytearray(path.read_bytes())
    place = content.index(b"Task Statements.txt") + 40
    content[place] ^= 0xFF
    path.write_bytes(content)
    assert "damaged" in refusal(path)


@pytest.mark.parametrize(
    "name",
    ["../evil.txt", "db/../../evil.txt", "/etc/evil.txt", "..\\evil.txt", "C:\\evil.txt"],
)
def test_names_that_point_outside(tmp_path: Path, name: str) -> None:
    path = archive(
        tmp_path / "a.zip", (OCCUPATIONS, tables()["Occupation Data"].encode()), (name, b"evil")
    )
    before = sorted(tmp_path.rglob("*"))
    assert "unsafe file name" in refusal(path)
    assert sorted(tmp_path.rglob("*")) == before


def test_links_in_a_zip(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("db_31_7_text/Skills.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = archive(
        tmp_path / "a.zip",
        (OCCUPATIONS, tables()["Occupation Data"].encode()),
        (link, b"/etc/passwd"),
    )
    assert "is a link" in refusal(path)


def test_password(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip")
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(mark, place + 4)
    path.write_bytes(content)
    assert "password" in refusal(path)


def test_unusual_packing(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as file:
        file.writestr(OCCUPATIONS, tables()["Occupation Data"])
    assert "unusual" in refusal(path)


def test_zip_bombs(tmp_path: Path) -> None:
    bomb = archive(tmp_path / "a.zip", (OCCUPATIONS, bytes(20_000_000)))
    assert "far too large" in refusal(bomb)
    many = archive(tmp_path / "b.zip", *((f"{n}.txt", b"") for n in range(MAX_ENTRIES + 1)))
    assert "larger than any" in refusal(many)


def test_a_lie_about_the_unpacked_size(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", (OCCUPATIONS, bytes(20_000_000)))
    content = bytearray(path.read_bytes())
    small = (1000).to_bytes(4, "little")
    content[22:26] = small
    central = content.rindex(b"PK\x01\x02")
    content[central + 24 : central + 28] = small
    path.write_bytes(content)
    assert "damaged" in refusal(path)


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("Occupation Data", "29-1141.00", "29-1141", "line 3"),
        ("Occupation Data", "29-1141.00", "15-1252.00", "line 3"),
        ("Occupation Data", "Title", "Name", "'Title'"),
        ("Occupation Data", "Made-up", "Made\tup", "expected 3 columns, got 4"),
        ("Alternate Titles", "Framer", "Fra\rmer", "a line break in the middle"),
        ("Job Zones", "15-1252.00|4", "15-1252.00|6", "expected 1 to 5"),
        ("Job Zones", "15-1252.00", "15-1299.00", "not in Occupation Data"),
        ("Interests", "|1.50", "|0.50", "from 1 to 7"),
        ("Interests", "|1.50", "|nan", "from 1 to 7"),
        ("Interests", "Realistic", "Real", "is 'Real' above"),
        ("Interests", "47-2031.00|1.B.1.0|Realistic|OI|1.50\r\n", "", "six OI scores"),
        ("Skills", "|3.88", "|many", "from 1 to 5"),
        ("Skills", "Recommend Suppress", "Suppress", "'Recommend Suppress'"),
        ("Related Occupations", "29-1141.00|1", "29-1141.00|one", "a rank"),
        ("Related Occupations", "47-2031.00|2", "47-2031.01|2", "Occupation Data"),
    ],
)
def test_damaged_tables(tmp_path: Path, table: str, old: str, new: str, said: str) -> None:
    texts = tables()
    damaged = texts[table].replace(old.replace("|", "\t"), new.replace("|", "\t"), 1)
    assert damaged != texts[table]
    line = refusal(write_folder(tmp_path, {**texts, table: damaged}))
    assert said in line
    assert f"{table}.txt" in line


@pytest.mark.parametrize("table", [name for name in tables() if name != "Read Me"])
def test_a_table_cut_anywhere_within_a_line(tmp_path: Path, table: str) -> None:
    text = tables()[table]
    for number, length in enumerate(range(1, len(text), 7)):
        cut = text[:length]
        if not cut.endswith("\n"):
            folder = write_folder(tmp_path / str(number), {**tables(), table: cut})
            assert table in refusal(folder)


def test_an_interest_area_that_nobody_knows(tmp_path: Path) -> None:
    texts = {**tables(), "Interests": tables()["Interests"].replace("Realistic", "Real")}
    assert "expected the areas" in refusal(write_folder(tmp_path, texts))


def test_not_utf_8(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    (folder / "Skills.txt").write_bytes("Fähigkeit\n".encode("latin-1"))
    assert "Skills.txt: not UTF-8" in refusal(folder)


def test_empty_list_of_occupations(tmp_path: Path) -> None:
    head = tables()["Occupation Data"].splitlines(keepends=True)[0]
    assert "lists no occupations" in refusal(
        write_folder(tmp_path, {**tables(), "Occupation Data": head})
    )
    assert "an empty file" in refusal(
        write_folder(tmp_path / "b", {**tables(), "Occupation Data": ""})
    )


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_to_a_zip_is_read_or_refused_in_one_line(
    tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(write_zip(tmp_path / "a.zip").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    path = tmp_path / "damaged.zip"
    path.write_bytes(content)
    try:
        read(path)
    except AdvisorError as error:
        assert "\n" not in str(error)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.sampled_from(sorted(tables())), text=st.text(max_size=200))
def test_any_text_in_a_table_is_read_or_refused_in_one_line(
    tmp_path: Path, table: str, text: str
) -> None:
    shutil.rmtree(tmp_path / "r", ignore_errors=True)
    head = tables()[table].splitlines(keepends=True)[0]
    try:
        read(write_folder(tmp_path / "r", {**tables(), table: head + text + "\r\n"}))
    except AdvisorError as error:
        assert "\n" not in str(error)
