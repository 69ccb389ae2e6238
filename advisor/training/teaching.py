"""Trains the teachers and writes down what they answer for every year of every career."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from advisor.model.year_inputs import YearBatch, held_kinds, year_batch
from advisor.model.year_model import YearModel, YearShape, average
from advisor.panels.examples import CareerText
from advisor.training.averaging import AveragedWeights
from advisor.training.config import TeachSection
from advisor.training.documents import Withholding
from advisor.training.runs import METRICS, note
from advisor.training.title_vectors import Floats
from retrieval.errors import AdvisorError
from retrieval.progress import Progress

KEPT = 64
"""Answers kept of each year's distribution: the likeliest, which hold nearly all of it."""
_LONGEST = 80
_BATCH = 32
_LEARNING_RATE = 1e-3
_WARM_UP = 200
_AVERAGING = 0.99
_WEIGHT_DECAY = 0.1


@dataclass(frozen=True)
class TeachingData:
    """What teachers learn from.

    Attributes:
        titles: every title; a teacher's outputs are in this order.
        features: (titles, components) what is known of them.
        of_cohort: the titles of each cohort.
        train, valid: careers of two years or more.
    """

    titles: Sequence[str]
    features: Floats
    of_cohort: Mapping[str, Sequence[str]]
    train: Sequence[CareerText]
    valid: Sequence[CareerText]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The number of each title."""
        return {title: place for place, title in enumerate(self.titles)}


@dataclass(frozen=True, slots=True)
class _Questions:
    """Careers of one cohort with all questions they hold.

    ``asked`` marks (careers, years) that another year follows; the rest is by question.
    """

    batch: YearBatch
    asked: torch.Tensor
    present: torch.Tensor
    then: torch.Tensor
    held: torch.Tensor
    allowed: torch.Tensor


def train_teacher(
    data: TeachingData, seed: int, section: TeachSection, folder: Path, progress: Progress
) -> YearModel:
    """Return the teacher with the best ``valid`` perplexity, its averaged weights in place.

    Every evaluation is noted in the folder's metrics.
    """
    epochs = section.epochs
    withholding = Withholding(
        section.withhold_hours, section.withhold_employers, section.withhold_education
    )
    torch.manual_seed(seed)
    rng = random.Random(seed)  # nosec B311  # noqa: S311  # no secret
    teacher = YearModel(YearShape(), data.features, _LONGEST)
    optimizer = torch.optim.AdamW(
        teacher.parameters(), _LEARNING_RATE, (0.9, 0.98), weight_decay=_WEIGHT_DECAY
    )
    batches = math.ceil(len(data.train) / _BATCH) + 1
    averaged = AveragedWeights(teacher, _AVERAGING)
    best, kept, step = math.inf, dict[str, torch.Tensor](), 0
    for epoch in range(epochs):
        teacher.train()
        told = [
            replace(career, years=withholding.apply(career.years, rng)) for career in data.train
        ]
        for careers in _batches(told, rng):
            # Half a cosine, down to nothing.
            rate = (
                min(1, step / _WARM_UP) * 0.5 * (1 + math.cos(math.pi * step / (batches * epochs)))
            )
            for group in optimizer.param_groups:
                group["lr"] = _LEARNING_RATE * rate
            optimizer.zero_grad()
            _loss(teacher, _questions(careers, data)).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            averaged.follow(teacher)
            step += 1
            progress(f"teacher {seed}", min(step, batches * epochs), batches * epochs)
        with averaged.applied(teacher):
            found = perplexity(teacher, data)
            note(folder, METRICS, {"seed": seed, "epoch": epoch + 1, "eval_perplexity": found})
            if not math.isfinite(found):
                raise AdvisorError(f"teacher {seed} went wrong: its valid perplexity is {found}")
            if found < best:
                best = found
                kept = {name: value.clone() for name, value in teacher.state_dict().items()}
    teacher.load_state_dict(kept)
    teacher.eval()
    return teacher


def _batches(careers: Sequence[CareerText], rng: random.Random) -> Iterator[list[CareerText]]:
    """Yield careers of one cohort and of like length together, in random order."""
    batches: list[list[CareerText]] = []
    for cohort in sorted({career.cohort for career in careers}):
        drawn = [career for career in careers if career.cohort == cohort]
        rng.shuffle(drawn)
        for start in range(0, len(drawn), 20 * _BATCH):
            part = sorted(drawn[start : start + 20 * _BATCH], key=lambda c: len(c.years))
            batches += [part[place : place + _BATCH] for place in range(0, len(part), _BATCH)]
    rng.shuffle(batches)
    yield from batches


def _questions(
    careers: Sequence[CareerText], data: TeachingData, moves_only: bool = True
) -> _Questions:
    places = data.places
    cohort = careers[0].cohort
    batch = year_batch(
        [career.years for career in careers],
        places,
        [int(cohort != "nlsy97")] * len(careers),
    )
    asked = torch.zeros_like(batch.real)
    asked[:, :-1] = batch.real[:, 1:]
    present = batch.titles[asked]
    then = batch.titles[:, 1:][asked[:, :-1]]
    held = []
    for career in careers:
        titles = [places[year.title] for year in career.years]
        for year in range(len(titles) - 1):
            if moves_only and titles[year] == titles[year + 1]:
                continue
            row = torch.zeros(len(data.titles), dtype=torch.long)
            for title, kind in held_kinds(titles, year).items():
                row[title] = kind
            held.append(row)
    allowed = torch.zeros(len(data.titles), dtype=torch.bool)
    allowed[[places[title] for title in data.of_cohort[cohort]]] = True
    table = torch.stack(held) if held else torch.zeros(0, len(data.titles), dtype=torch.long)
    return _Questions(batch, asked, present, then, table, allowed)


def _loss(teacher: YearModel, questions: _Questions) -> torch.Tensor:
    """Return the mean negative log likelihood of what came next."""
    odds, hidden = teacher(questions.batch)
    odds, hidden = odds[questions.asked], hidden[questions.asked]
    same = questions.present == questions.then
    loss = functional.binary_cross_entropy_with_logits(odds, same.float(), reduction="sum")
    if (~same).any():
        scores = teacher.moves(
            hidden[~same], questions.present[~same], questions.held, questions.allowed
        )
        loss = loss + functional.nll_loss(scores, questions.then[~same], reduction="sum")
    return loss / len(same)


@torch.no_grad()
def answers(teacher: YearModel, careers: Sequence[CareerText], data: TeachingData) -> torch.Tensor:
    """Return (questions, titles) log probabilities, staying at the place of the present title.

    Questions are in the order of the careers and their years; all careers are of one cohort.
    """
    questions = _questions(careers, data, moves_only=False)
    odds, hidden = teacher(questions.batch)
    odds, hidden = odds[questions.asked], hidden[questions.asked]
    return teacher.next_states(odds, hidden, questions.present, questions.held, questions.allowed)


def perplexity(teacher: YearModel, data: TeachingData) -> float:
    """Return the perplexity of the next state of the ``valid`` people."""
    teacher.eval()
    return math.exp(-float(likelihoods([teacher], data).mean()))


def likelihoods(teachers: Sequence[YearModel], data: TeachingData) -> Floats:
    """Return (questions,) the log probability of what came next for the ``valid`` people.

    It is that of the mean of the teachers' answers; questions are in the order of the careers.
    """
    places = data.places
    found = []
    for start in range(0, len(data.valid), _BATCH):
        careers = data.valid[start : start + _BATCH]
        then = [places[year.title] for career in careers for year in career.years[1:]]
        said = average([answers(teacher, careers, data) for teacher in teachers])
        found.append(said.gather(1, torch.tensor(then)[:, None])[:, 0].double().numpy())
    return np.concatenate(found)


@dataclass(frozen=True)
class SoftAnswers:
    """What the teachers answer, for each question of a list of careers in order.

    Attributes:
        titles: (questions, kept) numbers of titles, the likeliest first.
        chances: (questions, kept) their probabilities, summing to 1.
    """

    titles: NDArray[np.int16]
    chances: NDArray[np.float16]

    def write(self, path: Path) -> None:
        """Write to a file."""
        np.savez_compressed(path, titles=self.titles, chances=self.chances)

    @classmethod
    def read(cls, path: Path) -> "SoftAnswers":
        """Read from a file; raise ``AdvisorError`` if it is missing or damaged."""
        try:
            with np.load(path) as file:
                return cls(file["titles"], file["chances"])
        except (OSError, ValueError, KeyError) as error:
            raise AdvisorError(
                f"expected teachers' answers at {path}: run `advisor train teach` with this"
                f" --config ({error})"
            ) from error


def soft_answers(
    teachers: Sequence[YearModel], careers: Sequence[CareerText], data: TeachingData
) -> SoftAnswers:
    """Return the mean of the teachers' answers to every question of careers of one cohort."""
    titles, chances = [], []
    for start in range(0, len(careers), _BATCH):
        part = careers[start : start + _BATCH]
        mean = torch.stack([answers(teacher, part, data).exp() for teacher in teachers]).mean(0)
        top = mean.topk(min(KEPT, mean.shape[1]))
        titles.append(top.indices.numpy().astype(np.int16))
        chances.append((top.values / top.values.sum(1, keepdim=True)).numpy().astype(np.float16))
    return SoftAnswers(np.concatenate(titles), np.concatenate(chances))
