"""A trained model over years in its folder, and its answers about whole careers."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from advisor.model.career_probabilities import Floats
from advisor.model.device import Device, FittingBatches
from advisor.model.work_years import NOT_WORKING, WorkYear
from advisor.model.year_inputs import held_kinds, year_batch
from advisor.model.year_model import YearModel, YearShape
from retrieval.errors import AdvisorError

WEIGHTS, ABOUT = "model.safetensors", "years.json"
_ROWS = 256


@dataclass(frozen=True, slots=True)
class _Row:
    """A career, where its titles are among the model's, and among those asked for."""

    years: Sequence[WorkYear]
    own: Sequence[int]


class YearMember:
    """A model over years, asked about the last of them."""

    def __init__(self, model: YearModel, titles: Sequence[str], device: Device) -> None:
        """Keep the model, which must be on the device.

        Args:
            model: folded.
            titles: what its outputs stand for.
            device: where it is; it computes in float32 anywhere, being small.
        """
        self._model = model.eval()
        self._titles = titles
        self._places = {title: place for place, title in enumerate(titles)}
        self._device = device
        self._batches = FittingBatches(device, _ROWS)

    @classmethod
    def load(cls, folder: Path, device: Device) -> Self:
        """Read a model that ``write`` wrote; raise ``AdvisorError`` if the folder is damaged."""
        model, titles = read(folder)
        return cls(model.to(device.name), titles, device)

    def next_states(self, careers: Sequence[Sequence[WorkYear]], titles: Sequence[str]) -> Floats:
        """Return (careers, titles) natural logarithms, each row summing to 1.

        Args:
            careers: each of one year or more; only the last ``longest`` years of one are read.
            titles: all states that may come next; all known to the model.

        Raises:
            AdvisorError: the model does not know a title.
        """
        asked = torch.as_tensor([self._place(title) for title in titles])
        rows = [self._row(years) for years in careers]
        order = sorted(range(len(rows)), key=lambda place: len(rows[place].years))
        # A scheme without a state of not working is that of the survey that asks about jobs only.
        survey = int(NOT_WORKING not in titles)
        found = self._batches.run(
            [rows[place] for place in order], lambda part: self._score(part, asked, survey)
        )
        result = np.empty((len(careers), len(titles)))
        result[order] = np.asarray(found).reshape(len(careers), len(titles))
        return np.asarray(result - np.logaddexp.reduce(result, axis=1, keepdims=True))

    def _place(self, title: str) -> int:
        if title not in self._places:
            raise AdvisorError(f"expected a title the model was trained with, got {title!r}")
        return self._places[title]

    def _row(self, years: Sequence[WorkYear]) -> _Row:
        read = years[-self._model.longest :]
        return _Row(read, [self._place(year.title) for year in read])

    @torch.inference_mode()
    def _score(self, rows: Sequence[_Row], asked: torch.Tensor, survey: int) -> list[Floats]:
        """Return (titles asked for,) natural logarithms for each career of a batch."""
        place = self._device.name
        batch = year_batch([row.years for row in rows], self._places, [survey] * len(rows))
        batch = batch.to(place)
        odds, hidden = self._model(batch)
        last = torch.as_tensor([len(row.own) - 1 for row in rows], device=place)
        every = torch.arange(len(rows), device=place)
        odds, hidden = odds[every, last], hidden[every, last]
        present = batch.titles[every, last]
        held = torch.zeros(len(rows), len(self._titles), dtype=torch.long)
        for number, row in enumerate(rows):
            for title, kind in held_kinds(row.own, len(row.own) - 1).items():
                held[number, title] = kind
        allowed = torch.zeros(len(self._titles), dtype=torch.bool)
        allowed[asked] = True
        result = self._model.next_states(odds, hidden, present, held.to(place), allowed.to(place))
        return list(result[:, asked.to(place)].double().cpu().numpy())


def read(folder: Path) -> tuple[YearModel, list[str]]:
    """Return a folded model and what its outputs stand for; raise ``AdvisorError`` if damaged."""
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        titles = list(about["titles"])
        model = YearModel(YearShape(**about["shape"]), np.zeros((len(titles), 0)), about["longest"])
        weights = load_file(folder / WEIGHTS)
        model.load_state_dict({name: value.float() for name, value in weights.items()})
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise AdvisorError(f"expected a model over years in {folder}, got {error}") from error
    return model.eval(), titles


def write(model: YearModel, titles: Sequence[str], folder: Path) -> None:
    """Write a folded model as float16, with what its outputs stand for."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {
        name: value.detach().half().contiguous() for name, value in model.state_dict().items()
    }
    save_file(weights, folder / WEIGHTS)
    about = {"titles": list(titles), "shape": asdict(model.shape), "longest": model.longest}
    (folder / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
