"""What the screen shows while a turn unfolds, and after it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from advisor.career import CareerHistory
from advisor.log.consent import Consent
from graph.events import Event, Failed, HistoryChanged, Progress, Suggested, TextDelta
from graph.snapshot import Snapshot
from graph.state import Line
from graph.understanding import Question, Topic
from graph.wording import question_text
from tests.views.examples import HISTORY, RECOMMENDATION, TITLES, match_nurses
from tests.views.page import parse
from views.screen import Frame, data_html, frames, progress_html, whole_screen
from views.templates import render

PROGRESS = Progress(done=3, total=6, left=("your education", "what you enjoy"), enough=True)
EMPTY = Snapshot(
    history=CareerHistory(),
    progress=replace(PROGRESS, enough=False),
    question=None,
    questions_asked=(),
    recommendation=None,
    assessment=None,
    transcript=(),
    unfinished=False,
)
TOLD = replace(
    EMPTY,
    history=HISTORY,
    progress=PROGRESS,
    transcript=(Line("user", "I am a <b>nurse</b>"), Line("advisor", "Noted: nurse.")),
)


@dataclass
class Kept:
    """A conversation that stands where it was put."""

    snapshot: Snapshot
    id: str = "abc"

    def state(self) -> Snapshot:
        return self.snapshot


def texts(frame: Frame) -> list[object]:
    return [message["content"] for message in frame.chat]


def test_a_new_conversation_shows_the_greeting_and_nothing_to_delete() -> None:
    frame = whole_screen(Kept(EMPTY), TITLES)
    assert len(frame.chat) == 1
    assert frame.cards == ""
    assert "Delete my data" not in (frame.data or "")


def test_a_conversation_is_shown_as_it_was_left() -> None:
    kept = Kept(replace(TOLD, recommendation=RECOMMENDATION))
    frame = whole_screen(kept, TITLES)
    assert texts(frame)[1:] == ["I am a &lt;b&gt;nurse&lt;/b&gt;", "Noted: nurse."]
    assert "Medical and Health Services Managers" in (frame.cards or "")
    assert "Willow Creek" in (frame.timeline or "")
    assert parse(frame.data or "").all("a", href="./#c=abc")


def test_a_turn_streams_and_ends_with_the_whole_screen() -> None:
    kept = Kept(TOLD)

    def turn() -> Iterator[Event]:
        yield Suggested(RECOMMENDATION)
        yield TextDelta("Here ")
        yield TextDelta("they are.")
        kept.snapshot = replace(
            TOLD,
            recommendation=RECOMMENDATION,
            transcript=(*TOLD.transcript, Line("user", "go"), Line("advisor", "Here they are.")),
        )
        yield HistoryChanged(HISTORY, PROGRESS)

    shown = list(frames(kept, TITLES, turn(), said="go"))
    assert [texts(frame)[-2:] for frame in shown] == [
        ["go", "…"],
        ["go", "…"],
        ["go", "Here "],
        ["go", "Here they are."],
        ["go", "Here they are."],
    ]
    assert "Medical and Health" in (shown[1].cards or "")
    assert [frame.timeline is None for frame in shown] == [True, True, True, True, False]
    assert not shown[-1].failed


def test_items_of_a_list_stand_close_together() -> None:
    listed = "Here are 2:\n\n1. Cooks: 5 %\n\n2. Bakers: 4 %\n\nStaying: 91 %."
    told = replace(TOLD, transcript=(Line("advisor", listed),))
    shown = "Here are 2:\n1. Cooks: 5\xa0%\n2. Bakers: 4\xa0%\n\nStaying: 91\xa0%."
    assert texts(whole_screen(Kept(told), TITLES))[-1] == shown


def test_a_failure_is_a_line_in_the_chat_and_the_rest_stays() -> None:
    shown = list(frames(Kept(TOLD), TITLES, [Failed("The disk is full.")], said="more"))
    assert texts(shown[-1]) == [*texts(whole_screen(Kept(TOLD), TITLES)), "⚠ The disk is full."]
    assert shown[-1].failed


def test_a_did_you_mean_question_has_buttons() -> None:
    question = Question(Topic.JOB_TITLE, "j2", tuple(match_nurses("nurse")))
    put = Line("advisor", question_text(question, HISTORY))
    asked = replace(TOLD, question=question, transcript=(*TOLD.transcript, put))
    last = whole_screen(Kept(asked), TITLES).chat[-1]
    assert last["options"] == [
        {"value": "Nurse Practitioners"},
        {"value": "Registered Nurses"},
        {"value": "None of these"},
    ]


def test_the_buttons_do_not_stand_below_an_answer_to_something_else() -> None:
    question = Question(Topic.JOB_TITLE, "j2", tuple(match_nurses("nurse")))
    answered = Line("advisor", "Registered Nurses: half earn more than $93,600 a year.")
    asked = replace(TOLD, question=question, transcript=(*TOLD.transcript, answered))
    assert whole_screen(Kept(asked), TITLES).chat[-1]["options"] == []


def test_a_message_without_words_leaves_no_empty_bubble() -> None:
    told = replace(TOLD, transcript=(Line("user", "  "), Line("advisor", "No words there.")))
    assert texts(whole_screen(Kept(told), TITLES))[1:] == ["No words there."]
    first, *_ = frames(Kept(told), TITLES, [], said=" ")
    assert texts(first)[-2:] == ["No words there.", "…"]


def test_a_screen_reader_says_a_reply_once_and_whole() -> None:
    events: list[Event] = [
        TextDelta("Noted: <b>.\n\n"),
        TextDelta("What next?"),
        Failed("The disk is full."),
    ]
    shown = list(frames(Kept(TOLD), TITLES, events, said="more"))
    assert [frame.spoken for frame in shown[:-1]] == ["", None, None]
    said = "<p>Noted: &lt;b&gt;.</p><p>What next?</p><p>The disk is full.</p>"
    assert shown[-1].spoken == said
    assert whole_screen(Kept(TOLD), TITLES).spoken is None


def test_an_open_question_has_none() -> None:
    asked = replace(TOLD, question=Question(Topic.EDUCATION))
    assert whole_screen(Kept(asked), TITLES).chat[-1]["options"] == []


def test_progress_is_a_labelled_bar_and_words() -> None:
    page = parse(progress_html(PROGRESS, suggestions=0))
    (bar,) = page.all("progress")
    assert (bar["value"], bar["max"]) == ("3", "6")
    assert bar["aria-labelledby"]
    assert "Left: your education, what you enjoy." in page.text
    assert "suggestions whenever you like" in page.text
    early = parse(progress_html(replace(PROGRESS, enough=False), suggestions=0))
    assert "Two facts, one of them a job" in early.text


def test_deleting_needs_a_second_step() -> None:
    page = parse(data_html("abc", Consent.EVALUATION))
    assert page.all("button", **{"data-open": "ca-delete"})
    (confirm,) = page.all("button", name="action", value="delete")
    assert [tag for tag, _ in page.tags].index("dialog") < page.tags.index(("button", confirm))


def test_who_else_reads_what_is_written_is_said() -> None:
    assert "is sent to the language model “<m>”" in parse(render("hint", model="<m>")).text
    assert "language model" not in render("hint", model=None)


def test_a_screen_reader_says_what_the_history_says_when_it_is_new() -> None:
    events: list[Event] = [Suggested(RECOMMENDATION), TextDelta("Here they are.")]
    new = list(frames(Kept(TOLD), TITLES, events, said="show me"))[-1]
    assert new.spoken is not None
    assert new.spoken.startswith("<p>What your history says: You have worked in nursing")
    assert new.spoken.endswith("<p>Here they are.</p>")
    known = Kept(replace(TOLD, recommendation=RECOMMENDATION))
    assert list(frames(known, TITLES, events, said="again"))[-1].spoken == "<p>Here they are.</p>"
