"""The process itself: does the one piece of work that comes in.

In comes where temporary files go, and what to call and with what; it is pickled, as ``multiprocessing`` does it: only
who started the process can write there, and secrets in it are never seen among arguments or in an environment. Then
come lines, orders for the work; the end of it all is the order to stop. Out come pickled reports.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import tempfile
from contextlib import suppress
from threading import Thread
from typing import BinaryIO

from wxbuyer_gui.apart.line import Line
from wxbuyer_gui.apart.report import Report, failed

_NICENESS = 10
"""The window, and a server on this computer, go first; and still a batch that holds the lock gets done."""


def work(incoming: BinaryIO, outgoing: BinaryIO) -> int:
    """Do what comes in, tell of it, and end once nobody is there any more; returns the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window, which then ends this
    if sys.platform != "win32":  # there it was started so
        os.nice(_NICENESS)
    tempfile.tempdir, wanted = pickle.load(incoming)
    line = Line(outgoing)
    listener = Thread(target=line.listen, args=(incoming,), name="wxbuyer-orders")
    listener.start()
    with suppress(BrokenPipeError):  # the window has died: nobody is to be told
        line.end(_outcome(wanted, line))
    listener.join()
    return 0


def _outcome(wanted: bytes, line: Line) -> Report:
    try:
        function, arguments, named = pickle.loads(wanted)  # databases among the arguments are opened by this
        return Report(over=True, result=function(line, *arguments, **named))
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  the window logs it; here is nowhere to
        return failed(error)
