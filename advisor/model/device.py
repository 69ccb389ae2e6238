"""Finds where a model runs, and with which numbers."""

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch

from retrieval.errors import AdvisorError

_LOG = logging.getLogger(__name__)
VARIABLE = "ADVISOR_DEVICE"
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Device:
    """A place to compute.

    Attributes:
        name: as torch knows it, "cpu" or "cuda:0".
        dtype: of the weights there: bfloat16 on a GPU, float32 on a CPU.
    """

    name: str
    dtype: torch.dtype

    @property
    def gpu(self) -> bool:
        """Whether it is a GPU."""
        return self.name.startswith("cuda")


def find_device(wanted: str | None = None) -> Device:
    """Return the device to use.

    Args:
        wanted: its name; None for ``ADVISOR_DEVICE`` or, if that is not set, a GPU where there
            is one.

    Raises:
        AdvisorError: the device asked for does not exist here.
    """
    wanted = wanted or os.environ.get(VARIABLE) or None
    name = wanted or ("cuda:0" if torch.cuda.is_available() else "cpu")
    try:
        torch.empty(1, device=name)
    except (RuntimeError, AssertionError) as error:
        raise AdvisorError(
            f"expected {VARIABLE} to name a device of this machine (cpu, cuda:0), got {name!r}"
        ) from error
    device = str(torch.device(name))
    return Device(device, torch.bfloat16 if device.startswith("cuda") else torch.float32)


class FittingBatches:
    """Runs work in batches, smaller ones when the device is out of memory (said once)."""

    def __init__(self, device: Device, rows: int) -> None:
        """Begin with ``rows`` at a time."""
        self._device = device
        self.rows = rows

    def run(self, items: Sequence[T], work: Callable[[Sequence[T]], list[R]]) -> list[R]:
        """Return the results of ``work`` over all items, in order.

        Raises:
            AdvisorError: not even one item fits into the device's memory.
        """
        results: list[R] = []
        while len(results) < len(items):
            batch = items[len(results) : len(results) + self.rows]
            try:
                results += work(batch)
            except torch.OutOfMemoryError as error:
                self._shrink(len(batch), error)
        return results

    def _shrink(self, rows: int, error: torch.OutOfMemoryError) -> None:
        if self._device.gpu:
            torch.cuda.empty_cache()
        if rows == 1:
            raise AdvisorError(
                f"one history does not fit into the memory of {self._device.name}:"
                f" set {VARIABLE}=cpu"
            ) from error
        self.rows = max(1, rows // 2)
        _LOG.warning("out of memory on %s: %d histories at a time", self._device.name, self.rows)
