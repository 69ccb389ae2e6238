"""Options that the evaluations have in common."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.settings import Settings

_SURVEYS = Path(__file__).resolve().parents[2] / "shared" / "careers"
"""Where the panels are beside a source tree."""


def add_panels(command: argparse.ArgumentParser, use: str) -> None:
    """Add ``--panels``; ``use`` says what for, in a few words."""
    command.add_argument(
        "--panels",
        type=Path,
        metavar="DIR",
        help=f"{use}; default: ../shared/careers beside the source tree, else `panels`"
        " in the advisor's data folder",
    )


def panels_folder(settings: "Settings") -> Path:
    """Return where the panels are when nobody says."""
    return _SURVEYS if _SURVEYS.is_dir() else settings.data_dir / "panels"


def natural(text: str) -> int:
    """Read a number of 0 or more."""
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


def positive(text: str) -> int:
    """Read a number of 1 or more."""
    value = natural(text)
    if value == 0:
        raise ValueError(text)
    return value
