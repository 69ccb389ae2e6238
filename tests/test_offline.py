"""A session talks to nobody: every connection of a whole conversation is watched by the kernel."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

STRACE = shutil.which("strace")
LOOPBACK = re.compile(r'inet_addr\("127\.|inet_pton\(AF_INET6, "::1"')
MESSAGES = (
    "I was a cook at a diner from 2010 to 2015\n"
    "mesero in a hotel since 2016\n"
    "show me suggestions now\n"
)


@pytest.mark.system
@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_a_conversation_connects_to_nothing_but_loopback(
    tmp_path: Path, index_data_dir: Path
) -> None:
    messages = tmp_path / "messages.txt"
    messages.write_text(MESSAGES, "utf-8")
    trace = tmp_path / "trace"
    command = [sys.executable, "-m", "advisor_cli", "chat", "--messages", str(messages), "--json"]
    watched = ["strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg", "-o", str(trace)]
    done = subprocess.run(
        [*watched, *command],
        env={**os.environ, "ADVISOR_DATA_DIR": str(index_data_dir)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"suggestions"' in done.stdout
    inet = [line for line in trace.read_text("utf-8").splitlines() if "AF_INET" in line]
    assert [line for line in inet if not LOOPBACK.search(line)] == []
