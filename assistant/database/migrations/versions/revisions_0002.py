"""What a draft was made from, and which draft it revises."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds both; drafts that were made before have neither."""
    op.add_column("drafts", sa.Column("case_record", sa.Text))
    op.add_column("drafts", sa.Column("revises", sa.Text))
    op.create_index("ix_drafts_revises", "drafts", ["revises"])
