"""Nobody who was forgotten comes back by a copy, an import or an answer that passes; only by a person's own act."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.support.forgetting import REASON, forget_at
from tests.support.people import OPEN_ID, PHONE
from tests.support.raw_server import RawServer
from tests.support.vendor import Vendor
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.cli import main
from wxbuyer_gui.domain.crawl import CrawlLimits
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.services.transfer.plan import Verdicts

LIMITS = CrawlLimits(per_second=0, empty_ids=50)
BUYERS = ("编号", "openId", "昵称", "手机号", "会员号")
MEMBERS = ("会员号", "姓名", "手机号")


def bring_in(session: Session, folder: Path, *rows: tuple[object, ...], headers: tuple[str, ...] = BUYERS) -> Verdicts:
    path = folder / "file.csv"
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([headers, *rows])
    assert session.imports is not None
    return session.imports.run(session.imports.inspect(path), skip_bad=True)


def reasons(verdicts: Verdicts) -> list[str]:
    return [row.problem.value for row in verdicts.problems]


# -- a copy of a server ------------------------------------------------------------------------------------------


@pytest.fixture
def forgotten(mirrored_session: Session, vendor: Vendor) -> Session:
    """A copy of two buyers, of whom the first was forgotten."""
    vendor.add(id=2, openId="oTWO", name="李四", phone="13800138002")
    session = mirrored_session
    assert session.mirror is not None
    buyer = session.desk.buyer(1)
    session.desk.buyer(2)
    assert buyer is not None
    session.forgetting.forget(buyer, reason=REASON)
    assert kept(session) == [2]
    return session


def backend_of(session: Session) -> OfflineBackend:
    backend = session.mirror._backend  # type: ignore[union-attr]
    assert isinstance(backend, OfflineBackend)
    return backend


def kept(session: Session) -> list[int]:
    with backend_of(session).mirror.store.read() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT id FROM buyer ORDER BY id")]


def test_what_passes_is_shown_and_not_kept(forgotten: Session) -> None:
    desk = forgotten.desk
    assert desk.buyer(1) is not None
    assert [buyer.id for buyer in desk.search(OPEN_ID).buyers] == [1]
    assert [buyer.id for buyer in backend_of(forgotten).get_list([1, 2])] == [1, 2]
    assert kept(forgotten) == [2]
    assert not desk.search(PHONE).buyers


def test_a_crawl_leaves_them_out(forgotten: Session) -> None:
    assert forgotten.mirror is not None
    backend = backend_of(forgotten)
    backend.crawl(limits=LIMITS)
    assert kept(forgotten) == [2]
    assert forgotten.mirror.coverage().known == 1
    assert backend.refresh() == 1


def test_so_does_one_under_a_new_number(forgotten: Session, vendor: Vendor) -> None:
    vendor.add(id=3, openId=OPEN_ID, name="微信用户", phone=PHONE)
    vendor.buyers[1] |= {"openId": ""}
    backend_of(forgotten).crawl(limits=LIMITS)
    assert kept(forgotten) == [2]


def test_a_new_copy_does_not_have_them_either(forgotten: Session) -> None:
    assert forgotten.mirror is not None
    forgotten.mirror.forget()
    backend_of(forgotten).crawl(limits=LIMITS)
    assert kept(forgotten) == [2]


def test_a_file_for_the_copy_does_not_bring_them(forgotten: Session, tmp_path: Path) -> None:
    verdicts = bring_in(
        forgotten, tmp_path, (1, "", "顾客", PHONE, ""), (7, OPEN_ID, "顾客", "", ""), (8, "oEIGHT", "新", PHONE, "")
    )
    assert (verdicts.new, reasons(verdicts)) == (1, ["forgotten", "forgotten"])
    assert kept(forgotten) == [2, 8]


def test_registering_them_again_lifts_it_with_a_line_in_the_journal(forgotten: Session) -> None:
    desk = forgotten.desk
    buyer = desk.buyer(1)
    assert buyer is not None
    desk.register(buyer, MemberForm(name="王小明", phone=PHONE))
    assert kept(forgotten) == [1, 2]
    entries = forgotten.journal.entries(buyer_id=1)
    assert [entry.action for entry in entries] == [Action.READMIT, Action.REGISTER, Action.FORGET]
    backend_of(forgotten).crawl(limits=LIMITS)
    assert kept(forgotten) == [1, 2]


def test_a_crash_between_desk_and_copy_is_finished_at_the_next_start(
    forgotten: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror = backend_of(forgotten).mirror
    buyer = forgotten.desk.buyer(2)
    assert buyer is not None
    with monkeypatch.context() as patch:
        patch.setattr(mirror, "erase", lambda _numbers: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            forgotten.forgetting.forget(buyer, reason=REASON)
    assert kept(forgotten) == [2]
    forgotten.forgetting.resume()
    assert kept(forgotten) == []
    assert [entry.action for entry in forgotten.journal.entries(buyer_id=2)] == [Action.FORGET]


def test_without_a_copy_the_history_is_emptied_and_the_server_asked_nothing(
    remote_session: Session, server: RawServer
) -> None:
    buyer = remote_session.desk.buyer(1)
    assert buyer is not None
    remote_session.desk.register(buyer, MemberForm(name="王小明", phone=PHONE))
    asked = len(server.asked)
    outcome = remote_session.forgetting.forget(buyer, reason=REASON)
    assert outcome.remains.server == "shop"
    assert len(server.asked) == asked
    entries = remote_session.journal.entries(buyer_id=1)
    assert [entry.action for entry in entries] == [Action.FORGET, Action.REGISTER]
    assert all(change.after is None for change in entries[1].changes if change.field != "member_id")


# -- a database of our own ---------------------------------------------------------------------------------------


@pytest.fixture
def emptied(session: Session, desk: Desk, buyer: WxBuyingUser) -> Session:
    """A database whose only buyer, #1 with member #1, was forgotten."""
    bound = desk.register(buyer, MemberForm(name="王小明", phone=buyer.phone)).after
    assert bound is not None
    session.forgetting.forget(bound, reason=REASON)
    return session


def test_an_import_does_not_bring_them_back(emptied: Session, buyer: WxBuyingUser, tmp_path: Path) -> None:
    verdicts = bring_in(emptied, tmp_path, ("", buyer.open_id, "王小明", "13800133120", ""), (1, "", "王小明", "", ""))
    assert (verdicts.new, reasons(verdicts)) == (0, ["forgotten", "forgotten"])
    verdicts = bring_in(emptied, tmp_path, (1, "王小明", ""), ("", "王", "13800133120"), headers=MEMBERS)
    assert (verdicts.new, reasons(verdicts)) == (0, ["forgotten", "forgotten"])


def test_their_number_goes_to_nobody_else_and_their_phone_may(emptied: Session, tmp_path: Path) -> None:
    """Somebody else with an openId of their own has the phone now."""
    verdicts = bring_in(emptied, tmp_path, (1, "oOTHER", "李四", "13800133120", ""))
    assert (verdicts.new, verdicts.renumbered, reasons(verdicts)) == (1, 1, [])
    assert emptied.desk.buyer(1) is None


def test_a_buyer_without_an_open_id_is_known_by_the_phone(session: Session, desk: Desk, tmp_path: Path) -> None:
    stored = desk.save_buyer(WxBuyingUser(name="赵六", phone="13900139000")).after
    assert stored is not None
    session.forgetting.forget(stored, reason=REASON)
    verdicts = bring_in(session, tmp_path, ("", "", "赵六", "+86 139-0013-9000", ""))
    assert reasons(verdicts) == ["forgotten"]


def test_whoever_registers_again_is_somebody_new_and_may_be_imported(
    emptied: Session, desk: Desk, buyer: WxBuyingUser, tmp_path: Path
) -> None:
    again = desk.register(
        WxBuyingUser(name="王小明", open_id=buyer.open_id), MemberForm(name="王小明", phone="13800133120")
    ).after
    assert again is not None
    assert (again.id or 0) > 1
    assert Action.READMIT in [entry.action for entry in emptied.journal.entries(buyer_id=again.id)]
    verdicts = bring_in(emptied, tmp_path, ("", buyer.open_id, "王小明明", "", ""))
    assert (verdicts.changed, reasons(verdicts)) == (1, [])


def test_the_command_line_refuses_the_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    path = tmp_path / "buyers.csv"
    path.write_text(f"openId,昵称\n{OPEN_ID},王小明\n", encoding="utf-8")
    options = ["--connect", url, "--data-dir", str(tmp_path / "data")]
    assert main(["import", str(path), *options]) == 0
    forget_at(url, 1)
    capsys.readouterr()
    assert main(["import", str(path), *options]) == 1
    assert "forgotten" in capsys.readouterr().out + path.with_name("buyers.csv.errors.csv").read_text(
        encoding="utf-8-sig"
    )
