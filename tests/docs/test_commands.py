"""Every command in the documents: run for real, or, where a test cannot, at least known.

How blocks are marked is said in ``tests/docs/documents.py``.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from advisor.log.consent import Consent
from advisor.settings import Settings
from advisor_cli.main import parser
from graph.advisor import Advisor
from tests.docs.documents import ROOT, Command, commands, pages, steps
from tests.docs.running import Terminal

ELSEWHERE = frozenset(
    """accelerate apt-get bash cat cp createdb createuser curl docker git gunzip gzip kill ls mkdir
    mv nginx node npm openssl pg_dump pg_restore psql ray rm rsync sqlite3 sudo systemctl tar
    torchrun vllm""".split()  # noqa: SIM905
)
"""Programs that pages name and that are not ours; those of a block that runs have to be there."""
BUILTINS = frozenset(("cd", "echo", "export", "set", "source", "test", "unset"))
ALL = [command for page in pages() for command in commands(page)]
RUN = [page for page in pages() if any(c.mark == "" for c in commands(page))]
SLOW = [page for page in pages() if any(c.mark == "slow" for c in commands(page))]


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def talked(index_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two conversations in it, in an experiment, of people who help."""
    folder = tmp_path_factory.mktemp("talked")
    (folder / "index").symlink_to(index_data_dir / "index")
    settings = Settings(data_dir=folder, experiments=ROOT / "configs" / "experiments.toml")
    advisor = Advisor.open(settings, lambda: datetime.now(UTC).date())
    for _ in range(2):
        session = advisor.conversation()
        session.choose(Consent.EVALUATION)
        list(session.reply("I was a cook at Denny's from 2010 to 2015"))
        list(session.reply("show me suggestions now"))
    advisor.close()
    return folder


@pytest.fixture
def terminal(talked: Path, tmp_path: Path) -> Terminal:
    """A terminal in a scratch folder, with a copy of the data of those who talked."""
    shutil.copytree(talked, tmp_path / "data", symlinks=True)
    return Terminal(tmp_path, tmp_path / "data")


@pytest.mark.system
@pytest.mark.timeout(600)
@pytest.mark.parametrize("page", RUN, ids=named)
def test_the_commands_of_a_page_work(page: Path, terminal: Terminal) -> None:
    for step in steps(page):
        if not isinstance(step, Command) or step.mark == "":
            terminal.do(step)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("page", SLOW, ids=named)
def test_the_slow_commands_of_a_page_work(page: Path, terminal: Terminal) -> None:
    for step in steps(page):
        if not isinstance(step, Command) or step.mark != "not run":
            terminal.do(step)


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.place)
def test_a_command_is_known(command: Command) -> None:
    assert command.calls or "=" in command.line, f"{command.place}: no command"
    for call in command.calls:
        wrong = _wrong(call)
        assert wrong is None, f"{command.place}: {command.line}: {wrong}"


def test_commands_are_found_and_most_are_run() -> None:
    assert len(ALL) > 50
    assert sum(command.mark == "" for command in ALL) > 20
    assert {"README.md", "docs/operators.md", "docs/log.md"} <= {named(page) for page in RUN}


def test_marks_are_read_and_a_wrong_command_is_noticed() -> None:
    assert _wrong(("advisor", "predict", "--histroy", "x.json")) is not None
    assert _wrong(("advisor", "predict", "--history", "x.json")) is None
    assert _wrong(("make", "nothing-of-the-kind")) is not None
    assert _wrong(("python", "-m", "benchmarks.readme_")) is not None
    assert _wrong(("python", "-m", "benchmarks.simulated", "--spilt", "test")) is not None
    assert _wrong(("pip", "install", "-e", ".[trian]")) is not None
    assert _wrong(("certainly-not-installed",)) is not None
    joined = Command("A=1 advisor log tidy > out.txt && cd x | cat", "here")
    assert joined.calls == (("advisor", "log", "tidy"), ("cd", "x"), ("cat",))


def _wrong(call: tuple[str, ...]) -> str | None:
    """Return what is wrong with a program or its arguments; None if nothing is."""
    program, *arguments = call
    program = program.rpartition("/")[2] if "/bin/" in program else program
    if arguments[:2] == ["-m", "pip"]:
        program, arguments = "pip", arguments[2:]
    if program == "advisor" or arguments[:2] == ["-m", "advisor_cli"]:
        return _usage(arguments if program == "advisor" else arguments[2:])
    if program in ("python", "python3"):
        return _module(arguments)
    if program == "make":
        targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
        return next((f"no target {one}" for one in arguments if one not in targets), None)
    if program == "pip":
        return _extras(arguments)
    return None if program in ELSEWHERE | BUILTINS else f"{program} is not known here"


def _usage(arguments: list[str]) -> str | None:
    """Return what the command line says against arguments."""
    try:
        parser().parse_args(arguments)
    except SystemExit as stopped:
        return None if stopped.code == 0 else "the command line does not take this"
    return None


def _module(arguments: list[str]) -> str | None:
    """Return what is wrong with ``-m MODULE`` and the options behind it."""
    if arguments[:1] != ["-m"]:
        return None
    name, options = arguments[1], [a.partition("=")[0] for a in arguments if a.startswith("--")]
    try:
        if find_spec(name) is None:
            return f"no module {name}"
    except ModuleNotFoundError as error:
        return str(error)
    if not name.startswith(("benchmarks", "release")) or not options:
        return None
    known = _help(name)
    return next((f"{name} has no {o}" for o in options if not re.search(rf"{o}\b", known)), None)


@cache
def _help(module: str) -> str:
    """Return what a module prints for ``--help``."""
    asked = [sys.executable, "-m", module, "--help"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def _extras(arguments: list[str]) -> str | None:
    """Return which of the extras named is none of the project's."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for argument in arguments:
        found = re.fullmatch(r"(?:\.|career-advisor)\[([\w,]+)\]", argument)
        for extra in found[1].split(",") if found else ():
            if extra not in project["optional-dependencies"]:
                return f"no extra {extra}"
    return None
