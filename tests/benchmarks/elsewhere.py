"""How long it takes until one counter hears of what another one has changed in the same database."""

from __future__ import annotations

from queue import Queue

from tests.benchmarks.measure import Line, Times, milliseconds, time_line
from wxbuyer_gui.backends.local import LocalBackend
from wxbuyer_gui.domain.changed import Changed
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.store.engine import open_store
from wxbuyer_gui.store.watching import watch_of

_WITHIN = 2000
_LONG = 20


def line(url: str, repeats: int) -> Line:
    """A write of the other counter until it is heard of, its commit included."""
    heard: Queue[Changed] = Queue()
    with open_store(url) as mine, open_store(url) as theirs:
        other = LocalBackend(theirs, tenant_id=1)
        watch = watch_of(mine, 1)
        if watch is None:
            raise ValueError("nobody else can get at this database")

        def change(number: int) -> None:
            other.save_user(WxBuyingUser(name=f"客人{number}"))
            heard.get(timeout=_LONG)

        watch.start(heard.put)
        if mine.dialect == "postgresql":
            heard.get(timeout=_LONG)  # it listens
        times = Times(tuple([milliseconds(lambda number=number: change(number)) for number in range(repeats)]))
        watch.close()
    place = "PostgreSQL" if mine.dialect == "postgresql" else "one file"
    return time_line(f"another counter's change, {place}", times, within=_WITHIN)
