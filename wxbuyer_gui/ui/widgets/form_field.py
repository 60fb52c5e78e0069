"""One field of a form: label above, input, a line below that says what is wrong or what was understood."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input, InputState
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row


class MessageKind(StrEnum):
    """What the line below an input is."""

    HINT = "hint"
    OK = "ok"
    WARN = "warn"
    ERROR = "error"


_LOOKS = {
    MessageKind.HINT: ("", "muted"),
    MessageKind.OK: ("circle-check", "ok"),
    MessageKind.WARN: ("triangle-alert", "warn"),
    MessageKind.ERROR: ("circle-alert", "danger"),
}
_ICON_GAP = 6
_STATES = {MessageKind.WARN: InputState.WARNING, MessageKind.ERROR: InputState.ERROR}


class MessageLine(QWidget):
    """An icon and a line of text; nothing at all while there is nothing to say."""

    def __init__(
        self, *, theme: Theme, icons: Icons, px: int = 12, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._px = px
        self._icon, self._token = _LOOKS[MessageKind.HINT]
        self._label = Label(theme=theme, px=px, token="muted", wrap=True, name=name)
        self._row = row(self)
        self._row.addWidget(self._label, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, text: str, kind: MessageKind = MessageKind.HINT) -> None:
        """Say something, or '' for nothing."""
        icon, self._token = _LOOKS[kind]
        self.set_look(icon, self._token)
        self._label.setText(text)
        self.setVisible(bool(text))

    def set_look(self, icon: str, token: str) -> None:
        """Use another icon and colour than the kind's own."""
        self._icon, self._token = icon, token
        self._label.set_token(token)
        self._row.setContentsMargins(self._theme.px(self._px + 2 + _ICON_GAP) if icon else 0, 0, 0, 0)
        self.update()

    def set_wrapping(self, wrap: bool) -> None:
        """Whether a long text breaks into lines."""
        self._label.setWordWrap(wrap)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon, level with the first line."""
        if self._icon:
            side = self._theme.px(self._px + 2)
            wrapped = self._label.heightForWidth(self._label.width())
            spare = self._label.height() - (wrapped if wrapped > 0 else self._label.sizeHint().height())
            line = QFontMetricsF(self._label.font()).height()
            top = self._label.y() + max(spare, 0) / 2 + (line - side) / 2
            self._icons.paint(QPainter(self), QRectF(0, top, side, side), self._icon, self._token)


class FormField(QWidget):
    """Label, input and message. Typing takes an error away; it comes back when the field is checked again."""

    def __init__(self, control: QWidget, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.control = control
        self._label = Label(theme=theme, px=13, token="text2")
        self._label.setBuddy(control)
        self._star = Label("*", theme=theme, px=13, token="danger")
        self._optional = Label(theme=theme, px=13, token="muted")
        self._tag = MessageLine(theme=theme, icons=icons)
        self._tag.set_wrapping(False)
        self._message = MessageLine(theme=theme, icons=icons)
        head = row(spacing=theme.px(5))
        head.addWidget(self._label)
        head.addWidget(self._star)
        head.addWidget(self._optional)
        head.addStretch(1)
        head.addWidget(self._tag)
        body = column(self, spacing=theme.px(4))
        body.addLayout(head)
        body.addWidget(control)
        foot = row(spacing=theme.px(8))
        foot.addWidget(self._message, 1)
        self._action = Button(theme=theme, icons=icons, kind=ButtonKind.LINK)
        self._action.hide()
        self._on_action: Callable[[], None] | None = None
        self._action.clicked.connect(self._act)
        foot.addWidget(self._action, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(foot)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        if isinstance(control, Input):
            control.textEdited.connect(self._on_edited)

    @property
    def message(self) -> str:
        """What the line below says."""
        return self._message.text

    @property
    def has_error(self) -> bool:
        """Whether the field is marked as wrong."""
        return bool(self.control.property("state") == InputState.ERROR.value)

    def set_label(self, text: str, *, required: bool = False, optional: str = "") -> None:
        """Name the field; ``optional`` is the word behind the name of a field that may stay empty."""
        self._label.setText(text)
        self._star.setVisible(required)
        self._optional.setText(optional)
        self._optional.setVisible(bool(optional))
        self.control.setAccessibleName(text)

    @property
    def tag(self) -> str:
        """What stands at the right of the label."""
        return self._tag.text

    def set_tag(self, text: str, icon: str = "id-card", token: str = "ok") -> None:
        """Say at the right of the label where the value comes from or goes to, or '' for nothing."""
        self._tag.say(text, MessageKind.OK)
        self._tag.set_look(icon, token)

    def say(
        self,
        text: str,
        kind: MessageKind = MessageKind.HINT,
        *,
        action: str = "",
        on_action: Callable[[], None] | None = None,
    ) -> None:
        """Say something below the input and recolour its edge accordingly; '' for nothing.

        ``action`` is the word of a link beside it.
        """
        self._message.say(text, kind)
        self._action.setText(action)
        self._action.setVisible(bool(text and action))
        self._on_action = on_action
        self.control.setAccessibleDescription(text)
        state = _STATES.get(kind, InputState.NORMAL) if text else InputState.NORMAL
        self.mark(state)

    def mark(self, state: InputState) -> None:
        """Recolour the edge only."""
        if isinstance(self.control, Input):
            self.control.set_state(state)

    def _act(self) -> None:
        if self._on_action is not None:
            self._on_action()

    def _on_edited(self) -> None:
        if self.has_error:
            self.say("")
