"""Puts a finished model where the product finds it: half-precision weights, calibrated."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from advisor.model.calibration import Calibration
from advisor.model.career_model import CareerModel, Floats, Manifest, write_manifest
from advisor.panels.examples import CareerText

Progress = Callable[[str, int, int], None]
REASONER = "reasoner"
_AT_ONCE = 512
"""Questions scored between two reports of progress."""


@dataclass(frozen=True)
class Export:
    """What is put together.

    Attributes:
        name: of the model, with its version.
        source: where the careers it learnt from come from.
        trained: folders of the trained members, as ``pretrain`` leaves them.
        reasoner: folder of the model that writes reasons; None for none.
        end_mark: what closes a title; "" where each is one token.
    """

    name: str
    source: str
    trained: Sequence[Path]
    reasoner: Path | None = None
    end_mark: str = ""


def export(
    what: Export,
    folder: Path,
    valid: Sequence[CareerText],
    titles: Sequence[str],
    progress: Progress,
) -> Calibration:
    """Write the model's folder, replacing an older one once all is well.

    Args:
        what: the parts.
        folder: gets the model; its other files (a README) stay.
        valid: careers that the temperatures are chosen on.
        titles: all states that may come next in them.
        progress: told how many of the questions are answered.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as name:
        made = Path(name)
        members = _write_members(what.trained, made)
        AutoTokenizer.from_pretrained(what.trained[0]).save_pretrained(made)
        Calibration().write(made)
        reasoner = REASONER if what.reasoner else ""
        if what.reasoner:
            _write_weights(what.reasoner, made / REASONER)
        about = Manifest(what.name, what.source, what.end_mark, members, reasoner, {})
        write_manifest(made, about)
        found = calibrate(CareerModel.load(made), valid, titles, progress)
        found.write(made)
        write_manifest(made, about)
        for old in (*folder.glob("member-*"), folder / REASONER):
            shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(made, folder, dirs_exist_ok=True)
    return found


def _write_members(trained: Sequence[Path], made: Path) -> Sequence[str]:
    """Write each member's weights; return their folders."""
    members = [f"member-{n}" for n in range(1, len(trained) + 1)] if len(trained) > 1 else ["."]
    for source, member in zip(trained, members, strict=True):
        _write_weights(source, made / member)
    return members


def _write_weights(source: Path, to: Path) -> None:
    """Write weights as float16, which rounds far below what training leaves open."""
    AutoModelForCausalLM.from_pretrained(source, dtype=torch.float16).save_pretrained(to)


def calibrate(
    model: CareerModel, careers: Sequence[CareerText], titles: Sequence[str], progress: Progress
) -> Calibration:
    """Return the calibration that makes what came next in the careers likeliest."""
    asked = [career.years[:n] for career in careers for n in range(1, len(career.years))]
    places = {title: place for place, title in enumerate(titles)}
    then = [places[year.title] for career in careers for year in career.years[1:]]
    said: list[Floats] = []
    for start in range(0, len(asked), _AT_ONCE):
        said.append(model.log_probabilities(asked[start : start + _AT_ONCE], titles, False))
        progress("calibrate", min(start + _AT_ONCE, len(asked)), len(asked))
    present = np.asarray([places[years[-1].title] for years in asked])
    return Calibration.fit(np.concatenate(said), present, np.asarray(then))
