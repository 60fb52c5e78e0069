"""Made-up people, the same for the same seed: for trying the program, for screenshots and for measuring.

Shares are as in life: surnames roughly by the yearly name report of China's Ministry of Public Security, mobile
numbers by operator, 30 % of nicknames are 微信用户, 15 % have no phone, 4 of 10 are members. The first rows are the
people of the program's pictures. Nobody is real: identity numbers have a county that does not exist, and there are
no picture addresses, so that a demo never asks a server for anything.
"""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.id_card import check_digit
from wxbuyer_gui.domain.models import Member, WxBuyingUser

if TYPE_CHECKING:
    from wxbuyer_gui.store.engine import Store

Person = tuple[WxBuyingUser | None, Member | None]
Progress = Callable[[int], None]

SEED = 2026
APP_PREFIX = "oGZUI0"
"""What all openIds of one WeChat app share."""

_BATCH = 5_000
_NAMES = 50_000
_BOUND = 0.36
_WITHOUT_BUYER = 0.06
_DAYS = 20_500
_PICTURED_DIGITS = "00138000"

# Surname and its share in ten thousand.
_SURNAMES = (
    "王725 李719 张683 刘538 陈453 杨308 黄223 赵217 吴205 周200 徐146 孙138 马129 朱118 胡115 郭111 何106 林104 "
    "高100 罗95 郑88 梁84 谢77 宋74 唐69 许66 邓65 冯64 韩62 曹60 曾58 彭57 萧56 蔡53 潘52 田51 董50 袁49 于48 "
    "余48 叶48 蒋47 杜46 苏46 魏45 程45 吕45 丁44 沈42 任41 姚40 卢40 傅39 钟39 姜38 崔37 谭37 廖36 范36 汪35 陆35 "
    "金34 石34 戴34 贾33 韦33 夏32 邱32 方31 侯31 邹30 熊30 孟29 秦29 白28 江28 阎27 薛26 尹26 段25 雷25 黎24 史23 "
    "龙22 陶22 贺21 顾21 毛20 郝20 龚20 邵19 万19 钱18 严18 覃17 武17 戚7 翟13 单6 仇5 解5 查4 区3 欧阳11 尉迟1 司马2 "
    "上官2 诸葛1 令狐1"
)
_GIVEN = {
    1: "伟强磊军洋勇杰涛超刚浩宇轩博文昊天泽凯鑫鹏飞明亮志建国华平辉波斌俊峰龙晨睿子航嘉一诺铭远帆喆恒",
    2: "芳娜秀英敏静丽艳娟霞桂玲红梅雪琳倩婷雯欣怡佳琪思涵梓萱诗语嫣若雨晴玥瑶璐莹洁颖慧小晓美兰燕蓉",
}
_NICKNAMES = (
    "晴天 小确幸 阿强 果果妈妈 老街口 花开半夏 平安喜乐 一米阳光 茶语清心 小鱼儿 南方姑娘 追风少年 大白 团子 "
    "糖糖 简单生活 风轻云淡 阿珍 豆豆爸 山水之间 快乐每一天 静待花开 岁月静好 吃货一枚 北极星 隔壁老王 小幸运 "
    "落叶知秋"
)
_LATIN = "Kevin Amy Tony Cindy Jack Lucy Eric Vivian Leo Coco Sunny David Anna Jason Mia Alex Grace Tom Lily Ben"
_EMOJI = "😀 🌸 🍀 ✨ 🐱 🌙 ☀️ 💪 🎈 👨‍👩‍👧 🐼 🌻"

# The beginnings of the three operators' numbers; how often each occurs, by age of the series.
_MOBILES = (
    "138x6 139x6 137x6 136x6 135x6 134x4 150x5 151x5 152x5 157x3 158x5 159x5 182x4 183x4 184x2 187x5 188x5 178x3 147x1 "
    "198x3 195x2 197x1 172x1 130x4 131x4 132x4 155x3 156x3 185x3 186x4 176x2 166x1 175x1 145x1 196x1 133x4 153x3 180x3 "
    "181x3 189x4 177x3 173x2 199x2 191x2 193x1 190x1 149x1"
)
_STREETS = (
    "北京市朝阳区建国路 北京市海淀区中关村大街 上海市浦东新区世纪大道 广州市天河区体育西路 深圳市南山区科苑路 "
    "杭州市西湖区文三路 成都市锦江区春熙路 武汉市武昌区中南路 南京市鼓楼区中山北路 重庆市渝中区解放碑路 "
    "西安市雁塔区小寨东路 苏州市姑苏区观前街"
)
_PROVINCES = "110 310 440 330 510 420 320 500 610 370 410 350"


def demo_people(count: int, *, seed: int = SEED, tenant_id: int = 1) -> Iterator[Person]:
    """``count`` buyers, each with its member where one is bound, and between them members without a buyer.

    Numbers and the members' phones are unique; buyers' phones and everybody's last four digits are not.
    """
    taken: set[int] = set()
    left = count
    for buyer, member in _pictured(tenant_id):
        if buyer is None or left > 0:
            left -= buyer is not None
            taken.update(one.id for one in (buyer, member) if one and one.id)
            yield buyer, member
    yield from _Crowd(seed, tenant_id, taken).people(left)


def demo_buyers(count: int, *, seed: int = SEED, tenant_id: int = 1) -> Iterator[WxBuyingUser]:
    """The buyers of ``demo_people``."""
    return (buyer for buyer, _ in demo_people(count, seed=seed, tenant_id=tenant_id) if buyer)


def demo_members(count: int, *, seed: int = SEED, tenant_id: int = 1) -> Iterator[Member]:
    """The members of ``demo_people``."""
    return (member for _, member in demo_people(count, seed=seed, tenant_id=tenant_id) if member)


def fill(
    store: Store,
    count: int,
    *,
    seed: int = SEED,
    tenant_id: int = 1,
    progress: Progress = lambda _buyers: None,
    cancel: Event | None = None,
) -> None:
    """Put ``demo_people`` into an empty database, all in one transaction. A power cut may still undo it.

    ``progress`` is told how many of the ``count`` buyers are done: one that is not indexed yet is half done. Raises
    StorageError ``E-CANCELLED``, and nobody is there, once ``cancel`` is set.
    """
    from wxbuyer_gui.store import bulk  # noqa: PLC0415 - who only wants people needs no SQL

    people = demo_people(count, seed=seed, tenant_id=tenant_id)
    made = rows = 0

    def indexed(so_many: int) -> None:
        progress((count + count * so_many // rows) // 2)

    with store.write(flush=False) as connection:
        with bulk.loading(connection, rows=count, progress=indexed, cancel=cancel):
            while batch := list(islice(people, _BATCH)):
                if cancel is not None and cancel.is_set():
                    raise StorageError("making people up was stopped", code="E-CANCELLED")
                buyers = [buyer for buyer, _ in batch if buyer]
                members = [member for _, member in batch if member]
                bulk.add_members(connection, members)
                bulk.add_buyers(connection, buyers)
                made, rows = made + len(buyers), rows + len(buyers) + len(members)
                progress(made // 2)
        bulk.number_onwards(connection)


def _pictured(tenant_id: int) -> Iterator[Person]:
    """The people of the pictures, who all answer to 8000."""
    rows = (
        (1024, "王小明", "13800138000", "egBJY1zhBYw2KhdUfwVJJE", None),
        (986, "欧阳娜娜", "18600138000", "t7Lq2mVx9Rw4ZcYn1Bk3Qa", (6031, "", 2, date(1996, 4, 12))),
        (1193, "李雪", "15000138000", "Ye5Hj8Nf_3TgUo6WsDZt0w", None),
        (1207, "微信用户", "17700138000", "r2Ck-7PvXa1MdJq4Ib9xLm", None),
        (None, "周建军", "13300138000", "", (5520, "", 1, date(1975, 8, 1))),
        (1150, "Kevin 周", "13600138000", "Gz6Tn0Fh3KyBw8RuVjmQ7e", None),
        (640, "龚喆", "18900138000", "Sx4Dp9Lj2WcEo5HiNba81N", (4417, "", 1, date(1988, 1, 19))),
        (512, "尉迟静雯", "13900138000", "Vb1Mq6Zt8YfAr3KgUxHh2s", (3380, "", 2, date(1993, 6, 30))),
        (733, "赵敏", "15800130467", "Nc7Jw2Xe5PlSd0GvTk4oQz", (2204, "13100138000", 2, date(1990, 10, 5))),
        (8000, "龚建国", "13700132291", "", None),
        (None, "王晓明", "13800138000", "", (8812, "", 1, date(1990, 3, 7))),
    )
    for number, name, phone, open_id, bound in rows:
        member = None
        if bound:
            member_id, other_phone, sex, birthday = bound
            member = Member(
                id=member_id,
                tenant_id=tenant_id,
                name=name,
                phone=other_phone or phone,
                sex=sex,
                birthday=birthday,
                id_card=_id_card("440", birthday, 40 + sex) if member_id == 6031 else "",
                address="北京市东城区东长安街 1 号" if member_id == 8812 else "深圳市南山区科苑路 15 号",
                created_at=datetime(2024, 5, 12, 6, 30, tzinfo=UTC),
            )
        buyer = WxBuyingUser(
            id=number,
            tenant_id=tenant_id,
            open_id=open_id and APP_PREFIX + open_id,
            name=name,
            phone=phone,
            member_id=member.id if member else None,
        )
        yield (buyer if number else None), member


class _Crowd:
    """Everybody else, one after the other."""

    def __init__(self, seed: int, tenant_id: int, taken: set[int]) -> None:
        self._chance = random.Random(seed)
        self._tenant_id = tenant_id
        self._taken = taken
        self._surnames = _weighted(re.findall(r"(\D+)(\d+)", _SURNAMES.replace(" ", "")))
        self._mobiles = _weighted(re.findall(r"(\d+)x(\d)", _MOBILES))
        self._nicknames, self._latin, self._emoji = _NICKNAMES.split(), _LATIN.split(), _EMOJI.split()
        self._streets, self._provinces = _STREETS.split(), _PROVINCES.split()
        self._known: list[tuple[int, str]] = []
        self._phones = 0
        self._key = self._chance.randrange(1, 10**4)

    def people(self, count: int) -> Iterator[Person]:
        """``count`` buyers and their like."""
        buyer_ids = self._free_numbers()
        member_ids = self._free_numbers()
        for buyer_id in islice(buyer_ids, count):
            yield self._buyer(buyer_id, member_ids)
            if self._chance.random() < _WITHOUT_BUYER:
                sex, name = self._person()
                yield None, self._member(next(member_ids), name, self._phone(), sex)

    def _free_numbers(self) -> Iterator[int]:
        number = 0
        while True:
            number += 1
            if number not in self._taken:
                yield number

    def _buyer(self, number: int, member_ids: Iterator[int]) -> Person:
        chance = self._chance.random
        sex, name = self._person()
        phone = self._phone()
        member = None
        if chance() < _BOUND:
            own_phone = phone if chance() < 0.9 else self._phone()
            member = self._member(next(member_ids), name, own_phone, sex)
        buyer = WxBuyingUser(
            id=number,
            tenant_id=self._tenant_id,
            open_id=self._open_id() if chance() < 0.98 else "",
            name=self._nickname(name),
            phone=phone if chance() < 0.85 else "",
            member_id=member.id if member else None,
        )
        return buyer, member

    def _person(self) -> tuple[int, str]:
        """Sex and name. When so many names are known, all others are namesakes: a million people have no million."""
        chance = self._chance
        if len(self._known) == _NAMES:
            return chance.choice(self._known)
        sex = 1 + (chance.random() < 0.55)
        given = chance.choices(_GIVEN[sex], k=1 if chance.random() < 0.16 else 2)
        person = sex, chance.choice(self._surnames) + "".join(given)
        self._known.append(person)
        return person

    def _nickname(self, name: str) -> str:
        chance = self._chance
        share = chance.random()
        if share < 0.30:
            return "微信用户"
        if share < 0.72:
            return name
        if share < 0.84:
            return chance.choice(self._nicknames)
        if share < 0.91:
            return chance.choice((name, chance.choice(self._nicknames))) + chance.choice(self._emoji)
        if share < 0.96:
            return chance.choice(self._latin)
        return f"{chance.choice(self._latin)} {name[0]}"

    def _member(self, number: int, name: str, phone: str, sex: int) -> Member:
        chance = self._chance
        # A step prime to the number of days: birthday and sequence together never come twice.
        born = date(1950, 1, 1) + timedelta(days=number * 7919 % _DAYS)
        birthday = born if chance.random() < 0.7 else None
        id_card = ""
        if birthday and chance.random() < 0.1:
            id_card = _id_card(chance.choice(self._provinces), born, number // _DAYS * 2 % 1000 + (sex == 1))
        return Member(
            id=number,
            tenant_id=self._tenant_id,
            name=name,
            phone=phone,
            sex=sex if chance.random() < 0.9 else 0,
            birthday=birthday,
            id_card=id_card,
            address=f"{chance.choice(self._streets)} {chance.randrange(1, 400)} 号" if chance.random() < 0.4 else "",
            created_at=datetime(2021, 1, 4, 2, tzinfo=UTC) + timedelta(minutes=chance.randrange(3_000_000)),
        )

    def _phone(self) -> str:
        """A mobile that no call before has answered: the eight digits go through a permutation (Feistel)."""
        while True:
            high, low = divmod(self._phones, 10**4)
            self._phones += 1
            for _ in range(3):
                high, low = low, (high + (low * low + 7) * self._key // 97) % 10**4
            digits = f"{high:04}{low:04}"
            if digits != _PICTURED_DIGITS:
                return self._chance.choice(self._mobiles) + digits

    def _open_id(self) -> str:
        return APP_PREFIX + base64.urlsafe_b64encode(self._chance.randbytes(17)).decode("ascii")[:22]


def _weighted(shares: list[tuple[str, str]]) -> list[str]:
    return [word for word, share in shares for _ in range(int(share))]


def _id_card(province: str, birthday: date, sequence: int) -> str:
    """A valid number that nobody has: no county has the code x99."""
    digits = f"{province}399{birthday:%Y%m%d}{sequence:03}"
    return digits + check_digit(digits)
