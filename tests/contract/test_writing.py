"""Writes: the rules that the vendor's page leaves open and our own sources keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.support.people import ID_CARD, OPEN_ID, PHONE, add_buyer, add_member, member_of
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import ConflictError, InvalidInputError, NotFoundError
from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser
from wxbuyer_gui.domain.result import WriteState

UNKNOWN = 4711


def test_a_write_is_done_and_says_its_number(backend: Backend) -> None:
    result = backend.save_user(WxBuyingUser(id=0, name="张三"))
    assert result.state is WriteState.DONE
    assert result.operation_id
    assert result.id is not None
    assert backend.get(result.id) == WxBuyingUser(result.id, backend.tenant_id, name="张三")


class TestSaveUser:
    def test_tenant_and_member_are_not_taken_from_outside(self, backend: Backend) -> None:
        buyer_id = add_buyer(backend, name="张三")
        backend.save_user(WxBuyingUser(buyer_id, tenant_id=9, name="李四", member_id=8))
        new = backend.save_user(WxBuyingUser(None, tenant_id=9, name="王五", member_id=8)).id
        for number in (buyer_id, new):
            assert number is not None
            stored = backend.get(number)
            assert stored is not None
            assert (stored.tenant_id, stored.member_id) == (backend.tenant_id, None)

    def test_an_open_id_belongs_to_one_buyer(self, backend: Backend) -> None:
        owner = add_buyer(backend, open_id=OPEN_ID)
        other = add_buyer(backend, name="李四")
        for user in (WxBuyingUser(open_id=OPEN_ID), WxBuyingUser(other, open_id=OPEN_ID, name="李四")):
            with pytest.raises(ConflictError) as caught:
                backend.save_user(user)
            assert (caught.value.field, caught.value.buyer_id) == ("open_id", owner)
        backend.save_user(WxBuyingUser(owner, open_id=OPEN_ID, name="张三"))  # its own is no conflict

    def test_an_open_id_may_be_filled_in_later(self, backend: Backend) -> None:
        first, second = add_buyer(backend, name="张三"), add_buyer(backend, name="李四")
        backend.save_user(WxBuyingUser(first, open_id=OPEN_ID, name="张三"))
        found = backend.get_by_open_id(OPEN_ID)
        assert found is not None
        assert found.id == first != second

    def test_an_unknown_buyer_is_not_made(self, backend: Backend) -> None:
        for number in (UNKNOWN, -1, 2**63):
            with pytest.raises(NotFoundError):
                backend.save_user(WxBuyingUser(number, name="张三"))

    def test_only_edited_fields_are_stored(self, backend: Backend) -> None:
        buyer_id = add_buyer(backend, name="张三", phone=PHONE)
        shown = backend.get(buyer_id)
        assert shown is not None
        backend.save_user(replace(shown, name="张三丰"))  # somebody else, meanwhile
        backend.save_user(replace(shown, phone="13900139000"), base=shown)
        stored = backend.get(buyer_id)
        assert stored is not None
        assert (stored.name, stored.phone) == ("张三丰", "13900139000")

    def test_a_field_that_changed_meanwhile_is_a_conflict(self, backend: Backend) -> None:
        buyer_id = add_buyer(backend, name="张三", phone=PHONE)
        shown = backend.get(buyer_id)
        assert shown is not None
        backend.save_user(replace(shown, name="张三丰"))
        with pytest.raises(ConflictError) as caught:
            backend.save_user(replace(shown, name="章三", phone="13900139000"), base=shown)
        assert (caught.value.code, caught.value.field, caught.value.buyer_id) == ("E-CHANGED", "name", buyer_id)
        assert backend.get(buyer_id) == replace(shown, name="张三丰")
        backend.save_user(replace(shown, name="张三丰"), base=shown)  # both made the same change


class TestCreateMember:
    def test_the_member_is_made_and_bound(self, backend: Backend) -> None:
        buyer_id = add_buyer(backend, name="微信用户", phone="13900139000")
        form = MemberForm(buyer_id, "张三", PHONE, 1, date(1949, 12, 31), ID_CARD, "北京市")
        member_id = backend.create_member(form).id
        assert member_id is not None
        assert member_of(backend, buyer_id) == member_id
        assert backend.get_member(member_id) == Member(
            member_id, backend.tenant_id, "张三", PHONE, 1, date(1949, 12, 31), ID_CARD, "北京市"
        )
        buyer = backend.get(buyer_id)
        assert buyer is not None
        assert (buyer.name, buyer.phone) == ("微信用户", "13900139000")

    @pytest.mark.parametrize("blank", ["", "  ", "\t"])
    def test_a_name_or_a_phone_is_needed(self, backend: Backend, blank: str) -> None:
        buyer_id = add_buyer(backend, name="张三")
        with pytest.raises(InvalidInputError):
            backend.create_member(MemberForm(buyer_id, name=blank, phone=blank, id_card=ID_CARD))
        backend.create_member(MemberForm(buyer_id, name=blank, phone=PHONE))

    def test_an_unknown_buyer_gets_none(self, backend: Backend) -> None:
        for number in (None, 0, -1, UNKNOWN, 2**63):
            with pytest.raises(NotFoundError):
                backend.create_member(MemberForm(number, name="张三", phone=PHONE))
        assert backend.find_members(PHONE) == []

    def test_a_bound_buyer_gets_no_second(self, backend: Backend) -> None:
        buyer_id, member_id = add_member(backend)
        with pytest.raises(ConflictError) as caught:
            backend.create_member(MemberForm(buyer_id, name="李四", phone="13900139000"))
        assert (caught.value.code, caught.value.member_id) == ("E-ALREADY-BOUND", member_id)
        assert backend.find_members("李四") == []

    @pytest.mark.parametrize("phone", [PHONE, "+86 138-0013-8000", "１３８００１３８０００", "0086 138 0013 8000"])
    def test_a_phone_belongs_to_one_member_however_it_is_written(self, backend: Backend, phone: str) -> None:
        _, member_id = add_member(backend)
        other = add_buyer(backend, name="李四")
        with pytest.raises(ConflictError) as caught:
            backend.create_member(MemberForm(other, name="李四", phone=phone))
        assert (caught.value.field, caught.value.member_id) == ("phone", member_id)
        assert member_of(backend, other) is None

    def test_an_id_number_belongs_to_one_member(self, backend: Backend) -> None:
        _, member_id = add_member(backend, id_card=ID_CARD)
        other = add_buyer(backend, name="李四")
        with pytest.raises(ConflictError) as caught:
            backend.create_member(MemberForm(other, name="李四", id_card=f" {ID_CARD.lower()} "))
        assert (caught.value.field, caught.value.member_id) == ("id_card", member_id)

    def test_members_without_phone_and_id_number_do_not_clash(self, backend: Backend) -> None:
        assert add_member(backend, "张三", "") != add_member(backend, "张三", "")

    @pytest.mark.parametrize("sex", [2**31, -(2**40)])
    def test_a_sex_code_fits_the_apis_int(self, backend: Backend, sex: int) -> None:
        buyer_id = add_buyer(backend, name="张三")
        with pytest.raises(InvalidInputError):
            backend.create_member(MemberForm(buyer_id, name="张三", sex=sex))
        assert member_of(backend, buyer_id) is None


class TestRegister:
    def test_buyer_and_member_are_made_together(self, backend: Backend) -> None:
        buyer_id = backend.register(WxBuyingUser(open_id=OPEN_ID, name="张三"), MemberForm(name="张三", phone=PHONE)).id
        assert buyer_id is not None
        member_id = member_of(backend, buyer_id)
        assert member_id is not None
        assert [member.id for member in backend.find_members(PHONE)] == [member_id]

    def test_or_neither(self, backend: Backend) -> None:
        _, member_id = add_member(backend)
        owner = add_buyer(backend, open_id="oTaken")
        with pytest.raises(ConflictError) as phone_taken:
            backend.register(WxBuyingUser(open_id=OPEN_ID), MemberForm(name="李四", phone=PHONE))
        with pytest.raises(ConflictError) as open_id_taken:
            backend.register(WxBuyingUser(open_id="oTaken"), MemberForm(name="李四", phone="13900139000"))
        with pytest.raises(InvalidInputError):
            backend.register(WxBuyingUser(open_id=OPEN_ID), MemberForm())
        with pytest.raises(InvalidInputError):
            backend.register(WxBuyingUser(owner, open_id=OPEN_ID), MemberForm(name="李四"))
        assert phone_taken.value.member_id == member_id
        assert open_id_taken.value.buyer_id == owner
        assert backend.get_by_open_id(OPEN_ID) is None
        assert backend.find_members("李四") == []


class TestBindMember:
    @pytest.mark.parametrize("form", [MemberForm(phone="138 0013 8000"), MemberForm(id_card=ID_CARD), MemberForm()])
    def test_the_member_is_found_by_phone_id_number_or_number(self, backend: Backend, form: MemberForm) -> None:
        _, member_id = add_member(backend, id_card=ID_CARD)
        buyer_id = add_buyer(backend, name="李四")
        number = None if form.phone or form.id_card else member_id
        result = backend.bind_member(replace(form, wx_buying_user_id=buyer_id), member_id=number)
        assert result.id == member_of(backend, buyer_id) == member_id

    def test_something_must_say_which(self, backend: Backend) -> None:
        buyer_id = add_buyer(backend, name="张三")
        for form in (MemberForm(buyer_id), MemberForm(buyer_id, name="张三", phone=" ")):
            with pytest.raises(InvalidInputError):
                backend.bind_member(form)

    def test_nobody_is_not_found(self, backend: Backend) -> None:
        buyer_id, member_id = add_member(backend)
        for form, number in (
            (MemberForm(buyer_id, phone="13900139000"), None),
            (MemberForm(buyer_id, id_card=ID_CARD), None),
            (MemberForm(buyer_id, phone="no number at all"), None),
            (MemberForm(buyer_id, phone=PHONE), UNKNOWN),
            (MemberForm(buyer_id), 0),
            (MemberForm(UNKNOWN, phone=PHONE), None),
            (MemberForm(None, phone=PHONE), member_id),
        ):
            with pytest.raises(NotFoundError):
                backend.bind_member(form, member_id=number)

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"name": "李四"}, "name"),
            ({"phone": "13900139000"}, "phone"),
            ({"sex": 2}, "sex"),
            ({"birthday": date(1990, 1, 1)}, "birthday"),
            ({"id_card": "110105194912310038"}, "id_card"),
            ({"address": "上海市"}, "address"),
        ],
    )
    def test_another_person_is_not_bound(self, backend: Backend, given: dict[str, object], field: str) -> None:
        _, member_id = add_member(backend, sex=1, birthday=date(1949, 12, 31), id_card=ID_CARD, address="北京市")
        buyer_id = add_buyer(backend, name="某人")
        with pytest.raises(ConflictError) as caught:
            backend.bind_member(MemberForm(buyer_id, **given), member_id=member_id)  # type: ignore[arg-type]
        assert (caught.value.field, caught.value.member_id) == (field, member_id)
        assert member_of(backend, buyer_id) is None

    def test_the_same_person_written_otherwise_is_bound(self, backend: Backend) -> None:
        _, member_id = add_member(backend, "Zhang San", sex=1, id_card=ID_CARD)
        buyer_id = add_buyer(backend, name="某人")
        form = MemberForm(buyer_id, " ZHANG  san", "+86 138 0013 8000", 0, id_card=ID_CARD.lower())
        assert backend.bind_member(form).id == member_id

    def test_a_bound_buyer_keeps_its_member(self, backend: Backend) -> None:
        buyer_id, member_id = add_member(backend)
        _, other = add_member(backend, "李四", "13900139000")
        assert backend.bind_member(MemberForm(buyer_id, phone=PHONE)).id == member_id
        with pytest.raises(ConflictError) as caught:
            backend.bind_member(MemberForm(buyer_id), member_id=other)
        assert (caught.value.buyer_id, caught.value.member_id) == (buyer_id, member_id)
        assert member_of(backend, buyer_id) == member_id


class TestUnbindMember:
    def test_the_member_stays(self, backend: Backend) -> None:
        buyer_id, member_id = add_member(backend)
        assert backend.unbind_member(MemberForm(buyer_id)).id == member_id
        assert member_of(backend, buyer_id) is None
        assert backend.get_member(member_id) is not None
        assert backend.bind_member(MemberForm(buyer_id), member_id=member_id).id == member_id

    def test_nothing_to_unbind(self, backend: Backend) -> None:
        with pytest.raises(ConflictError) as caught:
            backend.unbind_member(MemberForm(add_buyer(backend, name="张三")))
        assert caught.value.code == "E-NOT-BOUND"
        with pytest.raises(NotFoundError):
            backend.unbind_member(MemberForm(UNKNOWN))

    def test_another_member_than_expected_stays(self, backend: Backend) -> None:
        buyer_id, member_id = add_member(backend)
        with pytest.raises(ConflictError) as caught:
            backend.unbind_member(MemberForm(buyer_id), expected_member_id=member_id + 1)
        assert caught.value.member_id == member_id == member_of(backend, buyer_id)
        backend.unbind_member(MemberForm(buyer_id), expected_member_id=member_id)


class TestSaveMember:
    def test_the_fields_are_stored(self, backend: Backend) -> None:
        _, member_id = add_member(backend)
        wanted = Member(member_id, 9, "李四", "139 0013 9000", 2, date(1990, 2, 28), ID_CARD, "上海市")
        assert backend.save_member(wanted).id == member_id
        assert backend.get_member(member_id) == replace(wanted, tenant_id=backend.tenant_id)
        assert [member.id for member in backend.find_members("13900139000")] == [member_id]
        assert backend.find_members(PHONE) == []

    def test_phone_and_id_number_of_another_are_refused(self, backend: Backend) -> None:
        _, owner = add_member(backend, id_card=ID_CARD)
        _, member_id = add_member(backend, "李四", "13900139000")
        for field, value in (("phone", "138-0013-8000"), ("id_card", ID_CARD.lower())):
            with pytest.raises(ConflictError) as caught:
                backend.save_member(Member(member_id, name="李四", **{field: value}))  # type: ignore[arg-type]
            assert (caught.value.field, caught.value.member_id) == (field, owner)

    def test_an_unknown_member_is_not_made(self, backend: Backend) -> None:
        for number in (None, 0, -1, UNKNOWN, 2**63):
            with pytest.raises(NotFoundError):
                backend.save_member(Member(number, name="张三"))

    def test_only_edited_fields_are_stored(self, backend: Backend) -> None:
        _, member_id = add_member(backend)
        shown = backend.get_member(member_id)
        assert shown is not None
        backend.save_member(replace(shown, address="北京市"))
        backend.save_member(replace(shown, sex=1), base=shown)
        with pytest.raises(ConflictError) as caught:
            backend.save_member(replace(shown, address="上海市"), base=shown)
        assert (caught.value.code, caught.value.field, caught.value.member_id) == ("E-CHANGED", "address", member_id)
        assert backend.get_member(member_id) == replace(shown, address="北京市", sex=1)


class TestOperations:
    def test_the_same_operation_is_done_once(self, backend: Backend) -> None:
        user = WxBuyingUser(name="张三")
        first = backend.save_user(user, operation_id="op-1")
        assert backend.save_user(user, operation_id="op-1") == first
        assert first.operation_id == "op-1"
        assert len(backend.get_list(range(1, 50))) == 1

        assert first.id is not None
        form = MemberForm(first.id, "张三", PHONE)
        made = backend.create_member(form, operation_id="op-2")
        unbound = backend.unbind_member(MemberForm(first.id), operation_id="op-3")
        assert made.id == unbound.id
        assert backend.create_member(form, operation_id="op-2") == made
        assert backend.unbind_member(MemberForm(first.id), operation_id="op-3") == unbound
        assert member_of(backend, first.id) is None

    def test_an_id_is_not_lent_to_another_write(self, backend: Backend) -> None:
        buyer_id = add_buyer(backend, name="王五")
        backend.save_user(WxBuyingUser(name="张三"), operation_id="op")
        for write in (
            lambda: backend.save_user(WxBuyingUser(name="李四"), operation_id="op"),
            lambda: backend.create_member(MemberForm(buyer_id, "王五"), operation_id="op"),
        ):
            with pytest.raises(ConflictError) as caught:
                write()
            assert caught.value.code == "E-OPERATION-REUSED"
        assert member_of(backend, buyer_id) is None

    def test_a_refused_operation_may_be_tried_again(self, backend: Backend) -> None:
        _, member_id = add_member(backend)
        buyer_id = add_buyer(backend, name="李四")
        form = MemberForm(buyer_id, "李四", PHONE)
        with pytest.raises(ConflictError):
            backend.create_member(form, operation_id="op")
        backend.save_member(Member(member_id, name="张三"))
        assert backend.create_member(form, operation_id="op").id == member_of(backend, buyer_id)

    @pytest.mark.parametrize("operation_id", ["", "x" * 65, "a\0b"])
    def test_an_id_has_1_to_64_characters(self, backend: Backend, operation_id: str) -> None:
        with pytest.raises(InvalidInputError):
            backend.save_user(WxBuyingUser(name="张三"), operation_id=operation_id)
