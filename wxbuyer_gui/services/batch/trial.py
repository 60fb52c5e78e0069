"""What binding each pair would come to, asked of the source without writing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.batch import BatchRow, RowState
from wxbuyer_gui.domain.errors import AuthError, BackendError, UnreachableError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.text import clean
from wxbuyer_gui.services.by_phone import with_phone

_BUYER_NUMBER = "#"
_LONGEST_OPEN_ID = 128
_GIVES_UP = 3


class Patience:
    """How long to go on where each row fails for the same reason: the source is away, or does not let us in."""

    def __init__(self) -> None:
        self._in_vain = 0

    def is_at_its_end(self, error: BackendError) -> bool:
        """Whether ``error``, after those of the rows before, means that the next row would fail as well."""
        self._in_vain = self._in_vain + 1 if isinstance(error, UnreachableError | AuthError) else 0
        return self._in_vain == _GIVES_UP


class Trial:
    """Judges rows in their order: a buyer belongs to the first row that names it."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._shows_members = backend.capabilities.member_read
        self._rows_of: dict[int, int] = {}
        self._patience = Patience()

    def judge(self, row: BatchRow) -> BatchRow:
        """The row with who was found and what would come of it; ``UNREADABLE`` where the source says no.

        UnreachableError or AuthError where it did so for some rows in a row.
        """
        row = replace(row, state=RowState.READY, buyer=None, member_id=None, other_row=0, seq=None, code="")
        key = phone_key(row.phone)
        if "*" in row.buyer_text + row.phone or "…" in row.buyer_text:
            return replace(row, state=RowState.MASKED)
        if not key:
            return replace(row, state=RowState.BAD_PHONE)
        try:
            found = self._found(row, key)
            self._patience = Patience()
            return found
        except BackendError as error:
            if self._patience.is_at_its_end(error):
                raise
            return replace(row, state=RowState.UNREADABLE, code=error.code)

    def _found(self, row: BatchRow, key: str) -> BatchRow:
        find = self._way_to(row.buyer_text)
        if find is None:
            return replace(row, state=RowState.BAD_BUYER)
        buyers = list(find())
        if len(buyers) != 1:
            return replace(row, state=RowState.SEVERAL_BUYERS if buyers else RowState.NO_BUYER)
        (buyer,) = buyers
        row = replace(row, buyer=buyer)
        earlier = self._rows_of.setdefault(buyer.id or 0, row.number)
        if earlier != row.number:
            return replace(row, state=RowState.DUPLICATE, other_row=earlier)
        if "member_id" in buyer.waiting:
            return replace(row, state=RowState.WAITING)
        return self._with_member(row, buyer, key)

    def _with_member(self, row: BatchRow, buyer: WxBuyingUser, key: str) -> BatchRow:
        if not self._shows_members:  # nobody can say whose phone it is before the server is asked to bind it
            return replace(row, state=RowState.OTHER_MEMBER) if buyer.is_bound else row
        found = [member for member in self._backend.find_members(key) if phone_key(member.phone) == key]
        if not found:
            return replace(row, state=RowState.NO_MEMBER)
        row = replace(row, member_id=found[0].id)
        if not buyer.is_bound:
            return row
        return replace(row, state=RowState.SAME if buyer.member_id == row.member_id else RowState.OTHER_MEMBER)

    def _way_to(self, text: str) -> Callable[[], Iterable[WxBuyingUser]] | None:
        """How the buyer is found: by number, openId or phone; None for what is none of these."""
        text = clean(text)
        number = text.removeprefix(_BUYER_NUMBER)
        if number != text:
            return (lambda: self._one(self._backend.get(int(number)))) if number.isdecimal() else None
        key = phone_key(text)
        if key and not any(char.isalpha() for char in text):
            return lambda: with_phone(self._backend, key)
        if text.isascii() and text.isprintable() and 0 < len(text) <= _LONGEST_OPEN_ID and " " not in text:
            return lambda: self._one(self._backend.get_by_open_id(text))
        return None

    @staticmethod
    def _one(buyer: WxBuyingUser | None) -> Iterable[WxBuyingUser]:
        return () if buyer is None else (buyer,)
