"""The same questions answered as other point-of-sale programs do it, from the same rows, and how much that takes.

``LIKE '%x%'`` over the columns is what OpenSourcePOS and Chromis ask their databases. One long text with a line for
each person, searched from its beginning, is what Odoo's point of sale does in the browser. Both are given an easy
time: no ranking, no pinyin, no members, the newest fifty by number, and a plain find instead of a pattern.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from sqlalchemy import Connection

from tests.benchmarks.measure import Line, Times, side_by_side, time_line
from tests.benchmarks.search import classes, collector_at_rest
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.domain.text import fold
from wxbuyer_gui.store.engine import Store
from wxbuyer_gui.store.search import search

_KINDS = ("last four", "whole phone", "two characters", "whole name", "hot names", "no match")
_SAMPLES = 5
_FEW_REPEATS = 3
_PAGE = 50
_LIKE = (
    "SELECT id, open_id, name, profile, phone, member_id FROM buyer WHERE tenant_id = ? "
    "AND (name LIKE ? OR phone LIKE ? OR open_id LIKE ?) ORDER BY id DESC LIMIT ?"
)


class Joined:
    """All people as one text in memory."""

    def __init__(self, connection: Connection, tenant_id: int) -> None:
        rows = connection.exec_driver_sql(
            f"SELECT id, name, phone, open_id FROM buyer WHERE tenant_id = {tenant_id} ORDER BY id DESC"
        )
        self._text = "".join([f"\n{number}:{fold(name)}|{phone}|{open_id}" for number, name, phone, open_id in rows])

    def find(self, wanted: str) -> list[int]:
        """The numbers of the newest people whose line holds what is wanted."""
        found: list[int] = []
        at = self._text.find(wanted)
        while at >= 0 and len(found) < _PAGE:
            start = self._text.rfind("\n", 0, at) + 1
            found.append(int(self._text[start : self._text.index(":", start)]))
            end = self._text.find("\n", at)
            at = self._text.find(wanted, end) if end >= 0 else -1
        return found


def lines(store: Store, repeats: int) -> Iterator[Line]:
    """Each kind of question that a rival can answer at all, against both."""
    with store.read() as connection, collector_at_rest():
        begun = time.perf_counter()
        joined = Joined(connection, 1)
        yield Line("rival: joining all people into a text, at each start", f"{time.perf_counter() - begun:.1f} s")
        asked = classes(store, 1)
        for kind in _KINDS:
            yield from _against(connection, kind, asked[kind][:_SAMPLES], joined, min(repeats, _FEW_REPEATS))


def _against(connection: Connection, kind: str, queries: list[Query], joined: Joined, repeats: int) -> Iterator[Line]:
    def like(wanted: str) -> object:
        pattern = f"%{wanted}%"
        return connection.exec_driver_sql(_LIKE, (1, pattern, pattern, pattern, _PAGE)).fetchall()

    rivals: dict[str, Callable[[str], object]] = {"LIKE '%x%'": like, "one text in memory": joined.find}
    for rival, ask in rivals.items():
        pairs = [
            side_by_side(
                lambda query=query: search(connection, 1, query),
                lambda query=query, ask=ask: ask(query.parts[0].value),
                repeats=repeats,
            )
            for query in queries
        ]
        ours, theirs = (Times(tuple([one.p50 for one in group])) for group in zip(*pairs, strict=True))
        yield time_line(f"{kind}, against {rival}", ours, theirs)
