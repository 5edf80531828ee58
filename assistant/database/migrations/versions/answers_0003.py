"""What was asked of the knowledge: the passages that answered, and the gaps where none did."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes both tables; neither refers to any other, so this may come before or after others."""
    op.create_table(
        "answers",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("writer", sa.Text, nullable=False),
        sa.Column("passages", sa.Text, nullable=False),
    )
    op.create_table(
        "gaps",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False, index=True),
        sa.Column("nearest", sa.Text, nullable=False),
        sa.CheckConstraint("reason IN ('unanswered', 'no_policy', 'other')", name="known_reason"),
    )
