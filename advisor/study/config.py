"""The settings of a study, read from one TOML file."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError

from advisor.training.sections import Section
from retrieval.errors import AdvisorError

Kind = Literal["interests", "competence"]
"""What is asked about each activity: how much one likes it, or how well one can do it."""


class QuestionnaireSection(Section):
    """One questionnaire.

    Attributes:
        kind: what is asked about its activities.
        instrument: key of the instrument that the activities come from.
    """

    kind: Kind
    instrument: str = "activities-60"


class ModelSection(Section):
    """A language model behind an OpenAI-compatible server.

    Attributes:
        name: what the report calls it.
        base_url: address up to and including ``/v1``.
        model: its name there.
        family: models of one family are versions of each other and are compared.
        api: ``chat`` for ``/chat/completions``, ``completions`` for models without a chat format.
        api_key_env: environment variable that holds the key; None where none is needed. The key
            itself is never in a file.
        temperature, max_tokens: of every answer.
        structured: ask for JSON by a schema first; a server that refuses is asked for plain text.
        max_in_flight: requests at a time; models at one address share the smallest of theirs.
        timeout_s: seconds a request may take as a whole.
        retries: how often a request is sent again that was refused for now, or not answered.
        give_up_after: answers after which a model that gave no rating yet is left; 0 for never.
        price_in, price_out: per million tokens, in any currency; None where unknown.
        extra: further fields of every request.
    """

    name: str = Field(min_length=1)
    base_url: str
    model: str
    family: str | None = None
    api: Literal["chat", "completions"] = "chat"
    api_key_env: str | None = None
    temperature: float = Field(default=1.0, ge=0, le=2)
    max_tokens: int = Field(default=400, ge=1)
    structured: bool = True
    max_in_flight: int = Field(default=4, ge=1)
    timeout_s: float = Field(default=60.0, gt=0)
    retries: int = Field(default=4, ge=0)
    give_up_after: int = Field(default=20, ge=0)
    price_in: float | None = Field(default=None, ge=0)
    price_out: float | None = Field(default=None, ge=0)
    extra: Mapping[str, Any] = {}


class StudyConfig(Section):
    """One study.

    Attributes:
        name: of the study.
        run: folder that the answers are kept in.
        languages: that the questionnaires are given in.
        prompts: variants of the question with their versions, see ``advisor/study/prompts``.
        shuffles: orders of the items beside that of the questionnaire.
        seed: of those orders.
        repeats: how often each questionnaire is given in each language, variant and order.
        items_per_call: items a request; with 1 no item is seen beside another.
    """

    name: str
    run: Path
    languages: tuple[str, ...] = Field(default=("en", "es", "zh"), min_length=1)
    prompts: tuple[str, ...] = Field(default=("plain-v1",), min_length=1)
    shuffles: int = Field(default=0, ge=0)
    seed: int = 0
    repeats: int = Field(default=20, ge=1)
    items_per_call: int = Field(default=1, ge=1)
    questionnaires: tuple[QuestionnaireSection, ...] = (
        QuestionnaireSection(kind="interests"),
        QuestionnaireSection(kind="competence"),
    )
    models: tuple[ModelSection, ...] = Field(min_length=1)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file; a relative ``run`` starts from the working directory.

        Raises:
            AdvisorError: it is missing or says something that cannot be; names the setting.
        """
        try:
            found = cls.model_validate(tomllib.loads(path.read_text("utf-8")))
        except OSError as error:
            raise AdvisorError(
                f"expected a study's settings at {path}: {error.strerror}"
            ) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise AdvisorError(f"expected TOML in {path}: {error}") from error
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise AdvisorError(f"{path}: {where}: {first['msg']}") from error
        found._check_unlike(path)
        return found

    def _check_unlike(self, path: Path) -> None:
        named: Mapping[str, tuple[str, ...]] = {
            "models.name": tuple(model.name for model in self.models),
            "questionnaires.kind": tuple(one.kind for one in self.questionnaires),
            "languages": self.languages,
            "prompts": self.prompts,
        }
        for where, values in named.items():
            twice = sorted({value for value in values if values.count(value) > 1})
            if twice:
                raise AdvisorError(f"{path}: {where}: expected each once, got {twice[0]!r} again")
