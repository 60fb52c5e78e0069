"""What the window hides while nobody is signed in, and how it comes back."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QWidget
from shiboken6 import isValid

from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.clipboard import Clipboard
from wxbuyer_gui.ui.forms import Forms
from wxbuyer_gui.ui.panes.sign_in_page import SignInPage
from wxbuyer_gui.ui.pending import Pending
from wxbuyer_gui.ui.searching import Answer
from wxbuyer_gui.ui.signing import Signing
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.window_parts import WindowParts


class Shutter(QObject):
    """Puts the sign-in page over everything that could tell of a customer, and takes it away again.

    Forms and windows of whoever locked the counter come back to the same person; for anybody else they are closed.
    """

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        window: QWidget,
        parts: WindowParts,
        actions: Actions,
        forms: Forms,
        pending: Pending,
        clipboard: Clipboard,
        signing: Signing,
    ) -> None:
        super().__init__(window)
        self._dress = {"theme": theme, "icons": icons}
        self._window = window
        self._parts = parts
        self._actions = actions
        self._forms = forms
        self._pending = pending
        self._clipboard = clipboard
        self._signing = signing
        self._page: SignInPage | None = None
        self._beside: list[QWidget] = []
        self._focused: QWidget | None = None
        signing.shut.connect(self._shut)
        signing.entered.connect(self._open)

    def _shut(self) -> None:
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        QToolTip.hideText()
        self._focused = self._window.focusWidget()
        is_locked = self._signing.locked is not None
        self._set_shut(True)
        if is_locked:
            self._forms.set_covered(True)
        else:
            self._forms.abandon()
        self._beside = [each for each in self._window.findChildren(QWidget) if each.isWindow() and each.isVisible()]
        for each in self._beside:
            if not is_locked:
                each.close()
            each.hide()  # one that is at work refuses to be closed
        self._clipboard.forget()
        page = self._sign_in_page()
        self._parts.panel.cover(page)
        self._signing.people(lambda people: self._ask([p.operator.name for p in people if p.left_at is None]))

    def _open(self, is_back: bool) -> None:
        beside, self._beside = self._beside, []
        if not is_back:
            self._parts.browse.show_answer(Answer())  # before it is seen: what comes in its place may take its time
        self._parts.panel.uncover()
        self._set_shut(False)
        if is_back:
            for each in filter(isValid, beside):
                each.show()
            if self._focused is not None and isValid(self._focused) and self._focused.isVisible():
                self._focused.setFocus()
            self._forms.set_covered(False)
        else:
            self._forms.abandon()
            for each in filter(isValid, beside):
                each.close()
            self._parts.notice.clear()
            self._parts.box.edit.setText("")  # ``clear`` could be undone
            self._parts.box.take_caret()

    def _set_shut(self, shut: bool) -> None:
        parts = self._parts
        self._actions.shut(shut)
        for widget in (parts.box, parts.new_buyer):
            widget.setDisabled(shut)
        parts.box.edit.setEchoMode(QLineEdit.EchoMode.NoEcho if shut else QLineEdit.EchoMode.Normal)
        parts.header.set_shut(shut)
        parts.notice.set_shut(shut)
        parts.toaster.set_shut(shut)

    def _sign_in_page(self) -> SignInPage:
        if self._page is None:
            self._page = SignInPage(**self._dress)
            self._page.submitted.connect(self._signing.sign_in)
            self._signing.refused.connect(self._page.show_refusal)
            self._parts.panel.add_page(self._page)
        return self._page

    def _ask(self, names: list[str]) -> None:
        if self._signing.is_shut:
            self._sign_in_page().ask(names, locked=self._signing.locked, warning=self._what_is_left)

    def _what_is_left(self) -> str:
        """What somebody else than who locked the counter should know first; '' for nothing."""
        locked, waiting = self._signing.locked, self._pending.unsettled
        words = []
        if locked is not None and self._forms.is_changed:
            words.append(self.tr("What {name} typed into a form is not saved.").format(name=locked.name))
        if waiting:
            words.append(self.tr("Not settled yet: {count}. They go on.").format(count=waiting))
        return " ".join(words)
