"""关于: versions, what changed, and the licences of all that the program is made of."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPlainTextEdit, QScrollArea, QStackedWidget, QWidget

from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.about_facts import Facts, Paragraph, read_facts
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, IconButton
from wxbuyer_gui.ui.widgets.form_field import MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.side_window import SideWindow
from wxbuyer_gui.ui.widgets.tab_bar import TabBar
from wxbuyer_gui.ui.widgets.tile import Tile

_SIZE = (640, 560)
_SMALLEST = (480, 460)
_MARGIN = 28


class AboutDialog(SideWindow):
    """Three tabs. The facts are read from disk when it opens."""

    def __init__(self, owner: QWidget, *, theme: Theme, icons: Icons, runner: Runner, version: str) -> None:
        super().__init__(owner, theme=theme, name="aboutDialog", size=_SIZE, smallest=_SMALLEST)
        self._version = version
        self._facts: Facts | None = None
        self._tile = Tile("store", theme=theme, icons=icons, radius=14, ground="accent", ink="on_accent")
        self._name = Label(theme=theme, px=20, bold=True)
        self._line = Label(theme=theme, px=13, token="muted", wrap=True)
        self._close = IconButton("x", theme=theme, icons=icons, name="closeButton")
        self._tabs = TabBar(theme=theme, inset=_MARGIN)
        self._tabs.setObjectName("aboutTabs")
        self._versions = _Versions(theme=theme)
        self._changes = _Changes(theme=theme)
        self._licences = QPlainTextEdit(readOnly=True, tabChangesFocus=True)
        self._licences.setObjectName("licencesText")
        self._pages = QStackedWidget()
        self._copied = MessageLine(theme=theme, icons=icons, px=13, name="aboutMessage")
        self._copy = Button(theme=theme, icons=icons, icon="copy", name="copyInfoButton")
        self._build()
        self._close.clicked.connect(self.close)
        self._copy.clicked.connect(self._copy_versions)
        self._tabs.chosen.connect(self._pages.setCurrentIndex)
        theme.changed.connect(self._fit)
        self.retranslate()
        runner.submit(partial(read_facts, version), on_success=self._show, on_error=lambda _: None, owner=self)

    def _build(self) -> None:
        for page in (self._versions, self._changes, self._licences):
            self._pages.addWidget(page)
        words = column(spacing=2)
        words.addStretch()
        words.addWidget(self._name)
        words.addWidget(self._line)
        words.addStretch()
        self._head = row()
        self._head.addWidget(self._tile)
        self._head.addLayout(words, 1)
        self._head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._body = row()
        self._body.addWidget(self._pages)
        self._foot = row()
        self._foot.addWidget(self._copied, 1)
        self._foot.addStretch(0)
        self._foot.addWidget(self._copy)
        outer = column(self)
        outer.addLayout(self._head)
        outer.addWidget(self._tabs)
        outer.addLayout(self._body, 1)
        outer.addLayout(self._foot)
        self._fit()

    def open(self) -> None:
        """Show it; left and right choose the tab."""
        super().open()
        self._tabs.setFocus()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.setWindowTitle(self.tr("About"))
        self._name.setText(self.tr("WeChat buyers"))
        version = self.tr("Version {version}").format(version=self._version)
        purpose = self.tr("Finds buyers, registers and binds members, at the counter")
        self._line.setText("\n".join((version, purpose)))
        self._close.set_label(self.tr("Close"), self.tr("Close (Esc)"))
        self._tabs.set_labels((self.tr("Versions"), self.tr("What changed"), self.tr("Licences")))
        self._copy.setText(self.tr("Copy information"))
        self._licences.setAccessibleName(self.tr("Licences"))
        self._changes.setAccessibleName(self.tr("What changed"))
        if self._facts is not None:
            self._show(self._facts)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """White, with a hairline above the foot."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, self._foot.geometry().top(), self.width(), 1, self._theme.color("border"))

    def _show(self, facts: Facts) -> None:
        self._facts = facts
        self._versions.show_versions(facts.versions)
        self._changes.show_changes(facts.changes)
        self._licences.setPlainText(self._licence_text(facts))

    def _licence_text(self, facts: Facts) -> str:
        """A note where a licence asks for one, a list of all parts, then the texts."""
        notes = (
            self.tr("This program is under the MIT licence."),
            self.tr(
                "Qt and PySide6 are used under the LGPL 3: they are separate files beside this program and may be "
                "replaced by other builds of the same version."
            ),
            self.tr("The icons are Lucide's, under the ISC licence; some come from Feather, under the MIT licence."),
        )
        listed = [f"{part.name} {part.version}   {part.licence}".rstrip() for part in facts.parts]
        texts = [f"{part.name}\n\n{part.text}" for part in facts.parts if part.text]
        return "\n\n".join((*notes, "\n".join(listed), f"Lucide\n\n{facts.icons.strip()}", *texts))

    def _copy_versions(self) -> None:
        """For whoever is asked for help; nothing about the shop or its customers is in it."""
        versions = self._facts.versions if self._facts is not None else ()
        QGuiApplication.clipboard().setText("\n".join(f"{name} {value}" for name, value in versions))
        self._copied.say(self.tr("Copied"), MessageKind.OK)

    def _fit(self) -> None:
        px = self._theme.px
        self._head.setContentsMargins(px(_MARGIN), px(20), px(16), px(8))
        self._head.setSpacing(px(16))
        self._body.setContentsMargins(px(_MARGIN), px(14), px(_MARGIN), px(14))
        self._foot.setContentsMargins(px(_MARGIN), px(13), px(_MARGIN), px(13))
        self.update()


class _Versions(QWidget):
    """Names at the left, values beside them, which can be selected."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)

    def show_versions(self, versions: tuple[tuple[str, str], ...]) -> None:
        """Show these instead of those before."""
        _empty(self._grid)
        self._grid.setHorizontalSpacing(self._theme.px(24))
        self._grid.setVerticalSpacing(self._theme.px(10))
        for line, (name, value) in enumerate(versions):
            shown = Label(value, theme=self._theme, px=13, wrap=True)
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            shown.setAccessibleName(f"{name} {value}")
            self._grid.addWidget(Label(name, theme=self._theme, px=13, token="muted"), line, 0)
            self._grid.addWidget(shown, line, 1)
        self._grid.setRowStretch(len(versions), 1)


class _Changes(QScrollArea):
    """Headings and items as plain text."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("changelog")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def show_changes(self, changes: tuple[Paragraph, ...]) -> None:
        """Show these instead of those before."""
        page = QWidget()
        page.setProperty("transparent", True)
        content = column(page, spacing=self._theme.px(8), margins=(0, 0, self._theme.px(12), 0))
        for change in changes:
            content.addLayout(self._paragraph(change))
        content.addStretch()
        self.setWidget(page)
        page.setAutoFillBackground(False)

    def _paragraph(self, change: Paragraph) -> QHBoxLayout:
        line = row(spacing=self._theme.px(8))
        if change.kind == "heading":
            line.setContentsMargins(0, self._theme.px(8), 0, 0)
            line.addWidget(Label(change.text, theme=self._theme, px=14, bold=True, wrap=True), 1)
            return line
        if change.kind == "item":
            line.addWidget(Label("•", theme=self._theme, px=13, token="muted"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(change.text, theme=self._theme, px=13, token="text2", wrap=True), 1)
        return line


def _empty(grid: QGridLayout) -> None:
    while item := grid.itemAt(0):
        widget = item.widget()
        assert widget is not None
        grid.removeWidget(widget)  # not takeAt, whose item nobody deletes
        widget.deleteLater()
