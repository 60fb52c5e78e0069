"""Texts with ``{names}`` in braces, as a person writes them down for a signature (``domain.auth.Signed``)."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Mapping

from wxbuyer_gui.domain.errors import InvalidInputError

HASHES = {"md5": hashlib.md5, "sha1": hashlib.sha1, "sha256": hashlib.sha256}
"""By the word behind a name's colon."""


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its values. Not ``str.format``, which would let a template reach into objects."""
    whole = ""
    for text, name, spec in _parsed(template):
        whole += text
        if name is not None:
            whole += _hashed(values[name], spec)
    return whole


def names_in(template: str) -> list[str]:
    """The names that a template asks for."""
    return [name for _, name, _ in _parsed(template) if name is not None]


def check_template(template: str, known: frozenset[str] | set[str]) -> None:
    """InvalidInputError (field "auth") for braces that do not match, and for names and hashes that nobody knows."""
    try:
        fields = _parsed(template)
    except ValueError:
        raise InvalidInputError("the template's braces do not match", field="auth") from None
    for _, name, spec in fields:
        if name is not None and (name not in known or (spec and spec.lower() not in HASHES)):
            raise InvalidInputError("the template holds an unknown name", field="auth")


def _hashed(value: str, spec: str) -> str:
    if not spec:
        return value
    digits = HASHES[spec.lower()](value.encode()).hexdigest()
    return digits.upper() if spec.isupper() else digits


def _parsed(template: str) -> list[tuple[str, str | None, str]]:
    return [(text, name, spec or "") for text, name, spec, _ in string.Formatter().parse(template)]
