"""What is put to the standard set: every variant with every model, read from one TOML file."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError

from advisor.experiments.config import Change, Variant
from advisor.training.sections import Section
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen


class Model(Section):
    """A language model behind an OpenAI-compatible server.

    Attributes:
        name: what the results call it.
        base_url: address up to and including ``/v1``.
        model: its name there.
        api_key_env: environment variable that holds the key; None where none is needed. The key
            itself is never in a file.
    """

    name: str = Field(min_length=1)
    base_url: str
    model: str
    api_key_env: str | None = None


@dataclass(frozen=True, slots=True)
class Contestant(Frozen):
    """One thing that is measured.

    Attributes:
        name: of the variant, and of the model where the file names any.
        change: what it changes of the settings.
        model: the language model that reads and words; None for that of the settings, or none.
    """

    name: str
    change: Change
    model: Model | None = None


class Contest(Section):
    """A file of variants and models.

    Attributes:
        variants: as in a file of experiments, where weights say nothing here; the others are
            compared with the first.
        models: each plays every variant but those of the built-in interviewer; without any, the
            one that the settings name does.
    """

    variants: tuple[Variant, ...] = Field(min_length=1)
    models: tuple[Model, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file.

        Raises:
            AdvisorError: it is missing or says something that cannot be; names the setting.
        """
        try:
            found = cls.model_validate(tomllib.loads(path.read_text("utf-8")))
        except OSError as error:
            raise AdvisorError(f"expected variants at {path}: {error.strerror}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise AdvisorError(f"expected TOML in {path}: {error}") from error
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise AdvisorError(f"{path}: {where}: {first['msg']}") from error
        for variant in found.variants:
            problem = variant.problem
            if problem is not None:
                raise AdvisorError(f"{path}: variant {variant.name!r}: {problem}")
        twice = [one.name for one in found.contestants()]
        for name in twice:
            if twice.count(name) > 1:
                raise AdvisorError(f"{path}: expected each name once, got {name!r} again")
        return found

    def contestants(self) -> Iterator[Contestant]:
        """Yield each variant with each model that plays it."""
        for variant in self.variants:
            if variant.interviewer == "built-in" or not self.models:
                yield Contestant(variant.name, variant.change)
                continue
            for model in self.models:
                yield Contestant(f"{variant.name} @ {model.name}", variant.change, model)


def as_served(model: str | None) -> tuple[Contestant, ...]:
    """Return the built-in interviewer, and what the settings serve if that is another."""
    built_in = Contestant("built-in", Change(interviewer="built-in"))
    return (built_in,) if model is None else (Contestant(f"as set @ {model}", Change()), built_in)
