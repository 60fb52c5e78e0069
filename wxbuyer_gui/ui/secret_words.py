"""Why a password or PIN was not taken, in words."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from wxbuyer_gui.domain.passwords import SHORTEST_PASSWORD, SHORTEST_PIN
from wxbuyer_gui.domain.permissions import Role, SecretError

translate = QCoreApplication.translate


def refusal(error: SecretError, role: Role = Role.MANAGER) -> str:
    """The sentence for ``error``; ``role`` is that of who wants a new one."""
    if error.code == "E-SECRET-SHORT":
        return needed(role)
    if error.code == "E-SECRET-TRIVIAL":
        return translate("SecretWords", "That is the first that anybody would try. Take another one.")
    if error.until is None:
        return translate("SecretWords", "Name, password or PIN is wrong.")
    clock = (error.until + timedelta(seconds=1)).astimezone().strftime("%H:%M")
    return translate("SecretWords", "Too many wrong ones. None is looked at before {time}.").format(time=clock)


def needed(role: Role) -> str:
    """What a new one must be like."""
    if role is Role.CLERK:
        text = translate("SecretWords", "A PIN of at least {digits} digits, or a password of at least {characters}.")
        return text.format(digits=SHORTEST_PIN, characters=SHORTEST_PASSWORD)
    return translate("SecretWords", "A password of at least {characters} characters.").format(
        characters=SHORTEST_PASSWORD
    )
