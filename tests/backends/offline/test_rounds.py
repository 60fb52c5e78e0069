"""What the sender's rounds do about what goes wrong in one of them."""

from __future__ import annotations

from threading import Event

import pytest

from wxbuyer_gui.backends.offline import rounds
from wxbuyer_gui.backends.offline.clock import Clock
from wxbuyer_gui.backends.offline.rounds import Rounds
from wxbuyer_gui.domain.errors import StorageError


@pytest.mark.parametrize("trouble", [StorageError(code="E-IO"), ValueError("13800138000 is no state")])
def test_a_round_that_fails_is_not_the_last(
    trouble: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(rounds, "TROUBLE_SECONDS", 0.0)
    went_on = Event()
    troubles = [trouble]

    def tick() -> float:
        if troubles:
            raise troubles.pop()
        went_on.set()
        return 60.0

    made = Rounds(tick, was_changed=lambda: False, clock=Clock())
    made.start()
    assert went_on.wait(10)
    made.stop()
    assert "the outbox cannot be read" in caplog.text
    assert "13800138000" not in caplog.text
    caplog.clear()
