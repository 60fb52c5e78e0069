"""Files that the program wrote, read back."""

from __future__ import annotations

import csv
from pathlib import Path


def csv_lines(path: Path) -> list[list[str]]:
    """The lines of a CSV file as spreadsheets get it, the first one too."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))
