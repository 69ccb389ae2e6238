"""Labelled conversations: what people write and the history an advisor should read from it."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from advisor.career import EducationLevel, LimitKind
from retrieval.errors import AdvisorError

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "conversations"
SPLITS = ("dev", "test")

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{4}\.\d{2}$")]
Year = Annotated[str, StringConstraints(pattern=r"^(19|20)\d{2}$")]
Month = Annotated[str, StringConstraints(pattern=r"^(19|20)\d{2}-(0[1-9]|1[0-2])$")]


class _Labels(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExpectedJob(_Labels):
    """A job that should be read from the conversation.

    Attributes:
        title: in the person's words; ``aliases`` are other wordings that are as right.
        codes: O*NET-SOC codes that are right for it.
        employer, start, end: None when the person did not say.
        approximate: the dates were vague; a year either way is right.
        ungraded: fields that may be read either way and are not judged.
        optional: the job may be read or left out.
    """

    title: Words
    codes: tuple[Code, ...] = Field(min_length=1, max_length=5)
    employer: Words | None
    start: Year | Month | None
    end: Year | Month | Literal["present"] | None
    approximate: bool = False
    ungraded: frozenset[Literal["employer", "start", "end"]] = frozenset()
    aliases: tuple[Words, ...] = ()
    optional: bool = False


class ExpectedEducation(_Labels):
    """A degree, school or course that should be read; attributes as in ``ExpectedJob``."""

    level: EducationLevel | None
    field: Words | None
    year: Year | None
    ungraded: frozenset[Literal["field", "year"]] = frozenset()
    aliases: tuple[Words, ...] = ()
    optional: bool = False


class ExpectedHistory(_Labels):
    """The history after the last message; ``limits`` and ``interests`` are None if not judged."""

    jobs: tuple[ExpectedJob, ...]
    education: tuple[ExpectedEducation, ...]
    limits: tuple[LimitKind, ...] | None = None
    interests: tuple[Words, ...] | None = None


class LabelledConversation(_Labels):
    """What one person writes, message by message, and the history it tells."""

    name: Words
    about: Words
    today: date
    messages: tuple[str, ...] = Field(min_length=1)
    expected: ExpectedHistory


def load_conversation(path: Path) -> LabelledConversation:
    """Read one file.

    Raises:
        AdvisorError: the file is not a labelled conversation.
    """
    try:
        return LabelledConversation.model_validate_json(path.read_text(encoding="utf-8"))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise AdvisorError(f"{path.name}: {where}: {first['msg']}") from error


def load_split(split: str, folder: Path = FOLDER) -> tuple[LabelledConversation, ...]:
    """Read the conversations of ``dev`` or ``test``, in the order of their file names.

    Raises:
        AdvisorError: there are none, or a file is not a labelled conversation.
    """
    paths = sorted((folder / split).glob("*.json"))
    if not paths:
        raise AdvisorError(f"expected labelled conversations in {folder / split}, found none")
    return tuple(load_conversation(path) for path in paths)
