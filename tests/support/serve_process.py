"""``serve`` as a process of its own on loopback, which can be killed and started again at the same address."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.our_server import MANAGER

_SECONDS = 60.0


class ServeProcess:
    """Serves the database at ``url``; who has the token MANAGER is let in. ``data`` is its own data folder."""

    def __init__(self, url: str, data: Path) -> None:
        self._words = ["serve", "--connect", url, "--data-dir", str(data), "--token", MANAGER]
        self._child: subprocess.Popen[str] | None = None
        self.address = ""

    @property
    def port(self) -> int:
        """Where it listens, also while it is dead."""
        return int(self.address.rpartition(":")[2])

    def start(self) -> None:
        """Return as soon as it listens."""
        port = str(self.port) if self.address else "0"
        command = [sys.executable, "-W", "error", "-m", "wxbuyer_gui", *self._words, "--port", port]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        watch = threading.Timer(_SECONDS, child.kill)
        watch.start()
        try:
            assert child.stdout is not None
            told = child.stdout.readline()
        finally:
            watch.cancel()
        self._child = child
        assert told.startswith("serving at "), told
        self.address = told.removeprefix("serving at ").split(": ")[0]

    def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is closed."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait(_SECONDS)
            assert child.stdout is not None
            child.stdout.close()


@contextmanager
def serve_process(url: str, data: Path) -> Iterator[ServeProcess]:
    """A running server; killed at the end."""
    server = ServeProcess(url, data)
    try:
        server.start()
        yield server
    finally:
        server.kill()
