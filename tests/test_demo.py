from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from wxbuyer_gui import demo
from wxbuyer_gui.backends.local import LocalBackend
from wxbuyer_gui.demo import APP_PREFIX, demo_buyers, demo_members, demo_people, fill
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.id_card import check_id_card
from wxbuyer_gui.domain.phone import is_mobile
from wxbuyer_gui.store.engine import open_store
from wxbuyer_gui.store.index import check_index

COUNT = 3_000
BUYERS = tuple(demo_buyers(COUNT))
MEMBERS = tuple(demo_members(COUNT))


def test_as_many_buyers_as_asked_for() -> None:
    assert [sum(1 for _ in demo_buyers(count)) for count in (0, 1, 5, 11, 100)] == [0, 1, 5, 11, 100]
    assert len(BUYERS) == COUNT


def test_the_same_seed_makes_the_same_people() -> None:
    assert list(demo_people(200, seed=1)) == list(demo_people(200, seed=1))
    assert list(demo_people(200, seed=1)) != list(demo_people(200, seed=2))


def test_keys_that_the_database_keeps_unique_are_unique() -> None:
    for keys in (
        [buyer.id for buyer in BUYERS],
        [buyer.open_id for buyer in BUYERS if buyer.open_id],
        [member.id for member in MEMBERS],
        [member.phone for member in MEMBERS if member.phone],
        [member.id_card for member in MEMBERS if member.id_card],
        [buyer.member_id for buyer in BUYERS if buyer.member_id],
    ):
        assert len(keys) == len(set(keys)) > 50


def test_bound_members_exist_and_some_have_no_buyer() -> None:
    bound = {buyer.member_id for buyer in BUYERS if buyer.is_bound}
    numbers = {member.id for member in MEMBERS}
    assert bound < numbers
    assert 0.3 < len(bound) / COUNT < 0.45


def test_shares_are_as_in_life() -> None:
    assert 0.25 < sum(buyer.name == "微信用户" for buyer in BUYERS) / COUNT < 0.35
    assert 0.10 < sum(not buyer.phone for buyer in BUYERS) / COUNT < 0.20
    assert any(buyer.name.isascii() for buyer in BUYERS)
    assert any(char >= "\U0001f300" for buyer in BUYERS for char in buyer.name)
    surnames = Counter(member.name[0] for member in MEMBERS)
    assert {char for char, _ in surnames.most_common(4)} <= set("王李张刘陈")
    tails = Counter(buyer.phone[-4:] for buyer in BUYERS if buyer.phone)
    assert tails.most_common(1)[0][1] >= 2


def test_values_have_their_forms() -> None:
    assert all(is_mobile(one.phone) for one in (*BUYERS, *MEMBERS) if one.phone)
    assert all(len(buyer.open_id) in (0, 28) for buyer in BUYERS)
    assert all(buyer.open_id.startswith(APP_PREFIX) for buyer in BUYERS if buyer.open_id)
    for member in MEMBERS:
        if member.id_card:
            check = check_id_card(member.id_card, date(2026, 11, 24))
            assert check.ok
            assert check.birthday == member.birthday
            assert member.sex in (0, check.sex)


def test_the_tenant_is_everybodys() -> None:
    people = demo_people(50, tenant_id=7)
    assert {one.tenant_id for pair in people for one in pair if one} == {7}


def test_a_filled_database_shows_the_people_of_the_pictures(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'demo.db'}") as store:
        fill(store, 2_000)
        page = LocalBackend(store).search("8000")
    names = [hit.buyer.name if hit.buyer else hit.member.name for hit in page.hits]
    assert {"王小明", "欧阳娜娜", "李雪", "Kevin 周", "龚喆", "尉迟静雯", "周建军", "赵敏", "龚建国"} <= set(names)
    assert len(names) < 20


def test_beyond_so_many_names_others_have_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_NAMES", 100)
    people = tuple(demo_people(COUNT))
    strangers = [member.name for _, member in people if member]
    assert 50 < len(set(strangers)) <= 100 + 10  # with those of the pictures
    assert people == tuple(demo_people(COUNT))
    buyers = [buyer for buyer, _ in people if buyer]
    assert buyers[:90] == list(BUYERS[:90])


def test_filling_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    told: list[int] = []
    stop = Event()

    def stop_half_way(done: int) -> None:
        told.append(done)
        if done > 3_000:
            stop.set()

    with open_store(f"sqlite:///{tmp_path / 'demo.db'}") as store:
        with pytest.raises(StorageError) as caught:
            fill(store, 6_000, progress=stop_half_way, cancel=stop)
        assert caught.value.code == "E-CANCELLED"
        assert LocalBackend(store).search("").hits == ()
        fill(store, 6_000, progress=told.append)
        assert told[-1] == 6_000
        with store.write() as connection:
            assert check_index(connection) == 0


def test_who_stops_before_the_first_waits_for_nobody(tmp_path: Path) -> None:
    stop = Event()
    stop.set()
    with open_store(f"sqlite:///{tmp_path / 'demo.db'}") as store, pytest.raises(StorageError, match="stopped"):
        fill(store, 10**9, cancel=stop)
