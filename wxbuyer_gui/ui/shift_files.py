"""The shift summary as a file: a page of tables as PDF, or its numbers as CSV or XLSX."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.ui import shift_sheet, shift_words

if TYPE_CHECKING:
    from wxbuyer_gui.domain.shift import ShiftSummary
    from wxbuyer_gui.services.session import Session

_ENDINGS = (".pdf", ".csv", ".xlsx")


def write_summary(session: Session, summary: ShiftSummary, path: Path) -> None:
    """Write ``summary`` to ``path``, by its ending, whole or not at all. Any thread may do it.

    InvalidInputError ``E-FILE-ENDING`` for another ending; OSError and StorageError where the disk refuses.
    """
    ending = path.suffix.lower()
    if ending not in _ENDINGS:
        raise InvalidInputError("the file must end in .pdf, .csv or .xlsx", code="E-FILE-ENDING")
    if ending == ".pdf":
        at = datetime.now().astimezone()
        shift_sheet.write_pdf(path, summary, place=session.source.label, at=at)
    else:
        session.reports.write_table(path, *shift_words.table(summary))
