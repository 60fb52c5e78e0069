"""PostgreSQL's two engines, over psycopg 3: a writer in READ COMMITTED and readers that see one snapshot."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Engine, create_engine, event

CONNECT_SECONDS = 5
LOCK_MILLISECONDS = 5000
"""How long a statement waits for another session's lock before it gives up (E-LOCKED)."""
# A connection that only listens would not notice for hours that the network is gone.
_ALIVE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
# Nearly all that a search reads is in memory, and a list of the places of 100,000 rows must not forget which row of a
# page it means.
_COSTS = "-c random_page_cost=1.1 -c work_mem=32MB -c jit=off"
# Of new tokens so many KiB wait for their places in the index, some fifty buyers': each search reads them all.
_PENDING = "-c gin_pending_list_limit=64"
WRITERS = 5  # one of them may listen (``store.watching``)
READERS = 4


def writer_engine(url: URL, *, name: str) -> Engine:
    """The engine for writes; the server knows its connections by ``name``.

    READ COMMITTED: a locked row is read again as the other writer left it.
    """
    return _engine(url, name, isolation_level="READ COMMITTED", pool_size=WRITERS)


def reader_engine(url: URL, *, name: str) -> Engine:
    """The engine that cannot write; REPEATABLE READ gives all statements of a search one snapshot."""
    engine = _engine(url, name, isolation_level="REPEATABLE READ", pool_size=READERS)
    event.listen(engine, "connect", _make_read_only)
    return engine


def _engine(url: URL, name: str, **arguments: Any) -> Engine:
    # Custom plans: a prepared statement gets one plan for all tokens after some searches, and then reads the whole
    # table for rare ones, which is a hundredfold slower.
    return create_engine(
        url,
        hide_parameters=True,
        max_overflow=0,
        pool_timeout=30,
        pool_pre_ping=True,  # a server that was restarted meanwhile costs a reconnect, not an error
        connect_args={
            "application_name": name,
            "connect_timeout": CONNECT_SECONDS,
            "options": f"-c lock_timeout={LOCK_MILLISECONDS} -c plan_cache_mode=force_custom_plan {_COSTS} {_PENDING}",
            **_ALIVE,
        },
        **arguments,
    )


def _make_read_only(connection: Any, _record: Any) -> None:
    connection.read_only = True
