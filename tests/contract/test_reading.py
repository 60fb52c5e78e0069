"""Reads: what is there, what is not, and in which order."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.people import ID_CARD, NAUGHTY, OPEN_ID, PHONE, UNSTORABLE, add_buyer, add_member
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import InvalidInputError, StorageError
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser

NOBODY = (0, -1, 99, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 10**30)


def test_a_new_source_is_empty(backend: Backend) -> None:
    assert backend.get(1) is None
    assert backend.get_by_open_id(OPEN_ID) is None
    assert backend.get_list([1, 2]) == []
    assert backend.get_member(1) is None
    assert backend.find_members(PHONE) == []
    assert backend.buyers_of_member(1) == []


def test_it_reads_what_was_stored(backend: Backend) -> None:
    buyer_id = add_buyer(backend, open_id=OPEN_ID, name="张三", profile="https://thirdwx.qlogo.cn/a/132", phone=PHONE)
    stored = WxBuyingUser(buyer_id, backend.tenant_id, OPEN_ID, "张三", "https://thirdwx.qlogo.cn/a/132", PHONE)
    assert backend.get(buyer_id) == stored
    assert backend.get_by_open_id(OPEN_ID) == stored


@pytest.mark.parametrize("number", NOBODY)
def test_numbers_of_nobody_find_nobody(backend: Backend, number: int) -> None:
    add_member(backend)
    assert backend.get(number) is None
    assert backend.get_list([number]) == []
    assert backend.get_member(number) is None
    assert backend.buyers_of_member(number) == []


def test_open_ids_differ_in_case(backend: Backend) -> None:
    upper = add_buyer(backend, open_id="oABC")
    lower = add_buyer(backend, open_id="oabc")
    found = [backend.get_by_open_id(text) for text in ("oABC", "oabc", "oAbc", "")]
    assert [buyer.id if buyer else None for buyer in found] == [upper, lower, None, None]


def test_lists_keep_the_order_asked_for(backend: Backend) -> None:
    ids = [add_buyer(backend, name=f"客人{number}") for number in range(5)]
    asked = [ids[3], ids[0], 10**30, ids[3], -1, ids[4], 999_999]
    assert [buyer.id for buyer in backend.get_list(asked)] == [ids[3], ids[0], ids[4]]
    assert [buyer.id for buyer in backend.get_list([*range(3000, 1, -1), *ids])] == sorted(ids[1:], reverse=True) + ids[
        :1
    ]


@pytest.mark.parametrize("text", NAUGHTY)
def test_every_text_comes_back_as_it_went_in(backend: Backend, text: str) -> None:
    buyer_id = add_buyer(backend, name=text, profile=text, phone=text)
    member_id = backend.create_member(MemberForm(buyer_id, name=text, id_card=ID_CARD, address=text)).id
    assert member_id is not None
    buyer, member = backend.get(buyer_id), backend.get_member(member_id)
    assert buyer is not None
    assert member is not None
    assert (buyer.name, buyer.profile, buyer.phone) == (text, text, text)
    assert (member.name, member.address) == (text, text)


@pytest.mark.parametrize("text", UNSTORABLE)
def test_what_cannot_be_stored_is_refused(backend: Backend, text: str) -> None:
    buyer_id = add_buyer(backend, name="张三")
    for field in ("name", "phone", "profile", "open_id"):
        with pytest.raises(InvalidInputError) as caught:
            backend.save_user(WxBuyingUser(**{field: text}))
        assert caught.value.field == field
    for field in ("phone", "id_card", "address"):
        with pytest.raises(InvalidInputError):
            backend.create_member(MemberForm(buyer_id, name="张三", **{field: text}))
    for read in (backend.get_by_open_id, backend.find_members, backend.search):
        with pytest.raises(InvalidInputError):
            read(text)


def test_members_are_found_by_what_is_known_of_them(backend: Backend) -> None:
    born = date(1949, 12, 31)
    _, member_id = add_member(backend, "张三", "138 0013 8000", sex=1, birthday=born, id_card="11010519491231002x")
    _, namesake = add_member(backend, "张三丰", "13900139000")
    for text in (PHONE, "+86 138-0013-8000", ID_CARD, ID_CARD.lower(), f"#{member_id}", str(member_id)):
        assert [member.id for member in backend.find_members(text)] == [member_id], text
    assert [member.id for member in backend.find_members("张三")] == [member_id, namesake]
    member = backend.find_members("张三")[0]
    assert (member.phone, member.sex, member.birthday, member.id_card) == (
        "138 0013 8000",
        1,
        born,
        "11010519491231002x",
    )
    for text in ("", " ", "#", "李", "1380013800", "9" * 5000, "王" * 9000, "' OR 1=1"):
        assert backend.find_members(text) == [], text


def test_at_most_twenty_members_are_found(backend: Backend) -> None:
    for number in range(25):
        add_member(backend, "王芳", f"138001380{number:02}")
    assert len(backend.find_members("王芳")) == 20


def test_a_member_knows_its_buyers(backend: Backend) -> None:
    first, member_id = add_member(backend)
    second = add_buyer(backend, name="同一个人")
    backend.bind_member(MemberForm(second), member_id=member_id)
    assert [buyer.id for buyer in backend.buyers_of_member(member_id)] == [second, first]


def test_what_is_committed_is_there_after_a_restart(url: str) -> None:
    if url == "sqlite://" or url.startswith("http"):
        pytest.skip("a database in memory ends with its connection, a server stays")
    with open_backend(url) as backend:
        buyer_id, member_id = add_member(backend)
    with open_backend(url) as backend:
        assert [buyer.id for buyer in backend.buyers_of_member(member_id)] == [buyer_id]


def test_tenants_do_not_see_each_other(url: str) -> None:
    if url == "sqlite://" or url.startswith("http"):
        pytest.skip("a database in memory has one backend, a server's tenant comes from the token")
    with open_backend(url, tenant_id=1) as ours, open_backend(url, tenant_id=2) as theirs:
        buyer_id, member_id = add_member(ours)
        ours.save_user(WxBuyingUser(buyer_id, open_id=OPEN_ID, name="张三"))
        assert theirs.get(buyer_id) is None
        assert theirs.get_by_open_id(OPEN_ID) is None
        assert theirs.get_list([buyer_id]) == []
        assert theirs.get_member(member_id) is None
        assert theirs.find_members(PHONE) == []
        assert theirs.buyers_of_member(member_id) == []
        assert theirs.search("").hits == ()
        assert add_buyer(theirs, open_id=OPEN_ID) != buyer_id
        add_member(theirs)  # the same phone is free there


def test_after_close_everything_says_so(backend: Backend) -> None:
    buyer_id = add_buyer(backend, name="张三")
    backend.close()
    backend.close()
    calls = (
        lambda: backend.get(buyer_id),
        lambda: backend.get_by_open_id(OPEN_ID),
        lambda: backend.get_list([buyer_id]),
        lambda: backend.search("张"),
        lambda: backend.get_member(1),
        lambda: backend.find_members("张"),
        lambda: backend.save_user(WxBuyingUser(name="李四")),
        lambda: backend.create_member(MemberForm(buyer_id, name="张三")),
        lambda: backend.unbind_member(MemberForm(buyer_id)),
    )
    for call in calls:
        with pytest.raises(StorageError) as caught:
            call()
        assert caught.value.code == "E-CLOSED"
