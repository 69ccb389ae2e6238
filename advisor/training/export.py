"""Puts a finished model where the product finds it: half-precision weights, calibrated."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from advisor.model.calibration import Calibration
from advisor.model.career_model import CareerModel
from advisor.model.career_probabilities import Floats
from advisor.model.manifest import YEAR_FILES, Manifest, write_manifest
from advisor.panels.examples import CareerText
from retrieval.errors import AdvisorError
from retrieval.progress import Progress

REASONER = "reasoner"
_README = "README.md"
_AT_ONCE = 512
"""Questions scored between two reports of progress."""


@dataclass(frozen=True)
class Export:
    """What is put together.

    Attributes:
        name: of the model, with its version.
        source: where the careers it learnt from come from.
        texts: folders of the trained language models, as ``pretrain`` leaves them.
        years: folders of the trained models over years, as ``teach`` leaves them.
        reasoner: folder of the model that drafts reasons; None for none.
    """

    name: str
    source: str
    texts: Sequence[Path]
    years: Sequence[Path] = ()
    reasoner: Path | None = None


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
        folder: gets the model; a README in it stays. How right an older model was does not: count
            it anew with ``advisor evaluate groups``.
        valid: careers that the temperatures are chosen on.
        titles: all states that may come next in them.
        progress: told how many of the questions are answered.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as name:
        # A folder of its own in it: the temporary one is closed to others, which would be copied.
        made = Path(name) / "model"
        made.mkdir()
        about = _write_parts(what, made)
        Calibration().write(made)
        write_manifest(made, about)
        found = calibrate(CareerModel.load(made), valid, titles, progress)
        found.write(made)
        write_manifest(made, about)
        if (folder / _README).exists():
            shutil.copy(folder / _README, made / _README)
        if folder.exists():
            # Moved, not copied over: whoever is stopped here has one whole model or the other.
            folder.rename(Path(name) / "old")
        made.rename(folder)
    return found


def _write_parts(what: Export, made: Path) -> Manifest:
    """Write tokenizer and weights, and return the manifest to write."""
    AutoTokenizer.from_pretrained(what.texts[0]).save_pretrained(made)  # nosec B615  # a local folder
    _compact(made / "tokenizer.json")
    texts = [f"text-{n}" for n in range(1, len(what.texts) + 1)]
    for source, part in zip(what.texts, texts, strict=True):
        _write_weights(source, made / part)
    years = [f"years-{n}" for n in range(1, len(what.years) + 1)]
    for source, part in zip(what.years, years, strict=True):
        (made / part).mkdir()
        for file in YEAR_FILES:
            shutil.copy(source / file, made / part / file)
    if what.reasoner:
        if not _alike(what.texts[0], what.reasoner):
            raise AdvisorError(
                f"expected a reasoner with the tokenizer of {what.texts[0]}, got {what.reasoner}:"
                " run `advisor train sft` from the pretrained model, or serve it on a server"
            )
        _write_weights(what.reasoner, made / REASONER)
    reasoner = REASONER if what.reasoner else ""
    return Manifest(what.name, what.source, texts=texts, years=years, reasoner=reasoner)


def _alike(one: Path, other: Path) -> bool:
    """Whether two models read with the same tokens."""
    vocabularies = [AutoTokenizer.from_pretrained(path).get_vocab() for path in (one, other)]  # nosec B615  # a local folder
    return bool(vocabularies[0] == vocabularies[1])


def _compact(path: Path) -> None:
    """Rewrite a JSON file without its indentation."""
    whole = json.loads(path.read_text(encoding="utf-8"))
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")


def _write_weights(source: Path, to: Path) -> None:
    """Write weights as float16, which rounds far below what training leaves open."""
    AutoModelForCausalLM.from_pretrained(source, dtype=torch.float16).save_pretrained(to)  # nosec B615  # a local folder


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
