"""Whom the copy of a server must not keep: those who were forgotten here, and whom the server still has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.store.check import DAMAGE_CODES
from wxbuyer_gui.store.tombstones import Forgotten

if TYPE_CHECKING:
    from wxbuyer_gui.store.engine import Store


class KeptOut:
    """Reads the tombstones in the desk store, which outlives the copy. May be used from any thread.

    To be asked within the transaction that is to write: whoever is forgotten after the answer is erased after it, too.
    """

    def __init__(self, desk_store: Store) -> None:
        self._store = desk_store

    def allowed(self, tenant_id: int, found: Sequence[WxBuyingUser]) -> list[WxBuyingUser]:
        """Those of a server's buyers that may be kept."""
        with self._forgotten(tenant_id) as forgotten:
            gone = forgotten.served(found)
        return [one for one in found if one.id not in gone] if gone else [*found]

    def is_member(self, tenant_id: int, number: int) -> bool:
        """Whether the member with this number was forgotten."""
        with self._forgotten(tenant_id) as forgotten:
            return forgotten.is_member(number)

    @contextmanager
    def _forgotten(self, tenant_id: int) -> Iterator[Forgotten]:
        try:
            with self._store.read() as connection:
                yield Forgotten(connection, tenant_id)
        except StorageError as error:
            if error.code in DAMAGE_CODES:  # of the desk store, not of the copy
                raise StorageError("the tombstones cannot be read", code="E-DESK-DAMAGED") from None
            raise
