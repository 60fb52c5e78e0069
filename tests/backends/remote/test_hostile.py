"""Servers and lines that misbehave: the right error, in time, and no write is ever sent twice."""

from __future__ import annotations

import email.utils
import gzip
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.support.people import OPEN_ID
from tests.support.raw_server import Answer, Connection, hang_up, http, reset, running_server, silent
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import (
    AuthError,
    BackendError,
    InvalidInputError,
    OutcomeUnknownError,
    ProtocolError,
    RejectedError,
    UnreachableError,
)
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser

TIMEOUT = 1.0
OVERRUN = 0.5
FORM = MemberForm(7, "张三", "13800138000")
HTML = "<!doctype html><title>Login</title>"
OK = {"data": 1, "status": 200, "message": ""}


def drip_head(connection: Connection) -> None:
    connection.drip(http(OK), 0.05)


def drip_body(connection: Connection) -> None:
    answer = http(OK)
    connection.send(answer[:-5])
    connection.drip(b" " * 5, 2.0)


def endless_head(connection: Connection) -> None:
    with suppress(OSError):
        connection.send(b"HTTP/1.1 200 OK\r\n")
        while not connection.over.is_set():
            connection.send(b"X-Filler: " + b"x" * 1000 + b"\r\n")


def endless_body(connection: Connection) -> None:
    with suppress(OSError):
        connection.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not connection.over.is_set():
            connection.send(b"10000\r\n" + b" " * 0x10000 + b"\r\n")


def endless_continue(connection: Connection) -> None:
    while not connection.over.wait(0.01):
        connection.send(b"HTTP/1.1 100 Continue\r\n\r\n")


def cut_off(connection: Connection) -> None:
    connection.send(http(OK)[:-3])


def declared_huge(connection: Connection) -> None:
    connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 400000000\r\n\r\n{")
    connection.over.wait()


PACKED = http(gzip.compress(b'{"status": 200}'), headers=("Content-Encoding: gzip",))

BROKEN: list[tuple[Answer, type[BackendError], str]] = [
    (silent, UnreachableError, "E-NO-ANSWER"),
    (drip_head, UnreachableError, "E-NO-ANSWER"),
    (drip_body, UnreachableError, "E-NO-ANSWER"),
    (endless_continue, UnreachableError, "E-NO-ANSWER"),
    (reset, UnreachableError, "E-NO-ANSWER"),
    (hang_up, UnreachableError, "E-NO-ANSWER"),
    (cut_off, UnreachableError, "E-NO-ANSWER"),
    (endless_head, ProtocolError, "E-HTTP"),
    (endless_body, ProtocolError, "E-SIZE"),
    (declared_huge, ProtocolError, "E-SIZE"),
    (PACKED, ProtocolError, "E-ENCODING"),
    (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", ProtocolError, "E-HTTP"),
    (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", ProtocolError, "E-HTTP"),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", ProtocolError, "E-HTTP"),
    (http(HTML, headers=("Content-Type: text/html",)), ProtocolError, "E-HTML"),
    (http("  \r\n" + HTML), ProtocolError, "E-HTML"),
    (http("Please sign in first", headers=("Content-Type: text/html; charset=gbk",)), ProtocolError, "E-HTML"),
    (http("请先登录".encode("gbk"), headers=("Content-Type: Text/HTML",)), ProtocolError, "E-HTML"),
    (http('<?xml version="1.0"?><WxBuyingUser/>'), ProtocolError, "E-XML"),
    (http(HTML, status=500), ProtocolError, "E-SERVER"),
    (http(status=500), ProtocolError, "E-SERVER"),
    (http("null", status=501), ProtocolError, "E-SERVER"),
    (http("not json", status=505), ProtocolError, "E-SERVER"),
    (http(HTML, status=404), ProtocolError, "E-HTML"),
    (http("not json"), ProtocolError, "E-JSON"),
    (http('{"id": 7, "id": 8, "status": 200}'), ProtocolError, "E-JSON"),
    (http('{"id": NaN, "status": 200}'), ProtocolError, "E-JSON"),
    (http('{"id": 1e999, "status": 200}'), ProtocolError, "E-JSON"),
    (http('{"id": ' + "9" * 5000 + ', "status": 200}'), ProtocolError, "E-JSON"),
    (http('{"status": 200, "x": ' + "[" * 99_000), ProtocolError, "E-JSON"),
    (http('{"status": 200, "x": ' + "[" * 70 + "]" * 70 + "}"), ProtocolError, "E-JSON"),
    (http("[" + "[]," * 1_000_000 + "[]]"), ProtocolError, "E-SIZE"),
    (http('{"id": 7, "status": 200, "name": "\\ud800"}'), ProtocolError, "E-DECODE"),
    (http('{"id": 7, "status": 200, "name": "张"}'.encode("gb18030")), ProtocolError, "E-DECODE"),
    (http('{"id": 7, "status": 200}'.encode("utf-16")), ProtocolError, "E-DECODE"),
    (http("7"), ProtocolError, "E-SCHEMA"),
    (http("true"), ProtocolError, "E-SCHEMA"),
    (http('"null"'), ProtocolError, "E-SCHEMA"),
    (http("[7]"), ProtocolError, "E-SCHEMA"),
    (http(status=301, headers=("Location: https://other.example/",)), ProtocolError, "E-REDIRECT"),
    (http(status=308, headers=("Location: /elsewhere",)), ProtocolError, "E-REDIRECT"),
    (http(status=502), UnreachableError, "E-BUSY"),
    (http(HTML, status=503), UnreachableError, "E-BUSY"),
    (http({"message": "gateway"}, status=504), UnreachableError, "E-BUSY"),
    (http(status=503, headers=("Retry-After: 315360000",)), UnreachableError, "E-BUSY"),
    (http(status=429, headers=("Retry-After: Fri, 31 Dec 9999 23:59:59 GMT",)), UnreachableError, "E-BUSY"),
    (http(status=408), UnreachableError, "E-BUSY"),
    (http(HTML, status=425), UnreachableError, "E-BUSY"),
    (http(status=418), ProtocolError, "E-HTTP"),
]

READS: list[Callable[[Backend], object]] = [
    lambda backend: backend.get(7),
    lambda backend: backend.get_by_open_id(OPEN_ID),
    lambda backend: backend.get_list([7, 8]),
]
WRITES: list[Callable[[Backend], object]] = [
    lambda backend: backend.create_member(FORM),
    lambda backend: backend.bind_member(FORM),
    lambda backend: backend.unbind_member(FORM),
    lambda backend: backend.save_user(WxBuyingUser(name="张三")),
]
EVERY = range(len(BROKEN))


@pytest.mark.parametrize("number", EVERY)
def test_a_read_says_what_went_wrong_in_time(number: int) -> None:
    answer, error, code = BROKEN[number]
    read = READS[number % 2]
    with running_server(lambda _asked: answer) as server, open_backend(server.url, timeout=TIMEOUT) as backend:
        began = time.monotonic()
        with pytest.raises(error) as caught:
            read(backend)
        assert time.monotonic() - began < TIMEOUT + OVERRUN
        assert type(caught.value) is error
        assert caught.value.code == code
        assert 1 <= len(server.asked) <= 3


@pytest.mark.parametrize("number", EVERY)
def test_a_write_without_a_proof_is_in_doubt_and_sent_once(number: int) -> None:
    answer, _, _ = BROKEN[number]
    write = WRITES[number % len(WRITES)]
    with running_server(lambda _asked: answer) as server, open_backend(server.url, timeout=TIMEOUT) as backend:
        began = time.monotonic()
        with pytest.raises(OutcomeUnknownError):
            write(backend)
        assert time.monotonic() - began < TIMEOUT + OVERRUN
        assert len(server.asked) == 1


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
@pytest.mark.parametrize("body", ["", HTML, "not json"])
def test_a_write_that_the_server_did_not_get_to_may_be_sent_again_later(status: int, body: str) -> None:
    says_so = status in (408, 425, 429, 503)
    with running_server(http(body, status=status)) as server, open_backend(server.url) as backend:
        for write in WRITES:
            with pytest.raises(OutcomeUnknownError) as caught:
                write(backend)
            assert caught.value.code == ("E-BUSY" if says_so else "E-UNKNOWN")
        assert len(server.asked) == len(WRITES)


def test_a_refusal_is_one_whatever_the_http_status() -> None:
    with running_server(http({"status": 603, "message": "卡挂失"}, status=503)) as server:
        with open_backend(server.url) as backend, pytest.raises(RejectedError) as caught:
            backend.create_member(FORM)
        assert (str(caught.value), caught.value.status) == ("卡挂失", 603)


@pytest.mark.parametrize(
    "body", ["", " ", "null", "{}", "[]", '""', "\ufeff", "\ufeffnull", '{"id": 0}', '{"ID": null}']
)
@pytest.mark.parametrize("status", [200, 404])
def test_there_is_none_in_all_its_spellings(body: str, status: int) -> None:
    with running_server(http(body, status=status)) as server, open_backend(server.url) as backend:
        assert backend.get(7) is None
        assert backend.get_by_open_id(OPEN_ID) is None
        if '"' not in body:
            assert backend.get_list([7]) == []
        assert len(server.asked) <= 3
        with pytest.raises(OutcomeUnknownError):
            backend.create_member(FORM)
        assert len(server.calls("createmember")) == 1


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "application/octet-stream", ""])
def test_json_is_read_whatever_it_is_announced_as(kind: str) -> None:
    headers = (f"Content-Type: {kind}",) if kind else ()
    with running_server(http({"id": 7}, headers=headers)) as server, open_backend(server.url) as backend:
        assert backend.get(7) == WxBuyingUser(7)


def test_no_content_is_none() -> None:
    with running_server(http(status=204)) as server, open_backend(server.url) as backend:
        assert backend.get(7) is None
        assert backend.get_list([7]) == []
        with pytest.raises(OutcomeUnknownError):
            backend.unbind_member(FORM)


@pytest.mark.parametrize(
    "answer",
    [
        http(status=401),
        http(HTML, status=403),
        http({"Message": "Authorization has been denied for this request."}, status=401),
        http(status=302, headers=("Location: /Account/Login?ReturnUrl=%2F",)),
        http(status=303, headers=("Location: https://evil.example/collect",)),
        http(status=307, headers=("Location: /login",)),
    ],
)
def test_a_key_that_is_not_accepted(answer: bytes) -> None:
    with running_server(answer) as server, open_backend(server.url) as backend:
        for call in (READS[0], WRITES[0]):
            server.asked.clear()
            with pytest.raises(AuthError):
                call(backend)
            assert len(server.asked) == 1  # nothing is followed


def test_a_wrong_address_is_told_from_nobody() -> None:
    words = "No HTTP resource was found that matches the request URI."
    with running_server(http({"Message": words}, status=404)) as server, open_backend(server.url) as backend:
        for call in (READS[0], WRITES[0]):
            with pytest.raises(InvalidInputError) as caught:
                call(backend)
            assert (caught.value.code, caught.value.field, str(caught.value)) == ("E-ROUTE", "url", words)


@pytest.mark.parametrize(
    ("state", "field", "words"),
    [
        ({"form.Phone": ["电话格式不正确"]}, "phone", "电话格式不正确"),
        ({"model": ["x"], "model.idCard": ["bad"]}, "id_card", "bad"),
        ({"WxBuyingUserId": []}, "wx_buying_user_id", "The request is invalid."),
        ({"x": ["y"]}, "", "The request is invalid."),
    ],
)
def test_asp_nets_model_state_names_the_field(state: dict[str, list[str]], field: str, words: str) -> None:
    for key, inner in (("Message", "ModelState"), ("message", "modelState"), ("title", "errors")):
        answer = http({key: "The request is invalid.", inner: state}, status=400)
        with running_server(answer) as server, open_backend(server.url) as backend:
            with pytest.raises(InvalidInputError) as caught:
                backend.create_member(FORM)
            assert (caught.value.field, str(caught.value)) == (field, words)


def test_an_unhandled_exception_is_shown_by_its_message_only() -> None:
    error = {"Message": "An error has occurred.", "ExceptionMessage": "boom", "StackTrace": "at Wx.Get()"}
    with running_server(http(error, status=500)) as server, open_backend(server.url) as backend:
        with pytest.raises(RejectedError) as read:
            backend.get(7)
        assert (str(read.value), read.value.status) == ("An error has occurred.", 500)
        assert len(server.asked) == 3
        with pytest.raises(OutcomeUnknownError) as written:
            backend.create_member(FORM)
        assert str(written.value) == "An error has occurred."


def test_a_read_refused_with_the_envelope() -> None:
    with running_server(http({"status": "901", "message": "未日结"})) as server, open_backend(server.url) as backend:
        for call in READS:
            with pytest.raises(RejectedError) as caught:
                call(backend)
            assert (str(caught.value), caught.value.status) == ("未日结", 901)


@pytest.mark.parametrize(
    "wanted", [lambda: "0", lambda: "1", lambda: email.utils.formatdate(time.time() + 2, usegmt=True)]
)
def test_a_wait_that_fits_is_kept(wanted: Callable[[], str]) -> None:
    answers = [http(status=503, headers=(f"Retry-After: {wanted()}",)), http({"id": 7})]
    with running_server(lambda _asked: answers.pop(0)) as server, open_backend(server.url) as backend:
        began = time.monotonic()
        buyer = backend.get(7)
        assert buyer is not None
        assert time.monotonic() - began >= 1.0
        assert len(server.asked) == 2


def test_a_connection_that_died_meanwhile_disturbs_no_read() -> None:
    def answer_and_hang_up(connection: Connection) -> None:
        connection.send(http({"id": 7}))

    with running_server(lambda _asked: answer_and_hang_up) as server, open_backend(server.url) as backend:
        for _ in range(5):
            assert backend.get(7) is not None
        assert len(server.asked) >= 5


def test_every_write_has_a_connection_of_its_own() -> None:
    with running_server(http(OK)) as server, open_backend(server.url) as backend:
        backend.get_list([])
        for _ in range(3):
            backend.create_member(FORM)
        assert [asked.connection for asked in server.asked] == [0, 1, 2]


def test_what_was_surely_not_sent_is_said() -> None:
    with running_server(http(OK)) as server:
        url = server.url
    with open_backend(url, timeout=3.0) as backend:
        for call in (*READS, *WRITES):
            with pytest.raises(UnreachableError):
                call(backend)
