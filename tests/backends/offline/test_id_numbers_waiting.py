"""An ID number that waits for a server: in no file in clear, sent as typed, and told of where its key is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import select, update

from tests.backends.offline.conftest import Wire
from tests.support.people import ID_CARD, PHONE
from tests.support.raw_server import Asked, RawServer, http
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.id_card import LOCKED
from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.outbox import Decision, OpState, ReviewReason
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.services.key_shelf import KeyShelf
from wxbuyer_gui.services.secrets import MemorySecrets
from wxbuyer_gui.store.outbox_json import Payload
from wxbuyer_gui.store.outbox_tables import outbox_op

FORM = MemberForm(7, "王小明", PHONE, id_card=ID_CARD)
Opener = Callable[[MemorySecrets | None], OfflineBackend]


@pytest.fixture
def open_shop(server: RawServer, mirror_url: str) -> Opener:
    """The counter, with this keyring or without one."""

    def open_(secrets: MemorySecrets | None) -> OfflineBackend:
        keys = KeyShelf(lambda: secrets, "outbox")
        opened = open_backend(server.url, mirror=mirror_url, timeout=5.0, keys=keys)
        assert isinstance(opened, OfflineBackend)
        return opened

    return open_


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets()


@pytest.fixture
def waiting(open_shop: Opener, wire: Wire, secrets: MemorySecrets) -> OfflineBackend:
    """A registration with an ID number waits for the server."""
    wire.vendor.add(id=7, openId="o7", name="王小明", phone=PHONE)
    backend = open_shop(secrets)
    assert backend.get(7) is not None
    wire.cut()
    backend.create_member(FORM, operation_id="op")
    return backend


def on_disk(folder: Path, text: str) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def sent_numbers(server: RawServer) -> list[object]:
    return [asked.json.get("idCard") for asked in server.calls("createmember")]


def in_review(wire: Wire, backend: OfflineBackend) -> Operation:
    wire.mend()
    backend.outbox.wake()
    wire.settled(backend, "op", OpState.REVIEW)
    operation = backend.outbox.get("op")
    assert operation is not None
    return operation


def test_it_stands_in_no_file_and_is_sent_whole(
    waiting: OfflineBackend, wire: Wire, server: RawServer, tmp_path: Path
) -> None:
    (operation,) = waiting.outbox.list()
    assert operation.form == FORM
    assert on_disk(tmp_path, PHONE)
    assert on_disk(tmp_path, ID_CARD) == []
    wire.mend()
    waiting.outbox.wake()
    wire.settled(waiting, "op", OpState.DONE)
    assert sent_numbers(server) == [ID_CARD]
    waiting.close()
    assert on_disk(tmp_path, ID_CARD) == []


def test_the_next_start_sends_it(
    waiting: OfflineBackend, open_shop: Opener, secrets: MemorySecrets, wire: Wire, server: RawServer
) -> None:
    waiting.close()
    wire.mend()
    again = open_shop(secrets)
    wire.settled(again, "op", OpState.DONE)
    assert sent_numbers(server) == [ID_CARD]
    again.close()


@pytest.mark.parametrize("other", [None, MemorySecrets()], ids=["no keyring", "another computer"])
def test_without_its_key_a_person_is_asked_and_all_else_is_there(
    waiting: OfflineBackend, open_shop: Opener, other: MemorySecrets | None, wire: Wire, server: RawServer
) -> None:
    waiting.close()
    again = open_shop(other)
    operation = in_review(wire, again)
    assert operation.review is ReviewReason.ID_LOCKED
    assert operation.form == MemberForm(7, "王小明", PHONE, id_card=LOCKED)
    assert operation.server is not None
    assert operation.server.phone == PHONE
    assert sent_numbers(server) == []
    new = again.outbox.edit("op", form=FORM)
    wire.settled(again, new.operation_id, OpState.DONE)
    assert sent_numbers(server) == [ID_CARD]
    again.close()


def test_a_keyring_that_does_not_answer_holds_up_neither_searches_nor_other_writes(
    waiting: OfflineBackend, server: RawServer, mirror_url: str, wire: Wire
) -> None:
    wire.vendor.add(id=8, openId="o8", name="李雪")
    waiting.close()
    asks, answers = Event(), Event()

    def ask() -> None:
        asks.set()
        answers.wait(30)

    again = open_backend(server.url, mirror=mirror_url, timeout=5.0, keys=KeyShelf(ask, "outbox"))
    assert isinstance(again, OfflineBackend)
    assert [buyer.waiting for buyer in again.search(PHONE).buyers] == [("member_id",)]
    assert not asks.is_set()
    wire.mend()
    again.outbox.wake()
    assert asks.wait(30)  # the number is to be sent
    assert [buyer.waiting for buyer in again.search(PHONE).buyers] == [("member_id",)]
    assert again.create_member(MemberForm(8, "李雪", "13900139000")).state is WriteState.DONE
    assert not answers.is_set()
    answers.set()
    wire.settled(again, "op", OpState.REVIEW)
    again.close()


def test_it_may_be_sent_without_the_number_but_never_with_stars(
    waiting: OfflineBackend, open_shop: Opener, wire: Wire, server: RawServer
) -> None:
    waiting.close()
    again = open_shop(None)
    operation = in_review(wire, again)
    assert operation.form is not None
    with pytest.raises(InvalidInputError):
        again.outbox.edit("op", form=operation.form)
    again.outbox.decide("op", Decision.RESEND)
    in_review(wire, again)
    assert sent_numbers(server) == []
    new = again.outbox.edit("op", form=MemberForm(7, "王小明", PHONE))
    wire.settled(again, new.operation_id, OpState.DONE)
    assert sent_numbers(server) == [None]
    again.close()


def test_a_key_that_comes_back_opens_it(
    waiting: OfflineBackend, open_shop: Opener, secrets: MemorySecrets, wire: Wire, server: RawServer
) -> None:
    waiting.close()
    elsewhere = open_shop(None)
    in_review(wire, elsewhere)
    elsewhere.close()
    again = open_shop(secrets)
    again.outbox.decide("op", Decision.RESEND)
    wire.settled(again, "op", OpState.DONE)
    assert sent_numbers(server) == [ID_CARD]
    again.close()


def test_a_sealed_number_that_was_changed_is_not_sent(waiting: OfflineBackend, wire: Wire, server: RawServer) -> None:
    with waiting.desk_store.write() as connection:
        payload = json.loads(connection.execute(select(outbox_op.c.payload)).scalar_one())
        sealed = payload["form"]["id_card"]
        payload["form"]["id_card"] = sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:]
        connection.execute(update(outbox_op).values(payload=json.dumps(payload)))
    assert in_review(wire, waiting).review is ReviewReason.ID_LOCKED
    assert sent_numbers(server) == []
    waiting.close()


def test_a_number_from_before_is_read_as_it_stands(waiting: OfflineBackend, wire: Wire, server: RawServer) -> None:
    with waiting.desk_store.write() as connection:
        connection.execute(update(outbox_op).values(payload=Payload(form=FORM).written()))
    wire.mend()
    waiting.outbox.wake()
    wire.settled(waiting, "op", OpState.DONE)
    assert sent_numbers(server) == [ID_CARD]
    waiting.close()


def test_what_is_kept_to_recognise_a_write_tells_nothing_of_the_number() -> None:
    other = MemberForm(7, "王小明", PHONE, id_card="110105194912310038")
    assert Payload(form=FORM).check("create") == Payload(form=other).check("create")


def test_a_refusal_that_quotes_the_number_is_kept_without_it(
    waiting: OfflineBackend, wire: Wire, tmp_path: Path
) -> None:
    def refuse(asked: Asked) -> bytes | None:
        if asked.name != "createmember":
            return None
        return http({"data": 0, "status": 601, "message": f"证件 {ID_CARD} 已存在"})

    wire.vendor.before = refuse
    waiting.outbox.wake()
    wire.settled(waiting, "op", OpState.REJECTED)
    (operation,) = waiting.outbox.list()
    assert operation.message.startswith("证件 110***")
    assert on_disk(tmp_path, ID_CARD) == []
    waiting.close()


def test_a_new_buyer_with_its_member(open_shop: Opener, secrets: MemorySecrets, wire: Wire, tmp_path: Path) -> None:
    wire.vendor.add(id=7)
    backend = open_shop(secrets)
    assert backend.get(7) is not None
    wire.cut()
    backend.register(WxBuyingUser(open_id="o9", name="李雪"), MemberForm(None, "李雪", PHONE, id_card=ID_CARD))
    assert on_disk(tmp_path, ID_CARD) == []
    assert [one.form and one.form.id_card for one in backend.outbox.list()] == [None, ID_CARD]
    backend.close()
