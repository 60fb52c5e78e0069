"""Write rows to a CSV or XLSX file whose every cell is text and can never run as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copyfile
from tempfile import NamedTemporaryFile, TemporaryDirectory

from wxbuyer_gui.domain.errors import InvalidInputError, StorageError, UnsupportedError
from wxbuyer_gui.services.transfer.formulas import neutral
from wxbuyer_gui.store import files

MAX_XLSX_ROWS = 1_048_576
"""What one sheet of an XLSX file can hold, headers included."""
_MAX_XLSX_CELL = 32_767
_COLUMN_WIDTH = 18
_MAX_FOOTER = 200


def write_sheet(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write ``rows`` to ``path``, CSV (UTF-8 with a mark, for Excel) or XLSX by its ending; returns their number.

    The file appears whole or not at all. Errors as in ``new_file`` and ``write_rows``.
    """
    with new_file(path) as part:
        return write_rows(part, headers, rows)


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A file beside ``path`` that takes its place once the block ends well and everything is on the disk.

    InvalidInputError (``E-FILE-ENDING``) for another ending than .csv and .xlsx, StorageError where the disk refuses.
    """
    if path.suffix.lower() not in _WRITERS:
        raise InvalidInputError("the file must end in .csv or .xlsx", code="E-FILE-ENDING")
    with files.file_errors():
        with NamedTemporaryFile(dir=path.parent, prefix=".export-", suffix=path.suffix, delete=False) as file:
            part = Path(file.name)
        try:
            yield part
            files.put_in_place(part, path)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def write_rows(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]], *, mark: str = "") -> int:
    """Write ``rows`` as they come, never holding them all; returns their number. ``mark`` is a line behind them.

    Raises InvalidInputError (``E-FILE-ROWS``, ``E-FILE-CELL``) for more rows or a longer cell than XLSX can hold,
    StorageError where the disk refuses, UnsupportedError without the extra ``excel``.
    """
    return _WRITERS[path.suffix.lower()](path, headers, rows, mark)


def _write_csv(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]], mark: str) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers)
        for row in rows:
            writer.writerow([neutral(cell) for cell in row])
            count += 1
        if mark:
            writer.writerow([mark])
    return count


def _write_xlsx(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]], mark: str) -> int:
    try:
        import xlsxwriter  # noqa: PLC0415 (optional: the extra `excel`)
        from xlsxwriter.exceptions import XlsxWriterException  # noqa: PLC0415 (optional: the extra `excel`)
    except ImportError:
        raise UnsupportedError("writing .xlsx needs: pip install 'wxbuyer-gui[excel]'", code="E-NO-EXCEL") from None
    count = 0
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # constant_memory writes each row as it comes, so a million rows take no more memory than one. The book is made
        # beside its rows: where there is no room at ``path`` copying says so, and the library leaves half a file.
        book = Path(folder) / "book.xlsx"
        workbook = xlsxwriter.Workbook(book, {"constant_memory": True, "tmpdir": folder})
        sheet = workbook.add_worksheet()
        try:
            text = workbook.add_format({"num_format": "@"})
            sheet.set_column(0, len(headers) - 1, _COLUMN_WIDTH, text)
            sheet.freeze_panes(1, 0)
            for column, header in enumerate(headers):
                sheet.write_string(0, column, header)
            for count, row in enumerate(rows, 1):
                if count >= MAX_XLSX_ROWS:
                    raise InvalidInputError("too many rows for one .xlsx sheet", code="E-FILE-ROWS")
                for column, cell in enumerate(row):
                    if len(cell) >= _MAX_XLSX_CELL:
                        raise InvalidInputError("a text is too long for .xlsx", code="E-FILE-CELL")
                    if cell:  # an empty cell costs as much as a full one, and is there anyway
                        sheet.write_string(count, column, neutral(cell), text)
            if mark:
                sheet.write_string(count + 1, 0, mark, text)
                sheet.set_footer(f"&L{mark[:_MAX_FOOTER].replace('&', '&&')}")  # on each printed page
                workbook.set_properties({"comments": mark})
            workbook.close()
            copyfile(book, path)
        except XlsxWriterException as error:
            raise StorageError(type(error).__name__, code="E-IO") from None
        finally:
            sheet.row_data_fh.close()  # a workbook that is given up leaves it open
    return count


_WRITERS = {".csv": _write_csv, ".xlsx": _write_xlsx}
