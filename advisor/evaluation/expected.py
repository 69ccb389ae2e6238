"""What an advisor should read from a conversation: the labels that readings are judged by."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from advisor.career import EducationLevel, LimitKind

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Code = Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{4}\.\d{2}$")]
Year = Annotated[str, StringConstraints(pattern=r"^(19|20)\d{2}$")]
Month = Annotated[str, StringConstraints(pattern=r"^(19|20)\d{2}-(0[1-9]|1[0-2])$")]


class Labels(BaseModel):
    """Read from a file: a name it does not know is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ExpectedJob(Labels):
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


class ExpectedEducation(Labels):
    """A degree, school or course that should be read; attributes as in ``ExpectedJob``."""

    level: EducationLevel | None
    field: Words | None
    year: Year | None
    ungraded: frozenset[Literal["field", "year"]] = frozenset()
    aliases: tuple[Words, ...] = ()
    optional: bool = False


class ExpectedHistory(Labels):
    """The history after the last message; ``limits`` and ``interests`` are None if not judged."""

    jobs: tuple[ExpectedJob, ...]
    education: tuple[ExpectedEducation, ...]
    limits: tuple[LimitKind, ...] | None = None
    interests: tuple[Words, ...] | None = None
