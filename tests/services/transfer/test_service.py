"""Import and export at the counter: rights, journal, and the review of equal phones."""

from __future__ import annotations

import inspect
from pathlib import Path
from threading import Event
from unittest.mock import create_autospec

import pytest

from tests.support.operators import MANAGER, work_as
from wxbuyer_gui.backends.factory import Source
from wxbuyer_gui.domain.errors import InvalidInputError, StorageError
from wxbuyer_gui.domain.journal import Action, JournalEntry
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.permissions import NotAllowedError, Operator, Right, Role
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.operators import Operators
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.services.transfer import plan as plan_module
from wxbuyer_gui.services.transfer.columns import FileKind
from wxbuyer_gui.services.transfer.service import Counts, Transfer
from wxbuyer_gui.services.transfer.watermark import is_watermark
from wxbuyer_gui.store.engine import Store

METHODS = [name for name, _ in inspect.getmembers(Transfer, inspect.isfunction) if not name.startswith("_")]
BUYERS = "openId,昵称,手机号,会员号\noA,王小明,13800138000,\noB,李雪,13911110001,8899\noC,陈思远,13911110002,8899\n"
MEMBERS = "会员号,姓名,手机号,性别\n8812,王晓明,+86 138-0013-8000,男\n8813,周敏,13911119999,女\n"


class Nobody(Operator):
    """An operator without any right."""

    def may(self, right: Right) -> bool:
        return False


@pytest.fixture
def transfer(session: Session) -> Transfer:
    assert session.transfer is not None
    return session.transfer


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def events(session: Session) -> list[JournalEntry]:
    return [entry for entry in session.journal.entries() if entry.action in (Action.IMPORT, Action.EXPORT)]


@pytest.mark.parametrize("name", METHODS)
def test_a_method_without_its_right_does_nothing(name: str) -> None:
    store, journal = create_autospec(Store, instance=True), create_autospec(Journal, instance=True)
    journal.operators = Operators(Nobody(1, "谁", Role.CLERK))
    method = getattr(Transfer(store, journal, tenant_id=1), name)
    positional = [
        parameter
        for parameter in inspect.signature(method).parameters.values()
        if parameter.kind is parameter.POSITIONAL_OR_KEYWORD and parameter.default is parameter.empty
    ]
    with pytest.raises(NotAllowedError) as raised:
        method(*[None for _ in positional])
    assert raised.value.right is method.right
    assert store.mock_calls == []
    assert journal.mock_calls == []


def test_an_import_is_tried_out_run_and_noted(transfer: Transfer, session: Session, tmp_path: Path) -> None:
    plan = transfer.inspect(write(tmp_path / "买家.csv", BUYERS))
    told: list[int] = []
    tried = transfer.try_out(plan, progress=told.append)
    assert (tried.new, tried.unknown_members, tried.written, events(session)) == (3, 1, False, [])
    done = transfer.run(plan, progress=told.append)
    assert (done.new, done.unknown_members, done.written) == (3, 1, True)
    assert told[-1] == 3
    assert [(entry.action, entry.count) for entry in events(session)] == [(Action.IMPORT, 3)]
    transfer.run(transfer.inspect(write(tmp_path / "会员.csv", "会员号,姓名,性别\n8899,李雪,女\n")))
    assert transfer.try_out(plan).unknown_members == 0


def test_an_import_that_is_stopped_or_refused_writes_and_notes_nothing(
    transfer: Transfer, session: Session, tmp_path: Path
) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(StorageError) as caught:
        transfer.run(transfer.inspect(write(tmp_path / "a.csv", BUYERS)), cancel=stop)
    assert caught.value.code == "E-CANCELLED"
    refused = transfer.run(transfer.inspect(write(tmp_path / "b.csv", BUYERS + "oA,又一个,,\n")))
    assert (refused.refused, refused.written) == (1, False)
    assert transfer.counts() == Counts(0, 0)
    assert events(session) == []


def test_an_import_that_cannot_be_noted_is_still_done(
    transfer: Transfer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_arguments: object, **_named: object) -> int:
        raise StorageError("full", code="E-DISK-FULL")

    monkeypatch.setattr(Journal, "event", refuse)
    assert transfer.run(transfer.inspect(write(tmp_path / "a.csv", BUYERS))).written
    assert transfer.counts() == Counts(3, 0)
    assert caplog.messages == ["an import could not be noted in the journal: E-DISK-FULL"]
    caplog.clear()


def test_refused_rows_go_into_a_file_with_reasons(transfer: Transfer, tmp_path: Path) -> None:
    plan = transfer.inspect(write(tmp_path / "a.csv", BUYERS + "oA,=又一个,,\n"))
    verdicts = transfer.try_out(plan)
    written = transfer.error_file(plan, verdicts, tell=lambda _problem, _field, _clashes: "与第 {row} 行相同")
    text = written.read_text(encoding="utf-8-sig")
    assert written.name == "a.csv.errors.csv"
    assert "5,与第 2 行相同,open_id,2,oA,'=又一个,," in text


def test_the_file_of_refused_rows_has_all_of_them(
    transfer: Transfer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_module, "KEPT_PROBLEMS", 2)
    rows = "".join(f"oA{n},王,138****{n:04d},\n" if n % 2 else f"oB{n},李,,\n" for n in range(1, 9))
    plan = transfer.inspect(write(tmp_path / "a.csv", BUYERS + rows))
    verdicts = transfer.run(plan, skip_bad=True)
    assert (verdicts.refused, len(verdicts.problems), verdicts.new) == (4, 2, 7)
    lines = transfer.error_file(plan, verdicts).read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[:5] for line in lines[1:]] == [
        [str(5 + n), "masked", "phone", "", f"oA{1 + n}"] for n in (0, 2, 4, 6)
    ]


def test_a_masked_export_needs_its_right_and_is_noted(transfer: Transfer, session: Session, tmp_path: Path) -> None:
    transfer.run(transfer.inspect(write(tmp_path / "a.csv", BUYERS)))
    assert transfer.counts() == Counts(3, 0)
    assert transfer.export(tmp_path / "out.csv") == 3
    assert transfer.export_clear(tmp_path / "out.xlsx", FileKind.BUYERS, reason="换电脑") == 3
    clear, masked = events(session)[:2]
    assert (masked.action, masked.count, masked.changes) == (Action.EXPORT, 3, ())
    assert (clear.count, clear.reason) == (3, "换电脑")
    assert {change.field for change in clear.changes} == {"phone", "id_card", "address"}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_clear_export_says_by_whom_when_and_what_for_and_comes_back(
    transfer: Transfer, session: Session, tmp_path: Path, ending: str
) -> None:
    transfer.run(transfer.inspect(write(tmp_path / "a.csv", BUYERS)))
    work_as(session, MANAGER)
    path = tmp_path / f"out{ending}"
    for reason in ("", "  "):
        with pytest.raises(InvalidInputError) as caught:
            transfer.export_clear(path, reason=reason)
        assert caught.value.code == "E-REASON"
    assert not path.exists()
    assert transfer.export_clear(path, reason="=换\n电脑") == 3
    sheet = transfer.inspect(path).sheet
    (mark,) = [cells for _, cells in sheet._every_row() if is_watermark(cells)]
    assert str(mark[0]).startswith(f"# wxbuyer-gui: exported unmasked by {MANAGER} on 20")
    assert str(mark[0]).endswith(", for: =换 电脑")
    assert [number for number, _ in sheet.rows()] == [2, 3, 4]
    verdicts = transfer.run(transfer.inspect(path))
    assert (verdicts.rows, verdicts.same, verdicts.refused) == (3, 3, 0)


def test_a_clear_export_needs_a_right_of_its_own(journal: Journal, source: Source, tmp_path: Path) -> None:
    class Masked(Operator):
        def may(self, right: Right) -> bool:
            return right is not Right.EXPORT_CLEAR

    journal.operators = Operators(Masked(1, "周敏", Role.MANAGER))
    transfer = Transfer(source.desk_store, journal, tenant_id=1)
    assert transfer.export(tmp_path / "out.csv") == 0
    with pytest.raises(NotAllowedError):
        transfer.export_clear(tmp_path / "clear.csv", reason="换电脑")
    assert not (tmp_path / "clear.csv").exists()


def test_an_export_that_cannot_be_noted_leaves_no_file(
    transfer: Transfer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_named: object) -> int:
        raise StorageError("full", code="E-DISK-FULL")

    monkeypatch.setattr(Journal, "event", refuse)
    with pytest.raises(StorageError):
        transfer.export(tmp_path / "out.csv")
    assert list(tmp_path.glob("*.csv")) == []


def test_equal_phones_are_gone_through_one_by_one(transfer: Transfer, session: Session, tmp_path: Path) -> None:
    transfer.run(transfer.inspect(write(tmp_path / "a.csv", BUYERS + "oD,王小明的爱人,138 0013 8000,\n")))
    transfer.run(transfer.inspect(write(tmp_path / "b.csv", MEMBERS)))
    assert transfer.same_phone_count() == 2
    first = transfer.next_same_phone()
    assert first is not None
    assert (first.buyer.name, first.member.id, first.others) == ("王小明", 8812, ())
    outcome = session.desk.bind(first.buyer, MemberForm(phone=first.member.phone), member_id=first.member.id)
    second = transfer.next_same_phone(after=first.buyer.id or 0)
    assert second is not None
    assert (second.buyer.name, second.others) == ("王小明的爱人", (outcome.after,))
    assert transfer.next_same_phone(after=second.buyer.id or 0) is None
    assert transfer.same_phone_count() == 1
    session.desk.undo(outcome.seq)
    assert transfer.next_same_phone() == first


def test_other_tenants_are_left_alone(session: Session, source: Source, tmp_path: Path) -> None:
    other = Transfer(source.desk_store, session.journal, tenant_id=2)
    other.run(other.inspect(write(tmp_path / "b.csv", MEMBERS)))
    assert session.transfer is not None
    session.desk.save_buyer(WxBuyingUser(name="王小明", phone="13800138000"))
    assert session.transfer.counts() == Counts(1, 0)
    assert session.transfer.next_same_phone() is None
    assert session.transfer.same_phone_count() == 0
