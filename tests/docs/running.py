"""Runs the commands of a page one after the other, as a reader would in one terminal."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.docs.documents import ROOT, Command, Shown

_LIMIT_S = 150
_START_S = 90
# The state of the terminal goes from one command to the next through two files.
_SHELL = """set -euo pipefail
test ! -f "$STATE/env" || . "$STATE/env"
cd "$(cat "$STATE/cwd")"
{line}
declare -px > "$STATE/env"
pwd > "$STATE/cwd"
"""


class Terminal:
    """A scratch folder with what the source tree holds, a home and a data folder of its own.

    Args:
        folder: an empty folder.
        data_dir: the advisor's data folder; commands may write to it.
    """

    def __init__(self, folder: Path, data_dir: Path) -> None:
        self._work = folder / "work"
        for made in (self._work, folder / "home", folder / "bin"):
            made.mkdir()
        for entry in ROOT.iterdir():
            if not entry.name.startswith(".") and entry.name not in ("runs", "build"):
                (self._work / entry.name).symlink_to(entry)
        for name, call in (("advisor", "-m advisor_cli "), ("python", "")):
            program = folder / "bin" / name
            program.write_text(f'#!/bin/sh\nexec {sys.executable} {call}"$@"\n', "utf-8")
            program.chmod(0o755)
        (folder / "cwd").write_text(str(self._work), "utf-8")
        self._environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("ADVISOR_")},
            "ADVISOR_DATA_DIR": str(data_dir),
            "HOME": str(folder / "home"),
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "STATE": str(folder),
        }

    def do(self, step: Command | Shown) -> None:
        """Write a file or run a command; fail as soon as it does not do what the page says."""
        if isinstance(step, Shown):
            file = self._work / step.name
            assert not file.is_symlink(), f"{step.name} is a file of the source tree"
            file.write_text(step.text, "utf-8")
        elif _serves(step):
            self._serve(step)
        else:
            self._run(step)

    def _run(self, step: Command) -> None:
        done = subprocess.run(
            ["bash", "-c", _SHELL.replace("{line}", step.line)],
            env=self._environment,
            input=f"{step.typed}\n",
            capture_output=True,
            text=True,
            timeout=_LIMIT_S,
            check=False,
        )
        said = f"{step.place}: {step.line}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        assert done.returncode == 0, said
        told = [re.escape(line).replace(r"\.\.\.", ".*") for line in step.prints]
        assert re.search(".*".join(told), done.stdout, re.DOTALL), said

    def _serve(self, step: Command) -> None:
        """Start a server, wait until it answers, and stop it."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        line = f"export ADVISOR_PORT={port}\n{re.sub(r'--port +[0-9]+', '', step.line)}"
        with subprocess.Popen(
            ["bash", "-c", _SHELL.replace("{line}", line)],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as server:
            try:
                answered = _answers(f"http://127.0.0.1:{port}/", server)
            finally:
                os.killpg(server.pid, signal.SIGINT)
                printed, _ = server.communicate(timeout=30)
        assert answered, f"{step.place}: {step.line}\n{printed}"


def _serves(step: Command) -> bool:
    return any(
        call[:2] == ("advisor", "serve")
        or (call[:2] == ("advisor", "chat") and "--messages" not in call)
        for call in step.calls
        if "--help" not in call
    )


def _answers(address: str, server: "subprocess.Popen[str]") -> bool:
    until = time.monotonic() + _START_S
    while server.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=10):  # noqa: S310  # our own
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False
