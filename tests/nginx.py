"""A real nginx on loopback with the configuration that is shipped."""

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from tests.app_server import free_port

SHIPPED = Path(__file__).resolve().parent.parent / "deploy" / "nginx"
PROGRAM = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


class Nginx:
    """nginx before servers of 127.0.0.1 while the ``with`` block runs.

    Only the files that a deployment changes are written here: who the replicas are, and the port.

    Args:
        folder: an empty one.
        ports: of the replicas.
        limits: in place of those by address; None for those that are shipped.
    """

    def __init__(self, folder: Path, ports: Sequence[int], limits: str | None = None) -> None:
        self.port = free_port()
        self.folder = folder
        self._conf = folder / "conf"
        shutil.copytree(SHIPPED, self._conf)
        self.name_replicas(ports)
        own = f"listen 127.0.0.1:{self.port};\nset $visitor_scheme http;\n"
        own += 'set $secure_cookie "";\nset $hsts "";\n'
        (self._conf / "listen.conf").write_text(own, "utf-8")
        if limits is not None:
            (self._conf / "limits.conf").write_text(limits, "utf-8")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What it wrote so far: the lines of requests, and what it says of itself."""
        return (self.folder / "log").read_text("utf-8")

    @property
    def pid(self) -> int:
        """Number of the first process; its workers are its children."""
        assert self._process is not None
        return self._process.pid

    def name_replicas(self, ports: Sequence[int]) -> None:
        """Write who the replicas are, as upstream.conf has it."""
        lines = (SHIPPED / "upstream.conf").read_text("utf-8").splitlines()
        (pattern,) = {line.split(":7860", 1)[1] for line in lines if ":7860" in line}
        servers = [f"    server 127.0.0.1:{port}{pattern}" for port in ports]
        first = next(place for place, line in enumerate(lines) if ":7860" in line)
        kept = [line for line in lines if ":7860" not in line]
        kept[first:first] = servers
        (self._conf / "upstream.conf").write_text("\n".join(kept) + "\n", "utf-8")

    def __enter__(self) -> Self:
        assert PROGRAM is not None
        command = [PROGRAM, "-p", str(self.folder), "-c", str(self._conf / "nginx.conf")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "-g", f"daemon off;{_user()}"], stdout=log, stderr=subprocess.STDOUT
            )
        until = time.monotonic() + 20
        while True:
            try:
                httpx.get(f"{self.address}/healthz")
                return self
            except httpx.TransportError:
                assert self._process.poll() is None and time.monotonic() < until, self.log
                time.sleep(0.02)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait()


def checked(conf: Path) -> str:
    """Return what nginx says of a configuration; fails where it refuses it."""
    assert PROGRAM is not None
    command = [PROGRAM, "-t", "-p", str(conf.parent), "-c", str(conf), "-g", _user()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def _user() -> str:
    """Its workers give up root, and then could not write where a test's folder is."""
    return " user root;" if os.geteuid() == 0 else ""
