"""Several replicas of the service on one Postgres, behind nginx, all on loopback."""

import os
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

import httpx

from tests.app_server import AppServer
from tests.nginx import Nginx
from tests.postgres import Postgres
from tests.web.signing import ORIGIN, SECRET, SITE

_SITES = f"""
[[site]]
id = "{SITE}"
name = "Careers"
origins = ["{ORIGIN}"]
anonymous = true

[[site.key]]
id = "k1"
alg = "HS256"
env = "CAREERS_KEY"
"""


class Replicas:
    """The whole service while the ``with`` block runs.

    Args:
        index_data_dir: holds the index, which every replica reads.
        count: how many replicas.
        limits: of nginx, in place of its own.
        settings: further variables of every replica.
        own: further variables of single replicas, in their order.

    Attributes:
        postgres: the database.
        servers: the replicas.
        nginx: before them.
    """

    def __init__(
        self,
        index_data_dir: Path,
        count: int = 2,
        limits: str | None = None,
        settings: Mapping[str, str] | None = None,
        own: Sequence[Mapping[str, str]] = (),
    ) -> None:
        self._open = ExitStack()
        self.folder = Path(self._open.enter_context(TemporaryDirectory(prefix="replicas-")))
        database = self._open.enter_context(TemporaryDirectory(prefix="pg-"))
        self.postgres = Postgres(Path(database))
        (self.folder / "sites.toml").write_text(_SITES, "utf-8")
        shared = self._shared() | dict(settings or {})
        self.servers: list[AppServer] = []
        for place in range(count):
            data_dir = self.folder / f"replica-{place}"
            data_dir.mkdir()
            (data_dir / "index").symlink_to(index_data_dir / "index")
            said = shared | dict(own[place] if place < len(own) else {})
            self.servers.append(AppServer(data_dir, "serve", **said))
        front = self.folder / "nginx"
        front.mkdir()
        self.nginx = Nginx(front, [server.port for server in self.servers], limits)
        for server in self.servers:
            server.set("ADVISOR_PUBLIC_URL", self.nginx.address)

    @property
    def address(self) -> str:
        """Where visitors find the service."""
        return self.nginx.address

    def _shared(self) -> dict[str, str]:
        return {
            "ADVISOR_STATE_URL": self.postgres.url,
            "ADVISOR_LOG_URL": self.postgres.url,
            "ADVISOR_LOG_SECRET": "made for tests and of no use anywhere else",
            "ADVISOR_VISIT_KEYS": "k1:made for tests and of no use anywhere else",
            "ADVISOR_SITES": str(self.folder / "sites.toml"),
            "ADVISOR_TRUSTED_PROXIES": "127.0.0.1",
            "CAREERS_KEY": SECRET,
            # One thread each: what several replicas share are the cores.
            "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "1"),
            # As the image has it: with more, what threads gave back is kept for each of them.
            "MALLOC_ARENA_MAX": "2",
        }

    def __enter__(self) -> Self:
        with ExitStack() as opened:
            opened.enter_context(self._open)
            opened.enter_context(self.postgres)
            for server in self.servers:
                server.begin()
                opened.callback(server.kill)
            opened.enter_context(self.nginx)
            for server in self.servers:
                server.wait()
            for server in self.servers:
                ready(server)
            self._open = opened.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()


def ready(server: AppServer, within_s: float = 300.0) -> None:
    """Wait until a replica says that visitors can be sent to it."""
    until = time.monotonic() + within_s
    while True:
        try:
            if httpx.get(f"{server.address}/readyz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        assert time.monotonic() < until, server.log
        time.sleep(0.05)
