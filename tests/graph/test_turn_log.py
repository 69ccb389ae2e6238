"""What a conversation leaves in the log, by what the person agreed to; and when the log fails."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from advisor.career import When
from advisor.edits import ChangeJob, RemoveJob
from advisor.log.consent import Consent
from advisor.log.database import Database
from advisor.log.log import ConversationLog
from advisor.log.pseudonyms import Pseudonyms
from advisor.log.reading import thumbs, turns
from advisor.log.record import TurnRecord, Verdict
from advisor.redaction.redactor import Redacted
from graph.advisor import Advisor
from graph.event_redactor import EventRedactor
from graph.events import Event, Failed, Noticed
from graph.replay import Calendar, Replayer
from graph.retention import Limits, Retention
from graph.session import Session
from graph.state import Services
from graph.store.sqlite import SqliteStore
from graph.takeout import everything
from graph.turn_log import TurnLog
from retrieval.errors import AdvisorError
from tests.conftest import TODAY
from tests.fakes import Blots, Quoting

NOON = datetime(2026, 11, 15, 12, tzinfo=UTC)
TOLD = "I'm Priya, a welder at Initech since 2015. Before, a cashier at Priya's Shop, 2010-2014."


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def logged(services: Services, log_url: str, tmp_path: Path, clock: Clock) -> Iterator[Advisor]:
    """An advisor that logs."""
    store = SqliteStore(tmp_path / "conversations.sqlite", clock)
    log = ConversationLog(Database(log_url), clock=iter(range(0, 10**6, 60)).__next__)
    turn_log = TurnLog(log, Pseudonyms(b"sixteen bytes or more"), Blots("Priya", "Unjudged"), clock)
    advisor = Advisor(services, store, turn_log)
    yield advisor
    advisor.close()


def agreed(advisor: Advisor, consent: Consent) -> Session:
    session = advisor.conversation()
    session.choose(consent)
    return session


def records(advisor: Advisor) -> list[TurnRecord]:
    assert advisor.turn_log is not None
    return list(turns(advisor.turn_log.log.database))


def events(record: TurnRecord) -> dict[str, Any]:
    assert record.text is not None
    return {event["event"]: event for event in record.text.events}


def test_who_helps_to_improve_it_has_the_turn_kept_redacted(logged: Advisor) -> None:
    session = agreed(logged, Consent.EVALUATION)
    list(session.reply(TOLD))
    (record,) = records(logged)
    assert record.text is not None
    assert record.text.message == TOLD.replace("Priya", "[NAME]")
    assert "Priya" not in record.text.reply
    assert "Priya" not in str(record.text.events)
    jobs = events(record)["history"]["history"]["jobs"]
    assert [(j["employer"], j["start"], j["code"]) for j in jobs] == [
        ("[NAME]'s Shop", "2010", "41-2011.00"),
        ("Initech", "2015", "51-4121.00"),
    ]
    assert (record.kind, record.intent, record.act) == ("message", "tell", "ask")
    assert record.asked == events(record)["asked"]["topic"]
    assert (record.known.jobs, record.known.dated, record.known.lines) == (2, 2, 2)
    assert record.conversation != session.id
    assert record.timing.first_ms is not None
    assert 0 < record.timing.first_ms <= record.timing.total_ms
    assert record.versions.predictor == logged.services.recommender.model


def test_who_only_uses_it_leaves_counts(logged: Advisor) -> None:
    list(agreed(logged, Consent.USE).reply(TOLD))
    list(logged.conversation().reply(TOLD))  # nobody asked: as little is kept
    found = records(logged)
    assert [(r.text, r.redaction, r.known.jobs) for r in found] == [(None, "not kept", 2)] * 2


def test_what_somebody_wants_is_not_noted_of_who_only_uses_it(logged: Advisor) -> None:
    for consent in Consent:
        list(agreed(logged, consent).reply("I want to kill myself"))
    assert [r.intent for r in records(logged)] == [None, "distress"]


def test_a_character_that_postgres_refuses_keeps_no_turn_from_the_log(logged: Advisor) -> None:
    list(agreed(logged, Consent.EVALUATION).reply("I'm a \0 welder since 2015"))
    (record,) = records(logged)
    assert record.text is not None
    assert record.text.message == "I'm a \ufffd welder since 2015"


def test_the_words_of_a_question_are_redacted() -> None:
    asked = {"event": "asked", "topic": "target_title", "subject": "nurse like Priya"}
    assert EventRedactor(Blots("Priya")).event(asked)["subject"] == "nurse like [NAME]"


class Quotes(Blots):
    """A redactor with a defect, whose message quotes what it was given."""

    def redact(self, text: str) -> Redacted:
        raise ValueError(text)


def test_the_message_of_a_defect_is_not_in_the_programs_log(
    logged: Advisor, services: Services, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    assert logged.turn_log is not None
    turn_log = TurnLog(logged.turn_log.log, logged.turn_log.pseudonyms, Quotes("Priya"), clock)
    list(agreed(Advisor(services, logged.store, turn_log), Consent.EVALUATION).reply(TOLD))
    assert "ValueError" in caplog.text
    quoting = replace(services, interviewer=Quoting())
    list(agreed(Advisor(quoting, logged.store, None), Consent.USE).reply(TOLD))
    assert "turn failed" in caplog.text
    assert "Priya" not in caplog.text


def test_a_text_that_cannot_be_judged_is_not_kept(
    logged: Advisor, caplog: pytest.LogCaptureFixture
) -> None:
    list(agreed(logged, Consent.EVALUATION).reply("I'm a welder at Unjudged Ltd"))
    (record,) = records(logged)
    assert (record.text, record.redaction) == (None, "failed")
    assert "Unjudged" not in caplog.text


def test_suggestions_corrections_and_repeats_are_counted(logged: Advisor) -> None:
    session = agreed(logged, Consent.EVALUATION)
    list(session.reply(TOLD))
    list(session.reply("show me suggestions now"))
    job = session.state().history.jobs[0]
    list(session.edit([ChangeJob(job.id, {"start": When(2011)})]))
    told, shown, changed = records(logged)
    assert (told.suggested, told.corrected) == (0, False)
    codes = [s["code"] for s in events(shown)["suggested"]["suggestions"]]
    assert (shown.suggested, shown.act, len(codes)) == (len(codes), "suggest", len(codes))
    assert 3 <= len(codes) <= 5
    assert (changed.kind, changed.corrected, changed.intent) == ("edit", True, None)
    assert events(changed)["edits"]["edits"][0]["changes"]["start"]["year"] == 2011


def test_a_cv_is_a_document(logged: Advisor) -> None:
    session = agreed(logged, Consent.EVALUATION)
    list(session.reply("Welder, Initech, 2015-2020", shown_as="Uploaded cv.pdf"))
    assert [r.kind for r in records(logged)] == ["document"]


def test_a_lost_log_is_said_once_and_the_chat_goes_on(
    services: Services, tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "away"
    folder.mkdir()
    database = Database(f"sqlite:///{folder / 'log.sqlite'}")
    log = ConversationLog(database, clock=iter(range(0, 10**6, 60)).__next__)
    turn_log = TurnLog(log, Pseudonyms(b"sixteen bytes or more"), Blots("Priya"), clock)
    advisor = Advisor(services, SqliteStore(tmp_path / "c.sqlite", clock), turn_log)
    session = agreed(advisor, Consent.EVALUATION)
    list(session.reply("I'm a welder"))
    database.close()
    (folder / "log.sqlite").rename(folder / "elsewhere")
    for file in folder.iterdir():
        if file.name != "elsewhere":
            file.unlink()
    (folder / "log.sqlite").mkdir()
    first, second = list(session.reply("since 2015")), list(session.reply("at Initech"))
    assert [e.message[:39] for e in first if isinstance(e, Noticed)] == [
        "This part of our conversation could not"
    ]
    assert said_wrong(second) == []
    assert "unable to open" in caplog.text
    assert session.state().history.jobs[0].start == When(2015)
    (folder / "log.sqlite").rmdir()
    (folder / "elsewhere").rename(folder / "log.sqlite")
    list(session.reply("I enjoy teaching"))
    assert [r.turn for r in records(advisor)] == [1, 2]
    advisor.close()


def said_wrong(said: list[Event]) -> list[Event]:
    return [event for event in said if isinstance(event, Noticed | Failed)]


def test_a_defect_of_the_log_costs_no_turn(
    logged: Advisor, caplog: pytest.LogCaptureFixture
) -> None:
    session = agreed(logged, Consent.EVALUATION)
    logged.versions = None  # type: ignore[assignment]  # what a defect would leave
    with caplog.at_level(logging.ERROR):
        said = list(session.reply("I'm a welder"))
    assert [type(event) for event in said_wrong(said)] == [Noticed]
    assert session.state().history.jobs[0].title == "welder"
    assert "AttributeError" in caplog.text


def test_going_back_to_only_using_it_erases_the_texts(logged: Advisor) -> None:
    session = agreed(logged, Consent.EVALUATION)
    list(session.reply(TOLD))
    session.choose(Consent.USE)
    assert [r.text for r in records(logged)] == [None]
    assert session.state().consent is Consent.USE


def test_a_thumb_finds_its_turn(logged: Advisor) -> None:
    session = agreed(logged, Consent.USE)
    list(session.reply("I'm a welder"))
    list(session.reply("since 2015"))
    assert session.thumb(3, helpful=False)
    assert not session.thumb(-1, helpful=True)  # the greeting
    assert not session.thumb(9, helpful=True)
    assert logged.turn_log is not None
    noted = thumbs(logged.turn_log.log.database)
    assert [(t.turn, t.helpful) for t in noted] == [(2, False)]


def test_deleting_takes_the_log_along(logged: Advisor) -> None:
    session, other = agreed(logged, Consent.EVALUATION), agreed(logged, Consent.EVALUATION)
    for one in (session, other):
        list(one.reply(TOLD))
    session.delete()
    assert len(records(logged)) == 1
    assert not logged.store.known(session.id)
    assert logged.store.known(other.id)
    assert logged.store.consent(session.id) is None


class AskedStore(SqliteStore):
    """A store that tells when it was asked what somebody chose."""

    asked = threading.Event()

    def consent(self, conversation_id: str) -> Consent | None:
        found = super().consent(conversation_id)
        self.asked.set()
        return found


def test_a_message_that_waited_while_everything_was_deleted_brings_nothing_back(
    logged: Advisor, services: Services, tmp_path: Path, clock: Clock
) -> None:
    store = AskedStore(tmp_path / "asked.sqlite", clock)
    session = agreed(Advisor(services, store, logged.turn_log), Consent.EVALUATION)
    list(session.reply(TOLD))
    said = list[Event]()
    store.asked.clear()
    with session._advisor.turn_lock(session.id):
        waiting = threading.Thread(target=lambda: said.extend(session.reply("since 2015")))
        waiting.start()
        assert store.asked.wait(10)
        assert logged.turn_log is not None
        logged.turn_log.erase(session.id)
        store.delete(session.id)
    waiting.join()
    assert [type(event) for event in said] == [Failed]
    assert not store.known(session.id)
    assert records(logged) == []
    store.close()


def test_shares_and_owner_can_be_taken_along_but_not_the_id_that_opens_a_share(
    logged: Advisor,
) -> None:
    session = agreed(logged, Consent.EVALUATION)
    list(session.reply(TOLD, message_id="message-1"))
    logged.store.owners.own(session.id, "site:ann")
    share = logged.store.shares.share(session.id, "Ann", days=3)
    logged.store.shares.open_share(share.id, "lee")
    logged.store.shares.add_note(share.id, "lee", "wants to teach")
    logged.store.shares.read(share.id, "lee", "summary")
    kept = everything(logged, session)
    noon = NOON.isoformat()
    assert kept["conversation"]["owner"] == "site:ann"
    assert kept["conversation"]["messages_received"] == ["message-1"]
    assert kept["conversation"]["shares"] == [
        {
            "name": "Ann",
            "transcript": False,
            "made_at": noon,
            "expires_at": (NOON + timedelta(days=3)).isoformat(),
            "revoked_at": None,
            "opened_by": "lee",
            "opened_at": noon,
            "readings": [{"at": noon, "counsellor": "lee", "what": "summary"}],
            "notes": [{"at": noon, "counsellor": "lee", "text": "wants to teach"}],
        }
    ]
    assert share.id not in str(kept)


def test_everything_kept_can_be_taken_along(logged: Advisor) -> None:
    session = agreed(logged, Consent.EVALUATION)
    list(session.reply(TOLD))
    session.thumb(1, helpful=True)
    assert logged.turn_log is not None
    name = logged.turn_log.pseudonyms.of(session.id)
    verdict = Verdict(name, 1, datetime.now(UTC), "a-judge", "helpfulness-v1:0", {"kind": 5})
    assert logged.turn_log.log.note_verdict(verdict)
    kept = everything(logged, session)
    assert [(v["judge"], v["ratings"]) for v in kept["log"]["verdicts"]] == [
        ("a-judge", {"kind": 5})
    ]
    assert kept["conversation"]["transcript"][0]["text"] == TOLD
    assert kept["conversation"]["consent"] == "evaluation"
    assert [c["consent"] for c in kept["log"]["consents"]] == ["evaluation"]
    (turn,) = kept["log"]["turns"]
    assert (turn["turn"], turn["helpful"], turn["conversation"]) == (
        1,
        True,
        kept["log"]["pseudonym"],
    )
    assert "[NAME]" in turn["message"]


def test_what_was_taken_back_and_the_text_of_a_cv_are_taken_along_too(logged: Advisor) -> None:
    session = agreed(logged, Consent.USE)
    list(session.reply(TOLD))
    list(session.edit([RemoveJob(session.state().history.jobs[0].id)]))
    list(session.reply("Baker, Loafers, 2008-2009", shown_as="Uploaded cv.pdf"))
    kept = everything(logged, session)["conversation"]
    assert "Shop" not in str(kept["history"])
    assert "Shop" in str(kept["earlier_histories"])
    assert kept["last_message"] == "Baker, Loafers, 2008-2009"


def test_visits_of_who_only_uses_it_end(logged: Advisor, clock: Clock) -> None:
    store = logged.store
    assert logged.turn_log is not None
    retention = Retention(store, logged.turn_log.log, Limits(120, 90, 365), clock)
    stays, closed, idle, back = (
        agreed(logged, consent)
        for consent in (Consent.EVALUATION, Consent.USE, Consent.USE, Consent.USE)
    )
    for session in (stays, closed, idle, back):
        list(session.reply(TOLD))
    for session in (stays, closed, back):
        store.pages.left(session.id)
    store.pages.returned(back.id)
    assert retention.erase_visits() == (0, 0)  # a page may be loaded anew
    clock.now = NOON + timedelta(minutes=6)
    assert retention.erase_visits() == (1, 0)
    known = [store.known(session.id) for session in (stays, closed, idle, back)]
    assert known == [True, False, True, True]
    clock.now = NOON + timedelta(minutes=121)
    assert retention.erase_visits() == (2, 0)
    clock.now = NOON + timedelta(days=91)
    erased = retention.erase()
    assert (erased.visits, erased.unused, erased.logged) == (0, 1, 0)
    assert len(records(logged)) == 4  # what was agreed to is kept longer than the conversation
    clock.now = NOON + timedelta(days=366)
    assert retention.erase().logged == 4
    assert records(logged) == []


def test_a_page_that_lost_its_connection_and_goes_on_is_no_visit_over(
    logged: Advisor, clock: Clock
) -> None:
    session = agreed(logged, Consent.USE)
    list(session.reply(TOLD))
    logged.store.pages.left(session.id)  # the computer slept: nobody closed the page
    clock.now = NOON + timedelta(minutes=4)
    list(session.reply("show me suggestions now"))
    clock.now = NOON + timedelta(minutes=6)
    assert Retention(logged.store, None, Limits(120, 90, 365), clock).erase_visits() == (0, 0)


def test_a_first_turn_that_is_cut_off_is_erased_when_it_is_due(
    logged: Advisor, clock: Clock
) -> None:
    session = logged.conversation()
    turn = session.reply(TOLD)
    next(turn)
    turn.close()
    clock.now = NOON + timedelta(days=91)
    Retention(logged.store, None, Limits(120, 90, 365), clock).erase_visits()
    assert not logged.store.known(session.id)


def test_retention_goes_on_after_a_failure(
    logged: Advisor, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    logged.store.close()
    Retention(logged.store, None, Limits(120, 90, 365), clock).go_round()
    assert "retention" in caplog.text


def test_what_cannot_be_erased_yet_can_be_asked_for_again(
    services: Services, tmp_path: Path, clock: Clock
) -> None:
    folder = tmp_path / "away"
    folder.mkdir()
    database = Database(f"sqlite:///{folder / 'log.sqlite'}")
    log = ConversationLog(database, clock=iter(range(0, 10**6, 60)).__next__)
    turn_log = TurnLog(log, Pseudonyms(b"sixteen bytes or more"), Blots("Priya"), clock)
    advisor = Advisor(services, SqliteStore(tmp_path / "c.sqlite", clock), turn_log)
    session = agreed(advisor, Consent.EVALUATION)
    list(session.reply(TOLD))
    database.close()
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(AdvisorError):
        session.delete()
    assert session.state().transcript  # so that the page still has the button
    (tmp_path / "elsewhere").rename(folder)
    session.delete()
    assert (records(advisor), session.state().transcript) == ([], ())
    advisor.close()


def test_a_turn_cut_off_is_logged_when_it_is_finished(logged: Advisor) -> None:
    session = agreed(logged, Consent.EVALUATION)
    turn = session.reply("I'm a welder at Initech")
    next(turn)
    turn.close()  # the page was closed in the middle of the reply
    list(session.reply("since 2015"))
    found = records(logged)
    assert [r.text.message for r in found if r.text] == ["I'm a welder at Initech", "since 2015"]
    assert [r.known.dated for r in found] == [0, 1]


def test_the_same_version_replays_without_a_difference(
    logged: Advisor, services: Services, tmp_path: Path, clock: Clock
) -> None:
    session = agreed(logged, Consent.EVALUATION)
    list(session.reply(TOLD))
    list(session.reply("show me suggestions now"))
    job = session.state().history.jobs[0]
    list(session.edit([ChangeJob(job.id, {"start": When(2011)})]))
    list(session.answer_items("activities-30", "en", {1: 5, 2: 4}, done=False))
    calendar, redact = Calendar(TODAY), EventRedactor(Blots("Priya"))
    again = Advisor(
        replace(services, today=calendar), SqliteStore(tmp_path / "again.sqlite", clock)
    )
    (played,) = Replayer(again, calendar, redact).replay(records(logged))
    assert played.differences == ()
    assert (played.turns, played.skipped) == (4, 0)
    again.close()


def test_a_version_that_reads_nothing_replays_with_differences(
    logged: Advisor, services: Services, tmp_path: Path, clock: Clock
) -> None:
    from tests.fakes import PlainInterviewer  # noqa: PLC0415

    session = agreed(logged, Consent.EVALUATION)
    list(session.reply(TOLD))
    other = replace(services, interviewer=PlainInterviewer())
    again = Advisor(other, SqliteStore(tmp_path / "again.sqlite", clock))
    redact = EventRedactor(Blots("Priya"))
    (played,) = Replayer(again, Calendar(TODAY), redact).replay(records(logged))
    jobs = next(d for d in played.differences if d.what == "jobs")
    assert (jobs.turn, len(jobs.before), jobs.now) == (1, 2, ())
    again.close()
