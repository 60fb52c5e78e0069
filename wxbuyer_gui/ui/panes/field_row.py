"""One field of a person: label, value, a quiet note, and the tools to show and copy it, all on one line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind, IconButton
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.widgets.marks import Ink
from wxbuyer_gui.ui.widgets.runs import Run
from wxbuyer_gui.ui.widgets.value_label import ValueLabel

LEFT, RIGHT = 24, 13
"""What a pane leaves at the sides of its rows: the icon in a tool then ends 20 from the right edge."""

_LABEL_WIDTH, _NARROW_LABEL_WIDTH = 84, 76
_HEIGHT, _LOW_HEIGHT = 36, 34
_TOOL = 30
_LINK_EDGE = 2  # a link's words end nearer to its edge than a tool's icon
_PLAIN = Ink(px=14)
LOUD = Ink(px=16, bold=True)
"""How the phone is painted: it is what is read out."""


class FieldRow(QWidget):
    """Shows runs. Only the tools that were asked for are there, so that what can be pressed can be used.

    ``middle``: dots go before the last run of a long value, instead of to its end.

    Signals:
        reveal_requested(), copy_requested(), edit_requested(), link_clicked()
        text_copied(str): part of the value was marked and is to be copied, as it is shown.
    """

    reveal_requested = Signal()
    copy_requested = Signal()
    edit_requested = Signal()
    text_copied = Signal(str)
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
        can_edit: bool = False,
        middle: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._can_reveal = can_reveal
        self._can_copy = can_copy
        self._can_edit = can_edit
        self._is_low = self._is_narrow = False
        self._label = Label(theme=theme, px=13, token="muted")
        self._value = ValueLabel(
            theme=theme,
            ink=ink,
            name=name,
            elide=Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight,
        )
        self._note = Label(theme=theme, px=12, token="muted")
        self._link = Button(theme=theme, icons=icons, kind=ButtonKind.LINK, small=True)
        tool = {"theme": theme, "icons": icons, "side": _TOOL}
        self._edit = IconButton("pencil", **tool, name=f"{name}Edit")
        self._eye = IconButton("eye", **tool, name=f"{name}Eye")
        self._copy = IconButton("copy", **tool, name=f"{name}Copy")
        self._edit.clicked.connect(self.edit_requested)
        self._eye.clicked.connect(self.reveal_requested)
        self._copy.clicked.connect(self.copy_requested)
        self._link.clicked.connect(self.link_clicked)
        self._value.copied.connect(self.text_copied)
        for widget in (self._note, self._link, self._edit, self._eye, self._copy):
            widget.hide()
        self._build(theme)
        self._fit()
        theme.changed.connect(self._fit)

    def _build(self, theme: Theme) -> None:
        line = row(self, spacing=theme.px(2))
        line.addWidget(self._label)
        line.addWidget(self._value)
        line.addSpacing(theme.px(6))
        line.addWidget(self._note)
        line.addStretch(1)
        for tool in (self._link, self._edit, self._eye, self._copy):
            line.addWidget(tool)
        if not (self._can_copy or self._can_reveal or self._can_edit):
            line.addSpacing(theme.px(_LINK_EDGE))

    @property
    def text(self) -> str:
        """The value as it is shown."""
        return self._value.text()

    def name_it(
        self, label: str, *, reveal: str = "", hide: str = "", copy: str = "", edit: str = "", edit_tip: str = ""
    ) -> None:
        """Put label and tools into the window's language; ``edit_tip`` is the pencil's tooltip, where it says more."""
        self._label.setText(label)
        self._reveal_label, self._hide_label = reveal, hide
        self._eye.set_label(reveal)
        self._copy.set_label(copy)
        self._edit.set_label(edit, edit_tip)

    def show_value(
        self,
        runs: Sequence[Run],
        *,
        note: str = "",
        empty: bool = False,
        revealed: bool = False,
        masks: bool = True,
    ) -> None:
        """Show a value. An ``empty`` one has nothing to copy; one that nothing ``masks`` has nothing to reveal."""
        self._value.set_runs(runs)
        self._value.setAccessibleDescription(self._label.text())
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._eye.setVisible(self._can_reveal and masks and not empty)
        self._copy.setVisible(self._can_copy and not empty)
        self._eye.set_icon("eye-off" if revealed else "eye")
        self._eye.set_label(self._hide_label if revealed else self._reveal_label)

    def show_link(self, text: str) -> None:
        """Offer a link at the right; '' takes it away."""
        self._link.setText(text)
        self._link.setVisible(bool(text))

    def show_edit(self, shown: bool) -> None:
        """Offer the pencil, or take it away."""
        self._edit.setVisible(self._can_edit and shown)

    @property
    def label_width(self) -> int:
        """How wide the label is now."""
        return self._theme.px(_NARROW_LABEL_WIDTH if self._is_narrow else _LABEL_WIDTH)

    def take_edit_focus(self) -> None:
        """Give the keyboard to the pencil."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, *, low: bool, narrow: bool) -> None:
        """Take less room where height or width is scarce."""
        self._is_low, self._is_narrow = low, narrow
        self._fit()

    def _fit(self) -> None:
        self._label.setFixedWidth(self.label_width)
        self.setFixedHeight(self._theme.px(_LOW_HEIGHT if self._is_low else _HEIGHT))
