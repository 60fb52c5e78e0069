"""All that can be opened at the counter, by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from tests.benchmarks.dialogs import Dialogs, Opening
from wxbuyer_gui.domain.models import Member, MemberForm, Operation
from wxbuyer_gui.domain.outbox import OpState, ReviewReason
from wxbuyer_gui.ui.dialogs.crash_dialog import CrashDialog
from wxbuyer_gui.ui.dialogs.settings.operators_page import OperatorsPage
from wxbuyer_gui.ui.incidents import Incident
from wxbuyer_gui.ui.panes.day_picker import Unit
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.segmented import Segmented

_PHONE = "13800138000"
_MEMBER = Member(id=1, name="王小明")
_PAGES = ("source", "appearance", "scan", "privacy", "operators", "backup", "advanced")


def _command(name: str) -> Opening:
    return Opening(lambda on: on.command(name))


def _about_somebody(name: str) -> Opening:
    return Opening(lambda on: on.command(name, on.unbound))


def _page(name: str) -> Opening:
    return Opening(lambda on: on.windows.show_settings(name))


def _filled_in(command: str, edit: str, seen: str) -> Opening:
    """A window that takes a list, which is tried out."""

    def show(on: Dialogs) -> None:
        on.command(command)
        on.see(edit, QPlainTextEdit).setPlainText(f"{_PHONE}\t{_PHONE}\n#1\t{_PHONE}")
        on.press("submitButton")

    return Opening(show, seen)


def _chosen(command: str, segments: str, value: object, seen: str = "") -> Opening:
    def show(on: Dialogs) -> None:
        on.command(command)
        on.see(segments, Segmented).set_value(value)

    return Opening(show, seen)


def _import_file(on: Dialogs) -> None:
    file = on.windows._places.data / "members.csv"
    if not file.exists():
        file.write_text(f"name,phone,birthday\n王小明,{_PHONE},1990-03-07\n李雪,18600008000,?\n", encoding="utf-8")
    on.windows.show_import(file)


def _look_through_file(on: Dialogs) -> None:
    _import_file(on)
    on.see("columnTable", QWidget)
    on.press("submitButton")


def _want_whole_numbers(on: Dialogs) -> None:
    on.command("export")
    on.see("clearCheck", QCheckBox).setChecked(True)


def _switch_id_numbers_on(on: Dialogs) -> None:
    on.windows.show_settings("privacy")
    on.press("idCardSwitch")


def _drop_calendar_down(on: Dialogs) -> None:
    on.command("register", on.unbound)
    on.see("birthdayEdit", QLineEdit).findChild(QAbstractButton).click()


def _drop_list_down(on: Dialogs) -> None:
    on.windows.show_settings("privacy")
    on.see("revealCombo", ComboBox).showPopup()


def _crash(on: Dialogs) -> None:
    copy = QGuiApplication.clipboard().setText
    dialog = CrashDialog(**on.windows._dress, copy=copy, parent=on.window)
    dialog.show()
    dialog.add(Incident("ValueError", "somewhere"))


def _change_alias(on: Dialogs) -> None:
    on.command("profile", on.unbound)
    on.press("aliasValueEdit")


def _queued(on: Dialogs, kind: str) -> dict[str, Any]:
    about = {"operation_id": "op", "buyer_id": on.unbound.id, "created_at": datetime.now(UTC)}
    return {"kind": kind, "state": OpState.QUEUED, **about}


def _created(on: Dialogs) -> Operation:
    """A registration that waits, as a server without a line leaves it."""
    return Operation(**_queued(on, "create"), form=MemberForm(on.unbound.id, "王小明", _PHONE))


def _saved(on: Dialogs) -> Operation:
    return Operation(**_queued(on, "save"), user=on.unbound, base=on.unbound)


def _in_review(on: Dialogs) -> Operation:
    return replace(_saved(on), state=OpState.REVIEW, review=ReviewReason.CHANGED, server=on.bound)


def _staff(ask: Callable[[OperatorsPage, Dialogs], None]) -> Opening:
    def show(on: Dialogs) -> None:
        on.sign_in(manager=True)
        on.windows.show_settings("operators")
        ask(next(page for page in on.windows._settings._stack.pages if isinstance(page, OperatorsPage)), on)

    return Opening(show)


def _change_own_secret(on: Dialogs) -> None:
    on.sign_in(manager=True)
    on.command("own_secret")


def _ask_manager(on: Dialogs) -> None:
    on.sign_in(manager=False)
    on.command("unbind", on.bound)


def _lock(on: Dialogs) -> None:
    on.sign_in(manager=True)
    on.command("lock")


OPENINGS: dict[str, Opening] = {
    "register": _about_somebody("register"),
    "register, with a calendar": Opening(_drop_calendar_down, "calendarPopup"),
    "bind": _about_somebody("bind"),
    "bind, compared": Opening(lambda on: on.forms.bind(on.unbound, _MEMBER)),
    "rebind": Opening(lambda on: on.command("rebind", on.bound)),
    "edit a buyer": _about_somebody("edit"),
    "new buyer": _command("new_buyer"),
    "edit a member": Opening(lambda on: on.forms.edit_member(_MEMBER)),
    "equal phones": Opening(lambda on: on.forms.review()),
    "export of one buyer": _about_somebody("export_person"),
    "forget": _about_somebody("forget"),
    "alias": Opening(_change_alias, "aliasEdit"),
    "edit what waits": Opening(lambda on: on.forms.edit_operation(_created(on))),
    "edit a change that waits": Opening(lambda on: on.forms.edit_operation(_saved(on))),
    "discard what waits": Opening(lambda on: on.forms.discard_operation(_created(on))),
    "decide": Opening(lambda on: on.forms.decide_operation(_in_review(on))),
    **{f"settings, {page}": _page(page) for page in _PAGES},
    "settings, with a list": Opening(_drop_list_down, away=lambda on: on.see("revealCombo", ComboBox).hidePopup()),
    "settings, recovery code": Opening(_switch_id_numbers_on, "recoveryForm"),
    "import": _command("import"),
    "import, columns": Opening(_import_file, "columnTable"),
    "import, looked through": Opening(_look_through_file, "refusedTable"),
    "export": _command("export"),
    "export, whole numbers": Opening(_want_whole_numbers, "clearNotice"),
    "batch": _command("batch"),
    "batch, tried out": _filled_in("batch", "pairsEdit", "batchTable"),
    "forget several": _command("forget_many"),
    "forget several, not seen": _chosen("forget_many", "forgetSource", "unseen", "monthsCombo"),
    "forget several, looked through": _filled_in("forget_many", "peopleEdit", "forgetTable"),
    "shift": _command("shift"),
    "shift, a month": _chosen("shift", "shiftUnit", Unit.MONTH),
    "backup": _command("backup"),
    "restore": _command("restore"),
    "shortcuts": _command("shortcuts"),
    "about": _command("about"),
    "something unexpected": Opening(_crash),
    "journal": Opening(lambda on: on.command("journal"), "journalPage"),
    "scan": Opening(lambda on: on.command("scan"), "scanPopover"),
}
"""Where nobody has to sign in."""

OF_OPERATORS: dict[str, Opening] = {
    "own password": Opening(_change_own_secret),
    "add an operator": _staff(lambda page, _: page._ask_new()),
    **{
        f"{what} of an operator": _staff(partial(lambda page, on, what: page._ask_about(what, on.clerk), what=what))
        for what in ("rename", "secret", "leave")
    },
    "a manager's word": Opening(_ask_manager),
    "locked": Opening(_lock, "signInPage", away=lambda on: on.sign_in(manager=True)),
}
"""Where a manager and a clerk work; who is needed is signed in."""

ALL = OPENINGS | OF_OPERATORS
