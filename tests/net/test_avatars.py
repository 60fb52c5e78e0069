"""Pictures come from a real HTTPS server on loopback, which tries everything that a picture server may do."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.support.https_server import Answer, HttpsServer, running_server
from tests.support.pictures import HTML, SVG, png
from wxbuyer_gui.net.avatars import (
    MAX_BYTES,
    AvatarCache,
    AvatarError,
    AvatarFetcher,
    AvatarPolicy,
    Avatars,
    Picture,
    picture_of,
)

HOST = "wx.qlogo.cn"
URL = f"https://{HOST}/mmopen/abc/132"
PNG = png(4, 4)
SECONDS = 0.5


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HttpsServer]:
    with running_server(tmp_path_factory.mktemp("https"), HOST) as server:
        yield server


@pytest.fixture
def server(running: HttpsServer) -> HttpsServer:
    running.requests.clear()
    return running


def loopback(server: HttpsServer, *, seconds: float = 5.0, host: str = HOST) -> AvatarPolicy:
    """Trusts ``host``, and says that it lives at the server on loopback."""
    return AvatarPolicy(
        hosts=frozenset({host}),
        seconds=seconds,
        resolver=lambda _host, _port: [("127.0.0.1", server.port)],
        allowed=lambda address: address == "127.0.0.1",
    )


def fetcher(server: HttpsServer, *, seconds: float = 5.0) -> AvatarFetcher:
    return AvatarFetcher(policy=loopback(server, seconds=seconds), ssl_context=server.client_context)


def plain(body: bytes, *, status: int = 200, length: bool = True, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler, _over: threading.Event) -> None:
        handler.send_response(status)
        if length:
            handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def test_a_picture_arrives_and_the_server_learns_nothing_of_the_customer(server: HttpsServer) -> None:
    server.answer = plain(PNG, Content_Type="image/png")
    assert fetcher(server).fetch(URL.replace("https", "http") + "#oGZUI0egBJY1zhBYw2KhdUfwVJJE") == Picture("png", PNG)
    assert server.requests == [
        ("/mmopen/abc/132", {"host": HOST, "accept": "image/*", "accept-encoding": "identity"}),
    ]


def test_the_bytes_decide_not_the_name_of_their_type(server: HttpsServer) -> None:
    server.answer = plain(PNG, Content_Type="text/html")
    assert fetcher(server).fetch(URL).format == "png"


@pytest.mark.parametrize(
    "body", [SVG, HTML, b"", b"BM" + b"\0" * 60, PNG[1:]], ids=["svg", "html", "nil", "bmp", "cut"]
)
def test_what_is_no_picture_is_refused_whatever_it_calls_itself(server: HttpsServer, body: bytes) -> None:
    server.answer = plain(body, Content_Type="image/png")
    with pytest.raises(AvatarError, match="no picture"):
        fetcher(server).fetch(URL)


@pytest.mark.parametrize("status", [301, 302, 307, 204, 404, 500])
def test_a_redirect_is_not_followed_and_an_error_is_no_picture(server: HttpsServer, status: int) -> None:
    server.answer = plain(PNG, status=status, Location=f"https://{HOST}/elsewhere")
    with pytest.raises(AvatarError):
        fetcher(server).fetch(URL)
    assert len(server.requests) == 1


def test_a_picture_that_has_gone_is_known_by_its_header(server: HttpsServer) -> None:
    server.answer = plain(PNG, X_Errno="-6101")
    with pytest.raises(AvatarError, match="no longer there"):
        fetcher(server).fetch(URL)


def test_a_packed_answer_is_not_unpacked(server: HttpsServer) -> None:
    server.answer = plain(PNG, Content_Encoding="gzip")
    with pytest.raises(AvatarError, match="packed"):
        fetcher(server).fetch(URL)


def test_a_body_that_says_it_is_huge_is_not_read(server: HttpsServer) -> None:
    server.answer = plain(PNG, length=False, Content_Length=str(10**15))
    with pytest.raises(AvatarError, match="too big"):
        fetcher(server).fetch(URL)


def test_a_body_that_does_not_say_so_is_read_up_to_the_limit(server: HttpsServer) -> None:
    sent = 0

    def pour(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
        nonlocal sent
        plain(PNG, length=False)(handler, over)
        while not over.is_set():
            sent += handler.wfile.write(b"\0" * 65536)

    server.answer = pour
    with pytest.raises(AvatarError, match="too big"):
        fetcher(server).fetch(URL)
    assert sent < MAX_BYTES + (8 << 20)  # what fits into the sockets' buffers besides


def test_the_biggest_picture_that_is_allowed_arrives(server: HttpsServer) -> None:
    body = PNG + b"\0" * (MAX_BYTES - len(PNG))
    server.answer = plain(body)
    assert len(fetcher(server).fetch(URL).data) == MAX_BYTES
    server.answer = plain(body + b"\0", length=False)
    with pytest.raises(AvatarError, match="too big"):
        fetcher(server).fetch(URL)


def drip_body(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
    plain(PNG, length=False, Content_Length="100000")(handler, over)
    while not over.wait(0.02):
        handler.wfile.write(b"\0")


def drip_head(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not over.wait(0.02):
        handler.wfile.write(b"x")


def silence(_handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
    over.wait()


@pytest.mark.parametrize("answer", [drip_body, drip_head, silence])
def test_a_slow_server_costs_no_more_than_the_time_it_was_given(server: HttpsServer, answer: Answer) -> None:
    server.answer = answer
    before = time.monotonic()
    with pytest.raises(AvatarError):
        fetcher(server, seconds=SECONDS).fetch(URL)
    assert SECONDS * 0.9 < time.monotonic() - before < SECONDS + 1


@pytest.mark.parametrize(
    "raw", [b"no HTTP at all\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", b"HTTP/1.1 200 OK\r\n" * 99999]
)
def test_nonsense_is_refused(server: HttpsServer, raw: bytes) -> None:
    server.answer = lambda handler, _over: handler.wfile.write(raw)
    with pytest.raises(AvatarError):
        fetcher(server).fetch(URL)


def test_a_body_that_ends_early_is_refused(server: HttpsServer) -> None:
    server.answer = plain(PNG, length=False, Content_Length=str(len(PNG) + 1))
    with pytest.raises(AvatarError):
        fetcher(server).fetch(URL)


def test_a_server_that_cannot_prove_its_name_is_refused(server: HttpsServer) -> None:
    server.answer = plain(PNG)
    with pytest.raises(AvatarError):
        AvatarFetcher(policy=loopback(server)).fetch(URL)  # trusts the public authorities only
    other = "thirdwx.qlogo.cn"
    with pytest.raises(AvatarError):
        AvatarFetcher(policy=loopback(server, host=other), ssl_context=server.client_context).fetch(f"https://{other}/")
    assert server.requests == []


def test_a_dead_server_is_an_error(server: HttpsServer) -> None:
    policy = AvatarPolicy(resolver=lambda _host, _port: [("127.0.0.1", 1)], allowed=lambda _address: True)
    with pytest.raises(AvatarError, match="ConnectError"):
        AvatarFetcher(policy=policy, ssl_context=server.client_context).fetch(URL)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://qlogo.cn.example.com/",
        "https://wx.qlogo.cn.example.com/",
        "https://wx.qlogo.cn@127.0.0.1/",
        "https://user:secret@wx.qlogo.cn/",
        "https://wx.qlogo.cn:8443/",
        "http://wx.qlogo.cn:443/",
        "file:///etc/passwd",
        "ftp://wx.qlogo.cn/",
        "//wx.qlogo.cn/",
        "wx.qlogo.cn",
        "",
        "https://[::1/",
        "https://wx.qlogo.cn/\0",
    ],
)
def test_only_wechats_own_hosts_are_asked(url: str) -> None:
    def never(_host: str, _port: int) -> list[tuple[str, int]]:
        raise AssertionError("asked for a name")

    with pytest.raises(AvatarError):
        AvatarFetcher(policy=AvatarPolicy(resolver=never), ssl_context=ssl.create_default_context()).fetch(url)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:192.168.1.1"])
def test_a_trusted_name_that_leads_inside_is_refused_even_beside_a_public_address(
    server: HttpsServer, address: str
) -> None:
    policy = AvatarPolicy(resolver=lambda _host, _port: [("203.0.113.9", 9), (address, server.port)])
    with pytest.raises(AvatarError, match="ConnectError"):
        AvatarFetcher(policy=policy, ssl_context=server.client_context).fetch(URL)
    assert server.requests == []


def test_the_message_of_an_error_says_nothing_of_the_address(server: HttpsServer) -> None:
    server.answer = plain(HTML, status=404)
    with pytest.raises(AvatarError) as caught:
        fetcher(server).fetch(URL + "/oGZUI0egBJY1zhBYw2KhdUfwVJJE")
    assert "oGZU" not in repr(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("start", "name"),
    [(PNG, "png"), (b"\xff\xd8\xff\xe0", "jpeg"), (b"GIF89a", "gif"), (b"RIFF\0\0\0\0WEBPVP8 ", "webp")],
)
def test_four_formats_are_known(start: bytes, name: str) -> None:
    assert picture_of(start).format == name


def test_the_picture_of_somebody_who_is_forgotten_leaves_the_disk(tmp_path: Path) -> None:
    cache = AvatarCache(tmp_path / "avatars")
    for url in ("https://wx.qlogo.cn/a/132", "https://wx.qlogo.cn/b/132"):
        cache.put(url, Picture("png", PNG))
    cache.drop("https://wx.qlogo.cn/a/132")
    cache.drop("https://wx.qlogo.cn/nobody/132")
    assert cache.get("https://wx.qlogo.cn/a/132") is None
    assert cache.get("https://wx.qlogo.cn/b/132") is not None
    assert len([*(tmp_path / "avatars").iterdir()]) == 1


def test_the_cache_answers_without_the_server(server: HttpsServer, tmp_path: Path) -> None:
    server.answer = plain(PNG)
    avatars = Avatars(fetcher=fetcher(server), cache=AvatarCache(tmp_path / "avatars"))
    assert avatars.get(URL) == avatars.get(URL) == Picture("png", PNG)
    assert len(server.requests) == 1
    assert avatars.clear() == len(PNG)
    avatars.get(URL)
    assert len(server.requests) == 2


def test_a_failed_picture_is_not_kept(server: HttpsServer, tmp_path: Path) -> None:
    server.answer = plain(HTML)
    avatars = Avatars(fetcher=fetcher(server), cache=AvatarCache(tmp_path / "avatars"))
    with pytest.raises(AvatarError):
        avatars.get(URL)
    assert not (tmp_path / "avatars").exists()
