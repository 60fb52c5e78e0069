"""The tables are the same on both databases, and so are the rows that an index leaves out."""

from __future__ import annotations

import pytest
from sqlalchemy import Index
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex

import wxbuyer_gui.store.engine  # noqa: F401 - with it every table is known
from wxbuyer_gui.store.tables import metadata

PARTIAL = [
    index
    for table in metadata.tables.values()
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
]


@pytest.mark.parametrize("index", PARTIAL, ids=lambda index: index.name)
def test_an_index_leaves_out_the_same_rows_on_postgresql(index: Index) -> None:
    conditions = [
        str(CreateIndex(index).compile(dialect=dialect)).partition(" WHERE ")[2]
        for dialect in (sqlite.dialect(), postgresql.dialect())
    ]
    assert conditions[0]
    assert conditions[0] == conditions[1]
