"""The table of conversations, as files made before there were migrations have it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_LATER = ("consent", "closed_at", "variants")
"""What files of the first versions lack."""


def upgrade() -> None:
    """Make the table, or add what an older file lacks."""
    inspector = sa.inspect(op.get_bind())
    if not inspector.has_table("conversations"):
        op.create_table(
            "conversations",
            sa.Column("id", sa.Text, primary_key=True),
            sa.Column("touched", sa.Text, nullable=False),
            *(sa.Column(name, sa.Text) for name in _LATER),
        )
        return
    there = {column["name"] for column in inspector.get_columns("conversations")}
    for name in _LATER:
        if name not in there:
            op.add_column("conversations", sa.Column(name, sa.Text))


def downgrade() -> None:
    """Drop it."""
    op.drop_table("conversations")
