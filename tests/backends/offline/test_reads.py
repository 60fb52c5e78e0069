"""What is read with a mirror: from the server, and where that is away from the copy."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.backends.offline.conftest import Wire
from tests.support.people import OPEN_ID, PHONE
from tests.support.raw_server import RawServer, http
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.errors import InvalidInputError, ProtocolError, StorageError, UnreachableError
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser


def test_what_was_read_once_is_there_without_the_server(backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
    buyer_id = vendor.add(name="张三", phone=PHONE, openId=OPEN_ID, memberId=8812)
    live = backend.get(buyer_id)
    assert live is not None
    assert live.as_of is None
    wire.cut()
    for kept in (backend.get(buyer_id), backend.get_by_open_id(OPEN_ID), *backend.get_list([buyer_id])):
        assert kept == live
        assert kept.as_of is not None
        assert timedelta(0) <= datetime.now(UTC) - kept.as_of < timedelta(minutes=1)
    wire.mend()
    again = backend.get(buyer_id)
    assert again is not None
    assert again.as_of is None


def test_whom_the_mirror_does_not_know_nobody_can_tell(backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
    first = vendor.add(name="张三", openId=OPEN_ID)
    second = vendor.add(name="李四", openId="oOther")
    backend.get(first)
    wire.cut()
    with pytest.raises(UnreachableError):
        backend.get(second)
    with pytest.raises(UnreachableError):
        backend.get_by_open_id("oOther")
    with pytest.raises(UnreachableError):
        backend.get_list([first, second])


def test_a_swapped_answer_is_not_kept(backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
    first, second = vendor.add(name="张三", openId=OPEN_ID), vendor.add(name="李四", openId="oOther")
    for read, swapped in (
        (lambda: backend.get(first), vendor.buyers[second]),
        (lambda: backend.get(first), vendor.buyers[first] | {"tenantId": 9}),
        (lambda: backend.get_by_open_id(OPEN_ID), vendor.buyers[second]),
    ):
        backend.get(second)  # the tenant is known
        vendor.before = lambda _asked, swapped=swapped: http(swapped | {"name": "别人"})
        with pytest.raises(ProtocolError):
            read()
        wire.cut()
        with pytest.raises(UnreachableError):
            backend.get(first)
        kept = backend.get(second)
        assert kept is not None
        assert kept.name == "李四"
        wire.mend()


def test_a_list_is_kept_whole(backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
    ids = [vendor.add(name=f"客人{number}") for number in range(250)]
    asked = [ids[7], *reversed(ids), ids[7]]
    live = backend.get_list(asked)
    wire.cut()
    assert backend.get_list(asked) == live
    assert len(live) == len(ids)


def test_the_newest_answer_stays(backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
    buyer_id = vendor.add(name="张三", phone=PHONE, memberId=8812)
    backend.get(buyer_id)
    vendor.buyers[buyer_id] |= {"name": "张三丰", "phone": "13900139000", "memberId": 0}
    backend.get(buyer_id)
    wire.cut()
    kept = backend.get(buyer_id)
    assert kept == WxBuyingUser(buyer_id, 2318, "", "张三丰", "", "13900139000", None)
    assert backend.search(PHONE).buyers == ()
    assert backend.search("9000").buyers == (kept,)


def test_an_answer_to_an_earlier_question_changes_nothing(backend: OfflineBackend) -> None:
    mirror = backend.mirror
    mirror.note([WxBuyingUser(7, 1, name="new")], asked_at=2000)
    mirror.note([WxBuyingUser(7, 1, name="old"), WxBuyingUser(8, 1, name="other")], asked_at=1000)
    mirror.mark_gone([7], asked_at=1000)
    assert [one.name for one in mirror.get_list([7, 8])] == ["new", "other"]


def test_whom_the_server_lost_is_forgotten(backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
    buyer_id = vendor.add(name="张三", phone=PHONE)
    other = vendor.add(name="李四")
    backend.get_list([buyer_id, other])
    del vendor.buyers[buyer_id], vendor.buyers[other]
    assert backend.get(buyer_id) is None
    assert backend.get_list([other]) == []
    wire.cut()
    for number in (buyer_id, other):
        with pytest.raises(UnreachableError):
            backend.get(number)
    assert backend.search("张三").hits == ()
    assert backend.mirror.coverage().known == 0


def test_one_who_comes_back_is_kept_again(backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
    buyer_id = vendor.add(name="张三")
    lost = vendor.buyers.pop(buyer_id)
    backend.mirror.note([WxBuyingUser(buyer_id, 2318, name="张三")], asked_at=1)
    assert backend.get(buyer_id) is None
    vendor.buyers[buyer_id] = lost
    assert backend.get(buyer_id) is not None
    wire.cut()
    assert backend.get(buyer_id) is not None


def test_an_open_id_may_move_to_another_buyer(backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
    first, second = vendor.add(openId=OPEN_ID, name="旧"), vendor.add(openId="oOther", name="新")
    backend.get_list([first, second])
    vendor.buyers[first]["openId"], vendor.buyers[second]["openId"] = "oOther", OPEN_ID
    backend.get(second)
    wire.cut()
    found = backend.get_by_open_id(OPEN_ID)
    assert found is not None
    assert found.id == second
    wire.mend()
    backend.get_list([first, second])
    wire.cut()
    assert [one.open_id for one in backend.get_list([first, second])] == ["oOther", OPEN_ID]


def test_a_server_may_show_one_open_id_twice(backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
    ids = [vendor.add(openId=OPEN_ID, name=name) for name in ("一", "二")]
    assert len(backend.get_list(ids)) == 2
    wire.cut()
    found = backend.get_by_open_id(OPEN_ID)
    assert found is not None
    assert found.id == ids[1]
    assert [one.name for one in backend.get_list(ids)] == ["一", "二"]


@pytest.mark.parametrize("number", [0, -1, -(2**63) - 1, 2**63, 10**30])
def test_numbers_of_nobody_need_no_server(backend: OfflineBackend, wire: Wire, number: int) -> None:
    wire.cut()
    assert backend.get(number) is None
    assert backend.get_list([number]) == []


def test_the_highest_number_is_kept(backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
    vendor.add(id=2**63 - 1, name="最后")
    assert backend.get(2**63 - 1) is not None
    wire.cut()
    kept = backend.get(2**63 - 1)
    assert kept is not None
    assert kept.name == "最后"


def test_the_tenant_is_kept_with_the_copy(
    backend: OfflineBackend, vendor: Vendor, wire: Wire, server: RawServer, mirror_url: str
) -> None:
    buyer_id = vendor.add(name="张三")
    assert backend.tenant_id is None
    backend.get(buyer_id)
    backend.close()
    wire.cut()
    with open_backend(server.url, mirror=mirror_url, timeout=5.0) as again:
        assert again.tenant_id == 2318
        assert again.get(buyer_id) is not None
        wire.mend()
        vendor.add(id=9, name="别家", tenantId=42)
        with pytest.raises(ProtocolError) as caught:
            again.get(9)
        assert caught.value.code == "E-TENANT"
        assert again.search("别家").hits == ()


def test_a_copy_belongs_to_one_server_and_tenant(backend: OfflineBackend, vendor: Vendor, tmp_path: Path) -> None:
    backend.get(vendor.add(name="张三"))
    mine = f"sqlite:///{tmp_path / 'mirror.db'}"
    shop = f"sqlite:///{tmp_path / 'shop.db'}"
    with open_backend(shop) as local:
        local.save_user(WxBuyingUser(name="张三"))
    for url, mirror, tenant_id in (
        ("https://api.example.com", mine, None),
        ("https://api.example.com", shop, None),
    ):
        with pytest.raises(InvalidInputError) as caught:
            open_backend(url, mirror=mirror, tenant_id=tenant_id)
        assert caught.value.code == "E-MIRROR-SOURCE"


def test_another_tenant_needs_another_copy(
    backend: OfflineBackend, vendor: Vendor, server: RawServer, mirror_url: str
) -> None:
    backend.get(vendor.add(name="张三"))
    with pytest.raises(InvalidInputError) as caught:
        open_backend(server.url, mirror=mirror_url, tenant_id=42)
    assert caught.value.code == "E-MIRROR-SOURCE"
    with open_backend(server.url, mirror=mirror_url, tenant_id=2318) as again:
        assert again.tenant_id == 2318


@pytest.mark.parametrize("url", ["postgresql+psycopg://shop@localhost/shop", "mirror.db", "https://api.example.com"])
def test_a_mirror_is_a_file(url: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        open_backend("https://api.example.com", mirror=url)
    assert caught.value.field == "mirror"


def test_a_mirror_that_cannot_be_written_costs_no_answer(
    backend: OfflineBackend, vendor: Vendor, caplog: pytest.LogCaptureFixture
) -> None:
    buyer_id = vendor.add(name="张三", openId=OPEN_ID)
    backend.mirror.store.gate.refuse("E-DAMAGED")
    for found in (backend.get(buyer_id), backend.get_by_open_id(OPEN_ID), *backend.get_list([buyer_id])):
        assert found is not None
        assert found.name == "张三"
    assert backend.search(f"#{buyer_id}").buyers[0].name == "张三"
    assert "E-DAMAGED" in caplog.text
    assert "张三" not in caplog.text
    caplog.clear()


def test_after_the_end_nothing_is_answered(backend: OfflineBackend) -> None:
    backend.close()
    backend.close()
    for read in (lambda: backend.get(1), lambda: backend.search("8000"), lambda: backend.search("")):
        with pytest.raises(StorageError):
            read()


def test_no_personal_data_beyond_name_and_phone_is_kept(
    backend: OfflineBackend, vendor: Vendor, tmp_path: Path
) -> None:
    buyer_id = vendor.add(name="微信用户")
    form = MemberForm(buyer_id, "张三", PHONE, 1, None, "11010519491231002X", "长安街一号院")
    backend.create_member(form)
    backend.close()
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert b"11010519491231002X" not in content
        assert "长安街".encode() not in content
    assert any("张三".encode() in path.read_bytes() for path in tmp_path.iterdir())


def test_many_threads_read_at_once(backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
    ids = [vendor.add(name=f"客人{number}") for number in range(40)]
    failures: list[BaseException] = []

    def read(numbers: list[int]) -> None:
        try:
            for number in numbers:
                backend.get(number)
                backend.search(f"客人{number}")
        except BaseException as error:  # noqa: BLE001  shown below
            failures.append(error)

    threads = [threading.Thread(target=read, args=(ids[start:] + ids[:start],)) for start in range(0, 40, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    wire.cut()
    assert len(backend.get_list(ids)) == 40
    assert backend.mirror.coverage().known == 40
