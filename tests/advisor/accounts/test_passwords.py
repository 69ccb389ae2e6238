"""The file of operators: made by the command, readable by its owner only, never in clear."""

import io
import stat
from pathlib import Path

import pytest

from advisor.accounts.passwords import AccountFile
from advisor.accounts.roles import COUNSELLOR, OPERATOR, Role
from advisor_cli.main import main
from retrieval.errors import AdvisorError

WORDS = "correct horse battery"


@pytest.fixture
def file(tmp_path: Path) -> AccountFile:
    made = AccountFile(tmp_path / "etc" / "operators", OPERATOR)
    made.add("kim", WORDS)
    return made


def test_only_the_right_password_of_the_right_name_fits(file: AccountFile) -> None:
    file.add("lee", "another long password")
    assert file.check("kim", WORDS)
    assert not file.check("lee", WORDS)
    assert not file.check("kim", WORDS.upper())
    assert not file.check("kim", "")
    assert not file.check("sam", WORDS)
    assert not file.check("kim", WORDS + "x" * 100_000)


def test_the_file_holds_no_password_and_is_its_owners(file: AccountFile) -> None:
    file.add("lee", WORDS)
    text = file.path.read_text("utf-8")
    assert WORDS not in text
    kim, lee = (line.split(":")[1] for line in text.splitlines())
    assert kim != lee, "the same password has another hash"
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert [path.name for path in file.path.parent.iterdir()] == ["operators"]


def test_a_new_password_takes_the_place_of_the_old_one(file: AccountFile) -> None:
    file.add("kim", "a new long password")
    assert file.check("kim", "a new long password")
    assert not file.check("kim", WORDS)
    file.remove("kim")
    assert not file.check("kim", "a new long password")
    assert file.names() == frozenset()


@pytest.mark.parametrize(
    ("name", "password", "why"),
    [
        ("", WORDS, "expected a name"),
        ("a:b", WORDS, "expected a name"),
        ("<b>", WORDS, "expected a name"),
        ("kim", "short", "expected a password of 12 to 200 characters, got 5"),
        ("kim", "x" * 201, "got 201"),
    ],
)
def test_what_will_not_do_is_said(file: AccountFile, name: str, password: str, why: str) -> None:
    with pytest.raises(AdvisorError, match=why):
        file.add(name, password)
    assert file.check("kim", WORDS)


@pytest.mark.parametrize(
    "line",
    [
        "kim:secret-in-clear",
        "kim",
        "kim:scrypt$1073741824$8$1$c2FsdA==$c2FsdA==",
        "kim:scrypt$32768$8$3$!$!",
        "kim:scrypt$x$8$3$c2FsdA==$c2FsdA==",
    ],
)
def test_a_damaged_line_is_named_and_not_repeated(tmp_path: Path, line: str) -> None:
    path = tmp_path / "operators"
    path.write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(AdvisorError, match="line 2: expected name:scrypt-hash") as failure:
        AccountFile(path, OPERATOR).check("kim", "anything at all")
    assert "secret-in-clear" not in str(failure.value)


def test_a_missing_file_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="advisor operators add NAME"):
        AccountFile(tmp_path / "none", OPERATOR).names()


@pytest.mark.parametrize("role", [OPERATOR, COUNSELLOR])
def test_the_command(
    role: Role, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    roles = f"{role.name}s"
    monkeypatch.delenv(role.variable, raising=False)
    assert main([roles, "add", "kim"]) == 1
    assert f"expected {role.variable} to name the file" in capsys.readouterr().err
    path = tmp_path / roles
    monkeypatch.setenv(role.variable, str(path))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{WORDS}\n"))
    assert main([roles, "add", "kim"]) == 0
    assert WORDS not in capsys.readouterr().out
    assert AccountFile(path, role).check("kim", WORDS)
    assert main([roles, "list"]) == 0
    assert capsys.readouterr().out == "kim\n"
    assert main([roles, "remove", "kim"]) == 0
    assert main([roles, "remove", "kim"]) == 1
    assert f"expected {role.one} of" in capsys.readouterr().err
