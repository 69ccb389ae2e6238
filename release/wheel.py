"""Builds the wheel and tries it out in a clean environment, away from the source tree.

``python -m release.wheel``: sdist, wheel from the sdist, contents, an environment of its own with
torch first, ``pip check``, and what a person begins with. ``--build`` stops at the contents.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from release.contents import ROOT, expected, faults
from retrieval.errors import AdvisorError

DIST = ROOT / "dist"
_MESSAGES = (
    "I was a cook from 2010 to 2014 and have been a registered nurse since 2015\n"
    "show me suggestions now\n"
)
_HISTORY = {"jobs": [{"title": "registered nurse", "start": 2015, "end": "present"}]}
_TRIED = (
    (["--version"], "advisor "),
    (["--help"], "occupations"),
    (["occupations", "match", "nurse"], "Registered Nurses"),
    (["predict", "--history", "history.json", "--json"], '"suggestions"'),
    (["chat", "--messages", "messages.txt"], "Here are"),
)
"""Arguments, and what has to be printed."""


def build() -> Path:
    """Build sdist and wheel into ``dist``; return the wheel.

    Raises:
        AdvisorError: the build failed, or the wheel lacks something or holds too much.
    """
    shutil.rmtree(DIST, ignore_errors=True)
    _call([sys.executable, "-m", "build", "--outdir", str(DIST), str(ROOT)], ROOT, os.environ)
    (wheel,) = DIST.glob("*.whl")
    wrong = list(faults(wheel, expected()))
    if wrong:
        raise AdvisorError(f"{wheel.name}: {'; '.join(wrong[:10])}")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """Install the wheel into an environment of its own and return that environment's programs."""
    environment = folder / "environment"
    _call([sys.executable, "-m", "venv", str(environment)], folder, os.environ)
    pip = [str(environment / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    constraints = ROOT / "constraints.txt"
    pins = constraints.read_text("utf-8").splitlines()
    (torch,) = [pin for pin in pins if pin.startswith("torch==")]
    # Compiling all that is installed takes longer than all that is tried out here.
    put = [*pip, "install", "--quiet", "--no-compile"]
    _call([*put, torch], folder, os.environ)
    _call([*put, "-c", str(constraints), str(wheel)], folder, os.environ)
    _call([*pip, "check"], folder, os.environ)
    return environment / "bin"


def try_out(programs: Path, folder: Path) -> None:
    """Run what a person begins with, in a folder without the source tree."""
    (folder / "messages.txt").write_text(_MESSAGES, "utf-8")
    (folder / "history.json").write_text(json.dumps(_HISTORY), "utf-8")
    data = folder / "data"
    data.mkdir()
    if (ROOT / ".cache" / "index").is_dir():  # named by what is in it: another one is built
        shutil.copytree(ROOT / ".cache" / "index", data / "index")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ADVISOR_", "PYTHON"))}
    environment = {**kept, "ADVISOR_DATA_DIR": str(data)}
    advisor = str(programs / "advisor")
    for arguments, told in _TRIED:
        said = _call([advisor, *arguments], folder, environment)
        if told not in said:
            raise AdvisorError(f"advisor {' '.join(arguments)}: expected {told!r}, got: {said}")
        if arguments == ["--help"] and re.search(r"^ +serve ", said, re.MULTILINE):
            _call([advisor, "serve", "--help"], folder, environment)
    _is_away_from_the_sources(programs, folder, environment)


def _is_away_from_the_sources(programs: Path, folder: Path, environment: Mapping[str, str]) -> None:
    asked = "import advisor, advisor.settings as s; print(advisor.__file__, s.Settings().model_dir)"
    used = _call([str(programs / "python"), "-c", asked], folder, environment).split()
    if not all(Path(path).is_relative_to(folder) for path in used):
        raise AdvisorError(f"expected program and model inside {folder}, got {used}")


def _call(command: list[str], folder: Path, environment: Mapping[str, str]) -> str:
    """Run a command, say how long it took, and return what it printed."""
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    shown = " ".join([Path(command[0]).name, *command[1:]])
    print(f"{time.monotonic() - began:6.1f} s  {shown}", flush=True)
    if done.returncode != 0:
        last = (done.stderr or done.stdout)[-1500:]
        raise AdvisorError(f"{shown}: exit code {done.returncode}\n{last}")
    return done.stdout


def main() -> int:
    """Build, check, install, try out; return 0, or 1 with a line that says what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m release.wheel", description=__doc__)
    parser.add_argument("--build", action="store_true", help="build and check its contents only")
    asked = parser.parse_args()
    try:
        wheel = build()
        print(
            f"{wheel.relative_to(ROOT)}: {wheel.stat().st_size / 1e6:.1f} MB, contents as expected"
        )
        if not asked.build:
            with TemporaryDirectory(prefix="release-") as name:
                # The names of temporary folders may be links, which paths are compared with.
                folder = Path(name).resolve()
                try_out(install(wheel, folder), folder)
            print("installs and runs in a clean environment")
    except AdvisorError as error:
        print(f"release: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
