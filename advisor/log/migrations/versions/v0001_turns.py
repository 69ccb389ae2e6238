"""Turns, their texts, consents, thumbs and annotations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_PSEUDONYM = sa.String(32)
_TABLES = ("turns", "texts", "consents", "thumbs", "annotations")


def upgrade() -> None:
    """Make the tables, and have the database refuse to change a row."""
    _make_turns()
    op.create_table(
        "texts",
        sa.Column(
            "turn_id", sa.Integer, sa.ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
        sa.Column("events", sa.JSON, nullable=False),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation", _PSEUDONYM, nullable=False, index=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("consent", sa.String(16), nullable=False),
        sa.Column("notice", sa.Integer, nullable=False),
    )
    _make_said_of_turns("thumbs", sa.Column("helpful", sa.Boolean, nullable=False))
    _make_said_of_turns(
        "annotations",
        sa.Column("operator", sa.String(64), nullable=False),
        sa.Column("label", sa.String(64), nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
    )
    _refuse_changes()


def downgrade() -> None:
    """Drop everything."""
    for table in reversed(_TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change")


def _make_turns() -> None:
    counts = ("suggested", "jobs", "dated", "linked", "education", "topics_done", "topics", "lines")
    op.create_table(
        "turns",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("schema_version", sa.Integer, nullable=False),
        sa.Column("conversation", _PSEUDONYM, nullable=False),
        sa.Column("visitor", _PSEUDONYM),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("consent", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("intent", sa.String(32)),
        sa.Column("act", sa.String(32)),
        sa.Column("asked", sa.String(32)),
        sa.Column("repeated", sa.Boolean, nullable=False),
        sa.Column("corrected", sa.Boolean, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in counts),
        sa.Column("first_ms", sa.Float),
        sa.Column("total_ms", sa.Float, nullable=False),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("failed", sa.Boolean, nullable=False),
        sa.Column("advisor", sa.String(32), nullable=False),
        sa.Column("interviewer", sa.String(128), nullable=False),
        sa.Column("prompts", sa.JSON, nullable=False),
        sa.Column("predictor", sa.String(128), nullable=False),
        sa.Column("variants", sa.JSON, nullable=False),
        sa.Column("redaction", sa.String(16), nullable=False),
        sa.UniqueConstraint("conversation", "turn", name="one_record_a_turn"),
    )
    op.create_index("turns_at", "turns", ["at"])


def _make_said_of_turns(name: str, *columns: "sa.Column[object]") -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation", _PSEUDONYM, nullable=False, index=True),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *columns,
    )


def _refuse_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$"
        )
        for table in _TABLES:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
        return
    for table in _TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
        )
