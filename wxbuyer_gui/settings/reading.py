"""Reads plain dataclasses out of a TOML document: a value has its field's very type, or it counts as a problem.

Strict: 1 is no bool and "30" no number; a list becomes a tuple. What a newer program added is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import MISSING, Field, fields, is_dataclass
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


class UnfitError(ValueError):
    """A value that is not what stands here."""


def read_whole(kind: type[T], value: object) -> T:
    """``value`` as ``kind``; UnfitError where any part of it makes no sense."""
    read: T = _read(kind, value)
    return read


def read_parts(kind: type[T], table: object, problems: list[str], *, place: str = "") -> T:
    """``kind`` with all that makes sense of ``table``; the rest is named in ``problems`` ("privacy.mask").

    Tables in it are read in the same way. What is in a list is whole, or left out.
    """
    if not isinstance(table, dict):
        problems.append(place)
        return kind()
    values: dict[str, Any] = {}
    hints: dict[str, Any] = get_type_hints(kind)
    for name in _known(kind, table):
        hint, value, here = hints[name], table[name], f"{place}.{name}".lstrip(".")
        if isinstance(hint, type) and is_dataclass(hint):
            values[name] = read_parts(hint, value, problems, place=here)
        elif get_origin(hint) is tuple and isinstance(value, list):
            values[name] = _wholes(get_args(hint)[0], value, problems, place=here)
        else:
            with _noted(here, problems):
                values[name] = _read(hint, value)
    return kind(**values)


def _wholes(kind: Any, values: list[object], problems: list[str], *, place: str) -> tuple[Any, ...]:
    found: list[Any] = []
    for number, value in enumerate(values):
        with _noted(f"{place}.{number}", problems):
            found.append(_read(kind, value))
    return tuple(found)


@contextmanager
def _noted(place: str, problems: list[str]) -> Iterator[None]:
    try:
        yield
    except UnfitError:
        problems.append(place)


def _read(hint: Any, value: object) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is UnionType:  # of a type and None, which no TOML document holds
        return _read(arguments[0], value)
    if origin is Literal and type(value) is str and value in arguments:
        return value
    if origin is tuple and isinstance(value, list):
        hints = arguments[:1] * len(value) if arguments[-1] is Ellipsis else arguments
        if len(hints) == len(value):
            return tuple(map(_read, hints, value))
    if is_dataclass(hint) and isinstance(value, dict):
        return _read_table(hint, value)
    if type(value) is hint:
        return value
    raise UnfitError


def _read_table(kind: Any, table: dict[str, Any]) -> Any:
    names = _known(kind, table)
    if any(item.name not in names for item in fields(kind) if _is_required(item)):
        raise UnfitError
    hints = get_type_hints(kind)
    return kind(**{name: _read(hints[name], table[name]) for name in names})


def _known(kind: Any, table: dict[str, Any]) -> list[str]:
    return [item.name for item in fields(kind) if item.name in table]


def _is_required(item: Field[Any]) -> bool:
    return item.default is MISSING and item.default_factory is MISSING
