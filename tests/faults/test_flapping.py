"""Two counters, our server, and a line that goes down every second: the ledgers of all three are the same."""

from __future__ import annotations

from pathlib import Path

from tests.faults import flapping

SECONDS, SEED = 20.0, 20261130


def test_all_ledgers_are_the_same_after_a_flapping_line(tmp_path: Path) -> None:
    report = flapping.run(tmp_path, seconds=SECONDS, seed=SEED)
    assert report.broken == []
    later = sum(count for answer, count in report.asked.items() if answer.endswith((" queued", " checking")))
    assert later > 0, "nothing was left to the outbox: the line was too good"
    assert report.asked["done"] > later
