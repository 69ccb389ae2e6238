"""The log: whole turns or none, never changed, erased without a trace, in SQLite and Postgres."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from advisor.log.consent import Consent
from advisor.log.database import Database, LogUnavailableError
from advisor.log.log import ConversationLog
from advisor.log.reading import Filter, annotations, consents, thumbs, turns
from advisor.log.record import Annotation, Thumb, Versions
from retrieval.errors import AdvisorError
from tests.advisor.log.examples import NOON, TURN, VERSIONS, counted, turn
from tests.postgres import Postgres

ROOT = Path(__file__).resolve().parents[3]


def test_a_turn_comes_back_as_it_was_written(log: ConversationLog) -> None:
    assert log.append(TURN) == 1
    assert list(turns(log.database)) == [replace(TURN, turn=1)]


def test_a_turn_without_consent_for_its_text_comes_back_too(log: ConversationLog) -> None:
    log.append(counted("b"))
    (found,) = turns(log.database)
    assert (found.text, found.redaction, found.consent) == (None, "not kept", Consent.USE)


def test_turns_are_numbered_within_their_conversation(log: ConversationLog) -> None:
    written = [log.append(turn(name)) for name in "abaab"]
    assert written == [1, 1, 2, 3, 2]
    found = [(t.conversation[0], t.turn) for t in turns(log.database)]
    assert found == [("a", 1), ("a", 2), ("a", 3), ("b", 1), ("b", 2)]


def test_two_processes_never_give_one_number_to_two_turns(log_url: str) -> None:
    processes = [ConversationLog(Database(log_url)) for _ in range(4)]
    given = list[int]()
    writers = [
        threading.Thread(target=lambda one=one: given.append(one.append(turn("a"))))
        for one in processes * 10
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(given) == list(range(1, 41))
    for process in processes:
        process.close()


def test_turns_by_day_model_prompt_version_and_text(log: ConversationLog) -> None:
    asked = Versions("0.2.0", "small-model", ("understand-v3:0123456789ab",), "counts")
    log.append(turn("a"))
    log.append(turn("b", at=NOON + timedelta(days=1), versions=asked))
    log.append(counted("c"))

    def names(wanted: Filter) -> str:
        return "".join(t.conversation[0] for t in turns(log.database, wanted))

    assert names(Filter(last=date(2026, 11, 15))) == "ac"
    assert names(Filter(first=date(2026, 11, 16), last=date(2026, 11, 16))) == "b"
    assert names(Filter(model="small-model")) == names(Filter(model="counts")) == "b"
    assert names(Filter(prompt="understand-v3")) == "b"
    assert names(Filter(prompt="understand-v2")) == ""
    assert names(Filter(advisor="0.1.0")) == "ac"
    assert names(Filter(with_text=True)) == "ab"
    assert names(Filter(conversation="c" * 32)) == "c"


def test_rows_can_not_be_changed(log: ConversationLog) -> None:
    log.append(TURN)
    for table, column in (("turns", "intent"), ("texts", "message")):
        with (
            pytest.raises(LogUnavailableError, match="append-only"),
            log.database.writing() as connection,
        ):
            connection.execute(text(f"UPDATE {table} SET {column} = 'x'"))
    assert [t.intent for t in turns(log.database)] == ["tell"]


def test_a_turn_is_written_whole_or_not_at_all(log: ConversationLog) -> None:
    log.append(turn("a"))
    broken = turn("b", text=replace(TURN.text, message=None))  # type: ignore[type-var]
    with pytest.raises(LogUnavailableError):
        log.append(broken)
    assert [t.conversation[0] for t in turns(log.database)] == ["a"]


def test_many_write_at_once_and_nothing_is_lost(log: ConversationLog) -> None:
    def write(name: str) -> None:
        for _ in range(10):
            log.append(turn(name))

    writers = [threading.Thread(target=write, args=(name,)) for name in "0123456789abcdef"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = [(t.conversation[0], t.turn) for t in turns(log.database)]
    assert sorted(found) == [(name, k) for name in "0123456789abcdef" for k in range(1, 11)]


def test_a_process_killed_while_it_writes_leaves_whole_turns(log_url: str) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.advisor.log.writes_for_ever", log_url],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert writer.stdout is not None
    said = [int(writer.stdout.readline()) for _ in range(20)]
    os.kill(writer.pid, signal.SIGKILL)
    rest = writer.communicate()[0].split()
    told = max(said + [int(number) for number in rest])
    database = Database(log_url)
    found = list(turns(database))
    database.close()
    assert [t.turn for t in found] == list(range(1, len(found) + 1))
    assert len(found) in (told, told + 1)  # the last may have been written and not told
    assert all(t.text is not None and t.text.message == "said " * 200 for t in found)


def test_a_full_disk_is_told_and_costs_nothing_written_before(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'log.sqlite'}")
    log = ConversationLog(database, clock=iter(range(0, 10_000, 60)).__next__)
    log.append(turn("a"))
    with database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LogUnavailableError, match="full"):
        log.append(turn("b", "long " * 5_000))
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    log.append(turn("c"))
    assert [t.conversation[0] for t in turns(database)] == ["a", "c"]
    log.close()


def test_a_lost_database_is_left_alone_for_a_while_and_found_again(
    postgres: Postgres, postgres_url: str
) -> None:
    clock = [0.0]
    log = ConversationLog(Database(postgres_url), clock=lambda: clock[0])
    log.append(turn("a"))
    postgres.stop()
    with pytest.raises(LogUnavailableError):
        log.append(turn("a"))
    with pytest.raises(LogUnavailableError, match="a moment ago"):
        log.append(turn("a"))
    postgres.start()
    clock[0] = 11.0
    assert log.append(turn("a")) == 2
    log.close()


def test_choices_are_noted_and_going_back_erases_the_texts(log: ConversationLog) -> None:
    log.note_consent("a" * 32, Consent.EVALUATION, NOON, 1)
    log.append(turn("a"))
    log.append(turn("b"))
    log.annotate(Annotation("a" * 32, 1, NOON, "kim", "misread", "the title"))
    log.note_consent("a" * 32, Consent.USE, NOON + timedelta(hours=1), 1)
    chosen = [(c["consent"], c["at"], c["notice"]) for c in consents(log.database, "a" * 32)]
    assert chosen == [
        ("evaluation", NOON, 1),
        ("use", NOON + timedelta(hours=1), 1),
    ]
    assert [t.text is None for t in turns(log.database)] == [True, False]
    assert annotations(log.database) == []


def test_a_thumb_is_of_the_turn_that_said_the_line(log: ConversationLog) -> None:
    for lines in (2, 4, 4, 6):  # the third was an edit that said nothing
        log.append(turn("a", known=replace(TURN.known, lines=lines)))
    assert [log.turn_of_line("a" * 32, line) for line in (1, 3, 5, 7)] == [1, 2, 4, None]
    log.note_thumb(Thumb("a" * 32, 4, NOON, helpful=False))
    assert thumbs(log.database) == [Thumb("a" * 32, 4, NOON, helpful=False)]


def test_nobody_else_on_the_computer_can_read_the_file(tmp_path: Path) -> None:
    log = ConversationLog(Database(f"sqlite:///{tmp_path / 'log.sqlite'}"))
    log.append(turn("a"))
    modes = {file.name: file.stat().st_mode & 0o077 for file in tmp_path.iterdir()}
    assert modes["log.sqlite-wal"] == 0
    assert set(modes.values()) == {0}
    log.close()


def test_who_reads_sees_one_state(log: ConversationLog) -> None:
    log.append(turn("a"))
    with log.database.reading() as connection:
        counted_first = connection.scalar(text("SELECT count(*) FROM turns"))
        log.append(turn("b"))
        assert connection.scalar(text("SELECT count(*) FROM turns")) == counted_first == 1


def test_a_line_whose_turn_was_not_logged_is_of_no_other_turn(log: ConversationLog) -> None:
    for lines in (2, 6, 2, 4):  # the second was not logged; then erased, and begun anew
        log.append(turn("a", known=replace(TURN.known, lines=lines)))
    assert [log.turn_of_line("a" * 32, line) for line in (1, 3, 5)] == [3, 4, 2]
    log.append(turn("b", known=replace(TURN.known, lines=6)))
    assert log.turn_of_line("b" * 32, 1) is None


def test_a_thumb_on_what_is_erased_is_not_kept(log: ConversationLog) -> None:
    log.append(turn("a"))
    log.erase("a" * 32)
    assert not log.note_thumb(Thumb("a" * 32, 1, NOON, helpful=True))
    assert thumbs(log.database) == []


def test_what_one_person_takes_back_holds_up_nobody_else_on_postgres(postgres_url: str) -> None:
    log = ConversationLog(Database(postgres_url))
    for name in "ab":
        log.append(turn(name))
    taken = threading.Event()

    def take_back() -> None:
        log.note_consent("a" * 32, Consent.USE, NOON, 1)
        taken.set()

    taking = threading.Thread(target=take_back)
    with log.database.reading() as connection:
        connection.execute(text("SELECT count(*) FROM turns"))  # somebody reads meanwhile
        taking.start()
        assert taken.wait(4)
    taking.join()
    log.close()


def test_erasing_takes_everything_of_a_conversation_and_nothing_else(log: ConversationLog) -> None:
    for name in "ab":
        log.note_consent(name * 32, Consent.EVALUATION, NOON, 1)
        log.append(turn(name))
        log.note_thumb(Thumb(name * 32, 1, NOON, helpful=True))
        log.annotate(Annotation(name * 32, 1, NOON, "kim", "fine", ""))
    log.erase("a" * 32)
    assert [t.conversation[0] for t in turns(log.database)] == ["b"]
    assert [t.conversation[0] for t in thumbs(log.database)] == ["b"]
    assert [a.conversation[0] for a in annotations(log.database)] == ["b"]
    assert consents(log.database, "a" * 32) == []
    log.erase("never seen")


def test_erased_bytes_are_in_no_file_of_sqlite(tmp_path: Path) -> None:
    log = ConversationLog(Database(f"sqlite:///{tmp_path / 'log.sqlite'}"))
    for k in range(50):
        log.append(turn("a", f"a secret, MARZIPAN-{k}"))
        log.append(turn("b"))
    assert found_in(tmp_path, b"MARZIPAN")
    log.erase("a" * 32)
    assert not found_in(tmp_path, b"MARZIPAN")
    assert not found_in(tmp_path, b"a" * 32)
    log.close()


def test_erased_bytes_are_in_no_file_of_postgres(postgres: Postgres, postgres_url: str) -> None:
    log = ConversationLog(Database(postgres_url))
    for k in range(50):
        log.append(turn("a", f"a secret, MARZIPAN-{k}"))
        log.append(turn("b", at=datetime.now(UTC)))
    log.erase("a" * 32)
    assert [t.conversation[0] for t in turns(log.database)][:1] == ["b"]
    assert log.erase_older(365, NOON) == 0  # the daily tidying
    # Postgres writes ahead: those files go with the next two checkpoints.
    for _ in range(2):
        postgres.sql("SELECT pg_switch_wal()")
        postgres.sql("CHECKPOINT")
    assert not found_in(postgres.folder, b"MARZIPAN")
    assert found_in(postgres.folder, b"welder")  # of the other conversation: the search finds
    log.close()


def test_old_conversations_go_after_their_last_turn(log: ConversationLog) -> None:
    log.append(turn("a", at=NOON - timedelta(days=400)))
    log.append(turn("b", at=NOON - timedelta(days=400)))
    log.append(turn("b", at=NOON - timedelta(days=10)))
    log.note_consent("c" * 32, Consent.EVALUATION, NOON - timedelta(days=400), 1)
    assert log.erase_older(365, NOON) == 1
    assert {t.conversation[0] for t in turns(log.database)} == {"b"}
    assert consents(log.database, "c" * 32) == []


def test_tables_go_back_and_forward_with_rows_in_them(log: ConversationLog) -> None:
    log.append(TURN)
    assert log.database.migrate("base") is None
    assert log.database.migrate() is not None
    assert list(turns(log.database)) == []
    assert log.append(TURN) == 1
    with pytest.raises(AdvisorError, match="expected a version of base, 0001"):
        log.database.migrate("9999")


def test_tables_of_a_newer_program_are_left_alone(log_url: str) -> None:
    first = Database(log_url)
    with first.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9000'"))
    first.close()
    second = Database(log_url)
    with pytest.raises(AdvisorError, match="newer than this program's"), second.reading():
        pass
    second.close()


@pytest.mark.parametrize("url", ["nonsense", "mysql://a:secret@b/c", "oracle://x", ""])
def test_a_wrong_address_is_refused_in_one_line_that_repeats_no_password(url: str) -> None:
    with pytest.raises(AdvisorError, match="ADVISOR_LOG_URL: expected an address") as refused:
        Database(url)
    assert "secret" not in str(refused.value)


def test_the_tables_are_those_the_migrations_make(log: ConversationLog) -> None:
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415  # takes half a second
    from alembic.migration import MigrationContext  # noqa: PLC0415

    from advisor.log.tables import METADATA  # noqa: PLC0415

    with log.database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_versions_without_variants_come_back(log: ConversationLog) -> None:
    log.append(turn("a", versions=replace(VERSIONS, variants={}, prompts=())))
    assert [t.versions.variants for t in turns(log.database)] == [{}]


def found_in(folder: Path, wanted: bytes) -> list[str]:
    """Return the files that hold these bytes."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if wanted in path.read_bytes()]
