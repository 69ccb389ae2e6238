"""Measures the service under people: what each request took, memory, processors, rows."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.processes import Sample, Watch, sample
from tests.replicas import Replicas
from tests.web.visitor import Visitor

OUT = "LOAD_OUT"
"""Variable: where each request is written as a line of JSON."""
HURRIED = "LOAD_HURRIED"
"""Variable: set where nobody thinks between messages."""
_ARRIVE_S = 25
"""Seconds in which all of them arrive; measured is what comes after."""
_SETTLE_S = 15
_ROOT = Path(__file__).resolve().parent.parent
_SIZES = (
    "SELECT relname, pg_total_relation_size(oid), reltuples::bigint FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname"
)


@dataclass
class Run:
    """What came of a run.

    Attributes:
        replicas: how many.
        people: at once.
        thinking: whether they think between messages.
        began, ended: the time that counts, in seconds since the epoch.
        requests: each as it was written down, of the time that counts.
        samples: memory and processor of the processes.
        connections: to Postgres, the most that were open at once.
        tables: bytes and rows by table at the end.
    """

    replicas: int
    people: int
    thinking: bool
    began: float
    ended: float
    requests: list[dict[str, Any]]
    samples: list[Sample]
    connections: int
    tables: dict[str, tuple[int, int]]


@dataclass
class InARow:
    """Short conversations, one after the other: memory at each hundredth."""

    conversations: int
    mib: list[tuple[int, float]]


def crowd(replicas: Replicas, people: int, seconds: int, folder: Path, *, thinking: bool) -> Run:
    """Have people talk for so long; what happens while they arrive does not count."""
    out = folder / f"requests-{len(replicas.servers)}-{people}.jsonl"
    out.unlink(missing_ok=True)
    arrive = _ARRIVE_S if thinking else 2
    command = [sys.executable, "-m", "locust", "-f", "benchmarks/load_people.py", "--headless"]
    command += ["--host", replicas.address, "-u", str(people), "-r", str(people / arrive)]
    command += ["--run-time", f"{arrive + _SETTLE_S + seconds}s", "--stop-timeout", "5"]
    environment = os.environ | {OUT: str(out.resolve())}
    if not thinking:
        environment[HURRIED] = "yes"
    begun = time.time()
    with (folder / "locust.log").open("ab") as log:
        people_process = subprocess.Popen(
            [*command, "--only-summary"], cwd=_ROOT, env=environment, stdout=log, stderr=log
        )
    most = 0
    with Watch({**_pids(replicas), "Locust": people_process.pid}) as watch:
        while people_process.poll() is None:
            most = max(most, _connections(replicas))
            time.sleep(2)
    began = begun + arrive + _SETTLE_S
    # Locust itself takes a while to start; the time that counts ends with the last answer.
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    ended = max(line["at"] for line in lines)
    began = max(began, ended - seconds)
    requests = [line for line in lines if began <= line["at"]]
    samples = [one for one in watch.samples if began <= one.at <= ended + 1]
    count, tables = len(replicas.servers), _tables(replicas)
    return Run(count, people, thinking, began, ended, requests, samples, most, tables)


def in_a_row(replicas: Replicas, conversations: int) -> InARow:
    """Hold short conversations with the first replica, each by somebody new."""
    server = replicas.servers[0]
    found: list[tuple[int, float]] = []
    watched = {"replica": server.pid}
    for number in range(conversations):
        # Addresses of their own, as in ``load_people``: visits are limited by address.
        own = f"127.9.{number // 250}.{1 + number % 250}"
        person = Visitor(replicas.address, f"short-{number}", comes_from=own)
        conversation = person.begin("evaluation" if number % 2 else "use")
        person.say(conversation, f"I'm a cook since {1990 + number % 30}")
        if number % 3 == 0:
            person.say(conversation, "show me suggestions now")
        if number % 2:
            person.http.delete(f"/conversations/{conversation}")
        else:
            person.http.post(f"/conversations/{conversation}/leave")
        person.close()
        if number % max(1, conversations // 100) == 0:
            found.append((number, sample(watched).mib["replica"]))
    return InARow(conversations, found)


def _pids(replicas: Replicas) -> Mapping[str, int]:
    found = {f"replica {place + 1}": one.pid for place, one in enumerate(replicas.servers)}
    return found | {"nginx": replicas.nginx.pid, "Postgres": replicas.postgres.pid}


def _connections(replicas: Replicas) -> int:
    with psycopg.connect(replicas.postgres.url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
        ).fetchone()
    return int(row[0]) - 1 if row else 0


def _tables(replicas: Replicas) -> dict[str, tuple[int, int]]:
    with psycopg.connect(replicas.postgres.url, autocommit=True) as connection:
        connection.execute("ANALYZE")
        return {name: (size, rows) for name, size, rows in connection.execute(_SIZES)}
