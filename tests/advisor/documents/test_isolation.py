"""The limits of the process that reads: real limits, reached for real."""

import resource
import subprocess
import sys
from pathlib import Path

from advisor.documents.isolation import TOO_COSTLY

ROOT = Path(__file__).resolve().parents[3]
START = "from advisor.documents import extraction; extraction._limit_resources(); "


def run(code: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-c", START + code], capture_output=True, cwd=ROOT, check=False
    )


def test_memory_is_limited() -> None:
    done = run("bytearray(500 * 2**20)")
    assert done.returncode != 0
    assert b"MemoryError" in done.stderr
    assert run("bytearray(100 * 2**20)").returncode == 0


def test_nothing_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / "written"
    run(f"open({str(target)!r}, 'w').write('x')")
    assert target.read_bytes() == b""


def test_processor_time_is_limited() -> None:
    done = run("import resource; print(resource.getrlimit(resource.RLIMIT_CPU)[0])")
    assert 0 < int(done.stdout) <= 10
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] == resource.RLIM_INFINITY


def test_running_out_of_memory_has_a_status_of_its_own() -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [sys.executable, "-m", "advisor.documents.extraction", "pdf"],
            stdin=endless,
            capture_output=True,
            cwd=ROOT,
            check=False,
        )
    assert done.returncode == TOO_COSTLY
    assert done.stdout == b""
