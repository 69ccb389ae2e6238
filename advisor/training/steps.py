"""The steps of a training run, each from the settings to a sentence about what came out."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from transformers import AutoTokenizer, PreTrainedTokenizerFast

from advisor.model.work_years import IDLE, SAME
from advisor.panels.building import careers_path
from advisor.panels.codes import OccupationCodes
from advisor.panels.examples import CareerText, read_careers_file, titles_of
from advisor.panels.observed import Cohort
from advisor.settings import Settings
from advisor.training.career_trainer import Documents
from advisor.training.config import TrainingConfig
from advisor.training.documents import CareerDocuments, Withholding
from advisor.training.pretrain import TitleTokens
from advisor.training.pretrain import pretrain as train_from_scratch
from advisor.training.runs import begin
from advisor.training.title_vectors import Floats, title_features
from advisor.training.tokenizer import build_tokenizer
from retrieval.catalog import Catalog
from retrieval.embedding import MiniLM
from retrieval.errors import AdvisorError

TOKENIZER = "tokenizer"
PRETRAIN = "pretrain"


def tokenizer(config: TrainingConfig) -> str:
    """Build the tokenizer and write it to the run's folder."""
    settings = Settings.load()
    catalog = Catalog.load(settings.onet_dir)
    codes = OccupationCodes.load(settings.careers_dir, catalog)
    titles = all_titles(codes)
    folder = begin(config, TOKENIZER, [])
    built = build_tokenizer(titles, _corpus(titles, catalog), config.tokenizer.byte_pairs)
    built.save_pretrained(folder)
    return f"{folder}: {len(built):,} tokens, {len(titles)} of them titles"


def all_titles(codes: OccupationCodes) -> Sequence[str]:
    """Return everything a year can be told as, of both cohorts, each once."""
    cohorts: tuple[Cohort, ...] = ("nlsy97", "nlsy79")
    titles = [title for cohort in cohorts for title in titles_of(codes, cohort).values()]
    return list(dict.fromkeys([*titles, *IDLE, SAME]))


def _corpus(titles: Sequence[str], catalog: Catalog) -> Iterator[str]:
    yield from titles
    for occupation in catalog.occupations.values():
        yield occupation.title
        yield from occupation.alternate_titles


def pretrain(config: TrainingConfig) -> str:
    """Train from scratch on the ``train`` people of the cohorts."""
    settings = Settings.load()
    catalog = Catalog.load(settings.onet_dir)
    codes = OccupationCodes.load(settings.careers_dir, catalog)
    words = _tokenizer(config.run / TOKENIZER)
    paths = [careers_path(config.data.careers, cohort, "train") for cohort in config.data.cohorts]
    valid_path = careers_path(config.data.careers, config.data.valid_cohort, "valid")
    folder = begin(
        config, PRETRAIN, [*paths, valid_path, config.run / TOKENIZER / "tokenizer.json"]
    )
    people = [career for path in paths for career in _told(path)]
    section = config.pretrain
    withholding = Withholding(
        section.withhold_hours, section.withhold_employers, section.withhold_education
    )
    titles = all_titles(codes)
    features = _features(titles, codes, catalog) if section.title_features else None
    allowed = [*titles_of(codes, config.data.valid_cohort).values(), *IDLE, SAME]
    best = train_from_scratch(
        config,
        folder,
        words,
        TitleTokens(_ids(words, titles), features),
        Documents(
            CareerDocuments(people, words, withholding, config.seed),
            CareerDocuments(_told(valid_path), words),
            _ids(words, allowed),
        ),
    )
    return f"{folder}: {config.data.valid_cohort} valid perplexity {best:.3f}"


def _ids(words: PreTrainedTokenizerFast, titles: Sequence[str]) -> Sequence[int]:
    return [int(words.vocab[title]) for title in titles]


def _tokenizer(folder: Path) -> PreTrainedTokenizerFast:
    if not (folder / "tokenizer.json").exists():
        raise AdvisorError(
            f"expected a tokenizer in {folder}: run `advisor train tokenizer` with this --config"
        )
    return cast(PreTrainedTokenizerFast, AutoTokenizer.from_pretrained(folder))


def _told(path: Path) -> list[CareerText]:
    """Return the careers of a file that hold an answer: those of two years or more."""
    return [career for career in read_careers_file(path) if len(career.years) > 1]


def _features(titles: Sequence[str], codes: OccupationCodes, catalog: Catalog) -> Floats:
    return title_features(titles, codes, catalog, MiniLM().embed)
