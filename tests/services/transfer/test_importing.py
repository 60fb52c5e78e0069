"""One file into one database: in whole or not at all, whether it is the first or comes again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.services.transfer.importing import Importer
from wxbuyer_gui.services.transfer.plan import Verdicts, inspect
from wxbuyer_gui.services.transfer.rows import Problem
from wxbuyer_gui.store import buyers, index
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.lookups import MOST

ROWS = 2 * MOST + 7


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'shop.db'}") as store:
        yield store


@pytest.fixture
def bring(store: Store, tmp_path: Path) -> Callable[..., Verdicts]:
    """Writes the lines to a file and imports it."""

    def bring(*lines: str, cancel: Event | None = None) -> Verdicts:
        path = tmp_path / "in.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return Importer(store, 1).run(inspect(path), cancel=cancel or Event(), progress=lambda _rows: None)

    return bring


def many(count: int, *, name: str = "王小明") -> list[str]:
    lines = (f"oGZUI0{number:06},{name}{number % 100},1380013{number:04}" for number in range(count))
    return ["openId,昵称,手机号", *lines]


def state(store: Store) -> tuple[int, int]:
    """How many buyers there are, and how many of them the index has wrongly."""
    with store.write() as connection:
        return buyers.count(connection, 1), index.check_index(connection)


def test_a_first_file_comes_again_changed_and_longer(bring: Callable[..., Verdicts], store: Store) -> None:
    first = bring(*many(ROWS))
    assert (first.new, first.written, state(store)) == (ROWS, True, (ROWS, 0))
    again = bring(*many(ROWS))
    assert (again.same, again.new, again.changed) == (ROWS, 0, 0)
    changed = bring(*many(ROWS + 3, name="李雪"))
    assert (changed.changed, changed.new, state(store)) == (ROWS, 3, (ROWS + 3, 0))


def test_a_file_that_names_one_buyer_twice_brings_nobody(bring: Callable[..., Verdicts], store: Store) -> None:
    lines = many(ROWS)
    verdicts = bring(*lines, lines[1])
    assert [(row.problem, row.other_row) for row in verdicts.problems] == [(Problem.SAME_OPEN_ID, 2)]
    assert (verdicts.written, state(store)) == (False, (0, 0))


def test_two_spellings_of_one_identity_number_are_one_clash(bring: Callable[..., Verdicts]) -> None:
    number = "110105194912310021"  # the example of GB 11643
    header = "会员号,姓名,证件号"
    verdicts = bring(header, f"1,王小明,{number}", f"2,李雪,{number[:6]} {number[6:]}")
    assert [row.problem for row in verdicts.problems] == [Problem.SAME_ID_CARD]
    bring(header, f"1,王小明,{number}")
    assert [row.problem for row in bring(header, f"2,李雪,{number[:6]} {number[6:]}").problems] == [
        Problem.SAME_ID_CARD
    ]


def test_a_stop_between_two_chunks_leaves_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("\n".join(many(ROWS)), encoding="utf-8")
    stop = Event()
    told: list[int] = []

    def stop_soon(rows: int) -> None:
        told.append(rows)
        stop.set()

    with pytest.raises(StorageError) as raised:
        Importer(store, 1).run(inspect(path), cancel=stop, progress=stop_soon)
    assert (raised.value.code, told, state(store)) == ("E-CANCELLED", [MOST], (0, 0))


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["buyers", "members"])
def test_whoever_is_registered_beside_an_import_has_a_number_of_their_own(
    postgres_url: str, tmp_path: Path, kind: str
) -> None:
    header, start = ("编号,openId,昵称,手机号", "oA{},") if kind == "buyers" else ("编号,姓名,手机号", "")
    rows = [f",{start.format(number)}王小明,1380013{number:04}" for number in range(ROWS)]
    path = tmp_path / "in.csv"
    path.write_text("\n".join([header, f"3,{start.format('B')}李雪,13911110001", *rows]), encoding="utf-8")
    with open_store(postgres_url) as store, open_backend(postgres_url) as counter:
        counter.save_user(WxBuyingUser(name="张三"))
        registered = []

        def register(done: int) -> None:
            form = MemberForm(name="李四", phone=f"1370013{done:04}")
            registered.append(counter.register(WxBuyingUser(name="李四"), form).id)

        verdicts = Importer(store, 1).run(inspect(path), cancel=Event(), progress=register)
        assert (verdicts.new, verdicts.written) == (ROWS + 1, True)
        register(0)
        buyers_now = counter.get_list([number or 0 for number in registered])
        assert {(one.name, one.is_bound) for one in buyers_now} == {("李四", True)}
        assert len(buyers_now) == len(registered)
        given = counter.get(3) if kind == "buyers" else counter.get_member(3)
        assert given is not None
        assert given.name == "李雪"
