"""The theme: tokens turned into a palette, a stylesheet, fonts and lengths, light or dark, switched while running."""

from __future__ import annotations

from enum import StrEnum
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from wxbuyer_gui.ui.fonts import families
from wxbuyer_gui.ui.style import Style
from wxbuyer_gui.ui.stylesheet import stylesheet
from wxbuyer_gui.ui.tokens import DARK, LIGHT, Tokens

__all__ = ["DARK", "LARGE", "LIGHT", "Mode", "Theme", "Tokens", "palette"]

_MOST_WIDTHS = 8192

LARGE = 1.25
"""The scale of the large-font mode."""


class Mode(StrEnum):
    """What the person chose; AUTO follows the system."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The look of one window, handed to every widget that paints.

    Signals:
        changed(): colours or scale are different now; repaint, and ask again for everything kept.
    """

    changed = Signal()

    def __init__(self, *, mode: str = Mode.AUTO, scale: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode = Mode(mode)
        self._scale = scale
        self._app: QApplication | None = None
        self._dark = self._mode is Mode.DARK
        self._colors: dict[str, QColor] = {}
        self._families: list[str] = []
        self._fonts: dict[tuple[float, bool], QFont] = {}
        self._metrics: dict[tuple[float, bool], QFontMetricsF] = {}
        self._baselines: dict[tuple[float, bool], float] = {}
        self._widths: dict[tuple[str, float, bool], float] = {}
        self._painted: WeakSet[QWidget] = WeakSet()
        self.changed.connect(self._redraw)

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return DARK if self._dark else LIGHT

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in force."""
        return self._dark

    @property
    def mode(self) -> Mode:
        """What the person chose."""
        return self._mode

    @property
    def scale(self) -> float:
        """1.0, or LARGE in the large-font mode."""
        return self._scale

    def apply(self, app: QApplication) -> None:
        """Dress ``app``, and follow the system from now on."""
        self._app = app
        app.setStyle(Style(theme=self))
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        self._ask_for_title_bars()
        self._dark = self._wants_dark()
        self._dress()

    def set_mode(self, mode: str) -> None:
        """Choose "auto", "light" or "dark"."""
        self._mode = Mode(mode)
        self._ask_for_title_bars()
        self._set_dark(self._wants_dark())

    def set_scale(self, scale: float) -> None:
        """Choose the size of type and controls: 1.0 or LARGE."""
        if scale != self._scale:
            self._scale = scale
            self._dress()
            self.changed.emit()

    def redraw_on_change(self, widget: QWidget) -> None:
        """Have ``widget`` laid out and painted anew whenever ``changed`` fires, as long as it lives.

        Connecting to Qt's own slots, such as ``update``, costs memory for good each time (PySide 6.11): a window of
        a hundred small widgets that is opened often would be felt.
        """
        self._painted.add(widget)

    def px(self, length: float) -> int:
        """A length of the design in pixels of this scale."""
        return round(length * self._scale)

    def font(self, px: float, bold: bool = False) -> QFont:
        """The program's font at ``px`` (of scale 1), regular or bold, with digits of one width."""
        return QFont(self._made_font(px, bold))

    def kept_font(self, px: float, bold: bool = False) -> QFont:
        """The same, not to be changed: for painting, where a copy for each word would be felt."""
        return self._made_font(px, bold)

    def metrics(self, px: float, bold: bool = False) -> QFontMetricsF:
        """The measures of ``font``; kept, because every painted row asks for them."""
        key = (px, bold)
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(self._made_font(px, bold))
        return self._metrics[key]

    def width(self, text: str, px: float, bold: bool = False) -> float:
        """How wide ``text`` is in ``font``; kept, because the words of a list are measured each time it is painted."""
        key = (text, px, bold)
        width = self._widths.get(key)
        if width is None:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            width = self._widths[key] = self.metrics(px, bold).horizontalAdvance(text)
        return width

    def baseline(self, px: float, bold: bool = False) -> float:
        """How far below the middle of a line its baseline is; kept, as ``metrics``."""
        key = (px, bold)
        if key not in self._baselines:
            metrics = self.metrics(px, bold)
            self._baselines[key] = (metrics.ascent() - metrics.descent()) / 2
        return self._baselines[key]

    def _made_font(self, px: float, bold: bool) -> QFont:
        key = (px, bold)
        if key not in self._fonts:
            if not self._families:
                self._families = families()
            font = QFont()
            font.setFamilies(self._families)
            font.setPixelSize(self.px(px))
            font.setBold(bold)
            font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return self._fonts[key]

    def color(self, token: str) -> QColor:
        """The colour of a token, such as ``accent_text``. AttributeError for a name that is none."""
        if token not in self._colors:
            self._colors[token] = QColor(getattr(self.tokens, token))
        return self._colors[token]

    def duration(self, milliseconds: int) -> int:
        """How long a movement may take: 0 where the system asks for less motion (known from Qt 6.12 on)."""
        hints = self._app.styleHints().accessibility() if self._app is not None else None
        preference = getattr(hints, "motionPreference", None)
        calm = preference is not None and preference().name == "ReducedMotion"
        return 0 if calm else milliseconds

    def _wants_dark(self) -> bool:
        if self._mode is not Mode.AUTO or self._app is None:
            return self._mode is Mode.DARK
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _ask_for_title_bars(self) -> None:
        """Windows and macOS colour the title bar themselves, after the scheme that the program asks for."""
        if self._app is None:
            return
        if self._mode is Mode.AUTO:
            self._app.styleHints().unsetColorScheme()
        else:
            dark = self._mode is Mode.DARK
            self._app.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _redraw(self) -> None:
        for widget in self._painted:
            if isValid(widget):
                widget.updateGeometry()
                widget.update()

    def _on_scheme_changed(self) -> None:
        self._set_dark(self._wants_dark())

    def _set_dark(self, dark: bool) -> None:
        if dark != self._dark:
            self._dark = dark
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        """Palette and stylesheet come from the same tokens: where both speak, the stylesheet wins."""
        for kept in (self._colors, self._fonts, self._metrics, self._baselines, self._widths):
            kept.clear()
        if self._app is not None:
            self._app.setFont(self.font(14))
            self._app.setPalette(palette(self.tokens))
            self._app.setStyleSheet(stylesheet(self.tokens, self._scale))


def palette(tokens: Tokens) -> QPalette:
    """All roles of a palette in the colours of ``tokens``, with their disabled shades."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.bg,
        role.WindowText: tokens.text,
        role.Base: tokens.field,
        role.AlternateBase: tokens.sunken,
        role.ToolTipBase: tokens.toast,
        role.ToolTipText: tokens.toast_text,
        role.PlaceholderText: tokens.muted,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.danger,
        role.Light: tokens.surface,
        role.Midlight: tokens.hover,
        role.Mid: tokens.border,
        role.Dark: tokens.edge,
        role.Shadow: tokens.edge2,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent_text,
        role.LinkVisited: tokens.accent_text,
    }
    result = QPalette()
    for name, colour in colours.items():
        result.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.disabled))
    return result
