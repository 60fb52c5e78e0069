"""A shop's ID numbers: switched on with a code, opened with it elsewhere, and what customers agreed to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.operators import CLERK, MANAGER, work_as
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.domain.errors import ConflictError, InvalidInputError, StorageError, UnsupportedError
from wxbuyer_gui.domain.id_card import LOCKED
from wxbuyer_gui.domain.id_protection import Consent, IdState
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser
from wxbuyer_gui.domain.permissions import NotAllowedError
from wxbuyer_gui.domain.recovery_code import new_code
from wxbuyer_gui.services.device import new_device
from wxbuyer_gui.services.secrets import MemorySecrets, SecretStore, SecretStoreError
from wxbuyer_gui.services.session import Session, SourceInfo, open_session
from wxbuyer_gui.store import bulk, id_encryption

NUMBER = "11010519491231002X"
CODE = "8F3KQ-0H2JM-77ABC-DEFGH-2K4PZ"
END = "K4PZ"

Open = Callable[[SecretStore | None], Session]


class LockedKeyring:
    def get(self, name: str) -> str | None:
        raise SecretStoreError("locked")

    def set(self, name: str, secret: str) -> None:
        raise SecretStoreError("locked")


@pytest.fixture
def open_shop(tmp_path: Path) -> Iterator[Open]:
    """Opens the same file, each time as another program on a computer with the given keyring."""
    opened: list[Session] = []

    def open_it(keyring: SecretStore | None) -> Session:
        source = open_source(f"sqlite:///{tmp_path / 'shop.db'}")
        info = SourceInfo("sqlite", "shop.db", source.desk_store.url)
        opened.append(open_session(source, info, device=new_device(), keyring=lambda: keyring))
        opened[-1].begin()  # the other one has the file open, which looks like a crash
        return opened[-1]

    yield open_it
    for session in opened:
        session.close()


def register(session: Session, name: str = "张三", number: str = NUMBER, consent: Consent | None = None) -> Member:
    form = MemberForm(name=name, id_card=number, consent=consent)
    outcome = session.desk.register(WxBuyingUser(open_id=f"o{name}"), form)
    member = session.desk.member(outcome.member_id or 0)
    assert member is not None
    return member


def test_switched_on_once_it_is_on_whenever_the_file_is_opened_here(open_shop: Open) -> None:
    keyring = MemorySecrets()
    session = open_shop(keyring)
    assert session.id_vault is not None
    assert session.id_vault.status().state is IdState.OFF
    session.id_vault.switch_on(CODE, " k4pz ")
    assert session.id_vault.status().state is IdState.ON
    with pytest.raises(ConflictError):
        session.id_vault.switch_on(CODE, END)
    member = register(session)
    assert member.id_card == NUMBER
    session.close()
    again = open_shop(keyring)
    assert again.id_vault is not None
    assert again.id_vault.status().state is IdState.ON
    assert again.desk.find_members(NUMBER) == [member]
    assert Action.PROTECT in [entry.action for entry in again.desk.history()]


def test_a_code_that_was_not_written_down_switches_nothing_on(open_shop: Open) -> None:
    session = open_shop(MemorySecrets())
    assert session.id_vault is not None
    with pytest.raises(InvalidInputError) as caught:
        session.id_vault.switch_on(CODE, "K4PX")
    assert caught.value.field == "code_end"
    assert session.id_vault.status().state is IdState.OFF


@pytest.mark.parametrize("keyring", [None, LockedKeyring()])
def test_without_a_keyring_to_trust_it_stays_off(open_shop: Open, keyring: SecretStore | None) -> None:
    session = open_shop(keyring)
    assert session.id_vault is not None
    with pytest.raises(UnsupportedError) as caught:
        session.id_vault.switch_on(CODE, END)
    assert caught.value.code == "E-NO-KEYRING"
    assert session.id_vault.status().state is IdState.OFF
    assert session.id_vault.status().has_keyring is (keyring is not None)
    assert register(session).id_card == NUMBER


def test_another_computer_asks_for_the_recovery_code(open_shop: Open) -> None:
    first = open_shop(MemorySecrets())
    assert first.id_vault is not None
    first.id_vault.switch_on(CODE, END)
    member = register(first)
    keyring = MemorySecrets()
    other = open_shop(keyring)
    assert other.id_vault is not None
    assert other.id_vault.status().state is IdState.LOCKED
    seen = other.desk.member(member.id or 0)
    assert seen == replace(member, id_card=LOCKED)
    with pytest.raises(UnsupportedError):
        register(other, "李四", "110105194912310038")
    with pytest.raises(InvalidInputError) as caught:
        other.id_vault.unlock("8F3KQ-0H2JM-77ABC-DEFGH-2K4PX")
    assert caught.value.code == "E-RECOVERY-CODE"
    assert other.id_vault.unlock("8f3kq oh2jm 77abc defgh 2k4pz") is True
    assert other.desk.member(member.id or 0) == member
    other.close()
    again = open_shop(keyring)
    assert again.id_vault is not None
    assert again.id_vault.status().state is IdState.ON


def test_where_the_keyring_keeps_nothing_the_code_opens_them_until_the_end(open_shop: Open) -> None:
    first = open_shop(MemorySecrets())
    assert first.id_vault is not None
    first.id_vault.switch_on(CODE, END)
    member = register(first)
    other = open_shop(None)
    assert other.id_vault is not None
    assert other.id_vault.unlock(CODE) is False
    assert other.desk.member(member.id or 0) == member


def test_a_window_that_was_open_while_another_switched_it_on_writes_no_number_in_clear(open_shop: Open) -> None:
    other = open_shop(None)
    first = open_shop(MemorySecrets())
    assert first.id_vault is not None
    first.id_vault.switch_on(CODE, END)
    with pytest.raises(UnsupportedError) as caught:
        register(other)
    assert caught.value.code == "E-ID-LOCKED"
    assert other.id_vault is not None
    assert other.id_vault.status().state is IdState.LOCKED


def test_another_recovery_code_takes_the_place_of_the_first(open_shop: Open) -> None:
    session = open_shop(MemorySecrets())
    assert session.id_vault is not None
    session.id_vault.switch_on(CODE, END)
    second = new_code()
    session.id_vault.change_code(second, second[-4:])
    other = open_shop(None)
    assert other.id_vault is not None
    with pytest.raises(InvalidInputError):
        other.id_vault.unlock(CODE)
    assert other.id_vault.unlock(second) is False


def test_numbers_of_before_are_encrypted_with_progress_and_after_a_stop_the_rest(
    open_shop: Open, tmp_path: Path
) -> None:
    session = open_shop(MemorySecrets())
    people = 2 * id_encryption.BATCH + 5
    with open_source(f"sqlite:///{tmp_path / 'shop.db'}").desk_store as store, store.write() as connection:
        bulk.add_members(connection, [Member(n, 1, f"会员{n}", id_card=f"G{n:08}") for n in range(1, people + 1)])
    assert session.id_vault is not None
    assert session.id_vault.status().clear == people
    session.id_vault.switch_on(CODE, END)
    stop, seen = threading.Event(), list[int]()

    def progress(done: int) -> None:
        seen.append(done)
        stop.set()

    with pytest.raises(StorageError) as caught:
        session.id_vault.encrypt(progress=progress, cancel=stop)
    assert caught.value.code == "E-CANCELLED"
    assert session.id_vault.status().clear == people - id_encryption.BATCH
    assert session.id_vault.encrypt(progress=seen.append) == people - id_encryption.BATCH
    assert seen == [id_encryption.BATCH, id_encryption.BATCH, id_encryption.BATCH + 5]
    assert session.id_vault.status().clear == 0
    assert [one.id for one in session.desk.find_members("G00000007")] == [7]
    files = [tmp_path / name for name in ("shop.db", "shop.db-wal")]
    assert not any(b"G00000007" in file.read_bytes() for file in files)


def test_a_clerk_may_do_none_of_it(open_shop: Open) -> None:
    session = open_shop(MemorySecrets())
    work_as(session, CLERK)
    vault = session.id_vault
    assert vault is not None
    assert vault.status().state is IdState.OFF
    for attempt in (
        lambda: vault.switch_on(CODE, END),
        lambda: vault.unlock(CODE),
        lambda: vault.change_code(CODE, END),
        vault.encrypt,
        lambda: session.consents.state_purpose("核对身份"),
    ):
        with pytest.raises(NotAllowedError):
            attempt()


class TestConsent:
    def test_it_is_stored_with_the_number_and_ends_with_it(self, open_shop: Open) -> None:
        session = open_shop(MemorySecrets())
        manager = work_as(session, MANAGER)
        assert session.id_vault is not None
        session.id_vault.switch_on(CODE, END)
        session.consents.state_purpose(" 仅用于核对会员身份 ")
        purpose = session.consents.purpose()
        assert purpose == "仅用于核对会员身份"
        member = register(session, consent=Consent(purpose))
        (given,) = session.consents.of_member(member.id or 0)
        assert (given.purpose, given.operator_id, given.withdrawn_at) == (purpose, manager.id, None)
        assert given.at is not None
        session.desk.save_member(replace(member, id_card="110105194912310038", consent=Consent("另一段")), base=member)
        newer, older = session.consents.of_member(member.id or 0)
        assert older.withdrawn_at is not None
        assert newer.withdrawn_at is None
        assert newer.text_version != older.text_version
        member = session.desk.member(member.id or 0) or member
        session.desk.save_member(replace(member, id_card=""), base=member)
        assert all(one.withdrawn_at is not None for one in session.consents.of_member(member.id or 0))

    def test_it_is_for_a_number_and_without_one_nothing_is_stored(self, open_shop: Open) -> None:
        session = open_shop(MemorySecrets())
        member = register(session, number="", consent=Consent("核对身份"))
        assert session.consents.of_member(member.id or 0) == ()

    def test_a_purpose_has_to_be_stated(self, open_shop: Open) -> None:
        session = open_shop(MemorySecrets())
        with pytest.raises(InvalidInputError):
            session.consents.state_purpose("  ")
