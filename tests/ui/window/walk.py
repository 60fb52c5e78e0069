"""Walk all screens at the scales that desktops offer: ``python -m tests.ui.window.walk``, or ``--scale 1.5 -k outbox``.

Qt reads its scale when it starts, so each is a process of its own. It asks of every screen what
``test_every_screen`` does, in both languages, with normal and large type, in windows of both sizes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SCALES = ("1", "1.25", "1.5", "1.75", "2")
_ROOT = Path(__file__).parents[3]
_TESTS = "tests/ui/window/test_every_screen.py"


def walk(scale: str, *, names: Sequence[str] = (), only: str = "") -> subprocess.CompletedProcess[str]:
    """Look at the screens at one scale: the tests of these ``names``, or all that the expression ``only`` selects."""
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", "--tb=short"]
    command += [f"{_TESTS}::{name}" for name in names] or [_TESTS]
    command += ["-k", only] if only else []
    environment = os.environ | {"QT_SCALE_FACTOR": scale}
    return subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)


def main() -> int:
    """Walk, and print what is wrong; the exit code says whether anything is."""
    parser = argparse.ArgumentParser(prog="python -m tests.ui.window.walk", description=__doc__)
    parser.add_argument("--scale", action="append", choices=SCALES, help="only this one; may be repeated")
    parser.add_argument("-k", dest="only", default="", help="only the screens that this expression selects")
    wanted = parser.parse_args()
    failed = False
    for scale in wanted.scale or SCALES:
        walked = walk(scale, only=wanted.only)
        failed |= walked.returncode != 0
        sys.stdout.write(f"== scale {scale}\n{walked.stdout}{walked.stderr}\n")
        sys.stdout.flush()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
