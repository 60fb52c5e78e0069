"""A changed journal is found within a week, and told until a manager has taken note of it; on each kind of source."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.operators import CLERK, MANAGER, SECRETS, work_as
from wxbuyer_gui.backends.factory import Source
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.permissions import NotAllowedError, Role
from wxbuyer_gui.services.care import CHECK_EVERY
from wxbuyer_gui.services.hashing import hash_secret
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


def test_it_is_found_also_where_a_command_has_checked_the_pages(source: Source, session: Session) -> None:
    session.desk.save_buyer(WxBuyingUser(name="赵敏"))
    session.begin()
    with source.desk_store.write() as connection:
        connection.exec_driver_sql("UPDATE journal SET buyer_id = 7 WHERE position = 1")
    now = session.care._now
    session.care._now = lambda: now() + CHECK_EVERY + timedelta(minutes=1)
    if session.care.is_check_due():
        session.care.check_pages()
    session.begin()
    assert session.alarm.standing() is not None


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
    session.alarm.raise_for(replace(found, rows=9, other_rows=3))  # rows come to every journal
    assert session.alarm.standing() is None
    session.alarm.raise_for(found, anew=True)
    assert session.alarm.standing() == found


class TestStrangers:
    """Somebody with the rights to write the file makes a manager of themselves."""

    @pytest.fixture
    def shop(self, session: Session) -> Session:
        session.staff.add(MANAGER, Role.MANAGER, SECRETS[MANAGER])
        for name, secret in ((CLERK, SECRETS[CLERK]), ("曹操", "850316"), ("林林", "850317")):
            session.staff.add(name, Role.CLERK, secret)
        people = {person.operator.name: person.operator.id or 0 for person in session.staff.people()}
        session.staff.rename(people["曹操"], "阿瞒")
        session.staff.make_manager(people["曹操"], "correct donkey")
        session.staff.deactivate(people["林林"])
        session.begin()
        assert session.staff.strangers() == ()
        return session

    @pytest.mark.parametrize(
        ("statement", "who"),
        [
            ("UPDATE operator SET role = 'manager' WHERE name = '小李'", CLERK),
            ("UPDATE operator SET left_at = NULL WHERE name = '林林'", "林林"),
            ("UPDATE operator SET name = '贾诩' WHERE name = '小李'", "贾诩"),
            (
                "INSERT INTO operator (tenant_id, name, role, secret, created_at) VALUES (1, '贾诩', 'manager', '', 1)",
                "贾诩",
            ),
        ],
    )
    def test_whose_role_the_journal_does_not_know_is_named(
        self, source: Source, shop: Session, statement: str, who: str
    ) -> None:
        with source.desk_store.write() as connection:
            connection.exec_driver_sql(statement)
        assert shop.staff.strangers() == (who,)
        assert not shop.check_journal().ok
        found = shop.alarm.standing()
        assert found is not None
        assert found.strangers == (who,)

    def test_who_came_with_a_file_is_known(self, shop: Session, tmp_path: Path) -> None:
        file = tmp_path / "operators.json"
        entry = {"name": "贾诩", "role": "clerk", "secret": hash_secret("850316")}
        file.write_text(json.dumps({"format": "wxbuyer operators 1", "operators": [entry]}), encoding="utf-8")
        shop.staff.import_file(file)
        assert shop.staff.strangers() == ()
