"""A hundred thousand turns are counted within two seconds."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.log.database import Database
from advisor.log.log import ConversationLog
from advisor.log.tables import TURNS
from advisor.quality.conversations import Scope
from advisor.quality.listing import listed
from advisor.quality.measures import Quality
from tests.advisor.log.examples import TURN

CONVERSATIONS, EACH = 12_500, 8
NEW = {
    "conversation": "printf('%032d', one.value)",
    "turn": "turn.value",
    # Scattered, as turns of conversations held at the same time are; a conversation each 40 min.
    "at": "strftime('%Y-%m-%d %H:%M:%f000', at, '+' || (one.value * 40) || ' minutes')",
    "suggested": "3 * (one.value % 5 > 0 AND turn.value = 4)",
    "first_ms": "abs(random()) % 900",
}


@pytest.mark.slow
def test_100_000_turns_take_two_seconds_of_one_processor(tmp_path: Path) -> None:
    log = ConversationLog(Database(f"sqlite:///{tmp_path / 'log.sqlite'}"))
    log.append(replace(TURN, conversation=f"{0:032}", text=None))
    names = [column.name for column in TURNS.columns if column.name != "id"]
    made = ", ".join(NEW.get(name, name) for name in names)
    with log.database.writing() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO turns ({', '.join(names)}) SELECT {made} FROM turns,"
            f" json_each('{list(range(1, EACH + 1))}') AS turn,"
            f" json_each('{list(range(1, CONVERSATIONS + 1))}') AS one ORDER BY one.value / 8, 3"
        )
        connection.exec_driver_sql(f"DELETE FROM turns WHERE conversation = '{0:032}'")
    began = time.process_time()
    weeks = Quality(log.database).by("week")
    assert time.process_time() - began < 2
    assert sum(week.turns for week in weeks) == CONVERSATIONS * EACH
    assert len(weeks) > 45
    began = time.process_time()
    assert listed(log.database, Scope(), ("corrected",)).total == CONVERSATIONS
    assert time.process_time() - began < 2
    log.close()
