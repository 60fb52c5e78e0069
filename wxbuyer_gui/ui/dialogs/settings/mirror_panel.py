"""本机资料: how much of a server is copied here, copying all of it and how, how long it is kept, forgetting it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QProgressBar, QWidget

from wxbuyer_gui.settings import Settings
from wxbuyer_gui.ui import copy_words
from wxbuyer_gui.ui.dialogs.settings.choices import offer
from wxbuyer_gui.ui.dialogs.settings.setting_row import SettingRow
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.mirror_keeper import MirrorKeeper
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.form_field import MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column

_DAYS = (30, 90, 180, 365)
_PER_SECOND = (0, 1, 2, 5, 10, 20)
_EMPTY = (1_000, 5_000, 20_000, 100_000)
_STEPS = 1000  # of the bar: numbers of buyers may be larger than it can count


class MirrorPanel(QWidget):
    """What ``keeper`` knows and can do, for the source that is open. Buttons are off for who may not."""

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        preferences: Preferences,
        keeper: MirrorKeeper,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("mirrorPanel")
        self._preferences = preferences
        self._keeper = keeper
        self._title = Label(theme=theme, px=14, bold=True, name="mirrorTitle")
        self._copy = Button(theme=theme, icons=icons, icon="download", name="copyAllButton")
        self._bar = QProgressBar()
        self._bar.setObjectName("copyBar")
        self._bar.setTextVisible(False)
        self._figures = Label(theme=theme, px=12, token="text2", name="copyFigures")
        self._how_far = QWidget()
        far = column(self._how_far, spacing=theme.px(6))
        far.addWidget(self._bar)
        far.addWidget(self._figures)
        self._pace = ComboBox(theme=theme, icons=icons, name="crawlPaceCombo")
        self._empty = ComboBox(theme=theme, icons=icons, name="crawlEmptyCombo")
        self._days = ComboBox(theme=theme, icons=icons, name="mirrorDaysCombo")
        self._forget = Button(theme=theme, icons=icons, icon="trash-2", name="forgetMirrorButton")
        dress = {"theme": theme, "icons": icons}
        self._copy_row = SettingRow(self._copy, **dress, below=self._how_far)
        self._pace_row = SettingRow(self._pace, **dress)
        self._empty_row = SettingRow(self._empty, **dress)
        self._days_row = SettingRow(self._days, **dress)
        self._forget_row = SettingRow(self._forget, **dress)
        outer = column(self)
        outer.addWidget(self._title)
        self._chosen = (self._pace_row, self._empty_row, self._days_row)
        for line in (self._copy_row, *self._chosen, self._forget_row):
            outer.addWidget(line)
        self._copy.clicked.connect(self._start_or_stop)
        self._forget.clicked.connect(self._ask_to_forget)
        self._pace.activated.connect(partial(self._keep, "crawl_per_second", self._pace))
        self._empty.activated.connect(partial(self._keep, "crawl_empty", self._empty))
        self._days.activated.connect(self._keep_for)
        keeper.changed.connect(self._show)
        keeper.failed.connect(self._say_failed)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._title.setText(self.tr("Offline"))
        self._pace_row.set_words(
            self.tr("Pace of copying"), self.tr("Lists that the server is asked for a second, at most")
        )
        self._empty_row.set_words(
            self.tr("End of copying"), self.tr("So many numbers in a row that belong to nobody are the end")
        )
        self._days_row.set_words(self.tr("Keep for"), self.tr("Buyers that nobody asked about leave the copy"))
        self._forget_row.set_words(
            self.tr("Forget the copy"), self.tr("Nothing is lost on the server. What waits to be sent stays.")
        )
        self._forget.setText(self.tr("Forget…"))
        self._show()

    def follow(self, settings: Settings) -> None:
        """Show how all are copied, and how long they are kept; what has no name in the settings has no choices."""
        current = settings.current
        remote = current.remote if current is not None else None
        for line in self._chosen:
            line.setVisible(remote is not None)
        if remote is not None:
            offer(self._pace, _PER_SECOND, remote.crawl_per_second, self._pace_words)
            offer(self._empty, _EMPTY, remote.empty_ids, self._empty_words)
            offer(self._days, _DAYS, remote.mirror_days, lambda days: self.tr("{days} days").format(days=days))

    def refresh(self) -> None:
        """Another source is open, or the page is opened."""
        self._copy_row.say("")
        self._forget_row.say("")
        self._keeper.read()
        self._show()

    def _start_or_stop(self) -> None:
        self._copy_row.say("")
        if self._keeper.is_running:
            self._keeper.stop()
        else:
            self._keeper.copy_all()

    def _ask_to_forget(self) -> None:
        self._forget_row.say(
            self.tr("Search by phone finds nobody then, until buyers are copied again."),
            MessageKind.WARN,
            action=self.tr("Forget all the same"),
            on_action=self._keeper.forget,
        )

    def _pace_words(self, lists: int) -> str:
        return self.tr("{lists} a second").format(lists=lists) if lists else self.tr("As the server bears")

    def _empty_words(self, ids: int) -> str:
        return self.tr("{count} numbers").format(count=QLocale().toString(ids))

    def _keep_for(self) -> None:
        self._keep("mirror_days", self._days)
        self._keeper.purge()

    def _keep(self, name: str, combo: ComboBox, *_index: int) -> None:
        value = int(combo.currentData())
        self._preferences.change(lambda settings: _with(settings, name, value))

    def _say_failed(self, error: Exception) -> None:
        words = describe(error)
        self._copy_row.say(" ".join(filter(None, (words.line, words.code))))

    def _show(self) -> None:
        keeper = self._keeper
        running = keeper.is_running
        self._copy_row.set_words(self.tr("Copy on this computer"), self._how_much())
        if running:
            self._copy.setText(self.tr("Stopping…") if keeper.is_stopping else self.tr("Stop"))
        else:
            self._copy.setText(self.tr("Copy all buyers"))
        self._copy.set_icon("x" if running else "download")
        self._copy.setEnabled(keeper.may_copy and not keeper.is_stopping)
        self._forget.setEnabled(keeper.may_copy and not running)
        for combo in (self._pace, self._empty, self._days):
            combo.setEnabled(keeper.may_copy)
        self._how_far.setVisible(running)
        if running:
            self._show_progress()

    def _show_progress(self) -> None:
        progress = self._keeper.progress
        upper = progress.upper or 0
        self._bar.setMaximum(_STEPS if upper else 0)  # without an end it only moves about
        self._bar.setValue(min(_STEPS, _STEPS * progress.read // upper) if upper else 0)
        locale = QLocale()
        figures = [
            self.tr("{read} numbers asked, {found} buyers").format(
                read=locale.toString(progress.read), found=locale.toString(progress.found)
            )
        ]
        if progress.rate:
            figures.append(self.tr("{rate} a second").format(rate=locale.toString(round(progress.rate))))
        if progress.remaining_seconds is not None:
            figures.append(self._time_left(progress.remaining_seconds))
        self._figures.setText(self.tr(", ").join(figures))

    def _time_left(self, seconds: float) -> str:
        if seconds < 60:
            return self.tr("about {seconds} s left").format(seconds=max(1, round(seconds)))
        return self.tr("about {minutes} min left").format(minutes=round(seconds / 60))

    def _how_much(self) -> str:
        info = self._keeper.info
        if info is None:
            return ""
        held = copy_words.whole(info.coverage, now=datetime.now().astimezone())
        size = QLocale().formattedDataSize(info.size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
        return self.tr(", ").join((held, size) if info.size else (held,))


def _with(settings: Settings, name: str, value: int) -> Settings:
    """``settings`` with one field of the way to the server in use changed."""
    profile = settings.current
    if profile is None or profile.remote is None:
        return settings
    changed: dict[str, Any] = {name: value}
    return settings.keeping(replace(profile, remote=replace(profile.remote, **changed)))
