"""The journal as a file for the owner."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest

from tests.support.tables import csv_lines
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.journal import Action, JournalEntry
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.permissions import NotAllowedError, Operator, Right, Role
from wxbuyer_gui.services.device import Device
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.operators import Operators
from wxbuyer_gui.services.reports import Reports
from wxbuyer_gui.services.seals import ChainCheck
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.store.engine import open_store


class Words:
    headers = ("seq", "action")

    def cells(self, entry: JournalEntry) -> Sequence[str]:
        return (str(entry.seq), entry.action)

    def state(self, chain: ChainCheck) -> str:
        return f"whole: {chain.ok}"


def test_all_entries_the_newest_first_and_the_state_of_the_chain(session: Session, tmp_path: Path) -> None:
    for number in range(205):
        session.journal.event(Action.BACKUP, count=number)
    path = tmp_path / "journal.csv"
    assert session.reports.export_journal(path, Words()) == 205
    lines = csv_lines(path)
    assert lines[0] == ["seq", "action"]
    assert [int(line[0]) for line in lines[1:-1]] == list(range(205, 0, -1))
    assert lines[-1] == ["whole: True", ""]
    entry = session.journal.entries(limit=1)[0]
    assert (entry.action, entry.count) == (Action.EXPORT, 205)


def test_what_is_chosen_alone(session: Session, buyer: WxBuyingUser, tmp_path: Path) -> None:
    session.journal.event(Action.BACKUP)
    path = tmp_path / "journal.csv"
    assert session.reports.export_journal(path, Words(), buyer_id=buyer.id) == 1
    assert [line[1] for line in csv_lines(path)[1:-1]] == ["add"]


def test_an_export_that_is_stopped_leaves_no_file(session: Session, tmp_path: Path) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(StorageError) as caught:
        session.reports.export_journal(tmp_path / "journal.csv", Words(), cancel=stop)
    assert caught.value.code == "E-CANCELLED"
    assert list(tmp_path.glob("*.csv")) == []
    assert session.journal.entries() == ()


def test_a_clerk_may_not(device: Device, tmp_path: Path) -> None:
    operators = Operators(Operator(1, "小李", Role.CLERK))
    with open_store("sqlite://") as store, pytest.raises(NotAllowedError) as caught:
        Reports(Journal(store, device, operators=operators)).export_journal(tmp_path / "j.csv", Words())
    assert caught.value.right is Right.EXPORT
