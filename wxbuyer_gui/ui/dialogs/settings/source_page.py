"""数据来源: which database the counter works on; tested before it is switched to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.paths import Folders
from wxbuyer_gui.settings import Profile, ProfileKind, Settings, without_secrets
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.settings.address_change import AddressChange
from wxbuyer_gui.ui.dialogs.settings.file_form import FileForm
from wxbuyer_gui.ui.dialogs.settings.mirror_panel import MirrorPanel
from wxbuyer_gui.ui.dialogs.settings.page import SettingsPage
from wxbuyer_gui.ui.dialogs.settings.remote_form import RemoteForm
from wxbuyer_gui.ui.dialogs.settings.server_form import ServerForm
from wxbuyer_gui.ui.dialogs.settings.source_cards import SourceCards
from wxbuyer_gui.ui.dialogs.settings.source_foot import SourceFoot
from wxbuyer_gui.ui.dialogs.settings.source_form import SourceForm
from wxbuyer_gui.ui.dialogs.settings.source_switch import SourceSwitch
from wxbuyer_gui.ui.dialogs.settings.source_trial import SourceTrial
from wxbuyer_gui.ui.dialogs.settings.test_card import TestCard
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.mirror_keeper import MirrorKeeper
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.permits import permit_source
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.vendor_questions import vendor_questions
from wxbuyer_gui.ui.widgets.form_field import MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons

if TYPE_CHECKING:
    from wxbuyer_gui.domain.trial import Step
    from wxbuyer_gui.sources import Sources


class SourcePage(SettingsPage):
    """Cards for the kinds, a form for the chosen one, the test, and the button that switches.

    ``waiting`` tells how many writes to the open source are not settled: leaving it has to be said twice then.

    Signals:
        source_chosen(Profile | None): a tested source is to be opened; None is the usual database.
    """

    key = "source"
    icon = "database"
    source_chosen = Signal(object)

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        preferences: Preferences,
        runner: Runner,
        sources: Sources,
        operations: Operations,
        mirror: MirrorKeeper,
        waiting: Callable[[], int],
        places: Folders,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme=theme, icons=icons, preferences=preferences, parent=parent)
        self._operations = operations
        self._usual_url = f"sqlite:///{places.database_file}"
        self._trial = SourceTrial(sources=sources, runner=runner, parent=self)
        self._change = AddressChange(sources=sources, operations=operations, runner=runner, parent=self)
        self._switching = SourceSwitch(
            trial=self._trial,
            change=self._change,
            preferences=preferences,
            waiting=waiting,
            permit=self._permit,
            parent=self,
        )
        self._switches = False
        self._cards = SourceCards(theme=theme)
        self._forms: dict[ProfileKind, SourceForm] = {
            "remote": RemoteForm(theme=theme, icons=icons, pair=sources.paired, may_allow_http=self._may_change_source),
            "sqlite": FileForm(usual=places.database_file, theme=theme, icons=icons),
            "postgresql": ServerForm(theme=theme, icons=icons),
        }
        self._mirror = mirror
        self._mirror_panel = MirrorPanel(theme=theme, icons=icons, preferences=preferences, keeper=mirror)
        self._test_card = TestCard(theme=theme, icons=icons)
        self._note = MessageLine(theme=theme, icons=icons, name="sourceNote")
        self._foot = SourceFoot(theme=theme, icons=icons)
        self.body.setSpacing(theme.px(13))
        for part in (self._cards, *self._forms.values(), self._test_card, self._note, self._mirror_panel):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._connect()
        self.start()
        self._show_current()

    def _connect(self) -> None:
        self._cards.chosen.connect(self._choose_kind)
        for form in self._forms.values():
            form.edited.connect(self._on_edited)
            form.forgotten.connect(self._forget)
            form.finished.connect(self._foot.reach)
            form.completed.connect(partial(self._test, switch=True))
            form.noteworthy.connect(self.noteworthy)
        self._test_card.test_requested.connect(partial(self._test, switch=False))
        self._test_card.confirmed.connect(self._keep_tenant)
        self._test_card.questions_requested.connect(self._copy_questions)
        self._trial.tested.connect(self._on_tested)
        self._trial.failed.connect(self._on_not_tested)
        self._change.another.connect(self._on_another)
        self._change.unwitnessed.connect(self._on_unwitnessed)
        self._switching.refused.connect(self._on_refused)
        self._switching.asking.connect(self._foot.ask)
        self._switching.comparing.connect(lambda: self._foot.say(self.tr("Comparing with the old address…")))
        self._switching.chosen.connect(self.source_chosen)
        self._switching.switched.connect(self._on_switched)
        self._switching.not_kept.connect(self._on_not_kept)
        self._foot.cancelled.connect(self._show_current)
        self._foot.switch_requested.connect(self._test_or_switch)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._foot.press)

    @staticmethod
    def title() -> str:
        """The page's name."""
        return QCoreApplication.translate("SourcePage", "Data source")

    @property
    def foot(self) -> QWidget:
        """What is in use, and the button that changes it."""
        return self._foot

    def follow(self, settings: Settings) -> None:
        """List the saved sources; what is being typed stays."""
        for form in self._forms.values():
            form.list_saved(settings.profiles, in_use=settings.profile)
        self._mirror_panel.follow(settings)
        self.refresh()

    def refresh(self) -> None:
        """Say again which source is in use: another one has been opened."""
        self._foot.say(self._in_use())
        self._show_mirror()
        self._mirror_panel.refresh()
        self._update_buttons()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._cards.retranslate()
        self._test_card.retranslate()
        self._mirror_panel.retranslate()
        self.refresh()

    # -- the draft ---------------------------------------------------------------------------------------------

    @property
    def _kind(self) -> ProfileKind:
        return self._cards.kind

    @property
    def _form(self) -> SourceForm:
        return self._forms[self._kind]

    def _show_current(self) -> None:
        """Back to the source of the settings."""
        current = self._preferences.settings.current
        kind: ProfileKind = current.kind if current is not None else "sqlite"
        self._cards.choose(kind)
        for each, form in self._forms.items():
            form.show_profile(current if each == kind else None)
        self._choose_kind(kind)

    def _choose_kind(self, kind: ProfileKind) -> None:
        for each, form in self._forms.items():
            form.setVisible(each == kind)
        self._show_mirror()
        self._on_edited()

    def _on_edited(self) -> None:
        """What was tested is not what stands there any more."""
        self._trial.forget()
        self._change.forget()
        self._switching.forget()
        self._foot.say(self._in_use())
        self._note.say("")
        self._test_card.show_idle(self._kind)
        profile = self._form.profile()
        if profile is not None and profile.kind != "sqlite":
            self._trial.ask_for_password(profile, self._form.show_kept)
        self._update_buttons()

    def _show_mirror(self) -> None:
        """Its panel stands below the form of the kind that is open, if that keeps something here."""
        self._mirror_panel.setVisible(self._kind == "remote" and self._mirror.is_here)

    def _keep_tenant(self, tenant_id: int) -> None:
        """A person has said whose buyers the key reads: another tenant's are an error from now on."""
        self._form.keep_tenant(tenant_id)
        self._update_buttons()

    def _copy_questions(self) -> None:
        QGuiApplication.clipboard().setText(vendor_questions())
        self._note.say(self.tr("The questions are in the clipboard: paste them into a message to the vendor."))

    def _permit(self, follow: Callable[[], None]) -> None:
        """As ``permit_source``; a refusal is said here."""
        permit_source(
            self._operations,
            follow,
            owner=self,
            on_error=lambda error: self._note.say(describe(error).title, MessageKind.WARN),
        )

    def _forget(self, profile: Profile) -> None:
        """The source and its password; its data stays."""
        self._permit(partial(self._forget_now, profile))

    def _forget_now(self, profile: Profile) -> None:
        before = self._preferences.settings.profiles
        form = self._forms[profile.kind]
        self._preferences.change(
            lambda settings: replace(settings, profiles=tuple(p for p in settings.profiles if p.id != profile.id))
        )
        form.show_profile(None)
        form.say_forgotten(
            profile, partial(self._preferences.change, lambda settings: replace(settings, profiles=before))
        )
        self._on_edited()
        if profile.kind != "sqlite":
            self._trial.keep_password(profile, "", lambda _: None)

    # -- testing and switching ---------------------------------------------------------------------------------

    def _test_or_switch(self) -> None:
        if self._trial.is_passed:
            self._keep_and_switch()
        else:
            self._test(switch=True)

    def _test(self, *, switch: bool) -> None:
        if self._trial.is_running or not self._form.check():
            return
        self._switches = switch
        profile = self._form.profile() or Profile("", "", "sqlite", self._usual_url)
        self._trial.test(profile, self._form.password, self._form.known)
        self._test_card.show_busy()
        self._update_buttons()

    def _on_tested(self, steps: tuple[Step, ...]) -> None:
        self._test_card.show_steps(steps)
        self._form.show_problem(next((step.error for step in steps if step.error), None))
        self.noteworthy.emit(self._test_card)
        self._update_buttons()
        if self._trial.is_passed and self._switches:
            self._keep_and_switch()

    def _on_not_tested(self, error: Exception) -> None:
        self._test_card.show_failure(describe(error).line)
        self._form.show_problem(error)
        self._update_buttons()

    def _keep_and_switch(self) -> None:
        form, left = self._form, self._form.left_behind()
        witnesses = () if left is None else form.witnesses()
        if witnesses is not None:
            self._switching.start(form.profile(), password=form.password, left=left, witnesses=witnesses)

    def _on_refused(self) -> None:
        self._foot.say(self.tr("Something is being saved. Switch when it is done."), MessageKind.WARN)

    def _on_another(self, reason: str) -> None:
        self._form.say_another(reason)
        self.refresh()

    def _on_unwitnessed(self, reason: str) -> None:
        self._form.ask_witnesses(reason)
        self.refresh()

    def _on_switched(self, profile: Profile | None) -> None:
        self._form.show_profile(profile)
        self._foot.show_opening()

    def _on_not_kept(self) -> None:
        text = self.tr("There is no keyring to trust: the password is forgotten when the program ends.")
        self._note.say(text, MessageKind.WARN)

    def _update_buttons(self) -> None:
        draft, current = self._form.profile(), self._preferences.settings.current
        self._foot.show_draft(
            self._kind,
            is_saved=draft == current,
            is_in_use=draft == current and self._is_open(draft) and not self._form.password,
            is_tested=self._trial.is_passed,
            is_busy=self._trial.is_running,
        )

    def _may_change_source(self) -> bool:
        """Whether the operator may change where customers' data goes; nobody has to sign in where nothing is open."""
        return not self._operations.is_open or self._operations.session.desk.operators.current.may(Right.SOURCE)

    # -- what is in use ----------------------------------------------------------------------------------------

    def _is_open(self, profile: Profile | None) -> bool:
        url = without_secrets(profile.url) if profile is not None else self._usual_url
        return self._operations.is_open and self._operations.session.source.url == url

    def _in_use(self) -> str:
        if not self._operations.is_open:
            return self.tr("No source is open")
        source = self._operations.session.source
        if source.demo:
            return self.tr("In use: made-up data")
        return self.tr("In use: {name}. Switching needs no restart.").format(name=source.label)
