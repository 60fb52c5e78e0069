"""Runs: what matched is marked, what is hidden is muted, what does not fit is cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from wxbuyer_gui.domain.masking import Field
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.marks import Ink, paint_runs, runs_width
from wxbuyer_gui.ui.widgets.runs import Run, masked_runs, phone_runs, text_runs


def _paint(runs: tuple[Run, ...], theme: Theme, width: int = 300, **options: object) -> tuple[QImage, QRectF]:
    image = QImage(300, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.tokens.surface))
    painter = QPainter(image)
    box = paint_runs(painter, QRectF(0, 0, width, 30), runs, Ink(), theme=theme, **options)
    painter.end()
    return image, box


def _has(image: QImage, color: str) -> bool:
    wanted = QColor(color).rgb()
    return any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize(
    ("phone", "hits", "masked", "runs"),
    [
        ("13800138000", (), True, (Run("138 "), Run("****", masked=True), Run(" 8000"))),
        ("13800138000", ((7, 11),), True, (Run("138 "), Run("****", masked=True), Run(" "), Run("8000", hit=True))),
        ("13800138000", ((3, 7),), True, (Run("138 "), Run("0013", hit=True), Run(" 8000"))),
        ("13800138000", ((0, 11),), True, (Run("138 0013 8000", hit=True),)),
        ("13800138000", (), False, (Run("138 0013 8000"),)),
        ("0571-88886666", (), False, (Run("0571-88886666"),)),
        ("", (), True, ()),
        ("没有", (), True, (Run("没有"),)),
    ],
)
def test_phones(phone: str, hits: tuple[tuple[int, int], ...], masked: bool, runs: tuple[Run, ...]) -> None:
    assert phone_runs(phone, hits=hits, masked=masked) == runs


def test_a_masked_phone_shows_no_hidden_digit() -> None:
    shown = "".join(run.text for run in phone_runs("13812348000"))
    assert shown == "138 **** 8000"


def test_identity_numbers() -> None:
    runs = masked_runs("110101199003071233", Field.ID_CARD)
    assert runs == (Run("110"), Run("*" * 11, masked=True), Run("1233"))


def test_hits_in_a_text() -> None:
    assert text_runs("尾号8000的", ((2, 6),)) == (Run("尾号"), Run("8000", hit=True), Run("的"))


def test_a_hit_stands_on_a_box_and_stars_are_muted(theme: Theme) -> None:
    image, _ = _paint(phone_runs("13800138000", hits=((7, 11),)), theme)
    assert _has(image, theme.tokens.hit)
    plain, _ = _paint(phone_runs("13800138000"), theme)
    assert not _has(plain, theme.tokens.hit)


def test_stars_sit_on_the_middle_of_the_digits(theme: Theme) -> None:
    def ink_rows(runs: tuple[Run, ...]) -> list[int]:
        image, _ = _paint(runs, theme)
        ground = QColor(theme.tokens.surface).rgb()
        return [y for y in range(30) if any(image.pixel(x, y) != ground for x in range(300))]

    digits, stars, raised = (ink_rows(runs) for runs in ((Run("0000"),), (Run("****", masked=True),), (Run("****"),)))
    middle = digits[0] + digits[-1]
    assert abs(middle - (stars[0] + stars[-1])) <= 4 < abs(middle - (raised[0] + raised[-1]))


def test_digits_have_one_width(theme: Theme) -> None:
    widths = {runs_width((Run(digit * 4),), Ink(), theme=theme) for digit in "0123456789"}
    assert len(widths) == 1


def test_a_long_line_is_cut_within_its_room(theme: Theme) -> None:
    runs = text_runs("微信用户名字很长很长很长8000", ((12, 16),))
    whole = runs_width(runs, Ink(), theme=theme)
    _, box = _paint(runs, theme, width=120)
    assert box.width() <= 120 < whole
    image, _ = _paint(runs, theme, width=120)
    assert not _has(image, theme.tokens.hit)  # the mark went with the letters
    image, box = _paint(runs, theme, width=120, elide=Qt.TextElideMode.ElideMiddle)
    assert box.width() <= 120
    assert _has(image, theme.tokens.hit)  # the tail is kept


def test_the_right_edge_is_met(theme: Theme) -> None:
    _, box = _paint((Run("#1024"),), theme, width=96, right=True)
    assert box.right() == pytest.approx(96)
