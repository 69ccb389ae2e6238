"""The tables of the log. They change only by a new migration in ``migrations/versions``."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()
_PSEUDONYM = String(32)

TURNS = Table(
    "turns",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("schema_version", Integer, nullable=False),
    Column("conversation", _PSEUDONYM, nullable=False),
    Column("visitor", _PSEUDONYM),
    Column("turn", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("consent", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("intent", String(32)),
    Column("act", String(32)),
    Column("asked", String(32)),
    Column("repeated", Boolean, nullable=False),
    Column("corrected", Boolean, nullable=False),
    Column("suggested", Integer, nullable=False),
    Column("jobs", Integer, nullable=False),
    Column("dated", Integer, nullable=False),
    Column("linked", Integer, nullable=False),
    Column("education", Integer, nullable=False),
    Column("topics_done", Integer, nullable=False),
    Column("topics", Integer, nullable=False),
    Column("lines", Integer, nullable=False),
    Column("first_ms", Float),
    Column("total_ms", Float, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("failed", Boolean, nullable=False),
    Column("advisor", String(32), nullable=False),
    Column("interviewer", String(128), nullable=False),
    Column("prompts", JSON, nullable=False),
    Column("predictor", String(128), nullable=False),
    Column("variants", JSON, nullable=False),
    Column("redaction", String(16), nullable=False),
    UniqueConstraint("conversation", "turn", name="one_record_a_turn"),
    Index("turns_at", "at"),
)
"""What every turn leaves: counts, times and versions, no text."""

TEXTS = Table(
    "texts",
    METADATA,
    Column("turn_id", ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
    Column("message", Text, nullable=False),
    Column("reply", Text, nullable=False),
    Column("events", JSON, nullable=False),
)
"""The redacted text of turns whose person agreed to that; apart, so that it can go alone."""

CONSENTS = Table(
    "consents",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", _PSEUDONYM, nullable=False, index=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("consent", String(16), nullable=False),
    Column("notice", Integer, nullable=False),
)
"""Which level was chosen when, under which version of the notice."""

THUMBS = Table(
    "thumbs",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", _PSEUDONYM, nullable=False, index=True),
    Column("turn", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("helpful", Boolean, nullable=False),
)

ANNOTATIONS = Table(
    "annotations",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", _PSEUDONYM, nullable=False, index=True),
    Column("turn", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("operator", String(64), nullable=False),
    Column("label", String(64), nullable=False),
    Column("comment", Text, nullable=False),
)

VERDICTS = Table(
    "verdicts",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", _PSEUDONYM, nullable=False, index=True),
    Column("turn", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("judge", String(128), nullable=False),
    Column("prompt", String(64), nullable=False),
    Column("ratings", JSON(none_as_null=True)),
    UniqueConstraint("conversation", "turn", "judge", "prompt", name="one_verdict"),
)
"""What a language model said of a redacted conversation up to a turn; see ``record.Verdict``."""

OPERATOR_SESSIONS = Table(
    "operator_sessions",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("operator", String(64), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("expires", DateTime(timezone=True), nullable=False),
)
"""Who is signed in on the operators' page; nothing of a conversation."""

APPEND_ONLY = ("turns", "texts", "consents", "thumbs", "annotations", "verdicts")
"""Tables whose rows the database itself refuses to change; they can only be added and erased."""
