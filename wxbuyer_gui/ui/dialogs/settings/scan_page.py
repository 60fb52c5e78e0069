"""扫码: how the shop's scanner types, with a field to try it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.settings import RANGES, Settings
from wxbuyer_gui.ui.dialogs.settings.choices import offer
from wxbuyer_gui.ui.dialogs.settings.page import SettingsPage
from wxbuyer_gui.ui.dialogs.settings.scan_probe import Scan, ScanProbe
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.form_field import MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.segmented import Segmented

_SPEEDS = (30, 50, 100, 200)


class ScanPage(SettingsPage):
    """What the scanner sends after a code, and how fast; the field at the bottom measures it and puts it right."""

    key = "scan"
    icon = "scan-line"

    def __init__(self, *, theme: Theme, icons: Icons, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, preferences=preferences, parent=parent)
        self._end = Segmented(theme=theme, name="scanEndChoice")
        self._speed = ComboBox(theme=theme, icons=icons, name="scanSpeedCombo")
        self._probe = ScanProbe(theme=theme, icons=icons)
        self._end_row = self.add_row(self._end)
        self._speed_row = self.add_row(self._speed)
        self._probe_row = self.add_row(below=self._probe)
        self.body.addStretch(1)
        self._end.activated.connect(lambda: self.change("scan", end=self._end.currentData()))
        self._speed.activated.connect(lambda: self.change("scan", gap_ms=self._speed.currentData()))
        self._probe.measured.connect(self._on_measured)
        self._measured: Scan | None = None
        self.start()

    @staticmethod
    def title() -> str:
        """The page's name."""
        return QCoreApplication.translate("ScanPage", "Scanning")

    def follow(self, settings: Settings) -> None:
        """Show the settings in force."""
        self._end.set_value(settings.scan.end)
        offer(self._speed, _SPEEDS, settings.scan.gap_ms, self._speed_words)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._end.set_choices(((self.tr("Enter"), "enter"), (self.tr("Tab"), "tab"), (self.tr("Nothing"), "none")))
        self._end_row.set_words(
            self.tr("Key after the code"), self.tr("What the scanner sends at the end; most send Enter")
        )
        self._speed_row.set_words(
            self.tr("Longest pause between two keys"), self.tr("Longer for a wireless scanner that stutters")
        )
        self._probe_row.set_words(
            self.tr("Try the scanner"), self.tr("Click into the field and scan any code. What was read is not kept.")
        )
        self._probe.setPlaceholderText(self.tr("Scan here"))
        if self._measured is not None:
            self._say(self._measured)

    def _speed_words(self, milliseconds: int) -> str:
        return self.tr("{count} ms").format(count=milliseconds)

    def _on_measured(self, scan: Scan) -> None:
        """Say what came, and set what did not fit."""
        self._measured = scan
        least, most = RANGES["gap_ms"]
        if scan.slowest_ms <= most:
            present = self._preferences.settings.scan
            # Half as long again as the slowest pause seen, in steps of ten: the next scan may be a little slower.
            needed = max(least, -(-scan.slowest_ms * 3 // 20) * 10)
            self.change("scan", end=scan.end, gap_ms=max(present.gap_ms, min(most, needed)))
        self._say(scan)

    def _say(self, scan: Scan) -> None:
        if scan.slowest_ms > RANGES["gap_ms"][1]:
            self._probe_row.say(self.tr("That was typed by hand, or the scanner is too slow."), MessageKind.WARN)
            return
        ends = {
            "enter": self.tr("then Enter"),
            "tab": self.tr("then Tab"),
            "none": self.tr("and nothing after it"),
        }
        words = self.tr("Read {count} characters, at most {pause} ms apart, {end}. The settings above fit.")
        self._probe_row.say(
            words.format(count=scan.characters, pause=scan.slowest_ms, end=ends[scan.end]), MessageKind.OK
        )
