"""Several processes on one Postgres: stores and advisors of their own stand for processes."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from advisor.log.consent import Consent
from advisor.log.database import Database
from advisor.log.log import ConversationLog
from advisor.log.pseudonyms import Pseudonyms
from advisor.log.reading import turns
from graph.advisor import Advisor
from graph.events import Event, Failed
from graph.state import Line, Services
from graph.store.locks import TurnLocks
from graph.store.postgres import PostgresStore
from graph.store.rows import BusyError, StoreUnavailableError
from graph.turn_log import TurnLog
from graph.understanding import Interviewer, ReplyPlan, TurnContext, Understanding
from retrieval.errors import AdvisorError
from tests.conftest import ROOT
from tests.fakes import Blots
from tests.graph.store.conftest import HandClock
from tests.graph.store.talk import HISTORY, say
from tests.graph.talk import COOK, text
from tests.graph.talk import say as tell
from tests.postgres import Postgres

OpenPostgres = Callable[..., PostgresStore]
OpenAdvisor = Callable[..., Advisor]


@pytest.fixture
def open_postgres(postgres_url: str, clock: HandClock) -> Iterator[OpenPostgres]:
    opened = list[PostgresStore]()

    def open_one(connections: int = 4, wait_s: float = 2) -> PostgresStore:
        opened.append(PostgresStore(postgres_url, clock, connections, wait_s))
        return opened[-1]

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def open_advisor(
    services: Services, postgres_url: str, open_postgres: OpenPostgres, clock: HandClock
) -> Iterator[OpenAdvisor]:
    opened = list[Advisor]()

    def open_one(interviewer: Interviewer | None = None) -> Advisor:
        log = ConversationLog(Database(postgres_url))
        turn_log = TurnLog(log, Pseudonyms(b"sixteen bytes or more"), Blots("Priya"), clock)
        own = replace(services, interviewer=interviewer or services.interviewer)
        opened.append(Advisor(own, open_postgres(), turn_log))
        return opened[-1]

    yield open_one
    for advisor in opened:
        assert advisor.turn_log is not None
        advisor.turn_log.close()


class Pausing:
    """Another interviewer that stops in the middle of a reply until it may go on."""

    name = "pausing"

    def __init__(self, other: Interviewer) -> None:
        self._other = other
        self.speaking = threading.Event()
        self.may_go_on = threading.Event()

    def understand(self, message: str, context: TurnContext) -> Understanding:
        return self._other.understand(message, context)

    def speak(self, plan: ReplyPlan, message: str) -> Iterator[str]:
        self.speaking.set()
        assert self.may_go_on.wait(30)
        yield from self._other.speak(plan, message)


class Talk(threading.Thread):
    """A message sent in a thread of its own; ``events`` when it has ended."""

    def __init__(self, advisor: Advisor, conversation_id: str, message: str) -> None:
        super().__init__()
        self.events = list[Event]()
        self._reply = advisor.conversation(conversation_id).reply(message)
        self.start()

    def run(self) -> None:
        self.events.extend(self._reply)


def failures(events: list[Event]) -> list[str]:
    return [event.message for event in events if isinstance(event, Failed)]


def test_turns_sent_to_two_processes_at_once_take_turns(open_advisor: OpenAdvisor) -> None:
    advisors = [open_advisor(), open_advisor()]
    advisors[0].conversation("c1").choose(Consent.EVALUATION)
    said = [f"I was a welder at Firm{n} from {2000 + n} to {2001 + n}" for n in range(8)]
    talks = [Talk(advisors[n % 2], "c1", message) for n, message in enumerate(said)]
    for talk in talks:
        talk.join()
    assert [failures(talk.events) for talk in talks] == [[]] * 8
    state = advisors[0].conversation("c1").state()
    assert [line.role for line in state.transcript] == ["user", "advisor"] * 8
    assert {line.text for line in state.transcript if line.role == "user"} == set(said)
    assert {job.employer for job in state.history.jobs} == {f"Firm{n}" for n in range(8)}
    assert advisors[1].turn_log is not None
    logged = list(turns(advisors[1].turn_log.log.database))
    assert [turn.turn for turn in logged] == list(range(1, 9))


def test_a_choice_and_a_deletion_wait_for_the_turn_of_another_process(
    open_advisor: OpenAdvisor, services: Services
) -> None:
    pausing = Pausing(services.interviewer)
    one, other = open_advisor(pausing), open_advisor()
    other.conversation("c1").choose(Consent.EVALUATION)
    talk = Talk(one, "c1", COOK)
    assert pausing.speaking.wait(10)
    deleting = threading.Thread(target=other.conversation("c1").delete)
    deleting.start()
    deleting.join(0.3)
    assert deleting.is_alive()
    pausing.may_go_on.set()
    talk.join()
    deleting.join()
    assert failures(talk.events) == []
    assert not one.store.known("c1")
    assert one.turn_log is not None
    assert list(turns(one.turn_log.log.database)) == []
    late = Talk(one, "c1", "hello again")
    late.join()
    assert failures(late.events) == []  # who sends after that begins anew


def test_a_message_that_waits_too_long_is_told_so(open_postgres: OpenPostgres) -> None:
    one, other = open_postgres(), open_postgres()
    with one.alone("c1", 0):
        began = time.monotonic()
        told = pytest.raises(BusyError, match="still being answered")
        with told, TurnLocks(other, wait_s=0.3).hold("c1"):
            pass
        assert 0.2 < time.monotonic() - began < 2
        with other.alone("c2", 0):
            pass
    with other.alone("c1", 0):
        pass


def test_threads_of_one_process_wait_as_long(open_postgres: OpenPostgres) -> None:
    locks = TurnLocks(open_postgres(), wait_s=0.2)
    with locks.hold("c1"), pytest.raises(BusyError), locks.hold("c1"):
        pass
    with locks.hold("c1"):
        pass


def test_a_hundred_turns_at_once_take_few_connections(open_postgres: OpenPostgres) -> None:
    store = open_postgres(connections=4, wait_s=30)
    locks, inside, failed = TurnLocks(store), threading.Barrier(100, timeout=30), list[str]()
    used = list[int]()

    def turn(name: str) -> None:
        try:
            with locks.hold(name):
                inside.wait()  # so that all hold theirs at the same time
                say(store, name, {"history": HISTORY})
        except AdvisorError as error:
            failed.append(str(error))

    crowd = [threading.Thread(target=turn, args=(f"c{n}",)) for n in range(100)]
    for person in crowd:
        person.start()
    for person in crowd:
        person.join()
        with store.rows.reading() as run:
            used.append(
                run(
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name = :name",
                    name="career-advisor",
                )[0][0]
            )
    assert failed == []
    assert max(used) <= 5
    with store.rows.reading() as run:
        assert run("SELECT count(*) FROM conversations") == [(100,)]
        assert run("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == [(0,)]


def test_a_pool_without_a_free_connection_is_told_in_one_line_and_recovers(
    open_advisor: OpenAdvisor,
) -> None:
    advisor = open_advisor()
    session = advisor.conversation("c1")
    tell(session, COOK)
    store = advisor.store
    assert isinstance(store, PostgresStore)
    busy = [store.rows.reading() for _ in range(4)]
    for one in busy:
        one.__enter__()
    began = time.monotonic()
    (failed,) = failures(list(session.reply("I love cooking")))
    assert "could not save" in failed
    assert time.monotonic() - began < 4
    with pytest.raises(StoreUnavailableError, match="couldn't get a connection"):
        store.ping()
    for one in busy:
        one.__exit__(None, None, None)
    tell(session, "I love cooking")
    assert session.state().history.interests == ("cooking",)
    assert len(session.state().history.jobs) == 2


def test_a_restart_of_the_database_costs_one_message(
    open_advisor: OpenAdvisor, postgres: Postgres
) -> None:
    advisor = open_advisor()
    session = advisor.conversation("c1")
    tell(session, COOK)
    postgres.stop()
    try:
        (failed,) = failures(list(session.reply("I love cooking")))
        assert "could not save" in failed
        with pytest.raises(StoreUnavailableError):
            session.state()
        with pytest.raises(StoreUnavailableError):
            advisor.store.ping()
    finally:
        postgres.start()
    tell(session, "I love cooking")
    state = session.state()
    assert (len(state.history.jobs), state.history.interests) == (2, ("cooking",))


def test_after_a_long_outage_the_first_call_is_answered(
    open_postgres: OpenPostgres, postgres: Postgres
) -> None:
    store = open_postgres()
    postgres.stop()
    try:
        for _ in range(4):  # so long that a pool which waits twice as long each time would sleep
            with pytest.raises(StoreUnavailableError):
                store.ping()
    finally:
        postgres.start()
    store.ping()
    with store.alone("c1", 1):
        store.used("c1")


def test_a_restart_within_a_turn_leaves_it_to_be_finished(
    open_advisor: OpenAdvisor, services: Services, postgres: Postgres
) -> None:
    pausing = Pausing(services.interviewer)
    one, other = open_advisor(pausing), open_advisor()
    talk = Talk(one, "c1", COOK)
    assert pausing.speaking.wait(10)
    postgres.stop()
    try:
        pausing.may_go_on.set()
        talk.join()
    finally:
        postgres.start()
    (failed,) = failures(talk.events)
    assert "could not save" in failed
    session = other.conversation("c1")
    assert session.state().unfinished
    assert "Denny's" in text(list(session.resume()))
    tell(session, "I love cooking")
    state = session.state()
    assert (len(state.history.jobs), state.history.interests) == (2, ("cooking",))
    assert [line.role for line in state.transcript] == ["user", "advisor"] * 2


def lose_locks(store: PostgresStore, postgres: Postgres) -> None:
    """Cut the connections that hold locks, as a broken network would."""
    postgres.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_locks"
        " WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
    )
    with store.alone("c1", 5):  # the server has noticed
        pass


def test_who_lost_the_lock_writes_nothing_more(
    open_advisor: OpenAdvisor, services: Services, postgres: Postgres
) -> None:
    pausing = Pausing(services.interviewer)
    one, other = open_advisor(pausing), open_advisor()
    talk = Talk(one, "c1", COOK)
    assert pausing.speaking.wait(10)
    assert isinstance(other.store, PostgresStore)
    lose_locks(other.store, postgres)
    session = other.conversation("c1")
    assert "Denny's" in text(list(session.resume()))
    tell(session, "I love cooking")
    before = session.state()
    pausing.may_go_on.set()
    talk.join()
    (failed,) = failures(talk.events)
    assert "went on elsewhere" in failed
    assert session.state() == before
    assert other.turn_log is not None
    assert [turn.turn for turn in turns(other.turn_log.log.database)] == [1, 2]
    assert failures(list(one.conversation("c1").reply("I love music"))) == []


def test_what_was_deleted_elsewhere_meanwhile_does_not_come_back(
    open_advisor: OpenAdvisor, services: Services, postgres: Postgres
) -> None:
    pausing = Pausing(services.interviewer)
    one, other = open_advisor(pausing), open_advisor()
    talk = Talk(one, "c1", COOK)
    assert pausing.speaking.wait(10)
    assert isinstance(other.store, PostgresStore)
    lose_locks(other.store, postgres)
    other.conversation("c1").delete()
    pausing.may_go_on.set()
    talk.join()
    assert len(failures(talk.events)) == 1
    with other.store.rows.reading() as run:
        for table in (*other.store.checkpoint_tables, "conversations", "turns", "texts"):
            assert run(f"SELECT count(*) FROM {table}") == [(0,)], table


def test_the_lock_of_a_process_that_dies_goes_with_it(
    open_postgres: OpenPostgres, postgres_url: str
) -> None:
    store = open_postgres()
    program = (
        "import sys, time\n"
        "from graph.store.advisory import AdvisoryLocks\n"
        f"with AdvisoryLocks({postgres_url!r}).hold('c1', 5):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(60)\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=ROOT)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(BusyError), store.alone("c1", 0.2):
        pass
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with store.alone("c1", 2):
        pass


@pytest.mark.parametrize(
    "url", ["mysql://u:secret@h/d", "postgresql://u:secret@127.0.0.1:1/d", "postgres://%zz:secret@"]
)
def test_a_wrong_address_is_refused_in_one_line_without_its_password(
    url: str, clock: HandClock
) -> None:
    with pytest.raises(AdvisorError, match=r"^ADVISOR_STATE_URL: ") as raised:
        PostgresStore(url, clock, wait_s=1)
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_tables_are_rewritten_so_that_erased_bytes_go(
    open_postgres: OpenPostgres, postgres: Postgres
) -> None:
    store = open_postgres()
    words = "worked undercover at Globex"
    for name in ("c1", "c2"):
        say(store, name, {"transcript": (Line("user", f"{words} {name}"),)})
    store.delete("c1")
    store.overwrite_erased()
    for _ in range(2):  # what was written ahead goes with the checkpoints of the server
        postgres.sql("CHECKPOINT; SELECT pg_switch_wal()")
    kept = b"".join(file.read_bytes() for file in postgres.folder.rglob("*") if file.is_file())
    assert f"{words} c1".encode() not in kept
    assert f"{words} c2".encode() in kept
