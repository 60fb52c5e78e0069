"""Every public method of every service, called as everybody; what a method's mark says is what happens."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import partial
from unittest.mock import MagicMock

import pytest

from wxbuyer_gui import services
from wxbuyer_gui.domain.permissions import (
    NOBODY,
    SINGLE_USER,
    NotAllowedError,
    Operator,
    Right,
    Role,
    SignedOutError,
)
from wxbuyer_gui.services.operators import Operators, Service

CLERKS = {
    Right.SEARCH,
    Right.REVEAL,
    Right.REVEAL_ID,
    Right.EDIT_BUYER,
    Right.REGISTER,
    Right.BIND,
    Right.EDIT_MEMBER,
    Right.BACKUP,
    Right.ALIAS,
    Right.JOURNAL,
    Right.REPORT,
}
"""Written out once more: a right that a clerk gains by mistake shows here."""
EVERYBODY = {
    "nobody": NOBODY,
    "clerk": Operator(1, "小李", Role.CLERK),
    "manager": Operator(2, "周敏", Role.MANAGER),
    "single user": SINGLE_USER,
}


def _services() -> list[type[Service]]:
    for module in pkgutil.walk_packages(services.__path__, f"{services.__name__}."):
        importlib.import_module(module.name)
    found: list[type[Service]] = []
    waiting = Service.__subclasses__()
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        if each.__module__.startswith(services.__name__):
            found.append(each)
    return sorted(found, key=lambda service: service.__name__)


METHODS = [
    pytest.param(service, name, id=f"{service.__name__}.{name}")
    for service in _services()
    for name, _ in inspect.getmembers(service, inspect.isfunction)
    if not name.startswith("_")
]


def _made(service: type[Service], operators: Operators) -> Service:
    """A service without any of its parts."""

    class WithoutParts(service):  # type: ignore[misc, valid-type]
        def __init__(self) -> None: ...

    WithoutParts.operators = property(lambda _self: operators)  # type: ignore[attr-defined]
    return WithoutParts()


def test_all_services_are_walked() -> None:
    names = {service.__name__ for service in _services()}
    assert names >= {"Desk", "Drafts", "Care", "MirrorService", "OutboxService", "FileImport", "Transfer", "Relocation"}
    assert len(METHODS) > 50


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(("service", "name"), METHODS)
def test_a_method_does_what_its_mark_says(service: type[Service], name: str, who: str) -> None:
    operator = EVERYBODY[who]
    right = getattr(service, name).right
    is_allowed = right is None or operator.role is Role.MANAGER or (operator.role is Role.CLERK and right in CLERKS)
    parameters = list(inspect.signature(getattr(service, name)).parameters.values())[1:]
    required = {one.name: MagicMock() for one in parameters if one.default is one.empty}
    call = partial(getattr(_made(service, Operators(operator)), name), **required)
    if is_allowed:
        try:
            call()
        except NotAllowedError:
            raise
        except Exception:  # noqa: BLE001 - it was let in, and has no parts to come far with
            return
        return
    with pytest.raises(NotAllowedError) as denied:
        call()
    assert denied.value.right is right
    assert isinstance(denied.value, SignedOutError) == (who == "nobody")


def test_each_right_is_somebodys() -> None:
    assert {right for right in Right if EVERYBODY["clerk"].may(right)} == CLERKS
    assert all(EVERYBODY["manager"].may(right) and SINGLE_USER.may(right) for right in Right)
    assert not any(NOBODY.may(right) for right in Right)
