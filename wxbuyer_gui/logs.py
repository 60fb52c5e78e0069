"""The program's log files: enough to find a fault, and nothing about a customer.

What personal data looks like is taken out of every line, whoever wrote it: libraries quote what they were given. Of an
exception only its type and the places in the code are kept, for its message may quote a name.
"""

from __future__ import annotations

import contextlib
import copy
import faulthandler
import io
import logging
import os
import re
import time
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_BYTES = 1_000_000
_FILES = 5
_DAYS = 30
_ROOT = Path(__file__).resolve().parent.parent

# Seven digits and more, also in groups as a phone is written (138 0013 8000); an openId is o and 27 characters.
_NUMBER = re.compile(r"\d(?:[ \-]?\d){6,}")
_OPEN_ID = re.compile(r"(?<![A-Za-z0-9_-])o[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])")

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def redact(text: str) -> str:
    """``text`` without openIds, phone and identity numbers."""
    return _NUMBER.sub("<number>", _OPEN_ID.sub("<openId>", text))


def places(error: BaseException) -> str:
    """Type and call stack of an exception and of what it came from: no message, no values, no folder of a user."""
    parts = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        frames = traceback.extract_tb(current.__traceback__)
        lines = [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
        parts.append("\n".join([f"{type(current).__module__}.{type(current).__qualname__}", *lines]))
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\ncame from\n".join(parts)


def _short(path: str) -> str:
    """A path in the program or among the libraries, without what lies above."""
    with contextlib.suppress(ValueError):
        return Path(path).relative_to(_ROOT).as_posix()
    return "/".join(Path(path).parts[-2:])


class RedactingFormatter(logging.Formatter):
    """Formats a record with its message redacted and its exception reduced to ``places``."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the places of an exception below it."""
        safe = copy.copy(record)
        safe.msg, safe.args, safe.exc_text, safe.stack_info = redact(record.getMessage()), (), None, None
        return super().format(safe)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - logging's name
        """Type and places."""
        return places(ei[1]) if ei[1] is not None else ""


class _PrivateFile(RotatingFileHandler):
    """A log file that only this user may read."""

    def _open(self) -> io.TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return open(descriptor, "a", encoding=self.encoding)


class Logs:
    """Log files in ``folder``: ``wxbuyer.log`` with what the program says, ``fault.log`` with what killed it.

    Where nothing can be written there the program goes on without; ``stop`` undoes ``start``.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._handler: logging.Handler | None = None
        self._faults: io.TextIOWrapper | None = None

    def start(self) -> None:
        """Write from now on: our own messages from INFO, those of libraries from WARNING."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._forget_old()
            self._faults = open(self.folder / "fault.log", "a", encoding="utf-8")  # noqa: SIM115 - open until the end
            handler = _PrivateFile(
                self.folder / "wxbuyer.log", maxBytes=_BYTES, backupCount=_FILES - 1, encoding="utf-8"
            )
        except OSError:
            return
        handler.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s %(threadName)s: %(message)s"))
        self._handler = handler
        faulthandler.enable(self._faults)
        logging.getLogger().addHandler(handler)
        logging.getLogger("wxbuyer_gui").setLevel(logging.INFO)
        logging.raiseExceptions = False  # a full disk is no reason to write to a stderr that may not be there

    def stop(self) -> None:
        """Let go of the files."""
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
            self._handler = None
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None

    def _forget_old(self) -> None:
        oldest = time.time() - _DAYS * 86_400
        for path in self.folder.glob("*.log*"):
            if path.stat().st_mtime < oldest:
                path.unlink()
