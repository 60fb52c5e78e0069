"""Pills and avatars say the same thing every time, and never by colour alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.avatar import Avatar, avatar_key, paint_avatar, paint_member_avatar
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.pill import Pill, PillKind, paint_pill


def _avatar(theme: Theme, name: str, key: str, picture: QPixmap | None = None) -> QImage:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_avatar(painter, QRectF(0, 0, 40, 40), name=name, key=key, theme=theme, picture=picture)
    painter.end()
    return image


def test_one_person_always_looks_the_same(theme: Theme) -> None:
    assert _avatar(theme, "王小明", "oA") == _avatar(theme, "王小明", "oA")
    grounds = {_avatar(theme, "王", f"o{number}").pixel(20, 3) for number in range(64)}
    assert grounds == {QColor(ground).rgb() for ground, _ in theme.tokens.avatars}


def test_the_nameless_get_a_mirrored_pattern_of_their_own(theme: Theme) -> None:
    patterns = [_avatar(theme, "微信用户", f"o{number}") for number in range(20)]
    assert len({bytes(pattern.constBits()) for pattern in patterns}) > 15
    first = patterns[0]
    assert all(first.pixel(x, y) == first.pixel(39 - x, y) for x in range(10, 30) for y in range(10, 30))


def test_the_letter_is_one_of_the_name(theme: Theme) -> None:
    assert _avatar(theme, "\u202eabc", "o") == _avatar(theme, "abc", "o")


def test_blank_and_naughty_names_are_painted(theme: Theme) -> None:
    for name in ("", "   ", "\u202e", "𠮷野家", "👨‍👩‍👧 家", "\ud800"):
        assert not _avatar(theme, name, "o").isNull()


def test_a_picture_covers_the_circle_and_nothing_else(theme: Theme) -> None:
    picture = QPixmap(30, 60)
    picture.fill(QColor("#123456"))
    image = _avatar(theme, "王", "oA", picture)
    assert QColor(image.pixel(20, 20)) == QColor("#123456")
    assert QColor(image.pixel(1, 1)) == QColor("white")


def test_a_buyer_without_wechat_has_a_key_too() -> None:
    assert avatar_key(WxBuyingUser(id=7)) == "#7"
    assert avatar_key(WxBuyingUser(id=7, open_id="oA")) == "oA"


def test_an_avatar_is_named_for_the_screen_reader(theme: Theme, qtbot) -> None:
    avatar = Avatar(theme=theme)
    qtbot.addWidget(avatar)
    avatar.show_person("王小明", "oA")
    assert avatar.accessibleName() == "王小明"


def test_a_member_without_a_buyer_is_outlined(theme: Theme, icons: Icons) -> None:
    image = QImage(32, 32, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_member_avatar(painter, QRectF(0, 0, 32, 32), theme=theme, icons=icons)
    painter.end()
    assert QColor(image.pixel(16, 4)) == QColor("white")
    assert QColor(image.pixel(16, 0)) != QColor("white")


@pytest.mark.parametrize("kind", list(PillKind))
def test_every_pill_has_a_word_and_keeps_to_its_room(kind: PillKind, theme: Theme, icons: Icons, qtbot) -> None:
    pill = Pill("会员 #6031", kind=kind, theme=theme, icons=icons)
    qtbot.addWidget(pill)
    assert pill.accessibleName() == "会员 #6031"
    assert pill.sizeHint().height() == 22
    image = QImage(60, 22, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    box = paint_pill(painter, QRectF(0, 0, 40, 22), "会员 #6031", kind=kind, theme=theme, icons=icons)
    painter.end()
    assert box.width() == 40
    assert all(QColor(image.pixel(x, 11)) == QColor("white") for x in range(42, 60))
