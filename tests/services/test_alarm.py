"""A changed journal is found within a week, and told until a manager has taken note of it; on each kind of source."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.operators import CLERK, MANAGER, work_as
from wxbuyer_gui.backends.factory import Source
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.permissions import NotAllowedError
from wxbuyer_gui.services.care import CHECK_EVERY
from wxbuyer_gui.services.seals import ChainCheck
from wxbuyer_gui.services.session import Session


def test_it_is_found_by_the_weekly_look(source: Source, session: Session) -> None:
    for name in ("赵敏", "钱多多"):
        session.desk.save_buyer(WxBuyingUser(name=name))
    session.begin()
    with source.desk_store.write() as connection:
        connection.exec_driver_sql("UPDATE journal SET buyer_id = 7 WHERE position = 1")
        first = connection.exec_driver_sql("SELECT seq FROM journal WHERE position = 1").scalar()
    session.begin()
    assert session.alarm.standing() is None
    now = session.care._now
    session.care._now = lambda: now() + CHECK_EVERY + timedelta(minutes=1)
    session.begin()
    found = session.alarm.standing()
    assert found is not None
    assert found.broken_seq == first


def test_a_manager_takes_note_and_the_journal_knows(session: Session) -> None:
    session.alarm.raise_for(ChainCheck(7))
    assert session.alarm.standing() is None
    found = ChainCheck(7, broken_seq=8)
    session.alarm.raise_for(found)
    work_as(session, CLERK)
    with pytest.raises(NotAllowedError):
        session.alarm.take_note()
    assert session.alarm.standing() == found
    people = {person.operator.name: person.operator for person in session.staff.people()}
    session.staff.operators.enter(people[MANAGER])
    session.alarm.take_note()
    session.alarm.take_note()  # at two counters
    told = [entry.operator for entry in session.journal.entries() if entry.action is Action.ALARM_NOTED]
    assert told == [MANAGER]
    session.alarm.raise_for(found)
    assert session.alarm.standing() is None
    session.alarm.raise_for(found, anew=True)
    assert session.alarm.standing() == found
