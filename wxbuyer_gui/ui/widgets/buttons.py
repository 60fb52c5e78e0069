"""Buttons: words with an icon, or an icon alone."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons


class ButtonKind(StrEnum):
    """How loud a button is; at most one PRIMARY is enabled in view."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TONAL = "tonal"
    GHOST = "ghost"
    LINK = "link"
    DANGER_LINK = "danger_link"
    DANGER = "danger"


_ICON_TOKENS = {
    ButtonKind.PRIMARY: "on_accent",
    ButtonKind.TONAL: "accent_text",
    ButtonKind.LINK: "accent_text",
    ButtonKind.DANGER_LINK: "danger",
    ButtonKind.DANGER: "danger",
}


class Button(QPushButton):
    """A push button in one of the seven kinds.

    A click leaves the focus where it is, so that a clerk can go on typing; Tab reaches it. It is never the default
    button of a window: Enter belongs to the fields.
    """

    def __init__(
        self,
        text: str = "",
        *,
        theme: Theme,
        icons: Icons,
        kind: ButtonKind = ButtonKind.SECONDARY,
        icon: str = "",
        small: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self._theme = theme
        self._icons = icons
        self._kind = kind
        self._icon_name = ""
        self.setProperty("kind", kind.value)
        self.setProperty("compact", small)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_icon(icon)
        theme.changed.connect(self._fit_icon)

    def set_icon(self, icon: str) -> None:
        """Show another icon before the words; '' for none."""
        if icon == self._icon_name:
            return
        self._icon_name = icon
        token = _ICON_TOKENS.get(self._kind, "text2")
        self.setIcon(self._icons.icon(icon, token) if icon else QIcon())
        self._fit_icon()

    def setText(self, text: str) -> None:
        """Other words, with or without the gap after the icon."""
        super().setText(text)
        self._fit_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as Space does; Qt would do so only in its own dialogs."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stylesheet's button; a filled one also gets the light line inside its focus ring."""
        super().paintEvent(event)
        if self._kind is ButtonKind.PRIMARY and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.color("surface"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 5, 5)

    def _fit_icon(self) -> None:
        # Six more than the icon is wide: the gap before the words, which Qt draws too narrow.
        side = self._theme.px(16)
        self.setIconSize(QSize(side + self._theme.px(6 if self.text() else 0), side) if self._icon_name else QSize())


class IconButton(QToolButton):
    """An icon alone, with a name for the screen reader and a tooltip."""

    def __init__(
        self,
        icon: str,
        *,
        theme: Theme,
        icons: Icons,
        label: str = "",
        side: int = 32,
        size: int = 16,
        token: str = "muted",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._icons = icons
        self._side = side
        self._size = size
        self._icon_name = ""
        self._token = token
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_icon(icon)
        self.set_label(label)
        self._fit()
        theme.changed.connect(self._fit)

    def set_icon(self, icon: str, token: str = "") -> None:
        """Show another icon, in another colour if ``token`` is given."""
        token = token or self._token
        if (icon, token) != (self._icon_name, self._token):
            self._icon_name, self._token = icon, token
            self.setIcon(self._icons.icon(icon, token))

    def set_label(self, label: str, tip: str = "") -> None:
        """What the button does: its accessible name, and its tooltip unless ``tip`` says more."""
        self.setAccessibleName(label)
        if self.toolTip() != (tip or label):
            self.setToolTip(tip or label)

    def _fit(self) -> None:
        self.setFixedSize(self._theme.px(self._side), self._theme.px(self._side))
        self.setIconSize(QSize(self._theme.px(self._size), self._theme.px(self._size)))
