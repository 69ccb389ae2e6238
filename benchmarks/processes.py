"""Memory and processor time of processes and their children, as Linux tells them."""

import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Sample:
    """What was so at a time.

    Attributes:
        at: seconds since the epoch.
        mib: resident memory by name, children included.
        cpu_s: processor time so far by name, children included.
        machine_s: processor time of everything on the machine.
    """

    at: float
    mib: Mapping[str, float]
    cpu_s: Mapping[str, float]
    machine_s: float


@dataclass
class Watch:
    """Samples processes while the ``with`` block runs.

    Attributes:
        pids: the first process of each name.
        every_s: between samples.
        samples: so far.
    """

    pids: Mapping[str, int]
    every_s: float = 5.0
    samples: list[Sample] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        self._thread.join()
        self.samples.append(sample(self.pids))

    def _run(self) -> None:
        while not self._stopped.is_set():
            self.samples.append(sample(self.pids))
            self._stopped.wait(self.every_s)


def sample(pids: Mapping[str, int]) -> Sample:
    """Return what is so now; processes that ended count nothing."""
    table = _table()
    mib, cpu = dict[str, float](), dict[str, float]()
    for name, first in pids.items():
        family = _family(first, table)
        mib[name] = sum(table[pid][2] for pid in family) / _MIB
        cpu[name] = sum(table[pid][1] for pid in family)
    first_line = Path("/proc/stat").read_text("utf-8").splitlines()[0].split()[1:]
    busy = sum(int(part) for place, part in enumerate(first_line[:8]) if place not in (3, 4))
    return Sample(time.time(), mib, cpu, busy / _TICKS)


def _table() -> dict[int, tuple[int, float, int]]:
    """Return parent, seconds of processor time and bytes of memory by process."""
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            parts = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        seconds = (int(parts[11]) + int(parts[12])) / _TICKS
        found[int(folder.name)] = (int(parts[1]), seconds, int(parts[21]) * _PAGE)
    return found


def _family(first: int, table: Mapping[int, tuple[int, float, int]]) -> list[int]:
    family = [first] if first in table else []
    for parent in family:  # grows while it is gone through
        family.extend(pid for pid, (of, _, _) in table.items() if of == parent)
    return family
