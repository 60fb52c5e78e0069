"""Cells that no spreadsheet runs, and the texts that they stand for."""

from __future__ import annotations

import re

# What spreadsheets take for the start of a formula, also in full width and behind blanks or quotes. A leading tab
# is no cure: it became a trigger itself. Quotes in front of a line break count too, so that ``plain`` is exact.
_FORMULA = re.compile(r"[\s\"']*[=+\-@＝＋－＠\t\r\n]")


def neutral(text: str) -> str:
    """``text`` as a cell that no spreadsheet runs: ``'`` goes before what could start a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """The text that ``neutral`` made ``cell`` of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell
