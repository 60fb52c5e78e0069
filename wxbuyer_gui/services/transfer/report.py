"""What an import did, in words, and the refused rows as a file beside the imported one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from wxbuyer_gui.services.transfer.plan import Kind, Plan, Reasons, Verdicts
from wxbuyer_gui.services.transfer.rows import Problem
from wxbuyer_gui.services.transfer.writing import write_sheet

Tell = Callable[[Problem, str, bool], str]
"""A sentence for a kind of reason, in which "{row}" stands for the earlier row."""


def summary(plan: Plan, verdicts: Verdicts) -> str:
    """One line for the command line."""
    counts = f"{verdicts.new} new, {verdicts.changed} changed, {verdicts.same} the same, {verdicts.refused} refused"
    if verdicts.aliases:
        counts += f", {verdicts.aliases} aliases"
    state = "imported" if verdicts.written else "nothing written"
    return f"{plan.kind}: {verdicts.rows} rows, {counts}; {state}"


def sentences(reasons: Reasons, tell: Tell) -> dict[Kind, str]:
    """What ``tell`` says of each kind of reason."""
    return {kind: tell(*kind) for kind in reasons.kinds}


def error_file(plan: Plan, reasons: Reasons, said: Mapping[Kind, str]) -> Path:
    """Write FILE.errors.csv: row, reason as it is ``said``, field, the earlier row it clashes with, the row itself.

    All refused rows are in it: the file is read once more for their cells. StorageError where the folder cannot be
    written, InvalidInputError where the file is no longer there.
    """
    path = plan.sheet.path.with_name(f"{plan.sheet.path.name}.errors.csv")
    headers = ("row", "reason", "field", "same_as_row", *plan.sheet.headers)
    write_sheet(path, headers, _refused(plan, reasons, said))
    return path


def _refused(plan: Plan, reasons: Reasons, said: Mapping[Kind, str]) -> Iterator[list[str]]:
    waiting = reasons.by_row()
    for number, cells in plan.sheet.rows() if waiting else ():
        reason = waiting.pop(number, None)
        if reason is not None:
            kind, other = reason
            sentence = said[kind].format(row=other)
            texts = ("" if cell is None else str(cell) for cell in cells)
            yield [str(number), sentence, kind[1], str(other or ""), *texts]
            if not waiting:
                return
