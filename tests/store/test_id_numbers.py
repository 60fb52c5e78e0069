"""ID numbers in a database that encrypts them: what the file holds, and what goes on without the key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from wxbuyer_gui.backends.local import LocalBackend
from wxbuyer_gui.domain.errors import ConflictError, InvalidInputError, StorageError, UnsupportedError
from wxbuyer_gui.domain.id_card import LOCKED
from wxbuyer_gui.domain.models import Matched, Member, MemberForm, WxBuyingUser
from wxbuyer_gui.store import bulk, id_encryption
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.id_cipher import IdCipher, new_key, unwrap, wrap

NUMBER = "11010519491231002X"
OTHER = "110105194912310038"
KEY = new_key()


@pytest.fixture(params=["file", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return f"sqlite:///{tmp_path / 'shop.db'}"
    found: str = request.getfixturevalue("postgres_url")
    return found


def switch_on(store: Store) -> None:
    with store.write() as connection:
        id_encryption.switch_on(connection, "k", wrap(KEY, "CODE", "k"))
    store.id_numbers.cipher = IdCipher(KEY)


def encrypt_all(store: Store) -> int:
    after = done = 0
    while True:
        with store.write() as connection:
            after, count = id_encryption.encrypt_batch(connection, after)
        if not count:
            return done
        done += count


def registered(backend: LocalBackend, name: str, number: str) -> int:
    buyer = backend.register(WxBuyingUser(open_id=f"o{name}"), MemberForm(name=name, id_card=number)).id
    found = backend.get(buyer or 0)
    assert found is not None
    assert found.member_id is not None
    return found.member_id


def stored_texts(store: Store) -> list[tuple[str, str]]:
    with store.read() as connection:
        return [(row[0], row[1]) for row in connection.exec_driver_sql("SELECT id_card, id_card_key FROM member")]


def test_the_database_holds_a_ciphertext_and_a_keyed_hash_and_everything_works(url: str) -> None:
    with open_store(url) as store:
        switch_on(store)
        backend = LocalBackend(store)
        member = registered(backend, "张三", NUMBER.lower())
        assert all(NUMBER not in text.upper() for row in stored_texts(store) for text in row)
        found = backend.get_member(member)
        assert found is not None
        assert found.id_card == NUMBER.lower()
        assert [one.id for one in backend.find_members(NUMBER)] == [member]
        (hit,) = backend.search(NUMBER).hits
        assert hit.matched is Matched.ID_CARD
        assert hit.member == found
        with pytest.raises(ConflictError) as caught:
            registered(backend, "李四", NUMBER)
        assert (caught.value.field, caught.value.member_id) == ("id_card", member)
        buyer = backend.save_user(WxBuyingUser(open_id="oB")).id or 0
        assert backend.bind_member(MemberForm(buyer, id_card=NUMBER)).id == member
        backend.save_member(replace(found, id_card=""), base=found)
        assert stored_texts(store) == [("", "")]


def test_the_same_number_is_another_ciphertext_each_time_and_opens_in_its_own_row_only(url: str) -> None:
    cipher = IdCipher(KEY)
    assert cipher.seal(1, 7, NUMBER) != cipher.seal(1, 7, NUMBER)
    assert cipher.key_of(1, NUMBER) == IdCipher(KEY).key_of(1, NUMBER)
    assert len({cipher.key_of(1, NUMBER), cipher.key_of(2, NUMBER), IdCipher(new_key()).key_of(1, NUMBER)}) == 3
    with open_store(url) as store:
        switch_on(store)
        backend = LocalBackend(store)
        first, second = registered(backend, "甲", NUMBER), registered(backend, "乙", OTHER)
        with store.write() as connection:
            connection.exec_driver_sql(
                f"UPDATE member SET id_card = (SELECT id_card FROM member WHERE id = {first}) WHERE id = {second}"
            )
        with pytest.raises(StorageError) as caught:
            backend.get_member(second)
        assert caught.value.code == "E-ID-SEAL"


def test_numbers_that_were_there_before_follow_in_batches_and_are_found_meanwhile(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(id_encryption, "BATCH", 2)
    monkeypatch.setattr(id_encryption, "_NEXT_CLEAR", id_encryption._NEXT_CLEAR.limit(2))
    with open_store(url) as store:
        backend = LocalBackend(store)
        members = [registered(backend, f"会员{place}", f"G1234567{place}") for place in range(5)]
        switch_on(store)
        with store.write() as connection:
            after, count = id_encryption.encrypt_batch(connection, 0)
        assert count == 2
        with store.read() as connection:
            assert id_encryption.clear_count(connection) == 3
        assert [backend.find_members(f"G1234567{place}")[0].id for place in range(5)] == members
        with pytest.raises(ConflictError):
            registered(backend, "再来", "g12345674")
        assert encrypt_all(store) == 3
        assert after < members[-1]
        with store.read() as connection:
            assert id_encryption.clear_count(connection) == 0
        assert all(id_card.startswith("s1:") and key.startswith("s1:") for id_card, key in stored_texts(store))
        assert [one.id_card for one in map(backend.get_member, members) if one] == [f"G1234567{n}" for n in range(5)]


class TestWithoutTheKey:
    @pytest.fixture
    def locked(self, url: str) -> LocalBackend:
        """Another program's view of a database whose numbers are encrypted."""
        with open_store(url) as store:
            before = LocalBackend(open_store(url))  # opened while nothing was encrypted
            switch_on(store)
            registered(LocalBackend(store), "张三", NUMBER)
        return before

    def test_a_number_is_neither_shown_nor_written_and_the_rest_goes_on(self, locked: LocalBackend) -> None:
        with locked:
            (member,) = locked.find_members("张三")
            assert member.id_card == LOCKED
            for write in (
                lambda: registered(locked, "李四", OTHER),
                lambda: locked.save_member(replace(member, id_card=OTHER), base=member),
                lambda: locked.bind_member(MemberForm(locked.save_user(WxBuyingUser()).id, id_card=NUMBER)),
                lambda: locked.search(NUMBER),
                lambda: locked.find_members(NUMBER),
            ):
                with pytest.raises(UnsupportedError) as caught:
                    write()
                assert caught.value.code == "E-ID-LOCKED"
            locked.save_member(replace(member, name="张三丰", address="杭州"), base=member)
            locked.save_member(replace(member, name="张三丰", phone="13800138000"))
            registered(locked, "王五", "")
            assert locked.find_members("13800138000")[0].id_card == LOCKED

    def test_nothing_is_lost(self, url: str, locked: LocalBackend) -> None:
        with locked:
            (member,) = locked.find_members("张三")
            locked.save_member(replace(member, name="张三丰"))
        with open_store(url) as store:
            store.id_numbers.cipher = IdCipher(KEY)
            (member,) = LocalBackend(store).find_members(NUMBER)
            assert (member.name, member.id_card) == ("张三丰", NUMBER)

    def test_it_may_be_erased(self, url: str, locked: LocalBackend) -> None:
        with locked:
            (member,) = locked.find_members("张三")
            locked.save_member(replace(member, id_card=""), base=member)
        with open_store(url) as store:
            assert stored_texts(store) == [("", "")]

    def test_an_import_of_numbers_is_refused(self, url: str, locked: LocalBackend) -> None:
        locked.close()
        with open_store(url) as store, pytest.raises(UnsupportedError), store.write() as connection:
            bulk.add_members(connection, [Member(9, 1, "赵六", id_card=OTHER)])


def test_what_stands_for_a_hidden_number_is_never_stored_as_one(url: str) -> None:
    with open_store(url) as store:
        for _ in range(2):
            for text in (LOCKED, "s1:abc"):
                with pytest.raises(InvalidInputError):
                    registered(LocalBackend(store), "张三", text)
            store.id_numbers.cipher = IdCipher(KEY)


def test_the_key_is_kept_under_a_recovery_code() -> None:
    wrapped = wrap(KEY, "ABCDE-FGHJK", "k1")
    assert unwrap(wrapped, "ABCDE-FGHJK", "k1") == KEY
    assert unwrap(wrapped, "ABCDE-FGHJX", "k1") is None
    assert unwrap(wrapped, "ABCDE-FGHJK", "k2") is None
    assert unwrap("nonsense", "ABCDE-FGHJK", "k1") is None
    assert wrap(KEY, "ABCDE-FGHJK", "k1") != wrapped


def test_the_file_itself_holds_no_number_once_all_are_encrypted(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with open_store(f"sqlite:///{path}") as store:
        registered(LocalBackend(store), "张三", NUMBER)
        switch_on(store)
        assert encrypt_all(store) == 1
    assert path.read_bytes().count(NUMBER.encode()) == 0
