"""Which row of a file is new, which changes somebody, and which clashes: one rule for trial and real run.

A chunk of rows is compared with the database in a few queries. A matcher remembers the keys of all rows that it
has seen, as hashes, so that two rows of one file cannot claim the same openId, number, phone or ID number.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.services.transfer.plan import Plan, Verdicts
from wxbuyer_gui.services.transfer.rows import Problem, RowError, buyer_reader, member_reader
from wxbuyer_gui.services.transfer.sheet import Cell
from wxbuyer_gui.store.id_numbers import normalised
from wxbuyer_gui.store.lookups import Lookups
from wxbuyer_gui.store.tombstones import Kind, Mark, marks_of_buyer, marks_of_member

if TYPE_CHECKING:
    from sqlalchemy import Connection

Record = TypeVar("Record", WxBuyingUser, Member)
Buried = Callable[["Connection", Iterable[Mark]], set[Mark]]
"""Those of the marks under which somebody was forgotten, asked in the transaction of the connection."""
Rows = Sequence[tuple[int, list[Cell]]]


@dataclass(slots=True)
class Decided(Generic[Record]):
    """What a chunk does: records to add, all with their numbers, and (stored, changed) pairs to write."""

    new: list[Record] = field(default_factory=list)
    changed: list[tuple[Record, Record]] = field(default_factory=list)


class Matcher(ABC, Generic[Record]):
    """Decides rows of one kind. ``numbers`` are for those that bring none: nobody's, in the database or the file.

    Who was forgotten, by what ``buried`` says, is refused: to come back, they have to be registered by a person.
    """

    def __init__(
        self, read: Callable[[Sequence[Cell]], Record], *, tenant_id: int, numbers: Iterator[int], buried: Buried
    ) -> None:
        self.tenant_id = tenant_id
        self._buried = buried
        self._forgotten: set[Mark] = set()  # of the chunk at hand
        self._read: Callable[[Sequence[Cell]], Record] = read
        self._numbers = numbers
        self._unknown: set[int] = set()  # member numbers without a row
        self._seen: dict[int, int] = {}  # hash of a key → its row; the texts of a million rows would be too much

    def decide(self, lookups: Lookups, rows: Rows, verdicts: Verdicts) -> Decided[Record]:
        """Judge a chunk of at most ``store.lookups.MOST`` rows, counting into ``verdicts``."""
        readable: list[tuple[int, list[Cell], Record]] = []
        for number, cells in rows:
            try:
                readable.append((number, cells, self._read(cells)))
            except RowError as error:
                verdicts.refuse(number, error, cells)
        records = [record for _number, _cells, record in readable]
        self._look_up(lookups, records)
        self._forgotten = self._buried(lookups.connection, (mark for one in records for mark in self._marks(one)))
        decided: Decided[Record] = Decided()
        for number, cells, record in readable:
            try:
                self._decide_row(number, record, decided, verdicts)
            except RowError as error:
                verdicts.refuse(number, error, cells)
        verdicts.rows += len(rows)
        verdicts.unknown_members = len(self._unknown)
        return decided

    def _decide_row(self, number: int, record: Record, decided: Decided[Record], verdicts: Verdicts) -> None:
        self._claim(number, record)
        stored = self._stored(record)
        if stored is None:
            if self._forgotten and self._is_forgotten(record):
                raise RowError(Problem.FORGOTTEN)
            numbered = self._numbered(number, record)
            verdicts.renumbered += record.id is not None and numbered.id != record.id
            verdicts.new += 1
            decided.new.append(numbered)
            return
        merged = self._merged(stored, record)
        if merged == stored:
            verdicts.same += 1
        else:
            verdicts.changed += 1
            decided.changed.append((stored, merged))

    def _claim_key(self, number: int, key: tuple[str, object], problem: Problem) -> None:
        """Raise RowError where an earlier row of the file has this key; an empty one belongs to nobody."""
        if not key[1]:
            return
        first = self._seen.setdefault(hash(key), number)
        if first != number:
            raise RowError(problem, key[0], first)

    def _new_id(self) -> int:
        return next(self._numbers)

    @abstractmethod
    def _look_up(self, lookups: Lookups, records: list[Record]) -> None:
        """Read from the database what the chunk's records will be compared with."""

    @abstractmethod
    def _marks(self, record: Record) -> Iterator[Mark]:
        """What the person of a row would be known by, had they been forgotten."""

    def _is_forgotten(self, record: Record) -> bool:
        return not self._forgotten.isdisjoint(self._marks(record))

    @abstractmethod
    def _claim(self, number: int, record: Record) -> None:
        """Raise RowError where an earlier row of the file is the same buyer or member."""

    @abstractmethod
    def _stored(self, record: Record) -> Record | None:
        """The stored record that this row is about, or None; raises RowError where the row clashes with one."""

    @abstractmethod
    def _numbered(self, number: int, record: Record) -> Record:
        """The new record with a number of its own."""

    @abstractmethod
    def _merged(self, stored: Record, record: Record) -> Record:
        """The stored record with what the row brings. An empty cell brings nothing: it never erases."""


class BuyerMatcher(Matcher[WxBuyingUser]):
    """Buyers: the openId tells who it is; without one, the number of a stored buyer that has no openId either."""

    def __init__(self, plan: Plan, *, tenant_id: int, numbers: Iterator[int], buried: Buried) -> None:
        super().__init__(buyer_reader(plan.mapping, tenant_id), tenant_id=tenant_id, numbers=numbers, buried=buried)

    def _look_up(self, lookups: Lookups, records: list[WxBuyingUser]) -> None:
        self._by_open_id = lookups.buyers_by_open_id(row.open_id for row in records)
        self._by_id = lookups.buyers_by_id(row.id for row in records if row.id)
        bound = {row.member_id for row in records if row.member_id} - self._unknown
        self._unknown |= bound - lookups.known_members(bound)

    def _marks(self, record: WxBuyingUser) -> Iterator[Mark]:
        return marks_of_buyer(record)

    def _is_forgotten(self, record: WxBuyingUser) -> bool:
        """An openId tells who it is; with another one, a forgotten number is only not to be given again."""
        if record.open_id:
            return (Kind.OPEN_ID, record.open_id) in self._forgotten
        return super()._is_forgotten(record)

    def _claim(self, number: int, record: WxBuyingUser) -> None:
        self._claim_key(number, ("open_id", record.open_id), Problem.SAME_OPEN_ID)

    def _stored(self, record: WxBuyingUser) -> WxBuyingUser | None:
        if record.open_id:
            stored = self._by_open_id.get(record.open_id)
        else:
            stored = self._by_id.get(record.id or 0)
            if stored is not None and (stored.open_id or stored.tenant_id != self.tenant_id):
                stored = None
        if stored is not None and record.member_id and stored.is_bound and stored.member_id != record.member_id:
            raise RowError(Problem.OTHER_MEMBER, "member_id")
        return stored

    def _numbered(self, number: int, record: WxBuyingUser) -> WxBuyingUser:
        if record.id and record.id not in self._by_id and (Kind.NUMBER, str(record.id)) not in self._forgotten:
            try:
                self._claim_key(number, ("id", record.id), Problem.SAME_NUMBER)
            except RowError:
                return self._with_new_id(record)
            return record
        return self._with_new_id(record)

    def _with_new_id(self, record: WxBuyingUser) -> WxBuyingUser:
        """Most rows of a first import come here: ``replace`` would take twice as long."""
        return WxBuyingUser(
            self._new_id(), record.tenant_id, record.open_id, record.name, record.profile, record.phone,
            record.member_id,
        )  # fmt: skip

    def _merged(self, stored: WxBuyingUser, record: WxBuyingUser) -> WxBuyingUser:
        return replace(
            stored,
            name=record.name or stored.name,
            phone=record.phone or stored.phone,
            profile=record.profile or stored.profile,
            member_id=stored.member_id if stored.is_bound else record.member_id,
        )


class MemberMatcher(Matcher[Member]):
    """Members: the member number tells who it is, or else the phone. Phone and ID number belong to one member."""

    def __init__(self, plan: Plan, *, tenant_id: int, numbers: Iterator[int], today: date, buried: Buried) -> None:
        read = member_reader(plan.mapping, tenant_id, today)
        super().__init__(read, tenant_id=tenant_id, numbers=numbers, buried=buried)

    def _look_up(self, lookups: Lookups, records: list[Member]) -> None:
        self._by_id = lookups.members_by_id(row.id for row in records if row.id)
        self._by_phone = lookups.members_by_phone(phone_key(row.phone) for row in records)
        self._by_id_card = lookups.members_by_id_card(normalised(row.id_card) for row in records)

    def _marks(self, record: Member) -> Iterator[Mark]:
        return marks_of_member(record)

    def _claim(self, number: int, record: Member) -> None:
        self._claim_key(number, ("id", record.id), Problem.SAME_NUMBER)
        self._claim_key(number, ("phone", phone_key(record.phone)), Problem.SAME_PHONE)
        self._claim_key(number, ("id_card", normalised(record.id_card)), Problem.SAME_ID_CARD)

    def _stored(self, record: Member) -> Member | None:
        by_phone = self._by_phone.get(phone_key(record.phone))
        by_id_card = self._by_id_card.get(normalised(record.id_card))
        stored = self._by_id.get(record.id) if record.id else by_phone
        if stored is not None and stored.tenant_id != self.tenant_id:
            raise RowError(Problem.SAME_NUMBER, "id")
        if by_phone is not None and by_phone != stored:
            raise RowError(Problem.SAME_PHONE, "phone")
        if by_id_card is not None and by_id_card != stored:
            raise RowError(Problem.SAME_ID_CARD, "id_card")
        return stored

    def _numbered(self, number: int, record: Member) -> Member:
        return record if record.id else replace(record, id=self._new_id())

    def _merged(self, stored: Member, record: Member) -> Member:
        return replace(
            stored,
            name=record.name or stored.name,
            phone=record.phone or stored.phone,
            sex=stored.sex if record.sex is None else record.sex,
            birthday=record.birthday or stored.birthday,
            id_card=record.id_card or stored.id_card,
            address=record.address or stored.address,
        )
