"""What may be a password or a PIN."""

from __future__ import annotations

import pytest

from wxbuyer_gui.domain.passwords import check_new
from wxbuyer_gui.domain.permissions import Role, SecretError


@pytest.mark.parametrize(
    ("role", "secret", "code"),
    [
        (Role.CLERK, "12345", "E-SECRET-SHORT"),
        (Role.CLERK, "123456", "E-SECRET-TRIVIAL"),
        (Role.CLERK, "654321", "E-SECRET-TRIVIAL"),
        (Role.CLERK, "000000", "E-SECRET-TRIVIAL"),
        (Role.CLERK, "123123", "E-SECRET-TRIVIAL"),
        (Role.CLERK, "１２３４５６", "E-SECRET-TRIVIAL"),
        (Role.CLERK, "abcdef", "E-SECRET-SHORT"),
        (Role.MANAGER, "730916", "E-SECRET-SHORT"),
        (Role.MANAGER, "password1", "E-SECRET-TRIVIAL"),
        (Role.MANAGER, "曹操 12345", "E-SECRET-TRIVIAL"),
        (Role.MANAGER, "x" * 129, "E-SECRET-SHORT"),
    ],
)
def test_what_anybody_would_try_first_is_no_secret(role: Role, secret: str, code: str) -> None:
    with pytest.raises(SecretError) as raised:
        check_new(role, secret, name="曹操")
    assert (raised.value.code, raised.value.field) == (code, "secret")
    assert secret not in repr(raised.value)


@pytest.mark.parametrize(
    ("role", "secret"),
    [
        (Role.CLERK, "19900307"),
        (Role.CLERK, "200202"),
        (Role.CLERK, "correct horse"),
        (Role.MANAGER, "曹操有一匹好马吗"),
    ],
)
def test_dates_and_sentences_are(role: Role, secret: str) -> None:
    assert check_new(role, secret, name="曹操") == secret


def test_an_input_methods_digits_are_digits() -> None:
    assert check_new(Role.CLERK, "７３０９１６") == "730916"
