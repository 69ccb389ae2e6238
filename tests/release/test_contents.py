"""What a wheel may hold: a check that would notice what is missing, too much, or secret."""

from pathlib import Path
from zipfile import ZipFile

from release.contents import expected, faults


def wheel(folder: Path, files: dict[str, bytes]) -> Path:
    path = folder / "x-1-py3-none-any.whl"
    with ZipFile(path, "w") as made:
        for name, text in {"x-1.dist-info/METADATA": b"", **files}.items():
            made.writestr(name, text)
    return path


def test_a_wheel_holds_what_is_read_while_it_runs() -> None:
    names = expected()
    for name in (
        "advisor/log/migrations/env.py",
        "graph/prompts/understand-v3.txt",
        "retrieval/words/lexicon.csv",
        "ui.py",
        "career_advisor_data/model/manifest.json",
        "career_advisor_data/names/names.csv",
    ):
        assert name in names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/", "release/"))]


def test_a_wheel_as_it_should_be_has_no_fault(tmp_path: Path) -> None:
    files = {"a/b.py": b"KEY = os.environ['KEY']", "ui.py": b""}
    assert list(faults(wheel(tmp_path, files), set(files))) == []


def test_faults_are_found(tmp_path: Path) -> None:
    files = {
        "tests/test_x.py": b"",
        "a/server.pem": b"-----BEGIN PRIVATE KEY-----\nMII",
        "a/log.sqlite": b"",
    }
    assert list(faults(wheel(tmp_path, files), {"a/server.pem", "a/b.py"})) == [
        "missing: a/b.py",
        "not expected: a/log.sqlite",
        "not expected: tests/test_x.py",
        "not to be handed out: a/log.sqlite",
        "not to be handed out: a/server.pem",
        "holds what looks like a secret: a/server.pem",
    ]
