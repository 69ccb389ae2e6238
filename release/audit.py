"""Asks a service of known vulnerabilities about every pinned package; says so if it cannot.

``python -m release.audit``: pip-audit over ``constraints.txt`` as it stands. A package that the
service does not know was not checked, and without a network none is: the exit code is then 3.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONSTRAINTS = Path(__file__).resolve().parent.parent / "constraints.txt"
CLEAN, FOUND, NOT_CHECKED = 0, 1, 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of it.

    Attributes:
        checked: packages that the service knew.
        vulnerable: a line for each known vulnerability.
        not_checked: packages that it did not know, or all of them.
        why: what pip-audit said, where it could not ask at all.
    """

    checked: int
    vulnerable: tuple[str, ...]
    not_checked: tuple[str, ...]
    why: str = ""

    @property
    def exit_code(self) -> int:
        """0 for a clean bill, 1 for a vulnerability, 3 if something was not checked."""
        if self.vulnerable:
            return FOUND
        return NOT_CHECKED if self.not_checked else CLEAN

    def lines(self) -> list[str]:
        """Return it in words."""
        told = list(self.vulnerable)
        if self.not_checked:
            names = ", ".join(self.not_checked[:5])
            more = len(self.not_checked) - 5
            told.append(
                f"NOT CHECKED: {len(self.not_checked)} of"
                f" {self.checked + len(self.not_checked)} packages"
                f" ({names}{f' and {more} more' if more > 0 else ''}): the service could not be"
                " asked about them. This is no clean bill; run `make audit` where the network"
                " allows it."
                f"{f' ({self.why})' if self.why else ''}"
            )
        return told or [f"No known vulnerability in {self.checked} pinned packages."]


def audit(requirements: Path = CONSTRAINTS, options: Sequence[str] = ()) -> Verdict:
    """Run pip-audit on pinned packages.

    Args:
        requirements: a file of pins.
        options: further options of pip-audit, such as another service.
    """
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(requirements)]
    command += ["--no-deps", "--disable-pip", "--format", "json"]
    command += ["--progress-spinner", "off", "--timeout", "15"]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        pins = [line.partition("==")[0] for line in requirements.read_text("utf-8").split()]
        last = (done.stderr.strip().splitlines() or [""])[-1]
        return Verdict(0, (), tuple(pins), last[:300])
    packages = report["dependencies"]
    return Verdict(
        sum("vulns" in one for one in packages),
        tuple(_told(one, known) for one in packages for known in one.get("vulns", ())),
        tuple(one["name"] for one in packages if "skip_reason" in one),
    )


def _told(package: dict[str, Any], known: dict[str, Any]) -> str:
    mended = ", ".join(known.get("fix_versions", ())) or "no version yet"
    return f"{package['name']} {package['version']}: {known['id']}, mended in {mended}"


if __name__ == "__main__":
    verdict = audit(options=sys.argv[1:])
    print("\n".join(verdict.lines()))
    sys.exit(verdict.exit_code)
