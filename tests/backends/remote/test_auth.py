"""The ways in which servers of this market want to be shown a key, each checked as the server would."""

from __future__ import annotations

import base64
import email.utils
import hashlib
import hmac
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.support.people import OPEN_ID, PHONE
from tests.support.raw_server import Asked, RawServer, http, running_server
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.remote.auth import Call, Signer
from wxbuyer_gui.domain.auth import (
    Auth,
    Bearer,
    Digest,
    NoAuth,
    Part,
    Signed,
    Spelling,
    StaticHeaders,
    StaticQuery,
    Where,
)
from wxbuyer_gui.domain.errors import AuthError, InvalidInputError
from wxbuyer_gui.domain.models import MemberForm

KEY, SECRET = "shop-2318", "s3cr3t-in-no-log"
HOUR = 3600


def md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


POSPAL = Signed(
    key=KEY,
    secret=SECRET,
    template="{secret}{body}",
    spelling=Spelling.UPPER_HEX,
    time_format="ms",
    parts=(
        Part(Where.HEADER, "time-stamp", "{timestamp}"),
        Part(Where.HEADER, "data-signature", "{sign}"),
        Part(Where.BODY, "appId", "{key}"),
    ),
)


def pospal_accepts(asked: Asked) -> bool:
    """Headers ``time-stamp`` (ms) and ``data-signature`` (32 hexadecimal digits), ``appId`` in the body."""
    shown = asked.query if asked.method == "GET" or isinstance(asked.json, list) else asked.json
    return (
        shown["appId"] == KEY
        and abs(int(asked.headers["time-stamp"]) / 1000 - time.time()) < 60
        and asked.headers["data-signature"] == md5(SECRET + asked.body.decode()).upper()
    )


KERUYUN = Signed(
    key=KEY,
    secret=SECRET,
    template="appKey{key}shopIdenty{shop}timestamp{timestamp}version{version}{secret}",
    digest=Digest.SHA256,
    values={"shop": "810094162", "version": "2.0"},
    parts=(
        Part(Where.QUERY, "appKey", "{key}"),
        Part(Where.QUERY, "shopIdenty", "{shop}"),
        Part(Where.QUERY, "version", "{version}"),
        Part(Where.QUERY, "timestamp", "{timestamp}"),
        Part(Where.QUERY, "sign", "{sign}"),
    ),
)


def keruyun_accepts(asked: Asked) -> bool:
    """Query ``appKey, shopIdenty, version, timestamp, sign``; refused where the clock is off by more than 300 s."""
    query = asked.query
    text = "".join(name + query[name] for name in ("appKey", "shopIdenty", "timestamp", "version")) + SECRET
    return (
        query["sign"] == hashlib.sha256(text.encode()).hexdigest() and abs(int(query["timestamp"]) - time.time()) < 300
    )


X_SIGN = Signed(
    key=KEY,
    secret=SECRET,
    template="{key},{timestamp},{secret}",
    parts=(
        Part(Where.HEADER, "x-app", "{key}"),
        Part(Where.HEADER, "x-ts", "{timestamp}"),
        Part(Where.HEADER, "x-sign", "{sign}"),
    ),
)


def x_sign_accepts(asked: Asked) -> bool:
    """x-sign = MD5("appKey,ts,appSecret") in a header."""
    return asked.headers["x-sign"] == md5(f"{KEY},{asked.headers['x-ts']},{SECRET}")


X_CALLER = Signed(
    key=KEY,
    secret=SECRET,
    template="{key}{timestamp}{path}",
    digest=Digest.HMAC_SHA1,
    spelling=Spelling.BASE64,
    time_format="%Y-%m-%d %H:%M:%S",
    parts=(
        Part(Where.HEADER, "X-Caller-Service", "{key}"),
        Part(Where.HEADER, "X-Caller-Timestamp", "{timestamp}"),
        Part(Where.HEADER, "X-Caller-Sign", "{sign}"),
    ),
)


def x_caller_accepts(asked: Asked) -> bool:
    """``X-Caller-Service/Timestamp/Sign`` headers with a "yyyy-MM-dd HH:mm:ss" stamp of GMT+8."""
    stamp = asked.headers["x-caller-timestamp"]
    here = time.strftime("%Y-%m-%d %H:", time.gmtime(time.time() + 8 * HOUR))
    path = asked.target.partition("?")[0]
    wanted = hmac.new(SECRET.encode(), f"{KEY}{stamp}{path}".encode(), "sha1").digest()
    return stamp.startswith(here) and asked.headers["x-caller-sign"] == base64.b64encode(wanted).decode()


YIKAYI = Signed(
    key=KEY,
    secret=SECRET,
    template="{key}{secret:MD5}{timestamp}{body}",
    parts=(
        Part(Where.QUERY, "account", "{key}"),
        Part(Where.QUERY, "timestamp", "{timestamp}"),
        Part(Where.QUERY, "signature", "{sign}"),
    ),
)


def yikayi_accepts(asked: Asked) -> bool:
    """md5(account + md5(password) in capitals + timestamp + data)."""
    text = KEY + md5(SECRET).upper() + asked.query["timestamp"] + asked.body.decode()
    return asked.query["signature"] == md5(text)


def header_accepts(asked: Asked) -> bool:
    return asked.headers["x-api-key"] == SECRET


def query_accepts(asked: Asked) -> bool:
    return asked.query["appKey"] == f"{SECRET}&=?/"


def bearer_accepts(asked: Asked) -> bool:
    return asked.headers["authorization"] == f"Bearer {SECRET}"


SHAPES: list[tuple[Auth, Callable[[Asked], bool]]] = [
    (POSPAL, pospal_accepts),
    (KERUYUN, keruyun_accepts),
    (X_SIGN, x_sign_accepts),
    (X_CALLER, x_caller_accepts),
    (YIKAYI, yikayi_accepts),
    (StaticHeaders({"X-Api-Key": SECRET}), header_accepts),
    (StaticQuery({"appKey": f"{SECRET}&=?/"}), query_accepts),
    (Bearer(SECRET), bearer_accepts),
]
NAMES = ("pospal", "keruyun", "x-sign", "x-caller", "yikayi", "headers", "query", "bearer")


@pytest.mark.parametrize(("auth", "accepts"), SHAPES, ids=NAMES)
def test_every_call_shows_the_key(
    auth: Auth, accepts: Callable[[Asked], bool], vendor: Vendor, server: RawServer
) -> None:
    vendor.before = lambda asked: None if accepts(asked) else http(status=401)
    vendor.add(id=7, openId=OPEN_ID)
    vendor.members[PHONE] = 8812
    with open_backend(server.url, auth=auth) as backend:
        assert backend.get(7) is not None
        assert backend.get_by_open_id(OPEN_ID) is not None
        assert len(backend.get_list([7])) == 1
        assert backend.bind_member(MemberForm(7, "张三", PHONE)).id == 8812
        assert backend.unbind_member(MemberForm(7), expected_member_id=8812).id == 8812


@pytest.mark.parametrize(("auth", "accepts"), SHAPES, ids=NAMES)
def test_a_wrong_key_is_refused_and_no_secret_is_shown(auth: Auth, accepts: Callable[[Asked], bool]) -> None:
    def answer(asked: Asked) -> bytes:
        try:
            return http({"id": 7}) if accepts(asked) else http(status=401)
        except KeyError:
            return http({"Message": "who are you?"}, status=401)

    with (
        running_server(answer) as server,
        open_backend(server.url, auth=NoAuth()) as backend,
        pytest.raises(AuthError, match="who are you"),
    ):
        backend.get(7)
    assert SECRET not in repr(auth)
    assert SECRET not in repr(Signer(auth).sign(Call("GET", "/get", payload={"name": SECRET})))


@pytest.mark.parametrize("hours", [-1, 1])
def test_the_servers_clock_counts(hours: int, vendor: Vendor, server: RawServer) -> None:
    server_time = time.time() + hours * HOUR
    date = f"Date: {email.utils.formatdate(server_time, usegmt=True)}"

    def answer(asked: Asked) -> bytes:
        on_time = abs(int(asked.query["timestamp"]) - server_time) < 300
        return http({"id": 7}, headers=(date,)) if on_time else http(status=401, headers=(date,))

    server.answer = answer
    with open_backend(server.url, auth=KERUYUN) as backend:
        assert backend.get(7) is not None  # refused, then asked again by the server's clock
        assert len(server.asked) == 2
        assert backend.get(7) is not None
        assert len(server.asked) == 3


STATIC_CLOCK = replace(KERUYUN, follow_clock=False)
LATE, EARLY = 120, -120


def dated(off: float, status: int, body: object = "") -> bytes:
    """An answer from a server whose clock is ``off`` seconds ahead."""
    date = email.utils.formatdate(time.time() + off, usegmt=True)
    return http(body, status=status, headers=(f"Date: {date}",))


@pytest.mark.parametrize("off", [EARLY, LATE])
@pytest.mark.parametrize("status", [401, 403])
def test_a_clock_that_is_a_minute_off_is_named(off: int, status: int) -> None:
    with (
        running_server(lambda _asked: dated(off, status, {"Message": "签名过期"})) as server,
        open_backend(server.url, auth=STATIC_CLOCK) as backend,
    ):
        for call in (lambda: backend.get(7), lambda: backend.create_member(MemberForm(7, "张三"))):
            with pytest.raises(AuthError) as caught:
                call()
            assert (caught.value.code, str(caught.value)) == ("E-CLOCK", "签名过期")
        assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("auth", "off"),
    [
        (STATIC_CLOCK, 30),
        (STATIC_CLOCK, 0),
        (Signed(KEY, SECRET, "{key}{secret}", (Part(Where.HEADER, "x-sign", "{sign}"),), follow_clock=False), LATE),
        (Bearer(SECRET), LATE),
        (NoAuth(), LATE),
    ],
)
def test_a_clock_that_is_not_to_blame_is_not_named(auth: Auth, off: int) -> None:
    with running_server(lambda _asked: dated(off, 401)) as server, open_backend(server.url, auth=auth) as backend:
        for call in (lambda: backend.get(7), lambda: backend.create_member(MemberForm(7, "张三"))):
            with pytest.raises(AuthError) as caught:
                call()
            assert caught.value.code == "E-AUTH"


def test_a_key_that_is_refused_by_the_right_clock_too_is_the_wrong_key() -> None:
    with running_server(lambda _asked: dated(LATE, 401)) as server, open_backend(server.url, auth=KERUYUN) as backend:
        with pytest.raises(AuthError) as written:  # the clock is not known yet, and a write is sent once
            backend.create_member(MemberForm(7, "张三"))
        assert (written.value.code, len(server.asked)) == ("E-CLOCK", 1)
        with pytest.raises(AuthError) as read:
            backend.get(7)
        assert (read.value.code, len(server.asked)) == ("E-AUTH", 2)


@pytest.mark.parametrize("date", ["", "yesterday", "Fri, 31 Dec 99999 23:59:59 GMT", "Tue, 99 Nov 2026 00:00:00 GMT"])
def test_a_date_that_is_none_changes_nothing(date: str) -> None:
    signer = Signer(KERUYUN)
    assert not signer.heard(date)
    assert not signer.heard(None)
    assert signer.clock_offset == 0


@pytest.mark.parametrize(
    "auth",
    [
        StaticHeaders({"X-Key": "a\r\nX-Evil: 1"}),
        StaticHeaders({"X Key": "a"}),
        StaticHeaders({"X-Key": "密钥"}),
        StaticHeaders({"X-Key": " a"}),
        StaticQuery({"key": "\ud800"}),
        Bearer("a\nb"),
        Bearer(""),
        Signed("k", "s", "{unknown}", ()),
        Signed("k", "s", "{key", ()),
        Signed("k", "s", "{key:rot13}", ()),
        Signed("k", "s", "{key.__class__}", ()),
        Signed("k", "s", "{}", ()),
        Signed("k", "s", "{sign}", ()),
        Signed("k", "s", "{key}", (Part(Where.HEADER, "x sign", "{sign}"),)),
        Signed("k", "s", "{body}", (Part(Where.BODY, "sign", "{sign}"),)),
        Signed("k", "s", "{key}", (Part(Where.QUERY, "check", "{body}"),)),
    ],
)
def test_what_cannot_be_sent_is_refused_at_once(auth: Auth) -> None:
    with pytest.raises(InvalidInputError) as caught:
        open_backend("https://api.example.com", auth=auth)
    assert caught.value.field == "auth"


def test_a_header_made_of_a_value_that_no_header_can_hold() -> None:
    auth = Signed("k", "s", "{key}", (Part(Where.HEADER, "x-shop", "{shop}"),), values={"shop": "一号店"})
    with pytest.raises(InvalidInputError) as caught:
        Signer(auth).sign(Call("GET", "/get"))
    assert caught.value.field == "auth"


def test_braces_and_hashes_of_a_template() -> None:
    auth = Signed(
        "k",
        "s",
        "{{{key:sha1}}}",
        (Part(Where.HEADER, "x-sign", "{sign}"), Part(Where.HEADER, "x-body", "{body:SHA256}")),
        digest=Digest.HMAC_MD5,
    )
    headers = dict(Signer(auth).sign(Call("POST", "/save", payload={"a": "é"})).headers)
    text = "{" + hashlib.sha1(b"k").hexdigest() + "}"
    assert headers["x-sign"] == hmac.new(b"s", text.encode(), "md5").hexdigest()
    assert headers["x-body"] == hashlib.sha256('{"a":"é"}'.encode()).hexdigest().upper()
