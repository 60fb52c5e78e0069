"""How far a crawl is, on standard error: a bar in a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from wxbuyer_gui.domain.crawl import CrawlProgress

_WIDTH = 30
_PLAIN_SECONDS = 10.0  # between two lines in a log


@contextmanager
def progress_line(clock: Callable[[], float] = time.monotonic) -> Iterator[Callable[[CrawlProgress], None]]:
    """What to call with each step; the bar's line is ended behind the block."""
    stream, is_terminal = sys.stderr, sys.stderr.isatty()
    next_at = clock() + _PLAIN_SECONDS

    def show(step: CrawlProgress) -> None:
        nonlocal next_at
        if is_terminal:
            stream.write(f"\r{bar(step)}\x1b[K")
            stream.flush()
        elif clock() >= next_at:
            next_at = clock() + _PLAIN_SECONDS
            stream.write(f"{words(step)}\n")

    try:
        yield show
    finally:
        if is_terminal:
            stream.write("\n")


def bar(step: CrawlProgress) -> str:
    """``[#####.....] 50%  12,480 buyers  8,000 ids/s  1:05 left``."""
    share = min(1.0, step.read / step.upper) if step.upper else 0.0
    full = int(share * _WIDTH)
    return f"[{'#' * full}{'.' * (_WIDTH - full)}] {share:.0%}  {words(step)}"


def words(step: CrawlProgress) -> str:
    """``12,480 buyers  8,000 ids/s  1:05 left``."""
    rest = step.remaining_seconds
    left = "" if rest is None else f"  {int(rest) // 60}:{int(rest) % 60:02} left"
    return f"{step.found:,} buyers  {step.rate:,.0f} ids/s{left}"
