"""All that a clerk can bring to the screen, for tests that look at everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Generic, TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from tests.support.operators import CLERK, MANAGER, SECRETS, hire
from tests.ui.window.conftest import OPEN_ID, WANG, Clerk
from wxbuyer_gui.domain import recovery_code
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.permissions import Role, SecretError
from wxbuyer_gui.services.seals import ChainCheck
from wxbuyer_gui.settings import Settings
from wxbuyer_gui.ui.dialogs.settings.id_numbers_row import IdNumbersRow
from wxbuyer_gui.ui.dialogs.shift_dialog import ShiftDialog
from wxbuyer_gui.ui.incidents import CrashReporter, Incident, Incidents
from wxbuyer_gui.ui.panes.day_picker import Unit
from wxbuyer_gui.ui.panes.entry_row import EntryRow
from wxbuyer_gui.ui.panes.making_page import MakingPage
from wxbuyer_gui.ui.panes.sign_in_page import SignInPage
from wxbuyer_gui.ui.theme import LARGE
from wxbuyer_gui.ui.widgets.segmented import Segmented

SETTINGS = ("source", "appearance", "scan", "privacy", "operators", "backup", "advanced")


AnyClerk = TypeVar("AnyClerk", bound=Clerk)


@dataclass(frozen=True)
class Screen(Generic[AnyClerk]):
    """``show`` brings it to the screen of a clerk's window; where nothing else is said, on ``conftest.shop``."""

    name: str
    show: Callable[[AnyClerk], None]


def _journal(clerk: Clerk) -> None:
    _unbound_with_toast(clerk)
    clerk.press("Ctrl+H")
    clerk.qtbot.waitUntil(lambda: clerk.sees("journalPage"))


def _journal_of_a_month(clerk: Clerk) -> None:
    _journal(clerk)
    segments = clerk.see("journalUnit")
    assert isinstance(segments, Segmented)
    segments.set_value(Unit.MONTH)
    clerk.qtbot.waitUntil(lambda: bool(clerk.window.findChildren(EntryRow)))


def _search(text: str, *keys: str, until: str = "") -> Callable[[Clerk], None]:
    """Search, press keys, and wait until a widget is there."""

    def show(clerk: Clerk) -> None:
        if clerk.box.text() != text:
            clerk.search(text)
        for key in keys:
            clerk.press(key)
        if until:
            clerk.qtbot.waitUntil(lambda: clerk.sees(until))

    return show


def _bind_compared(clerk: Clerk) -> None:
    _search("王小明", "Ctrl+B", until="bindDialog")(clerk)
    phone = clerk.see("bindDialog").findChild(QLineEdit, "phoneEdit")
    phone.setText("18600008000")
    clerk.qtbot.keyClicks(phone, "\r")
    submit = clerk.see("bindDialog").findChild(QAbstractButton, "submitButton")
    clerk.qtbot.waitUntil(lambda: "#1" in submit.text())


def keep_id_numbers(clerk: Clerk) -> None:
    """As after a manager has switched them on."""
    session = clerk.window.session
    assert session.id_vault is not None
    if not session.id_vault.has_key:
        code = recovery_code.new_code()
        session.id_vault.switch_on(code, code[-4:])
        session.consents.state_purpose("只用于核对处方药的购买人")
    clerk.window._preferences.change(lambda all_: replace(all_, privacy=replace(all_.privacy, id_card_field=True)))


def _id_number_for_a_reason(clerk: Clerk) -> None:
    keep_id_numbers(clerk)
    desk = clerk.window.session.desk
    (member,) = desk.find_members("18600008000")
    desk.save_member(replace(member, id_card="11010519491231002X"), base=member)
    _search("欧阳娜娜", "Ctrl+2", until="idCardValueEye")(clerk)
    clerk.see("idCardValueEye", QAbstractButton).click()
    clerk.qtbot.waitUntil(lambda: clerk.sees("reasonLine"))


def _register_with_id_number(clerk: Clerk) -> None:
    keep_id_numbers(clerk)
    _search("王小明", "Ctrl+N", until="registerDialog")(clerk)
    form = clerk.see("registerDialog")
    clerk.qtbot.keyClicks(form.findChild(QLineEdit, "idCardEdit"), "110101199003071233")
    clerk.qtbot.waitUntil(lambda: "处方药" in form.findChild(QLabel, "purposeText").text())
    clerk.press("Ctrl+Return")


def _register_taken(clerk: Clerk) -> None:
    keep_id_numbers(clerk)
    _search("王小明", "Ctrl+N", until="registerDialog")(clerk)
    form = clerk.see("registerDialog")
    for name, text in (("idCard", "110101199003071230"), ("birthday", "2099-01-01"), ("phone", "18600008000")):
        edit = form.findChild(QLineEdit, f"{name}Edit")
        edit.setFocus()
        edit.selectAll()
        clerk.qtbot.keyClicks(edit, text)
    clerk.press("Ctrl+Return")
    clerk.qtbot.waitUntil(lambda: clerk.sees("duplicateNotice"))


def _unbound_with_toast(clerk: Clerk) -> None:
    clerk.search("欧阳娜娜")
    clerk.press("Ctrl+U")
    clerk.qtbot.waitUntil(lambda: clerk.sees("toast") and clerk.is_live("register"))


def _with_alias(clerk: Clerk) -> None:
    desk = clerk.window.session.desk
    for text, alias in (("1234", "王姐"), ("13800138000", "老王")):
        (hit,) = desk.search(text).hits
        if hit.buyer is not None:
            desk.rename(hit.buyer, alias)
    clerk.search("w")


def _alias_field(clerk: Clerk) -> None:
    _with_alias(clerk)
    clerk.search("1234")
    clerk.see("aliasValueEdit", QAbstractButton).click()


def _with_twins(clerk: Clerk) -> None:
    """Somebody with the phone of two others, whose openId differs in case from another's and begins unlike the rest."""
    desk = clerk.window.session.desk
    strange = "o-LC9uM6Fq9jKHGTJKwx5LPvXo3A"
    for number in range(10):
        desk.save_buyer(WxBuyingUser(name=f"买家{number}", open_id=f"oGZUI0egBJY1zhBYw2KhdUfwVJ{number:02}"))
    others = ("刘洋", "微信用户")
    for name in others:
        desk.save_buyer(WxBuyingUser(name=name, phone="13700005555"))
    desk.save_buyer(WxBuyingUser(name="林林", open_id=strange.swapcase().replace("O", "o", 1)))
    wang = desk.buyer(WANG)
    assert wang is not None
    mine = desk.save_buyer(WxBuyingUser(name=wang.name, phone="13700005555", open_id=strange)).after
    assert mine is not None
    clerk.search(f"#{mine.id}")
    clerk.qtbot.waitUntil(lambda: clerk.sees("twinNotice"))


def _export_person(clerk: Clerk) -> None:
    clerk.search("欧阳娜娜")
    command(clerk, "export_person")
    clerk.qtbot.waitUntil(lambda: clerk.sees("personExportDialog"))


def _forget(clerk: Clerk) -> None:
    clerk.search("欧阳娜娜")
    command(clerk, "forget")
    clerk.qtbot.waitUntil(lambda: clerk.sees("forgetFacts"))


def _forgotten(clerk: Clerk) -> None:
    _forget(clerk)
    for name, text in (("reason", "2026-114"), ("sign", "8000")):
        edit = clerk.see("forgetDialog").findChild(QLineEdit, f"{name}Edit")
        edit.setText(text)
    clerk.press("Ctrl+Return")
    clerk.qtbot.waitUntil(lambda: clerk.sees("remainsList"))


def _forget_list(clerk: Clerk) -> None:
    clerk.window.session.desk.save_buyer(WxBuyingUser(name="王小明明", phone="18600008000"))
    _beside("forget_many", "forgetManyDialog")(clerk)
    dialog = clerk.see("forgetManyDialog")
    dialog.findChild(QPlainTextEdit, "peopleEdit").setPlainText("#1\n17700001234\n18600008000\n#1\noNOBODY\n#99\n")
    dialog.findChild(QAbstractButton, "submitButton").click()
    clerk.qtbot.waitUntil(lambda: clerk.sees("forgetTable"))


def _forget_unseen(clerk: Clerk) -> None:
    _beside("forget_many", "forgetManyDialog")(clerk)
    source = clerk.see("forgetManyDialog").findChild(Segmented, "forgetSource")
    source.set_value("unseen")


def _forgotten_list(clerk: Clerk) -> None:
    _forget_list(clerk)
    dialog = clerk.see("forgetManyDialog")
    for name, text in (("reasonEdit", "2026-114"), ("signEdit", "2")):
        edit = dialog.findChild(QLineEdit, name)
        edit.setFocus()
        clerk.qtbot.keyClicks(edit, text)
    dialog.findChild(QAbstractButton, "forgetButton").click()
    clerk.qtbot.waitUntil(lambda: clerk.sees("remainsList"))


def _settings(page: str) -> Callable[[Clerk], None]:
    def show(clerk: Clerk) -> None:
        clerk.window._windows.show_settings(page)
        clerk.qtbot.waitUntil(lambda: clerk.sees("settingsDialog"))

    return show


def _switching_id_numbers_on(clerk: Clerk) -> None:
    _settings("privacy")(clerk)
    clerk.see("idCardSwitch", QAbstractButton).click()
    clerk.qtbot.waitUntil(lambda: clerk.sees("recoveryForm"))
    clerk.see("purposeEdit", QLineEdit).setText("只用于核对处方药的购买人")  # whatever language a shop writes in


def _id_numbers_of_another_computer(clerk: Clerk) -> None:
    keep_id_numbers(clerk)
    session = clerk.window.session
    assert session.id_vault is not None
    session.id_vault._keyring, session.id_vault._store.id_numbers.cipher = (lambda: None), None
    clerk.window._notices.warn_of_locked_numbers(lambda: clerk.window._windows.show_settings("privacy"))
    clerk.see("noticeButton", QAbstractButton).click()
    clerk.qtbot.waitUntil(lambda: clerk.sees("settingsDialog"))
    row = clerk.window.findChild(IdNumbersRow)
    clerk.qtbot.waitUntil(lambda: bool(row.message))
    row._act()


def _beside(command_name: str, name: str) -> Callable[[Clerk], None]:
    def show(clerk: Clerk) -> None:
        command(clerk, command_name)
        clerk.qtbot.waitUntil(lambda: clerk.sees(name))

    return show


def _import_columns(clerk: Clerk) -> None:
    """A file with all that is masked on the screen; one of its rows cannot be taken."""
    path = clerk.window._windows._places.data / "members.csv"
    people = (
        "王小明,13800138000,11010519491231002X,杭州市西湖区龙井路88号,1990-03-07",
        "李雪,186 0000 8001,110105 19491231 002X,杭州市西湖区龙井路88号,?",
    )
    path.write_text("\n".join(("name,phone,idCard,address,birthday", *people)), encoding="utf-8")
    clerk.window._windows.show_import(path)
    clerk.qtbot.waitUntil(lambda: clerk.sees("columnTable"))


def _import_looked_through(clerk: Clerk) -> None:
    _import_columns(clerk)
    clerk.see("importDialog").findChild(QAbstractButton, "submitButton").click()
    clerk.qtbot.waitUntil(lambda: clerk.sees("refusedTable"))


def _crashed(clerk: Clerk) -> None:
    incidents = Incidents(version="0.1.0", parent=clerk.window)
    look = clerk.window._windows._dress
    reporter = CrashReporter(window=clerk.window, copy=QApplication.clipboard().setText, **look)
    incidents.happened.connect(reporter.show)
    error = ValueError("王小明 13800138000 11010519491231002X 龙井路88号")
    incidents.happened.emit(Incident("ValueError", incidents._details(error, "MainThread")))
    clerk.qtbot.waitUntil(lambda: clerk.sees("crashDialog"))


def _batch_tried_out(clerk: Clerk) -> None:
    desk = clerk.window.session.desk
    freed = desk.register(WxBuyingUser(name="临时"), MemberForm(name="陈晨", phone="18600000002")).after
    assert freed is not None
    desk.unbind(freed)
    _beside("batch", "batchDialog")(clerk)
    dialog = clerk.see("batchDialog")
    pairs = ("13800138000\t18600000002", f"{OPEN_ID}\t18600000002", "#2\t18600008000", "13912345678\t18600000002")
    dialog.findChild(QPlainTextEdit, "pairsEdit").setPlainText("\n".join((*pairs, "#4\t18611112222")))
    dialog.findChild(QAbstractButton, "submitButton").click()
    clerk.qtbot.waitUntil(lambda: clerk.sees("batchTable"))


def _batch_done(clerk: Clerk) -> None:
    _batch_tried_out(clerk)
    clerk.see("batchDialog").findChild(QAbstractButton, "submitButton").click()
    clerk.qtbot.waitUntil(lambda: clerk.sees("undoAllButton"))


def _making(clerk: Clerk) -> None:
    clerk.window._demo._count = 200_000
    clerk.window._keeper.making.emit(41_000, 9.0)
    assert clerk.sees("stopMakingButton")


def _making_stopped(clerk: Clerk) -> None:
    _making(clerk)
    page = clerk.see("makingPage")
    assert isinstance(page, MakingPage)
    page.show_stopped()


def _shift(clerk: Clerk) -> None:
    _unbound_with_toast(clerk)
    _beside("shift", "shiftDialog")(clerk)
    clerk.qtbot.waitUntil(lambda: clerk.sees("shiftTable"))


def _shift_of_a_month(clerk: Clerk) -> None:
    _shift(clerk)
    segments = clerk.see("shiftUnit")
    assert isinstance(segments, Segmented)
    segments.set_value(Unit.MONTH)
    dialog = clerk.see("shiftDialog")
    assert isinstance(dialog, ShiftDialog)
    clerk.qtbot.waitUntil(lambda: dialog.summary is not None and dialog.summary.first != dialog.summary.last)


def _shut(clerk: Clerk) -> None:
    """The shop takes people on, and nobody is signed in."""
    if not clerk.window.session.staff.is_defined:
        hire(clerk.window.session)
    clerk.window._staffing.signing.sign_out()
    clerk.qtbot.waitUntil(lambda: clerk.sees("signInPage") and clerk.see("operatorCombo", QComboBox).count() == 2)


def _at_work(clerk: Clerk, name: str) -> None:
    _shut(clerk)
    with clerk.qtbot.waitSignal(clerk.window._staffing.entered):
        clerk.window._staffing.signing.sign_in(name, SECRETS[name])


def _wrong_secret(clerk: Clerk) -> None:
    _shut(clerk)
    page = clerk.see("signInPage")
    assert isinstance(page, SignInPage)
    page.show_refusal(SecretError(until=datetime(2026, 11, 30, 9, 20, tzinfo=UTC)))


def _locked(clerk: Clerk) -> None:
    _at_work(clerk, CLERK)
    clerk.press("Ctrl+L")
    clerk.qtbot.waitUntil(lambda: clerk.see("operatorCombo", QComboBox).count() == 2)


def _clerk_at_work(clerk: Clerk) -> None:
    _at_work(clerk, CLERK)
    clerk.search("欧阳娜娜")


def _approval(clerk: Clerk) -> None:
    _clerk_at_work(clerk)
    clerk.press("Ctrl+U")
    clerk.qtbot.waitUntil(lambda: clerk.sees("approvalDialog"))
    manager = clerk.see("approvalDialog").findChild(QComboBox, "managerCombo")
    clerk.qtbot.waitUntil(lambda: manager.currentText() == MANAGER)


def _operators(clerk: Clerk) -> None:
    _at_work(clerk, MANAGER)
    staff = clerk.window.session.staff
    if len(staff.people()) == 2:  # one who left, too
        staff.deactivate(staff.add("曹操", Role.CLERK, "850316").id or 0)
    _settings("operators")(clerk)
    clerk.qtbot.waitUntil(lambda: len(clerk.window.findChildren(QWidget, "leaveOperatorButton")) == 2)


def _operator_dialog(button: str, name: str, *, row: int = 0) -> Callable[[Clerk], None]:
    def show(clerk: Clerk) -> None:
        _operators(clerk)
        clerk.window.findChildren(QAbstractButton, button)[row].click()
        clerk.qtbot.waitUntil(lambda: clerk.sees(name))

    return show


def _alarm(clerk: Clerk) -> None:
    clerk.search("8000")
    clerk.window.session.alarm.raise_for(ChainCheck(7, cut=True, missing=3))
    clerk.window._alarm.look()
    clerk.qtbot.waitUntil(lambda: clerk.sees("noticeBar"))


def _first_manager(clerk: Clerk) -> None:
    _settings("operators")(clerk)
    clerk.see("addOperatorButton", QAbstractButton).click()
    clerk.qtbot.waitUntil(lambda: clerk.sees("addOperatorDialog"))


def _own_secret(clerk: Clerk) -> None:
    _at_work(clerk, CLERK)
    command(clerk, "own_secret")
    clerk.qtbot.waitUntil(lambda: clerk.sees("ownSecretDialog"))


SCREENS: tuple[Screen[Clerk], ...] = (
    Screen("newest", _search("")),
    Screen("several", _search("8000")),
    Screen("unbound", _search("13800138000")),
    Screen("bound", _search("18600008000")),
    Screen("bound member", _search("欧阳娜娜", "Ctrl+2", until="memberNameValue")),
    Screen("bound member, an ID number for a reason", _id_number_for_a_reason),
    Screen("bound history", _search("欧阳娜娜", "Ctrl+3")),
    Screen("alias", _with_alias),
    Screen("alias, to be changed", _alias_field),
    Screen("taken for others", _with_twins),
    Screen("without a phone", _search("李雪")),
    Screen("nobody has this number", _search("13912345678")),
    Screen("nobody", _search("zzzz")),
    Screen("payment code", _search("134567890123456789")),
    Screen("journal", _journal),
    Screen("journal, a month", _journal_of_a_month),
    Screen("register", _search("王小明", "Ctrl+N", until="registerDialog")),
    Screen("register somebody new", _search("13912345678", "Return", until="registerDialog")),
    Screen("register, refused", _register_taken),
    Screen("register, with an ID number", _register_with_id_number),
    Screen("bind", _search("王小明", "Ctrl+B", until="bindDialog")),
    Screen("bind, compared", _bind_compared),
    Screen("rebind", _search("欧阳娜娜", "Ctrl+Shift+B", until="bindDialog")),
    Screen("edit", _search("欧阳娜娜", "Ctrl+M", until="buyerDialog")),
    Screen("export of one buyer", _export_person),
    Screen("forget", _forget),
    Screen("forgotten", _forgotten),
    Screen("forget several", _beside("forget_many", "forgetManyDialog")),
    Screen("forget several, not seen", _forget_unseen),
    Screen("forget several, looked through", _forget_list),
    Screen("forget several, done", _forgotten_list),
    Screen("new buyer", _search("", "Ctrl+Shift+N", until="buyerDialog")),
    Screen("scan", _search("", "F2")),
    Screen("unbound, with a toast", _unbound_with_toast),
    *(Screen(f"settings, {page}", _settings(page)) for page in SETTINGS),
    Screen("settings, switching ID numbers on", _switching_id_numbers_on),
    Screen("settings, ID numbers of another computer", _id_numbers_of_another_computer),
    Screen("shortcuts", _beside("shortcuts", "shortcutsDialog")),
    Screen("about", _beside("about", "aboutDialog")),
    Screen("import", _beside("import", "importDialog")),
    Screen("import, columns", _import_columns),
    Screen("import, looked through", _import_looked_through),
    Screen("export", _beside("export", "exportDialog")),
    Screen("batch", _beside("batch", "batchDialog")),
    Screen("batch, tried out", _batch_tried_out),
    Screen("batch, done", _batch_done),
    Screen("something unexpected", _crashed),
    Screen("shift", _shift),
    Screen("shift, a month", _shift_of_a_month),
    Screen("shift, nothing", _beside("shift", "emptyShift")),
    Screen("restore", _beside("restore", "restoreDialog")),
    Screen("signing in", _shut),
    Screen("a wrong password", _wrong_secret),
    Screen("locked", _locked),
    Screen("a clerk at work", _clerk_at_work),
    Screen("a manager's word", _approval),
    Screen("one's own password", _own_secret),
    Screen("operators", _operators),
    Screen("journal alarm", _alarm),
    Screen("the first manager", _first_manager),
    Screen("another operator", _operator_dialog("addOperatorButton", "addOperatorDialog")),
    Screen("another name", _operator_dialog("renameOperatorButton", "renameOperatorDialog")),
    Screen("another password", _operator_dialog("secretOperatorButton", "operatorSecretDialog")),
    Screen("another role", _operator_dialog("roleOperatorButton", "roleDialog", row=1)),
    Screen("out of service", _operator_dialog("leaveOperatorButton", "leaveDialog")),
    Screen("making a demo", _making),
    Screen("making a demo, stopped", _making_stopped),
)


def top(clerk: Clerk) -> QWidget:
    """The window that a person would look at: one beside the counter's, if one is open."""
    beside = [each for each in clerk.window.findChildren(QWidget) if each.isWindow() and each.isVisible()]
    return beside[-1] if beside else clerk.window


def command(clerk: Clerk, name: str) -> None:
    """Carry out a command of the menus."""
    action = clerk.window.findChild(QAction, f"{name}Action")
    assert action is not None, name
    action.trigger()


def speak(clerk: Clerk, language: str) -> None:
    """Switch the language, zh or en, and let the layout follow."""
    command(clerk, f"language_{language}")
    settle()


def enlarge(clerk: Clerk, *, large: bool) -> None:
    """Switch large text as the settings do: set at the theme alone, the next change of a setting takes it back."""

    def edit(settings: Settings) -> Settings:
        return replace(settings, appearance=replace(settings.appearance, large_text=large))

    clerk.window._preferences.change(edit)
    settle()
    assert clerk.window._theme.scale == (LARGE if large else 1)


def settle() -> None:
    """Let layouts and paint events through that wait already."""
    for _round in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
