"""The tables about people: who works here, what staff call a buyer, who agreed to what, and who is to be forgotten.

They stand in the desk store. Moments are milliseconds since 1970, UTC.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, text

from wxbuyer_gui.store.tables import Id, grams, metadata, plain_text

# A row stays when its operator leaves: the journal names it for as long as it has entries.
operator = Table(
    "operator",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("tenant_id", Id, nullable=False),
    plain_text("name"),
    Column("role", String(16), nullable=False),
    plain_text("secret"),  # argon2id in PHC string format; '' for nobody who may sign in
    Column("failures", Integer, nullable=False, server_default="0"),  # wrong secrets since the last right one
    Column("retry_at", BigInteger, nullable=False, server_default="0"),  # no secret is looked at before
    Column("created_at", BigInteger, nullable=False),
    Column("left_at", BigInteger),  # when somebody was put out of service
    sqlite_autoincrement=True,
)
_WORKING = text("left_at IS NULL")
Index(
    "ux_operator_name",
    operator.c.tenant_id,
    operator.c.name,
    unique=True,
    sqlite_where=_WORKING,
)

# 备注名: what staff call a buyer. Never sent to a server; the journal knows who said so, and when.
alias = Table(
    "alias",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),  # the buyer's
    Column("tenant_id", Id, nullable=False),
    plain_text("alias"),
    plain_text("name_key"),  # this and the next three as in ``store.derived``
    plain_text("py"),
    plain_text("py2"),
    grams("grams"),
)

# A customer's consent to the ID number being kept: to which text, for what, asked by whom.
consent = Table(
    "consent",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("tenant_id", Id, nullable=False),
    Column("member_id", Id, nullable=False),
    Column("text_version", String(32), nullable=False),
    plain_text("purpose"),
    Column("operator_id", Id),
    Column("at", BigInteger, nullable=False),
    Column("withdrawn_at", BigInteger),
    sqlite_autoincrement=True,
)
Index("ix_consent_member", consent.c.tenant_id, consent.c.member_id)

# Somebody who was forgotten must not come back with the next import or copy. ``key`` is a keyed hash.
tombstone = Table(
    "tombstone",
    metadata,
    Column("tenant_id", Id, primary_key=True, autoincrement=False),
    Column("key", String(64), primary_key=True),
    Column("kind", String(8), nullable=False),  # "id", "open_id", "phone", "member"
    Column("at", BigInteger, nullable=False),
)

TABLES = (operator, alias, consent, tombstone)
"""All of them."""
