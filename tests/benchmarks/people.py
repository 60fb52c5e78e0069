"""Made-up buyers and members, the same for the same seed: shares as in life, so that hot keys are hot."""

from __future__ import annotations

import random
from collections.abc import Iterator

from wxbuyer_gui.domain.models import Member, WxBuyingUser

ANONYMOUS_SHARE = 0.30
NO_PHONE_SHARE = 0.15
BOUND_SHARE = 0.30
LONELY_MEMBERS_SHARE = 0.05
"""Members without a buyer, per buyer."""

_SURNAMES = (
    *"王李张刘陈杨赵黄周吴" * 6,
    *"徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕" * 2,
    *"单仇查解翟区",
    "欧阳",
    "司马",
    "诸葛",
)
_GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂小晓雪梅玉文国建华志海云龙飞鹏宇浩然子涵轩梓雨欣怡佳琪思"
_NICKNAMES = (
    "花开半夏",
    "平安是福",
    "阳光",
    "小鱼儿",
    "Tom",
    "Kevin",
    "amy",
    "lucky",
    "星辰大海",
    "随风",
    "快乐每一天",
    "阿杰",
    "Sunny",
    "果果妈妈",
)
_MARKS = ("", "", "", "", "😀", "🌸", "_", " ", "123", "1988", "。")
_PHONE_STARTS = tuple(
    f"1{rest}"
    for rest in [
        "30",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "38",
        "39",
        "50",
        "51",
        "52",
        "55",
        "56",
        "57",
        "58",
        "59",
        "66",
        "70",
        "73",
        "75",
        "76",
        "77",
        "78",
        "80",
        "81",
        "82",
        "83",
        "85",
        "86",
        "87",
        "88",
        "89",
        "98",
        "99",
    ]
)
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"


def buyers(count: int, *, tenant_id: int = 1, first_id: int = 1, seed: int = 1) -> Iterator[WxBuyingUser]:
    """``count`` buyers; every third is bound to the member with a third of its number."""
    chance = random.Random(seed)
    for number in range(first_id, first_id + count):
        bound = chance.random() < BOUND_SHARE
        yield WxBuyingUser(
            id=number,
            tenant_id=tenant_id,
            open_id="oGZUI0" + "".join(chance.choices(_ALPHABET, k=22)),
            name=_name(chance) if chance.random() >= ANONYMOUS_SHARE else "微信用户",
            profile=f"https://thirdwx.qlogo.cn/mmopen/vi_32/{number:012}/132",
            phone=_phone(chance) if chance.random() >= NO_PHONE_SHARE else "",
            member_id=number if bound else None,
        )


def members(count: int, *, tenant_id: int = 1, first_id: int = 1, seed: int = 1) -> Iterator[Member]:
    """The members of ``buyers`` made with the same arguments, and some without a buyer behind them."""
    chance = random.Random(seed + 1)
    phones: set[str] = set()
    for buyer in buyers(count, tenant_id=tenant_id, first_id=first_id, seed=seed):
        if buyer.member_id is not None:
            phone = buyer.phone if buyer.phone and chance.random() < 0.7 else _phone(chance)
            if phone not in phones:
                phones.add(phone)
                yield Member(id=buyer.member_id, tenant_id=tenant_id, name=_chinese(chance), phone=phone)
    for number in range(first_id + count, first_id + count + int(count * LONELY_MEMBERS_SHARE)):
        phone = _phone(chance)
        if phone not in phones:
            phones.add(phone)
            yield Member(id=number, tenant_id=tenant_id, name=_chinese(chance), phone=phone)


def _name(chance: random.Random) -> str:
    if chance.random() < 0.6:
        return _chinese(chance)
    return chance.choice(_NICKNAMES) + chance.choice(_MARKS) + chance.choice(("", "", chance.choice(_GIVEN)))


def _chinese(chance: random.Random) -> str:
    return chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=1 if chance.random() < 0.2 else 2))


def _phone(chance: random.Random) -> str:
    return chance.choice(_PHONE_STARTS) + f"{chance.randrange(10**8):08}"
