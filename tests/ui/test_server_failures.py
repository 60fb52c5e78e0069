"""What staff read when a server answers wrongly or not at all."""

from __future__ import annotations

import pytest

from tests.support.raw_server import Answer, hang_up, http, running_server, silent
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.domain.errors import (
    AuthError,
    BackendError,
    OutcomeUnknownError,
    ProtocolError,
    StorageError,
    UnreachableError,
)
from wxbuyer_gui.domain.models import MemberForm
from wxbuyer_gui.ui.messages import describe

BUYER = {"id": 8, "tenantId": 5}
PAGE = "<!doctype html><title>Sign in</title>"
ROUTE = "No HTTP resource was found that matches the request URI."


@pytest.mark.parametrize(
    ("answer", "title", "step"),
    [
        (silent, "did not answer in time", "Nothing was changed"),
        (hang_up, "did not answer in time", "Nothing was changed"),
        (http(status=503), "is busy", "Wait a moment"),
        (http(PAGE, status=500), "The server failed", "tell who runs the server"),
        (http(PAGE), "a web page", "open any page in a browser"),
        (http('<?xml version="1.0"?><Buyer/>'), "in XML", "JSON"),
        (http("x" * (5 << 20)), "too long", "not read to its end"),
        (http('{"id": 7, "name": "张"}'.encode("gb18030")), "not UTF-8", "garbled"),
        (http({"Message": ROUTE}, status=404), "no such API", "nothing about the customer"),
        (http(status=301, headers=("Location: https://other.example/",)), "another address", "not followed"),
        (http(status=302, headers=("Location: /login",)), "sign in again", "what waits to be sent is kept"),
        (http(BUYER), "somebody else", "not shown"),
        (http(BUYER | {"id": 7}), "another shop", "not shown"),
    ],
)
def test_each_has_its_own_words_and_a_next_step(qapp, answer: Answer, title: str, step: str) -> None:
    with (
        running_server(answer) as server,
        open_backend(server.url, tenant_id=1, timeout=0.6 if answer is silent else 15) as backend,
        pytest.raises(BackendError) as caught,
    ):
        backend.get(7)
    words = describe(caught.value)
    assert title in words.title
    assert step in words.sentence
    assert words.code == caught.value.code


def test_the_servers_own_words_stay_and_ours_are_not_repeated(qapp) -> None:
    assert describe(UnreachableError("try at noon", code="E-BUSY")).detail == "try at noon"
    assert describe(UnreachableError("certificate has expired", code="E-TLS")).detail == "certificate has expired"
    assert describe(AuthError("wrong signature", code="E-CLOCK")).detail == "wrong signature"
    assert describe(ProtocolError("the server answered with a web page", code="E-HTML")).detail == ""
    assert describe(StorageError("the disk failed", code="E-IO")).detail == "the disk failed"


def test_a_write_in_doubt_is_never_called_unchanged(qapp) -> None:
    with (
        running_server(http(PAGE, status=503)) as server,
        open_backend(server.url) as backend,
        pytest.raises(OutcomeUnknownError) as caught,
    ):
        backend.create_member(MemberForm(7, "张三"))
    assert caught.value.code == "E-BUSY"
    assert describe(caught.value).title == "Perhaps done, perhaps not"


@pytest.mark.parametrize("error", [ValueError("E-HTML"), ProtocolError(), BackendError(code="E-NEW")])
def test_all_others_keep_the_words_of_their_class(qapp, error: Exception) -> None:
    assert "web page" not in describe(error).title
