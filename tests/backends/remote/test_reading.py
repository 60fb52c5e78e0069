"""What is believed of an answer: the buyer asked for, of our tenant, and what the settings say about values."""

from __future__ import annotations

import logging
import threading

import pytest

from tests.support.people import OPEN_ID, PHONE
from tests.support.raw_server import Asked, RawServer, http, running_server
from tests.support.vendor import BUYER, Vendor
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import (
    AuthError,
    BackendError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
    OutcomeUnknownError,
    ProtocolError,
    RejectedError,
    StorageError,
    UnreachableError,
    UnsupportedError,
)
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.options import DataMeaning, RemoteOptions
from wxbuyer_gui.domain.result import ResultStatus

FORM = MemberForm(7, "张三", PHONE)


class TestMismatch:
    def test_another_buyer_than_asked_for(
        self, backend: Backend, vendor: Vendor, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO)
        vendor.before = lambda _asked: http(BUYER | {"id": 8, "openId": "oOther"})
        for call in (lambda: backend.get(7), lambda: backend.get_by_open_id(OPEN_ID)):
            with pytest.raises(ProtocolError) as caught:
                call()
            assert caught.value.code == "E-MISMATCH"
        assert backend.tenant_id is None
        assert caplog.text.count("E-MISMATCH") == 2
        assert "oOther" not in caplog.text

    def test_an_open_id_in_another_case_is_another(self, backend: Backend, vendor: Vendor) -> None:
        vendor.before = lambda _asked: http(BUYER | {"id": 7, "openId": OPEN_ID.lower()})
        with pytest.raises(ProtocolError):
            backend.get_by_open_id(OPEN_ID)

    def test_another_tenant(self, backend: Backend, vendor: Vendor, caplog: pytest.LogCaptureFixture) -> None:
        vendor.add(id=7)
        vendor.add(id=8, tenantId=99)
        vendor.add(id=9, tenantId=0)
        caplog.set_level(logging.INFO)
        backend.get(7)
        for call in (lambda: backend.get(8), lambda: backend.get(9), lambda: backend.get_list([7, 8])):
            with pytest.raises(ProtocolError) as caught:
                call()
            assert caught.value.code == "E-TENANT"
        assert backend.tenant_id == 2318
        assert caplog.text.count("E-TENANT") == 3

    def test_a_tenant_that_was_named(self, server: RawServer, vendor: Vendor) -> None:
        vendor.add(id=7)
        with open_backend(server.url, tenant_id=5) as backend:
            assert backend.tenant_id == 5
            with pytest.raises(ProtocolError):
                backend.get(7)

    def test_an_answer_without_tenant_says_nothing_about_it(self, backend: Backend, vendor: Vendor) -> None:
        vendor.before = lambda _asked: http({"id": 7})
        assert backend.get(7) == WxBuyingUser(7)
        assert backend.tenant_id is None

    @pytest.mark.parametrize("body", [{"name": "张三"}, {"id": -7}, {"id": "7"}, {"id": True}, {"status": 200}])
    def test_an_object_that_is_no_buyer(self, backend: Backend, vendor: Vendor, body: object) -> None:
        vendor.before = lambda _asked: http(body)
        with pytest.raises(ProtocolError):
            backend.get(7)


class TestList:
    def test_by_id_and_never_by_place(self, backend: Backend, vendor: Vendor) -> None:
        rows = [BUYER | {"id": number, "name": name} for number, name in ((3, "c"), (9, "x"), (1, "a"), (3, "again"))]
        vendor.before = lambda _asked: http([None, *rows, {}])
        assert [(buyer.id, buyer.name) for buyer in backend.get_list([1, 2, 3])] == [(1, "a"), (3, "c")]

    @pytest.mark.parametrize("body", [{"1": BUYER}, "x", 5, [5], [[BUYER]], [BUYER | {"id": "1"}], {"Message": "no"}])
    def test_what_is_no_list(self, backend: Backend, vendor: Vendor, body: object) -> None:
        vendor.before = lambda _asked: http(body)
        with pytest.raises(ProtocolError if body != {"Message": "no"} else RejectedError):
            backend.get_list([1])

    def test_chunks_go_out_four_at_a_time(self, server: RawServer, vendor: Vendor) -> None:
        for number in range(1, 25):
            vendor.add(id=number)
        together = threading.Barrier(4, timeout=10)

        def wait_for_the_others(_asked: Asked) -> None:
            together.wait()

        vendor.before = wait_for_the_others
        with open_backend(server.url, options=RemoteOptions(chunk=3)) as backend:
            assert [buyer.id for buyer in backend.get_list(range(1, 25))] == list(range(1, 25))
        assert len(server.asked) == 8
        assert len({asked.connection for asked in server.asked}) == 4

    def test_one_bad_chunk_is_no_answer(self, server: RawServer, vendor: Vendor) -> None:
        vendor.before = lambda asked: http(status=401) if 5 in asked.json else None
        with open_backend(server.url, options=RemoteOptions(chunk=2)) as backend, pytest.raises(AuthError):
            backend.get_list(range(1, 100))
        assert len(server.asked) < 50


class TestRefusals:
    @pytest.mark.parametrize("status", [status for status in ResultStatus if status is not ResultStatus.SUCCESS])
    def test_every_documented_code(self, backend: Backend, vendor: Vendor, status: ResultStatus) -> None:
        for spelled in (status.value, str(status.value), float(status.value), status.zh):
            vendor.before = lambda _asked, spelled=spelled: http({"status": spelled, "message": status.zh, "data": 1})
            with pytest.raises(RejectedError) as caught:
                backend.create_member(FORM)
            assert (str(caught.value), caught.value.status) == (status.zh, status.value)

    def test_an_unknown_one_is_kept(self, backend: Backend, vendor: Vendor) -> None:
        for status in (777, -1, 0, "系统忙", "成功"):
            vendor.before = lambda _asked, status=status: http({"status": status, "message": "<b>不行</b>"})
            with pytest.raises(RejectedError) as caught:
                backend.create_member(FORM)
            assert (str(caught.value), caught.value.status) == ("<b>不行</b>", status)

    def test_a_success_with_an_http_error_is_in_doubt(self, backend: Backend, vendor: Vendor) -> None:
        vendor.before = lambda _asked: http({"data": 1, "status": 200, "message": ""}, status=500)
        with pytest.raises(OutcomeUnknownError):
            backend.create_member(FORM)

    @pytest.mark.parametrize("body", [{"status": 500}, {"status": 500, "title": "x", "traceId": "y"}, {"message": ""}])
    def test_half_an_envelope_is_in_doubt(self, backend: Backend, vendor: Vendor, body: object) -> None:
        vendor.before = lambda _asked: http(body, status=500)
        with pytest.raises(OutcomeUnknownError):
            backend.create_member(FORM)

    @pytest.mark.parametrize(
        ("code", "error"),
        [
            ("E-NO-BUYER", NotFoundError),
            ("E-NO-MEMBER", NotFoundError),
            ("E-PHONE-TAKEN", ConflictError),
            ("E-NAME-OR-PHONE", InvalidInputError),
            ("E-UNSUPPORTED", UnsupportedError),
            ("E-DISK-FULL", StorageError),
            ("E-UNREACHABLE", UnreachableError),
            ("E-UNKNOWN", OutcomeUnknownError),
            ("E-AUTH", AuthError),
        ],
    )
    def test_our_own_servers_codes(
        self, backend: Backend, vendor: Vendor, code: str, error: type[BackendError]
    ) -> None:
        refused = {"status": 500, "message": "no", "code": code, "field": "phone", "memberId": 8812, "buyerId": 7}
        vendor.before = lambda _asked: http(refused)
        with pytest.raises(error) as caught:
            backend.create_member(FORM)
        assert (type(caught.value), caught.value.code, str(caught.value)) == (error, code, "no")
        if isinstance(caught.value, ConflictError):
            assert (caught.value.field, caught.value.member_id, caught.value.buyer_id) == ("phone", 8812, 7)

    @pytest.mark.parametrize("status", [422, 501, 503])
    def test_a_read_that_our_own_server_refuses(self, backend: Backend, vendor: Vendor, status: int) -> None:
        vendor.before = lambda _asked: http({"status": 500, "message": "no", "code": "E-IO"}, status=status)
        with pytest.raises(StorageError) as caught:
            backend.get(7)
        assert caught.value.code == "E-IO"

    def test_whose_member_was_taken_off(self, backend: Backend, vendor: Vendor) -> None:
        vendor.before = lambda _asked: http({"status": 200, "message": "", "memberId": 8812})
        assert backend.unbind_member(FORM).id == 8812

    def test_a_code_that_nobody_knows(self, backend: Backend, vendor: Vendor) -> None:
        vendor.before = lambda _asked: http({"status": 500, "message": "no", "code": "E-FROM-THE-FUTURE"})
        with pytest.raises(RejectedError) as caught:
            backend.create_member(FORM)
        assert caught.value.status == 500


class TestOptions:
    def test_words_for_nothing(self, server: RawServer, vendor: Vendor) -> None:
        vendor.add(id=7, name="null", phone="undefined", profile="None", openId="null")
        with open_backend(server.url) as plain:
            assert plain.get(7) == WxBuyingUser(7, 2318, "null", "null", "None", "undefined")
        with open_backend(server.url, options=RemoteOptions(null_words=True)) as backend:
            shown = WxBuyingUser(7, 2318, "null")
            assert backend.get(7) == shown
            backend.save_user(WxBuyingUser(7, 2318, "null", "张三"), base=shown)
        assert vendor.buyers[7] == BUYER | {
            "id": 7,
            "openId": "null",
            "name": "张三",
            "phone": "undefined",
            "profile": "None",
        }

    def test_sex_codes(self, server: RawServer, vendor: Vendor) -> None:
        with open_backend(server.url, options=RemoteOptions(sex_codes={1: 0, 2: 1, 0: -1})) as backend:
            for number, sex in enumerate((0, 1, 2, 9, None)):
                vendor.add(id=7)
                backend.create_member(MemberForm(7, f"客人{number}", f"1380013800{number}", sex))
        assert [asked.json.get("sex") for asked in server.asked] == [-1, 0, 1, 9, None]

    @pytest.mark.parametrize(
        ("meaning", "saved", "created"),
        [(DataMeaning.RESULT, 41, 41), (DataMeaning.BUYER, 41, None), (DataMeaning.NOTHING, None, None)],
    )
    def test_the_meaning_of_data(self, meaning: DataMeaning, saved: int | None, created: int | None) -> None:
        done = http({"data": 41, "status": 200, "message": ""})
        with (
            running_server(done) as server,
            open_backend(server.url, options=RemoteOptions(data_meaning=meaning)) as backend,
        ):
            assert backend.save_user(WxBuyingUser(name="张三")).id == saved
            assert backend.create_member(FORM).id == created

    @pytest.mark.parametrize(("data", "number"), [("41", 41), (None, None), ("x", None), (True, None), ({}, None)])
    def test_odd_data_spoils_no_success(self, data: object, number: int | None) -> None:
        done = http({"data": data, "status": "200", "message": None})
        with running_server(done) as server, open_backend(server.url) as backend:
            assert backend.create_member(FORM).id == number
