"""Stands in for the model where only the job matters; a row's first word says what it does."""

import os
import signal
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from advisor.batch.scoring import SOUND
from retrieval.errors import AdvisorError


def open_upper(notes: Path) -> Any:
    """Load what answers in capitals; ``notes`` gets the process that does."""
    with (notes / "loads").open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    return partial(upper, notes)


def open_nothing() -> Any:
    raise AdvisorError("expected a model, got none")


def open_broken() -> Any:
    return broken


def broken(text: bytes) -> Mapping[str, Any]:
    raise RuntimeError(text.decode())


def upper(notes: Path, text: bytes) -> Mapping[str, Any]:
    told = text.decode().strip()
    if text != SOUND:
        act(told, notes)
    return {"told": told.upper(), "third": 1 / 3}


def act(told: str, notes: Path) -> None:
    what, _, name = told.partition(" ")
    if what == "bad":
        raise AdvisorError("expected something better")
    if what == "raise":
        raise ValueError(f"this names {name}")
    if what == "slow":
        time.sleep(0.05)
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "once" and not (notes / name).exists():
        (notes / name).touch()
        os.kill(os.getpid(), signal.SIGKILL)


def loads(notes: Path) -> list[int]:
    """Return the processes that loaded the model so far, one entry a load."""
    path = notes / "loads"
    return [int(line) for line in path.read_text("utf-8").split()] if path.exists() else []
