"""Which passwords and PINs are good enough to be an operator's."""

from __future__ import annotations

from wxbuyer_gui.domain.permissions import Role, SecretError
from wxbuyer_gui.domain.text import checked, clean

SHORTEST_PIN = 6
SHORTEST_PASSWORD = 8
_LONGEST = 128
_RUNS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_COMMON = frozenset({"password", "passw0rd", "admin", "administrator", "welcome", "iloveyou", "letmein", "woaini"})


def spelled(secret: str) -> str:
    """A secret as it is compared: an input method's full-width digits are digits."""
    return clean(checked(secret, "secret"))


def check_new(role: Role, secret: str, *, name: str = "") -> str:
    """``secret`` as it is compared, if somebody of this role may use it; else SecretError says why not.

    A clerk's is a PIN of six digits or a password, a manager's a password.
    """
    text = spelled(secret)
    is_pin = role is Role.CLERK and text.isdecimal()
    shortest = SHORTEST_PIN if is_pin else SHORTEST_PASSWORD
    if not shortest <= len(text) <= _LONGEST:
        raise SecretError("too short or too long", code="E-SECRET-SHORT")
    if _is_trivial(text.casefold(), name.casefold()):
        raise SecretError("the first that anybody would try", code="E-SECRET-TRIVIAL")
    return text


def _is_trivial(text: str, name: str) -> bool:
    """A few characters again and again, a run up or down, a word that all lists begin with, or their own name."""
    word = text.strip("0123456789!. ")
    return (
        any(text == text[:length] * (len(text) // length) for length in (1, 2, 3))
        or any(text in run * 2 or text in run[::-1] * 2 for run in _RUNS)
        or word in _COMMON
        or (bool(name) and word == name)
    )
