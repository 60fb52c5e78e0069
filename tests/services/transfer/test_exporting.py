"""Exports that our own import reads back, and that show no more than they should."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event

import pytest

from tests.support.people import NAUGHTY
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.domain.errors import InvalidInputError, StorageError
from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.services.transfer import writing
from wxbuyer_gui.services.transfer.columns import FileKind, guess_kind, guess_mapping
from wxbuyer_gui.services.transfer.exporting import Exporter, headers
from wxbuyer_gui.services.transfer.importing import Importer
from wxbuyer_gui.services.transfer.plan import inspect
from wxbuyer_gui.services.transfer.sheet import open_sheet
from wxbuyer_gui.store import aliases, bulk, listing
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.index import check_index

MEMBERS = [
    Member(8812, 1, "王晓明", "013800138000", 1, date(1990, 3, 7), "11010519491231002X", "=cmd|' /C calc'!A0"),
    Member(8813, 1, "'=quoted'", "+86 571 8888 6666", 2, None, "", "浙江省杭州市西湖区文三路 1 号"),
    Member(8814, 1, "欧阳娜娜👩‍👩‍👧‍👦", "", 9, date(1949, 12, 31), "0012345", "a\nb\r\nc"),
    Member(8815, 1, "-", "00", None, None, "", ""),
]
BUYERS = [
    WxBuyingUser(
        7, 1, "oGZUI0egBJY1zhBYw2KhdUfwVJJE", "王小明🇨🇳", "https://thirdwx.qlogo.cn/a?b=c", "13800138000", 8812
    ),
    WxBuyingUser(9, 1, "=oStrange", "=1+1", "", "007", None),
    WxBuyingUser(10, 1, "", "\t@tab", "", "+14155552671", 9999),  # a member whose row is not known
    *(WxBuyingUser(100 + n, 1, f"oNaughty{n}", text, "", "", None) for n, text in enumerate(NAUGHTY[:-2])),
]
NOW = datetime(2024, 5, 12, 8, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with open_store(f"sqlite:///{tmp_path / 'shop.db'}") as store:
        with store.write() as connection:
            bulk.add_members(connection, (replace(one, created_at=NOW) for one in MEMBERS))
            bulk.add_buyers(connection, BUYERS)
            bulk.add_buyers(connection, [WxBuyingUser(500, 2, "oOther", "别家", "", "13900000000")])
        yield store


def export(store: Store, path: Path, kind: FileKind, **options: object) -> int:
    exporter = Exporter(store, 1, **options)
    with writing.new_file(path) as part:
        return exporter.write(part, kind, cancel=Event(), progress=lambda rows: None)


def cells(path: Path) -> list[list[str]]:
    return [list(row) for _number, row in open_sheet(path).rows()]


def bring_in(store: Store, path: Path) -> dict[str, int]:
    verdicts = Importer(store, 1).run(inspect(path), cancel=Event(), progress=lambda rows: None)
    assert verdicts.written, verdicts.problems
    return {name: getattr(verdicts, name) for name in ("new", "changed", "same", "refused")}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_clear_export_comes_back_unchanged(store: Store, tmp_path: Path, ending: str, language: str) -> None:
    files = {kind: tmp_path / f"{kind}{ending}" for kind in FileKind}
    for kind, people in ((FileKind.MEMBERS, MEMBERS), (FileKind.BUYERS, BUYERS)):
        assert export(store, files[kind], kind, clear=True, language=language) == len(people)
        assert inspect(files[kind]).kind is kind
        assert bring_in(store, files[kind]) == {"new": 0, "changed": 0, "same": len(people), "refused": 0}
    with open_store("sqlite://") as empty:
        for kind in (FileKind.MEMBERS, FileKind.BUYERS):
            bring_in(empty, files[kind])
        with empty.read() as connection:
            assert [buyer for buyer, _member in listing.all_buyers(connection, 1)] == BUYERS
            members = list(listing.all_members(connection, 1))
    assert members == MEMBERS
    assert {member.created_at for member in members} == {NOW}


def test_phones_id_numbers_and_addresses_are_masked_by_default(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "masked.csv"
    export(store, path, FileKind.BUYERS)
    export(store, tmp_path / "members.csv", FileKind.MEMBERS)
    text = path.read_text(encoding="utf-8-sig") + (tmp_path / "members.csv").read_text(encoding="utf-8-sig")
    assert "138****8000" in text
    assert "110***********002X" in text
    assert "浙江省杭州市西湖区****" in text
    for secret in ("13800138000", "11010519491231002X", "文三路", "4155552671", "0012345"):
        assert secret not in text
    with pytest.raises(AssertionError, match="masked"):  # and cannot be taken for the real ones
        bring_in(store, path)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_no_cell_is_a_number_or_can_run(store: Store, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out{ending}"
    export(store, path, FileKind.MEMBERS, clear=True)
    found = [cell for row in cells(path) for cell in row if cell]
    assert all(isinstance(cell, str) for cell in found)
    assert "013800138000" in found
    assert not [cell for cell in found if cell.lstrip()[0] in "=+-@\t"]


def test_a_buyer_stands_beside_its_member(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    export(store, path, FileKind.BUYERS, clear=True)
    with path.open(encoding="utf-8-sig", newline="") as file:
        bound, unbound, unknown = list(csv.DictReader(file))[:3]
    assert [bound[name] for name in ("memberId", "boundMemberName", "boundMemberPhone")] == [
        "8812",
        "王晓明",
        "013800138000",
    ]
    assert [unbound[name] for name in ("memberId", "boundMemberName", "boundMemberPhone")] == ["", "", ""]
    assert [unknown[name] for name in ("memberId", "boundMemberName", "boundMemberPhone")] == ["9999", "", ""]


@pytest.mark.parametrize("language", ["en", "zh_CN", "fr"])
@pytest.mark.parametrize("kind", FileKind)
def test_headers_are_our_imports_own(kind: FileKind, language: str) -> None:
    names = headers(kind, language)
    assert guess_kind(names) is kind
    mapping = guess_mapping(names, kind)
    ignored = 2 if kind is FileKind.BUYERS else 0  # the bound member's name and phone
    assert len(mapping) == len(names) - ignored
    assert len(set(mapping.values())) == len(mapping)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_stopped_in_the_middle_it_leaves_the_old_file_and_nothing_else(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out{ending}"
    path.write_bytes(b"old")
    stop = Event()
    seen: list[int] = []

    def progress(rows: int) -> None:
        seen.append(rows)
        stop.set()

    with open_store("sqlite://") as store:
        with store.write() as connection:
            bulk.add_buyers(connection, (WxBuyingUser(n, 1, f"o{n}", "王") for n in range(1, 5001)))
        with pytest.raises(StorageError) as caught, writing.new_file(path) as part:
            Exporter(store, 1).write(part, FileKind.BUYERS, cancel=stop, progress=progress)
    assert caught.value.code == "E-CANCELLED"
    assert seen == [1000]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_export_is_one_moment_although_somebody_writes_meanwhile(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'shop.db'}") as store:
        with store.write() as connection:
            bulk.add_buyers(connection, (WxBuyingUser(n, 1, f"o{n}", "王") for n in range(1, 5001)))
        with store.read() as connection:
            buyers = listing.all_buyers(connection, 1)
            next(buyers)
            with store.write() as writer:
                bulk.add_buyers(writer, [WxBuyingUser(6000, 1, "oLate", "晚")])
            assert sum(1 for _ in buyers) == 4999


@pytest.mark.parametrize("people", [0, 3])
def test_progress_ends_with_the_number_of_rows(tmp_path: Path, people: int) -> None:
    source = open_source("sqlite://")
    for n in range(people):
        source.backend.save_user(WxBuyingUser(open_id=f"o{n}"))
    told: list[int] = []
    with writing.new_file(tmp_path / "out.csv") as part:
        Exporter(source.desk_store, 1).write(part, FileKind.BUYERS, cancel=Event(), progress=told.append)
    assert told[-1] == people
    source.close()


def test_xlsx_says_when_it_cannot_hold_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MAX_XLSX_ROWS", 3)
    assert writing.write_sheet(tmp_path / "out.xlsx", ["a"], [["1"], ["2"]]) == 2
    for rows, code in (([["1"]] * 3, "E-FILE-ROWS"), ([["x" * 40_000]], "E-FILE-CELL")):
        with pytest.raises(InvalidInputError) as caught:
            writing.write_sheet(tmp_path / "other.xlsx", ["a"], rows)
        assert caught.value.code == code
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_what_staff_call_a_buyer_comes_back(store: Store, tmp_path: Path, ending: str, language: str) -> None:
    path = tmp_path / f"buyers{ending}"
    numbers = [buyer.id or 0 for buyer in BUYERS[:2]]
    with store.write() as connection:
        for number, name in zip(numbers, ("王姐", "老李"), strict=True):
            aliases.put(connection, 1, number, name)
    export(store, path, FileKind.BUYERS, clear=True, language=language)
    with open_store("sqlite://") as empty:
        bring_in(empty, path)
        with empty.write() as connection:
            assert aliases.all_of(connection, 1) == dict(zip(numbers, ("王姐", "老李"), strict=True))
            assert aliases.matching(connection, 1, parse("wj")) == {numbers[0]: "王姐"}
            assert check_index(connection) == 0


def test_an_empty_cell_takes_no_alias_away_and_a_long_one_is_refused(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "buyers.csv"
    number = BUYERS[0].id or 0
    with store.write() as connection:
        aliases.put(connection, 1, number, "王姐")
    export(store, path, FileKind.BUYERS, clear=True)
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace("王姐", ""), encoding="utf-8")
    bring_in(store, path)
    with store.read() as connection:
        assert aliases.all_of(connection, 1) == {number: "王姐"}
    path.write_text(text.replace("王姐", "王" * 41), encoding="utf-8")
    with pytest.raises(AssertionError, match="too_long"):
        bring_in(store, path)
