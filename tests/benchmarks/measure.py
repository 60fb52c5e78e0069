"""Timing and tables for the benchmarks."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
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

    def __str__(self) -> str:
        return f"{self.p50:8.3f} {self.p95:8.3f} {self.longest:8.3f}"


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


def show(title: str, columns: str, lines: Sequence[str]) -> None:
    """Print one table."""
    print(f"\n{title}\n{columns}\n{'-' * len(columns)}", *lines, sep="\n", flush=True)


def show_machine() -> None:
    """Print what the numbers were measured on."""
    print(platform.platform(), platform.machine(), f"Python {platform.python_version()}", sep=" · ")
