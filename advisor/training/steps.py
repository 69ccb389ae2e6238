"""The steps of a training run, each from the settings to a sentence about what came out."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import cast

import numpy as np
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from advisor.model.reasons import ReasonWriter
from advisor.model.themes import Theme
from advisor.model.title_facts import title_facts
from advisor.model.work_years import IDLE, SAME
from advisor.model.year_member import ABOUT
from advisor.model.year_member import read as read_years
from advisor.model.year_member import write as write_years
from advisor.panels.building import careers_path
from advisor.panels.codes import OccupationCodes
from advisor.panels.examples import CareerText, read_careers_file, titles_of
from advisor.panels.observed import Cohort
from advisor.settings import Settings
from advisor.training.career_trainer import BEST, Documents
from advisor.training.config import TrainingConfig
from advisor.training.documents import CareerDocuments, SoftTokens, Withholding
from advisor.training.export import Export
from advisor.training.export import export as write_model
from advisor.training.pretrain import Vocabulary
from advisor.training.pretrain import pretrain as train_from_scratch
from advisor.training.runs import begin
from advisor.training.teaching import (
    SoftAnswers,
    TeachingData,
    likelihoods,
    soft_answers,
    train_teacher,
)
from advisor.training.title_vectors import Floats, title_features
from advisor.training.tokenizer import build_tokenizer
from retrieval.catalog import Catalog
from retrieval.embedding import MiniLM
from retrieval.errors import AdvisorError
from retrieval.progress import Progress

TOKENIZER = "tokenizer"
TEACH = "teach"
PRETRAIN = "pretrain"
TEACHER = "teacher"
LIKELIHOODS = "valid.npy"
"""What the teachers gave to what came next for each ``valid`` question."""
_REASONS, _REASONS_EACH = 2000, 5
"""Careers of each cohort, and reasons of each, that the tokenizer learns words from."""
SOURCE = (
    "U.S. Bureau of Labor Statistics, National Longitudinal Surveys of Youth 1997 (people born"
    " 1980-84; the counts are of these) and 1979 (born 1957-64), public-use files"
)


def tokenizer(config: TrainingConfig, _: Progress) -> str:
    """Build the tokenizer and write it to the run's folder."""
    facts = _Facts.load()
    titles = all_titles(facts.codes)
    folder = begin(config, TOKENIZER, _train_paths(config))
    reasons = _sample_reasons(config, facts)
    corpus = chain(titles, _title_corpus(facts.catalog), reasons)
    built = build_tokenizer(titles, corpus, config.tokenizer.byte_pairs)
    built.save_pretrained(folder)
    return f"{folder}: {len(built):,} tokens, {len(titles)} of them titles"


def _title_corpus(catalog: Catalog) -> Iterator[str]:
    for occupation in catalog.occupations.values():
        yield occupation.title
        yield from occupation.alternate_titles


def _sample_reasons(config: TrainingConfig, facts: "_Facts") -> Iterator[str]:
    """Yield reasons as the evidence writer puts them, so that their words are whole tokens."""
    writer = ReasonWriter(title_facts(facts.codes.groups_of_title, facts.catalog))
    rng = random.Random(config.seed)  # nosec B311  # noqa: S311  # no secret
    for path in _train_paths(config):
        for career in islice(read_careers_file(path), _REASONS):
            for _ in range(_REASONS_EACH):
                years = career.years[: rng.randint(1, len(career.years))]
                yield writer.write(years, rng.choice(list(Theme)), rng)


def all_titles(codes: OccupationCodes) -> Sequence[str]:
    """Return everything a year can be told as, of both cohorts, each once."""
    cohorts: tuple[Cohort, ...] = ("nlsy97", "nlsy79")
    titles = [title for cohort in cohorts for title in titles_of(codes, cohort).values()]
    return list(dict.fromkeys([*titles, *IDLE, SAME]))


def teach(config: TrainingConfig, progress: Progress) -> str:
    """Train the teachers on the ``train`` people and write down their answers about them."""
    facts = _Facts.load()
    valid_path = careers_path(config.data.careers, config.data.valid_cohort, "valid")
    folder = begin(config, TEACH, [*_train_paths(config), valid_path])
    careers = {cohort: told(path) for cohort, path in _by_cohort(config).items()}
    titles = [title for title in all_titles(facts.codes) if title != SAME]
    features = facts.features(titles)
    data = TeachingData(
        titles=titles,
        features=features if config.teach.title_features else np.zeros_like(features),
        of_cohort={cohort: facts.states(cohort) for cohort in config.data.cohorts},
        train=[career for part in careers.values() for career in part],
        valid=told(valid_path),
    )
    teachers = []
    for n in range(config.teach.teachers):
        place = folder / f"{TEACHER}-{n + 1}"
        # A run that was stopped goes on with the first teacher that is not there yet.
        if not (place / ABOUT).exists():
            made = train_teacher(data, config.seed * 100 + n, config.teach, folder, progress)
            write_years(made.folded(), titles, place)
        teachers.append(read_years(place)[0])
    found = likelihoods(teachers, data)
    np.save(folder / LIKELIHOODS, found)
    if config.pretrain.soft:
        for cohort, part in careers.items():
            soft_answers(teachers, part, data).write(folder / f"{cohort}.npz")
    perplexity = math.exp(-float(found.mean()))
    return (
        f"{folder}: {len(teachers)} teachers, {config.data.valid_cohort} valid perplexity of their"
        f" mean {perplexity:.3f}"
    )


def pretrain(config: TrainingConfig, _: Progress) -> str:
    """Train from scratch on the ``train`` people of the cohorts, each member from another seed."""
    facts = _Facts.load()
    words = _tokenizer(config.run / TOKENIZER)
    section = config.pretrain
    taught = [config.run / TEACH / f"{cohort}.npz" for cohort in config.data.cohorts]
    valid_path = careers_path(config.data.careers, config.data.valid_cohort, "valid")
    inputs = [*_train_paths(config), valid_path, config.run / TOKENIZER / "tokenizer.json"]
    people = [career for path in _train_paths(config) for career in told(path)]
    withholding = Withholding(
        section.withhold_hours, section.withhold_employers, section.withhold_education
    )
    titles = all_titles(facts.codes)
    soft = soft_tokens(taught, people, words, titles) if section.soft else None
    features = facts.features(titles) if section.title_features else None
    vocabulary = Vocabulary(words, title_ids(words, titles), features)
    found = []
    for folder, seed in member_folders(config):
        documents = Documents(
            CareerDocuments(people, words, withholding, seed, soft),
            CareerDocuments(told(valid_path), words),
            title_ids(words, [*facts.states(config.data.valid_cohort), SAME]),
            [*inputs, *(taught if section.soft else [])],
        )
        best = train_from_scratch(config, seed, folder, vocabulary, documents)
        found.append(f"{folder}: {config.data.valid_cohort} valid perplexity {best:.3f}")
    return "\n".join(found)


def member_folders(config: TrainingConfig) -> Sequence[tuple[Path, int]]:
    """Return the folder and the seed of each member that ``pretrain`` trains."""
    names = [PRETRAIN, *(f"{PRETRAIN}-{n}" for n in range(2, config.pretrain.members + 1))]
    return [(config.run / name, config.seed + n) for n, name in enumerate(names)]


def export(config: TrainingConfig, progress: Progress) -> str:
    """Put the trained members where the product finds them, calibrated on ``valid``."""
    facts = _Facts.load()
    section = config.export
    texts = [folder / BEST for folder, _ in member_folders(config)]
    years = [config.run / TEACH / f"{TEACHER}-{n}" for n in range(1, section.teachers + 1)]
    reasoner = config.run / section.reasoner / BEST if section.reasoner else None
    for path in (*texts, *years, *([reasoner] if reasoner else [])):
        if not (path / "model.safetensors").exists():
            step = path.relative_to(config.run).parts[0].partition("-")[0]
            raise AdvisorError(
                f"expected a trained model in {path}: run `advisor train {step}` with this --config"
            )
    careers = told(careers_path(config.data.careers, config.data.valid_cohort, "valid"))
    found = write_model(
        Export(config.name, SOURCE, texts, years, reasoner),
        section.folder,
        careers,
        facts.states(config.data.valid_cohort),
        progress,
    )
    return f"{section.folder}: {config.name}, {len(texts)} + {len(years)} members, {found}"


@dataclass(frozen=True)
class _Facts:
    """What the product knows of occupations."""

    catalog: Catalog
    codes: OccupationCodes

    @classmethod
    def load(cls) -> "_Facts":
        settings = Settings.load()
        catalog = Catalog.load(settings.onet_dir)
        return cls(catalog, OccupationCodes.load(settings.careers_dir, catalog))

    def states(self, cohort: Cohort) -> Sequence[str]:
        return [*titles_of(self.codes, cohort).values(), *IDLE]

    def features(self, titles: Sequence[str]) -> Floats:
        return title_features(titles, self.codes, self.catalog, MiniLM().embed)


def _by_cohort(config: TrainingConfig) -> Mapping[Cohort, Path]:
    folder = config.data.careers
    return {cohort: careers_path(folder, cohort, "train") for cohort in config.data.cohorts}


def _train_paths(config: TrainingConfig) -> Sequence[Path]:
    return list(_by_cohort(config).values())


def soft_tokens(
    paths: Sequence[Path],
    people: Sequence[CareerText],
    words: PreTrainedTokenizerFast,
    titles: Sequence[str],
) -> SoftTokens:
    """Return the teachers' answers to all questions of the people, as tokens.

    Staying, which teachers answer by the present title, is told as ``SAME``.
    """
    parts = [SoftAnswers.read(path) for path in paths]
    answers = np.concatenate([part.titles for part in parts]).astype(np.int64)
    chances = np.concatenate([part.chances for part in parts]).astype(np.float32)
    numbered = [title for title in titles if title != SAME]
    places = {title: place for place, title in enumerate(numbered)}
    present = np.asarray([places[y.title] for career in people for y in career.years[:-1]])
    if len(present) != len(answers):
        raise AdvisorError(
            f"expected the teachers' answers to {len(present)} questions, got {len(answers)}:"
            " run `advisor train teach` with this --config again"
        )
    ids = np.asarray(title_ids(words, numbered))[answers]
    ids[answers == present[:, None]] = title_ids(words, [SAME])[0]
    return SoftTokens(ids, chances)


def title_ids(words: PreTrainedTokenizerFast, titles: Sequence[str]) -> Sequence[int]:
    """Return the token of each title."""
    return [int(words.vocab[title]) for title in titles]


def _tokenizer(folder: Path) -> PreTrainedTokenizerFast:
    if not (folder / "tokenizer.json").exists():
        raise AdvisorError(
            f"expected a tokenizer in {folder}: run `advisor train tokenizer` with this --config"
        )
    return cast(PreTrainedTokenizerFast, AutoTokenizer.from_pretrained(folder))  # nosec B615  # a local folder


def told(path: Path) -> list[CareerText]:
    """Return the careers of a file that hold an answer: those of two years or more."""
    return [career for career in read_careers_file(path) if len(career.years) > 1]
