"""The shift summary on paper: what stands on it, on which paper, over how many pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from wxbuyer_gui.domain.shift import ShiftLine, ShiftSummary, Tally
from wxbuyer_gui.ui import shift_sheet, shift_words

DAY = date(2026, 11, 30)
_FULL = Path("/dev/full")
AT = datetime(2026, 11, 30, 21, 5)
LINES = (
    ShiftLine(DAY, 1, "小李", Tally(registered=12, bound=8, failed=1)),
    ShiftLine(DAY, 2, "<b>周敏</b>", Tally(unbound=3, reveals=4, id_reveals=2)),
)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The plain text of what is painted."""
    texts: list[str] = []
    set_html = QTextDocument.setHtml

    def noted(self: QTextDocument, html: str) -> None:
        set_html(self, html)
        texts.append(self.toPlainText())

    monkeypatch.setattr(QTextDocument, "setHtml", noted)
    return texts


def pages(path: Path) -> int:
    return path.read_bytes().count(b"/Type /Page\n")


def test_a_page_has_everybody_the_sum_and_the_code(tmp_path: Path, said: list[str]) -> None:
    path = tmp_path / "shift.pdf"
    shift_sheet.write_pdf(path, ShiftSummary(DAY, DAY, LINES, code="1234-9F3A-77C2-Y"), place="shop.db", at=AT)
    assert pages(path) == 1
    (text,) = said
    for word in (
        "shop.db",
        "2026-11-30",
        "小李",
        "<b>周敏</b>",
        "1234-9F3A-77C2-Y",
        "2026-11-30 21:05",
        "Handed over by",
    ):
        assert word in text
    lines = text.splitlines()
    total = lines.index("Total")
    assert lines[total + 1 : total + 11] == ["12", "8", "–", "3", "–", "–", "1", "–", "4", "2"]


def test_a_month_has_its_days_and_fits_one_page(tmp_path: Path, said: list[str]) -> None:
    first = date(2026, 10, 1)
    lines = tuple(
        ShiftLine(first + timedelta(days=number), who, name, Tally(bound=1))
        for number in range(31)
        for who, name in ((1, "小李"), (2, "周敏"))
    )
    path = tmp_path / "shift.pdf"
    shift_sheet.write_pdf(path, ShiftSummary(first, date(2026, 10, 31), lines), place="", at=AT)
    assert pages(path) == 1
    assert "2026-10\n" in said[0].replace(" ", "").replace("·", "\n")
    assert all((first + timedelta(days=number)).isoformat() in said[0] for number in range(31))


def test_many_operators_go_over_several_pages(tmp_path: Path) -> None:
    lines = tuple(ShiftLine(DAY, number, f"店员 {number}", Tally(bound=1)) for number in range(120))
    path = tmp_path / "shift.pdf"
    shift_sheet.write_pdf(path, ShiftSummary(DAY, DAY, lines), place="shop.db", at=AT)
    assert pages(path) > 2


def test_narrow_paper_gets_a_slip(tmp_path: Path, said: list[str]) -> None:
    path = tmp_path / "slip.pdf"
    writer = QPdfWriter(str(path))
    writer.setResolution(203)
    roll = QPageSize(QSizeF(80, 400), QPageSize.Unit.Millimeter)
    margins = QMarginsF(4, 4, 4, 4)
    writer.setPageLayout(QPageLayout(roll, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    assert shift_sheet.paint(writer, ShiftSummary(DAY, DAY, LINES), place="shop.db", at=AT)
    assert pages(path) == 1
    lines = said[0].splitlines()
    mine = lines[lines.index("小李") : lines.index("Total")]
    assert [line for line in mine if line][1:] == ["New members", "12", "Bound", "8", "Failed", "1"]  # no zeros
    assert "ID numbers" in lines


def test_what_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        shift_sheet.write_pdf(tmp_path / "missing" / "shift.pdf", ShiftSummary(DAY, DAY), place="", at=AT)


@pytest.mark.skipif(not _FULL.exists(), reason="no device that is always full")
def test_a_disk_that_is_full_is_an_error() -> None:
    with pytest.raises(OSError, match="No space left"):
        shift_sheet.write_pdf(_FULL, ShiftSummary(DAY, DAY, LINES), place="", at=AT)


def test_a_table_has_a_line_for_each_day_and_operator() -> None:
    headers, rows = shift_words.table(ShiftSummary(DAY, DAY, LINES, code="7-ABCD-EF01"))
    assert len({len(headers), *map(len, rows)}) == 1
    assert [row[:4] for row in rows[:2]] == [("2026-11-30", "小李", "12", "8"), ("2026-11-30", "<b>周敏</b>", "0", "0")]
    assert rows[2][:4] == ("2026-11-30", "Total", "12", "8")
    assert "7-ABCD-EF01" in rows[3][0]
