"""The processes that work for this one: noted, made to fail, or played by another program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wxbuyer_gui.apart import COMMAND, process

_ROOT = str(Path(__file__).parents[2])


def noted(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """All that are started from now on."""
    start, processes = process._started, []

    def note() -> subprocess.Popen[bytes]:
        processes.append(start())
        return processes[-1]

    monkeypatch.setattr(process, "_started", note)
    return processes


def played(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let ``code``, which finds the orders as ``orders`` and says a report by ``tell``, be the process."""
    head = (
        "import pickle, sys; from wxbuyer_gui.apart.report import Report;"
        "orders, out = sys.stdin.buffer, sys.stdout.buffer; pickle.load(orders);"
        "tell = lambda **said: (pickle.dump(Report(**said), out), out.flush());"
    )
    _run(monkeypatch, [sys.executable, "-c", head + code])


def prepared(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the process run ``code`` before it does its work."""
    body = f"import sys\n{code}\nfrom wxbuyer_gui.cli import main\nsys.exit(main([{COMMAND!r}]))"
    _run(monkeypatch, [sys.executable, "-c", body])


def limited(monkeypatch: pytest.MonkeyPatch, kib: int) -> None:
    """Let the disk refuse what the process writes into a file behind its first ``kib`` KiB."""
    shell = f'ulimit -f {2 * kib}; exec "$@"'  # POSIX counts in half KiB
    _run(monkeypatch, ["sh", "-c", shell, "sh", sys.executable, "-m", "wxbuyer_gui"])


def _run(monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.setattr(process, "own_program", lambda: (command, {"PYTHONPATH": _ROOT}))
