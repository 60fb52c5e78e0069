"""Who may be the same customer as a buyer, or be taken for it."""

from __future__ import annotations

import re

import pytest

from tests.benchmarks import people
from tests.support.people import OPEN_ID, PHONE
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.twins import Twins
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.store import bulk, twins
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.statements import Bound, Statements


def add(desk: Desk, **fields: str) -> WxBuyingUser:
    stored = desk.save_buyer(WxBuyingUser(**fields)).after
    assert stored is not None
    return stored


def test_others_with_the_same_phone_are_named(desk: Desk) -> None:
    first, second = (add(desk, name=name, phone=PHONE) for name in ("王小明", "微信用户"))
    add(desk, name="李雪", phone="13900138000")
    assert desk.twins(first) == Twins(same_phone=(second,))
    assert desk.twins(WxBuyingUser(phone=f"+86 {PHONE}")) == Twins(same_phone=(second, first))


def test_very_many_are_not_all_named(desk: Desk) -> None:
    buyers = [add(desk, name=f"买家{number}", phone=PHONE) for number in range(6)]
    found = desk.twins(buyers[0])
    assert (found.same_phone, found.more) == (tuple(reversed(buyers[3:])), True)


def test_who_shares_the_member_is_known_to_be_the_same(desk: Desk) -> None:
    first, second = (add(desk, name="王小明", phone=PHONE) for _ in range(2))
    member_id = desk.register(first, MemberForm(name="王小明", phone=PHONE)).member_id
    desk.bind(second, MemberForm(), member_id=member_id)
    shown = desk.buyer(first.id or 0)
    assert shown is not None
    assert not desk.twins(shown)


def test_openids_that_differ_in_case_and_one_of_another_app(desk: Desk) -> None:
    for number in range(10):
        add(desk, open_id=f"{OPEN_ID[:-2]}{number:02}")
    mine, twin = (add(desk, open_id=open_id) for open_id in (OPEN_ID, OPEN_ID[:-4] + OPEN_ID[-4:].swapcase()))
    assert desk.twins(mine) == Twins(same_open_id=(twin,))
    assert desk.twins(WxBuyingUser(open_id="o-LC9uM6Fq9jKHGTJKwx5LPvXo3A")) == Twins(is_foreign=True)
    assert not desk.twins(WxBuyingUser(name="王小明"))


def test_a_server_that_cannot_be_searched_says_nothing(remote_session: Session) -> None:
    buyer = remote_session.desk.buyer(1)
    assert buyer is not None
    assert not remote_session.desk.twins(buyer)


def test_a_copy_is_asked_instead(mirrored_session: Session) -> None:
    desk = mirrored_session.desk
    buyer = desk.buyer(1)
    assert buyer is not None
    assert desk.twins(WxBuyingUser(phone=buyer.phone)).same_phone == (buyer,)
    assert desk.twins(WxBuyingUser(open_id=buyer.open_id.swapcase())).same_open_id == (buyer,)


@pytest.fixture(scope="module")
def filled() -> Store:
    store = open_store("sqlite://")
    with store.write() as connection, bulk.loading(connection, rows=500):
        bulk.add_buyers(connection, people.buyers(500))
    return store


def test_no_table_is_read_for_it(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    statements: list[Bound] = []
    run = Statements.run

    def noted(self: Statements, bound: Bound) -> list[tuple[object, ...]]:
        statements.append(bound)
        return run(self, bound)

    monkeypatch.setattr(Statements, "run", noted)
    with filled.read() as connection:
        twins.by_case(connection, 1, OPEN_ID)
        ((statement, values),) = statements
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
    assert not any(re.match(r"SCAN (?!f VIRTUAL)", step) for step in plan), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan
