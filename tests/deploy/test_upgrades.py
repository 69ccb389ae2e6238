"""Two versions of the program side by side on one database, as in a rolling restart."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from graph.store.schema import MIGRATIONS
from tests.replicas import Replicas, ready
from tests.web.visitor import Json, Visitor

pytestmark = [pytest.mark.system, pytest.mark.timeout(900)]
ROOT = Path(__file__).resolve().parents[2]
_CODE = ("advisor", "advisor_cli", "graph", "retrieval", "views", "web", "ui.py")
_MIGRATION = '''"""What a later version adds: a table, and a column that may be null."""

import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "{before}"


def upgrade() -> None:
    op.create_table("moods", sa.Column("id", sa.Text, primary_key=True))
    op.add_column("conversations", sa.Column("mood", sa.Text))


def downgrade() -> None:
    op.drop_column("conversations", "mood")
    op.drop_table("moods")
'''
_LINE = '    role: Literal["user", "advisor"]\n    text: str\n'
_CHANGES = (
    # A key of the state that this version does not know, written with every message.
    ("graph/*.py", '"message_id": message_id,', '"message_id": message_id, "mood": "warm",'),
    ("graph/state.py", "    shown_as: str", "    mood: str\n    shown_as: str"),
    # A field of a value in it, which is written whenever the value is.
    ("graph/state.py", _LINE, f'{_LINE}    mood: str = "warm"\n'),
    # A field of an answer.
    ("web/bodies.py", "    unfinished: bool\n", '    unfinished: bool\n    mood: str = "warm"\n'),
)


def newer(folder: Path) -> Path:
    """Put a version of the program that is one release ahead into an empty folder."""
    for name in _CODE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    (folder / "data").symlink_to(ROOT / "data")
    versions = folder / "graph" / "store" / "migrations" / "versions"
    migration = _MIGRATION.format(before=MIGRATIONS.order[-1])
    (versions / "v9000_moods.py").write_text(migration, "utf-8")
    for where, old, new in _CHANGES:
        files = [file for file in folder.glob(where) if old in file.read_text("utf-8")]
        assert len(files) == 1, f"{where}: {old!r} in {files}"
        text = files[0].read_text("utf-8")
        files[0].write_text(text.replace(old, new, 1), "utf-8")
    return folder


@pytest.fixture(scope="module")
def service(index_data_dir: Path) -> Iterator[Replicas]:
    """Two replicas: the second one is of the newer version, and began after the first."""
    with TemporaryDirectory(prefix="newer-") as folder, Replicas(index_data_dir) as replicas:
        code = newer(Path(folder))
        upgraded = replicas.servers[1]
        assert upgraded.interrupt() == 0
        upgraded.run_from(code)
        upgraded.begin()
        upgraded.wait()
        ready(upgraded)
        yield replicas


@pytest.fixture
def visitor(service: Replicas) -> Iterator[Visitor]:
    """A visitor, known to the site."""
    with closing(Visitor(service.address)) as one:
        yield one


def test_conversations_go_from_one_version_to_the_other_and_back(
    service: Replicas, visitor: Visitor
) -> None:
    older, newer_one = (visitor.at(server.address) for server in service.servers)
    conversation = older.begin("evaluation")
    assert "mood" not in older.state(conversation)
    assert newer_one.state(conversation)["mood"] == "warm"
    older.say(conversation, "I'm a cook since 2019")
    newer_one.say(conversation, "Before that I was a waiter at Bistro, 2015 to 2018")
    _moods(service, 1)
    older.say(conversation, "I have a high school diploma")
    suggested = newer_one.say(conversation, "what should I do next?")
    last = older.say(conversation, "thanks")
    assert all(not _failures(answer) for answer in (suggested, last))
    state = older.state(conversation)
    assert [job["title"] for job in state["history"]["jobs"]] == ["waiter", "cook"]
    assert [line["role"] for line in state["transcript"]].count("user") == 5
    assert state["recommendation"] is not None
    assert newer_one.state(conversation)["transcript"] == state["transcript"]


def test_people_who_come_through_nginx_meet_either_version(visitor: Visitor) -> None:
    met = set()
    for _ in range(8):
        conversation = visitor.begin()
        answer = visitor.say(conversation, "I'm a cook since 2019")
        assert not _failures(answer)
        met.add("mood" in answer["state"])
        visitor.http.delete(f"/conversations/{conversation}")
    assert met == {True, False}


def test_a_replica_of_the_older_version_does_not_start_on_newer_tables(service: Replicas) -> None:
    older = service.servers[0]
    assert older.interrupt() == 0
    older.begin()
    with pytest.raises(AssertionError, match=r"newer than this program's .*; update the program"):
        older.wait()
    assert "Traceback" not in older.log
    # The newer version goes on alone; its own program takes the tables back, and both start.
    with closing(Visitor(service.address)) as somebody:
        somebody.say(somebody.begin(), "I'm a cook since 2019")
    assert service.servers[1].interrupt() == 0
    service.servers[1].do("conversations", "migrate", MIGRATIONS.order[-1])
    older.begin()
    older.wait()
    ready(older)
    with closing(Visitor(older.address)) as somebody:
        assert not _failures(somebody.say(somebody.begin(), "I'm a cook since 2019"))


def _failures(answer: Json) -> list[str]:
    return [event["message"] for event in answer["events"] if event["event"] == "failed"]


def _moods(service: Replicas, at_least: int) -> None:
    """Check that the newer version did write what the older one does not know."""
    with psycopg.connect(service.postgres.url) as connection:
        found = connection.execute(
            "SELECT count(*) FROM checkpoint_blobs WHERE channel = 'transcript'"
            " AND position('warm'::bytea IN blob) > 0"
        ).fetchone()
        keys = connection.execute(
            "SELECT count(*) FROM checkpoints WHERE checkpoint->'channel_values' ? 'mood'"
        ).fetchone()
    assert found is not None and found[0] >= at_least
    assert keys is not None and keys[0] >= at_least
