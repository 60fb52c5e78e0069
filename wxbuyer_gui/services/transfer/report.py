"""What an import did, in words, and the refused rows as a file beside the imported one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from wxbuyer_gui.services.transfer.plan import Plan, RefusedRow, Verdicts
from wxbuyer_gui.services.transfer.writing import write_sheet


def summary(plan: Plan, verdicts: Verdicts) -> str:
    """One line for the command line."""
    counts = f"{verdicts.new} new, {verdicts.changed} changed, {verdicts.same} the same, {verdicts.refused} refused"
    if verdicts.aliases:
        counts += f", {verdicts.aliases} aliases"
    state = "imported" if verdicts.written else "nothing written"
    return f"{plan.kind}: {verdicts.rows} rows, {counts}; {state}"


def error_file(plan: Plan, verdicts: Verdicts, *, tell: Callable[[RefusedRow], str] = lambda row: row.problem) -> Path:
    """Write FILE.errors.csv: row, reason (as ``tell`` says it), field, the earlier row it clashes with, the row itself.

    All refused rows are in it: the file is read once more for their cells. StorageError where the folder cannot be
    written, InvalidInputError where the file is no longer there.
    """
    path = plan.sheet.path.with_name(f"{plan.sheet.path.name}.errors.csv")
    headers = ("row", "reason", "field", "same_as_row", *plan.sheet.headers)
    write_sheet(path, headers, (_cells(row, tell(row)) for row in _refused(plan, verdicts)))
    return path


def _refused(plan: Plan, verdicts: Verdicts) -> Iterator[RefusedRow]:
    left = len(verdicts.reasons)
    for number, cells in plan.sheet.rows() if left else ():
        reason = verdicts.reasons.get(number)
        if reason is not None:
            yield RefusedRow(number, *reason, tuple(cells))
            left -= 1
            if not left:
                return


def _cells(row: RefusedRow, reason: str) -> list[str]:
    other = str(row.other_row) if row.other_row else ""
    return [str(row.number), reason, row.field, other, *("" if cell is None else str(cell) for cell in row.cells)]
