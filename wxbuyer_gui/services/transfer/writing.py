"""Write rows to a CSV or XLSX file whose every cell is text and can never run as a formula."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from wxbuyer_gui.domain.errors import InvalidInputError, StorageError, UnsupportedError

MAX_XLSX_ROWS = 1_048_576
"""What one sheet of an XLSX file can hold, headers included."""

# What spreadsheets take for the start of a formula, also in full width and behind blanks or quotes. A leading
# tab is no cure: it became a trigger itself.
_FORMULA = re.compile(r"[\s\"']*[=+\-@＝＋－＠]|[\t\r\n]")


def neutral(text: str) -> str:
    """``text`` as a cell that no spreadsheet runs: ``'`` goes before what could start a formula.

    An import takes the ``'`` off again.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def write_sheet(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write ``rows`` to ``path``, CSV (UTF-8 with a mark, for Excel) or XLSX by its ending; returns their number.

    The file appears whole or not at all. Raises InvalidInputError (``E-FILE``) for another ending or too many
    rows for XLSX, StorageError where the disk refuses, UnsupportedError without the extra ``excel``.
    """
    writers = {".csv": _write_csv, ".xlsx": _write_xlsx}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise InvalidInputError("the file must end in .csv or .xlsx", code="E-FILE")
    with _whole_or_nothing(path) as part:
        return writer(part, headers, rows)


@contextmanager
def _whole_or_nothing(path: Path) -> Iterator[Path]:
    """A file beside ``path`` that takes its place only after everything is written and on the disk."""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix, delete=False) as file:
            part = Path(file.name)
    except OSError as error:
        raise StorageError(error.strerror or "cannot be written") from None
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise StorageError(error.strerror or "cannot be written") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _write_csv(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers)
        for row in rows:
            writer.writerow([neutral(cell) for cell in row])
            count += 1
    return count


def _write_xlsx(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    try:
        import xlsxwriter  # noqa: PLC0415 (optional: the extra `excel`)
    except ImportError:
        raise UnsupportedError("writing .xlsx needs: pip install 'wxbuyer-gui[excel]'") from None
    # constant_memory writes each row as it comes, so a million rows take no more memory than one.
    workbook = xlsxwriter.Workbook(path, {"constant_memory": True, "in_memory": False})
    try:
        sheet = workbook.add_worksheet()
        text = workbook.add_format({"num_format": "@"})
        sheet.set_column(0, len(headers) - 1, 18, text)
        sheet.freeze_panes(1, 0)
        count = 0
        for column, header in enumerate(headers):
            sheet.write_string(0, column, header)
        for row in rows:
            count += 1
            if count >= MAX_XLSX_ROWS:
                raise InvalidInputError("too many rows for one .xlsx sheet: export to .csv", code="E-FILE")
            for column, cell in enumerate(row):
                sheet.write_string(count, column, neutral(cell), text)
        return count
    finally:
        workbook.close()
