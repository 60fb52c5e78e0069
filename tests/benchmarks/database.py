"""Databases and files of made-up buyers, as large as wanted, kept in a folder for the next run."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from tests.benchmarks import people
from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.store import bulk
from wxbuyer_gui.store.engine import Store, open_store

SMALL_TENANT = 2
"""A second tenant, with 0.5 % of the rows of tenant 1."""
MIXED_TENANTS = tuple(range(3, 13))
"""Ten tenants whose rows lie among each other's, as many as the small tenant has."""


def fill(store: Store, rows: int) -> None:
    """Bring in ``rows`` buyers of tenant 1 and their members, and a few of the small tenant and of the mixed ones."""
    few = max(rows // 200, 1)
    with store.write() as connection, bulk.loading(connection, rows=rows):
        bulk.add_members(connection, people.members(rows))
        bulk.add_buyers(connection, people.buyers(rows))
        bulk.add_members(connection, people.members(few, first_id=2 * rows, tenant_id=SMALL_TENANT))
        bulk.add_buyers(connection, people.buyers(few, first_id=2 * rows, tenant_id=SMALL_TENANT))
        mixed = max(few, len(MIXED_TENANTS))
        bulk.add_members(connection, map(_spread, people.members(mixed, first_id=3 * rows, seed=2)))
        bulk.add_buyers(connection, map(_spread, people.buyers(mixed, first_id=3 * rows, seed=2)))
    with store.write() as connection:
        bulk.number_onwards(connection)


_Person = TypeVar("_Person", WxBuyingUser, Member)


def _spread(person: _Person) -> _Person:
    """The tenants take turns; a buyer and its member have one number here."""
    return replace(person, tenant_id=MIXED_TENANTS[(person.id or 0) % len(MIXED_TENANTS)])


def database(folder: Path, rows: int) -> Path:
    """A SQLite file with that many buyers, made if ``folder`` does not have it yet."""
    path = folder / f"{rows}-of-12-tenants.db"
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with open_store(f"sqlite:///{part}") as store:
            fill(store, rows)
        os.replace(part, path)  # so that a run that is broken off leaves no half of one
    return path


def buyer_file(folder: Path, rows: int, *, name_end: str = "", seed: int = 1) -> Path:
    """A CSV file of that many buyers as a shop exports it; ``name_end`` makes every name another one."""
    path = folder / f"{rows}-{seed}{name_end}.csv"
    if not path.exists():
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("openId", "昵称", "头像", "手机号", "会员号"))
            for one in people.buyers(rows, seed=seed):
                writer.writerow((one.open_id, one.name + name_end, one.profile, one.phone, one.member_id or ""))
        os.replace(part, path)
    return path
