"""Timing, and the one table that everything measured ends in."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Times:
    """Measured times of one thing, in milliseconds."""

    values: tuple[float, ...]

    @property
    def p50(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def p95(self) -> float:
        """What 19 of 20 keep below."""
        return quantiles(self.values, n=20)[-1] if len(self.values) > 1 else self.values[0]

    @property
    def longest(self) -> float:
        """The longest."""
        return max(self.values)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: what was measured, its limit in the same run, and what is wanted of it."""

    what: str
    ours: str
    limit: str = ""
    ratio: float | None = None
    target: str = ""
    missed: bool = False


def time_line(
    what: str, ours: Times, limit: Times | None = None, *, most: float | None = None, within: float | None = None
) -> Line:
    """Times beside their limit's: at most ``most`` times its median, and 19 of 20 within ``within`` ms."""
    ratio = ours.p50 / limit.p50 if limit else None
    targets = [f"≤ {most:g}x"] if most is not None else []
    targets += [f"p95 ≤ {within:g} ms"] if within is not None else []
    missed = (most is not None and ratio is not None and ratio > most) or (within is not None and ours.p95 > within)
    return Line(what, _milliseconds(ours), _milliseconds(limit) if limit else "", ratio, ", ".join(targets), missed)


def rate_line(
    what: str,
    ours: float,
    limit: float,
    *,
    share: float | None = None,
    least: float | None = None,
    unit: str = "rows/s",
) -> Line:
    """Rows or the like in a second beside the limit's: at least ``share`` of them, and at least ``least``."""
    targets = [f"≥ {share:g}x"] if share is not None else []
    targets += [f"≥ {least:,.0f}"] if least is not None else []
    missed = ours < (least or 0) or ours < (share or 0) * limit
    return Line(what, f"{ours:,.0f} {unit}", f"{limit:,.0f} {unit}", ours / limit, ", ".join(targets), missed)


def _milliseconds(times: Times) -> str:
    return f"{times.p50:.3f} / {times.p95:.3f} ms" if times.p50 < 1 else f"{times.p50:.1f} / {times.p95:.1f} ms"


def milliseconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes once."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def side_by_side(first: Callable[[], object], second: Callable[[], object], *, repeats: int) -> tuple[Times, Times]:
    """Both in turns, so that whatever else the machine does meets both."""
    ones, twos = [], []
    for _ in range(repeats):
        ones.append(milliseconds(first))
        twos.append(milliseconds(second))
    return Times(tuple(ones)), Times(tuple(twos))


def merged(times: Iterable[Times]) -> Times:
    """All values together."""
    return Times(tuple(value for one in times for value in one.values))


def table(lines: Sequence[Line]) -> str:
    """The lines as a Markdown table; times are median / 95th percentile."""
    rows = [("", "the program", "the limit", "ratio", "target", "")]
    rows += [
        (
            line.what,
            line.ours,
            line.limit,
            "" if line.ratio is None else f"{line.ratio:.2f}" if line.ratio >= 0.1 else f"{line.ratio:.1g}",
            line.target,
            "missed" if line.missed else "",
        )
        for line in lines
    ]
    widths = [max(3, *(len(row[column]) for row in rows)) for column in range(len(rows[0]))]
    padded = [
        "| " + " | ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    padded.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(padded)


def machine() -> str:
    """What the numbers are measured on, and how busy it is."""
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    parts = [f"{os.cpu_count()} x {_processor()}", platform.platform(terse=True), f"Python {platform.python_version()}"]
    return " · ".join(filter(None, [*parts, load]))


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
