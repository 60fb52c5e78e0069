"""A wheel of Qt that loses references kills the window in the middle of a shift.

PySide6 6.12.0 drops one reference to None on every void call and one to True on every emit; on Python 3.11, where
these are counted, the process aborts after some hundred signals. The version range in pyproject.toml keeps it out.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal

CALLS = 200
TOLERANCE = 20  # other threads of the test run may hold or drop a few


class Emitter(QObject):
    fired = Signal()


def test_void_calls_and_emits_keep_their_references() -> None:
    emitter = Emitter()
    none_before, true_before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        emitter.setObjectName("canary")
        emitter.fired.emit()
    assert abs(sys.getrefcount(None) - none_before) <= TOLERANCE
    assert abs(sys.getrefcount(True) - true_before) <= TOLERANCE
