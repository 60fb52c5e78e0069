"""The window: assembles the search box, the list and the detail, and asks the session."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from wxbuyer_gui.domain.errors import BackendError, StorageError
from wxbuyer_gui.domain.query import Query, parse
from wxbuyer_gui.tasks.slot import TaskSlot
from wxbuyer_gui.ui.models.result_model import Column, ResultModel
from wxbuyer_gui.ui.panes.detail_pane import DetailPane

if TYPE_CHECKING:
    from wxbuyer_gui.domain.models import SearchPage
    from wxbuyer_gui.services.care import CheckReport
    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.tasks.runner import Runner
    from wxbuyer_gui.ui.theme import Theme
    from wxbuyer_gui.ui.widgets.icons import Icons


class MainWindow(QWidget):
    """One counter's window.

    Signals:
        ready(): the source is usable, or the window says why it is not.
        answered(): the answer to the text now in the box is on the screen, or why there is none.
        checked(): the pages of the file are checked, if that was due, and writes go through.
    """

    ready = Signal()
    answered = Signal()
    checked = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, runner: Runner) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._runner = runner
        self._session: Session | None = None
        self._page: SearchPage | None = None
        self._slot = TaskSlot(runner, owner=self)
        self._more = TaskSlot(runner, owner=self)
        self._stop_check = Event()
        icons.setParent(self)
        runner.setParent(self)
        self._build()
        self.retranslate()
        self.setMinimumSize(1024, 640)

    def _build(self) -> None:
        self._search = QLineEdit(self)
        self._search.setObjectName("searchEdit")
        self._search.setFont(self._theme.font(18))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._ask)
        self._search.returnPressed.connect(self._to_list)
        self._button = QPushButton(self)
        self._button.setObjectName("searchButton")
        self._button.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.addWidget(self._search, 1)
        row.addWidget(self._button)
        self._caption = QLabel(self)
        self._caption.setObjectName("resultCaption")
        self._caption.setTextFormat(Qt.TextFormat.PlainText)
        self._model = ResultModel(self)
        self._table = self._make_table()
        self._detail = DetailPane(theme=self._theme)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.addWidget(self._caption)
        column.addWidget(self._table, 1)
        splitter = QSplitter(self)
        splitter.addWidget(left)
        splitter.addWidget(self._detail)
        splitter.setSizes([668, 470])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(row)
        outer.addWidget(splitter, 1)
        for key in ("Ctrl+K", "Ctrl+F", "F3"):
            QShortcut(QKeySequence(key), self, self._focus_search)
        QShortcut(QKeySequence("F5"), self, self._ask)
        QShortcut(QKeySequence("Ctrl+Q"), self, self.close)
        QShortcut(QKeySequence("Escape"), self, self._search.clear)
        self._search.setFocus()

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setObjectName("resultTable")
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._theme.px(40))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(Column.BUYER, QHeaderView.ResizeMode.Stretch)
        for section, width in ((Column.PHONE, 166), (Column.MEMBER, 138), (Column.NUMBER, 96)):
            header.resizeSection(section, self._theme.px(width))
        table.selectionModel().currentRowChanged.connect(lambda current, _previous: self._show_row(current.row()))
        table.verticalScrollBar().valueChanged.connect(self._fetch_more)
        return table

    @property
    def session(self) -> Session:
        """The open session. RuntimeError while no source is open."""
        if self._session is None:
            raise RuntimeError("no source is open")
        return self._session

    def open(self, opener: Callable[[], Session]) -> None:
        """Open a source on a worker; ``ready`` fires either way."""
        self._runner.submit(opener, on_success=self._attach, on_error=self._explain, owner=self)

    def search_for(self, text: str) -> None:
        """Put ``text`` into the search box, as if typed."""
        self._search.setText(text)

    def _attach(self, session: Session) -> None:
        self._session = session
        self._ask()
        self.ready.emit()
        stop = self._stop_check
        self._runner.submit(
            lambda: session.begin(cancel=stop), on_success=self._on_checked, on_error=self._explain, owner=self
        )

    def _on_checked(self, report: CheckReport | None) -> None:
        if report is not None and report.is_damaged:
            self._explain(StorageError("the file is damaged", code="E-DAMAGED"))
        self.checked.emit()

    def _explain(self, error: Exception) -> None:
        self._page = None
        self._model.show((), None)
        code = error.code if isinstance(error, BackendError) else "E-UNEXPECTED"
        self._caption.setText(self.tr("Cannot search: {code}").format(code=code))
        self._detail.show_sentence(self.tr("The search could not be done. What you typed is kept; F5 tries again."))
        if self._session is None:
            self.ready.emit()
        self.answered.emit()

    def _ask(self) -> None:
        """Search for the text now in the box; an older question is stopped and never shown."""
        session = self._session
        if session is None:
            return
        text = self._search.text()
        started = time.perf_counter()
        self._more.cancel()
        self._slot.replace(
            lambda cancel: session.desk.search(text, cancel=cancel),
            on_success=lambda page: self._show(page, _query(text), time.perf_counter() - started),
            on_error=self._explain,
        )

    def _show(self, page: SearchPage, query: Query | None, seconds: float) -> None:
        self._page, self._query = page, query
        self._model.show(page.hits, query)
        self._table.scrollToTop()
        count = f"{page.count}+" if page.capped else str(page.count)
        self._caption.setText(
            self.tr("{count} results, {milliseconds} ms").format(count=count, milliseconds=round(seconds * 1000))
        )
        if len(page.hits) == 1:
            self._table.selectRow(0)
        elif page.hits:
            self._detail.show_sentence(self.tr("{count} results, nobody picked yet").format(count=count))
        else:
            self._detail.show_sentence(self.tr("Nobody found"))
        self.answered.emit()

    def _show_row(self, row: int) -> None:
        if row >= 0:
            hit = self._model.hit(row)
            member_name = hit.member.name if hit.member else ""
            self._detail.show_hit(hit, self._model.name_of(hit.buyer) if hit.buyer else member_name)

    def _fetch_more(self, value: int) -> None:
        page, session = self._page, self._session
        at_end = value >= self._table.verticalScrollBar().maximum()
        if not at_end or page is None or page.next is None or session is None or self._more.busy:
            return
        text, after = self._search.text(), page.next
        self._more.replace(
            lambda cancel: session.desk.search(text, after=after, cancel=cancel),
            on_success=self._append,
            on_error=self._explain,
        )

    def _append(self, page: SearchPage) -> None:
        self._page = page
        if page.hits:
            self._model.append(page.hits, self._query)

    def _to_list(self) -> None:
        """Enter acts on the answer to the text in the box only: while one is awaited it does nothing."""
        if not self._slot.busy and self._model.rowCount():
            self._table.setFocus()
            self._table.selectRow(max(self._table.currentIndex().row(), 0))

    def _focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def retranslate(self) -> None:
        """Texts of the language in force."""
        self.setWindowTitle(self.tr("WeChat buyers"))
        self._search.setPlaceholderText(self.tr("Phone, last four digits, openId, name or pinyin"))
        self._search.setAccessibleName(self.tr("Search"))
        self._button.setText(self.tr("Search"))
        self._table.setAccessibleName(self.tr("Results"))
        self._detail.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a switch of the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let running writes end, then close the source."""
        self._stop_check.set()
        self._slot.cancel()
        self._more.cancel()
        self._runner.close()
        if self._session is not None:
            self._session.close()
            self._session = None
        super().closeEvent(event)


def _query(text: str) -> Query | None:
    """The parts of what was typed, for the digits that stay readable; None where it cannot be read."""
    try:
        return parse(text)
    except BackendError:
        return None
