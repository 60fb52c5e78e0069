"""Signing in, guessing, a manager's word, coming and going; on a file, in memory and on PostgreSQL."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from tests.services.conftest import Clock
from tests.support.operators import CLERK, MANAGER, SECRETS, hire, work_as
from wxbuyer_gui.backends.factory import Source
from wxbuyer_gui.domain.errors import ConflictError, InvalidInputError, NotFoundError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.permissions import (
    NOBODY,
    SINGLE_USER,
    NotAllowedError,
    NotConfirmedError,
    Operator,
    Right,
    Role,
    SecretError,
    SignedOutError,
)
from wxbuyer_gui.services import hashing
from wxbuyer_gui.services.device import Device
from wxbuyer_gui.services.gatekeeper import FREE_TRIES, LONGEST_PAUSE
from wxbuyer_gui.services.hashing import hash_secret, is_hash, is_outdated, is_secret
from wxbuyer_gui.services.operators import Operators, Service
from wxbuyer_gui.services.session import Session, SourceInfo, open_session
from wxbuyer_gui.services.staff import Staff, reset_forgotten
from wxbuyer_gui.store import operators as rows

GUESS = "000001"


@pytest.fixture
def staff(session: Session, clock: Clock) -> Staff:
    """The session's, with a clock that is moved by hand."""
    hire(session)
    return Staff(session.staff._store, session.journal, clock=clock, steady=clock)


@pytest.fixture
def shops_costs(shop_hasher: Callable[[], PasswordHasher], monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets cost what they do in a shop."""
    monkeypatch.setattr(hashing, "_hasher", shop_hasher)


def wrong(staff: Staff, who: str = CLERK, secret: str = GUESS) -> SecretError:
    with pytest.raises(SecretError) as raised:
        staff.sign_in(who, secret)
    return raised.value


def acts(session: Session) -> list[Action]:
    return [entry.action for entry in session.journal.entries()]


def test_a_shop_without_operators_is_in_single_user_mode(session: Session) -> None:
    assert not session.staff.is_defined
    assert session.staff.operators.current is SINGLE_USER
    session.desk.search("8000")


def test_the_first_one_is_a_manager_and_at_work_at_once(session: Session) -> None:
    staff = session.staff
    with pytest.raises(InvalidInputError) as raised:
        staff.add("小李", Role.CLERK, "730916")
    assert (raised.value.code, raised.value.field) == ("E-FIRST-MANAGER", "role")
    first = staff.add(" 周敏 ", Role.MANAGER, "correct horse")
    assert (first.name, staff.operators.current, staff.is_defined) == ("周敏", first, True)
    added = session.journal.entries()[0]
    assert (added.action, added.operator, [change.after for change in added.changes]) == (
        Action.OPERATOR_ADD,
        "周敏",
        ["周敏", "manager"],
    )
    staff.add("小李", Role.CLERK, "730916")
    with pytest.raises(ConflictError) as taken:
        staff.add("小李", Role.CLERK, "850316")
    assert taken.value.code == "E-NAME-TAKEN"


def test_nobody_does_anything_until_somebody_signs_in(session: Session, staff: Staff) -> None:
    assert staff.operators.current is NOBODY
    with pytest.raises(SignedOutError):
        session.desk.search("8000")
    assert staff.sign_in(CLERK, "７３０９１６").name == CLERK  # an input method's digits
    session.desk.search("8000")
    staff.note_left(staff.operators.sign_out())
    with pytest.raises(SignedOutError):
        session.desk.search("8000")
    assert acts(session) == [Action.SIGN_OUT, Action.SIGN_IN]


def test_an_unknown_name_is_answered_like_a_wrong_secret(session: Session, staff: Staff) -> None:
    known, unknown = wrong(staff), wrong(staff, "谁")
    assert (known.code, str(known), known.until) == (unknown.code, str(unknown), unknown.until)
    (entry,) = session.journal.entries()
    assert (entry.action, entry.operator, entry.count) == (Action.SIGN_IN_FAILED, CLERK, 1)


def test_who_guesses_waits_longer_and_longer(staff: Staff, clock: Clock) -> None:
    waits = []
    for _ in range(FREE_TRIES + 8):
        refused = wrong(staff)
        assert refused.code == "E-WRONG-SECRET"
        if refused.until is None:
            continue
        waits.append((refused.until.timestamp() - clock.now) / 60)
        held = wrong(staff, secret=SECRETS[CLERK])  # not even looked at
        assert (held.code, held.until) == ("E-HELD-OFF", refused.until)
        clock.now = refused.until.timestamp()
    assert waits == [1, 2, 4, 8, 16, 32, 64, 64, 64]
    staff.sign_in(CLERK, SECRETS[CLERK])
    assert wrong(staff).until is None


def test_a_pin_withstands_a_year_of_guessing(staff: Staff, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """The attack that the pauses are for: as many tries as they allow, from all counters, never the right one."""
    monkeypatch.setattr("wxbuyer_gui.services.gatekeeper.is_secret", lambda kept, secret: secret == SECRETS[CLERK])
    end = clock.now + timedelta(days=30).total_seconds()
    tries = 0
    while clock.now < end:
        refused = wrong(staff)
        tries += refused.code == "E-WRONG-SECRET"
        clock.now = max(clock.now + 1, refused.until.timestamp() if refused.until else 0)
    chance_in_a_year = tries * 12 / 10**6
    assert 500 < tries < 700
    assert chance_in_a_year < 0.01


def test_a_restart_forgives_nothing(session: Session, staff: Staff, clock: Clock) -> None:
    for _ in range(FREE_TRIES):
        wrong(staff)
    again = Staff(session.staff._store, session.journal, clock=clock, steady=clock)
    assert wrong(again, secret=SECRETS[CLERK]).code == "E-HELD-OFF"


class TestClocks:
    """Somebody who may set the computer's clock gains no tries by it."""

    @pytest.fixture
    def steady(self) -> Clock:
        return Clock()

    @pytest.fixture
    def gate(self, session: Session, clock: Clock, steady: Clock) -> Staff:
        hire(session)
        staff = Staff(session.staff._store, session.journal, clock=clock, steady=steady)
        for _ in range(FREE_TRIES):
            wrong(staff)
        assert wrong(staff).code == "E-HELD-OFF"
        return staff

    def test_put_back_it_begins_the_pause_anew(self, gate: Staff, clock: Clock, steady: Clock) -> None:
        for _ in range(5):
            clock.now -= 3 * LONGEST_PAUSE.total_seconds()
            held = wrong(gate, secret=SECRETS[CLERK])
            assert held.code == "E-HELD-OFF"
            assert held.until is not None
            assert held.until.timestamp() - clock.now <= 60  # and holds nobody off for hours
        clock.now += 60
        steady.now += 60
        gate.sign_in(CLERK, SECRETS[CLERK])

    def test_put_back_before_a_restart_it_helps_no_more(self, gate: Staff, session: Session, clock: Clock) -> None:
        clock.now -= 3 * LONGEST_PAUSE.total_seconds()
        again = Staff(session.staff._store, session.journal, clock=clock, steady=Clock())
        assert wrong(again, secret=SECRETS[CLERK]).code == "E-HELD-OFF"

    def test_put_on_it_ends_no_pause(self, gate: Staff, clock: Clock, steady: Clock) -> None:
        clock.now += 3600
        assert wrong(gate, secret=SECRETS[CLERK]).code == "E-HELD-OFF"
        steady.now += 59
        assert wrong(gate, secret=SECRETS[CLERK]).code == "E-HELD-OFF"
        steady.now += 1
        clock.now += 60
        gate.sign_in(CLERK, SECRETS[CLERK])
        assert wrong(gate).until is None

    def test_a_secret_that_is_changed_meanwhile_is_looked_at(
        self, gate: Staff, session: Session, clock: Clock, steady: Clock
    ) -> None:
        people = {person.operator.name: person.operator for person in gate.people()}
        session.staff.operators.enter(people[MANAGER])
        session.staff.change_secret(people[CLERK].id or 0, "850316")
        gate.sign_in(CLERK, "850316")


def test_a_try_counts_before_it_is_looked_at(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_kept: str | None, _secret: str) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("wxbuyer_gui.services.gatekeeper.is_secret", crash)
        for _ in range(FREE_TRIES):
            with pytest.raises(KeyboardInterrupt):
                staff.sign_in(CLERK, GUESS)
    assert wrong(staff).code == "E-HELD-OFF"


def test_a_hash_of_other_costs_is_made_anew(staff: Staff, shops_costs: None) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(SECRETS[CLERK])
    number = next(person.operator.id for person in staff.people() if person.operator.name == CLERK)
    assert number is not None
    with staff._store.write() as connection:
        rows.change(connection, 1, number, secret=weak)
    staff.sign_in(CLERK, SECRETS[CLERK])
    with staff._store.read() as connection:
        row = rows.find(connection, 1, number)
    assert row is not None
    assert "m=65536,t=3,p=4" in row.secret


class TestApproval:
    def test_it_is_for_one_action(self, session: Session) -> None:
        clerk = work_as(session, CLERK)
        staff = session.staff
        with pytest.raises(NotAllowedError):
            session.care.rebuild_index()
        approval = staff.approve(MANAGER, SECRETS[MANAGER], frozenset({Right.MIGRATE}))
        with staff.operators.approved(approval):
            session.care.rebuild_index()
            with pytest.raises(NotAllowedError):
                session.care.rebuild_index()
        with staff.operators.approved(approval), pytest.raises(NotAllowedError):
            session.care.rebuild_index()
        entry = session.journal.entries()[0]
        assert (entry.action, entry.operator, entry.approved_by) == (Action.APPROVE, clerk.name, MANAGER)

    def test_both_names_stand_in_the_journal(self, session: Session) -> None:
        from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser

        work_as(session, CLERK)
        bound = session.desk.register(WxBuyingUser(name="王小明"), MemberForm(name="王小明")).after
        assert bound is not None
        approval = session.staff.approve(MANAGER, SECRETS[MANAGER], frozenset({Right.UNBIND}))
        with session.staff.operators.approved(approval):
            session.desk.unbind(bound)
        unbound, registered = session.desk.history(buyer_id=bound.id)
        assert (unbound.operator, unbound.approved_by) == (CLERK, MANAGER)
        assert (registered.operator, registered.approved_by) == (CLERK, "")
        assert session.journal.verify_chain().ok

    def test_it_is_for_one_right_and_one_person_and_a_minute(self, session: Session, clock: Clock) -> None:
        people = hire(session)
        operators = Operators(people[CLERK], clock=clock)
        approval = operators.approve(people[MANAGER], frozenset({Right.UNBIND}))

        def is_allowed(right: Right) -> bool:
            try:
                with operators.approved(approval):
                    operators.require(right)
            except NotAllowedError:
                return False
            return True

        assert not is_allowed(Right.EXPORT)
        operators.enter(session.staff.operators.current)
        assert not is_allowed(Right.UNBIND)
        operators.enter(people[CLERK])
        clock.now += 61
        assert not is_allowed(Right.UNBIND)
        clock.now -= 61
        assert is_allowed(Right.UNBIND)

    def test_only_a_manager_gives_it(self, session: Session, staff: Staff) -> None:
        staff.sign_in(CLERK, SECRETS[CLERK])
        with pytest.raises(NotAllowedError):
            staff.approve(CLERK, SECRETS[CLERK], frozenset({Right.UNBIND}))
        for _ in range(FREE_TRIES):
            with pytest.raises(SecretError):
                staff.approve(MANAGER, GUESS, frozenset({Right.UNBIND}))
        with pytest.raises(SecretError) as raised:
            staff.approve(MANAGER, SECRETS[MANAGER], frozenset({Right.UNBIND}))
        assert raised.value.code == "E-HELD-OFF"


def test_a_manager_types_the_password_again_for_what_is_grave(staff: Staff, clock: Clock, session: Session) -> None:
    session.journal.operators._clock = clock
    staff.sign_in(MANAGER, SECRETS[MANAGER])
    clock.now += 300
    staff.operators.require(Right.OPERATORS)
    clock.now += 1
    with pytest.raises(NotConfirmedError):
        staff.add("曹操", Role.CLERK, "730917")
    staff.operators.require(Right.EXPORT)
    with pytest.raises(SecretError):
        staff.confirm(GUESS)
    with pytest.raises(NotConfirmedError):
        staff.operators.require(Right.SOURCE)
    staff.confirm(SECRETS[MANAGER])
    staff.add("曹操", Role.CLERK, "730917")


def test_somebody_who_leaves_is_out_at_once_and_keeps_the_name(session: Session) -> None:
    people = hire(session)
    staff = session.staff
    staff.sign_in(CLERK, SECRETS[CLERK])
    session.desk.search("8000")
    staff.operators.enter(people[MANAGER])
    staff.deactivate(people[CLERK].id or 0)
    assert wrong(staff, secret=SECRETS[CLERK]).until is None
    (left,) = [person for person in staff.people() if person.left_at is not None]
    assert (left.operator, staff.operators.name_of(left.operator.id)) == (people[CLERK], CLERK)
    with pytest.raises(NotFoundError):
        staff.rename(people[CLERK].id or 0, "曹操")
    again = staff.add(CLERK, Role.CLERK, "850316")  # the name is free again, the number is another
    assert again.id != people[CLERK].id


def test_the_last_manager_stays(session: Session) -> None:
    manager = work_as(session, MANAGER)
    with pytest.raises(ConflictError) as raised:
        session.staff.deactivate(manager.id or 0)
    assert raised.value.code == "E-LAST-MANAGER"


def hashes(staff: Staff) -> list[tuple[object, ...]]:
    """All that the table of operators holds."""
    with staff._store.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM operator ORDER BY id")]


CHANGES: dict[str, Callable[[Staff, dict[str, Operator]], object]] = {
    "add": lambda staff, _: staff.add("曹操", Role.CLERK, "850316"),
    "rename": lambda staff, people: staff.rename(people[CLERK].id or 0, "李雪"),
    "another secret": lambda staff, people: staff.change_secret(people[CLERK].id or 0, "850316"),
    "one's own secret": lambda staff, _: staff.change_own_secret(SECRETS[MANAGER], "correct donkey"),
    "reset": lambda staff, _: reset_forgotten(staff, MANAGER, "correct donkey"),
    "leave": lambda staff, people: staff.deactivate(people[CLERK].id or 0),
    "to manager": lambda staff, people: staff.make_manager(people[CLERK].id or 0, "correct donkey"),
    "to clerk": lambda staff, people: staff.make_clerk(people["林林"].id or 0),
    "import": lambda staff, _: staff.import_file(staff.file),  # type: ignore[attr-defined]
}


@pytest.mark.parametrize("change", CHANGES)
def test_there_is_no_change_without_its_row_in_the_journal(
    session: Session, change: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The program dies where the journal is to be written: then nothing else was written either."""
    work_as(session, MANAGER)
    staff = session.staff
    people = {person.operator.name: person.operator for person in staff.people()}
    people["林林"] = staff.add("林林", Role.MANAGER, "another horse")
    staff.file = tmp_path / "operators.json"  # type: ignore[attr-defined]
    entry = {"name": "曹操", "role": "clerk", "secret": hash_secret("850316")}
    content = {"format": "wxbuyer operators 1", "operators": [entry]}
    staff.file.write_text(json.dumps(content), encoding="utf-8")  # type: ignore[attr-defined]
    before, told = hashes(staff), len(session.journal.entries(limit=200))

    def die(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("wxbuyer_gui.store.journal.append", die)
        with pytest.raises(KeyboardInterrupt):
            CHANGES[change](staff, people)
    assert hashes(staff) == before
    assert len(session.journal.entries(limit=200)) == told
    CHANGES[change](staff, people)
    assert hashes(staff) != before
    assert len(session.journal.entries(limit=200)) > told
    assert session.journal.verify_chain().ok


class TestRoles:
    def test_a_clerk_becomes_a_manager_with_a_password(self, session: Session) -> None:
        work_as(session, MANAGER)
        staff = session.staff
        clerk = next(person.operator for person in staff.people() if person.operator.name == CLERK)
        with pytest.raises(SecretError) as raised:
            staff.make_manager(clerk.id or 0, SECRETS[CLERK])
        assert raised.value.code == "E-SECRET-SHORT"
        staff.make_manager(clerk.id or 0, "correct donkey")
        entry = session.journal.entries()[0]
        assert (entry.action, entry.operator) == (Action.OPERATOR_ROLE, MANAGER)
        assert [(one.field, one.before, one.after) for one in entry.changes] == [
            ("operator", CLERK, CLERK),
            ("role", "clerk", "manager"),
        ]
        assert wrong(staff, secret=SECRETS[CLERK]).code == "E-WRONG-SECRET"
        assert staff.sign_in(CLERK, "correct donkey").role is Role.MANAGER
        session.desk.operators.require(Right.EXPORT)
        with pytest.raises(ConflictError) as again:
            staff.make_manager(clerk.id or 0, "correct donkey")
        assert again.value.code == "E-SAME-ROLE"

    def test_the_last_manager_stays_one(self, session: Session) -> None:
        manager = work_as(session, MANAGER)
        staff = session.staff
        with pytest.raises(ConflictError) as raised:
            staff.make_clerk(manager.id or 0)
        assert raised.value.code == "E-LAST-MANAGER"
        other = staff.add("林林", Role.MANAGER, "another horse")
        staff.make_clerk(manager.id or 0)
        assert staff.operators.current.role is Role.CLERK  # at once, and without signing in anew
        with pytest.raises(NotAllowedError):
            staff.make_manager(manager.id or 0, "correct donkey")
        staff.sign_in("林林", "another horse")
        with pytest.raises(ConflictError):
            staff.make_clerk(other.id or 0)
        assert staff.sign_in(MANAGER, SECRETS[MANAGER]).role is Role.CLERK  # the password stays

    def test_a_pin_that_is_chosen_meanwhile_is_no_managers(
        self, session: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        work_as(session, MANAGER)
        staff = session.staff
        clerk = next(person.operator for person in staff.people() if person.operator.name == CLERK)

        def slowly(secret: str) -> str:
            monkeypatch.undo()
            staff.make_manager(clerk.id or 0, "correct donkey")
            return hash_secret(secret)

        monkeypatch.setattr("wxbuyer_gui.services.roster.hash_secret", slowly)
        with pytest.raises(SecretError):
            staff.change_secret(clerk.id or 0, "850316")
        staff.sign_in(CLERK, "correct donkey")


def test_a_new_name_is_that_of_the_old_entries_too(session: Session) -> None:
    people = hire(session)
    session.staff.sign_in(CLERK, SECRETS[CLERK])
    session.staff.operators.enter(people[MANAGER])
    session.staff.rename(people[CLERK].id or 0, "李雪")
    renamed, signed_in = session.journal.entries()
    assert (renamed.operator, renamed.changes[0].before, renamed.changes[0].after) == (MANAGER, CLERK, "李雪")
    assert signed_in.operator == "李雪"
    session.staff.sign_in("李雪", SECRETS[CLERK])
    session.staff.change_own_secret(SECRETS[CLERK], "850316")
    session.staff.sign_in("李雪", "850316")


def test_what_was_put_out_of_service_elsewhere_is_noticed_here(
    source: Source, session: Session, device: Device, clock: Clock
) -> None:
    people = hire(session)
    session.staff.sign_in(CLERK, SECRETS[CLERK])
    told: list[str] = []
    session.staff.operators.subscribe(lambda: told.append(session.staff.operators.current.name))
    session.staff._steady = clock
    session.staff._read_at = clock.now
    elsewhere = open_session(source, SourceInfo("sqlite", "shop.db", source.desk_store.url), device=device)
    elsewhere.staff.operators.enter(people[MANAGER])
    elsewhere.staff.deactivate(people[CLERK].id or 0)
    session.desk.search("8000")
    clock.now += 2.5
    with pytest.raises(SignedOutError):
        session.desk.search("8000")
    assert told == [""]


def test_the_journal_keeps_who_began_it(session: Session) -> None:
    people = hire(session)
    operators = session.staff.operators
    operators.enter(people[CLERK])
    with operators.call(Right.BIND):
        operators.enter(people[MANAGER])
        session.journal.event(Action.EXPORT)
    assert session.journal.entries()[0].operator == CLERK


def test_secrets_are_neither_logged_nor_shown(session: Session, staff: Staff, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    staff.sign_in(CLERK, SECRETS[CLERK])
    error = wrong(staff, secret="correct donkey")
    with staff._store.read() as connection:
        row = rows.find(connection, 1, CLERK)
        journal = repr(connection.exec_driver_sql("SELECT * FROM journal_value").fetchall())
    told = caplog.text + repr(row) + repr(error) + str(error) + journal
    assert not any(secret in told for secret in (SECRETS[CLERK], "correct donkey", "argon2"))


def test_a_method_without_a_right_cannot_be_defined() -> None:
    with pytest.raises(TypeError):

        class _Hole(Service):
            def anything(self) -> None: ...


def test_a_secret_with_costs_of_today_is_not_outdated(shops_costs: None) -> None:
    kept = hash_secret("correct horse")
    assert not is_outdated(kept)
    assert not is_outdated(hashing._NOBODYS)  # a name that nobody has takes as long
    assert is_secret(kept, "correct horse")
    assert not is_secret("", "correct horse")
    assert not is_secret("nonsense", "correct horse")


@pytest.mark.parametrize("costs", ["m=4194304,t=3,p=4", "m=65536,t=4000000000,p=4", "m=a,t=3,p=4"])
def test_a_hash_that_would_make_the_counter_hang_is_none(costs: str) -> None:
    kept = hash_secret("correct horse").split("$")
    kept[3] = costs
    assert not is_hash("$".join(kept))
    assert not is_secret("$".join(kept), "correct horse")


def test_guessing_at_many_counters_at_once_gains_nothing(
    staff: Staff, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []
    monkeypatch.setattr("wxbuyer_gui.services.gatekeeper.is_secret", lambda _kept, secret: looked_at.append(secret))
    with ThreadPoolExecutor(max_workers=8) as counters:
        codes = list(counters.map(lambda number: wrong(staff, secret=f"10000{number}").code, range(16)))
    assert len(looked_at) == codes.count("E-WRONG-SECRET") == FREE_TRIES
    assert codes.count("E-HELD-OFF") == 16 - FREE_TRIES


def test_people_sign_in_while_others_write(session: Session) -> None:
    from wxbuyer_gui.domain.models import WxBuyingUser

    people = hire(session)
    session.staff.operators.enter(people[MANAGER])
    with ThreadPoolExecutor(max_workers=6) as counters:
        writes = [counters.submit(session.desk.save_buyer, WxBuyingUser(name=f"买家{n}")) for n in range(20)]
        entries = [counters.submit(session.staff.sign_in, name, SECRETS[name]) for name in (CLERK, MANAGER) * 2]
        assert [entry.result().name for entry in entries] == [CLERK, MANAGER] * 2
        assert all(write.result().verified for write in writes)
    assert session.journal.verify_chain().ok
    assert {entry.operator for entry in session.journal.entries(limit=100)} <= {CLERK, MANAGER}
