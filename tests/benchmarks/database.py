"""Databases and files of made-up buyers, as large as wanted, kept in a folder for the next run."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from tests.benchmarks import people
from wxbuyer_gui.store import bulk
from wxbuyer_gui.store.engine import Store, open_store

SMALL_TENANT = 2
"""A second tenant, with a hundredth of the rows of tenant 1."""


def fill(store: Store, rows: int) -> None:
    """Bring in ``rows`` buyers and their members, and a hundredth of them for the small tenant."""
    few = max(rows // 100, 1)
    with store.write() as connection, bulk.loading(connection, rows=rows):
        bulk.add_members(connection, people.members(rows))
        bulk.add_buyers(connection, people.buyers(rows))
        bulk.add_members(connection, people.members(few, first_id=2 * rows, tenant_id=SMALL_TENANT))
        bulk.add_buyers(connection, people.buyers(few, first_id=2 * rows, tenant_id=SMALL_TENANT))


def database(folder: Path, rows: int) -> Path:
    """A SQLite file with that many buyers, made if ``folder`` does not have it yet."""
    path = folder / f"{rows}.db"
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
