"""Requests at once: so many from here, less those that another process was lent."""

from __future__ import annotations

import threading
import time

import pytest

from wxbuyer_gui.domain.errors import UnreachableError
from wxbuyer_gui.net.slots import Slots


def later() -> float:
    return time.monotonic() + 60


def refuse_at_once(slots: Slots) -> None:
    with pytest.raises(UnreachableError), slots.taken(deadline=time.monotonic()):
        pass


def test_there_are_only_so_many() -> None:
    slots = Slots(2)
    with slots.taken(deadline=later()), slots.taken(deadline=later()):
        refuse_at_once(slots)
    with slots.taken(deadline=time.monotonic()), slots.taken(deadline=time.monotonic()):
        pass


def test_what_is_lent_is_missing_here_until_it_is_given_back() -> None:
    slots = Slots(2)
    with slots.lent(1), slots.taken(deadline=later()):
        refuse_at_once(slots)
    with slots.taken(deadline=time.monotonic()), slots.taken(deadline=time.monotonic()):
        pass


def test_a_request_under_way_goes_on_and_the_next_waits() -> None:
    slots, entered = Slots(1), threading.Event()

    def ask() -> None:
        with slots.taken(deadline=later()):
            entered.set()

    with slots.taken(deadline=later()):
        with slots.lent(1):
            thread = threading.Thread(target=ask)
            thread.start()
        assert not entered.is_set()
    assert entered.wait(60)
    thread.join()
