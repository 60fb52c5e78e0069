"""What staff call a buyer: given, written down, taken back, found."""

from __future__ import annotations

import pytest

from tests.support.people import PHONE
from tests.support.raw_server import RawServer
from wxbuyer_gui.domain.errors import ConflictError, InvalidInputError, StorageError
from wxbuyer_gui.domain.journal import Action, Change, Result
from wxbuyer_gui.domain.models import Matched, WxBuyingUser
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.session import Session


def test_a_name_is_given_and_written_down(desk: Desk, buyer: WxBuyingUser) -> None:
    outcome = desk.rename(buyer, "  王姐 ")
    assert desk.alias(buyer.id or 0) == "王姐"
    (entry, *_) = desk.history(buyer_id=buyer.id)
    assert (entry.seq, entry.action, entry.result, entry.verified) == (outcome.seq, Action.ALIAS, Result.DONE, True)
    assert entry.changes == (Change("alias", "", "王姐"),)
    assert entry.undoable


def test_it_is_found_and_shown(desk: Desk, buyer: WxBuyingUser) -> None:
    desk.rename(buyer, "老张")
    (hit,) = desk.search("lz").hits
    assert (hit.buyer, hit.matched, hit.alias) == (buyer, Matched.ALIAS_PINYIN, "老张")
    (hit,) = desk.search("3120 lz").hits or desk.search("lz 3120").hits
    assert hit.alias == "老张"
    (hit,) = desk.search("3120").hits
    assert hit.alias == "老张"
    (hit,) = desk.search("").hits
    assert hit.alias == "老张"


def test_it_is_taken_back(desk: Desk, buyer: WxBuyingUser) -> None:
    desk.rename(buyer, "老张")
    second = desk.rename(buyer, "张总")
    first, last = sorted(desk.history(buyer_id=buyer.id)[:2], key=lambda entry: entry.seq)
    assert (first.undoable, last.undoable) == (False, True)
    undone = desk.undo(second.seq)
    assert desk.alias(buyer.id or 0) == "老张"
    assert desk.undo(second.seq).seq == undone.seq  # twice is one undo


def test_a_name_that_somebody_else_gave_meanwhile_stays(desk: Desk, buyer: WxBuyingUser) -> None:
    desk.rename(buyer, "老张")
    with pytest.raises(ConflictError) as caught:
        desk.rename(buyer, "王姐", base="")
    assert caught.value.field == "alias"
    assert desk.alias(buyer.id or 0) == "老张"
    desk.rename(buyer, "老张", base="")  # the same name is no conflict


def test_the_same_operation_is_done_once(desk: Desk, buyer: WxBuyingUser) -> None:
    first = desk.rename(buyer, "老张", operation_id="one")
    assert desk.rename(buyer, "老张", operation_id="one").seq == first.seq
    assert [entry.action for entry in desk.history(buyer_id=buyer.id)].count(Action.ALIAS) == 1


@pytest.mark.parametrize(
    ("buyer_id", "text", "field"),
    [(7, "x" * 41, "alias"), (7, "a\0", "alias"), (None, "王姐", "id"), (-3, "王姐", "id")],
)
def test_what_is_no_name_is_refused(desk: Desk, buyer_id: int | None, text: str, field: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        desk.rename(WxBuyingUser(id=buyer_id), text)
    assert caught.value.field == field


def test_the_chain_stays_whole(session: Session, buyer: WxBuyingUser) -> None:
    session.desk.rename(buyer, "老张")
    checked = session.journal.verify_chain()
    assert checked.broken_seq is None
    assert session.journal.settle_open(session.desk._backend) == 0


@pytest.mark.parametrize("kind", ["remote_session", "mirrored_session"])
def test_a_vendors_server_is_told_nothing_of_it(kind: str, server: RawServer, request: pytest.FixtureRequest) -> None:
    session: Session = request.getfixturevalue(kind)
    buyer = session.desk.buyer(1)
    assert buyer is not None
    session.desk.rename(buyer, "王姐")
    for text in ("王姐", "wj", "wangjie"):
        (hit,) = session.desk.search(text).hits
        assert (hit.buyer, hit.alias) == (buyer, "王姐")
    assert not any("王" in str(asked) or "wang" in str(asked) or "wj" in str(asked) for asked in server.asked)


def test_it_survives_the_copy(mirrored_session: Session) -> None:
    desk, mirror = mirrored_session.desk, mirrored_session.mirror
    buyer = desk.buyer(1)
    assert buyer is not None
    assert mirror is not None
    desk.rename(buyer, "王姐")
    mirror.forget()
    assert desk.search("王姐").hits == ()
    desk.buyer(1)  # copied again
    (hit,) = desk.search("wj").hits
    assert hit.alias == "王姐"


def test_where_they_cannot_be_read_everything_else_is_found(mirrored_session: Session) -> None:
    desk = mirrored_session.desk
    buyer = desk.buyer(1)
    assert buyer is not None
    with mirrored_session.journal.store.write() as connection:
        connection.exec_driver_sql("DROP TABLE alias")
    (hit,) = desk.search(PHONE).hits
    assert (hit.buyer, hit.alias) == (buyer, "")
    with pytest.raises(StorageError):
        desk.rename(buyer, "王姐")
