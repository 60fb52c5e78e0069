"""What is handed to a person: whole, readable, on as many pages as it needs, with who made it on each."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QPdfWriter, QTextDocument, QTextTable

from wxbuyer_gui.domain.id_protection import Consent
from wxbuyer_gui.domain.journal import Action, Change, JournalEntry, Result
from wxbuyer_gui.domain.models import Member, MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.domain.person_record import PersonRecord
from wxbuyer_gui.ui import paper, person_sheet, person_words
from wxbuyer_gui.ui.paper import write_pages

AT = datetime(2026, 11, 30, 9, 5, tzinfo=UTC)
BUYER = WxBuyingUser(
    1207, 1, "oGZUI0egBJY1zhBYw2KhdUfwVJJE", "王小明 <b>", "https://wx.qlogo.cn/x/132", "13800138000", 8812
)
MEMBER = Member(
    8812, 1, "王小明", "13800138000", 1, date(1990, 3, 7), "11010519491231002X", "浙江省杭州市西湖区龙井路 1 号", AT
)


def entry(number: int) -> JournalEntry:
    return JournalEntry(
        seq=number,
        at=AT - timedelta(hours=number),
        action=Action.SAVE,
        result=Result.DONE,
        operator="周敏",
        buyer_id=1207,
        changes=(Change("phone", "13900139000", "13800138000"), Change("name", None, None)),
    )


def record(count: int = 3, **changes: object) -> PersonRecord:
    values: dict[str, object] = {
        "buyer": BUYER,
        "member": MEMBER,
        "alias": "老王",
        "consents": (Consent("会员生日礼", 1, AT), Consent("旧用途", 1, AT, AT)),
        "entries": tuple(entry(number) for number in range(count)),
        "operations": (
            Operation(
                operation_id="a", kind="create", state=OpState.QUEUED, form=MemberForm(1207, "王小明", "13700137000")
            ),
        ),
        "reason": "顾客来信索取",
        "made_at": AT,
        "operator": "周敏",
    }
    return PersonRecord(**(values | changes))  # type: ignore[arg-type]


def pages(path: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))


def writer(tmp_path: Path) -> QPdfWriter:
    """A4, as the sheet is written."""
    made: list[QPdfWriter] = []
    write_pages(tmp_path / "layout.pdf", "", lambda one: not made.append(one))
    return made[0]


def laid_out(device: QPdfWriter, html: str) -> QTextDocument:
    return paper.laid_out(device, html, points=person_sheet._POINTS, foot_mm=person_sheet._FOOT_MM)


def html_of(made: PersonRecord, tmp_path: Path) -> str:
    return person_sheet._html(made, partial(laid_out, writer(tmp_path)))


def has_text(path: Path) -> bool:
    """Whether characters can be selected and copied: a font is in it, with the way from its shapes to characters."""
    raw = path.read_bytes()
    return b"/FontFile2" in raw and b"/ToUnicode" in raw


@pytest.mark.usefixtures("qapp")
def test_a_few_lines_are_one_page_of_selectable_text(tmp_path: Path) -> None:
    path = tmp_path / "person.pdf"
    person_sheet.write_pdf(path, record())
    assert pages(path) == 1
    assert has_text(path)


@pytest.mark.usefixtures("qapp")
def test_a_long_history_goes_on_over_more_pages(tmp_path: Path) -> None:
    path = tmp_path / "person.pdf"
    person_sheet.write_pdf(path, record(200))
    assert pages(path) > 3


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("entries", [1, 20, 21, 22, 23, 24, 25, 200])
def test_no_row_of_the_history_is_torn_by_the_end_of_a_page(tmp_path: Path, entries: int) -> None:
    """Rows of one, two, three lines, wherever the pages end."""
    changed = tuple(
        replace(one, changes=one.changes * (1 + number % 3)) for number, one in enumerate(record(entries).entries)
    )
    document = laid_out(writer(tmp_path), html_of(record(0, entries=changed), tmp_path))
    layout, height = document.documentLayout(), document.pageSize().height()
    tables = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    histories = [table for table in tables if table.columns() == 4]
    assert sum(table.rows() - 1 for table in histories) == entries
    for table in histories:
        for row in range(table.rows()):
            cells = [table.cellAt(row, column) for column in range(4)]
            tops = [layout.blockBoundingRect(cell.firstCursorPosition().block()).top() for cell in cells]
            ends = [layout.blockBoundingRect(cell.lastCursorPosition().block()).bottom() for cell in cells]
            assert min(tops) // height == (max(ends) - 1) // height
    pages_needed = sum(len(one.changes) * 2 for one in changed) / 60
    assert document.pageCount() <= pages_needed + 3  # and none of them is wasted


@pytest.mark.usefixtures("qapp")
def test_a_row_that_is_higher_than_a_page_goes_on(tmp_path: Path) -> None:
    long = replace(entry(1), changes=entry(1).changes * 100)
    path = tmp_path / "person.pdf"
    person_sheet.write_pdf(path, record(0, entries=(entry(0), long, entry(2))))
    assert 3 <= pages(path) <= 8


@pytest.mark.usefixtures("qapp")
def test_everything_is_in_it_whole_and_as_text(tmp_path: Path) -> None:
    html = html_of(record(), tmp_path)
    for value in (
        "#1207", "13800138000", "13900139000", "oGZUI0egBJY1zhBYw2KhdUfwVJJE", "王小明 &lt;b&gt;", "老王", "#8812",
        "1990-03-07", "11010519491231002X", "浙江省杭州市西湖区龙井路 1 号", "会员生日礼", "顾客来信索取", "周敏",
        "13700137000",
    ):  # fmt: skip
        assert value in html, value
    assert "***" not in html


@pytest.mark.usefixtures("qapp")
def test_without_member_and_history_it_says_so(tmp_path: Path) -> None:
    html = html_of(record(0, member=None, consents=(), operations=(), server="api.example.com"), tmp_path)
    assert "8812" not in html
    assert "api.example.com" in html


@pytest.mark.usefixtures("qapp")
def test_the_watermark_names_operator_and_time() -> None:
    assert person_words.watermark(record()).startswith("周敏 2026-11-30 ")
    assert person_words.watermark(record(operator="")).startswith("2026-11-30 ")


@pytest.mark.usefixtures("qapp")
def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        person_sheet.write_pdf(tmp_path / "missing" / "person.pdf", record())
