"""The settings of the steps that learn from reasons: writing them, SFT and DPO."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Recipe = Literal["joint", "reasoner", "predictor", "answer_only"]
"""What a model learns: both halves of a completion, the reason, the answer to a reason given, or
the answer without any reason."""


class Section(BaseModel):
    """A table of the file; a name it does not know is a mistake and is said."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ServerSection(Section):
    """A language model behind an OpenAI-compatible server.

    Attributes:
        base_url: address up to and including ``/v1``.
        model: its name there.
        api_key_env: environment variable that holds the key; None where none is needed. The key
            itself is never in a file.
        temperature, max_tokens: of every answer.
        concurrency: requests at a time.
        timeout_s: seconds a request may take as a whole.
        retries: how often a request is sent again that was not answered.
        give_up_after: requests in a row without an answer after which the step stops.
    """

    base_url: str
    model: str
    api_key_env: str | None = None
    temperature: float = Field(default=0.7, ge=0, le=2)
    max_tokens: int = Field(default=400, ge=1)
    concurrency: int = Field(default=4, ge=1)
    timeout_s: float = Field(default=60.0, gt=0)
    retries: int = Field(default=2, ge=0)
    give_up_after: int = Field(default=20, ge=1)


class ReasonsSection(Section):
    """The reasons to learn from.

    Attributes:
        questions, valid_questions: how many questions of ``train`` and ``valid`` people to draw.
        moves: share of questions whose answer is another state than the present one; None for
            as many as there are in careers. Above that, a model learns to expect too many moves,
            which calibration on ``valid`` has to take back.
        draws: reasons that the evidence writer writes of the true reading.
        other_themes: other readings of which it writes one each.
        margin: difference in mean score (1 to 5) from which best and worst make a pair.
        trust: chance that a reading is right when it is believed, for the built-in utility.
        utility_model: folder of a language model, fine-tuned on other people than those asked
            about, that measures utility instead of the counts.
        teacher: writes reasons too.
        judge: scores reasons too.
    """

    questions: int = Field(default=2000, ge=1)
    valid_questions: int = Field(default=300, ge=1)
    moves: float | None = Field(default=0.5, ge=0, le=1)
    draws: int = Field(default=3, ge=1)
    other_themes: int = Field(default=3, ge=0)
    margin: float = Field(default=0.5, gt=0)
    trust: float = Field(default=0.6, gt=0, lt=1)
    utility_model: Path | None = None
    teacher: ServerSection | None = None
    judge: ServerSection | None = None


class LoraSection(Section):
    """Low-rank adapters in place of training every weight.

    ``target_modules`` None: every linear layer but the output.
    """

    r: int = Field(default=16, ge=1)
    alpha: int = Field(default=32, ge=1)
    dropout: float = Field(default=0.05, ge=0, lt=1)
    target_modules: tuple[str, ...] | None = None


class TuningSection(Section):
    """What SFT and DPO have in common.

    Attributes:
        learning_rate, epochs, warmup_ratio: of AdamW with a cosine.
        batch_size: rows a device at a time.
        gradient_accumulation: batches a step.
        max_length: tokens; the oldest years of a longer history are left out.
        bf16: compute in bfloat16; None where the device has it in hardware.
        gradient_checkpointing: less memory for a fifth more time.
        evaluations: how often in an epoch ``valid`` is looked at and a checkpoint written.
        patience: evaluations without a better ``valid`` loss after which training stops.
        lora: None trains every weight.
        deepspeed: JSON settings of DeepSpeed, which then must be installed.
    """

    learning_rate: float = Field(default=2e-5, gt=0)
    epochs: int = Field(default=3, ge=1)
    batch_size: int = Field(default=8, ge=1)
    gradient_accumulation: int = Field(default=1, ge=1)
    max_length: int = Field(default=512, ge=16)
    warmup_ratio: float = Field(default=0.1, ge=0, lt=1)
    weight_decay: float = Field(default=0.0, ge=0)
    bf16: bool | None = None
    gradient_checkpointing: bool = False
    evaluations: int = Field(default=1, ge=1)
    patience: int = Field(default=3, ge=1)
    lora: LoraSection | None = None
    deepspeed: Path | None = None


class SftSection(TuningSection):
    """Supervised fine-tuning on chosen reasons.

    Attributes:
        model: local folder or hub name; None for the model of ``advisor train pretrain``.
        recipe: what to learn.
    """

    model: str | None = None
    recipe: Recipe = "joint"


class DpoSection(TuningSection):
    """Direct preference optimisation on pairs of reasons, from the SFT model of the recipe.

    Attributes:
        beta: how closely the model is held to the one it starts from.
    """

    learning_rate: float = Field(default=5e-6, gt=0)
    epochs: int = Field(default=2, ge=1)
    beta: float = Field(default=0.1, gt=0)
