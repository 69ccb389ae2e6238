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

_START_S = 120.0
_SAYS = {"chat": "Open", "serve": "Serving on"}
"""What it prints before its address once it is up."""


class AppServer:
    """The app on a free port of 127.0.0.1 while the ``with`` block runs.

    Args:
        data_dir: holds the index; this server keeps conversations there, which outlive it.
        command: "chat" or "serve".
        settings: further ``ADVISOR_*`` variables.
    """

    def __init__(self, data_dir: Path, command: str = "chat", **settings: str) -> None:
        self.data_dir = data_dir
        self._command = command
        self.port = free_port()
        self._log = data_dir / "server.log"
        self._environment = {**os.environ, "ADVISOR_DATA_DIR": str(data_dir), **settings}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What it printed so far."""
        return self._log.read_text("utf-8")

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "advisor_cli", self._command, "--port", str(self.port)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, env=self._environment, stdout=log, stderr=subprocess.STDOUT
            )
        until = time.monotonic() + _START_S
        while f"{_SAYS[self._command]} {self.address}" not in self.log:
            if self._process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise AssertionError(f"not up after {_START_S:.0f} s: {self.log}")
            time.sleep(0.05)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def interrupt(self) -> int:
        """Press Ctrl-C; return the exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(timeout=20)

    def kill(self) -> None:
        """End the process as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
