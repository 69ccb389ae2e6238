"""Verdicts of judges about conversations, and who is signed in on the operators' page."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_PSEUDONYM = sa.String(32)


def upgrade() -> None:
    """Make the tables; a verdict, as all that is logged, is refused to be changed."""
    op.create_table(
        "verdicts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation", _PSEUDONYM, nullable=False, index=True),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("judge", sa.String(128), nullable=False),
        sa.Column("prompt", sa.String(64), nullable=False),
        sa.Column("ratings", sa.JSON),
        sa.UniqueConstraint("conversation", "turn", "judge", "prompt", name="one_verdict"),
    )
    op.create_table(
        "operator_sessions",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("operator", sa.String(64), nullable=False),
        sa.Column("csrf", sa.String(64), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER verdicts_append_only BEFORE UPDATE ON verdicts"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        return
    op.execute(
        "CREATE TRIGGER verdicts_append_only BEFORE UPDATE ON verdicts"
        " BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
    )


def downgrade() -> None:
    """Drop both."""
    op.drop_table("operator_sessions")
    op.drop_table("verdicts")
