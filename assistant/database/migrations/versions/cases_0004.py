"""Cases: messages, what was sent, what is owed, feedback, and a log that nothing changes."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the tables; drafts stay where they are and may now be emptied, but never rewritten."""
    _cases()
    _messages()
    _drafts()
    _follow_ups()
    _feedback()
    _audit_log()
    _permits()


def _case_column(*, index: bool = True) -> sa.Column[str]:
    return sa.Column("case_id", sa.Text, sa.ForeignKey("cases.id"), nullable=False, index=index)


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("customer", sa.Text, nullable=False),
        sa.Column("customer_key", sa.Text, nullable=False, index=True),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("tone", sa.Text),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("hold", sa.Integer, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("issues", sa.Text, nullable=False),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("updated_at", sa.Text, nullable=False),
        sa.Column("open_key", sa.Text, unique=True),
        sa.Column("open_digest", sa.Text),
        sa.CheckConstraint(
            "state IN ('open', 'answered', 'closed', 'erased')", name="known_case_state"
        ),
    )
    op.create_index("ix_cases_updated", "cases", ["updated_at", "id"])


def _messages() -> None:
    op.create_table(
        "case_messages",
        sa.Column("id", sa.Text, primary_key=True),
        _case_column(index=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("draft_id", sa.Text, index=True),
        sa.Column("change", sa.Text),
        sa.Column("key", sa.Text),
        sa.Column("digest", sa.Text),
        sa.UniqueConstraint("case_id", "position", name="one_place"),
        sa.UniqueConstraint("case_id", "key", name="one_message_a_key"),
        sa.CheckConstraint("role IN ('customer', 'agent')", name="known_role"),
    )


def _drafts() -> None:
    op.create_table(
        "case_drafts",
        sa.Column("draft_id", sa.Text, sa.ForeignKey("drafts.draft_id"), primary_key=True),
        _case_column(),
        sa.Column("seen", sa.Integer, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.UniqueConstraint("case_id", "number", name="one_number"),
    )


def _follow_ups() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Text, primary_key=True),
        _case_column(index=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("due", sa.Text),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("promise", sa.Text),
        sa.Column("message_id", sa.Text),
        sa.Column("draft_id", sa.Text),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.Column("resolved_at", sa.Text),
        sa.Column("resolved_by", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'missed', 'dropped')", name="known_follow_up_state"
        ),
    )
    op.create_index("ix_follow_ups_case", "follow_ups", ["case_id", "state", "due"])
    op.create_index("ix_follow_ups_due", "follow_ups", ["state", "due"])


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column(
            "draft_id", sa.Text, sa.ForeignKey("drafts.draft_id"), nullable=False, index=True
        ),
        sa.Column("case_id", sa.Text, nullable=False),
        sa.Column("rating", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.CheckConstraint("rating IN ('up', 'down')", name="known_rating"),
    )


def _audit_log() -> None:
    op.create_table(
        "audit_log",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("object_id", sa.Text, nullable=False),
        sa.Column("case_id", sa.Text, index=True),
        sa.Column("detail", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    _refuse("audit_log", "DELETE", "audit_log is append-only", name="audit_log_stays_delete")
    _refuse("audit_log", "UPDATE", "audit_log is append-only", name="audit_log_stays_update")


def _permits() -> None:
    """A draft may be emptied in a transaction that names it here; it is never removed."""
    op.create_table("erasure_permits", sa.Column("draft_id", sa.Text, primary_key=True))
    unless = "NOT EXISTS (SELECT 1 FROM erasure_permits WHERE draft_id = OLD.draft_id)"
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER drafts_stay ON drafts")
    else:
        op.execute("DROP TRIGGER drafts_stay_update")
        op.execute("DROP TRIGGER drafts_stay_delete")
    _refuse("drafts", "DELETE", "drafts are append-only", name="drafts_stay_delete")
    _refuse("drafts", "UPDATE", "drafts are append-only", name="drafts_stay_update", unless=unless)


def _refuse(table: str, event: str, message: str, *, name: str, unless: str = "") -> None:
    """A trigger that refuses an event, on SQLite and PostgreSQL."""
    if op.get_bind().dialect.name != "postgresql":
        when = f" WHEN {unless}" if unless else ""
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table}{when}"
            f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    condition = unless or "TRUE"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {condition} THEN RAISE EXCEPTION '{message}'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
