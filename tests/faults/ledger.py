"""Compares what was acknowledged with what a database holds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.faults.children import Ack
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.store.check import find_damage
from wxbuyer_gui.store.engine import open_store
from wxbuyer_gui.store.index import check_index


def lost(path: Path, acks: Iterable[Ack]) -> list[Ack]:
    """The acknowledged buyers that the database does not have whole, with member and all."""
    with open_backend(f"sqlite:///{path}") as backend:

        def is_whole(ack: Ack) -> bool:
            buyer = backend.get(ack[0])
            if buyer is None or buyer.name != ack[1] or buyer.member_id is None:
                return False
            member = backend.get_member(buyer.member_id)
            return member is not None and (member.name, member.phone) == (buyer.name, buyer.phone)

        return [ack for ack in acks if not is_whole(ack)]


def is_sound(path: Path) -> bool:
    """Whether pages and search index are whole."""
    with open_store(f"sqlite:///{path}") as store:
        if find_damage(store):
            return False
        with store.write() as connection:
            return not check_index(connection)
