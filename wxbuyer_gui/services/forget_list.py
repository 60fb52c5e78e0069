"""A list of people to forget, read line by line: whom each line means, or why nobody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.chunks import chunks
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.forgetting import ListedPerson, Obstacle
from wxbuyer_gui.domain.phone import is_mobile, phone_key
from wxbuyer_gui.services.by_phone import with_phone
from wxbuyer_gui.services.transfer import plan as plans
from wxbuyer_gui.services.transfer.columns import FileKind, guess_mapping
from wxbuyer_gui.services.transfer.sheet import Cell, text_at

if TYPE_CHECKING:
    from wxbuyer_gui.backends.base import Backend
    from wxbuyer_gui.domain.models import WxBuyingUser

_MOST_DIGITS = 19  # of a number that fits 64 bits
_AT_ONCE = 200
_NAMED_BY = ("id", "open_id", "phone")


def lines_of(path: Path) -> list[str]:
    """What names people in a CSV or XLSX file: number, openId or phone by its headers, else the first column."""
    plan = plans.inspect(path)
    mapping = guess_mapping(plan.sheet.headers, FileKind.BUYERS)
    places = [(name, mapping[name]) for name in _NAMED_BY if name in mapping]
    if not places:
        return [str(plan.sheet.headers[0]), *(text_at(cells, 0) for _, cells in plan.sheet.rows())]
    return [_first(cells, places) for _, cells in plan.sheet.rows()]


def read(
    lines: Sequence[str],
    backend: Backend,
    buried: Callable[[Collection[int]], set[int]],
    *,
    cancel: Event,
) -> list[ListedPerson]:
    """Each line that is not empty. ``buried`` tells which numbers were forgotten before."""
    told = [(line, text.strip()) for line, text in enumerate(lines, 1) if text.strip()]
    listed: list[ListedPerson] = []
    seen: set[int] = set()
    for some in chunks(told, _AT_ONCE):
        if cancel.is_set():
            raise StorageError("reading the list was stopped", code="E-CANCELLED")
        numbers = {number for _, text in some if (number := _number(text)) is not None}
        found = {one.id: one for one in backend.get_list(sorted(numbers))}
        gone = buried(numbers - found.keys())
        for line, text in some:
            one = _read(ListedPerson(line, text), backend, found, gone)
            if one.buyer is not None and one.buyer.id in seen:
                one = replace(one, obstacle=Obstacle.REPEATED)
            elif one.buyer is not None and one.buyer.id:
                seen.add(one.buyer.id)
            listed.append(one)
    return listed


def with_waiting(listed: Iterable[ListedPerson], waiting: Collection[int]) -> list[ListedPerson]:
    """The list with those marked for whom something waits to be sent."""
    return [
        replace(one, obstacle=Obstacle.WAITING)
        if one.obstacle is None and one.buyer is not None and one.buyer.id in waiting
        else one
        for one in listed
    ]


def _read(
    line: ListedPerson, backend: Backend, found: dict[int | None, WxBuyingUser], gone: Collection[int]
) -> ListedPerson:
    number = _number(line.text)
    if number is not None:
        if number in found:
            return replace(line, buyer=found[number])
        return replace(line, obstacle=Obstacle.GONE if number in gone else Obstacle.NOBODY)
    key = phone_key(line.text)
    if is_mobile(key):
        return _by_phone(line, backend, key)
    if not line.text.isascii() or " " in line.text:
        return replace(line, obstacle=Obstacle.UNREADABLE)
    buyer = backend.get_by_open_id(line.text)
    return replace(line, buyer=buyer, obstacle=None if buyer else Obstacle.NOBODY)


def _by_phone(line: ListedPerson, backend: Backend, key: str) -> ListedPerson:
    same = with_phone(backend, key)
    if len(same) == 1:
        return replace(line, buyer=same[0])
    return replace(line, obstacle=Obstacle.SEVERAL if same else Obstacle.NOBODY)


def _number(text: str) -> int | None:
    """A buyer's number, with or without "#"; None for everything else."""
    digits = text.removeprefix("#").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS):
        return None
    if not text.startswith("#") and is_mobile(phone_key(digits)):
        return None
    return int(digits)


def _first(cells: Sequence[Cell], places: Iterable[tuple[str, int]]) -> str:
    for name, place in places:
        if text := text_at(cells, place):
            return f"#{text.removeprefix('#')}" if name == "id" else text
    return ""
