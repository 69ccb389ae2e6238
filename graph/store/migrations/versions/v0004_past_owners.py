"""When an anonymous visitor's conversation ends, and whose those were that are gone."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column and the table."""
    op.add_column("conversations", sa.Column("ends_at", sa.Text))
    op.create_table(
        "past_owners",
        sa.Column("conversation_id", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False, index=True),
        sa.Column("until", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop what was added."""
    op.drop_table("past_owners")
    op.drop_column("conversations", "ends_at")
