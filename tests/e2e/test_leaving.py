"""A counter whose server hangs is closed by Ctrl+Q, on a real desktop: the window goes, and so does the process."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from tests.e2e.test_xvfb_journey import ALBUM, program
from tests.support import desktop
from tests.support.raw_server import Asked, running_server, silent
from tests.support.vendor import Vendor

AT_ONCE = 4.0
"""Two processes start for each look at the desktop; the server would be waited for three times as long."""

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.timeout(120),
    pytest.mark.skipif(bool(desktop.why_not()), reason=desktop.why_not() or "-"),
]


def test_a_hanging_server_does_not_hold_the_window(tmp_path: Path) -> None:
    vendor, asked = Vendor(), threading.Event()
    vendor.add(id=7, name="王小明", phone="13800138000")

    def hang(request: Asked) -> object:
        if request.query.get("id") != "7":
            return None
        asked.set()
        return silent

    vendor.before = hang
    with running_server(vendor) as server, desktop.running_desktop(ALBUM) as screen:
        with program(screen, server.url, tmp_path / "data"):
            screen.type("#7")
            assert asked.wait(30)
            began = time.monotonic()
        assert time.monotonic() - began < AT_ONCE
        assert screen.titles() == []
