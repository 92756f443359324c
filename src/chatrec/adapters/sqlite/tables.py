"""The tables as they are after the last migration."""

from sqlalchemy import Column, Float, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()

EVENTS = Table(
    "events",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("event_id", Text, nullable=False, unique=True),
    Column("user", Text, nullable=False),
    Column("item", Text, nullable=False),  # "" = the event is about no item
    Column("kind", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("value", Float),
    Column("conversation", Text),
    Column("decision", Text),
    Column("text", Text),
    Column("seconds", Float),
    Column("count", Integer, nullable=False),
)

PROFILES = Table(
    "profiles",
    METADATA,
    Column("user", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("tastes", Text, nullable=False),
    Column("steering", Text, nullable=False),
)

ITEMS = Table(
    "items",
    METADATA,
    Column("row", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("aliases", Text, nullable=False),
    Column("labels", Text, nullable=False),
    Column("numbers", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("titles", Text, nullable=False),
    Column("texts", Text, nullable=False),
)

CONVERSATIONS = Table(
    "conversations",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("user", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("updated_at", Float, nullable=False),
)

TURNS = Table(
    "turns",
    METADATA,
    Column("conversation", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("message", Text, nullable=False),
    Column("reply", Text, nullable=False),
    Column("at", Float, nullable=False),
)

DECISIONS = Table(
    "decisions",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("user", Text),
    Column("model", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

TRIPLES = Table(
    "triples",
    METADATA,
    Column("place", Integer, primary_key=True),
    Column("head", Text, nullable=False),
    Column("relation", Text, nullable=False),
    Column("tail", Text, nullable=False),
)

PROMPTS = Table(
    "prompts",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("shown", Integer, nullable=False),
    Column("taken", Integer, nullable=False),
)

EGRESS = Table(
    "egress",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("to", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("blacked_out", Integer, nullable=False),
)

SPENDING = Table(
    "spending",
    METADATA,
    Column("day", Integer, primary_key=True),
    Column("model", Text, primary_key=True),
    Column("requests", Integer, nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("completion_tokens", Integer, nullable=False),
    Column("cost", Float, nullable=False),
)

PROPOSALS = Table(
    "proposals",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("ground", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("agreement", Float, nullable=False),
    Column("status", Text, nullable=False),
    Column("by", Text, nullable=False),  # "" = nobody yet
    Column("decided_at", Float),
)

PROPOSAL_ASKS = Table(
    "proposal_asks",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("at", Float, nullable=False),
    Column("trouble", Text, nullable=False),  # "" = none
)

__all__ = [
    "CONVERSATIONS",
    "DECISIONS",
    "EGRESS",
    "EVENTS",
    "ITEMS",
    "METADATA",
    "PROFILES",
    "PROMPTS",
    "PROPOSALS",
    "PROPOSAL_ASKS",
    "SPENDING",
    "TRIPLES",
    "TURNS",
]
