"""Searches with a mirror: what each of the four answers looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Event

import pytest

from tests.backends.offline.conftest import Wire
from tests.support.faulty import FaultyBackend
from tests.support.our_server import MANAGER, serving
from tests.support.people import OPEN_ID, PHONE, add_buyer, add_member
from tests.support.raw_server import Asked, RawServer
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.backends.offline import late
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.backends.offline.line import PAUSE, Line
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.domain.errors import StorageError, UnreachableError
from wxbuyer_gui.domain.models import Matched, MemberForm, WxBuyingUser

Soon = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> Soon:
    """While this lasts nobody waits long for a server that hangs."""

    @contextmanager
    def impatiently() -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr(late, "SOON", 0.3)
            yield

    return impatiently


class TestVendor:
    """A server that can be asked for an id or an openId only."""

    def test_phone_name_and_pinyin_are_found_in_the_mirror(self, backend: OfflineBackend, vendor: Vendor) -> None:
        buyer_id = vendor.add(name="王小明", phone=PHONE, openId=OPEN_ID)
        backend.get(buyer_id)
        assert backend.capabilities.phone_search
        for text in (PHONE, "8000", "王小", "wxm", "wangxiao", "8000 王"):
            page = backend.search(text)
            assert [buyer.id for buyer in page.buyers] == [buyer_id], text
            assert page.buyers[0].as_of is not None
            assert page.coverage is not None
            assert page.coverage.known == 1
            assert page.coverage.as_of == page.buyers[0].as_of

    def test_whom_the_copy_lacks_is_not_said_to_be_missing(self, backend: OfflineBackend, vendor: Vendor) -> None:
        vendor.add(name="王小明", phone=PHONE)
        page = backend.search(PHONE)
        assert page.hits == ()
        assert page.coverage is not None
        assert (page.coverage.known, page.coverage.as_of) == (0, None)

    def test_ids_and_open_ids_are_asked_of_the_server(self, backend: OfflineBackend, vendor: Vendor) -> None:
        buyer_id = vendor.add(id=8812, name="王小明", openId=OPEN_ID)
        for text in (OPEN_ID, f"#{buyer_id}"):
            page = backend.search(text)
            assert [(hit.buyer and hit.buyer.id, hit.buyer and hit.buyer.as_of) for hit in page.hits] == [(8812, None)]
            assert page.coverage is None
        nobody = backend.search("o" + "Z" * 27)
        assert (nobody.hits, nobody.coverage) == ((), None)

    def test_a_number_may_be_an_id_and_the_end_of_a_phone(self, backend: OfflineBackend, vendor: Vendor) -> None:
        vendor.add(id=8000, name="号码")
        backend.get(vendor.add(id=1, name="尾号", phone=PHONE))
        page = backend.search("8000")
        assert [(hit.buyer.name if hit.buyer else "", hit.matched) for hit in page.hits] == [
            ("尾号", Matched.PHONE_TAIL),
            ("号码", Matched.BUYER_ID),
        ]
        assert [buyer.as_of is None for buyer in page.buyers] == [False, True]
        assert page.coverage is not None

    def test_without_the_server_the_copy_answers(self, backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
        vendor.add(id=8812, name="王小明", openId=OPEN_ID)
        backend.search("#8812")
        wire.cut()
        for text in (OPEN_ID, "#8812", "8812", "王小明", ""):
            page = backend.search(text)
            assert [buyer.id for buyer in page.buyers] == [8812], text
            assert page.buyers[0].as_of is not None
            assert page.coverage is not None
        with pytest.raises(UnreachableError):
            backend.search("o" + "Z" * 27)
        with pytest.raises(UnreachableError):
            backend.search("#9999")
        assert backend.search("9999").coverage is not None

    def test_a_dead_line_delays_one_search_and_not_all(
        self, backend: OfflineBackend, server: RawServer, wire: Wire
    ) -> None:
        wire.cut()
        backend.search("77")
        before = len(server.asked)
        for text in ("778", "7788", "77889"):
            backend.search(text)
        assert len(server.asked) == before

    @pytest.mark.parametrize("text", ["#8812", OPEN_ID, "8812"])
    def test_a_server_that_hangs_is_not_waited_for_where_the_copy_knows(
        self, backend: OfflineBackend, vendor: Vendor, wire: Wire, text: str, soon: Soon
    ) -> None:
        vendor.add(id=8812, name="王小明", openId=OPEN_ID)
        backend.search("#8812")  # it has said what it can do
        told, answers = Event(), Event()
        backend.late.start(lambda _changed: told.set())
        vendor.buyers[8812]["name"] = "王晓明"

        def hang(_asked: Asked) -> None:
            answers.wait(30)

        vendor.before = hang
        with soon():
            page = backend.search(text)
        assert not answers.is_set()
        assert [(buyer.name, buyer.as_of is None) for buyer in page.buyers] == [("王小明", False)]
        assert not told.is_set()
        answers.set()
        assert told.wait(30)
        wire.mend()
        page = backend.search(text)
        assert [(buyer.name, buyer.as_of is None) for buyer in page.buyers] == [("王晓明", True)]

    def test_a_late_answer_is_asked_for_once(
        self, backend: OfflineBackend, server: RawServer, vendor: Vendor, soon: Soon
    ) -> None:
        vendor.add(id=8812, name="王小明")
        backend.search("#8812")  # it has said what it can do
        told, answers = Event(), Event()
        backend.late.start(lambda _changed: told.set())

        def hang(_asked: Asked) -> None:
            answers.wait(30)

        vendor.before = hang
        with soon():
            backend.search("#8812")
        answers.set()
        assert told.wait(30)
        before = len(server.asked)
        told.clear()
        assert backend.search("#8812").buyers[0].as_of is None
        assert len(server.asked) == before
        assert backend.search("#8812").buyers[0].as_of is None
        assert len(server.asked) == before + 1
        assert not told.is_set()

    def test_who_types_on_does_not_wait_for_a_server_that_hangs(self, backend: OfflineBackend, vendor: Vendor) -> None:
        vendor.add(id=8812, name="王小明")
        backend.get(8812)
        cancel, answers = Event(), Event()

        def hang(_asked: Asked) -> None:
            cancel.set()
            answers.wait(30)

        vendor.before = hang
        with pytest.raises(StorageError) as caught:
            backend.search("#8812", cancel=cancel)
        assert caught.value.code == "E-CANCELLED"
        answers.set()

    def test_whom_the_server_lost_is_found_no_more(self, backend: OfflineBackend, vendor: Vendor) -> None:
        buyer_id = vendor.add(id=8812, name="王小明")
        backend.get(buyer_id)
        del vendor.buyers[buyer_id]
        assert backend.search("8812").hits == ()

    def test_pages_go_on_in_the_mirror(self, backend: OfflineBackend, vendor: Vendor) -> None:
        backend.get_list([vendor.add(name="王芳") for _ in range(120)])
        first = backend.search("王芳")
        second = backend.search("王芳", after=first.next)
        third = backend.search("王芳", after=second.next)
        ids = [buyer.id for page in (first, second, third) for buyer in page.buyers]
        assert ids == sorted(range(1, 121), reverse=True)
        assert third.next is None
        assert all(buyer.as_of for buyer in (*first.buyers, *second.buyers, *third.buyers))

    def test_a_search_can_be_stopped(self, backend: OfflineBackend) -> None:
        cancel = Event()
        cancel.set()
        with pytest.raises(StorageError) as caught:
            backend.search("王芳", cancel=cancel)
        assert caught.value.code == "E-CANCELLED"

    def test_a_member_is_found_by_what_was_sent(self, backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
        buyer_id = vendor.add(name="微信用户", phone="13900139000")
        backend.create_member(MemberForm(buyer_id, "王小明", PHONE))
        wire.cut()
        for text, matched in ((PHONE, Matched.MEMBER_PHONE), ("wxm", Matched.MEMBER_PINYIN)):
            (hit,) = backend.search(text).hits
            assert hit.matched is matched
            assert hit.buyer is not None
            assert hit.member is not None
            assert (hit.buyer.id, hit.member.id, hit.member.name) == (buyer_id, hit.buyer.member_id, "王小明")

    def test_what_was_not_sent_again_is_still_known(self, backend: OfflineBackend, vendor: Vendor) -> None:
        buyer_id = vendor.add(name="微信用户")
        backend.create_member(MemberForm(buyer_id, "王小明", PHONE))
        backend.unbind_member(MemberForm(buyer_id, phone=PHONE))
        assert backend.search("wxm").buyers == ()
        backend.bind_member(MemberForm(buyer_id, phone=PHONE))
        assert [buyer.id for buyer in backend.search("wxm").buyers] == [buyer_id]

    def test_a_phone_passes_to_the_member_who_has_it_now(self, backend: OfflineBackend, vendor: Vendor) -> None:
        first, second = vendor.add(name="甲"), vendor.add(name="乙")
        backend.create_member(MemberForm(first, "张三", PHONE))
        vendor.members.clear()
        vendor.members["x"] = 1
        backend.create_member(MemberForm(second, "李四", PHONE))
        assert [buyer.id for buyer in backend.search(PHONE).buyers] == [second]


class TestOurs:
    """Our own server: its search is used while it can be reached."""

    @pytest.fixture
    def shop(self, tmp_path: Path) -> Iterator[Backend]:
        with open_backend(f"sqlite:///{tmp_path / 'shop.db'}") as opened:
            yield opened

    def test_its_search_is_used_until_it_is_away(self, shop: Backend, mirror_url: str) -> None:
        known, _ = add_member(shop, "王小明", PHONE)
        unknown = add_buyer(shop, name="李雷", phone="13900139000")
        with serving(shop) as running, open_backend(running.url, mirror=mirror_url, auth=Bearer(MANAGER)) as backend:
            page = backend.search(PHONE)
            assert [(buyer.id, buyer.as_of) for buyer in page.buyers] == [(known, None)]
            assert page.coverage is None
            running.stop()
            running.thread.join()
            page = backend.search(PHONE)
            assert [buyer.id for buyer in page.buyers] == [known]
            assert page.buyers[0].as_of is not None
            assert page.hits[0].member is not None
            assert page.coverage is not None
            assert backend.search("13900139000").hits == ()
            with pytest.raises(UnreachableError):
                backend.get(unknown)

    def test_its_search_is_not_waited_for_while_it_hangs(self, shop: Backend, mirror_url: str, soon: Soon) -> None:
        known = add_buyer(shop, name="王小明", phone=PHONE)
        held, answers = FaultyBackend(shop), Event()
        with serving(held) as running, open_backend(running.url, mirror=mirror_url, auth=Bearer(MANAGER)) as backend:
            assert isinstance(backend, OfflineBackend)
            assert backend.search(PHONE).coverage is None
            told = Event()
            backend.late.start(lambda _changed: told.set())
            held.before_call = lambda name: answers.wait(30) if name == "search" else None
            with soon():
                page = backend.search(PHONE)
            assert [buyer.id for buyer in page.buyers] == [known]
            assert page.coverage is not None
            answers.set()
            assert told.wait(30)
            assert backend.search(PHONE).coverage is None

    def test_a_page_of_the_server_is_not_gone_on_in_the_mirror(self, shop: Backend, mirror_url: str) -> None:
        for _ in range(60):
            add_buyer(shop, name="王芳")
        with serving(shop) as running, open_backend(running.url, mirror=mirror_url, auth=Bearer(MANAGER)) as backend:
            first = backend.search("王芳")
            assert len(backend.search("王芳", after=first.next).hits) == 10
            running.stop()
            running.thread.join()
            with pytest.raises(UnreachableError):
                backend.search("王芳", after=first.next)
            in_copy = backend.search("王芳")
            assert len(backend.search("王芳", after=in_copy.next).hits) == 10

    def test_writes_are_kept(self, shop: Backend, mirror_url: str) -> None:
        with serving(shop) as running, open_backend(running.url, mirror=mirror_url, auth=Bearer(MANAGER)) as backend:
            assert backend.capabilities.member_edit
            buyer_id = backend.register(WxBuyingUser(name="微信用户"), MemberForm(name="王小明", phone=PHONE)).id
            running.stop()
            running.thread.join()
            assert [buyer.id for buyer in backend.search(PHONE).buyers] == [buyer_id]


def test_a_line_rests_after_a_failure() -> None:
    now = 100.0
    line = Line(clock=lambda: now)

    def fail(*, after: float) -> None:
        nonlocal now
        with line.asking():
            now += after
            raise UnreachableError

    assert line.is_worth_asking
    with pytest.raises(UnreachableError):
        fail(after=9)
    now += 8.9
    assert not line.is_worth_asking
    now += 0.2
    assert line.is_worth_asking
    with pytest.raises(UnreachableError):
        fail(after=0)
    now += PAUSE - 0.1
    assert not line.is_worth_asking
    with line.asking():
        pass
    assert line.is_worth_asking
