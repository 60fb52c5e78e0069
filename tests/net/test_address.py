"""An address as people type it: what a key may be sent to, and what is refused before anything is sent."""

from __future__ import annotations

import pytest

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.net.address import checked_address, is_this_computer


@pytest.mark.parametrize(
    ("text", "host", "port", "netloc", "path"),
    [
        ("https://api.example.com", "api.example.com", 443, "api.example.com", ""),
        ("https://api.example.com/", "api.example.com", 443, "api.example.com", ""),
        ("https://api.example.com:8443/base/", "api.example.com", 8443, "api.example.com:8443", "/base"),
        ("HTTPS://API.Example.com/Base/v1", "api.example.com", 443, "api.example.com", "/Base/v1"),
        ("https://api.example.com/a%20b/门店", "api.example.com", 443, "api.example.com", "/a%20b/%E9%97%A8%E5%BA%97"),
        ("https://例子.测试/", "xn--fsqu00a.xn--0zwm56d", 443, "xn--fsqu00a.xn--0zwm56d", ""),
        ("http://127.0.0.1:8640", "127.0.0.1", 8640, "127.0.0.1:8640", ""),
        ("http://localhost", "localhost", 80, "localhost", ""),
        ("http://[::1]:8640/base", "::1", 8640, "[::1]:8640", "/base"),
        ("https://api.example.com/mail@home", "api.example.com", 443, "api.example.com", "/mail@home"),
    ],
)
def test_an_address_keeps_its_own_path(text: str, host: str, port: int, netloc: str, path: str) -> None:
    address = checked_address(text)
    assert (address.host, address.port, address.netloc, address.path) == (host, port, netloc, path)
    assert checked_address(str(address)) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "shop.example",
        "//shop.example",
        "https:",
        "https://",
        "https:///path",
        "https://:443",
        "ftp://shop.example",
        "file:///etc/passwd",
        "javascript://shop.example/%0aalert(1)",
        "ws://shop.example",
        "https://shop.example:0",
        "https://shop.example:65536",
        "https://shop.example:x",
        "https://[::1",
        "https://256.256.256.256.256.256:99999",
    ],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        checked_address(text)
    assert (caught.value.code, caught.value.field) == ("E-URL", "url")


@pytest.mark.parametrize(
    "text",
    [
        "https://clerk@shop.example",
        "https://clerk:pw@shop.example/base",
        "https://:pw@shop.example",
        "https://@shop.example",
        "https://shop.example%40evil.example@evil.example",
        "https://shop.example:443@evil.example",
        "http://127.0.0.1@evil.example",
    ],
)
@pytest.mark.parametrize("allow_http", [False, True])
def test_a_user_in_an_address_is_refused(text: str, allow_http: bool) -> None:
    """It would be sent as a key, or make a strange host look like the shop's."""
    with pytest.raises(InvalidInputError, match="user name") as caught:
        checked_address(text, allow_http=allow_http)
    assert caught.value.code == "E-URL"
    assert "pw" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["https://shop.example?tenant=1", "https://shop.example/a?", "https://shop.example/#a"]
)
def test_query_and_fragment_are_refused(text: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        checked_address(text)
    assert caught.value.code == "E-URL"


@pytest.mark.parametrize(
    "character", [*map(chr, range(0x21)), "\x7f", "\x80", "\x9f", "\xa0", "\u2028", "\u2029", "\ufeff", *'\\<>"`{}|^']
)
def test_characters_that_no_address_holds_are_refused_wherever_they_stand(character: str) -> None:
    for text in (
        f"{character}https://shop.example",
        f"https://shop{character}.example",
        f"https://shop.example/{character}",
    ):
        with pytest.raises(InvalidInputError) as caught:
            checked_address(text)
        assert caught.value.code == "E-URL"


@pytest.mark.parametrize(
    "text",
    [
        "http://shop.example",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://10.0.0.1",
        "http://[::ffff:10.0.0.1]",
        "http://0.0.0.0",
    ],
)
def test_http_leaves_this_computer_only_where_it_is_allowed(text: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        checked_address(text, field="proxy")
    assert (caught.value.code, caught.value.field) == ("E-PLAIN-HTTP", "proxy")
    assert checked_address(text, allow_http=True).scheme == "http"


def test_this_computer_is_known_by_name_and_by_number() -> None:
    assert all(map(is_this_computer, ("localhost", "LOCALHOST", "127.0.0.1", "127.8.8.8", "::1")))
    assert not any(map(is_this_computer, ("", "localhost.", "localhost.example", "127.0.0.1.example", "0.0.0.0", "::")))
