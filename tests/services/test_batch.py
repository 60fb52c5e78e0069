"""Batch binding: what a trial says, what a run does, what a crash or a bad row leaves."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from tests.support.faulty import FaultyBackend
from tests.support.people import OPEN_ID
from tests.support.raw_server import RawServer, hang_up
from tests.support.vendor import Vendor
from wxbuyer_gui.domain.batch import BatchRow, RowState
from wxbuyer_gui.domain.errors import InvalidInputError, OutcomeUnknownError, StorageError, UnreachableError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser
from wxbuyer_gui.domain.permissions import NotAllowedError, Operator, Right, Role
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.services.batch.binding import BatchBinding
from wxbuyer_gui.services.batch.reading import read_file, read_text
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.session import Session

MEMBERS = ("18600000001", "18600000002", "18600000003")


@pytest.fixture
def batch(session: Session) -> BatchBinding:
    return session.batch


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Buyers 1 to 4, two of them with one phone, and members 1 to 3, whose buyers 5 to 7 are free again."""
    for name, phone, open_id in (
        ("王小明", "13800138000", OPEN_ID),
        ("李雪", "13900139000", ""),
        ("同号一", "13700137000", ""),
        ("同号二", "13700137000", ""),
    ):
        desk.save_buyer(WxBuyingUser(name=name, phone=phone, open_id=open_id))
    for phone in MEMBERS:
        made = desk.register(WxBuyingUser(name="临时"), MemberForm(name="会员", phone=phone)).after
        assert made is not None
        desk.unbind(made)
    return desk


def states(rows: tuple[BatchRow, ...]) -> list[RowState]:
    return [row.state for row in rows]


def tried(batch: BatchBinding, text: str) -> tuple[BatchRow, ...]:
    return batch.try_out(batch.read_text(text))


class TestReading:
    @pytest.mark.parametrize(
        "text",
        [
            f"{OPEN_ID}\t18600000001\n13900139000\t18600000002",
            f"{OPEN_ID},18600000001\n\n13900139000，18600000002",
            f"openId;会员手机\n{OPEN_ID};18600000001\n13900139000；18600000002",
            f"{OPEN_ID}   186 0000 0001\n13900139000 18600000002",
        ],
    )
    def test_a_pasted_list(self, text: str) -> None:
        pairs = [(row.buyer_text, row.phone.replace(" ", "")) for row in read_text(text)]
        assert pairs == [(OPEN_ID, "18600000001"), ("13900139000", "18600000002")]

    @pytest.mark.parametrize(
        ("line", "buyer", "phone"),
        [
            ("#8812 13800138000", "#8812", "13800138000"),
            ("#8812 138 0013 8000", "#8812", "13800138000"),
            ("＃8812　13800138000", "＃8812", "13800138000"),
            ("139 0013 9000 138 0013 8000", "139 0013 9000", "13800138000"),
            ("+86 139-0013-9000 +86 138-0013-8000", "+86 139-0013-9000", "13800138000"),
            ("8000 13800138000", "8000", "13800138000"),
            (f"{OPEN_ID} abc", OPEN_ID, ""),
        ],
    )
    def test_a_pair_parted_by_blanks(self, line: str, buyer: str, phone: str) -> None:
        (row,) = read_text(line)
        assert (row.buyer_text, phone_key(row.phone)) == (buyer, phone)

    @pytest.mark.parametrize("line", ["张三 13800138000", "13800138000", "#8812"])
    def test_a_line_that_names_no_two(self, line: str) -> None:
        (row,) = read_text(line)
        assert (row.buyer_text, row.phone) == (line, "")

    @pytest.mark.parametrize(
        "text",
        [
            f"会员手机号,备注,openId\n18600000001,x,{OPEN_ID}\n",
            f"{OPEN_ID},18600000001\n",
            f"买家手机,手机号\n{OPEN_ID},18600000001\n",
        ],
    )
    def test_a_file_with_and_without_headers(self, text: str, tmp_path: Path) -> None:
        path = tmp_path / "pairs.csv"
        path.write_text(text, encoding="utf-8")
        (row,) = read_file(path)
        assert (row.buyer_text, row.phone) == (OPEN_ID, "18600000001")

    def test_a_file_without_such_columns(self, tmp_path: Path) -> None:
        path = tmp_path / "pairs.csv"
        path.write_text("名称,地址\n张三,上海\n", encoding="utf-8")
        with pytest.raises(InvalidInputError) as caught:
            read_file(path)
        assert caught.value.code == "E-BATCH-COLUMNS"

    def test_a_sheet_of_excel_keeps_its_numbers(self, tmp_path: Path) -> None:
        xlsxwriter = pytest.importorskip("xlsxwriter")
        path = tmp_path / "pairs.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for place, cells in enumerate((("openId", "会员手机"), (OPEN_ID, 18600000001))):
                sheet.write_row(place, 0, cells)
        (row,) = read_file(path)
        assert (row.buyer_text, row.phone) == (OPEN_ID, "18600000001")


class TestTrial:
    @pytest.mark.parametrize(
        ("line", "state"),
        [
            (f"{OPEN_ID}\t18600000001", RowState.READY),
            ("13900139000\t+86 186-0000-0001", RowState.READY),
            ("#2\t18600000001", RowState.READY),
            ("＃２ 18600000001", RowState.READY),
            ("13700137000\t18600000001", RowState.SEVERAL_BUYERS),
            ("13611112222\t18600000001", RowState.NO_BUYER),
            (f"{OPEN_ID[:-1]}x\t18600000001", RowState.NO_BUYER),
            ("王小明\t18600000001", RowState.BAD_BUYER),
            ("\t18600000001", RowState.BAD_BUYER),
            (f"{OPEN_ID}\tabc", RowState.BAD_PHONE),
            (f"{OPEN_ID}\t186****0001", RowState.MASKED),
            ("oGZU…VJJE\t18600000001", RowState.MASKED),
            (f"{OPEN_ID}\t18611112222", RowState.NO_MEMBER),
        ],
    )
    def test_a_row(self, shop: Desk, batch: BatchBinding, line: str, state: RowState) -> None:
        assert states(tried(batch, line)) == [state]

    def test_buyers_who_share_a_phone_with_a_bound_family_are_all_seen(self, batch: BatchBinding, shop: Desk) -> None:
        shop.save_buyer(WxBuyingUser(name="同号零", phone="13900139000"))
        for _ in range(6):  # newer ones, who are found by the member's phone
            made = shop.save_buyer(WxBuyingUser(name="家人")).after
            assert made is not None
            shop.bind(made, MemberForm(phone=MEMBERS[0]), member_id=1)
        shop.save_member(Member(id=1, name="会员", phone="13900139000"))
        newest = shop.save_buyer(WxBuyingUser(name="同号末", phone="13900139000")).after
        assert newest is not None
        assert states(tried(batch, "13900139000\t18600000002")) == [RowState.SEVERAL_BUYERS]

    def test_one_who_is_bound_already(self, shop: Desk, batch: BatchBinding) -> None:
        buyer = shop.buyer(1)
        assert buyer is not None
        shop.bind(buyer, MemberForm(), member_id=1)
        assert states(tried(batch, "#1\t18600000001")) == [RowState.SAME]
        assert states(tried(batch, "#1\t18600000002")) == [RowState.OTHER_MEMBER]

    def test_a_second_row_about_the_same_buyer(self, shop: Desk, batch: BatchBinding) -> None:
        rows = tried(batch, f"{OPEN_ID}\t18600000001\n13800138000\t18600000002")
        assert states(rows) == [RowState.READY, RowState.DUPLICATE]
        assert rows[1].other_row == 1

    def test_nothing_is_written(self, shop: Desk, batch: BatchBinding) -> None:
        entries = shop.history()
        tried(batch, f"{OPEN_ID}\t18600000001")
        assert shop.history() == entries

    def test_a_source_that_fails_for_one_row(self, shop: Desk, batch: BatchBinding, backend: FaultyBackend) -> None:
        backend.fail("get_by_open_id", StorageError("no", code="E-IO"))
        rows = tried(batch, f"{OPEN_ID}\t18600000001\n13900139000\t18600000002")
        assert states(rows) == [RowState.UNREADABLE, RowState.READY]
        assert rows[0].code == "E-IO"

    def test_it_can_be_stopped(self, shop: Desk, batch: BatchBinding) -> None:
        stop = Event()
        rows = batch.read_text("#1\t18600000001\n#2\t18600000002")
        assert len(batch.try_out(rows, cancel=stop, progress=lambda _done: stop.set())) == 1


class TestRun:
    LINES = f"{OPEN_ID}\t18600000001\n13611112222\t18600000002\n13900139000\t18600000002\n#3\t18600000003"

    def test_each_row_is_a_write_of_its_own(self, shop: Desk, batch: BatchBinding) -> None:
        told: list[int] = []
        rows = batch.run(tried(batch, self.LINES), progress=told.append)
        assert states(rows) == [RowState.DONE, RowState.NO_BUYER, RowState.DONE, RowState.DONE]
        assert told == [1, 2, 3]
        assert [buyer.member_id for number in (1, 2, 3) if (buyer := shop.buyer(number))] == [1, 2, 3]
        (entry, *_) = shop.history(buyer_id=1)
        assert (entry.action, entry.seq, entry.undoable) == (Action.BIND, rows[0].seq, True)

    @pytest.mark.parametrize(
        ("error", "state"),
        [(StorageError("no", code="E-IO"), RowState.FAILED), (OutcomeUnknownError(), RowState.UNKNOWN)],
    )
    def test_a_bad_row_blocks_no_other(
        self, shop: Desk, batch: BatchBinding, backend: FaultyBackend, error: Exception, state: RowState
    ) -> None:
        rows = tried(batch, self.LINES)
        backend.fail("bind_member", error)
        assert states(batch.run(rows)) == [state, RowState.NO_BUYER, RowState.DONE, RowState.DONE]

    def test_a_source_that_is_away_ends_it(
        self, shop: Desk, batch: BatchBinding, backend: FaultyBackend, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(8, 12):
            shop.save_buyer(WxBuyingUser(name=f"买家{number}"))
        rows = tried(batch, "\n".join(f"#{number}\t18600000001" for number in (1, 2, 3, 4, 5, 6)))

        def away(name: str) -> None:
            if name == "bind_member":
                raise UnreachableError("no route")

        backend.before_call = away
        after = batch.run(rows)
        assert states(after) == [RowState.FAILED] * 3 + [RowState.READY] * 3

    def test_stopped_and_begun_again_it_doubles_nothing(self, shop: Desk, batch: BatchBinding) -> None:
        stop = Event()
        rows = batch.run(tried(batch, self.LINES), cancel=stop, progress=lambda _done: stop.set())
        assert states(rows) == [RowState.DONE, RowState.NO_BUYER, RowState.READY, RowState.READY]
        again = batch.run(tried(batch, self.LINES))
        assert states(again) == [RowState.SAME, RowState.NO_BUYER, RowState.DONE, RowState.DONE]
        assert len([entry for entry in shop.history(buyer_id=1) if entry.action is Action.BIND]) == 1

    def test_a_run_that_broke_off_before_its_answer_is_one_write(
        self, shop: Desk, batch: BatchBinding, backend: FaultyBackend
    ) -> None:
        rows = tried(batch, "#1\t18600000001")
        backend.fail("bind_member", KeyboardInterrupt(), after=True)
        with pytest.raises(KeyboardInterrupt):
            batch.run(rows)
        assert states(batch.run(rows)) == [RowState.DONE]  # the trial of before, as a window that is still open has it
        assert [entry.action for entry in shop.history(buyer_id=1)].count(Action.BIND) == 1

    def test_undo_of_one_and_of_all(self, shop: Desk, batch: BatchBinding) -> None:
        rows = batch.run(tried(batch, self.LINES))
        one = batch.undo(rows[:1])
        assert states(one) == [RowState.UNDONE]
        rest = batch.undo((*one, *rows[1:]))
        assert states(rest) == [RowState.UNDONE, RowState.NO_BUYER, RowState.UNDONE, RowState.UNDONE]
        assert [buyer.member_id for number in (1, 2, 3) if (buyer := shop.buyer(number))] == [None] * 3
        again = batch.run(tried(batch, self.LINES))
        assert states(again) == [RowState.DONE, RowState.NO_BUYER, RowState.DONE, RowState.DONE]

    def test_what_changed_since_is_not_taken_back(self, shop: Desk, batch: BatchBinding) -> None:
        (row,) = batch.run(tried(batch, "#1\t18600000001"))
        buyer = shop.buyer(1)
        assert buyer is not None
        shop.unbind(buyer)
        (after,) = batch.undo([row])
        assert (after.state, after.code) == (RowState.DONE, "E-NOT-UNDOABLE")


def test_a_managers_word_is_enough_for_one_run(shop: Desk, batch: BatchBinding) -> None:
    clerk, manager = people = Operator(1, "小李", Role.CLERK), Operator(2, "周敏", Role.MANAGER)
    batch.operators.learn(people, people)
    batch.operators.enter(clerk)
    rows = tried(batch, "#1\t18600000001\n#2\t18600000002")
    with pytest.raises(NotAllowedError):
        batch.run(rows)
    with batch.operators.approved(batch.operators.approve(manager, frozenset({Right.BATCH_BIND}))):
        done = batch.run(rows)
    assert states(done) == [RowState.DONE, RowState.DONE]
    both = frozenset({Right.BATCH_BIND, Right.UNBIND})
    with batch.operators.approved(batch.operators.approve(manager, both)):
        assert states(batch.undo(done)) == [RowState.UNDONE, RowState.UNDONE]


def test_a_vendors_server_cannot_tell_members_beforehand(remote_session: Session, server: RawServer) -> None:
    batch = remote_session.batch
    assert not batch.shows_members()
    rows = tried(batch, f"{OPEN_ID}\t18600000001\n13800138000\t18600000002")
    assert states(rows) == [RowState.READY, RowState.UNREADABLE]
    assert rows[1].code == "E-NO-SEARCH"


class TestVendor:
    """The vendor's server, which shows no members."""

    LINE = f"{OPEN_ID}\t18600000001"

    def test_what_it_refuses_is_told_row_by_row(self, remote_session: Session, vendor: Vendor) -> None:
        vendor.members["18600000001"] = 8801
        vendor.add(openId=f"{OPEN_ID[:-1]}2", name="李雪")
        batch = remote_session.batch
        rows = batch.run(tried(batch, f"{OPEN_ID[:-1]}2\t18699999999\n{self.LINE}"))
        assert states(rows) == [RowState.FAILED, RowState.DONE]
        assert rows[0].code == "E-REJECTED"
        assert vendor.buyers[1]["memberId"] == 8801
        undone = batch.undo(rows)
        assert states(undone) == [RowState.FAILED, RowState.UNDONE]
        assert vendor.buyers[1]["memberId"] == 0

    def test_while_it_is_away_rows_wait_and_are_sent_once(
        self, mirrored_session: Session, server: RawServer, vendor: Vendor
    ) -> None:
        vendor.members["18600000001"] = 8801
        batch = mirrored_session.batch
        rows = tried(batch, self.LINE)  # the copy has the buyer from now on
        server.answer = lambda _asked: hang_up
        assert states(batch.run(rows)) == [RowState.QUEUED]
        assert states(batch.run(rows)) == [RowState.QUEUED]
        assert states(tried(batch, self.LINE)) == [RowState.WAITING]
        assert mirrored_session.outbox is not None
        assert len(mirrored_session.outbox.list()) == 1


def test_ten_thousand_rows(shop: Desk, batch: BatchBinding) -> None:
    text = "\n".join(f"#{number}\t18600000001" for number in range(100_000, 110_000))
    rows = tried(batch, text)
    assert len(rows) == 10_000
    assert set(states(rows)) == {RowState.NO_BUYER}
    assert batch.run(rows) == rows
