"""Whether a window can be opened: Qt itself would abort the whole program where there is no display."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

_SECONDS = 2


def has_display() -> bool:
    """Whether there is a display, on Linux a Wayland or X server that answers."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    wayland = os.environ.get("WAYLAND_DISPLAY", "")
    if wayland and Path(os.environ.get("XDG_RUNTIME_DIR", "/"), wayland).exists():
        return True
    return _answers(os.environ.get("DISPLAY", ""))


def _answers(display: str) -> bool:
    """Whether an X server listens at ``host:number.screen``; without a host it is on this computer."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    try:
        if host in ("", "unix"):
            with socket.socket(socket.AF_UNIX) as local:
                local.settimeout(_SECONDS)
                local.connect(f"/tmp/.X11-unix/X{number}")
        else:
            socket.create_connection((host.strip("[]"), 6000 + int(number)), timeout=_SECONDS).close()
    except OSError:
        return False
    return True
