"""Operators as a file, for another computer that works on the same server: names, roles and hashes, no secret."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.permissions import Role
from wxbuyer_gui.services.hashing import is_hash
from wxbuyer_gui.store import files
from wxbuyer_gui.store.operators import OperatorRow

_FORMAT = "wxbuyer operators 1"
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who was taken over from a file, which anybody may have written: the role is to be read."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: who was taken over, and the names that were here already and stayed as they were."""

    added: tuple[Newcomer, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One operator of a file."""

    name: str
    role: Role
    secret: str


def write(path: Path, rows: Iterable[OperatorRow]) -> None:
    """Write them to ``path``, readable by this user only, whole or not at all. Raises StorageError."""
    people = [{"name": row.name, "role": row.role, "secret": row.secret} for row in rows]
    content = json.dumps({"format": _FORMAT, "operators": people}, ensure_ascii=False)
    with files.new_version(path) as draft:
        draft.write_text(content, "utf-8")


def read(path: Path) -> list[FileEntry]:
    """The operators in a file; InvalidInputError ``E-NOT-OPERATORS`` where it is none, or not whole."""
    with files.file_errors(), path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    try:
        document = json.loads(content.decode("utf-8"))
        if len(content) > _LARGEST or document["format"] != _FORMAT:
            raise ValueError
        entries = [FileEntry(str(one["name"]), Role(one["role"]), str(one["secret"])) for one in document["operators"]]
        if not all(is_hash(one.secret) and one.role is not Role.NOBODY for one in entries):
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InvalidInputError("this is no file of operators", code="E-NOT-OPERATORS", field="path") from None
    return entries
