"""Runs ``advisor chat`` or ``advisor serve`` as a process of its own, as a person does."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

_START_S = 300.0
_SAYS = {"chat": "Open", "serve": "Serving on"}
"""What it prints before its address once it is up."""


class AppServer:
    """The app on a free port of 127.0.0.1 while the ``with`` block runs.

    Args:
        data_dir: holds the index; this server keeps conversations there, which outlive it.
        command: "chat" or "serve".
        settings: further variables.
    """

    def __init__(self, data_dir: Path, command: str = "chat", **settings: str) -> None:
        self.data_dir = data_dir
        self._command = command
        self.port = free_port()
        self._log = data_dir / "server.log"
        self._environment = {**os.environ, "ADVISOR_DATA_DIR": str(data_dir), **settings}
        self._process: subprocess.Popen[bytes] | None = None
        self._code: Path | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What it printed so far."""
        return self._log.read_text("utf-8")

    @property
    def pid(self) -> int:
        """Number of the process."""
        assert self._process is not None
        return self._process.pid

    def __enter__(self) -> Self:
        self.begin()
        self.wait()
        return self

    def set(self, name: str, value: str) -> None:
        """Change a variable for the next start."""
        self._environment[name] = value

    def begin(self) -> None:
        """Start the process, for the first time or again at the same port; do not wait for it."""
        command = [sys.executable, "-m", "advisor_cli", self._command, "--port", str(self.port)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command,
                cwd=self._code,
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def run_from(self, code: Path) -> None:
        """Take the program from another folder from now on."""
        self._code = code

    def do(self, *arguments: str) -> str:
        """Run another command of the program with the same settings; return what it printed."""
        command = [sys.executable, "-m", "advisor_cli", *arguments]
        done = subprocess.run(
            command,
            cwd=self._code,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def wait(self) -> None:
        """Wait until it listens."""
        assert self._process is not None
        until = time.monotonic() + _START_S
        while f"{_SAYS[self._command]} {self.address}" not in self.log:
            if self._process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise AssertionError(f"not up after {_START_S:.0f} s: {self.log}")
            time.sleep(0.05)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def interrupt(self, with_signal: signal.Signals = signal.SIGINT) -> int:
        """Press Ctrl-C, or end it as a supervisor does; return the exit code."""
        assert self._process is not None
        self._process.send_signal(with_signal)
        return self._process.wait(timeout=40)

    def kill(self) -> None:
        """End the process as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
