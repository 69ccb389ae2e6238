"""Sessions of operators in the log's database, SQLite and Postgres."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from advisor.log.database import Database
from advisor.operators.sessions import Sessions


def test_a_session_lasts_eight_hours_or_until_it_is_closed(log_url: str) -> None:
    now = [datetime(2026, 11, 28, 12, tzinfo=UTC)]
    database = Database(log_url)
    sessions = Sessions(database, lambda: now[0])
    token, other = sessions.open("kim"), sessions.open("kim")
    assert token != other
    found = sessions.find(token)
    assert found is not None
    assert (found.operator, found.expires) == ("kim", now[0] + timedelta(hours=8))
    assert sessions.find("x" + token[1:]) is None
    sessions.close(other)
    assert sessions.find(other) is None
    now[0] += timedelta(hours=8, seconds=-1)
    assert sessions.find(token) == found
    now[0] += timedelta(seconds=1)
    assert sessions.find(token) is None
    database.close()


def test_the_database_holds_no_token_and_forgets_what_is_over(log_url: str) -> None:
    now = [datetime(2026, 11, 28, 12, tzinfo=UTC)]
    database = Database(log_url)
    sessions = Sessions(database, lambda: now[0])
    token = sessions.open("kim")
    query = text("SELECT token_hash, operator FROM operator_sessions")
    with database.reading() as connection:
        ((kept, name),) = connection.execute(query).all()
    assert (token in kept, name) == (False, "kim")
    now[0] += timedelta(days=1)
    sessions.open("lee")
    with database.reading() as connection:
        assert [row.operator for row in connection.execute(query)] == ["lee"]
    database.close()
