"""Runs ``advisor serve`` as a process of its own, with a site that embeds it and an operator."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from advisor.accounts.passwords import AccountFile
from advisor.accounts.roles import OPERATOR as ROLE
from tests.app_server import free_port
from tests.web.signing import ORIGIN, SECRET, SITE

OPERATOR, PASSWORD = "olga", "a long password of olga's"  # of these tests
METRICS_TOKEN = "metrics-token-canary-5f1d"  # noqa: S105
VISIT_SECRET = "visit-secret-canary-0123456789abcdef0123456789"  # noqa: S105
_START_S = 300.0
"""Ten seconds on an idle machine."""
_ROOM = {
    "ADVISOR_REQUESTS_PER_MINUTE": "60000",
    "ADVISOR_MESSAGES_PER_MINUTE": "60000",
    "ADVISOR_ADDRESS_PER_MINUTE": "600000",
    "ADVISOR_VISITS_PER_MINUTE": "60000",
}
"""Limits that tests of other things do not reach."""


class Service:
    """The service on a free port of 127.0.0.1 while the ``with`` block runs.

    Args:
        folder: its data folder, with the index in it.
        settings: further ``ADVISOR_*`` variables.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = free_port()
        self._log = folder / "serve.log"
        sites = folder / "sites.toml"
        sites.write_text(_sites(), "utf-8")
        operators = folder / "operators.json"
        AccountFile(operators, ROLE).add(OPERATOR, PASSWORD)
        self._environment = {
            **os.environ,
            "ADVISOR_DATA_DIR": str(folder),
            "ADVISOR_SITES": str(sites),
            "ADVISOR_OPERATORS": str(operators),
            "ADVISOR_METRICS_TOKEN": METRICS_TOKEN,
            "ADVISOR_VISIT_KEYS": f"v1:{VISIT_SECRET}",
            "CAREERS_KEY": SECRET,
            **_ROOM,
            **settings,
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What it printed so far."""
        return self._log.read_text("utf-8")

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "advisor_cli", "serve", "--port", str(self.port)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, env=self._environment, stdout=log, stderr=subprocess.STDOUT
            )
        until = time.monotonic() + _START_S
        while f"Serving on {self.address}" not in self.log:
            if self._process.poll() is not None or time.monotonic() > until:
                self._end()
                raise AssertionError(f"not up after {_START_S:.0f} s: {self.log}")
            time.sleep(0.05)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def memory(self) -> int:
        """Return the bytes of memory that it holds."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def processor_s(self) -> float:
        """Return the seconds of processor time that it has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def threads(self) -> int:
        """Return how many threads it has."""
        return len(list(Path(f"/proc/{self.pid}/task").iterdir()))

    def _end(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()


def _sites() -> str:
    return (
        f'[[site]]\nid = "{SITE}"\nname = "Careers"\norigins = ["{ORIGIN}"]\nanonymous = true\n'
        '[[site.key]]\nid = "k1"\nalg = "HS256"\nenv = "CAREERS_KEY"\n'
        '[[site]]\nid = "other"\nname = "Other"\norigins = ["https://other.example"]\n'
        '[[site.key]]\nid = "k9"\nalg = "HS256"\nenv = "CAREERS_KEY"\n'
    )
