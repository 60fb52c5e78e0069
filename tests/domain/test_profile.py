"""The address of a picture is found in what shops really put into ``profile``."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxbuyer_gui.domain.profile import avatar_url

PLACE = "thirdwx.qlogo.cn/mmopen/vi_32/Q0j4TwGTfTK"


@pytest.mark.parametrize(
    ("profile", "url"),
    [
        ("", ""),
        ("null", ""),
        ("老客户", ""),
        ("ftp://thirdwx.qlogo.cn/x/0", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        (f"https://{PLACE}/132", f"https://{PLACE}/132"),
        (f"  http://{PLACE}/0\n", f"https://{PLACE}/132"),
        (f"HTTP://{PLACE}/46", f"https://{PLACE}/132"),
        (f"//{PLACE}/96", f"https://{PLACE}/132"),
        (f"https://{PLACE}/", f"https://{PLACE}/"),
        ("https://cdn.example.com/u/0", "https://cdn.example.com/u/0"),
        (f"https://{PLACE}/0 onerror=x", ""),
        (f"https://{PLACE}/\u202e0", ""),
        (json.dumps({"headimgurl": f"http://{PLACE}/0", "sex": 1}), f"https://{PLACE}/132"),
        (json.dumps({"nickName": "王", "avatarUrl": f"https://{PLACE}/132"}), f"https://{PLACE}/132"),
        (json.dumps({"HeadImgUrl": f"https://{PLACE}/64"}), f"https://{PLACE}/132"),
        (json.dumps({"headimgurl": "", "avatarUrl": f"https://{PLACE}/132"}), f"https://{PLACE}/132"),
        (json.dumps({"headimgurl": None}), ""),
        (json.dumps({"headimgurl": ["https://a"]}), ""),
        ('{"headimgurl": "https', ""),
        ("{" * 5000, ""),
        ('{"a":' * 1000 + "1" + "}" * 1000, ""),
        ("https://" + "a" * 9000, ""),
    ],
)
def test_the_picture_in_a_profile(profile: str, url: str) -> None:
    assert avatar_url(profile) == url


@given(st.text() | st.text().map(lambda text: f"https://{text}") | st.text().map(lambda text: f'{{"headimgurl":{text}'))
def test_any_text_gives_an_address_or_nothing(profile: str) -> None:
    url = avatar_url(profile)
    assert url == "" or url.startswith("https://")
    assert avatar_url(url) == url
