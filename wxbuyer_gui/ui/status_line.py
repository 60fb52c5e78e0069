"""The line at the bottom: where the data lies and how it is kept, and the keys that matter now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.key_cap import KeyCap
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import row

HEIGHT = 34
_MOST_KEYS = 5


class StatusLine(QWidget):
    """Facts at the left, at most five key caps at the right; these give way first where there is no room."""

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._theme = theme
        self._icons = icons
        self._facts = Label(theme=theme, px=12, token="text2", elide=Qt.TextElideMode.ElideRight, name="statusFacts")
        self._caps = tuple(KeyCap("", theme=theme) for _ in range(_MOST_KEYS))
        self._keys: tuple[tuple[str, str], ...] = ()
        self._layout = row(self, spacing=theme.px(14))
        self._layout.addWidget(self._facts, 1)
        for cap in self._caps:
            self._layout.addWidget(cap)
            cap.hide()
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def text(self) -> str:
        """The facts."""
        return self._facts.text()

    def say(self, facts: str) -> None:
        """Show other facts."""
        self._facts.setText(facts)
        self._arrange()

    def show_keys(self, keys: tuple[tuple[str, str], ...]) -> None:
        """Show these keys with what each does, in order of use."""
        if keys != self._keys:
            self._keys = keys[:_MOST_KEYS]
            for cap, (key, label) in zip(self._caps, self._keys, strict=False):
                cap.set_key(key, label)
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other keys."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon before the facts."""
        side = self._theme.px(14)
        spot = QRectF(self._theme.px(2), round(self.height() / 2 - side / 2), side, side)
        self._icons.paint(QPainter(self), spot, "database", "muted")

    def _arrange(self) -> None:
        """The last key, help, stays longest; of the others the first ones do."""
        room = self.width() - self._theme.px(22) - self._facts.sizeHint().width()
        kept: set[int] = set()
        for place in (len(self._keys) - 1, *range(len(self._keys) - 1)):
            if place < 0:
                break
            room -= self._caps[place].sizeHint().width() + self._layout.spacing()
            if room < 0:
                break
            kept.add(place)
        for place, cap in enumerate(self._caps):
            cap.setVisible(place in kept)

    def _fit(self) -> None:
        self._layout.setContentsMargins(self._theme.px(22), 0, 0, 0)
        self.setFixedHeight(self._theme.px(HEIGHT))
        self._arrange()
