"""Turn latency, time to the first page, memory: ``python -m benchmarks.speed [--write]``.

Plays every labelled conversation through the product with the built-in interviewer and a built
index, in a process that also holds the user interface, then starts the chat anew and waits for its
page.
"""

import argparse
import json
import re
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import date
from pathlib import Path
from urllib.error import URLError

from advisor.settings import Settings
from benchmarks.machine import describe, percentile
from graph.advisor import Advisor
from graph.events import Suggested
from ui import build_app

_CONVERSATIONS = Path(__file__).resolve().parent.parent / "tests" / "conversations"
_TARGETS = {
    "turn, p50 (ms)": 200,
    "turn, p95 (ms)": 600,
    "suggestion turn, p95 (ms)": 1500,
    "start to first page (s)": 12,
    "resident memory, peak (MB)": 1500,
}


def turns(advisor: Advisor) -> tuple[list[float], list[float]]:
    """Return the milliseconds of plain turns and of turns that showed suggestions."""
    plain: list[float] = []
    suggesting: list[float] = []
    for file in sorted(_CONVERSATIONS.glob("*/*.json")):
        session = advisor.conversation()
        messages = json.loads(file.read_text("utf-8"))["messages"]
        for message in [*messages, "show me suggestions now"]:
            began = time.perf_counter()
            events = list(session.reply(message))
            took = (time.perf_counter() - began) * 1000
            shown = any(isinstance(event, Suggested) for event in events)
            (suggesting if shown else plain).append(took)
    return plain, suggesting


def first_page() -> float:
    """Start the chat in a process of its own; return the seconds until its page is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "advisor_cli", "chat", "--port", str(port)]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            while time.perf_counter() - began < 120:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                        page.read()
                        return time.perf_counter() - began
                except (URLError, ConnectionError):
                    time.sleep(0.05)
        finally:
            server.terminate()
    raise RuntimeError("the chat did not serve its page within 120 s")


def peak_memory() -> float:
    """Return this process's peak resident memory in MB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
    if found is None:
        raise RuntimeError("expected VmHWM in /proc/self/status")
    return int(found[1]) / 1024


def main() -> None:
    """Measure, print, and with ``--write`` keep the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write benchmarks/speed.md")
    args = parser.parse_args()
    advisor = Advisor.open(Settings.load(), lambda: date(2026, 11, 15), keep=False)
    build_app(advisor)
    list(advisor.conversation().reply("I was a cook from 2010 to 2015"))  # loads the embedding
    plain, suggesting = turns(advisor)
    measured = {
        "turn, p50 (ms)": percentile(plain, 0.5),
        "turn, p95 (ms)": percentile(plain, 0.95),
        "suggestion turn, p50 (ms)": percentile(suggesting, 0.5),
        "suggestion turn, p95 (ms)": percentile(suggesting, 0.95),
        "resident memory, peak (MB)": peak_memory(),
        "start to first page (s)": sorted(first_page() for _ in range(3))[1],
    }
    lines = [
        "# Speed of the built-in mode",
        "",
        f"`python -m benchmarks.speed --write` on {describe()};"
        f" {len(plain)} plain turns, {len(suggesting)} turns with suggestions, conversations in"
        " memory; the first page is the median of three starts with a built index.",
        "",
        "| what | measured | target |",
        "|---|---|---|",
        *(
            f"| {name} | {value:.4g} | {_TARGETS.get(name, '')} |"
            for name, value in measured.items()
        ),
    ]
    print("\n".join(lines))
    if args.write:
        Path(__file__).with_suffix(".md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
