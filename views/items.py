"""The pages on which a person answers a questionnaire: drawn, read, and kept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from advisor.edits import AnswerItems
from advisor.instruments.instrument import POINTS, Instrument
from advisor.interests import InterestProfile
from graph.events import Event, Failed
from graph.items import Instruments, given_answers
from graph.session import Session
from retrieval.errors import AdvisorError
from views import screen
from views.interests import LANGUAGES
from views.templates import render
from views.timeline import Titles

_PAGE = 10
"""Items on a page."""
_FIELD = "item-"


@dataclass(frozen=True, slots=True)
class ItemPage:
    """A page of activities.

    Attributes:
        instrument: the questionnaire.
        language: the one it is shown in.
        number: of the page, from 0.
    """

    instrument: Instrument
    language: str
    number: int

    @property
    def last(self) -> bool:
        """Whether no page follows."""
        return (self.number + 1) * _PAGE >= len(self.instrument.items)

    def moved(self, by: int) -> "ItemPage":
        """Return a page further on or back; the same at the ends."""
        most = (len(self.instrument.items) - 1) // _PAGE
        number = min(max(self.number + by, 0), most)
        return ItemPage(self.instrument, self.language, number)

    def html(
        self, profile: InterestProfile | None, *, focus: bool = False, problem: str | None = None
    ) -> str:
        """Return the page as a form, with the answers given before."""
        known = given_answers(self.instrument, profile)
        start = self.number * _PAGE
        items = [
            {
                "place": place,
                "index": item.index,
                "text": item.texts[self.language],
                "answer": known.get(item.index),
            }
            for place, item in enumerate(self.instrument.items, 1)
            if start < place <= start + _PAGE
        ]
        answered = sum(answer is not None for answer in known.values())
        return render(
            "items",
            items=items,
            total=len(self.instrument.items),
            answered=answered,
            others=answered - sum(item["answer"] is not None for item in items),
            scale=list(zip(POINTS, self.instrument.scales[self.language], strict=True)),
            instrument=self.instrument.key,
            language=self.language,
            unofficial=self.language in self.instrument.unofficial,
            page=self.number,
            last=self.last,
            focus=focus,
            problem=problem,
        )


def read_page(
    form: Mapping[str, str], profile: InterestProfile | None, instruments: Instruments
) -> ItemPage:
    """Return the page that a form is about, or where to begin.

    Args:
        form: the fields by name; without ``page`` the first page with an item not answered.
        profile: the answers so far.
        instruments: the questionnaires there are.

    Raises:
        AdvisorError: there is no such questionnaire, or not in this language; says what to do.
    """
    instrument = instruments.get(form.get("instrument", ""))
    if instrument is None:
        raise AdvisorError("That list of activities is not there any more; please choose another.")
    language = form.get("language", "")
    if language not in instrument.languages:
        names = ", ".join(LANGUAGES.get(code, code) for code in instrument.languages)
        raise AdvisorError(f"{instrument.name} can be answered in {names}; please choose one.")
    if "page" in form:
        number = int(form["page"]) if form["page"].isdecimal() else 0
        return ItemPage(instrument, language, number).moved(0)
    known = given_answers(instrument, profile)
    open_items = (n for n, item in enumerate(instrument.items) if known.get(item.index) is None)
    return ItemPage(instrument, language, next(open_items, 0) // _PAGE)


def read_answers(form: Mapping[str, str], page: ItemPage) -> Mapping[int, int | None]:
    """Return the answers that a form holds, by item index."""
    answers: dict[int, int | None] = {}
    for item in page.instrument.items:
        value = form.get(f"{_FIELD}{item.index}")
        if value is not None:
            answers[item.index] = int(value) if value.isdecimal() else None
    return answers


def answer(session: Session, titles: Titles, form: Mapping[str, str]) -> Iterator[screen.Frame]:
    """Take a page of activities, then show the next one, or the result.

    Args:
        session: the conversation.
        titles: what the screen is drawn with.
        form: the fields by name; ``action`` says what to do.
    """
    action = form.get("action")
    if action == "clear":
        turn = session.edit([AnswerItems(None)])
        yield from _without_items(screen.frames(session, titles, turn))
        return
    profile = session.state().history.interest_profile
    try:
        page = read_page(form, profile, titles.instruments)
    except AdvisorError as error:
        yield screen.whole_screen(session, titles, notices=[str(error)])
        return
    if action == "begin":
        whole = screen.whole_screen(session, titles)
        yield replace(whole, items=page.html(profile, focus=True))
        return
    given = page.instrument.key, page.language, read_answers(form, page)
    if action == "done":
        turn = session.answer_items(*given)
        yield from _without_items(screen.frames(session, titles, turn))
        return
    problem = _failure(session.answer_items(*given, done=False))
    if problem is None:
        page = page.moved(1 if action == "next" else -1)
    profile = session.state().history.interest_profile
    whole = screen.whole_screen(session, titles)
    yield replace(whole, items=page.html(profile, problem=problem))


def keep(session: Session, titles: Titles, form: Mapping[str, str]) -> str | None:
    """Keep an answer of a page that is being filled in; return the page anew if that failed."""
    profile = session.state().history.interest_profile
    try:
        page = read_page(form, profile, titles.instruments)
    except AdvisorError:  # the button below the page will say so
        return None
    answers = read_answers(form, page)
    turn = session.answer_items(page.instrument.key, page.language, answers, done=False)
    problem = _failure(turn)
    return page.html(profile, problem=problem) if problem else None


def _without_items(frames: Iterable[screen.Frame]) -> Iterator[screen.Frame]:
    return (replace(frame, items="") for frame in frames)


def _failure(events: Iterable[Event]) -> str | None:
    """Play a turn to its end; return what went wrong, None if nothing did."""
    return next((event.message for event in list(events) if isinstance(event, Failed)), None)
