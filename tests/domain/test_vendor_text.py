"""What vendors write about their API, as it comes by mail and chat."""

from __future__ import annotations

import pytest

from wxbuyer_gui.domain.vendor_text import VendorText, read_vendor_text

SECRET = "9f8e7d6c5b4a39281706"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", VendorText()),
        ("您好，请查收附件，谢谢！", VendorText()),
        (
            f"接口地址：https://api.example.com/base\nappKey：shop-2318\nappSecret：{SECRET}",
            VendorText("https://api.example.com/base", SECRET, key_name="shop-2318"),
        ),
        (
            f"接口地址为https://api.example.com:8443/base/，密钥是 {SECRET}。",
            VendorText("https://api.example.com:8443/base", SECRET),
        ),
        (
            f"Base URL: https://api.example.com/v1.\nAuthorization: Bearer {SECRET}",
            VendorText("https://api.example.com/v1", SECRET, "bearer"),
        ),
        (
            f"curl -H 'X-Api-Key: {SECRET}' 'https://api.example.com/base/api/weixin/wxbuyinguser/get?id=1'",
            VendorText("https://api.example.com/base", SECRET, "header", "X-Api-Key"),
        ),
        (
            f"https://api.example.com/base/API/weixin/wxbuyinguser/get?id=1&appKey={SECRET}",
            VendorText("https://api.example.com/base", SECRET, "query", "appKey"),
        ),
        (
            "文档 https://docs.example.com/page 接口 https://api.example.com/b/api/weixin/wxbuyinguser/get",
            VendorText("https://api.example.com/b"),
        ),
        (f"令牌（token）：{SECRET}", VendorText("", SECRET, "bearer")),
        (f"Your API key is {SECRET}", VendorText("", SECRET)),
        ("https://user:pw@api.example.com/", VendorText()),
        ("https://[::1 and nothing else", VendorText()),
    ],
)
def test_address_and_key_are_found(text: str, found: VendorText) -> None:
    assert read_vendor_text(text) == found
    assert bool(read_vendor_text(text)) is (found != VendorText())


def test_the_key_is_in_no_repr() -> None:
    assert SECRET not in repr(read_vendor_text(f"密钥：{SECRET}"))


def test_a_long_text_is_read_in_part() -> None:
    assert not read_vendor_text("a" * 20_000 + f" 密钥：{SECRET}")
