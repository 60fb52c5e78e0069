"""A manager's word: what it is asked for can be read."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.dialogs.transfer_hands import host, show
from wxbuyer_gui.domain.permissions import Right, SecretError
from wxbuyer_gui.ui.dialogs.approval_dialog import ApprovalDialog
from wxbuyer_gui.ui.secret_words import refusal
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons

__all__ = ["host"]


def test_what_is_asked_for_is_read_to_its_end(host: QWidget, theme: Theme, icons: Icons, qtbot) -> None:
    dialog = ApprovalDialog(
        theme=theme, icons=icons, rights=[Right.UNBIND], worker="Alexandra Li", confirms=False, parent=host
    )
    show(dialog, qtbot)
    (label,) = (label for label in dialog.findChildren(QLabel) if "wants to" in label.text())
    room = label.fontMetrics().boundingRect(label.rect(), int(Qt.TextFlag.TextWordWrap), label.text())
    assert label.text().endswith("this once")
    assert label.rect().contains(room)


def test_the_time_of_the_next_try_is_the_clocks(qapp) -> None:
    until = datetime(2026, 11, 30, 20, 0, 59, tzinfo=UTC)
    assert f"before {until.astimezone():%H}:01." in refusal(SecretError(until=until))
