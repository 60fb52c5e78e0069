"""Links that are told anew what they lead to."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.link_row import LinkRow


def test_only_what_is_said_is_there_and_a_name_is_no_mnemonic(theme: Theme, icons: Icons, qtbot: QtBot) -> None:
    links = LinkRow(most=3, theme=theme, icons=icons, name="link")
    qtbot.addWidget(links)
    links.say(["Tom & Li", "王小明"])
    links.show()
    shown = [button for button in links.findChildren(QPushButton) if button.isVisible()]
    assert [button.text().replace("&&", "&") for button in shown] == ["Tom & Li", "王小明"]
    assert all(button.shortcut().isEmpty() for button in shown)
    with qtbot.waitSignal(links.clicked) as clicked:
        shown[1].click()
    assert clicked.args == [1]
    links.say([])
    assert links.isHidden()
