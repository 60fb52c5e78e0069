"""A file of rows, CSV or XLSX, read one row at a time."""

from __future__ import annotations

import codecs
import csv
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from wxbuyer_gui.domain.errors import InvalidInputError, UnsupportedError
from wxbuyer_gui.services.transfer.formulas import plain
from wxbuyer_gui.services.transfer.watermark import is_watermark

MAX_UNPACKED_BYTES = 2 << 30
"""An XLSX that unpacks to more is refused before it is read (zip bombs)."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BLOCK = 1 << 20

Stamp = tuple[int, int]
Cell = object
"""What a cell holds: str from CSV; str, float, int, bool, date, datetime, time or timedelta from XLSX."""


def text_at(cells: Sequence[Cell], place: int) -> str:
    """A cell as text, '' where there is none; a number that a spreadsheet made of a phone is whole again."""
    cell = cells[place] if place < len(cells) else None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return plain(str(cell)).strip() if cell is not None else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first sheet of a file. ``encoding`` and ``delimiter`` are '' for XLSX; ``headers`` is its first row
    that is not blank. ``stamp`` is the file's size and time when it was looked at."""

    path: Path
    headers: tuple[str, ...]
    encoding: str = ""
    delimiter: str = ""
    stamp: Stamp = (0, 0)

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """(row number as a spreadsheet shows it, cells) of each row below the headers; blank rows and our own mark
        on an unmasked export are left out.

        Raises InvalidInputError where the file stops being readable and, there or behind its last row,
        ``E-FILE-CHANGED`` where it is not the one any more that was looked at: what was read may be half of each.
        """
        rows = self._filled_rows()
        try:
            next(rows, None)
            yield from rows
        except InvalidInputError:
            self._refuse_changed()
            raise
        self._refuse_changed()

    def _refuse_changed(self) -> None:
        if _stamp(self.path) != self.stamp:
            raise InvalidInputError("the file was changed meanwhile", code="E-FILE-CHANGED")

    def _filled_rows(self) -> Iterator[tuple[int, list[Cell]]]:
        return (row for row in self._every_row() if not is_watermark(row[1]))

    def _every_row(self) -> Iterator[tuple[int, list[Cell]]]:
        return _csv_rows(self.path, self.encoding, self.delimiter) if self.encoding else _xlsx_rows(self.path)


ENCODINGS = ("utf-8-sig", "gb18030", "big5hkscs", "utf-16")
"""What a person may choose for a CSV file whose encoding was guessed wrongly."""


def open_sheet(path: Path, *, encoding: str = "") -> Sheet:
    """Look at a file: its format, encoding (UTF-8, UTF-16 with a mark, GB18030), delimiter and headers.

    ``encoding`` overrules the guess for a CSV file. Raises InvalidInputError for what is not to be read, by its code:
    ``E-FILE`` (the system does not let us), ``E-FILE-XLS`` (Excel before 2007), ``E-FILE-EMPTY``, ``E-FILE-ENCODING``
    (no text in a known encoding), ``E-FILE-BROKEN``, ``E-FILE-BOMB`` (unpacks to too much). UnsupportedError
    ``E-NO-EXCEL`` where the extra ``excel`` is missing.
    """
    stamp = _stamp(path)
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise InvalidInputError(error.strerror or "cannot be read", code="E-FILE") from None
    if start.startswith(b"PK"):
        _refuse_bomb(path)
        sheet = Sheet(path, ())
    elif start.startswith(b"\xd0\xcf\x11\xe0"):
        raise InvalidInputError("old .xls format: save it as .xlsx or CSV", code="E-FILE-XLS")
    else:
        encoding = _checked(path, encoding) if encoding else _detect_encoding(path, start)
        sheet = Sheet(path, (), encoding, _detect_delimiter(path, encoding))
    first = next(sheet._filled_rows(), None)
    if first is None:
        raise InvalidInputError("the file is empty", code="E-FILE-EMPTY")
    headers = tuple("" if cell is None else str(cell).strip() for cell in first[1])
    return replace(sheet, headers=headers, stamp=stamp)


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError as error:
        raise InvalidInputError(error.strerror or "cannot be read", code="E-FILE") from None
    return found.st_size, found.st_mtime_ns


def _detect_encoding(path: Path, start: bytes) -> str:
    for bom, encoding in _BOMS:
        if start.startswith(bom):
            return encoding
    # GB18030 takes nearly any bytes, so UTF-8, which does not, is asked first, over the whole file.
    for encoding in ("utf-8-sig", "gb18030"):
        if _decodes(path, encoding):
            return encoding
    raise InvalidInputError("neither UTF-8 nor GB18030", code="E-FILE-ENCODING")


def _checked(path: Path, encoding: str) -> str:
    if not _decodes(path, encoding):
        raise InvalidInputError(f"not {encoding}", code="E-FILE-ENCODING")
    return encoding


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while block := file.read(_BLOCK):
                if b"\0" in block and encoding != "utf-16":
                    return False
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _detect_delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as file:
        line = file.readline(_BLOCK)
    return max((",", "\t", ";"), key=line.count)


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (csv.Error, UnicodeError) as error:
        raise InvalidInputError(f"the file cannot be read: {type(error).__name__}", code="E-FILE-BROKEN") from None
    except OSError as error:
        raise InvalidInputError(error.strerror or "cannot be read", code="E-FILE") from None


def _csv_rows(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[Cell]]]:
    with _readable(), path.open(encoding=encoding, newline="") as file:
        rows: Iterator[list[Any]] = csv.reader(file, delimiter=delimiter, strict=False)
        yield from (row for row in enumerate(rows, 1) if any(row[1]))


def _xlsx_rows(path: Path) -> Iterator[tuple[int, list[Cell]]]:
    calamine = _calamine()
    with _readable():
        try:
            workbook = calamine.CalamineWorkbook.from_path(path)
            sheet = workbook.get_sheet_by_index(0)
        except (calamine.CalamineError, ValueError, IndexError):
            raise InvalidInputError("not a readable .xlsx file", code="E-FILE-BROKEN") from None
        rows = enumerate(sheet.iter_rows(), 1)  # to_python would make Python objects of all rows at once
        yield from ((number, cells) for number, cells in rows if any(cell not in ("", None) for cell in cells))


def _calamine() -> ModuleType:
    try:
        import python_calamine  # noqa: PLC0415 (optional: the extra `excel`)
    except ImportError:
        raise UnsupportedError("reading .xlsx needs: pip install 'wxbuyer-gui[excel]'", code="E-NO-EXCEL") from None
    return python_calamine


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, OSError):
        raise InvalidInputError("not a readable .xlsx file", code="E-FILE-BROKEN") from None
    if size > MAX_UNPACKED_BYTES:
        raise InvalidInputError("the .xlsx file unpacks to more than 2 GiB", code="E-FILE-BOMB")
