"""kill -9 in write traffic: what was acknowledged is there, whole, at the next start.

A kill proves nothing about a power cut: the system still writes out what it was given. For that every commit is
synced (synchronous=FULL), which the tests of the engine look at.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.faults.children import Ack, drain, kill, start, write_for_ever
from tests.faults.ledger import is_sound, lost

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks its children")

KILLS = 200
SEED = 20261124


def write_and_kill(path: Path, run: int, chance: random.Random, *, early: bool = False) -> list[Ack]:
    """Let a child write, kill it at some moment, and return what it had acknowledged."""
    process, pipe = start(write_for_ever, f"sqlite:///{path}", run, early)
    acks: list[Ack] = []
    for _ in range(chance.randint(1, 10)):
        acks.append(pipe.recv())
    # Between two acknowledgements, too: the next one is due within a few milliseconds.
    pipe.poll(chance.uniform(0, 0.006))
    kill(process)
    return acks + drain(pipe)


@pytest.mark.timeout(180)
def test_no_acknowledged_write_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, chance = tmp_path / "shop.db", random.Random(SEED)
    acks: list[Ack] = []
    for run in range(KILLS):
        new = write_and_kill(path, run, chance)
        assert lost(path, new) == []
        acks += new
    assert lost(path, acks) == []
    assert is_sound(path)
    with capsys.disabled():
        print(f"\n{KILLS} kills, {len(acks)} acknowledged writes, 0 lost")


def test_the_harness_sees_an_acknowledgement_that_came_too_early(tmp_path: Path) -> None:
    path, chance = tmp_path / "shop.db", random.Random(SEED)
    assert any(lost(path, write_and_kill(path, run, chance, early=True)) for run in range(30))
