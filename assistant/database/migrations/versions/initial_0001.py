"""What is indexed, which index is current, and the append-only drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables."""
    _documents()
    _passages()
    _generations()
    _drafts()


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("metadata", sa.Text, nullable=False),
        sa.Column("parsed", sa.Text),
    )


def _passages() -> None:
    op.create_table(
        "passages",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column(
            "document",
            sa.Text,
            sa.ForeignKey("documents.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("metadata", sa.Text, nullable=False),
        sa.Column("vector_key", sa.Text, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )


def _generations() -> None:
    op.create_table(
        "generations",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("collection", sa.Text, nullable=False),
        sa.Column("embeddings", sa.Text, nullable=False),
        sa.Column("dimension", sa.Integer, nullable=False),
        sa.Column("chunker", sa.Text, nullable=False),
        sa.Column("passages", sa.Integer, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("files", sa.Text, nullable=False),
        sa.CheckConstraint("state IN ('building', 'current', 'retired')", name="known_state"),
    )
    only = sa.text("state = 'current'")
    op.create_index(
        "one_current", "generations", ["state"], unique=True,
        sqlite_where=only, postgresql_where=only,
    )  # fmt: skip


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("draft_id", sa.Text, primary_key=True),
        sa.Column("case_id", sa.Text, nullable=False, index=True),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION drafts_stay() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'drafts are append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER drafts_stay BEFORE UPDATE OR DELETE ON drafts"
            " FOR EACH ROW EXECUTE FUNCTION drafts_stay()"
        )
        return
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER drafts_stay_{event.lower()} BEFORE {event} ON drafts"
            " BEGIN SELECT RAISE(ABORT, 'drafts are append-only'); END"
        )
