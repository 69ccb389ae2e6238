"""What a wheel holds: everything that is read while it runs, nothing of the tests, no secret."""

import re
import subprocess
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
LARGEST_MB = 40
"""A wheel above this holds something that was not meant to be handed out."""
_SECRETS = re.compile(
    rb"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"
    rb"|\b(?:sk-[A-Za-z0-9_-]{32,}|gh[pousr]_[A-Za-z0-9]{36}|AKIA[0-9A-Z]{16}|xox[bp]-[0-9A-Za-z-]{20,})"
)
_KEPT_BACK = re.compile(r"\.(?:env|pem|key|sqlite|sqlite3|log|pyc)$|(?:^|/)(?:\.git|\.cache|runs)/")


def tracked(folders: Sequence[str]) -> list[str]:
    """Return the files that Git knows below folders of the source tree."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *folders], cwd=ROOT, capture_output=True, check=True
    )
    return [name.decode() for name in listed.stdout.split(b"\0") if name]


def expected() -> set[str]:
    """Return the names that the wheel has to hold, by ``pyproject.toml`` and what Git knows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    target = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    names = set(tracked(target["only-include"]))
    for source, to in target["force-include"].items():
        names |= {to + name.removeprefix(source) for name in tracked([source])}
    return names


def faults(wheel: Path, names: set[str]) -> Iterator[str]:
    """Return what is wrong with a wheel, one line each.

    Args:
        wheel: the file.
        names: what it has to hold, besides what the format itself asks for.
    """
    megabytes = wheel.stat().st_size / 1e6
    if megabytes > LARGEST_MB:
        yield f"expected at most {LARGEST_MB} MB, got {megabytes:.1f}"
    with ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if ".dist-info/" not in name}
        yield from (f"missing: {name}" for name in sorted(names - held))
        yield from (f"not expected: {name}" for name in sorted(held - names))
        for name in sorted(held):
            if _KEPT_BACK.search(name):
                yield f"not to be handed out: {name}"
            if _SECRETS.search(opened.read(name)):
                yield f"holds what looks like a secret: {name}"
