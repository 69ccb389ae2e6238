"""Reads messages that ask for the interest questionnaire or answer one of its activities."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from advisor.instruments.instrument import POINTS, Instrument
from advisor.interests import InterestProfile, profile_of
from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen

Instruments = Mapping[str, Instrument]
"""The questionnaires there are, by key."""

_NAME = (
    r"(?:(?:career |work |job |vocational )?(?:interests?|activit(?:y|ies)|riasec|holland|likes)"
    r"(?: and dislikes)? )?(?:questionnaire|quiz|test|inventory|survey|assessment|profiler?)"
)
_START = re.compile(
    r"(?:ok(?:ay)?,? |yes,? |please |now |well,? |(?:can|could|may|shall|should) (?:i|we) |let'?s |"
    r"let me |i(?:'d| would) like to |i want to |i wanna |i(?:'ll| will) |is there |do you have )*"
    r"(?:(?:take|do|start|begin|open|try|fill (?:in|out)|go on with|continue(?: with)?|resume|redo|"
    r"retake|have|get|see|show(?: me)?|give me|a|an|some|the|your|that|this|(?:long|short)(?:er)?|"
    r"(?:30|60)[- ]items?) )*"
    + _NAME
    + r"(?: (?:please|now|again|here))*(?P<how>(?:,? (?:in|with|the|of|long|short|longer|shorter|"
    r"one|version|\d+|items?|activities|questions|english|spanish|chinese|español|espanol))*)"
    r"(?: please| now)?[?.! ]*"
)
_TRYING = re.compile(r"(?:a )?(?:test|survey|assessment|profiler?)[?.! ]*")
"""What people also type to see whether anything answers."""
_OTHER_WORDS = {
    "es": re.compile(
        r"(?:quiero )?(?:hacer |tomar |empezar )?(?:el |un )?"
        r"(?:cuestionario|test|prueba)(?: de (?:intereses|actividades))?[.! ]*"
    ),
    "zh": re.compile(r"(?:我想)?(?:做|开始|填写)?(?:兴趣)?(?:问卷|测试|测验)[。！ ]*"),
}
_LANGUAGES = {"english": "en", "spanish": "es", "español": "es", "espanol": "es", "chinese": "zh"}
_LONG = re.compile(r"\b(?:60|long|longer)\b")
_SHORT = re.compile(r"\b(?:30|short|shorter)\b")
_MOVES: tuple[tuple[Literal["skip", "back", "stop"], re.Pattern[str]], ...] = (
    (
        "skip",
        re.compile(
            r"(?:skip|pass|next|no answer|saltar|omitir|paso|跳过)(?: (?:it|this|one))*"
            r"|(?:i'?m )?(?:not|un) ?sure|no idea|maybe|perhaps|(?:it )?depends|idk|dunno"
            r"|(?:i )?(?:do not|don['’]?t) know|no (?:lo )?s[eé]|tal vez|quiz[aá]s?|不知道"
        ),
    ),
    ("back", re.compile(r"(?:go )?(?:back|previous|atrás|atras|volver|上一个)")),
    ("stop", re.compile(r"(?:stop|quit|end|exit|finish|enough|parar|terminar|停止|结束)")),
)
_LONGEST = 120
"""Characters; longer messages tell something."""
_DIGIT = re.compile(r"([1-5])\b[\s.:)–-]*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Taking(Frozen):
    """The activity a person is asked about in the conversation.

    Attributes:
        instrument: key of the questionnaire.
        language: the one it is asked in.
        index: of the item asked about.
        begun: whether it is the first one put, so that the scale must be explained.
    """

    instrument: str
    language: str
    index: int
    begun: bool = False


@dataclass(frozen=True, slots=True)
class ItemStep(Frozen):
    """What a message does with the questionnaire.

    Attributes:
        kind: begins or goes on with it, answers the item, moves without an answer, or puts the
            item again because the message could not be read.
        answer: 1 to 5, for an answer.
        taking: the item to put next; None when there is none left or the person stops.
    """

    kind: Literal["start", "answer", "skip", "back", "stop", "again"]
    answer: int | None
    taking: Taking | None


@dataclass(frozen=True, slots=True)
class GivenItems(Frozen):
    """Answers given on the page; those to other items of the same questionnaire stay.

    Attributes:
        instrument: key of the questionnaire.
        language: the one it was answered in.
        indexes: of the items.
        answers: 1 to 5 to each of them, or None.
        done: False while the person is still at it, so that nothing is made of them yet.
    """

    instrument: str
    language: str
    indexes: tuple[int, ...]
    answers: tuple[int | None, ...]
    done: bool = True


def given_items(
    instrument: str,
    language: str,
    answers: Mapping[int, int | None],
    instruments: Instruments,
    *,
    done: bool,
) -> GivenItems:
    """Return answers given on the page.

    Raises:
        AdvisorError: there is no such questionnaire, item or answer, or not in this language.
    """
    if instrument not in instruments:
        raise AdvisorError(
            f"expected a questionnaire of {', '.join(instruments)}, got {instrument!r}"
        )
    profile_of(instruments[instrument], language, answers)
    return GivenItems(instrument, language, tuple(answers), tuple(answers.values()), done)


def read_step(
    message: str,
    taking: Taking | None,
    profile: InterestProfile | None,
    instruments: Instruments,
) -> ItemStep | None:
    """Return what a message does with the questionnaire; None if it is about something else.

    Args:
        message: what the person wrote.
        taking: the item they are asked about; None when they are not.
        profile: their answers so far.
        instruments: the questionnaires there are.
    """
    if len(message) > _LONGEST:
        return None
    said = " ".join(message.casefold().split())
    asked = instruments.get(taking.instrument) if taking else None
    if taking and asked:
        known = given_answers(asked, profile)
        answer = _answer(said, asked.scales[taking.language])
        if answer is not None:
            known = {**known, taking.index: answer}
            return ItemStep("answer", answer, _next(asked, taking, known))
        for kind, words in _MOVES:
            if words.fullmatch(said.rstrip(".!")):
                return ItemStep(kind, None, _moved(kind, asked, taking, known))
    return _start(said, profile, instruments)


def given_answers(
    instrument: Instrument, profile: InterestProfile | None
) -> Mapping[int, int | None]:
    """Return the answers by item index; empty when they are to another questionnaire."""
    if profile is None or profile.instrument != instrument.key:
        return {}
    given = zip(instrument.items, profile.answers, strict=False)
    return {item.index: answer for item, answer in given}


def choices(taking: Taking | None, instruments: Instruments) -> tuple[str, ...]:
    """Return the words that answer the item put, for buttons; none when none is put."""
    instrument = instruments.get(taking.instrument) if taking else None
    if taking is None or instrument is None:
        return ()
    labels = instrument.scales[taking.language]
    scale = [f"{point} {label}" for point, label in zip(POINTS, labels, strict=True)]
    return (*scale, "Skip", "Back", "Stop")


def _answer(said: str, labels: tuple[str, ...]) -> int | None:
    named = [label.casefold() for label in labels]
    bare = said.rstrip(".!")
    if bare in named:
        return named.index(bare) + 1
    found = _DIGIT.fullmatch(bare)
    if found and (not found[2] or found[2] in (named[int(found[1]) - 1], "of 5", "/ 5", "/5")):
        return int(found[1])
    return None


def _moved(
    kind: str, instrument: Instrument, taking: Taking, known: Mapping[int, int | None]
) -> Taking | None:
    if kind == "stop":
        return None
    if kind == "skip":
        return _next(instrument, taking, known)
    order = [item.index for item in instrument.items]
    before = order[max(order.index(taking.index) - 1, 0)]
    return Taking(taking.instrument, taking.language, before)


def _next(instrument: Instrument, taking: Taking, known: Mapping[int, int | None]) -> Taking | None:
    """Return the next item behind this one that has no answer."""
    order = [item.index for item in instrument.items]
    for index in order[order.index(taking.index) + 1 :]:
        if known.get(index) is None:
            return Taking(taking.instrument, taking.language, index)
    return None


def _start(said: str, profile: InterestProfile | None, instruments: Instruments) -> ItemStep | None:
    how = _START.fullmatch(said)
    spoken = next((code for code, words in _OTHER_WORDS.items() if words.fullmatch(said)), None)
    if (not how and not spoken) or _TRYING.fullmatch(said):
        return None
    wanted = said if how else ""
    named = next((code for word, code in _LANGUAGES.items() if word in wanted), spoken)
    instrument = _chosen(wanted, profile, instruments)
    if instrument is None:
        return None
    kept = profile.language if profile and profile.instrument == instrument.key else None
    language = next(
        (one for one in (named, kept) if one in instrument.languages), instrument.languages[0]
    )
    known = given_answers(instrument, profile)
    left = [item.index for item in instrument.items if known.get(item.index) is None]
    if not left:
        return ItemStep("start", None, None)
    return ItemStep("start", None, Taking(instrument.key, language or "en", left[0], begun=True))


def _chosen(
    wanted: str, profile: InterestProfile | None, instruments: Instruments
) -> Instrument | None:
    """Return the questionnaire of the length asked for, the one begun, or the shortest."""
    by_length = sorted(instruments.values(), key=lambda one: (len(one.items), one.key))
    if _LONG.search(wanted):
        return next((one for one in by_length if len(one.items) >= 60), None)
    if not _SHORT.search(wanted) and profile and profile.instrument in instruments:
        return instruments[profile.instrument]
    own = [one for one in by_length if one.key.startswith("activities-")]
    return next(iter(own or by_length), None)
