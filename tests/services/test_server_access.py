"""What is set for a server reaches the backend, and a pairing code is all that a counter needs."""

from __future__ import annotations

import base64

import pytest

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.options import DataMeaning, RemoteOptions
from wxbuyer_gui.domain.pairing import Pairing
from wxbuyer_gui.services.server_access import options_of, paired
from wxbuyer_gui.settings.remote import RemoteAccess

TOKEN = "wxb_00112233445566ff_" + base64.urlsafe_b64encode(bytes(range(100, 132))).decode().rstrip("=")


def test_nothing_set_means_the_safe_choices() -> None:
    assert options_of(RemoteAccess()) == RemoteOptions()


def test_everything_set_arrives() -> None:
    access = RemoteAccess(
        allow_http=True,
        certificate="0f" * 32,
        system_store=True,
        proxy="http://proxy.example:3128",
        chunk=50,
        data_meaning="nothing",
        sex_codes=((1, 0), (2, 1)),
        null_words=True,
    )
    assert options_of(access) == RemoteOptions(
        allow_http=True,
        proxy="http://proxy.example:3128",
        system_store=True,
        certificate=b"\x0f" * 32,
        chunk=50,
        data_meaning=DataMeaning.NOTHING,
        sex_codes={1: 0, 2: 1},
        null_words=True,
    )


@pytest.mark.parametrize("text", ["0f", "0F" * 32, "x" * 64, "0f" * 33, "0f" * 32 + "\n"])
def test_what_is_no_fingerprint_never_means_that_anybody_is_believed(text: str) -> None:
    with pytest.raises(InvalidInputError) as failure:
        options_of(RemoteAccess(certificate=text))
    assert failure.value.field == "certificate"


def test_a_pairing_code_is_a_whole_source_and_its_key() -> None:
    code = Pairing("192.168.1.5", 8640, TOKEN, b"\x0f" * 32).code()
    profile, key = paired(code, profile_id="p1")
    assert (profile.id, profile.name, profile.kind) == ("p1", "192.168.1.5", "remote")
    assert profile.url == "https://192.168.1.5:8640"
    assert profile.remote == RemoteAccess(auth="bearer", certificate="0f" * 32)
    assert key == TOKEN
    assert TOKEN not in str(profile)
    assert paired(code, profile_id="p1", name="前台")[0].name == "前台"


def test_another_text_pairs_nothing() -> None:
    with pytest.raises(InvalidInputError) as failure:
        paired("https://192.168.1.5:8640", profile_id="p1")
    assert failure.value.code == "E-PAIRING"
