"""The API's JSON: the documented spelling out, every plausible spelling in, nothing invented."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from tests.support.people import ID_CARD, OPEN_ID, PHONE
from wxbuyer_gui.domain import models
from wxbuyer_gui.domain.errors import ProtocolError
from wxbuyer_gui.domain.result import ResultStatus
from wxbuyer_gui.net.wire import Buyer, BuyerBody, Envelope, MemberForm, MemberFormBody

SAMPLE = {"tenantId": 1, "openId": "", "name": "", "profile": "", "phone": "", "memberId": 6, "id": 7}
FORM_SAMPLE = {
    "wxBuyingUserId": 1,
    "name": "",
    "phone": "",
    "sex": 4,
    "birthday": "2025-10-01 05:31:32",
    "idCard": "",
    "address": "",
}


class TestBuyer:
    def test_the_vendors_sample_is_read_and_written_alike(self) -> None:
        buyer = Buyer.read(SAMPLE).to_domain()
        assert buyer == models.WxBuyingUser(7, 1, member_id=6)
        assert Buyer.of(buyer).written() == SAMPLE
        assert list(Buyer.of(buyer).written()) == list(SAMPLE)

    def test_keys_may_be_in_any_case_and_unknown_ones_are_ignored(self) -> None:
        answer = {"Id": 7, "TENANTID": 1, "openid": OPEN_ID, "Name": "张三", "lBSPoint": {"x": 1}, "$type": "X"}
        assert Buyer.read(answer).to_domain() == models.WxBuyingUser(7, 1, OPEN_ID, "张三")

    def test_keys_that_differ_in_case_only_are_refused(self) -> None:
        with pytest.raises(ProtocolError) as caught:
            Buyer.read({"id": 7, "ID": 8})
        assert caught.value.code == "E-SCHEMA"

    @pytest.mark.parametrize("member", [0, -1, None, "", -(2**63)])
    def test_no_member_is_written_in_many_ways(self, member: object) -> None:
        assert Buyer.read({"id": 7, "memberId": member}).to_domain().member_id is None
        assert Buyer.read({"id": 7}).to_domain().member_id is None

    def test_null_is_an_empty_text(self) -> None:
        assert Buyer.read({"id": 7, "name": None, "openId": None}).to_domain() == models.WxBuyingUser(7)

    @pytest.mark.parametrize("value", [True, 7.0, "7", 2**63, -(2**63) - 1, [7], {"id": 7}, " "])
    @pytest.mark.parametrize("key", ["id", "tenantId", "memberId"])
    def test_numbers_are_whole_numbers_of_64_bits(self, key: str, value: object) -> None:
        with pytest.raises(ProtocolError) as caught:
            Buyer.read(SAMPLE | {key: value})
        assert caught.value.code == "E-SCHEMA"

    @pytest.mark.parametrize("value", [1, True, ["a"], {}, 1.5])
    def test_texts_are_texts(self, value: object) -> None:
        with pytest.raises(ProtocolError):
            Buyer.read(SAMPLE | {"name": value})

    @pytest.mark.parametrize("value", [None, [], "x", 7, True])
    def test_only_an_object_is_a_buyer(self, value: object) -> None:
        with pytest.raises(ProtocolError):
            Buyer.read(value)

    def test_what_is_wrong_is_said_without_anybodys_data(self) -> None:
        with pytest.raises(ProtocolError) as caught:
            Buyer.read({"id": 7, "phone": [PHONE], PHONE: 1, "name": {ID_CARD: 1}})
        assert "phone" in str(caught.value)
        assert PHONE not in str(caught.value)
        assert ID_CARD not in str(caught.value)

    @pytest.mark.parametrize("extra", [{"Id": 7}, {"open_id": "x"}, {"isAdmin": True}])
    def test_a_request_has_documented_keys_only(self, extra: dict[str, object]) -> None:
        assert BuyerBody.model_validate(SAMPLE).to_domain().id == 7
        with pytest.raises(ValidationError):
            BuyerBody.model_validate(SAMPLE | extra)


class TestMemberForm:
    def test_a_full_form_is_written_as_documented(self) -> None:
        form = models.MemberForm(1, "张三", PHONE, 0, date(1949, 12, 31), ID_CARD, "北京市")
        assert MemberForm.of(form).written() == {
            "wxBuyingUserId": 1,
            "name": "张三",
            "phone": PHONE,
            "sex": 0,
            "birthday": "1949-12-31 00:00:00",
            "idCard": ID_CARD,
            "address": "北京市",
        }
        assert MemberForm.of(form).to_domain() == form

    def test_what_is_not_given_is_left_out(self) -> None:
        assert MemberForm.of(models.MemberForm(1)).written() == {"wxBuyingUserId": 1}

    def test_the_vendors_sample_is_a_request(self) -> None:
        form = MemberFormBody.model_validate(FORM_SAMPLE).to_domain()
        assert form == models.MemberForm(1, sex=4, birthday=date(2025, 10, 1))

    @pytest.mark.parametrize(
        "wrong", [{"birthday": "today"}, {"sex": 2**31}, {"sex": "1"}, {"memberId": 8}, {"wxBuyingUserId": None}]
    )
    def test_other_requests_are_refused(self, wrong: dict[str, object]) -> None:
        with pytest.raises(ValidationError) as caught:
            MemberFormBody.model_validate(FORM_SAMPLE | wrong)
        assert "input_value" not in str(caught.value)

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("1990-03-07 00:00:00", date(1990, 3, 7)),
            ("1990-03-07 23:59:59", date(1990, 3, 7)),
            (" 1990-03-07 ", date(1990, 3, 7)),
            ("1990-03-07T00:00", date(1990, 3, 7)),
            ("1990-03-07T00:00:00.123", date(1990, 3, 7)),
            ("1990-03-07T08:07:19.4077958+08:00", date(1990, 3, 7)),
            ("1990-03-06T16:00:00Z", date(1990, 3, 7)),
            ("1990-03-06T15:59:59Z", date(1990, 3, 6)),
            ("/Date(636739200000)/", date(1990, 3, 7)),
            ("/Date(636739200000+0800)/", date(1990, 3, 7)),
            ("9999-12-31T23:59:59.9999999Z", date(9999, 12, 31)),
            ("1970-01-01", date(1970, 1, 1)),
            ("0001-01-01 00:00:00", None),
            ("0001-01-01T00:00:00+08:05", None),
            ("1900-01-01T00:00:00", None),
            ("", None),
            (None, None),
        ],
    )
    def test_birthdays_are_read_however_servers_write_them(self, text: str | None, day: date | None) -> None:
        assert MemberForm.read({"birthday": text}).birthday == day

    @pytest.mark.parametrize(
        "text",
        [
            "1990-02-30",
            "1990-3-7",
            "07/03/1990",
            "/Date(1)",
            "/Date(999999999999999)/",
            "1990-03-07 25:00:00",
            "1990-03-07 00:00:00+99:00",
            "１９９０-03-07",
            "x" * 100_000,
            5,
            True,
        ],
    )
    def test_what_is_no_date_is_refused(self, text: object) -> None:
        with pytest.raises(ProtocolError):
            MemberForm.read({"birthday": text})


class TestEnvelope:
    @pytest.mark.parametrize("status", [200, "200", " 200 ", 200.0])
    def test_success_is_the_number_200(self, status: object) -> None:
        assert Envelope.read({"data": 1, "status": status, "message": ""}).is_success
        assert Envelope.read({"STATUS": status}).is_success

    @pytest.mark.parametrize("status", [500, "500", 701, 0, -200, 2000, "成功", "OK", "", "0200", "２００", 200.5])
    def test_nothing_else_is(self, status: object) -> None:
        try:
            assert not Envelope.read({"data": 1, "status": status}).is_success
        except ProtocolError:
            assert status == 200.5

    @pytest.mark.parametrize("status", [None, True, [200], {"code": 200}, float("nan"), 1e300, 2**63])
    def test_what_is_no_status_makes_no_envelope(self, status: object) -> None:
        with pytest.raises(ProtocolError):
            Envelope.read({"status": status})

    def test_documented_words_are_their_codes(self) -> None:
        for status in ResultStatus:
            if status is not ResultStatus.SUCCESS:
                assert Envelope.read({"status": status.zh}).status == status.value
        assert Envelope.read({"status": "系统忙"}).status == "系统忙"

    @pytest.mark.parametrize(
        ("data", "number"),
        [(1, 1), ("12", 12), (None, None), ("x", None), (True, None), (1.0, None), ({}, None), (2**63, None)],
    )
    def test_data_proves_nothing_and_spoils_nothing(self, data: object, number: int | None) -> None:
        assert Envelope.read({"data": data, "status": 200, "message": None}).data == number

    def test_it_is_written_as_documented(self) -> None:
        assert Envelope(data=1, status=200).written() == {"data": 1, "status": 200, "message": ""}
        assert Envelope(status=200).written() == {"status": 200, "message": ""}
        refused = Envelope(status=500, message="taken", code="E-PHONE-TAKEN", field="phone", member_id=8)
        assert refused.written() == {
            "status": 500,
            "message": "taken",
            "code": "E-PHONE-TAKEN",
            "field": "phone",
            "memberId": 8,
        }
        assert Envelope.read(refused.written()) == refused
