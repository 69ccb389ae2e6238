"""Reads and writes the answers to an interest questionnaire as JSON."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from advisor.instruments.instrument import Instrument
from advisor.interests import AREAS, InterestProfile, profile_of
from retrieval.errors import AdvisorError

_WHERE = "career history: interests_profile"
_Answer = Annotated[int, Field(ge=1, le=5)] | None


class Interests(BaseModel):
    """The answers; scores written beside them are not read but worked out anew."""

    model_config = ConfigDict(strict=True)

    instrument: Annotated[str, Field(max_length=500)]
    language: Annotated[str, Field(max_length=500)]
    answers: Annotated[list[_Answer], Field(max_length=1000)]

    def profile(self, instruments: Mapping[str, Instrument]) -> InterestProfile | None:
        """Return what the answers come to; None when there are none.

        Args:
            instruments: the questionnaires that they may be to, by key.

        Raises:
            AdvisorError: they are to none of these, or not as many as it has items.
        """
        instrument = instruments.get(self.instrument)
        if instrument is None:
            known = " or ".join(instruments) or "none, as none is at hand"
            raise AdvisorError(f"{_WHERE}.instrument: expected {known}, got {self.instrument!r}")
        if len(self.answers) != len(instrument.items):
            raise AdvisorError(
                f"{_WHERE}.answers: expected {len(instrument.items)} answers, null where there is"
                f" none, got {len(self.answers)}"
            )
        given = zip(instrument.items, self.answers, strict=True)
        try:
            return profile_of(instrument, self.language, {item.index: one for item, one in given})
        except AdvisorError as error:
            raise AdvisorError(f"{_WHERE}: {error}") from error


def profile_to_json(profile: InterestProfile | None) -> dict[str, Any] | None:
    """Return the answers in the order of the items, and the scores by area; None without any."""
    if profile is None:
        return None
    return {
        "instrument": profile.instrument,
        "language": profile.language,
        "answers": list(profile.answers),
        "scores": dict(zip(map(str, AREAS), profile.points, strict=True)),
        "most": profile.most,
        "doubt": str(profile.doubt) if profile.doubt else None,
    }
