"""Pairing codes: whole or refused."""

from __future__ import annotations

import base64

import pytest

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.pairing import Pairing, read_pairing

TOKEN = "wxb_00112233445566ff_" + base64.urlsafe_b64encode(bytes(range(100, 132))).decode().rstrip("=")
PAIRING = Pairing("192.168.1.5", 8640, TOKEN, bytes(range(32)))


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("192.168.1.5", "https://192.168.1.5:8640"),
        ("fd00::1", "https://[fd00::1]:8640"),
        ("shop-pc.local", "https://shop-pc.local:8640"),
    ],
)
def test_a_code_says_it_all(host: str, url: str) -> None:
    pairing = Pairing(host, 8640, TOKEN, bytes(range(32)))
    assert read_pairing(pairing.code()) == pairing
    assert pairing.url == url


def test_a_code_may_be_broken_into_lines() -> None:
    code = PAIRING.code()
    assert read_pairing(f"  {code[:40]}\r\n{code[40:80]} \n {code[80:]}\n") == PAIRING


def test_a_damaged_code_is_refused_wherever_the_damage_is() -> None:
    code = PAIRING.code()
    for place in range(len(code)):
        damaged = code[:place] + ("A" if code[place] != "A" else "B") + code[place + 1 :]
        for text in (damaged, code[:place], code[:place] + code[place + 1 :]):
            with pytest.raises(InvalidInputError) as caught:
                read_pairing(text)
            assert caught.value.code == "E-PAIRING"


@pytest.mark.parametrize(
    "text", ["", "AQ", "王", "https://192.168.1.5:8640", TOKEN, "A" * 120, "A" * 100_000, "====", "a\0b"]
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        read_pairing(text)


def test_hosts_that_are_none_are_refused() -> None:
    for host in ("", "user@host", "host/path", "a b"):
        with pytest.raises(InvalidInputError):
            read_pairing(Pairing(host, 8640, TOKEN, bytes(32)).code())


def test_a_pairing_does_not_show_its_token() -> None:
    assert TOKEN not in repr(PAIRING)
