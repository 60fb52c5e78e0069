"""Which column of a file is which field: headers in Chinese, English and the API's own names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from wxbuyer_gui.domain.text import fold


class FileKind(StrEnum):
    """What the rows of a file are."""

    BUYERS = "buyers"
    MEMBERS = "members"


_COMMON = {
    "tenant_id": ("tenantid", "tenant", "租户", "租户id", "租户号"),
    "name": ("name", "nickname", "nick", "名称", "姓名", "名字", "昵称", "微信昵称", "客户姓名", "会员姓名", "买家"),
    "phone": (
        "phone", "mobile", "tel", "telephone", "phonenumber", "mobilephone", "cellphone",
        "电话", "手机", "手机号", "手机号码", "电话号码", "联系电话", "联系方式", "会员手机", "会员手机号",
    ),
}  # fmt: skip

_ALIASES: Mapping[FileKind, Mapping[str, tuple[str, ...]]] = {
    FileKind.BUYERS: {
        "id": ("id", "buyerid", "wxbuyinguserid", "userid", "编号", "买家编号", "买家id", "序号id", "微信买家id"),
        **_COMMON,
        "open_id": ("openid", "wxopenid", "wechatopenid", "微信openid", "微信id", "微信标识"),
        "profile": ("profile", "avatar", "headimgurl", "avatarurl", "头像", "头像地址", "微信头像"),
        "alias": ("alias", "备注名"),
        "member_id": ("memberid", "memberno", "member", "会员id", "会员", "会员号", "会员编号", "绑定会员"),
    },
    FileKind.MEMBERS: {
        "id": ("id", "memberid", "memberno", "编号", "会员号", "会员id", "会员编号", "卡号", "会员卡号"),
        **_COMMON,
        "sex": ("sex", "gender", "性别"),
        "birthday": ("birthday", "birthdate", "dateofbirth", "dob", "生日", "出生日期", "出生年月日"),
        "id_card": ("idcard", "idno", "idnumber", "identity", "证件号", "证件号码", "身份证", "身份证号", "身份证号码"),
        "address": ("address", "addr", "地址", "住址", "家庭住址", "联系地址"),
        "created_at": (
            "createdat",
            "created",
            "registered",
            "注册时间",
            "注册日期",
            "创建时间",
            "入会日期",
            "开卡日期",
        ),
    },
}

# A column that only one kind of file has decides; the others are in both or may mean either.
_TELLING = {
    FileKind.BUYERS: (
        "openid",
        "wxopenid",
        "微信openid",
        "profile",
        "头像",
        "headimgurl",
        "买家编号",
        "wxbuyinguserid",
    ),
    FileKind.MEMBERS: (
        "sex",
        "性别",
        "birthday",
        "生日",
        "出生日期",
        "idcard",
        "身份证号",
        "证件号",
        "address",
        "地址",
    ),
}

_DECORATION = re.compile(r"[\s_\-./*:：]+|[(（].*?[)）]")


def header_key(header: str) -> str:
    """A header as it is compared: folded, without blanks, dashes, stars and remarks in brackets."""
    return _DECORATION.sub("", fold(header))


def guess_kind(headers: Sequence[str]) -> FileKind:
    """What a file with these headers most likely holds; a person confirms it before anything is written."""
    keys = {header_key(header) for header in headers}
    scores = {kind: len(keys.intersection(telling)) for kind, telling in _TELLING.items()}
    if scores[FileKind.BUYERS] != scores[FileKind.MEMBERS]:
        return max(scores, key=lambda kind: scores[kind])
    # Either kind may number its rows by 会员号, but a buyer file without any openId would be a strange one.
    return FileKind.MEMBERS if keys.isdisjoint(_TELLING[FileKind.BUYERS]) else FileKind.BUYERS


def fields(kind: FileKind) -> tuple[str, ...]:
    """The fields that a file of this kind may bring, in the order in which an export writes them."""
    return tuple(_ALIASES[kind])


def guess_mapping(headers: Sequence[str], kind: FileKind) -> dict[str, int]:
    """Field → index of its column. A field's best-known name wins; a column serves one field only."""
    keys = [header_key(header) for header in headers]
    mapping: dict[str, int] = {}
    for field, aliases in _ALIASES[kind].items():
        for alias in aliases:
            if alias in keys and keys.index(alias) not in mapping.values():
                mapping[field] = keys.index(alias)
                break
    return mapping


def doubled(headers: Sequence[str]) -> tuple[str, ...]:
    """Headers that occur more than once: the first of each is read, and the person is told."""
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for header in headers:
        key = header_key(header)
        if key and key in seen:
            twice[header] = None
        seen.add(key)
    return tuple(twice)
