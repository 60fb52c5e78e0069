"""Inserts that pass over rows which are there already, as each dialect says it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Table


@cache
def insert_new(table: Table, dialect: str) -> Any:
    """INSERT … ON CONFLICT DO NOTHING. The other dialect is not loaded; built once, which takes longer than running."""
    module = import_module(f"sqlalchemy.dialects.{dialect}")
    return module.insert(table).on_conflict_do_nothing()
