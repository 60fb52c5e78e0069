"""The command that starts the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wxbuyer_gui.apart import COMMAND
from wxbuyer_gui.cli import main

ROOT = Path(__file__).parents[2]


def test_the_command_is_not_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "wxbuyer_gui", COMMAND],
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (answer.returncode, answer.stdout, answer.stderr.count("\n")) == (2, "", 1)
    for arguments in (["--help"], ["no-such-command"], [COMMAND, "--help"]):
        with pytest.raises(SystemExit):
            main(arguments)
        told = capsys.readouterr()
        assert "backup" in told.out + told.err
        assert COMMAND not in (told.out + told.err).replace(f"invalid choice: '{COMMAND}'", "")
