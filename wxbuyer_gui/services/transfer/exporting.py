"""Buyers with their members, or members, as rows of text that an import of ours reads back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.masking import mask_address, mask_id_card, mask_phone
from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.services.transfer.columns import FileKind
from wxbuyer_gui.services.transfer.writing import write_rows
from wxbuyer_gui.store import aliases, id_numbers, listing

if TYPE_CHECKING:
    from wxbuyer_gui.store.engine import Store

Progress = Callable[[int], None]
"""Told how many rows have been written."""

MASKED = ("phone", "id_card", "address")
"""The fields that an export masks unless it is a clear one."""
_STEP = 1_000

# English headers are the API's names. The member's name and phone beside a buyer are for people: no import reads them.
_HEADERS: Mapping[str, Mapping[FileKind, tuple[str, ...]]] = {
    "en": {
        FileKind.BUYERS: (
            "id", "name", "alias", "phone", "memberId", "boundMemberName", "boundMemberPhone", "openId", "profile",
            "tenantId",
        ),
        FileKind.MEMBERS: (
            "memberId", "name", "phone", "sex", "birthday", "idCard", "address", "createdAt", "tenantId",
        ),
    },
    "zh_CN": {
        FileKind.BUYERS: (
            "编号", "昵称", "备注名", "手机号", "会员号", "所绑会员姓名", "所绑会员手机", "微信openId", "头像",
            "租户号",
        ),
        FileKind.MEMBERS: ("会员号", "姓名", "手机号", "性别", "生日", "证件号", "地址", "注册时间", "租户号"),
    },
}  # fmt: skip
_SEXES: Mapping[str, Mapping[int, str]] = {
    "en": {0: "unknown", 1: "male", 2: "female"},
    "zh_CN": {0: "未知", 1: "男", 2: "女"},
}


def headers(kind: FileKind, language: str) -> tuple[str, ...]:
    """The headers of an export in "zh_CN", else in English."""
    return _HEADERS.get(language, _HEADERS["en"])[kind]


@dataclass(frozen=True, slots=True)
class Exporter:
    """Writes one tenant of a store to files. ``clear`` leaves phones, ID numbers and addresses whole.

    ``mark`` is a line behind the rows, '' for none.
    """

    store: Store
    tenant_id: int
    clear: bool = False
    mark: str = ""
    language: str = "en"

    def write(self, path: Path, kind: FileKind, *, cancel: Event, progress: Progress) -> int:
        """Write all buyers or members, as of one moment, into ``path`` and return how many there are.

        A set ``cancel`` ends it with StorageError ``E-CANCELLED``. Other errors as in ``writing.write_rows``, and
        ``id_numbers.require_key`` for whole ID numbers.
        """
        with self.store.read() as connection:
            rows: Iterator[Sequence[str]]
            if kind is FileKind.BUYERS:
                named = aliases.all_of(connection, self.tenant_id)
                pairs = listing.all_buyers(connection, self.tenant_id)
                rows = (self._buyer(one, member, named.get(one.id or 0, "")) for one, member in pairs)
            else:
                if self.clear:
                    id_numbers.require_key(connection)
                rows = (self._member(one) for one in listing.all_members(connection, self.tenant_id))
            return write_rows(path, headers(kind, self.language), _watched(rows, cancel, progress), mark=self.mark)

    def _buyer(self, buyer: WxBuyingUser, member: Member | None, alias: str) -> tuple[str, ...]:
        return (
            str(buyer.id),
            buyer.name,
            alias,
            self._phone(buyer.phone),
            str(buyer.member_id or ""),
            member.name if member else "",
            self._phone(member.phone) if member else "",
            buyer.open_id,
            buyer.profile,
            str(buyer.tenant_id),
        )

    def _member(self, member: Member) -> tuple[str, ...]:
        sexes = _SEXES.get(self.language, _SEXES["en"])
        return (
            str(member.id),
            member.name,
            self._phone(member.phone),
            "" if member.sex is None else sexes.get(member.sex, str(member.sex)),
            member.birthday.isoformat() if member.birthday else "",
            member.id_card if self.clear else mask_id_card(member.id_card),
            member.address if self.clear else mask_address(member.address),
            _local(member.created_at) if member.created_at else "",
            str(member.tenant_id),
        )

    def _phone(self, phone: str) -> str:
        return phone if self.clear else mask_phone(phone)


def _local(moment: datetime) -> str:
    """Local time with its distance from UTC, so that it is the same moment everywhere."""
    return moment.astimezone().isoformat(sep=" ", timespec="seconds")


def _watched(rows: Iterable[Sequence[str]], cancel: Event, progress: Progress) -> Iterator[Sequence[str]]:
    count = 0
    for count, row in enumerate(rows, 1):
        yield row
        if count % _STEP == 0:
            progress(count)
            if cancel.is_set():
                raise StorageError("the export was stopped by its caller", code="E-CANCELLED")
    progress(count)
