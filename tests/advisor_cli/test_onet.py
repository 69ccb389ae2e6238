"""``advisor onet`` builds, imports and shows, and a failure leaves everything as it was."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor_cli.main import main
from retrieval.catalog import Catalog
from tests.retrieval.file_server import serve
from tests.retrieval.releases import tables, write_folder, write_zip

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "onet"


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(folder))
    monkeypatch.setenv("ADVISOR_ONET_DIR", str(SHIPPED))
    return folder


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serve(write_zip(tmp_path / "served.zip").read_bytes()) as base:
        yield base


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    """Return what was said on standard error, which must be one line and no traceback."""
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.startswith("advisor: ")
    return captured.err


def test_build_takes_groups_and_pay_from_the_present_tables(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["onet", "build", "--from", str(write_folder(tmp_path)), "--out", str(out)]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"O*NET 31.7: 3 occupations written to {out}\n"
    assert "not in this release: Work Values" in captured.err
    assert "kept from the tables before: work_values" in captured.err
    built, shipped = Catalog.load(out), Catalog.load(SHIPPED)
    assert built.pay("29-1141.00") == shipped.pay("29-1141.00")
    assert built.occupations["29-1141.00"].groups == shipped.occupations["29-1141.00"].groups
    assert built.occupations["29-1141.00"].description is None
    assert "descriptions" not in (out / "README.md").read_text().split("Facts only")[0]
    assert not data_dir.exists()


def test_build_from_a_zip_replaces_the_tables_in_use(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_ONET_DIR", str(tmp_path / "onet"))
    source = write_zip(tmp_path / "a.zip")
    assert main(["onet", "build", "--from", str(source)]) == 0
    first = snapshot(tmp_path / "onet")
    assert main(["onet", "build", "--from", str(source)]) == 0
    assert snapshot(tmp_path / "onet") == first
    assert not data_dir.exists()


@pytest.fixture(params=["build", "import"])
def command(
    request: pytest.FixtureRequest, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """Return the start of a command that would replace the tables in ``data_dir``."""
    if request.param == "build":
        monkeypatch.setenv("ADVISOR_ONET_DIR", str(data_dir / "onet"))
    return ["onet", request.param, "--timeout", "0.3", "--from"]


@pytest.mark.parametrize(
    "name", ["missing.zip", "page.zip", "cut.zip", "chunk-cut.zip", "stalled.zip", "trickle.zip"]
)
def test_a_bad_download_changes_nothing(
    name: str,
    command: list[str],
    address: str,
    data_dir: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    earlier = ["onet", "build", "--from", f"{address}/release.zip"]
    assert main([*earlier, "--out", str(data_dir / "onet")]) == 0
    capsys.readouterr()
    before = snapshot(data_dir)
    assert main([*command, f"{address}/{name}"]) == 1
    assert name in one_line(capsys)
    assert snapshot(data_dir) == before


def test_a_damaged_release_changes_nothing(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = tables()
    texts["Related Occupations"] = texts["Related Occupations"][:-5]
    source = write_zip(tmp_path / "a.zip", texts)
    assert main(["onet", "import", "--from", str(source)]) == 1
    assert "Related Occupations.txt: its last line is cut off" in one_line(capsys)
    assert not (data_dir / "onet").exists()
    assert snapshot(data_dir) == {}


def test_import_leaves_other_files_alone(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data_dir / "onet").mkdir(parents=True)
    (data_dir / "onet" / "diary.txt").write_text("mine")
    assert main(["onet", "import", "--from", str(write_folder(tmp_path))]) == 1
    assert "diary.txt" in one_line(capsys)
    assert snapshot(data_dir) == {"onet/diary.txt": b"mine"}


@pytest.mark.system
def test_import_from_a_server_and_show(
    address: str, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["onet", "import", "--from", f"{address}/moved.zip"]) == 0
    assert f"3 occupations written to {data_dir / 'onet'}" in capsys.readouterr().out
    assert [path.name for path in data_dir.iterdir() if path.name.startswith(".")] == []
    assert main(["onet", "show", "47-2031.00", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["release"] == "31.7"
    assert shown["description"] == "Made-up words on Carpenters."
    assert shown["tasks"] == ["Cut boards to length.", 'Sweep up the "shop".']
    assert shown["pay"]["soc"] == "47-2031"
    assert shown["groups"][0]["title"] == "Carpenters"
    assert main(["onet", "show", "47-2031.00"]) == 0
    text = capsys.readouterr().out
    assert "Tasks: Cut boards to length.; Sweep" in text
    assert "Values (1-7): " in text


def test_show_prints_figures_with_their_source(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["onet", "show", "29-1211.00"]) == 0
    text = capsys.readouterr().out
    assert "29-1211.00 Anesthesiologists" in text
    assert "median at least $239,200" in text
    assert "Occupational Employment and Wage Statistics 2024, SOC 29-1211" in text
    assert "Employment Projections 2024-34" in text
    assert "O*NET 30.1 Database" in text
    assert main(["onet", "show", "25-9043.00"]) == 0
    assert "SOC 25-9045, a wider group" in capsys.readouterr().out
    assert main(["onet", "show", "27-2011.00"]) == 0
    assert "median $23.33 an hour (no annual wage published)" in capsys.readouterr().out
    assert main(["onet", "show", "55-3016.00"]) == 0
    assert "Pay: not published" in capsys.readouterr().out
    assert not data_dir.exists()


@pytest.mark.usefixtures("data_dir")
def test_show_an_unknown_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["onet", "show", "nurse"]) == 1
    assert "no occupation 'nurse' in O*NET 30.1" in one_line(capsys)


def test_no_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ADVISOR_ONET_DIR", str(tmp_path / "absent"))
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path / "data"))
    assert main(["onet", "show", "29-1141.00"]) == 1
    assert "run `advisor onet build" in one_line(capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["build"],
        ["import"],
        ["show"],
        ["build", "--from", "x", "--timeout", "soon"],
        ["build", "--from", "x", "--timeout", "0"],
        ["erase"],
    ],
)
def test_bad_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["onet", *arguments])
    assert caught.value.code == 2
