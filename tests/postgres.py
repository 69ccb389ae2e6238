"""A real Postgres server on loopback, of the tests' own."""

import os
import pwd
import shutil
import socket
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
_OWNER = "postgres"


def programs() -> Path | None:
    """Return the folder of the server's programs; None where Postgres is not installed."""
    if _FOLDERS:
        return _FOLDERS[-1]
    found = shutil.which("pg_ctl")
    return Path(found).resolve().parent if found else None


class Postgres:
    """A server with an empty database while the ``with`` block runs.

    Args:
        folder: an empty one for its files; its owner must be able to reach it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        self._sockets = folder
        self.port = _free_port()

    @property
    def url(self) -> str:
        """Address of the database, as the settings take it."""
        return f"postgresql://advisor@127.0.0.1:{self.port}/postgres"

    def __enter__(self) -> Self:
        if os.geteuid() == 0:  # the server refuses to run as root
            owner = pwd.getpwnam(_OWNER)
            os.chown(self._sockets, owner.pw_uid, owner.pw_gid)
        self._run("initdb", "-D", str(self.folder), "-A", "trust", "-U", "advisor", "-N")
        with (self.folder / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(
                f"port = {self.port}\nlisten_addresses = '127.0.0.1'\n"
                f"unix_socket_directories = '{self._sockets}'\nfsync = off\n"
                # What was written before must not live on in files that are used again.
                "wal_recycle = off\nwal_init_zero = off\nmin_wal_size = '32MB'\n"
            )
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        log = self.folder / "server.log"
        self._run("pg_ctl", "-D", str(self.folder), "-w", "-l", str(log), "start")

    def stop(self) -> None:
        """Stop the server at once, as a crash would; stopped already is fine."""
        if (self.folder / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", str(self.folder), "-w", "-m", "immediate", "stop")

    @property
    def pid(self) -> int:
        """Number of the first process; the others are its children."""
        return int((self.folder / "postmaster.pid").read_text("utf-8").split()[0])

    def sql(self, statement: str) -> None:
        """Run a statement."""
        address = ("-h", "127.0.0.1", "-p", str(self.port), "-U", "advisor", "-d", "postgres")
        self._run("psql", *address, "-q", "-c", statement)

    def _run(self, program: str, *arguments: str) -> None:
        folder = programs()
        assert folder is not None
        command = [str(folder / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", _OWNER, "--", *command]
        done = subprocess.run(
            command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
        )
        assert done.returncode == 0, done.stderr.decode()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
