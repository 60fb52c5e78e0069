"""Each kind of search against the same statements through the bare driver, as tuples."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from tests.benchmarks.database import MIXED_TENANTS, SMALL_TENANT
from tests.benchmarks.measure import Line, Times, merged, side_by_side, time_line
from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.query import Query, parse
from wxbuyer_gui.store.engine import Store
from wxbuyer_gui.store.rows import BUYER
from wxbuyer_gui.store.search import search
from wxbuyer_gui.store.statements import Bound, Statements

Limit = Callable[[Connection, int, Query], Callable[[Connection], None]]
"""Makes what a search is measured beside."""

SAMPLES = 20
_MOST_RATIO = 2
_WITHIN = 3
_WITHIN_FOR_MANY = 5
_MANY = 5_000_000
_WITHIN_FOR_PINYIN = 10
_SLOWER = (
    "full pinyin",
    "half-typed pinyin",
    "given name in pinyin",
    "three and four",
    "last four and name",
    "hot parts",
)
"""Those that cut several lists with each other."""

_SINGLE = ("whole openId",)
"""Those with one statement and one row, where a call of Python is long: its limit with one object is told, too."""

# Keys that very many rows have, or none.
_HOT = {
    "one digit": ("1", "8"),
    "two digits": ("13", "00", "88"),
    "hot tails": ("8000", "0000", "138"),
    "王": ("王",),
    "微信用户": ("微信用户",),
    "hot names": ("小", "花开"),
    "hot parts": ("8 王", "13 小", "00 微信用户", "138 wang"),
    "one pinyin initial": ("w", "z", "zh"),
    "no match": ("龘", "qqqq", "00000000000", "oZZZZZZZZZZ"),
}


def texts_by_class(store: Store, tenant_id: int) -> dict[str, list[str]]:
    """What is typed for each kind of search that a text alone decides, drawn from rows of the tenant."""
    chance = random.Random(11)
    with store.read() as connection:
        top = connection.exec_driver_sql(f"SELECT max(id) FROM buyer WHERE tenant_id = {tenant_id}").scalar() or 1
        low = connection.exec_driver_sql(f"SELECT min(id) FROM buyer WHERE tenant_id = {tenant_id}").scalar() or 1
        ids = ", ".join(str(chance.randint(low, top)) for _ in range(SAMPLES * 20))
        drawn = connection.exec_driver_sql(
            f"SELECT id, open_id, name, phone_key, py FROM buyer WHERE tenant_id = {tenant_id} AND id IN ({ids})"
        ).fetchall()
    phones = [row[3] for row in drawn if len(row[3]) == 11][:SAMPLES]
    names = [row[2] for row in drawn if row[4] and row[2].isalpha() and 2 <= len(row[2]) <= 4][:SAMPLES]
    readings = [row[4].split(" ") for row in drawn if 2 <= row[4].count(" ") + 1 <= 4][:SAMPLES]
    return {
        "whole phone": phones,
        "last four": [phone[-4:] for phone in phones],
        "last six": [phone[-6:] for phone in phones],
        "first three": [phone[:3] for phone in phones],
        "first five": [phone[:5] for phone in phones],
        "three and four": [f"{phone[:3]} {phone[-4:]}" for phone in phones],
        "last four and name": [f"{phone[-4:]} {name[0]}" for phone, name in zip(phones, names, strict=False)],
        "whole name": names,
        "two characters": [name[:2] for name in names],
        "second character": [name[1] for name in names],
        "initials": ["".join(word[0] for word in reading) for reading in readings],
        "surname in pinyin": [reading[0] for reading in readings],
        "full pinyin": ["".join(reading) for reading in readings],
        "half-typed pinyin": ["".join(reading)[:-1] for reading in readings],
        "given name in pinyin": ["".join(reading[1:]) for reading in readings],
        "number": [f"#{row[0]}" for row in drawn[:SAMPLES]],
        "whole openId": [row[1] for row in drawn[:SAMPLES]],
        "openId, six": [row[1][:6] for row in drawn[:SAMPLES]],
        "openId, nine": [row[1][:9] for row in drawn[:SAMPLES]],
        "nothing typed": [""],
        **{name: list(hot) for name, hot in _HOT.items()},
    }


def classes(store: Store, tenant_id: int) -> dict[str, list[Query]]:
    """Queries of each kind, those whose kind is chosen by hand included."""
    texts = texts_by_class(store, tenant_id)
    queries = {name: [parse(text) for text in chosen] for name, chosen in texts.items()}
    queries["prefix 1"] = [parse("1", kind=Kind.PREFIX)]
    queries["middle of a phone"] = [parse(phone[3:8], kind=Kind.MIDDLE) for phone in texts["whole phone"]]
    return queries


@contextmanager
def noted() -> Iterator[list[Bound]]:
    """Collects the statements that searches run."""
    statements: list[Bound] = []
    run: Callable[[Statements, Bound], Any] = Statements.run

    def note(self: Statements, bound: Bound) -> Any:
        statements.append(bound)
        return run(self, bound)

    Statements.run = note  # type: ignore[method-assign]
    try:
        yield statements
    finally:
        Statements.run = run  # type: ignore[method-assign]


def bare_run(connection: Connection, tenant_id: int, query: Query) -> Callable[[Connection], None]:
    """What a search asks the database, as prebuilt statements for the bare driver of any connection."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    with noted() as statements:
        search(connection, tenant_id, query)
    plain = [(statement.replace("?", mark), values) for statement, values in statements]

    def bare(other: Connection) -> None:
        driver: Any = other.connection.driver_connection
        for statement, values in plain:
            driver.execute(statement, values).fetchall()

    return bare


def object_run(connection: Connection, tenant_id: int, query: Query) -> Callable[[Connection], None]:
    """As ``bare_run`` for the one statement of a search, and each of its rows made into a buyer."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    with noted() as statements:
        search(connection, tenant_id, query)
    ((statement, values),) = statements
    plain, columns = statement.replace("?", mark), BUYER.count(",") + 1

    def made(other: Connection) -> None:
        driver: Any = other.connection.driver_connection
        for row in driver.execute(plain, values).fetchall():
            WxBuyingUser(*row[:columns])

    return made


def compare(
    connection: Connection, tenant_id: int, query: Query, repeats: int, limit: Limit = bare_run
) -> tuple[Times, Times]:
    """Ours and the bare driver's, in turns."""
    bare = limit(connection, tenant_id, query)
    bare(connection)  # the first time reads the disk
    return side_by_side(lambda: search(connection, tenant_id, query), lambda: bare(connection), repeats=repeats)


def usual(store: Store) -> float:
    """How many milliseconds 19 of 20 searches may take in a SQLite file of this size."""
    with store.read() as connection:
        rows = connection.exec_driver_sql("SELECT max(id) FROM buyer WHERE tenant_id = 1").scalar() or 0
    return _WITHIN if rows < _MANY else _WITHIN_FOR_MANY


def lines(
    store: Store, repeats: int, *, what: str = "search", within: float | None = None, samples: int = SAMPLES
) -> Iterator[Line]:
    """Every kind of search in the tenant with 99 % of the rows, and all of them in small tenants of the same file."""
    within = usual(store) if within is None else within
    everything = []
    with store.read() as connection, collector_at_rest():
        for name, queries in classes(store, 1).items():
            ours, bare = _measured(connection, 1, queries[:samples], repeats)
            everything.append(ours)
            most = max(within, _WITHIN_FOR_PINYIN) if name in _SLOWER else within
            yield time_line(f"{what}: {name}", ours, bare, most=_MOST_RATIO, within=most)
            if name in _SINGLE:
                again, made = _measured(connection, 1, queries[:samples], repeats, object_run)
                yield time_line(f"{what}: {name}, its row made into one object", again, made, most=_MOST_RATIO)
        yield time_line(f"{what}: all kinds", merged(everything), within=within)
        for tenants, each, named in (
            ((SMALL_TENANT,), 10, "a tenant of 0.5 %"),
            (MIXED_TENANTS, 1, "ten mixed tenants"),
        ):
            pairs = []
            for tenant in tenants:
                few = [query for group in classes(store, tenant).values() for query in group[: min(each, samples)]]
                pairs.append(_measured(connection, tenant, few, repeats))
            ours, bare = (merged(times) for times in zip(*pairs, strict=True))
            yield time_line(f"{what}: all kinds, {named}", ours, bare, most=_MOST_RATIO, within=within)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """As in the window, where Python's cyclic collector never runs in the middle of a search (``tasks.gc_guard``)."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def _measured(
    connection: Connection, tenant_id: int, queries: list[Query], repeats: int, limit: Limit = bare_run
) -> tuple[Times, Times]:
    """The median of each query: what another process takes from the machine meanwhile is not the query's."""
    pairs = [compare(connection, tenant_id, query, repeats, limit) for query in queries]
    ours, bare = (Times(tuple([one.p50 for one in group])) for group in zip(*pairs, strict=True))
    return ours, bare
