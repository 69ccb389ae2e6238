"""The settings of a training run, read from one TOML file."""

import tomllib
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError

from advisor.training.sections import DpoSection, ReasonsSection, Recipe, Section, SftSection
from retrieval.errors import AdvisorError


class DataSection(Section):
    """What to learn from.

    Attributes:
        careers: folder that ``advisor careers build`` wrote.
        cohorts: whose ``train`` people to learn from.
        valid_cohort: whose ``valid`` people decide when to stop.
    """

    careers: Path
    cohorts: tuple[Literal["nlsy97", "nlsy79"], ...] = ("nlsy97", "nlsy79")
    valid_cohort: Literal["nlsy97", "nlsy79"] = "nlsy97"


class TokenizerSection(Section):
    """The tokenizer of a model trained from scratch; ``byte_pairs`` is its size without titles."""

    byte_pairs: int = Field(default=1500, ge=300)


class ModelSection(Section):
    """The shape of a model trained from scratch (a Llama configuration)."""

    hidden_size: int = Field(default=256, ge=8)
    intermediate_size: int = Field(default=768, ge=8)
    num_hidden_layers: int = Field(default=4, ge=1)
    num_attention_heads: int = Field(default=4, ge=1)
    max_position_embeddings: int = Field(default=512, ge=64)
    rope_theta: float = Field(default=1000.0, gt=0)


class TeachSection(Section):
    """The models over years: they answer beside the text models, and may teach them.

    Attributes:
        teachers: how many.
        epochs: how long each is trained.
        title_features: whether they know what O*NET says of titles; without, a title is but a code.
        withhold_hours, withhold_employers, withhold_education: chances that a career is told
            without these, as in a conversation.
    """

    teachers: int = Field(default=3, ge=1)
    epochs: int = Field(default=7, ge=1)
    title_features: bool = True
    withhold_hours: float = Field(default=0.15, ge=0, le=1)
    withhold_employers: float = Field(default=0.05, ge=0, le=1)
    withhold_education: float = Field(default=0.05, ge=0, le=1)


class PretrainSection(Section):
    """How to train on whole careers.

    Attributes:
        epochs, batch_size, learning_rate, warmup_steps, weight_decay: of AdamW with a cosine.
        dropout: of embeddings and of what each layer adds.
        averaging: decay of the running average of the weights, which is what is evaluated and kept.
        other_weight: weight of tokens that are no answer, against 1 for one that is.
        patience: evaluations without a better ``valid`` perplexity after which training stops.
        withhold_hours, withhold_employers, withhold_education: chances that a career is told
            without these.
        soft: weight of the teachers' answers, the rest being that of what really came next; 0
            needs no teachers.
        title_features: whether title vectors start from O*NET's facts and the titles' words.
        members: how many models are trained, each from another seed; their mean is served.
    """

    epochs: int = Field(default=12, ge=1)
    batch_size: int = Field(default=32, ge=1)
    learning_rate: float = Field(default=1e-3, gt=0)
    warmup_steps: int = Field(default=200, ge=0)
    weight_decay: float = Field(default=0.1, ge=0)
    dropout: float = Field(default=0.15, ge=0, lt=1)
    averaging: float = Field(default=0.995, ge=0, lt=1)
    other_weight: float = Field(default=0.05, ge=0, lt=1)
    patience: int = Field(default=3, ge=1)
    withhold_hours: float = Field(default=0.15, ge=0, le=1)
    withhold_employers: float = Field(default=0.05, ge=0, le=1)
    withhold_education: float = Field(default=0.05, ge=0, le=1)
    soft: float = Field(default=0.0, ge=0, le=1)
    title_features: bool = True
    members: int = Field(default=1, ge=1)


class ExportSection(Section):
    """What ``advisor train export`` puts together.

    Attributes:
        folder: where it goes.
        teachers: how many of the teachers answer beside the language models.
        reasoner: step whose model drafts reasons ("sft-joint"); none if not set.
    """

    folder: Path = Path("data/model")
    teachers: int = Field(default=0, ge=0)
    reasoner: str | None = None


class TrainingConfig(Section):
    """One run.

    Attributes:
        name: of the model; shown with its predictions.
        run: folder that everything of the run is written to.
        seed: of everything random.
    """

    name: str
    run: Path
    seed: int = 0
    data: DataSection
    tokenizer: TokenizerSection = TokenizerSection()
    model: ModelSection = ModelSection()
    teach: TeachSection = TeachSection()
    pretrain: PretrainSection = PretrainSection()
    reasons: ReasonsSection = ReasonsSection()
    sft: SftSection = SftSection()
    dpo: DpoSection = DpoSection()
    export: ExportSection = ExportSection()

    def with_recipe(self, recipe: Recipe) -> Self:
        """Return the same run with another recipe of fine-tuning."""
        return self.model_copy(update={"sft": self.sft.model_copy(update={"recipe": recipe})})

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file; relative paths in it start from the working directory.

        Raises:
            AdvisorError: the file is missing, no TOML, or has an unknown or impossible setting.
        """
        try:
            return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise AdvisorError(f"expected a TOML file at {path}: {error}") from error
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            raise AdvisorError(f"{path}: {name}: {first['msg']}, got {first['input']!r}") from error
