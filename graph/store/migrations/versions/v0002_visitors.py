"""Owners and open pages of conversations, used tokens, rate limits, shares with counsellors."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TABLES = ("notes", "shares", "rate_cells", "used_tokens", "open_pages")


def upgrade() -> None:
    """Add the columns and the tables. Times are ISO 8601 in UTC, so that they sort as text."""
    op.add_column("conversations", sa.Column("owner", sa.Text))
    op.add_column(
        "conversations", sa.Column("turn", sa.Integer, nullable=False, server_default="0")
    )
    op.create_index("conversations_owner", "conversations", ["owner"])
    op.create_table(
        "open_pages",
        sa.Column("page", sa.Text, primary_key=True),
        sa.Column("conversation_id", sa.Text, nullable=False, index=True),
        sa.Column("seen_at", sa.Text, nullable=False),
    )
    op.create_table(
        "used_tokens",
        sa.Column("jti", sa.Text, primary_key=True),
        sa.Column("until", sa.Text, nullable=False),
    )
    op.create_table(
        "rate_cells",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("arrival", sa.Double, nullable=False),
    )
    op.create_table(
        "shares",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("conversation_id", sa.Text, nullable=False, index=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("expires_at", sa.Text, nullable=False),
        sa.Column("revoked_at", sa.Text),
        sa.Column("opened_by", sa.Text, index=True),
        sa.Column("opened_at", sa.Text),
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("share_id", sa.Text, nullable=False, index=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("counsellor", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop what was added."""
    for name in _TABLES:
        op.drop_table(name)
    op.drop_index("conversations_owner", "conversations")
    op.drop_column("conversations", "turn")
    op.drop_column("conversations", "owner")
