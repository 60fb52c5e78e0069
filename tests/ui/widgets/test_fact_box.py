"""A box of facts that changes while it is on the screen."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.fact_box import FactBox
from wxbuyer_gui.ui.widgets.label import Label


def shown(box: FactBox) -> list[str]:
    return [label.text() for label in box.findChildren(Label) if label.isVisible()]


def test_it_shows_what_it_was_told_last(qtbot: QtBot, theme: Theme) -> None:
    box = FactBox(theme=theme)
    qtbot.addWidget(box)
    box.show()
    for facts in (
        [("File", "/home/li/shop.db")],
        [("Source", "postgresql://db/shop"), ("Code", "E-AUTH")],
        [("Code", "<b>E-IO</b>")],
    ):
        box.set_facts(facts)
        assert shown(box) == [word for fact in facts for word in fact]
        assert box.text == "\n".join(" ".join(fact) for fact in facts)
    box.set_facts([])
    assert box.isHidden()


def test_a_long_value_is_cut_and_whole_in_the_tip(qtbot: QtBot, theme: Theme) -> None:
    box = FactBox(theme=theme, width=200)
    qtbot.addWidget(box)
    box.set_facts([("File", "/home/li/" + "very/" * 40 + "shop.db")])
    box.show()
    qtbot.waitUntil(lambda: any("very/very" in label.toolTip() for label in box.findChildren(Label)))
    assert box.width() == 200
