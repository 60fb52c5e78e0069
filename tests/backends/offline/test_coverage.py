"""How many buyers a copy says that it has: exactly those that are in it, whoever wrote them and when it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from wxbuyer_gui.backends.offline.mirror import Mirror
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.store import mirror as rows
from wxbuyer_gui.store.engine import Store, open_store

SOURCE = "https://api.example.com"


def _buyers(*ids: int) -> list[WxBuyingUser]:
    return [WxBuyingUser(id=number, tenant_id=7, name=f"客人{number}") for number in ids]


def _open(path: Path) -> Mirror:
    return Mirror(open_store(f"sqlite:///{path}"), source=SOURCE)


def test_it_is_right_at_the_very_moment_after_a_commit(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'copy.db'}")
    seen: list[int] = []

    class Asking:
        """The same database, where somebody asks as soon as a commit can be seen."""

        @contextmanager
        def write(self, **how: Any) -> Iterator[Any]:
            with store.write(**how) as connection:
                yield connection
            seen.append(mirror.coverage().known)

        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

    with closing(Mirror(store, source=SOURCE)) as mirror:
        asking: Any = Asking()
        mirror.file._store = asking
        at = mirror.now()
        mirror.note(_buyers(1, 2, 3), asked_at=at)
        mirror.note(_buyers(3, 4), asked_at=at)
        mirror.mark_gone([1], asked_at=at)
    assert seen == [0, 3, 4, 3]  # the first is of the tenant


def test_two_windows_on_one_copy_say_the_same(tmp_path: Path) -> None:
    with closing(_open(tmp_path / "copy.db")) as here, closing(_open(tmp_path / "copy.db")) as there:
        here.note(_buyers(1, 2), asked_at=here.now())
        there.note(_buyers(2, 3), asked_at=there.now())
        there.mark_gone([1], asked_at=there.now())
        assert here.coverage().known == there.coverage().known == 2


def test_a_copy_that_never_counted_is_counted_when_it_is_opened(tmp_path: Path) -> None:
    with closing(_open(tmp_path / "copy.db")) as mirror:
        mirror.note(_buyers(1, 2, 3), asked_at=mirror.now())
    store: Store
    with closing(open_store(f"sqlite:///{tmp_path / 'copy.db'}")) as store, store.write() as connection:
        connection.exec_driver_sql("DELETE FROM sync_state WHERE key = ?", (rows.BUYERS,))
    with closing(_open(tmp_path / "copy.db")) as mirror:
        assert mirror.coverage().known == 3
        mirror.note(_buyers(4), asked_at=mirror.now())
        mirror.purge(days=-1)
        assert mirror.coverage().known == 0
        mirror.note(_buyers(1), asked_at=mirror.now())
        mirror.file.forget()
        assert mirror.coverage().known == 0
