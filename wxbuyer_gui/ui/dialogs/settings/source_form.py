"""What the forms of all kinds of data source share: the list of those that are saved, and the name."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.settings import Profile, ProfileKind
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import IconButton
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.form_field import FormField
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.layouts import column, row

NEW = "new"
"""In the list of saved sources: one that is not saved yet."""


class SourceForm(QWidget):
    """A draft of a source: nothing is in force before it is tested and switched to.

    Subclasses fill ``body`` and implement ``fill``, ``read``, ``check`` and ``usual_name``.

    Signals:
        edited(): the draft is another one.
        forgotten(Profile): a saved source is not wanted any more.
        finished(): Enter in the last field.
        completed(): everything was filled in by a pairing code; it can be tested and switched to.
        noteworthy(QWidget): this part of the form has to be seen now.
    """

    edited = Signal()
    forgotten = Signal(object)
    finished = Signal()
    completed = Signal()
    noteworthy = Signal(object)

    def __init__(self, kind: ProfileKind, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{kind}Form")
        self._kind = kind
        self._theme = theme
        self._saved: dict[str, Profile] = {}
        self._in_use = ""
        self._new_id = _new_id()
        self._inputs: list[Input] = []
        self._list = ComboBox(theme=theme, icons=icons, name=f"{kind}List")
        self._list.activated.connect(self._on_listed)
        self._forget = IconButton("trash-2", theme=theme, icons=icons, side=36, name=f"{kind}Forget")
        self._forget.clicked.connect(self._on_forget)
        self._list_field = FormField(self._list, theme=theme, icons=icons)
        self._name = Input(theme=theme, icons=icons, name=f"{kind}Name")
        self._name_field = FormField(self._name, theme=theme, icons=icons)
        self._beside = column()
        self._beside.addWidget(self._forget)
        self._beside.addStretch()
        top = row(spacing=theme.px(12))
        top.addWidget(self._list_field, 1, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._name_field, 1, Qt.AlignmentFlag.AlignTop)
        top.addLayout(self._beside)
        self.body = column(self, spacing=theme.px(12))
        self.body.addLayout(top)
        self.watch(self._name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self._fit)
        self._fit()

    # -- for subclasses ----------------------------------------------------------------------------------------

    def fill(self, profile: Profile | None) -> None:
        """Show the address of ``profile``; None for an empty form."""
        raise NotImplementedError

    def read(self) -> str:
        """The address that is filled in."""
        raise NotImplementedError

    def check(self) -> bool:
        """Mark what is wrong; True if nothing is."""
        raise NotImplementedError

    def usual_name(self) -> str:
        """What a source without a name is called."""
        raise NotImplementedError

    def fixed_choices(self) -> Sequence[tuple[str, str]]:
        """(words, id) of entries that are always listed, before the saved ones."""
        return ()

    # -- for the page ------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> str:
        """The id of the source in the list, NEW for one that is not saved yet."""
        return str(self._list.currentData())

    @property
    def password(self) -> str:
        """What was typed as a password or key, '' for the one that is kept."""
        return ""

    @property
    def known(self) -> str:
        """The number or openId of a buyer to test with, '' where none was given."""
        return ""

    def show_kept(self, kept: bool) -> None:
        """Say whether there is a password or key in the keyring."""

    def keep_tenant(self, tenant_id: int) -> None:
        """Put the confirmed tenant into the draft."""

    def show_problem(self, error: Exception | None) -> None:
        """Mark the field that ``error`` is about, if it is about one."""

    def left_behind(self) -> Profile | None:
        """The saved source whose server the draft would leave for another address; None where it stays."""
        return None

    def say_another(self, reason: str) -> None:
        """Say why the draft cannot take the place of the source in ``left_behind``."""

    def ask_witnesses(self, reason: str) -> None:
        """Ask for buyers of the source in ``left_behind``, which tells nobody itself."""

    def witnesses(self) -> tuple[WxBuyingUser, ...] | None:
        """The buyers that were asked for; None where they are not filled in."""
        return ()

    def profile(self) -> Profile | None:
        """The draft as it would be saved; None for the usual database."""
        name = self._name.text().strip() or self.usual_name()
        saved = self._saved.get(self.chosen)
        if saved is not None:
            return replace(saved, name=name, url=self.read())
        return Profile(self._new_id, name, self._kind, self.read())

    def list_saved(self, profiles: Sequence[Profile], *, in_use: str) -> None:
        """List the sources of this kind that are saved, keeping the one that is shown."""
        self._saved = {profile.id: profile for profile in profiles if profile.kind == self._kind}
        self._in_use = in_use
        if self._new_id in self._saved:
            self._new_id = _new_id()
        self.retranslate()

    def show_profile(self, profile: Profile | None) -> None:
        """Show a saved source; with None the first of the list."""
        index = self._list.findData(profile.id if profile is not None else "")
        self._list.setCurrentIndex(max(index, 0))
        self._show_listed()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        present = self._list.currentData()
        self._list.clear()
        listed = [*self.fixed_choices(), *((saved.name, saved.id) for saved in self._saved.values())]
        for words, key in (*listed, (self.tr("Another one…"), NEW)):
            self._list.addItem(words, key)
        self._list.setCurrentIndex(max(0, self._list.findData(present)))
        self._list_field.setVisible(bool(listed))
        self._list_field.set_label(self.tr("Source"))
        self._name_field.set_label(self.tr("Name"))
        self._forget.set_label(self.tr("Forget this source"))
        self._show_buttons()

    def say_forgotten(self, profile: Profile, undo: Callable[[], None]) -> None:
        """Say that a source was forgotten, with the way back."""
        words = self.tr("{name} is forgotten. Its data stays where it is.").format(name=profile.name)
        self._list_field.setVisible(True)
        self._list_field.say(words, action=self.tr("Undo"), on_action=partial(self._undo, undo))

    def watch(self, control: Input | ComboBox) -> None:
        """Tell the page when ``control`` is changed by hand, and let Enter lead on from an input."""
        if isinstance(control, Input):
            self._inputs.append(control)
            control.textEdited.connect(lambda _: self.edited.emit())
            control.entered.connect(lambda: self._go_on(control))
        else:
            control.activated.connect(lambda _: self.edited.emit())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_listed(self) -> None:
        self._list_field.say("")
        self._show_listed()
        self.edited.emit()

    def _show_listed(self) -> None:
        saved = self._saved.get(self.chosen)
        self._name.setText(saved.name if saved is not None else "")
        self.fill(saved)
        self._show_buttons()

    def draft_anew(self) -> None:
        """Let what is filled in be a source of its own, beside the one that was shown."""
        self._list.setCurrentIndex(self._list.findData(NEW))
        self._show_buttons()
        self.edited.emit()

    def _show_buttons(self) -> None:
        self._forget.setVisible(self.chosen in self._saved and self.chosen != self._in_use)

    def _go_on(self, control: Input) -> None:
        later = self._inputs[self._inputs.index(control) + 1 :]
        following = next((each for each in later if each.isVisibleTo(self)), None)
        if following is not None:
            following.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finished.emit()

    def _on_forget(self) -> None:
        self.forgotten.emit(self._saved[self.chosen])

    def _undo(self, undo: Callable[[], None]) -> None:
        self._list_field.say("")
        undo()

    def _fit(self) -> None:
        """The button stands beside the inputs, not beside their labels."""
        label = round(self._theme.metrics(13).height())
        self._beside.setContentsMargins(0, label + self._theme.px(4), 0, 0)


def _new_id() -> str:
    return uuid.uuid4().hex[:12]
