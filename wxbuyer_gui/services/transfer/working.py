"""What import and export do that takes long, fit to be done by another process.

Looking at a file needs no database: that one starts without its library.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from wxbuyer_gui.services.transfer import plan as plans
from wxbuyer_gui.services.transfer import report
from wxbuyer_gui.services.transfer.plan import Kind, Plan, Reasons, Verdicts

if TYPE_CHECKING:
    from wxbuyer_gui.apart.here import Course
    from wxbuyer_gui.services.transfer.columns import FileKind
    from wxbuyer_gui.services.transfer.exporting import Exporter
    from wxbuyer_gui.services.transfer.importing import Importer


def inspect(_course: Course, path: Path, encoding: str) -> Plan:
    """As ``plan.inspect``."""
    return plans.inspect(path, encoding=encoding)


def try_out(course: Course, importer: Importer, plan: Plan) -> Verdicts:
    """As ``Importer.try_out``."""
    return importer.try_out(plan, cancel=course.cancel, progress=course.tell)


def export(course: Course, exporter: Exporter, path: Path, kind: FileKind) -> int:
    """As ``Exporter.write``."""
    return exporter.write(path, kind, cancel=course.cancel, progress=course.tell)


def error_file(_course: Course, plan: Plan, reasons: Reasons, said: Mapping[Kind, str]) -> Path:
    """As ``report.error_file``."""
    return report.error_file(plan, reasons, said)
