"""One field of a person: label, value, a quiet note, and the tools to show and copy it, all on one line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind, IconButton
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.widgets.marks import Ink, Run, RunsLabel

_LABEL_WIDTH = 86
_HEIGHT = 36
_PLAIN = Ink(px=14)
LOUD = Ink(px=16, bold=True)
"""How the phone is painted: it is what is read out."""


class FieldRow(QWidget):
    """Shows runs. Only the tools that were asked for are there, so that what can be pressed can be used.

    Signals:
        reveal_requested(), copy_requested(), link_clicked()
    """

    reveal_requested = Signal()
    copy_requested = Signal()
    link_clicked = Signal()

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        name: str,
        ink: Ink = _PLAIN,
        can_reveal: bool = False,
        can_copy: bool = False,
        middle: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._can_reveal = can_reveal
        self._can_copy = can_copy
        self._label = Label(theme=theme, px=13, token="muted")
        self._value = RunsLabel(
            theme=theme,
            ink=ink,
            name=name,
            elide=Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight,
        )
        self._note = Label(theme=theme, px=12, token="muted")
        self._link = Button(theme=theme, icons=icons, kind=ButtonKind.LINK, small=True)
        self._eye = IconButton("eye", theme=theme, icons=icons, side=30, name=f"{name}Eye")
        self._copy = IconButton("copy", theme=theme, icons=icons, side=30, name=f"{name}Copy")
        self._eye.clicked.connect(self.reveal_requested)
        self._copy.clicked.connect(self.copy_requested)
        self._link.clicked.connect(self.link_clicked)
        self._link.hide()
        self._value.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = row(self, spacing=theme.px(2))
        line.addWidget(self._label)
        line.addWidget(self._value)
        line.addSpacing(theme.px(6))
        line.addWidget(self._note)
        line.addStretch(1)
        for tool in (self._link, self._eye, self._copy):
            line.addWidget(tool)
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def text(self) -> str:
        """The value as it is shown."""
        return self._value.text()

    def name_it(self, label: str, *, reveal: str = "", hide: str = "", copy: str = "") -> None:
        """Put label and tools into the window's language."""
        self._label.setText(label)
        self._reveal_label, self._hide_label = reveal, hide
        self._eye.set_label(reveal)
        self._copy.set_label(copy)

    def show_value(self, runs: Sequence[Run], *, note: str = "", empty: bool = False, revealed: bool = False) -> None:
        """Show a value; an ``empty`` one has nothing to reveal or copy."""
        self._value.set_runs(runs)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._eye.setVisible(self._can_reveal and not empty)
        self._copy.setVisible(self._can_copy and not empty)
        self._eye.set_icon("eye-off" if revealed else "eye")
        self._eye.set_label(self._hide_label if revealed else self._reveal_label)

    def show_link(self, text: str) -> None:
        """Offer a link at the right; '' takes it away."""
        self._link.setText(text)
        self._link.setVisible(bool(text))

    def set_height(self, height: int) -> None:
        """Use another height, in pixels of scale 1."""
        self.setFixedHeight(self._theme.px(height))

    def _fit(self) -> None:
        self._label.setFixedWidth(self._theme.px(_LABEL_WIDTH))
        self.setFixedHeight(self._theme.px(_HEIGHT))
