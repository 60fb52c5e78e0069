"""The tables of the outbox, in the desk store: writes to a server that are not settled yet, and what became of them.

Times are milliseconds since 1970, UTC. ``payload``, ``base`` and ``server`` are JSON (``store.outbox_json``) and hold
personal data; they are emptied when an operation is over, and the eight digits of ``body_check`` stay, enough to
recognise the operation and too few to prove to anybody whose it was.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, String, Table, text

from wxbuyer_gui.store.tables import Id, metadata, plain_text

outbox_op = Table(
    "outbox_op",
    metadata,
    Column("seq", Id, primary_key=True, autoincrement=True),
    Column("operation_id", String(64), nullable=False, unique=True),
    Column("backend_id", String(64), nullable=False),  # server and tenant; it is never sent to another one
    Column("tenant_id", Id),
    Column("kind", String(16), nullable=False),
    Column("buyer_id", Id, nullable=False),  # of the server; negative (outbox_buyer) while it has none
    Column("depends_on", String(64), nullable=False, server_default=""),
    Column("supersedes", String(64), nullable=False, server_default=""),
    plain_text("payload"),
    Column("body_check", String(8), nullable=False),
    plain_text("base"),
    plain_text("server"),
    Column("expected_member_id", Id),
    Column("state", String(16), nullable=False),
    Column("evidence", String(16), nullable=False, server_default=""),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("in_doubt", Integer, nullable=False, server_default="0"),  # of them, those whose fate was never learnt
    Column("checks", Integer, nullable=False, server_default="0"),  # times looked at since the last change
    Column("is_keyed", Boolean, nullable=False, server_default="0"),
    Column("sending_id", String(64), nullable=False, server_default=""),  # under which the server knows it
    Column("sent_boot", String(64), nullable=False, server_default=""),
    Column("sent_mono", Float, nullable=False, server_default="0"),
    Column("next_at", BigInteger),
    Column("result_id", Id),
    Column("code", String(64), nullable=False, server_default=""),
    plain_text("message"),
    Column("review", String(24), nullable=False, server_default=""),
    Column("confidence", String(16), nullable=False, server_default=""),
    plain_text("operator"),
    Column("created_at", BigInteger, nullable=False),
    plain_text("decided_by"),
    Column("acknowledged", Boolean, nullable=False, server_default="0"),
    Column("row_version", Integer, nullable=False, server_default="0"),
    sqlite_autoincrement=True,
)

_OVER = "state IN ('done', 'rejected', 'cancelled')"
_open = text(f"NOT ({_OVER})")
Index("ix_outbox_open", outbox_op.c.backend_id, outbox_op.c.seq, sqlite_where=_open)
_open_binding = text(f"kind <> 'save' AND NOT ({_OVER})")
Index(
    "ux_outbox_binding",  # two unsettled bindings of one buyer could only contradict each other
    outbox_op.c.backend_id,
    outbox_op.c.buyer_id,
    unique=True,
    sqlite_where=_open_binding,
)

# Every answer and every silence, in order. Only ever added to; no personal data.
outbox_attempt = Table(
    "outbox_attempt",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("operation_id", String(64), nullable=False, index=True),
    Column("phase", String(16), nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger, nullable=False),
    Column("evidence", String(16), nullable=False),
    Column("code", String(64), nullable=False),
    sqlite_autoincrement=True,
)

# What people were asked to decide, and what they did.
review_item = Table(
    "review_item",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("operation_id", String(64), nullable=False, index=True),
    Column("reason", String(24), nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("decision", String(16), nullable=False, server_default=""),
    plain_text("decided_by"),
    Column("decided_at", BigInteger),
    plain_text("note"),
    sqlite_autoincrement=True,
)

# Buyers that the server has not stored yet: their number here is -id.
outbox_buyer = Table(
    "outbox_buyer",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("backend_id", String(64), nullable=False),
    Column("operation_id", String(64), nullable=False, unique=True),
    Column("server_id", Id),
    sqlite_autoincrement=True,
)

# The one row says who may send, until when, and how many sendings were begun (``mark``).
outbox_sender = Table(
    "outbox_sender",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("owner", String(160), nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("mark", BigInteger, nullable=False),
)

TABLES = (outbox_op, outbox_attempt, review_item, outbox_buyer, outbox_sender)
"""All of them."""
